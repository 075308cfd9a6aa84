import { z } from 'zod'
import { entryContentSchema } from '../catalogue.ts'
import { agreementSources } from '../entry-life.ts'
import { momentSchema } from '../moments.ts'
import { officeRoles } from '../roles.ts'
import { entriesSchema, evidenceSchema, pastDaySchema, reasonSchema, recordedSchema } from './answers.ts'
import { fieldChangeSchema } from './catalogue.ts'
import { call } from './define.ts'

/** One entry on the 目录报送审批表. Labels and values are Chinese, as they stand on the paper. */
const approvalLineSchema = z.strictObject({
  id: z.uuid(),
  code: z.string(),
  title: z.string(),
  provider: z.string(),
  shareType: z.string(),
  items: z.number().int(),
  abstract: z.string(),
  version: z.number().int(),
  change: z.enum(['新增', '修改']),
  /** What differs from the published text; nothing for a new entry. */
  changes: z.array(z.strictObject({ item: z.string(), label: z.string(), from: z.string(), to: z.string() })),
  errors: z.number().int(),
  /** Why it was passed with errors. */
  checkReason: z.string(),
  assessments: z.array(z.strictObject({ name: z.string(), conclusion: z.string(), reason: z.string(), on: z.string(), handledBy: z.string() })),
  sha256: z.string(), // of the content
})
export type ApprovalLine = z.infer<typeof approvalLineSchema>

/** What the agency does with a text before it goes out, and what stands published beside it. */
export const lifeCalls = {
  'catalogue.markChecked': call({
    about: { zh: '自查通过；有错误时须写明理由', en: 'Mark entries as checked; with errors only for a reason' },
    roles: ['catalogueOfficer'],
    effect: 'write',
    input: z.strictObject({ entries: entriesSchema, reason: reasonSchema }),
    output: recordedSchema,
  }),
  'catalogue.agree': call({
    about: {
      zh: '部门负责人审核同意或不同意：本人在屏幕上，或由编目人员凭签字的审批表登记',
      en: 'The department head agrees or not: on screen, or recorded by the officer from the signed form',
    },
    roles: ['departmentHead', 'catalogueOfficer'],
    effect: 'write',
    input: z.strictObject({
      entries: entriesSchema,
      decision: z.enum(['agreed', 'declined']).default('agreed'),
      reason: reasonSchema, // required for declined
      source: z.enum(agreementSources).default('屏幕'),
      /** From here on for 纸质审批表 only: who signed, when, where the scan is, and the form's 校验码 (all of it or its first 16 characters). */
      agreedBy: z.string().max(100).default(''),
      agreedOn: pastDaySchema.optional(),
      evidence: evidenceSchema.default(''),
      hash: z.string().max(100).default(''),
    }),
    output: recordedSchema,
  }),
  'catalogue.approval': call({
    about: { zh: '目录报送审批表的内容与校验码', en: 'What the approval form lists, and its hash over these very texts' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ entries: entriesSchema.max(2000) }), // more is no form a person signs
    output: z.strictObject({ hash: z.string(), lines: z.array(approvalLineSchema) }),
  }),
  'catalogue.published': call({
    about: { zh: '已发布的内容，以及现在的内容与它有什么不同', en: 'The published text, and how the present one differs from it' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ id: z.uuid() }),
    output: z.strictObject({
      /** null: nothing is published. */
      published: z.strictObject({ version: z.number().int(), sinceAt: momentSchema.nullable(), content: entryContentSchema }).nullable(),
      changes: z.array(fieldChangeSchema),
    }),
  }),
}
