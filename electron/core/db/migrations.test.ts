import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Migration, migrate, migrations } from './migrations.ts'
import { openWriter, type WriteDb } from './open.ts'
import { sql } from './sql.ts'

let dir: string
let db: WriteDb
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mulu-migrations-'))
  db = openWriter({ path: join(dir, 'a.db'), keyHex: '5e'.repeat(32), cipher: 'sqlcipher' }, { create: true })
})
afterEach(() => {
  db.close()
  rmSync(dir, { recursive: true, force: true })
})
const nothing = () => undefined
const step = (id: number, text: string): Migration => ({ id, name: `step ${id}`, sql: text })
const one = step(1, 'CREATE TABLE a (x TEXT NOT NULL) STRICT;')
const two = step(2, "ALTER TABLE a ADD COLUMN y TEXT NOT NULL DEFAULT 'new'; CREATE INDEX a_by_y ON a (y);")
const broken = step(3, 'CREATE TABLE b (x TEXT) STRICT; INSERT INTO nowhere VALUES (1);')

test('all pending steps, once; an existing vault is copied first, a new one not', () => {
  let copies = 0
  const copyFirst = () => {
    copies++
  }
  expect(migrate(db, [one], copyFirst)).toEqual({ from: 0, to: 1 })
  expect(copies).toBe(0)
  db.run(sql`INSERT INTO a (x) VALUES ('before')`)
  expect(migrate(db, [one, two], copyFirst)).toEqual({ from: 1, to: 2 })
  expect(copies).toBe(1)
  expect(db.all(sql`SELECT x, y FROM a`)).toEqual([{ x: 'before', y: 'new' }])
  expect(migrate(db, [one, two], copyFirst)).toEqual({ from: 2, to: 2 })
  expect(copies).toBe(1)
})

test('a step that fails takes the pending ones with it', () => {
  migrate(db, [one], nothing)
  expect(() => migrate(db, [one, two, broken], nothing)).toThrow('nowhere')
  expect(db.pragma<number>('user_version')).toBe(1)
  expect(db.all(sql`SELECT name FROM sqlite_schema`)).toEqual([{ name: 'a' }])
  expect(db.inTransaction()).toBe(false)
})

test('nothing is changed when the copy fails', () => {
  migrate(db, [one], nothing)
  const failing = () => {
    throw new Error('no room for a copy')
  }
  expect(() => migrate(db, [one, two], failing)).toThrow('no room')
  expect(db.pragma<number>('user_version')).toBe(1)
})

test('a vault from the future is refused, steps out of order are a mistake of ours', () => {
  migrate(db, [one, two], nothing)
  expect(() => migrate(db, [one], nothing)).toThrow('vault.newer')
  expect(() => migrate(db, [two, one], nothing)).toThrow('stands at place 1')
  expect(() => migrate(db, [one, step(3, '')], nothing)).toThrow('stands at place 2')
})

test('a vault of the first schema is brought to the newest with all that was in it', () => {
  migrate(db, migrations.slice(0, 1), nothing)
  db.run(sql`INSERT INTO register (id, kind, name, office, basis, note) VALUES ('r', 'duty', '名称', '处室', '', '')`)
  db.run(sql`INSERT INTO meta (key, value) VALUES ('profile', '{}')`)
  expect(migrate(db, migrations, nothing)).toEqual({ from: 1, to: migrations.length })
  expect(db.all(sql`SELECT name, office FROM register`)).toEqual([{ name: '名称', office: '处室' }])
  expect(db.get(sql`SELECT value FROM meta WHERE key = 'profile'`)).toEqual({ value: '{}' })
  expect(db.all(sql`SELECT year FROM calendar_pack`)).toEqual([])
  // The same schema as a new vault's.
  const schema = () => db.all(sql`SELECT type, name, sql FROM sqlite_schema ORDER BY name`)
  const grown = schema()
  db.close()
  db = openWriter({ path: join(dir, 'b.db'), keyHex: '5e'.repeat(32), cipher: 'sqlcipher' }, { create: true })
  migrate(db, migrations, nothing)
  expect(schema()).toEqual(grown)
})

test('the schema as it is written down', async () => {
  migrate(db, migrations, nothing)
  const parts = db.all<{ sql: string }>(sql`SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'entry_fts_%' ORDER BY rowid`)
  await expect(`${parts.map((part) => `${part.sql};\n`).join('\n')}`).toMatchFileSnapshot('schema.sql')
  // Words of the house: every table strict, nothing nullable by oversight in a key.
  const tables = db.all<{ name: string; strict: number }>(
    sql`SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
  )
  expect(tables.filter(({ strict }) => strict === 0).map(({ name }) => name)).toEqual([])
})
