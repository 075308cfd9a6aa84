import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { version as program } from '../version.ts'

/** A line that could not be taken. `id` '' where none could be read of it. */
export type Passed = { entity: string; id: string; version: number; why: string; at: string }

/** It is asked for again when this program is another, or when an administrator says so: only then can it become another answer. */
export const notePassed = (db: WriteDb, { entity, id, version, why, at }: Passed): void => {
  db.run(sql`
    INSERT INTO sync_passed (entity, id, version, why, known_by, again, at) VALUES (${entity}, ${id}, ${version}, ${why}, ${program}, 0, ${at})
    ON CONFLICT (entity, id) DO UPDATE SET version = excluded.version, why = excluded.why, known_by = excluded.known_by, again = 0, at = excluded.at`)
}

export const duePassed = (db: ReadDb): { entity: string; id: string }[] =>
  db.all(sql`SELECT entity, id FROM sync_passed WHERE again = 1 OR known_by <> ${program} ORDER BY at, entity, id`)

export const countPassed = (db: ReadDb): number => db.get<{ n: number }>(sql`SELECT count(*) AS n FROM sync_passed`)?.n ?? 0

export const forgetPassed = (db: WriteDb, entity: string, id: string): void => {
  db.run(sql`DELETE FROM sync_passed WHERE entity = ${entity} AND id = ${id}`)
}

/** Those whose entry, as it stands on the platform now, has been taken since. */
export const forgetTaken = (db: WriteDb): void => {
  db.run(sql`
    DELETE FROM sync_passed WHERE EXISTS (
      SELECT 1 FROM sync_shadow s WHERE s.entity = sync_passed.entity AND s.id = sync_passed.id AND s.version >= sync_passed.version AND s.stale = 0)
      OR EXISTS (SELECT 1 FROM case_file c WHERE c.id = sync_passed.id AND c.version > 0 AND c.version >= sync_passed.version)
      OR EXISTS (SELECT 1 FROM submission_line l WHERE l.id = sync_passed.id AND l.version > 0 AND l.version >= sync_passed.version AND l.stale = 0)`)
}

export const askAgain = (db: WriteDb): number => db.run(sql`UPDATE sync_passed SET again = 1`).changes
