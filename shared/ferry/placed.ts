import { z } from 'zod'
import { caseKindSchema } from '../cases/act.ts'

const count = z.number().int().nonnegative()

/** Where a case of an agency's package stands, or would stand. */
const places = ['known', 'chosen', 'new', 'undecided', 'passedOver'] as const
export const caseFileSchema = z.strictObject({ id: z.uuid(), kind: caseKindSchema, number: z.string(), title: z.string() })

/** A case that an agency's package (往来包) tells of. */
export const placedCaseSchema = z.strictObject({
  /** The sender's. */
  id: z.uuid(),
  kind: caseKindSchema,
  number: z.string(),
  title: z.string(),
  /** There it goes by the platform, and is told from there as well. */
  byPlatform: z.boolean(),
  note: z.string(),
  /** `known`: by its id or an earlier package; `chosen`, `new`: as a person decided; `undecided`: somebody has to. */
  place: z.enum(places),
  /** Why it was passed over. */
  why: z.string(),
  /** The file here it is shown in; null while there is none. */
  into: caseFileSchema.nullable(),
  /** Files here it may belong to. */
  candidates: z.array(caseFileSchema),
  /** Copies of what counted there; what is signed off and came with it; drafts. */
  copies: count,
  issued: count,
  drafts: count,
  papers: count,
})
export type PlacedCase = z.infer<typeof placedCaseSchema>
