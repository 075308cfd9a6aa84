import type { WithheldRow } from '../../../../shared/contract/withheld.ts'
import type { ReadDb } from '../../db/open.ts'
import { sql } from '../../db/sql.ts'
import { answersOf } from '../answers/queries.ts'
import { countOf, ridsOf, selectionOf } from '../search/selection.ts'
import { unpackContent } from '../stored.ts'

export const withheldType = '不予共享'
const selection = (db: ReadDb) => selectionOf(db, '', { shareType: [withheldType] })

export const countWithheld = (db: ReadDb): number => countOf(db, selection(db), null)

/** What was last said of an entry in the catalogue of what is not shared. */
export const withheldResult = (db: ReadDb, rid: number): WithheldRow['result'] => {
  for (const answer of answersOf(db, rid)) {
    if (answer.kind !== 'withheldSubmitted' && answer.kind !== 'withheldConfirmed' && answer.kind !== 'withheldRefused') continue
    const { kind, receivedAt, number, reason, outdated } = answer
    return { kind, receivedAt, number, reason, outdated }
  }
  return null
}

/** One page in the order they were made, after row number `after`; `next` is where the following one begins. */
export const withheldPage = (db: ReadDb, after: number, limit: number): { rows: WithheldRow[]; next: number | null } => {
  const rids = ridsOf(db, selection(db), after, limit)
  const stored = db.all<{ rid: number; id: string; version: number; content: string }>(
    sql`SELECT rid, id, version, content FROM entry WHERE rid IN (SELECT value FROM json_each(${JSON.stringify(rids)})) ORDER BY rid`,
  )
  const rows = stored.map(({ rid, id, version, content }): WithheldRow => {
    const { codes, title, items, shareReason, shareBasis } = unpackContent(content)
    return {
      id,
      version,
      code: codes[0]?.code ?? '',
      title,
      items: items.map(({ name }) => name),
      reason: shareReason,
      basis: shareBasis,
      result: withheldResult(db, rid),
    }
  })
  return { rows, next: rids.length < limit ? null : (rids.at(-1) ?? null) }
}
