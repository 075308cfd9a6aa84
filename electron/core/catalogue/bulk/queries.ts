import type { BulkOperation } from '../../../../shared/bulk.ts'
import type { LedgerRow } from '../../../../shared/contract/bulk.ts'
import type { ReadDb, WriteDb } from '../../db/open.ts'
import { sql } from '../../db/sql.ts'

export type NewBulk = { id: string; at: string; by: string; reason: string; operation: BulkOperation; cells: number; entries: number }

/** Its number in the ledger. */
export const putBulk = (db: WriteDb, { id, at, by, reason, operation, cells, entries }: NewBulk): number =>
  Number(
    db.run(sql`
      INSERT INTO bulk (id, at, by_user, reason, operation, cells, entries)
      VALUES (${id}, ${at}, ${by}, ${reason}, ${JSON.stringify(operation)}, ${cells}, ${entries})`).lastInsertRowid,
  )

export const putBulkEntry = (db: WriteDb, seq: number, rid: number, version: number): void => {
  db.run(sql`INSERT INTO bulk_entry (bulk_seq, rid, version) VALUES (${seq}, ${rid}, ${version})`)
}

export const noteUndone = (db: WriteDb, seq: number, rid: number, version: number): void => {
  db.run(sql`UPDATE bulk_entry SET undone_version = ${version} WHERE bulk_seq = ${seq} AND rid = ${rid}`)
}

export const closeBulk = (db: WriteDb, seq: number, undone: { at: string; by: string; entries: number; left: number }): void => {
  db.run(sql`
    UPDATE bulk SET undone_at = ${undone.at}, undone_by = ${undone.by}, undone_entries = ${undone.entries}, undone_left = ${undone.left} WHERE seq = ${seq}`)
}

type Row = {
  seq: number
  id: string
  at: string
  by_user: string
  reason: string
  operation: string | null
  cells: number
  entries: number
  undone_at: string | null
  undone_by: string | null
  undone_entries: number | null
  undone_left: number | null
}

const columns = sql`seq, id, at, by_user, reason, operation, cells, entries, undone_at, undone_by, undone_entries, undone_left`

const asRow = (row: Row): LedgerRow => ({
  id: row.id,
  at: row.at,
  by: row.by_user,
  reason: row.reason,
  operation: row.operation === null ? null : (JSON.parse(row.operation) as BulkOperation),
  entries: row.entries,
  cells: row.cells,
  undone: row.undone_at === null ? null : { at: row.undone_at, by: row.undone_by ?? '', entries: row.undone_entries ?? 0, left: row.undone_left ?? 0 },
})

export const bulkById = (db: ReadDb, id: string): (LedgerRow & { seq: number }) | undefined => {
  const row = db.get<Row>(sql`SELECT ${columns} FROM bulk WHERE id = ${id}`)
  return row === undefined ? undefined : { ...asRow(row), seq: row.seq }
}

/** The newest first. */
export const bulksOf = (db: ReadDb, skip: number, limit: number): LedgerRow[] =>
  db.all<Row>(sql`SELECT ${columns} FROM bulk ORDER BY seq DESC LIMIT ${limit} OFFSET ${skip}`).map(asRow)

export type BulkEntry = { rid: number; version: number }

export const bulkRids = (db: ReadDb, seq: number): BulkEntry[] =>
  db.all<BulkEntry>(sql`SELECT rid, version FROM bulk_entry WHERE bulk_seq = ${seq} ORDER BY rid`)

export const bulkEntries = (
  db: ReadDb,
  seq: number,
  skip: number,
  limit: number,
): { id: string; code: string; title: string; version: number; undoneVersion: number | null }[] =>
  db.all(sql`
    SELECT e.id, e.code, e.title, b.version, b.undone_version AS undoneVersion FROM bulk_entry b JOIN entry e ON e.rid = b.rid
    WHERE b.bulk_seq = ${seq} ORDER BY b.rid LIMIT ${limit} OFFSET ${skip}`)
