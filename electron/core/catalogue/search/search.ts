import type { Row } from '../../../../shared/contract/catalogue.ts'
import { nextBy } from '../../../../shared/next-step.ts'
import type { ReaderHandlers } from '../../context.ts'
import type { ReadDb } from '../../db/open.ts'
import { sql } from '../../db/sql.ts'
import { cameBy } from '../../sync/owner.ts'
import { lawAt } from '../law.ts'
import { asStanding, type StandingRow, standingColumns } from '../standing.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { hasOthers } from './facet-sets.ts'
import { facetsOf } from './facets.ts'
import { pageOf } from './pages.ts'
import { countOf, isCounted, selectionOf } from './selection.ts'

export const searchHandlers: ReaderHandlers<'catalogue.search'> = {
  'catalogue.search': (input, { db, now }) => {
    const { text, filter, sort, limit } = input
    const after = input.cursor === undefined ? null : readCursor(input, input.cursor)
    const selection = selectionOf(db, text, filter)
    const page = pageOf(db, selection, sort, after, limit)
    const whole = after === null && page.next === null && limit > 0
    return {
      items: rowsOf(db, page.rids, now().toISOString()),
      ...(input.exact || isCounted(selection)
        ? { total: whole ? page.rids.length : countOf(db, selection, null), capped: false }
        : { total: page.rids.length + (page.next === null ? 0 : 1), capped: !whole }),
      facets: input.facets ? facetsOf(db, selection, filter) : null,
      othersHere: hasOthers(db),
      next: page.next === null ? null : writeCursor(input, page.next),
    }
  },
}

type EntryRow = Omit<Row, 'standing' | 'next' | 'others'> & StandingRow & { rid: number; others: number }

/** The list's rows, in the order of `rids`. */
export const rowsOf = (db: ReadDb, rids: readonly number[], now: string): Row[] => {
  const next = nextBy(lawAt(db, now), now)
  const found = db.all<EntryRow>(sql`
    SELECT e.rid, e.id, e.code, e.title, e.provider, e.office, e.share_type AS shareType, e.format, e.status, e.version, e.item_count AS items, e.errors,
      e.warnings, e.updated_at AS updatedAt, e.imported = ${cameBy.others} AS others, ${standingColumns}
    FROM entry e LEFT JOIN entry_life l ON l.rid = e.rid WHERE e.rid IN (SELECT value FROM json_each(${JSON.stringify(rids)}))`)
  const byRid = new Map(
    found.map(({ rid, others: foreign, outside, since_at, published_version, submitted_version, text_version, ...row }) => {
      const others = foreign === 1
      const standing = asStanding({ outside, since_at, published_version, submitted_version, text_version })
      return [rid, { ...row, others, standing, next: others ? null : next({ status: row.status, ...standing }) }] as const
    }),
  )
  return rids.flatMap((rid) => byRid.get(rid) ?? [])
}
