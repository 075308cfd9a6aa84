import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

export type Mark = { number: string; on: string; by: string }

/** The next of a year's numbers. */
export const nextArchiveNumber = (db: ReadDb, year: string): string => {
  const prefix = `GD${year}-`
  const last = db.get<{ n: number | null }>(
    sql`SELECT max(CAST(substr(archive_number, ${prefix.length + 1}) AS INTEGER)) AS n FROM case_file WHERE archive_number >= ${prefix} AND archive_number < ${`GD${year}.`}`,
  )
  return `${prefix}${String((last?.n ?? 0) + 1).padStart(4, '0')}`
}

export const isTaken = (db: ReadDb, number: string, rid: number): boolean =>
  db.get(sql`SELECT 1 FROM case_file WHERE archive_number = ${number} AND rid <> ${rid}`) !== undefined

/** The case is archived; again it keeps number, day and person, and has another digest where something was done since. */
export const setArchived = (db: WriteDb, rid: number, { number, on, by }: Mark, sha256: string): void => {
  db.run(sql`
    UPDATE case_file SET archive_number = ${number}, archived_on = ${on}, archived_by = ${by}, archive_sha256 = ${sha256},
      archive_of = changed_at WHERE rid = ${rid}`)
}
