import { rmSync } from 'node:fs'
import type Database from 'better-sqlite3'
import type { Location } from '../electron/core/db/open.ts'
import { rawDatabase } from './by-hand.ts'

/** Tables a new entry leaves a row in, those with its row number under their name for it. */
const tables: readonly (readonly [table: string, rid: string | null])[] = [
  ['facet_set', null],
  ['entry', 'rid'],
  ['entry_facet', 'rid'],
  ['entry_code', 'rid'],
  ['entry_named', 'rid'],
  ['entry_version', 'rid'],
  ['entry_life', 'rid'],
  ['sync_shadow', '(SELECT e.rid FROM entry e WHERE e.id = sync_shadow.id)'],
]

/** The rows of a vault, read beforehand. `into` prepares a statement for each table and puts an entry's rows in by its number. */
export const copyRows = (source: Database.Database): { into(target: Database.Database): (rid: number) => void } => {
  const once: { table: string; row: unknown[] }[] = []
  const of = new Map<number, { table: number; row: unknown[] }[]>()
  const widths: number[] = []
  tables.forEach(([table, rid], place) => {
    const all = source
      .prepare(`SELECT *${rid === null ? '' : `, ${rid}`} FROM ${table}`)
      .raw()
      .all() as unknown[][]
    widths[place] = (all[0]?.length ?? 1) - (rid === null ? 0 : 1)
    for (const row of all) {
      if (rid === null) {
        once.push({ table, row })
        continue
      }
      const number = Number(row.pop())
      const known = of.get(number)
      if (known === undefined) of.set(number, [{ table: place, row }])
      else known.push({ table: place, row })
    }
  })
  return {
    into: (target) => {
      const insert = tables.map(([table], place) =>
        widths[place] === 0 ? null : target.prepare(`INSERT INTO ${table} VALUES (${Array.from({ length: widths[place] ?? 0 }, () => '?').join(',')})`),
      )
      for (const { table, row } of once) insert[tables.findIndex(([name]) => name === table)]?.run(row)
      return (rid) => {
        for (const { table, row } of of.get(rid) ?? []) insert[table]?.run(row)
      }
    },
  }
}

/** A new database with the same tables and indexes of entries, without triggers and references. */
export const bareDatabase = (source: Database.Database, at: Location): Database.Database => {
  removeDatabase(at.path)
  const schema = source
    .prepare(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('table', 'index') AND (tbl_name LIKE 'entry%' OR tbl_name LIKE 'facet%' OR tbl_name = 'sync_shadow') AND name NOT LIKE 'entry_fts_%'",
    )
    .pluck()
    .all() as string[]
  const db = rawDatabase(at)
  db.pragma('journal_mode=WAL')
  db.pragma('foreign_keys=OFF')
  for (const text of schema) db.exec(text)
  return db
}

export const removeDatabase = (path: string): void => {
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true })
}
