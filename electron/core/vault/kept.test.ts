import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Header } from './header.ts'
import { announceKept, finishKept, keptFolders, tidyDatabases, unfinishedDatabase, withdrawKept } from './kept.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mulu-kept-'))
})
afterEach(() => {
  rmSync(dir, { recursive: true, force: true })
})
const at = new Date('2026-11-22T01:02:03.004Z')
const put = (...names: string[]) => {
  for (const name of names) writeFileSync(join(dir, name), name)
}
const header = (generation: number) => ({ generation, database: generation === 1 ? 'catalogue.db' : `catalogue-${generation}.db` }) as Header
const here = () =>
  readdirSync(dir)
    .filter((name) => !name.startsWith('kept-'))
    .sort()

test('a move that was killed after its announcement is finished later, and only for what is not in use', () => {
  put('vault.json', 'catalogue.db', 'catalogue.db-wal', 'catalogue-2.db')
  const name = announceKept(dir, 'catalogue-2.db', at)
  expect(here()).toEqual(['catalogue-2.db', 'catalogue.db', 'catalogue.db-wal', 'vault.json'])
  // Killed here, with the new header in place.
  tidyDatabases(dir, header(2), at)
  expect(here()).toEqual(['catalogue-2.db', 'vault.json'])
  expect(readdirSync(join(dir, name ?? '')).sort()).toEqual(['catalogue.db', 'catalogue.db-wal', 'files.json', 'vault.json'])
  expect(readFileSync(join(dir, name ?? '', 'catalogue.db'), 'utf8')).toBe('catalogue.db')
})

test('killed before the header was replaced, nothing moves', () => {
  put('vault.json', 'catalogue.db')
  announceKept(dir, 'catalogue-2.db', at)
  finishKept(dir, header(1))
  expect(here()).toEqual(['catalogue.db', 'vault.json'])
})

test('an announcement whose cause did not come about is withdrawn; of nothing there is none', () => {
  expect(announceKept(dir, 'catalogue-2.db', at)).toBeNull()
  put('catalogue.db')
  withdrawKept(dir, announceKept(dir, 'catalogue-2.db', at))
  expect(keptFolders(dir)).toEqual([])
})

test('half written files and the database of a former key go, a whole one of a later generation is kept', () => {
  put('catalogue-3.db', 'catalogue-2.db', 'catalogue-2.db-wal', 'catalogue-4.db', unfinishedDatabase('x'), 'vault.json.new', 'vault.json', 'lock.db')
  mkdirSync(join(dir, 'backups'))
  tidyDatabases(dir, header(3), at)
  expect(here()).toEqual(['backups', 'catalogue-3.db', 'lock.db', 'vault.json'])
  const [kept] = keptFolders(dir)
  expect(readdirSync(join(dir, kept ?? ''))).toEqual(['catalogue-4.db'])
})
