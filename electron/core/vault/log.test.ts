import { randomUUID } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { makeEntry } from '../../../bench/content.ts'
import { createEntry } from '../catalogue/write.ts'
import { migrate, migrations } from '../db/migrations.ts'
import { openWriter } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { startNodeTask } from '../tasks/node.ts'
import { createLogSettling } from './log-settling.ts'
import { makeTestCore, passphraseOf, type TestCore } from './testing.ts'

let made: TestCore | null = null
const dirs: string[] = []
afterEach(async () => {
  await made?.close()
  made = null
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true })
})

test('a long log is put into the database by another process, and small ones by SQLite as ever', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'mulu-log-'))
  dirs.push(dir)
  const at = { path: join(dir, 'a.db'), keyHex: '4d'.repeat(32), cipher: 'aegis' as const }
  const db = openWriter(at, { create: true })
  const settling = createLogSettling({ startTask: startNodeTask }, db, at)
  db.exec('CREATE TABLE t (body TEXT); PRAGMA cache_size=-500; BEGIN')
  const before = statSync(at.path).size
  for (let n = 0; n < 3000; n++) db.run(sql`INSERT INTO t (body) VALUES (${'x'.repeat(3000)})`)
  settling.hold()
  db.exec('COMMIT')
  // Nothing of it was put into the database within the commit.
  expect(statSync(at.path).size).toBe(before)
  expect(db.pragma('wal_autocheckpoint')).toBe(0)
  settling.start()
  while (db.pragma('wal_autocheckpoint') === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(statSync(at.path).size).toBeGreaterThan(3000 * 3000)
  settling.hold()
  settling.start()
  await settling.stop()
  expect(db.pragma('wal_autocheckpoint')).toBe(1000)
  db.close()
})

test('many long transactions after each other share a process, and a very long log is put away before it grows on', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'mulu-log-'))
  dirs.push(dir)
  const at = { path: join(dir, 'a.db'), keyHex: '4d'.repeat(32), cipher: 'aegis' as const }
  const db = openWriter(at, { create: true })
  let started = 0
  const ended: Promise<void>[] = []
  const settling = createLogSettling(
    {
      startTask: (name) => {
        started++
        const task = startNodeTask(name)
        ended.push(new Promise((resolve) => task.onExit(() => resolve())))
        return task
      },
    },
    db,
    at,
  )
  db.exec('CREATE TABLE t (body TEXT); PRAGMA cache_size=-500')
  const write = (megabytes: number) => {
    db.exec('BEGIN')
    for (let n = 0; n < megabytes * 100; n++) db.run(sql`INSERT INTO t (body) VALUES (${'x'.repeat(10_000)})`)
    settling.hold()
    db.exec('COMMIT')
    settling.start()
  }
  write(6)
  expect(started).toBe(1)
  await Promise.all(ended)
  for (let n = 0; n < 3; n++) write(6)
  expect(started).toBe(1)
  // So much more is not left for later.
  write(70)
  expect(started).toBe(2)
  await settling.catchUp()
  expect(started).toBe(2)
  await Promise.all(ended)
  write(270)
  await settling.catchUp()
  const logLength = () => statSync(`${at.path}-wal`).size
  expect(logLength()).toBeGreaterThan(256 << 20)
  // All of it is in the database: the next transaction begins the log anew.
  const before = logLength()
  db.run(sql`INSERT INTO t (body) VALUES ('x')`)
  expect(logLength()).toBeLessThan(before)
  await settling.stop()
  expect(db.pragma('wal_autocheckpoint')).toBe(1000)
  db.close()
}, 60_000)

test('what saves have left is merged and put into the database between calls, never inside a transaction', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'mulu-log-'))
  dirs.push(dir)
  const at = { path: join(dir, 'a.db'), keyHex: '4d'.repeat(32), cipher: 'aegis' as const }
  const db = openWriter(at, { create: true })
  migrate(db, migrations, () => undefined)
  db.pragma('wal_checkpoint(TRUNCATE)')
  const settling = createLogSettling({ startTask: startNodeTask }, db, at)
  const pieces = () => db.get<{ n: number }>(sql`SELECT count(DISTINCT segid) AS n FROM entry_fts_idx`)?.n ?? 0
  const before = statSync(at.path).size
  let saved = 0
  const save = () => {
    createEntry(db, { at: '2026-11-22T02:00:00.000Z', author: '编目员', newId: randomUUID }, makeEntry(saved++).content, { imported: false, why: 'create' })
  }
  while (statSync(`${at.path}-wal`).size < 600 * 4096) {
    db.exec('BEGIN')
    save()
    db.exec('COMMIT')
    settling.soon()
  }
  // Saves themselves merge nothing: one piece each.
  expect(pieces()).toBe(saved)
  db.exec('BEGIN')
  save()
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(statSync(at.path).size).toBe(before)
  db.exec('COMMIT')
  await expect.poll(() => statSync(at.path).size, { timeout: 10_000 }).toBeGreaterThan(before)
  expect(pieces()).toBeLessThan(4)
  db.exec("INSERT INTO entry_fts (entry_fts) VALUES ('integrity-check')")
  await settling.stop()
  db.close()
})

test('a damaged log: nothing is touched, and what is whole can be opened with a copy kept', async () => {
  const one = await makeTestCore()
  made = one
  await one.as('officer')
  for (const title of ['一', '二', '三', '四']) await one.value('catalogue.save', { patch: { title }, secrecy: '不涉密' })
  const { dir } = one
  const ends = ['', '-wal', '-shm']
  // As a kill would leave it.
  const aside = mkdtempSync(join(tmpdir(), 'mulu-killed-'))
  dirs.push(aside)
  for (const end of ends) copyFileSync(join(dir, `catalogue.db${end}`), join(aside, `catalogue.db${end}`))
  await one.value('vault.lock', {})
  for (const end of ends) copyFileSync(join(aside, `catalogue.db${end}`), join(dir, `catalogue.db${end}`))
  const wal = join(dir, 'catalogue.db-wal')
  const bytes = readFileSync(wal)
  const spoilt = 32 + 4120 * (Math.floor((bytes.length - 32) / 4120) - 8) + 100
  bytes[spoilt] = (bytes[spoilt] ?? 0) ^ 1
  writeFileSync(wal, bytes)

  const secrets = { passphrase: passphraseOf('officer') }
  expect(await one.call('vault.unlock', { user: 'officer' }, secrets)).toMatchObject({ error: { code: 'vault.damaged', params: { what: 'catalogue.db-wal' } } })
  expect(readFileSync(wal).equals(bytes)).toBe(true)
  await one.value('vault.unlock', { user: 'officer', salvage: true }, secrets)
  const { entries } = await one.value('catalogue.check', {})
  expect(entries).toBeGreaterThan(0)
  expect(entries).toBeLessThan(4)
  const [kept] = readdirSync(dir).filter((name) => name.startsWith('kept-'))
  expect(readFileSync(join(dir, kept ?? '', 'catalogue.db-wal')).equals(bytes)).toBe(true)
  expect((await one.value('audit.verify', {})).broken).toBeNull()
  expect(existsSync(join(dir, 'catalogue.db'))).toBe(true)
})
