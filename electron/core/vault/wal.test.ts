import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Cipher, openWriter, type WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { checkWal } from './wal.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mulu-wal-'))
})
afterEach(() => {
  rmSync(dir, { recursive: true, force: true })
})

const keyHex = '7a'.repeat(32)
const frameBytes = 24 + 4096
const wal = () => join(dir, 'left.db-wal')

/** The files as a kill at this moment would leave them. */
const leave = (name = 'left') => {
  for (const end of ['', '-wal', '-shm']) {
    if (existsSync(join(dir, `live.db${end}`))) copyFileSync(join(dir, `live.db${end}`), join(dir, `${name}.db${end}`))
  }
}
const open = (cipher: Cipher = 'sqlcipher') => {
  const db = openWriter({ path: join(dir, 'live.db'), keyHex, cipher }, { create: true })
  db.exec('CREATE TABLE IF NOT EXISTS t (n INTEGER, body TEXT)')
  return db
}
const add = (db: WriteDb, n: number, length = 200) => db.run(sql`INSERT INTO t (n, body) VALUES (${n}, ${'x'.repeat(length)})`)
const rows = (cipher: Cipher = 'sqlcipher') => {
  const db = openWriter({ path: join(dir, 'left.db'), keyHex, cipher })
  const found = db.get<{ n: number }>(sql`SELECT count(*) AS n FROM t`)?.n
  db.close()
  return found
}
const frames = () => Math.floor((statSync(wal()).size - 32) / frameBytes)
const flip = (place: number) => {
  const bytes = readFileSync(wal())
  bytes[place] = (bytes[place] ?? 0) ^ 8
  writeFileSync(wal(), bytes)
}
const withoutIndex = () => {
  rmSync(join(dir, 'left.db-shm'), { force: true })
}

describe.each(['sqlcipher', 'aegis'] as const)('%s', (cipher) => {
  test('a log as a kill leaves it is whole, and every flip in it is found before SQLite drops the rest', () => {
    const db = open(cipher)
    for (let n = 0; n < 20; n++) add(db, n)
    leave('keep')
    db.close()
    const restore = () => {
      for (const end of ['', '-wal', '-shm']) copyFileSync(join(dir, `keep.db${end}`), join(dir, `left.db${end}`))
    }
    restore()
    expect(checkWal(join(dir, 'left.db'))).toBeNull()
    const count = frames()
    expect(count).toBeGreaterThan(20)
    for (const indexed of [true, false]) {
      for (let frame = 0; frame < count; frame++) {
        // page number, commit mark, salt, checksum, content, last byte
        for (const place of frame % 3 === 0 ? [3, 16 + (frame % 8), 24 + 2000] : [8 + (frame % 8), frameBytes - 1]) {
          restore()
          if (!indexed) withoutIndex()
          flip(32 + frame * frameBytes + place)
          expect(checkWal(join(dir, 'left.db')), `frame ${frame} byte ${place} ${indexed}`).not.toBeNull()
        }
      }
      for (const place of [0, 9, 13, 17, 25, 31]) {
        restore()
        if (!indexed) withoutIndex()
        flip(place)
        expect(checkWal(join(dir, 'left.db')), `header ${place}`).toEqual({ frame: 0, frames: 0, committed: 0 })
      }
    }
    // What K4 saw: SQLite itself would have said nothing.
    restore()
    withoutIndex()
    flip(32 + 12 * frameBytes + 100)
    expect(rows(cipher)).toBeLessThan(20)
  })
})

test('a torn end that was never acknowledged is no damage', () => {
  const db = open()
  for (let n = 0; n < 5; n++) add(db, n)
  leave()
  db.close()
  const whole = readFileSync(wal())
  const shm = readFileSync(join(dir, 'left.db-shm'))
  for (const more of [1, 23, 24, 100, frameBytes - 1]) {
    writeFileSync(wal(), Buffer.concat([whole, whole.subarray(32, 32 + more)]))
    writeFileSync(join(dir, 'left.db-shm'), shm)
    expect(checkWal(join(dir, 'left.db')), `${more}`).toBeNull()
    withoutIndex()
    expect(checkWal(join(dir, 'left.db')), `${more} without index`).toBeNull()
  }
  expect(rows()).toBe(5)
})

test('a log cut short is found by its index', () => {
  const db = open()
  for (let n = 0; n < 5; n++) add(db, n)
  leave()
  db.close()
  writeFileSync(wal(), readFileSync(wal()).subarray(0, 32 + 4 * frameBytes))
  expect(checkWal(join(dir, 'left.db'))).not.toBeNull()
})

test('a rollback after pages were spilled, and another commit over them, is no damage', () => {
  const db = open()
  add(db, 1)
  db.exec('PRAGMA cache_size=10')
  db.exec('BEGIN')
  for (let n = 0; n < 300; n++) add(db, n, 3000)
  expect(statSync(join(dir, 'live.db-wal')).size).toBeGreaterThan(100 * frameBytes)
  db.exec('ROLLBACK')
  leave()
  expect(checkWal(join(dir, 'left.db'))).toBeNull()
  withoutIndex()
  expect(checkWal(join(dir, 'left.db'))).toBeNull()
  add(db, 2)
  leave()
  db.close()
  expect(checkWal(join(dir, 'left.db'))).toBeNull()
  withoutIndex()
  expect(checkWal(join(dir, 'left.db'))).toBeNull()
  expect(rows()).toBe(2)
})

test('a log begun anew leaves nothing of the former one behind its first commit', () => {
  const db = open()
  for (let n = 0; n < 50; n++) add(db, n, 2000)
  db.pragma('wal_checkpoint(RESTART)')
  expect(statSync(join(dir, 'live.db-wal')).size).toBeGreaterThan(50 * frameBytes)
  add(db, 50)
  leave()
  expect(frames()).toBeLessThan(10)
  expect(checkWal(join(dir, 'left.db'))).toBeNull()
  withoutIndex()
  expect(checkWal(join(dir, 'left.db'))).toBeNull()
  db.close()
  expect(rows()).toBe(51)
})

test('a first commit that was torn over a former log was never acknowledged', () => {
  const db = open()
  for (let n = 0; n < 50; n++) add(db, n, 2000)
  leave()
  const former = readFileSync(wal())
  db.pragma('wal_checkpoint(RESTART)')
  add(db, 50)
  leave()
  db.close()
  const first = readFileSync(wal())
  // Header and half of the first frame are new, the rest is still the former log.
  writeFileSync(wal(), Buffer.concat([first.subarray(0, 32 + 1000), former.subarray(32 + 1000)]))
  withoutIndex()
  expect(checkWal(join(dir, 'left.db'))).toBeNull()
})

test('no log, an empty one and a header without frames are fine', () => {
  expect(checkWal(join(dir, 'left.db'))).toBeNull()
  writeFileSync(wal(), '')
  expect(checkWal(join(dir, 'left.db'))).toBeNull()
  writeFileSync(wal(), Buffer.alloc(20))
  expect(checkWal(join(dir, 'left.db'))).toBeNull()
})
