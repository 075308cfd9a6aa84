import type { EntryContent } from '../../../shared/catalogue.ts'
import type { Overlap } from '../../../shared/sync/merge.ts'
import { packContent, unpackContent } from '../catalogue/stored.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

/** Both sides changed the same place. `base` is what both began with; what is written here is in the entry. */
export type Conflict = {
  conflictId: string
  id: string
  base: EntryContent
  mineVersion: number
  /** null: deleted there. */
  theirs: EntryContent | null
  theirsVersion: number
  theirsBy: string
  overlaps: Overlap[]
  openedAt: string
  resolvedAt: string | null
  resolvedBy: string | null
}

type Row = Omit<Conflict, 'base' | 'theirs' | 'overlaps'> & { base: string; theirs: string | null; overlaps: string }

const columns = sql`conflict_id AS "conflictId", id, base, mine_version AS "mineVersion", theirs, theirs_version AS "theirsVersion", theirs_by AS "theirsBy",
  overlaps, opened_at AS "openedAt", resolved_at AS "resolvedAt", resolved_by AS "resolvedBy"`

const asConflict = (row: Row): Conflict => ({
  ...row,
  base: unpackContent(row.base),
  theirs: row.theirs === null ? null : unpackContent(row.theirs),
  overlaps: JSON.parse(row.overlaps) as Overlap[],
})

const one = (row: Row | undefined): Conflict | undefined => (row === undefined ? undefined : asConflict(row))

export const openConflictOf = (db: ReadDb, entryId: string): Conflict | undefined =>
  one(db.get<Row>(sql`SELECT ${columns} FROM sync_conflict WHERE entity = 'entry' AND id = ${entryId} AND resolved_at IS NULL`))

export const conflictById = (db: ReadDb, conflictId: string): Conflict | undefined =>
  one(db.get<Row>(sql`SELECT ${columns} FROM sync_conflict WHERE conflict_id = ${conflictId}`))

export const conflictsWhere = (db: ReadDb, resolved: boolean): Conflict[] =>
  db
    .all<Row>(sql`SELECT ${columns} FROM sync_conflict WHERE (resolved_at IS NOT NULL) = ${resolved} ORDER BY opened_at, conflict_id LIMIT 5000`)
    .map(asConflict)

export const openConflicts = (db: ReadDb): number => db.get<{ n: number }>(sql`SELECT count(*) AS n FROM sync_conflict WHERE resolved_at IS NULL`)?.n ?? 0

/** The open one of an entry is brought up to date. */
export const putConflict = (db: WriteDb, c: Omit<Conflict, 'resolvedAt' | 'resolvedBy'>): void => {
  const theirs = c.theirs === null ? null : packContent(c.theirs)
  db.run(sql`
    INSERT INTO sync_conflict (conflict_id, entity, id, base, mine_version, theirs, theirs_version, theirs_by, overlaps, opened_at, resolved_at, resolved_by, decision)
    VALUES (${c.conflictId}, 'entry', ${c.id}, ${packContent(c.base)}, ${c.mineVersion}, ${theirs}, ${c.theirsVersion}, ${c.theirsBy},
      ${JSON.stringify(c.overlaps)}, ${c.openedAt}, NULL, NULL, NULL)
    ON CONFLICT (conflict_id) DO UPDATE SET mine_version = excluded.mine_version, theirs = excluded.theirs, theirs_version = excluded.theirs_version,
      theirs_by = excluded.theirs_by, overlaps = excluded.overlaps`)
}

export const closeConflict = (db: WriteDb, conflictId: string, at: string, by: string, decision: unknown): void => {
  db.run(sql`UPDATE sync_conflict SET resolved_at = ${at}, resolved_by = ${by}, decision = ${JSON.stringify(decision)} WHERE conflict_id = ${conflictId}`)
}
