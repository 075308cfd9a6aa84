import type { CheckSettings } from '../../../shared/findings.ts'
import type { WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { checkStamp, writeChecked } from './check-stamp.ts'
import { refreshFindings } from './checking.ts'

const batch = 200

/**
 * Checks every entry anew, because the agency's settings changed: in the caller's transaction, in slices, and notes that
 * it was done; answers how many there were. The deleted ones are checked when they come back.
 */
export const recheckAll = async (
  db: WriteDb,
  settings: CheckSettings,
  breathe: () => Promise<void>,
  progress: (phase: string, done: number, total: number) => void,
): Promise<number> => {
  const total = db.get<{ n: number }>(sql`SELECT COUNT(*) AS n FROM entry_facet WHERE deleted = 0`)?.n ?? 0
  let last = 0
  for (let done = 0; ; ) {
    const rids = db.all<{ rid: number }>(sql`SELECT rid FROM entry_facet WHERE rid > ${last} AND deleted = 0 ORDER BY rid LIMIT ${batch}`)
    for (const { rid } of rids) {
      await breathe()
      refreshFindings(db, rid, settings)
    }
    done += rids.length
    progress('check', done, total)
    const end = rids.at(-1)
    if (end === undefined) {
      writeChecked(db, { stamp: checkStamp(db, settings), upTo: null })
      return done
    }
    last = end.rid
  }
}
