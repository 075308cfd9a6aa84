import { z } from 'zod'
import { daySchema, momentSchema } from '../moments.ts'
import { periodSchema } from '../statistics/periods.ts'
import { sourceNames } from '../statistics/sources.ts'
import { figureRefSchema, templateSchema } from './template.ts'

/**
 * What is submitted, as one text: its canonical JSON is signed, travels, and says everything; the workbook, the paper and
 * every table are pure functions of it. Dates and ids in them come from here alone, so two vaults write the same bytes.
 */
const fact = z.union([z.string(), z.number(), z.boolean(), z.null()])
const words = (most: number) => z.string().max(most)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** Where a row's record is found. */
export const rowRefSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('entry'), id: z.uuid(), version: z.number().int() }),
  z.strictObject({ kind: z.literal('case'), caseKind: words(20), id: z.uuid(), act: z.uuid().nullable() }),
  z.strictObject({ kind: z.literal('task'), id: z.uuid() }),
])
export type RowRef = z.infer<typeof rowRefSchema>

export const sourceRowSchema = z.strictObject({ id: words(120), label: words(600), ref: rowRefSchema, facts: z.record(z.string(), fact) })
export type SourceRow = z.infer<typeof sourceRowSchema>

/** computed: from the rows. manual: filled in by hand. opening: carried on from a form of before Mulu, 接续未计算 (practice P7). */
export const figureOrigins = ['computed', 'manual', 'opening'] as const

export const previousOrigins = ['otherForm', 'computed'] as const

export const documentFigureSchema = z.strictObject({
  ...figureRefSchema.shape,
  value: z.string().max(40).nullable(),
  over: z.number().nullable(),
  under: z.number().nullable(),
  origin: z.enum(figureOrigins),
  /** Of the period before, as it was submitted; null: nothing is known. */
  previous: z.string().max(40).nullable(),
  /** Where that comes from, unless it was submitted in the same form: in another one, or nowhere and computed from the records as of then. */
  previousFrom: z.enum(previousOrigins).optional(),
  /** Of what was filled in: whose, and where it stands. '' where it was computed. */
  source: words(300),
  by: words(100),
})
export type DocumentFigure = z.infer<typeof documentFigureSchema>

export const explanationSchema = z.strictObject({ ...figureRefSchema.shape, text: words(2000).min(1), by: words(100) })

/** 调节项: a computed figure is never typed over; where another list says another number, both stand with the reason (practice P7). */
export const reconciliationSchema = z.strictObject({
  ...figureRefSchema.shape,
  other: words(40).min(1), // what the other list says
  where: words(300).min(1), // which list
  reason: words(2000).min(1),
  evidence: words(300),
  by: words(100),
})

export const statementAnswerSchema = z.strictObject({
  line: words(40),
  answer: z.enum(['无此情形', '待核对', '已整改', '不涉及']),
  text: words(2000),
  by: words(100),
})
export type StatementAnswer = z.infer<typeof statementAnswerSchema>

export const remedySchema = z.strictObject({
  problem: words(1000).min(1),
  measure: words(1000),
  responsible: words(100),
  dueOn: daySchema.nullable(),
  doneOn: daySchema.nullable(),
  result: words(1000),
  /** Which item of 自查 it answers to; left out or '': none. Documents of before had no such field, and stay the text they are. */
  statement: words(40).optional(),
})
export type Remedy = z.infer<typeof remedySchema>

const named = { id: z.uuid(), code: words(64), title: words(500) }
/** Against the submission before: what came in, what says something else (in words), what went. */
const left = z.number().int().nonnegative()
export const deltaSchema = z.strictObject({
  against: z.strictObject({ id: z.uuid(), version: z.number().int(), period: words(20), sha256 }),
  entered: z.array(z.strictObject(named)),
  changed: z.array(z.strictObject({ ...named, changes: z.array(words(4000)) })),
  left: z.array(z.strictObject(named)),
  /** How many of each are not listed: a list of all would be longer than the text. Not there: all are. */
  more: z.strictObject({ entered: left, changed: left, left }).optional(),
})
export type Delta = z.infer<typeof deltaSchema>

export const noticeRefSchema = z.strictObject({ number: words(100), issuer: words(200), title: words(300), dueAt: momentSchema })

/** A list too long to stand in the text leaves file by file, beside it: what is signed says which files, and what is in them. */
export const besideSchema = z.strictObject({
  name: z.string().regex(/^报送-行-[a-z]+-\d{2,4}\.jsonl$/),
  source: z.enum(sourceNames),
  rows: z.number().int().positive(),
  bytes: z.number().int().positive(),
  sha256,
  sm3: sha256,
})
export type Beside = z.infer<typeof besideSchema>

/** First line of such a file; then one row to a line, each its canonical JSON, going on where the file before ended. */
export const rowsHeadSchema = z.strictObject({ format: z.literal('mulu-submission-rows/1'), source: z.enum(sourceNames) })

export const submissionDocumentSchema = z.strictObject({
  format: z.literal('mulu-submission/1'),
  id: z.uuid(),
  version: z.number().int().positive(),
  /** Of a corrected version: which one it takes the place of, why, and what is another figure now; `others`: what else is said otherwise. */
  replaces: z
    .strictObject({
      version: z.number().int().positive(),
      sha256,
      reason: words(2000).min(1),
      figures: z.array(z.strictObject({ ...figureRefSchema.shape, from: z.string().nullable(), to: z.string().nullable() })),
      others: z
        .strictObject({
          explanations: z.array(z.strictObject(figureRefSchema.shape)),
          reconciliations: z.array(z.strictObject(figureRefSchema.shape)),
          statements: z.array(words(40)),
          remedies: z.boolean(),
        })
        .optional(),
    })
    .nullable(),
  agency: z.strictObject({ name: words(200), creditCode: words(32), region: words(64) }),
  period: periodSchema,
  periodBefore: words(20),
  notice: noticeRefSchema.nullable(),
  template: templateSchema,
  /** What the figures were computed from. */
  computed: z.strictObject({
    asOf: momentSchema, // the end of the period
    at: momentSchema, // when it was frozen
    by: words(100),
    packs: z.array(z.strictObject({ id: words(40), version: z.number().int() })),
    calendars: z.array(z.strictObject({ year: z.number().int(), region: words(6), version: z.number().int() })),
    counts: z.partialRecord(z.enum(sourceNames), z.number().int()),
    /** Cases under a claim of state secrecy: in no figure, handled off the system. */
    sealed: z.number().int(),
    /** SHA-256 of the canonical JSON of `rows`. */
    rowsSha256: sha256,
  }),
  cover: z.record(z.string(), words(500)),
  figures: z.array(documentFigureSchema),
  explanations: z.array(explanationSchema),
  reconciliations: z.array(reconciliationSchema),
  statements: z.array(statementAnswerSchema),
  remedies: z.array(remedySchema),
  delta: deltaSchema.nullable(),
  /** In the order of their ids; of a source that leaves in files beside, none. */
  rows: z.partialRecord(z.enum(sourceNames), z.array(sourceRowSchema)),
  /** In their order; not there: every row stands in `rows`. */
  beside: z.array(besideSchema).min(1).max(9999).optional(),
  /** The city's form it is written in, as the template's binding means it; not there: Mulu's own form. */
  form: z.strictObject({ bytes: z.number().int().positive(), sha256, sm3: sha256 }).optional(),
})
export type SubmissionDocument = z.infer<typeof submissionDocumentSchema>
