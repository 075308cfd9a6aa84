import { z } from 'zod'
import { caseLineSchema, goneLineSchema, stateLineSchema, verdictSchema } from '../platform-api/schemas.ts'
import { submissionLineSchema } from '../platform-api/submissions.ts'
import { ferryLimits } from './limits.ts'
import { partySchema, sha256Schema } from './parties.ts'

/**
 * The first line of the first part (decisions F7): who speaks to whom, once more and inside, with the digests of what the
 * parts say in clear, signed again. So what is encrypted can not be passed on under another name.
 */
export const innerRecordSchema = z.strictObject({
  mulu: z.literal('inner'),
  format: z.literal(1),
  kind: z.string(),
  packageId: z.uuid(),
  sender: partySchema,
  recipient: partySchema,
  /** SHA-256 of each part in clear; of the first part what follows this line. */
  parts: z.array(sha256Schema).min(1).max(ferryLimits.parts),
})
export type InnerRecord = z.infer<typeof innerRecordSchema>

const innerLineSchema = z.strictObject({ record: innerRecordSchema, signature: z.base64().max(200) })

/** The bytes that are signed, after their prefix. */
export const innerBody = ({ mulu, format, kind, packageId, sender, recipient, parts }: InnerRecord): string =>
  JSON.stringify({ mulu, format, kind, packageId, sender, recipient, parts })

/** The line, with its line feed. `signature` is Ed25519 in base64. */
export const innerLine = (record: InnerRecord, signature: string): string => `{"record":${innerBody(record)},"signature":"${signature}"}\n`

/** The record of a line without its line feed, signature not yet looked at; null where it is not in its one form. */
export const readInnerLine = (line: string): { record: InnerRecord; signature: string } | null => {
  try {
    const { record, signature } = innerLineSchema.parse(JSON.parse(line))
    return innerLine(record, signature) === `${line}\n` ? { record, signature } : null
  } catch {
    return null
  }
}

/** A verdict on its way in a `down` package. Verdicts stand before states: then it is known which text stands where. */
const verdictLineSchema = verdictSchema.extend({ kind: z.literal('verdict') })

/**
 * A line of a `down` package: verdicts of changes received since, then lines as the feed has them, then papers
 * (`papers.ts`). (A line of an `up` package is of a paper, or asks for papers, or is a frozen change, byte for byte what
 * REST would carry: `changeSchema`.)
 */
export const downLineSchema = z.discriminatedUnion('kind', [verdictLineSchema, stateLineSchema, goneLineSchema, caseLineSchema, submissionLineSchema])
export type DownLine = z.infer<typeof downLineSchema>

/** What was done with a line of a down package. */
export const doneEffects = ['same', 'taken', 'merged', 'conflict', 'passedOver'] as const
export type DoneEffect = (typeof doneEffects)[number]

/** A line of a `receipt`. */
export const receiptLineSchema = z.discriminatedUnion('kind', [
  /** `version`: the platform's, of the line that came. */
  z.strictObject({
    kind: z.literal('done'),
    entity: z.string().max(40),
    id: z.string().max(64),
    version: z.number().int().nonnegative(),
    effect: z.enum(doneEffects),
  }),
  z.strictObject({ kind: z.literal('heard'), changeId: z.uuid() }),
])
export type ReceiptLine = z.infer<typeof receiptLineSchema>
