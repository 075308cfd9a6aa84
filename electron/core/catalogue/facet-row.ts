import type { WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

/** What lists are narrowed by. */
export type FacetValues = { imported: number; shareType: string; office: string; class: string; status: string; format: string; findings: string }

/**
 * Notes a new, living entry under its combination of facet values. In statements of one row each: SQLite sets a
 * savepoint before one that may touch several (a trigger, INSERT … SELECT), and at each savepoint FTS5 writes out what
 * it has gathered, which made an import five times slower.
 */
export const putFacetRow = (db: WriteDb, rid: number, values: FacetValues): void => {
  db.run(sql`INSERT INTO entry_facet (rid, set_id, deleted) VALUES (${rid}, ${countIn(db, values)}, 0)`)
}

/** The same of an entry that is there. Written only where one differs: the trigger that follows makes a savepoint. */
export const changeFacets = (db: WriteDb, rid: number, values: Omit<FacetValues, 'imported'>): void => {
  const { shareType, office, class: cls, status, format, findings } = values
  const same = db.get<{ rid: number }>(sql`
    SELECT rid FROM entry WHERE rid = ${rid} AND share_type = ${shareType} AND office = ${office} AND class = ${cls} AND status = ${status}
      AND format = ${format} AND findings = ${findings}`)
  if (same !== undefined) return
  db.run(sql`
    UPDATE entry SET share_type = ${shareType}, office = ${office}, class = ${cls}, status = ${status}, format = ${format}, findings = ${findings}
    WHERE rid = ${rid}`)
}

const countIn = (db: WriteDb, values: FacetValues): number | bigint => {
  const { imported, shareType, office, class: cls, status, format, findings } = values
  const found = db.get<{ id: number }>(sql`
    SELECT id FROM facet_set
    WHERE deleted = 0 AND imported = ${imported} AND share_type = ${shareType} AND office = ${office} AND class = ${cls} AND status = ${status}
      AND format = ${format} AND findings = ${findings}`)
  if (found === undefined) {
    return db.run(sql`
      INSERT INTO facet_set (deleted, imported, share_type, office, class, status, format, findings, entries)
      VALUES (0, ${imported}, ${shareType}, ${office}, ${cls}, ${status}, ${format}, ${findings}, 1)`).lastInsertRowid
  }
  db.run(sql`UPDATE facet_set SET entries = entries + 1 WHERE id = ${found.id}`)
  return found.id
}
