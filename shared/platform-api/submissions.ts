import { z } from 'zod'
import { momentSchema } from '../moments.ts'
import { periodSchema } from '../statistics/periods.ts'

/**
 * Submissions (统计报送、年度评估) on their way to the competent department. Only the head is spoken of here; the document
 * itself, the form it was written into and its signatures are papers (PUT attachments), told by their digests.
 */
const id = z.uuid()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** Of one version of a submission: what is said of it, and of what it consists. The same on every device, byte for byte. */
export const reportHeadSchema = z.strictObject({
  /** 1, then one more with each correction (更正): the version before stays as it was received. One that went by hand is not there. */
  version: z.number().int().positive(),
  /** The version this one corrects; null of the first. */
  replaces: z.number().int().positive().nullable(),
  period: periodSchema,
  template: z.strictObject({
    id: z
      .string()
      .max(200)
      .regex(/^[\p{L}\p{N}][\p{L}\p{N}._:-]*$/u),
    version: z.number().int().positive(),
  }),
  /** 文号 of the notice that asked for it (practice L12); '' where there is none. */
  notice: z.string().max(200),
  /** Of the document, which is one of the papers. */
  sha256,
  sm3: sha256,
  /** How many of what is in it. */
  counts: z.record(z.string().regex(/^[a-z][A-Za-z]{0,39}$/), z.number().int().nonnegative()),
  preparer: z.string().max(100),
  reviewer: z.string().max(100),
  /** Of a correction: what changed and why, in short. */
  reason: z.string().max(2000),
  papers: z
    .array(z.strictObject({ name: z.string().min(1).max(200), sha256 }))
    .min(1)
    .max(50),
})
export type ReportHead = z.infer<typeof reportHeadSchema>

export const reportOutcomes = ['accepted', 'returned'] as const
/** What the department answered to one version. */
export const reportAnswerSchema = z.object({
  outcome: z.enum(reportOutcomes),
  /** Of a return: why. */
  reason: z.string(),
  /** 文号 or number of receipt, as the department gives it. */
  number: z.string(),
  by: z.string(),
  at: momentSchema,
})
export type ReportAnswer = z.infer<typeof reportAnswerSchema>

/** One version as it was received. The time of receipt is what a deadline is judged by. */
export const receivedReportSchema = z.object({
  head: z.object({
    ...reportHeadSchema.shape,
    period: z.object(periodSchema.shape),
    template: z.object(reportHeadSchema.shape.template.shape),
    papers: z.array(z.object({ name: z.string(), sha256 })),
  }),
  changeId: id,
  officer: z.string(),
  receivedAt: momentSchema,
  receiptId: id,
  answer: reportAnswerSchema.nullable(),
})
export type ReceivedReport = z.infer<typeof receivedReportSchema>

/** A submission as it stands: all its versions in their order. Its own agency and the competent department see it, nobody else. */
export const submissionLineSchema = z.object({
  kind: z.literal('submission'),
  id,
  /** Counts up by one with each version received and each answer. */
  version: z.number().int().positive(),
  owner: z.object({ id, name: z.string() }),
  reports: z.array(receivedReportSchema).min(1),
  at: momentSchema,
})
export type SubmissionLine = z.infer<typeof submissionLineSchema>
