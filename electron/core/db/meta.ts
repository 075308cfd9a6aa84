import type { ReadDb, WriteDb } from './open.ts'
import { sql } from './sql.ts'

/** One named value of the vault, or null. */
export const readMeta = (db: ReadDb, key: string): string | null => db.get<{ value: string }>(sql`SELECT value FROM meta WHERE key = ${key}`)?.value ?? null

export const writeMeta = (db: WriteDb, key: string, value: string): void => {
  db.run(sql`INSERT INTO meta (key, value) VALUES (${key}, ${value}) ON CONFLICT (key) DO UPDATE SET value = excluded.value`)
}

export const removeMeta = (db: WriteDb, key: string): void => {
  db.run(sql`DELETE FROM meta WHERE key = ${key}`)
}
