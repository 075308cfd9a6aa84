import { z } from 'zod'
import { partySchema } from '../cases/act.ts'
import { agreementTextSchema } from '../cases/agreement-text.ts'
import { secrecySchema } from '../catalogue.ts'
import { isDay } from '../days.ts'
import { documentFormats } from '../documents/document.ts'
import { writeHandleSchema } from '../files.ts'
import { daySchema } from '../moments.ts'
import { citedSchema } from '../regulations/cited.ts'
import { officeRoles } from '../roles.ts'
import { digestSchema } from './attachments.ts'
import { call } from './define.ts'

const words = z.strictObject({ zh: z.string(), en: z.string() })
const id = z.uuid()

const findingSchema = z.strictObject({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  path: z.string(), // where in the text
  words, // what is wrong, and what to do
  rules: z.array(z.string()),
})
export type TextFinding = z.infer<typeof findingSchema>

const validitySchema = z.strictObject({
  state: z.enum(['unsigned', 'notYet', 'inForce', 'ending', 'expired', 'ended']),
  left: z.number().int().nullable(), // days
  reminder: z.number().int().nullable(),
  words,
})

/** The agreement and its five annexes, each a paper of its own. */
export const agreementPapers = ['agreement', 'agreement.items', 'agreement.persons', 'agreement.pledge', 'agreement.exchange', 'agreement.disposal'] as const

/** What is peculiar to agreements; opening, drafting, consenting … are those of every file. */
export const agreementCalls = {
  'agreement.draftText': call({
    about: {
      zh: '从共享申请起草协议文本：按施行中的规定取条款，并列出要核对的',
      en: 'A first text from a request, with the clauses the rules in force ask for',
    },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ request: id }),
    output: z.strictObject({
      text: agreementTextSchema,
      sha256: digestSchema,
      findings: z.array(findingSchema),
      /** The rules that ask for an agreement; none: it is not required, and `against` says what bars added conditions. */
      needed: z.array(citedSchema),
      against: z.array(citedSchema),
    }),
  }),
  'agreement.renewal': call({
    about: { zh: '以原协议起草续签、变更或终止文本', en: 'The text of a renewal, a change or an end, from the older agreement' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ id, kind: z.enum(['续签', '变更', '终止']).default('续签'), from: daySchema.refine(isDay), until: daySchema.refine(isDay) }),
    output: z.strictObject({ text: agreementTextSchema, sha256: digestSchema, findings: z.array(findingSchema) }),
  }),
  'agreement.check': call({
    about: { zh: '核对协议文本：缺什么、与规定不合的，各依据哪一条', en: 'What a text lacks, and what in it is not as the rules have it' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ text: agreementTextSchema, shareType: z.string().max(20).default('') }),
    output: z.strictObject({ sha256: digestSchema, findings: z.array(findingSchema) }),
  }),
  'agreement.text': call({
    about: { zh: '协议文本：现在的或某一轮的，及有效期', en: 'The text on the table, or that of an earlier round, and how it stands' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ id, actId: id.optional() }),
    output: z.strictObject({
      actId: id,
      text: agreementTextSchema,
      sha256: digestSchema,
      validity: validitySchema,
      findings: z.array(findingSchema),
      rounds: z.array(z.strictObject({ actId: id, party: partySchema, on: z.string(), sha256: digestSchema })),
    }),
  }),
  'agreement.compare': call({
    about: {
      zh: '两轮文本的不同，用文字逐条说明；只有一轮的与被续签的协议比较',
      en: 'How two texts differ, in words; a first one with the agreement it renews',
    },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ id, from: id.optional(), to: id.optional() }),
    output: z.strictObject({ from: id, to: id, changes: z.array(words) }),
  }),
  'agreement.render': call({
    about: { zh: '制作协议或附件的文书（PDF 或 docx）', en: 'Make the paper of an agreement or of an annex' },
    roles: officeRoles,
    effect: 'export',
    aside: true,
    long: true,
    input: z.strictObject({
      id,
      actId: id.optional(),
      paper: z.enum(agreementPapers).default('agreement'),
      lang: z.enum(['zh', 'en']).default('zh'),
      format: z.enum(documentFormats).default('pdf'),
      file: writeHandleSchema,
      purpose: z.string().max(200).default(''),
      secrecy: secrecySchema.optional(),
    }),
    output: z.strictObject({ sha256: digestSchema, bytes: z.number().int(), pages: z.number().int().nullable(), check: z.string() }),
  }),
}
