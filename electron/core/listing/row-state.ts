import type { EntryContent } from '../../../shared/catalogue.ts'
import { decodeDay } from '../../../shared/cell.ts'
import type { ListingState, ListingTemplate } from '../../../shared/listing/template.ts'
import { dayInChina } from '../../../shared/moments.ts'
import type { EntityState } from '../../../shared/platform-api/schemas.ts'
import type { Candidate } from '../transfer/protocol.ts'

/** What a row says of the entry's life. `status` null: the template has no word for it, or no column. */
export type RowState = { status: ListingState | null; unknownWord: string | null; reason: string; number: string; answeredOn: string | null; badDay: boolean }

export const rowState = ({ said }: Pick<Candidate, 'said'>, template: ListingTemplate): RowState => {
  const word = said.status ?? ''
  const status = word === '' ? null : (template.status[word] ?? null)
  const day = decodeDay(said.answeredOn ?? null)
  return {
    status,
    unknownWord: word !== '' && status === null ? word : null,
    reason: said.reason ?? '',
    number: said.number ?? '',
    answeredOn: day.value,
    badDay: day.problem !== null,
  }
}

/** The day a record is of, as the moment it began in China. */
const beginningOf = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString()

export const unknownState: EntityState = { status: 'draft', publishedOn: null, publishedVersion: null, reason: '', answeredAt: null, number: '', evidence: [] }

/** Whether the row tells an answer that is not known yet. A return told again in the same words is none, unless its day is another. */
export const isNewAnswer = (row: RowState, known: EntityState): boolean => {
  const status = row.status ?? known.status
  if (status !== known.status) return true
  if (row.answeredOn !== null && known.answeredAt !== null && row.answeredOn !== dayInChina(known.answeredAt)) return true
  if (row.number !== '' && row.number !== known.number) return true
  return status === 'returned' && row.reason !== '' && row.reason !== known.reason
}

const again: ReadonlySet<string> = new Set(['submitted', 'published'])

/**
 * The state a platform would tell, from a row. `confirmed`: a change that left is in it, so that a word that did not change
 * speaks of a new text all the same. A row without a day counts from `asOf`, when the platform wrote the listing.
 */
export const stateOf = (
  row: RowState,
  known: EntityState,
  theirs: EntryContent,
  version: number,
  confirmed: boolean,
  asOf: string,
): EntityState & { at: string } => {
  const status = row.status === null || row.status === 'gone' ? known.status : row.status
  const fresh = isNewAnswer(row, known) || (confirmed && again.has(status))
  const told = row.answeredOn === null ? asOf : beginningOf(row.answeredOn)
  const at = fresh && told === known.answeredAt ? asOf : told
  return {
    status,
    publishedOn: status === 'published' ? (theirs.publishedOn ?? known.publishedOn) : null,
    publishedVersion: status === 'published' && fresh ? version : status === 'withdrawn' ? null : known.publishedVersion,
    reason: status === 'returned' ? row.reason || (fresh ? '' : known.reason) : '',
    answeredAt: status === 'draft' ? known.answeredAt : fresh ? at : known.answeredAt,
    number: row.number || (fresh ? '' : known.number),
    evidence: known.evidence,
    at,
  }
}
