import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Cipher, openReader, openWriter, type WriteDb } from './open.ts'
import { all, list, sql } from './sql.ts'

let dir: string
let db: WriteDb
const keyHex = '5e'.repeat(32)
const at = (cipher: Cipher = 'sqlcipher') => ({ path: join(dir, 'a.db'), keyHex, cipher })
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mulu-sql-'))
  db = openWriter(at(), { create: true })
  db.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL, flag INTEGER) STRICT')
})
afterEach(() => {
  db.close()
  rmSync(dir, { recursive: true, force: true })
})
const names = () => db.all<{ name: string }>(sql`SELECT name FROM t ORDER BY id`).map(({ name }) => name)

test('a value is never text of the statement', () => {
  const hostile = "x'); DROP TABLE t; --"
  db.run(sql`INSERT INTO t (name) VALUES (${hostile})`)
  expect(names()).toEqual([hostile])
  expect(sql`SELECT ${hostile}`).toMatchObject({ text: 'SELECT ?', values: [hostile] })
  expect(db.all(sql`SELECT id FROM t WHERE name = ${"' OR 1=1 --"}`)).toEqual([])
  expect(db.all(sql`SELECT id FROM t WHERE name IN ${list([hostile, 'y'])}`)).toHaveLength(1)
  // What merely looks like a statement, as an object from outside may, is a value, and not one SQLite takes.
  const lookalike = { text: "'y'); DROP TABLE t; --", values: [] }
  expect(sql`SELECT ${lookalike}`.text).toBe('SELECT ?')
  expect(() => db.run(sql`INSERT INTO t (name) VALUES (${lookalike})`)).toThrow()
  expect(names()).toEqual([hostile])
})

test('a missing value is refused, null and booleans are meant', () => {
  const values: { name?: string } = {}
  expect(() => sql`INSERT INTO t (name) VALUES (${values.name})`).toThrow('undefined is not a value')
  expect(() => list([undefined])).toThrow('undefined is not a value')
  db.run(sql`INSERT INTO t (name, flag) VALUES ('a', ${true}), ('b', ${false}), ('c', ${null})`)
  expect(db.all<{ flag: number | null }>(sql`SELECT flag FROM t ORDER BY id`).map(({ flag }) => flag)).toEqual([1, 0, null])
})

test('statements splice in statements, with their values in order', () => {
  for (const name of ['a', 'b', 'c', 'd']) db.run(sql`INSERT INTO t (name) VALUES (${name})`)
  const conditions = all([sql`id > ${1}`, sql`name <> ${'c'} OR 0`, sql`id IN ${list([1, 2, 3, 4])}`])
  expect(db.all(sql`SELECT name FROM t WHERE ${conditions} AND id < ${9} ORDER BY id`)).toEqual([{ name: 'b' }, { name: 'd' }])
  expect(db.all(sql`SELECT name FROM t WHERE ${all([])}`)).toHaveLength(4)
  expect(db.all(sql`SELECT name FROM t WHERE id IN ${list([])}`)).toEqual([])
})

test('a statement can be iterated and run at the same time', () => {
  for (const name of ['a', 'b', 'c']) db.run(sql`INSERT INTO t (name) VALUES (${name})`)
  const seen: number[] = []
  const read = openReader(at())
  for (const { id } of read.iterate<{ id: number }>(sql`SELECT id FROM t ORDER BY id`)) {
    seen.push(id)
    db.run(sql`UPDATE t SET name = 'seen' WHERE id = ${id}`)
  }
  read.close()
  expect(seen).toEqual([1, 2, 3])
})

test.each(['sqlcipher', 'aegis'] as const)('a wrong key, a wrong cipher and a flipped bit are refused (%s)', (cipher) => {
  const path = join(dir, `${cipher}.db`)
  const other = openWriter({ path, keyHex, cipher }, { create: true })
  other.exec('CREATE TABLE x (y TEXT)')
  other.close()
  const open = (change: object) => () => openReader({ path, keyHex, cipher, ...change })
  expect(open({})).not.toThrow()
  expect(open({ keyHex: '5f'.repeat(32) })).toThrow(expect.objectContaining({ code: 'SQLITE_NOTADB' }))
  expect(open({ cipher: cipher === 'aegis' ? 'sqlcipher' : 'aegis' })).toThrow(expect.objectContaining({ code: 'SQLITE_NOTADB' }))
})

test('a reader can not write, and what it does not close is nobody else’s', () => {
  const read = openReader(at())
  expect(() => read.all(sql`INSERT INTO t (name) VALUES ('x') RETURNING id`)).toThrow(expect.objectContaining({ code: 'SQLITE_READONLY' }))
  read.close()
})
