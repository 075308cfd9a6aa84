import { z } from 'zod'
import { caseKindSchema, needs, paperSchema, partySchema, whenSchema } from '../cases/act.ts'
import { eventSources } from '../clock.ts'
import { dueFactsSchema } from '../clock-words.ts'
import { carriedStatuses } from '../ferry/peer.ts'
import { daySchema, momentSchema } from '../moments.ts'
import { citedSchema } from '../regulations/cited.ts'
import { clockEventSchema } from './clock.ts'

/** What calls tell of a case: its row in a list, its acts, clocks, what is next, and what another agency's package said of it. */

const id = z.uuid()
const words = z.strictObject({ zh: z.string(), en: z.string() })
const fields = z.record(z.string().max(40), z.json())

/** By the platform, or by letters and hand-over forms where there is none (practice P1, P3). */
export const caseWays = ['platform', 'paper'] as const

/** draft: here and nowhere else; issued: on its way; counted: received; returned: the platform refused it. */
export const actStatuses = ['draft', 'issued', 'counted', 'returned'] as const
export type ActStatus = (typeof actStatuses)[number]

/** How a consent was given. A 保密审查 names its three persons (practice P5). */
export const consentRecordSchema = z.strictObject({
  need: z.enum(needs),
  decision: z.enum(['agreed', 'declined']),
  by: z.string().max(100),
  on: daySchema,
  evidence: z.string().max(300), // '' = on this screen
  handledBy: z.string().max(100),
  officeHead: z.string().max(100),
  reason: z.string().max(2000),
  recordedBy: z.string(),
  recordedAt: momentSchema,
})
export type ConsentRecord = z.infer<typeof consentRecordSchema>

export const lackSchema = z.strictObject({ code: z.string(), detail: z.string() })

export const actSchema = z.strictObject({
  id,
  act: z.string(),
  words,
  party: partySchema,
  mine: z.boolean(),
  status: z.enum(actStatuses),
  /** Where it led; null as long as it has not counted. */
  state: z.string().nullable(),
  agency: z.string(),
  officer: z.string(),
  number: z.string(),
  madeAt: momentSchema,
  source: z.enum(eventSources),
  receivedOn: whenSchema.nullable(),
  ruling: z.string(),
  /** Of a letter: where its receipt or delivery is kept. */
  evidence: z.string(),
  fields,
  note: z.string(),
  papers: z.array(paperSchema),
  records: z.array(consentRecordSchema),
  rules: z.array(z.string()),
  /** Why the platform returned it. */
  problem: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  /** Of a draft: what it still needs before it may leave, one after the other. */
  lacks: lackSchema.nullable(),
})
export type CaseAct = z.infer<typeof actSchema>

export const clockSchema = z.strictObject({
  duty: z.string(),
  rule: citedSchema.nullable(),
  /** What it is counted from: the first starts it. `clock.due` lists its days from them. */
  events: z.array(clockEventSchema),
  due: dueFactsSchema,
  /** The case was closed that day while it was not done: nobody owes it any more. */
  lapsedOn: daySchema.nullable(),
  firstDue: daySchema.nullable(),
  extension: z.strictObject({ state: z.enum(['none', 'granted', 'missing', 'tooLate']), n: z.number().int() }),
})
export type CaseClock = z.infer<typeof clockSchema>

export const nextSchema = z.strictObject({
  party: partySchema,
  mine: z.boolean(),
  act: z.string(),
  words,
  duty: z.string().nullable(),
  due: dueFactsSchema.nullable(),
  article: words.nullable(),
})

export const rowSchema = z.strictObject({
  id,
  kind: caseKindSchema,
  number: z.string(),
  title: z.string(),
  way: z.enum(caseWays),
  party: partySchema,
  other: z.string(),
  state: z.string(),
  words, // of the state
  closed: z.boolean(),
  sealed: z.boolean(),
  turn: z.boolean(), // we act next
  dueOn: daySchema.nullable(),
  /** Who acts next: we, where it is our turn. null before the first act, when nobody has to, and of a sealed case. */
  next: z.strictObject({ party: partySchema, mine: z.boolean(), words, article: words.nullable() }).nullable(),
  due: dueFactsSchema.nullable(), // until when
  openedAt: momentSchema,
  changedAt: momentSchema,
  /** null: not archived. `outdated`: something was done since. */
  archived: z.strictObject({ number: z.string(), on: daySchema, by: z.string(), outdated: z.boolean() }).nullable(),
})
export type CaseRow = z.infer<typeof rowSchema>

/** same: the same statement is in the file; differs: one under its id says something else; unknown: none. */
export const actKnown = ['same', 'differs', 'unknown'] as const

/** An act that another agency's package tells of: shown beside the file, part of nothing in it. */
export const receivedActSchema = actSchema
  .pick({
    id: true,
    act: true,
    words: true,
    party: true,
    mine: true,
    agency: true,
    officer: true,
    number: true,
    madeAt: true,
    source: true,
    ruling: true,
    fields: true,
    note: true,
    papers: true,
    receivedOn: true,
  })
  .extend({
    status: z.enum(carriedStatuses),
    known: z.enum(actKnown),
    /** Whether it may be recorded as what its party did; null: it is not theirs to say, or only a draft, or known. */
    record: z.strictObject({ ruling: z.boolean(), lacks: lackSchema.nullable() }).nullable(),
    /** Acts of ours whose draft may begin with what it says. */
    begins: z.array(z.string()),
    /** It puts an agreement's text on the table, which can be compared with ours. */
    text: z.boolean(),
  })
export type ReceivedAct = z.infer<typeof receivedActSchema>
