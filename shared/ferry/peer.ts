import { z } from 'zod'
import { caseHeadSchema, paperSchema, statementSchema, whenSchema } from '../cases/act.ts'
import { eventSources } from '../clock.ts'

/**
 * A `peer` package (往来包) goes from agency to agency: of the files between the two, what one shows the other. It carries
 * drafts, copies and evidence (practice L3), so nothing in it counts by having arrived. First its cases, each a line, then
 * the papers they name (`papers.ts`, `of` empty).
 */

/** draft: being written there; issued: signed off and on its way, by this package or a letter; counted: a copy of what counted there. */
export const carriedStatuses = ['draft', 'issued', 'counted'] as const

const carriedActSchema = z.strictObject({
  status: z.enum(carriedStatuses),
  statement: statementSchema,
  agency: z.string().max(100),
  /** Of what counted: where, when and under which ruling it was received, as the sender holds it. */
  source: z.enum(eventSources),
  when: whenSchema.nullable(),
  ruling: z.string().max(100),
})
export type CarriedAct = z.infer<typeof carriedActSchema>

export const peerCaseSchema = z
  .strictObject({
    kind: z.literal('peerCase'),
    head: caseHeadSchema,
    /** In the sender's register. */
    number: z.string().max(40),
    /** There it goes by the platform, and comes from there as well. */
    byPlatform: z.boolean(),
    /** The receiver's id of the case, where the sender knows it from an earlier package. */
    yours: z.uuid().nullable(),
    /** The covering note. */
    note: z.string().max(4000),
    acts: z.array(carriedActSchema).max(2000),
    papers: z.array(paperSchema).max(500),
  })
  .refine(({ acts }) => new Set(acts.map(({ statement }) => statement.id)).size === acts.length, { path: ['acts'] })
  .refine(({ papers }) => new Set(papers.map(({ sha256 }) => sha256)).size === papers.length, { path: ['papers'] })
export type PeerCase = z.infer<typeof peerCaseSchema>
