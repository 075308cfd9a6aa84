import { z } from 'zod'
import { partySchema } from '../cases/act.ts'
import { agreementTextSchema } from '../cases/agreement-text.ts'
import { secrecySchema } from '../catalogue.ts'
import { isDay } from '../days.ts'
import { documentFormats } from '../documents/document.ts'
import { readablePaperSchema } from '../documents/readable.ts'
import { sha256Schema } from '../ferry/parties.ts'
import { writeHandleSchema } from '../files.ts'
import { daySchema } from '../moments.ts'
import { citedSchema } from '../regulations/cited.ts'
import { officeRoles } from '../roles.ts'
import { signedFileSchema, signerSchema, subjectSchema } from '../signing/statement.ts'
import { bundleVerdictSchema } from '../signing/verdict.ts'
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

const roundSchema = z.strictObject({ actId: id, party: partySchema, on: z.string(), sha256: digestSchema })

/** `was` and `is` as they stand in the texts; null where a whole row came, went or moved. */
const changeSchema = words.extend({ where: words, was: z.string().nullable(), is: z.string().nullable() })
export type TextDifference = z.infer<typeof changeSchema>

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
      rounds: z.array(roundSchema),
      /** Of the agreement it renews, changes or ends, as far as it is here: the texts of its rounds can be compared with. */
      older: z.strictObject({ id, number: z.string(), title: z.string(), rounds: z.array(roundSchema) }).nullable(),
    }),
  }),
  'agreement.compare': call({
    about: {
      zh: '两轮文本的不同，用文字逐条说明；第一轮与被续签的协议比较，也可指定其中一轮；写明往来包的，to 是包里的文本',
      en: 'How two texts differ, in words; a first one with the agreement it renews, or with any round of that; with a package, `to` is a text it brought',
    },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ id, from: id.optional(), to: id.optional(), package: id.optional() }),
    output: z.strictObject({ from: id, to: id, changes: z.array(changeSchema) }),
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
  'agreement.signPreview': call({
    about: {
      zh: '签署前：要签的文本、各文件及校验值，逐页看过后以此签署',
      en: 'Before signing: the text and files as they will be signed, with the digest that signing asks for',
    },
    roles: officeRoles,
    effect: 'read',
    aside: true,
    input: z.strictObject({ id, keyId: id }),
    output: z.strictObject({
      subject: subjectSchema,
      files: z.array(signedFileSchema),
      position: z.number().int(),
      of: z.number().int(),
      signer: signerSchema,
      /** The agreement and its annexes as they are read: what the PDFs are made from. */
      papers: z.array(readablePaperSchema),
      shown: sha256Schema,
      certificate: z.string().nullable(),
    }),
  }),
  'agreement.signPaper': call({
    about: {
      zh: '取出一份将要签署的文件查看（记入副本登记）',
      en: 'Take out one of the files about to be signed, to look at it; kept in the register of copies',
    },
    roles: officeRoles,
    effect: 'export',
    aside: true,
    input: z.strictObject({ id, name: z.string().min(1).max(120), file: writeHandleSchema, purpose: z.string().max(200).default('') }),
    output: z.strictObject({ bytes: z.number().int(), sha256: sha256Schema }),
  }),
  'agreement.sign': call({
    about: {
      zh: '签署协议：对看过的文本和全部文件签名，成为待审核、签发的办理',
      en: 'Sign the agreement: over the text and every file that was shown; a draft that is then consented to and issued',
    },
    roles: officeRoles,
    effect: 'secure',
    long: true,
    secrets: ['keyPassphrase'],
    input: z.strictObject({ id, keyId: id, shown: sha256Schema, secrecy: secrecySchema.optional() }),
    output: z.strictObject({
      actId: id,
      act: z.string(),
      sha256: sha256Schema,
      bytes: z.number().int(),
      position: z.number().int(),
      signedPdfs: z.array(z.string()),
    }),
  }),
  'agreement.verify': call({
    about: { zh: '验证签署：谁、何时、对什么签的，保证到什么程度', en: 'Verify the signatures: who, when, over what, with which assurance' },
    roles: officeRoles,
    effect: 'read',
    aside: true,
    input: z.strictObject({ id }),
    output: z.strictObject({
      /** Of the text both sides agreed to. */
      sha256: sha256Schema,
      /** The bundle's text is that very text; null: nothing was signed by a key. */
      sameText: z.boolean().nullable(),
      verdict: bundleVerdictSchema.nullable(),
      paper: z.array(z.strictObject({ party: partySchema, signer: z.string(), on: z.string(), copies: z.number().int(), keptAt: z.string() })),
      words,
    }),
  }),
}
