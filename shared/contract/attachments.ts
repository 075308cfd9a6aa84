import { z } from 'zod'
import { attachmentTypes } from '../attachments.ts'
import { secrecySchema } from '../catalogue.ts'
import { readHandleSchema, writeHandleSchema } from '../files.ts'
import { momentSchema } from '../moments.ts'
import { officeRoles } from '../roles.ts'
import { call } from './define.ts'

export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/)
const office = ['catalogueOfficer', 'workingBodyHead'] as const

const attachmentSchema = z.strictObject({
  sha256: digestSchema,
  name: z.string(),
  /** Both null: known by the platform's word and not fetched yet. */
  type: z.enum(attachmentTypes).nullable(),
  bytes: z.number().int().nullable(),
  addedAt: momentSchema.nullable(),
  addedBy: z.string(),
  /** It goes with a submission that is on its way. */
  waiting: z.boolean(),
  /** It is being fetched, or comes with a package. */
  asked: z.boolean(),
  /** When the platform received it with a submission. */
  submittedAt: momentSchema.nullable(),
})
export type Attachment = z.infer<typeof attachmentSchema>

/** Papers of entries: signed forms, letters, scans. Kept in the encrypted database, each once, by its digest. */
export const attachmentCalls = {
  'attachment.add': call({
    about: { zh: '添加附件（签字的审批表、函、扫描件）', en: 'Add a paper to entries: a signed form, a letter, a scan' },
    roles: office,
    effect: 'write',
    long: true,
    input: z.strictObject({
      file: readHandleSchema,
      secrecy: secrecySchema.optional(), // required; without it secrecy.undeclared
      /** A signed list belongs to all that stand on it. */
      entries: z.array(z.uuid()).min(1).max(1000),
    }),
    output: z.strictObject({ sha256: digestSchema, name: z.string(), type: z.enum(attachmentTypes), bytes: z.number().int(), added: z.number().int() }),
  }),
  'attachment.list': call({
    about: { zh: '一条目录的附件，以及平台上随报送收到的材料', en: "An entry's papers, and those the platform received with its submission" },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ entry: z.uuid() }),
    output: z.strictObject({ attachments: z.array(attachmentSchema) }),
  }),
  'attachment.fetch': call({
    about: {
      zh: '从平台取回本单位报送的材料；没有连接的，随下次交换包索取',
      en: "Fetch a paper of one's own agency's submission from the platform, or ask for it with the next package",
    },
    roles: office,
    effect: 'write',
    aside: true,
    long: true,
    input: z.strictObject({ entry: z.uuid(), sha256: digestSchema }),
    /** `asked`: the platform has no address here; it comes with a package. */
    output: z.strictObject({ bytes: z.number().int(), asked: z.boolean() }),
  }),
  'attachment.open': call({
    about: { zh: '另存附件（解密的副本，记入副本登记）', en: 'Save a paper to a file: a copy in clear, kept in the register of copies' },
    roles: officeRoles,
    effect: 'export',
    input: z.strictObject({ entry: z.uuid(), sha256: digestSchema, file: writeHandleSchema, purpose: z.string().max(200).default('') }),
    output: z.strictObject({ bytes: z.number().int(), sha256: digestSchema }),
  }),
  'attachment.remove': call({
    about: { zh: '移除附件（已随报送发出的不能移除）', en: 'Remove a paper; one that went with a submission stays' },
    roles: office,
    effect: 'write',
    input: z.strictObject({ entry: z.uuid(), sha256: digestSchema }),
    output: z.strictObject({}),
  }),
}
