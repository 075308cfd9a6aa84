import { Refusal } from '../../../shared/errors.ts'
import type { SourceRow } from '../../../shared/submissions/document.ts'
import type { ReadDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import type { Submission } from './store.ts'

/** Cases among its rows that were put under seal since it was frozen, by their ids. */
const sealedIn = (db: ReadDb, rid: number): ReadonlyMap<string, string> =>
  new Map(
    db
      .all<{ id: string; number: string }>(sql`
        SELECT DISTINCT f.id, f.number FROM case_file f JOIN submission_row r ON json_extract(r.ref, '$.id') = f.id
        WHERE f.sealed_on IS NOT NULL AND r.rid = ${rid} AND json_extract(r.ref, '$.kind') = 'case' ORDER BY f.number`)
      .map(({ id, number }) => [id, number]),
  )

/**
 * Nothing of a case under seal leaves, and a document cannot leave without a part of it (practice L2): a corrected version is
 * counted without the case. Throws `submission.sealed`.
 */
export const refuseSealed = (db: ReadDb, { rid }: Pick<Submission, 'rid'>): void => {
  const sealed = sealedIn(db, rid)
  if (sealed.size > 0) throw new Refusal('submission.sealed', { count: sealed.size, numbers: [...sealed.values()].join('、') })
}

/** Rows as they may be shown: of a case under seal its number alone, and the facts a table asks its rows by. */
export const withoutSealed = (db: ReadDb, rid: number, rows: readonly SourceRow[], asked: readonly string[] = []): SourceRow[] => {
  const sealed = rows.some(({ ref }) => ref.kind === 'case') ? sealedIn(db, rid) : new Map<string, string>()
  if (sealed.size === 0) return [...rows]
  return rows.map((row) => {
    const number = row.ref.kind === 'case' ? sealed.get(row.ref.id) : undefined
    if (number === undefined) return row
    const facts = Object.fromEntries(Object.entries(row.facts).map(([fact, value]) => [fact, asked.includes(fact) ? value : null]))
    return { ...row, label: `${number} 线下办理`, facts: { ...facts, number: `${number} 线下办理` } }
  })
}
