import { z } from 'zod'
import { actSchema, caseHeadSchema, statementSchema } from '../cases/act.ts'
import { entryStatusSchema } from '../catalogue.ts'
import { daySchema, momentSchema } from '../moments.ts'
import { contentPatchSchema } from '../sync/patch.ts'
import { reportHeadSchema, submissionLineSchema } from './submissions.ts'

/**
 * The REST contract between a copy of the catalogue and a platform. Both sides parse with these; `openapi.yaml` beside
 * is written from them (decisions T4). Readers must ignore what they do not know inside a known version: all objects
 * a platform sends may grow.
 */

/** The versions of this contract. A client asks with `Mulu-Protocol: n`; a platform answers 426 outside its range (lesson 13). */
export const protocolVersion = 1
export const protocolHeader = 'mulu-protocol'

const id = z.uuid()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** Opaque: made and understood by the platform alone. Printable ASCII, so that it comes back as it was given. */
const cursor = z
  .string()
  .max(500)
  .regex(/^[\x21-\x7e]*$/)

export const infoSchema = z.object({
  platform: z.object({
    /** Never changes; a client that finds another id stops before it touches anything (lesson 9). */
    id,
    name: z.string(),
    /** Counts up when the platform was restored from a backup: what was acknowledged since may be gone. */
    epoch: z.number().int().nonnegative(),
  }),
  protocol: z.object({ min: z.number().int(), max: z.number().int() }),
  /** The platform's time. Clients count from it, whatever their own clock says. */
  now: momentSchema,
  rulePacks: z.array(z.object({ id: z.string(), version: z.number().int(), sha256 })),
  limits: z.object({ pageLines: z.number().int(), changesPerPost: z.number().int(), bodyBytes: z.number().int(), attachmentBytes: z.number().int() }),
  /** What this platform is for (practice L11). */
  notice: z.string(),
  /** What it takes beyond the first form of this version. Nothing else of it is sent: it would be refused for good. */
  takes: z.array(z.string()).default([]),
})
/** `epoch` in a post; acts on cases; submissions. */
export const takenHere = ['epoch', 'case', 'submission'] as const
export type Info = z.infer<typeof infoSchema>

/** Who may see what (decisions F3). */
export const scopes = ['own', 'bothParties', 'competentDepartment', 'public'] as const

export const enrolmentInputSchema = z.strictObject({
  /** Given out by the platform's administrator, once. */
  code: z.string().min(8).max(64),
  device: z.strictObject({ id, publicKey: z.string().max(200), name: z.string().max(100) }),
})
export const enrolmentSchema = z.object({
  agency: z.object({ id, name: z.string(), creditCode: z.string() }),
  officer: z.string(),
  scopes: z.array(z.enum(scopes)),
  token: z.string(),
  expiresAt: momentSchema,
  platformId: id,
  epoch: z.number().int(),
})
export type Enrolment = z.infer<typeof enrolmentSchema>

export const tokenSchema = z.object({ token: z.string(), expiresAt: momentSchema })

/** Where the platform has the entity in its own life. Of an entry: its status, and what the department said. */
export const entityStateSchema = z.object({
  status: entryStatusSchema,
  publishedOn: daySchema.nullable(),
  /** The version that is published, which may be older than the newest. */
  publishedVersion: z.number().int().nullable(),
  /** Of a return: why. */
  reason: z.string(),
  /** Of the department's last answer. */
  answeredAt: momentSchema.nullable(),
  number: z.string(),
  /** The papers that came with the last submission; of one's own entities only. */
  evidence: z.array(z.object({ name: z.string(), sha256 })).default([]),
})
export type EntityState = z.infer<typeof entityStateSchema>

/** An entity as it stands after one change; `entity` is open-ended: a client keeps and passes over what it does not know (decisions F3). The whole text, so that a line means something alone. */
export const stateLineSchema = z.object({
  kind: z.literal('state'),
  entity: z.string(),
  id,
  /** Counts up by one with each change of this entity. */
  version: z.number().int().positive(),
  content: z.unknown(),
  /** Of one's own entity whose published text is another than `content`: that text, which stays in force. null: nothing is published, or just this text. */
  published: z.object({ content: z.unknown() }).nullable().default(null),
  state: entityStateSchema,
  /** Of the agency that owns it. */
  owner: z.object({ id, name: z.string() }),
  /** Who made this version, with which change. */
  by: z.object({ agency: z.string(), officer: z.string(), device: id.nullable(), changeId: id.nullable() }),
  at: momentSchema,
})
/** No longer to be seen by this agency, or deleted. Local work on it is never dropped (lessons 9, 11). */
export const goneLineSchema = z.object({
  kind: z.literal('gone'),
  entity: z.string(),
  id,
  version: z.number().int().positive(),
  why: z.enum(['deleted', 'outOfScope']),
  at: momentSchema,
})
const agencySchema = z.object({ id, name: z.string() })
/**
 * A case (案卷) as it stands: its acts in the order they counted. Both parties see it, and the competent department once it
 * was told. Copies that know nothing of cases pass it over.
 */
