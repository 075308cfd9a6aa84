import type { Output } from '../../../shared/contract.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

export type NewHandover = { id: string; at: string; template: string; file: string; byUser: string; changes: readonly string[] }

/** Which changes are written into a sheet; it counts as handed over once the file is in its place. */
export const putHandover = (db: WriteDb, { id, at, template, file, byUser, changes }: NewHandover): void => {
  db.run(sql`
    INSERT INTO listing_handover (id, at, template, file, sha256, changes, by_user) VALUES (${id}, ${at}, ${template}, ${file}, '', ${changes.length}, ${byUser})`)
  for (const change of changes) db.run(sql`INSERT INTO listing_handed (change_id, handover_id) VALUES (${change}, ${id})`)
}

export const finishHandover = (db: WriteDb, id: string, sha256: string): void => {
  db.run(sql`UPDATE listing_handover SET sha256 = ${sha256} WHERE id = ${id}`)
}

/** When a change was last handed over; null: never. */
export const handedAt = (db: ReadDb, changeId: string): string | null =>
  db.get<{ at: string | null }>(sql`
    SELECT max(h.at) AS at FROM listing_handed d JOIN listing_handover h ON h.id = d.handover_id WHERE d.change_id = ${changeId} AND h.sha256 <> ''`)?.at ??
  null

/** In the order of the catalogue. */
export const changesOf = (db: ReadDb, handover: string): string[] =>
  db
    .all<{ id: string }>(sql`
      SELECT d.change_id AS id FROM listing_handed d JOIN sync_outbox o ON o.change_id = d.change_id JOIN entry e ON e.id = o.id
      WHERE d.handover_id = ${handover} ORDER BY e.rid`)
    .map(({ id }) => id)

type Status = Output<'listing.status'>

export const handovers = (db: ReadDb): Status['handovers'] =>
  db.all<Status['handovers'][number]>(sql`
    SELECT id, at, template, file, sha256, changes, by_user AS by FROM listing_handover WHERE sha256 <> '' ORDER BY at DESC, id LIMIT 100`)

export type Import = { id: string; at: string; asOf: string; template: string; file: string; sha256: string; complete: boolean; counts: string; byUser: string }

export const putImport = (db: WriteDb, i: Import): void => {
  db.run(sql`
    INSERT INTO listing_import (id, at, as_of_at, template, file, sha256, complete, counts, by_user)
    VALUES (${i.id}, ${i.at}, ${i.asOf}, ${i.template}, ${i.file}, ${i.sha256}, ${i.complete}, ${i.counts}, ${i.byUser})`)
}

export const importOf = (db: ReadDb, sha256: string): { at: string; asOf: string } | undefined =>
  db.get<{ at: string; asOf: string }>(sql`SELECT at, as_of_at AS "asOf" FROM listing_import WHERE sha256 = ${sha256} ORDER BY at LIMIT 1`)

export const newestImport = (db: ReadDb): string | null =>
  db.get<{ asOf: string | null }>(sql`SELECT max(as_of_at) AS "asOf" FROM listing_import`)?.asOf ?? null

export const imports = (db: ReadDb): Status['imports'] =>
  db
    .all<Omit<Status['imports'][number], 'complete'> & { complete: number }>(sql`
      SELECT at, as_of_at AS "asOf", template, file, sha256, complete, by_user AS by FROM listing_import ORDER BY at DESC, id LIMIT 100`)
    .map((row) => ({ ...row, complete: row.complete === 1 }))
