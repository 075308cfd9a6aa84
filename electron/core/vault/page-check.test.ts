import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Cipher, openPlainJournal, openWriter } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { checkPages } from './page-check.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mulu-pages-'))
})
afterEach(() => {
  rmSync(dir, { recursive: true, force: true })
})
const keyHex = '3c'.repeat(32)

/** A database of some 60 pages, half of them free. */
const fill = (cipher: Cipher) => {
  const at = { path: join(dir, 'a.db'), keyHex, cipher }
  const db = openWriter(at, { create: true })
  db.exec('CREATE TABLE kept (body TEXT); CREATE TABLE dropped (body TEXT)')
  for (let n = 0; n < 25; n++) {
    db.run(sql`INSERT INTO kept (body) VALUES (${'k'.repeat(3000)})`)
    db.run(sql`INSERT INTO dropped (body) VALUES (${'d'.repeat(3000)})`)
  }
  db.exec('DROP TABLE dropped')
  const free = db.pragma<number>('freelist_count')
  db.close()
  return { at, free }
}

test.each(['sqlcipher', 'aegis'] as const)(
  'a flip in any page is found, free pages included (%s)',
  async (cipher) => {
    const { at, free } = fill(cipher)
    expect(free).toBeGreaterThan(20)
    const check = () => checkPages(at, join(dir, 'scratch.db'), () => undefined, [])
    const whole = readFileSync(at.path)
    const pages = whole.length / 4096
    expect(await check()).toEqual({ pages, damages: [] })
    let silent = 0
    // Under AEGIS the page is searched for, which takes its time.
    for (let page = 1; page <= pages; page += cipher === 'aegis' ? 5 : 1) {
      const spoilt = Buffer.from(whole)
      // Past the salt and the header, into content, IV or code.
      const place = (page - 1) * 4096 + 24 + ((page * 997) % 4072)
      spoilt[place] = (spoilt[place] ?? 0) ^ (1 << (page % 8))
      writeFileSync(at.path, spoilt)
      const { damages } = await check()
      expect(damages.length, `page ${page}`).toBe(1)
      expect(damages[0]?.page).toBe(page)
      silent += Number(integrity(at) === 'ok')
    }
    // Which SQLite's own check does not see.
    if (cipher === 'sqlcipher') expect(silent).toBeGreaterThan(10)
    expect(readdirSync(dir)).toEqual(['a.db'])
  },
  30_000,
)

const integrity = (at: Parameters<typeof openPlainJournal>[0]): string => {
  try {
    const db = openPlainJournal(at)
    try {
      return db.pragma<string>('integrity_check')
    } finally {
      db.close()
    }
  } catch {
    return 'not opened'
  }
}

test.each(['sqlcipher', 'aegis'] as const)('a file cut in the middle of a page is found (%s)', async (cipher) => {
  const { at } = fill(cipher)
  const whole = readFileSync(at.path)
  writeFileSync(at.path, whole.subarray(0, whole.length - 100))
  expect((await checkPages(at, join(dir, 'scratch.db'), () => undefined, [])).damages).toEqual([{ page: whole.length / 4096, detail: 'cut off' }])
})
