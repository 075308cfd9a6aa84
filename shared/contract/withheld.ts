import { z } from 'zod'
import { basisSchema } from '../catalogue.ts'
import { answerSources, withheldKinds } from '../entry-life.ts'
import { writeHandleSchema } from '../files.ts'
import { momentSchema } from '../moments.ts'
import { officeRoles } from '../roles.ts'
import { entriesSchema, evidenceSchema, numberSchema, reasonSchema, recordedSchema } from './answers.ts'
import { call } from './define.ts'

/** One entry of the catalogue of what is not shared. */
const withheldRowSchema = z.strictObject({
  id: z.uuid(),
  version: z.number().int(),
  code: z.string(),
  title: z.string(),
  items: z.array(z.string()),
  reason: z.string(),
  basis: z.array(basisSchema),
  /** What was last said of it; null: not submitted. `outdated`: of an older text. */
  result: z
    .strictObject({
      kind: z.enum(withheldKinds),
      receivedAt: momentSchema,
      number: z.string(),
      reason: z.string(),
      outdated: z.boolean(),
    })
    .nullable(),
})
export type WithheldRow = z.infer<typeof withheldRowSchema>

/** 不予共享目录: a catalogue of its own, with its bases, submitted and confirmed apart from the other. */
export const withheldCalls = {
  'withheld.list': call({
    about: { zh: '不予共享目录：理由、依据和审查结果', en: 'The catalogue of what is not shared: reasons, bases, results of the review' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ limit: z.number().int().min(1).max(5000).default(1000) }),
    output: z.strictObject({
      rows: z.array(withheldRowSchema),
      total: z.number().int(),
      /** Under which article there is such a catalogue; null where no rule in force asks for one. */
      article: z.strictObject({ zh: z.string(), en: z.string() }).nullable(),
    }),
  }),
  'withheld.record': call({
    about: { zh: '登记不予共享目录的报送、审查确认或不予确认', en: 'Record its submission, confirmation or refusal by the department' },
    roles: ['catalogueOfficer', 'workingBodyHead'],
    effect: 'write',
    input: z.strictObject({
      entries: entriesSchema,
      kind: z.enum(withheldKinds),
      receivedAt: momentSchema.refine((at) => !Number.isNaN(Date.parse(at))),
      source: z.enum(answerSources),
      number: numberSchema,
      reason: reasonSchema, // required for a refusal
      evidence: evidenceSchema,
    }),
    output: recordedSchema,
  }),
  'withheld.export': call({
    about: { zh: '导出不予共享目录清单（xlsx）', en: 'Export the list of what is not shared (xlsx)' },
    roles: ['catalogueOfficer', 'workingBodyHead', 'statisticsOfficer'],
    effect: 'export',
    aside: true,
    input: z.strictObject({ file: writeHandleSchema, purpose: z.string().max(200).default('') }),
    output: z.strictObject({ rows: z.number().int(), sha256: z.string(), bytes: z.number().int() }),
  }),
}
