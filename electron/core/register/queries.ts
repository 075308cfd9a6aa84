import type { RegisterKind } from '../../../shared/contract/profile.ts'
import { textKey } from '../../../shared/text-key.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { cameBy } from '../sync/owner.ts'

/** One duty (职责), matter (业务事项) or system (信息系统) of the agency. */
export type RegisterRow = { id: string; kind: RegisterKind; name: string; office: string; basis: string; note: string }

/** The rows of one register or of all, each with the number of our living entries that name it. */
export const registerRows = (db: ReadDb, kind: RegisterKind | null): (RegisterRow & { entries: number })[] =>
  db
    .all<RegisterRow>(sql`SELECT id, kind, name, office, basis, note FROM register WHERE ${kind} IS NULL OR kind = ${kind} ORDER BY kind, name, id`)
    .map((row) => ({
      ...row,
      entries:
        db.get<{ n: number }>(sql`
        SELECT COUNT(*) AS n FROM entry_named n JOIN entry e ON e.rid = n.rid
        WHERE n.kind = ${row.kind} AND n.key = ${textKey(row.name)} AND e.imported <> ${cameBy.others}`)?.n ?? 0,
    }))

export const addRow = (db: WriteDb, row: RegisterRow): void => {
  db.run(sql`INSERT INTO register (id, kind, name, office, basis, note) VALUES (${row.id}, ${row.kind}, ${row.name}, ${row.office}, ${row.basis}, ${row.note})`)
}

/** False when there is no such row. */
export const changeRow = (db: WriteDb, row: RegisterRow): boolean =>
  db.run(sql`UPDATE register SET kind = ${row.kind}, name = ${row.name}, office = ${row.office}, basis = ${row.basis}, note = ${row.note} WHERE id = ${row.id}`)
    .changes > 0

/** False when there is no such row. */
export const removeRow = (db: WriteDb, id: string): boolean => db.run(sql`DELETE FROM register WHERE id = ${id}`).changes > 0
