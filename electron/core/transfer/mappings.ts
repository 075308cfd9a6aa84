import type { Mapping } from '../../../shared/contract/catalogue.ts'
import type { ReaderHandlers } from '../context.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

export type SavedMapping = { name: string; mapping: Mapping; savedAt: string }

/** The column mappings the agency keeps, the newest first. */
export const keptMappings = (db: ReadDb): SavedMapping[] =>
  db
    .all<{ name: string; body: string; saved_at: string }>(sql`SELECT name, body, saved_at FROM mapping ORDER BY saved_at DESC, name`)
    .map(({ name, body, saved_at }) => ({ name, mapping: JSON.parse(body) as Mapping, savedAt: saved_at }))

/** One of the same name is replaced. The caller's transaction holds it. */
export const keepMapping = (db: WriteDb, { name, mapping, savedAt }: SavedMapping): void => {
  db.run(sql`
    INSERT INTO mapping (name, body, saved_at) VALUES (${name}, ${JSON.stringify(mapping)}, ${savedAt})
    ON CONFLICT (name) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at`)
}

export const mappingViewHandlers: Pick<ReaderHandlers, 'catalogue.mappings'> = {
  'catalogue.mappings': (_input, { db }) => ({ mappings: keptMappings(db) }),
}