export const caseLineSchema = z.object({
  kind: z.literal('case'),
  id,
  /** Of its last act; counts up by one with each. */
  version: z.number().int().positive(),
  head: z.object(caseHeadSchema.shape),
  acts: z.array(z.object(actSchema.shape)),
  /** Whom the head's names mean. */
  agencies: z.object({ applicant: agencySchema, respondent: agencySchema.nullable() }),
  at: momentSchema,
})
export type CaseLine = z.infer<typeof caseLineSchema>
/** The last line of a page. A page without it was cut off and counts for nothing. */
export const endLineSchema = z.object({
  kind: z.literal('end'),
  cursor,
  more: z.boolean(),
  lines: z.number().int(),
  epoch: z.number().int(),
  /** Of the bytes of all lines before this one and of `endText`: a byte that was spoilt on the way is noticed. */
  sha256,
})
export type EndLine = z.infer<typeof endLineSchema>
/** What the end line itself says, as it goes into its digest. */
export const endText = ({ cursor: at, more, lines, epoch }: Omit<EndLine, 'kind' | 'sha256'>): string => `${at}\n${more}\n${lines}\n${epoch}\n`
export const pageLineSchema = z.discriminatedUnion('kind', [stateLineSchema, goneLineSchema, caseLineSchema, submissionLineSchema, endLineSchema])
export type StateLine = z.infer<typeof stateLineSchema>
export type GoneLine = z.infer<typeof goneLineSchema>
export type PageLine = z.infer<typeof pageLineSchema>

const made = {
  /** As the device's clock had it. For people to read; nothing is decided by it. */
  madeAt: momentSchema,
  officer: z.string().max(100),
}
const base = {
  id,
  /** The platform's version it was made on; 0 for a new entity. */
  baseVersion: z.number().int().nonnegative(),
}
/** Made by the device; the same change sent twice has one effect (lesson 12). */
const changeId = id
const changeCommon = {
  changeId,
  entity: z.literal('entry'),
  ...base,
  /**
   * The change of this entity this one stands on, where that was not answered yet when this was made (discs travel for
   * weeks). Its base is then the version that change was applied as, and nothing else: where it was not applied as sent, or
   * somebody else's text came after it, this one is a conflict.
   */
  after: id.optional(),
  ...made,
}
export const changeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...changeCommon, kind: z.literal('patch'), patch: contentPatchSchema, note: z.string().max(500) }),
  z.strictObject({ ...changeCommon, kind: z.literal('delete'), note: z.string().max(500) }),
  /** 报送: the entity's newest version goes to the department for review. */
  z.strictObject({
    ...changeCommon,
    kind: z.literal('submit'),
    note: z.string().max(500),
    /** Papers (a signed form, a letter), each whole on the platform before this change is sent: PUT attachments. */
    evidence: z.array(z.strictObject({ name: z.string().max(200), sha256 })).max(50),
  }),
  /** 撤回报送: what lies with the department is taken back, as long as it has not answered. */
  z.strictObject({ ...changeCommon, kind: z.literal('withdraw'), note: z.string().max(500) }),
  /**
   * An act on a case (案卷), or the one that opens it. Never a conflict: it counts if it may follow what stands there
   * (`cases/fold.ts`), from its receipt on, and is refused otherwise. Its papers are whole on the platform before it is sent.
   */
  z
    .strictObject({ changeId, entity: z.literal('case'), ...base, ...made, kind: z.literal('act'), head: caseHeadSchema, statement: statementSchema })
    .refine(({ changeId, statement }) => changeId === statement.id, { path: ['statement', 'id'] })
    .refine(({ id: of, head }) => of === head.id, { path: ['head', 'id'] }),
  /**
   * A version of a submission (统计报送). It stands on no version and is never a conflict: it is appended behind the one it
   * corrects, or refused. Its papers, the document among them, are whole on the platform before it is sent.
   */
  z.strictObject({ changeId, entity: z.literal('submission'), ...base, ...made, kind: z.literal('report'), head: reportHeadSchema }),
])
export type Change = z.infer<typeof changeSchema>
export type ActChange = Extract<Change, { kind: 'act' }>
export type ReportChange = Extract<Change, { kind: 'report' }>
export type EntryChange = Exclude<Change, ActChange | ReportChange>

export const pushSchema = z.strictObject({
  /** The epoch the client greeted; one who leaves it out is not asked. Another than the platform's: 409 `epoch.changed`, and nothing was done. */
  epoch: z.number().int().nonnegative().optional(),
  changes: z.array(z.unknown()).min(1).max(1000),
})

/**
 * `applied`; `already`: this change was applied before; `altered`: applied, but not as sent (a code was assigned);
 * `conflict`: the base is not the newest version; `rejected`: refused for good, with a reason (lesson 10); `retry`: not now.
 */
export const verdictNames = ['applied', 'already', 'altered', 'conflict', 'rejected', 'retry'] as const
export type VerdictName = (typeof verdictNames)[number]

/** RFC 9457. `code` is stable, `title` and `detail` are for people, in the language asked for. */
export const problemSchema = z.object({ type: z.string(), title: z.string(), status: z.number().int(), detail: z.string(), code: z.string() })
export type Problem = z.infer<typeof problemSchema>

export const verdictSchema = z.object({
  /** null where the change was so broken that it had none to read. */
  changeId: id.nullable(),
  verdict: z.enum(verdictNames),
  /** When the platform received it, the first time: the legal clock starts here (电子签名法 art.11). */
  receivedAt: momentSchema,
  /** How the entity stands now, of `applied` (its version), `altered` and `conflict` (whole). */
  version: z.number().int().nonnegative().nullable(),
  now: stateLineSchema.nullable(),
  problem: problemSchema.nullable(),
  receiptId: id,
})
export type Verdict = z.infer<typeof verdictSchema>
/** One verdict for each change sent, in the same order. */
export const verdictsSchema = z.object({ receivedAt: momentSchema, epoch: z.number().int(), verdicts: z.array(verdictSchema) })
export type Verdicts = z.infer<typeof verdictsSchema>
