import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate, migrations } from '../db/migrations.ts'
import { openWriter, type WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import type { OpenVault } from '../vault/open-vault.ts'
import { appendEvent } from './append.ts'
import { checkpoint, eventsPerCheckpoint } from './checkpoint.ts'
import { writeLog } from './export.ts'
import { newestEvents } from './queries.ts'
import { verifyLog } from './verify.ts'

const vaultId = '2d9b5c57-2a53-4fb7-a7ad-58d1c1f6a7b0'
const script = join(import.meta.dirname, '..', '..', '..', 'assets', 'audit', 'verify-audit.sh')
const { publicKey, privateKey } = generateKeyPairSync('ed25519')

let dir: string
let db: WriteDb
let vault: OpenVault

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mulu-audit-'))
  db = openWriter({ path: join(dir, 'a.db'), keyHex: '11'.repeat(32), cipher: 'sqlcipher' }, { create: true })
  migrate(db, migrations, () => undefined)
  vault = {
    db,
    device: {
      id: 'device-1',
      publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      sign: (data: Uint8Array) => sign(null, data, privateKey),
    },
    session: () => ({ vaultId }),
  } as unknown as OpenVault
})
afterEach(() => {
  db.close()
  rmSync(dir, { recursive: true, force: true })
})

const moment = (n: number) => new Date(Date.UTC(2026, 10, 22, 1, 0, n))
const add = (n: number, action = 'catalogue.save') =>
  appendEvent(db, moment(n), {
    actor: '李四',
    second: null,
    action,
    outcome: 'ok',
    entity: 'entry',
    entityId: `e${n}`,
    fields: ['title', 'ext.a\tb'],
    note: '第\n二行 "x" \\',
  })
const verify = () => verifyLog(db, vaultId, async () => undefined)
const runScript = (...args: string[]) => spawnSync('sh', [script, ...args], { encoding: 'utf8' })
const exported = async (about: { from?: string; to?: string } = {}) => {
  const path = join(dir, 'audit.log')
  const result = await writeLog(db, path, { vaultId, exportedAt: moment(0).toISOString(), ...about })
  return { path, ...result }
}
/** What an intruder with the key could do: the triggers dropped, a row rewritten. */
const tamper = (statement: string) => {
  db.exec(`DROP TRIGGER audit_is_append_only_update; DROP TRIGGER audit_is_append_only_delete; PRAGMA foreign_keys=OFF; ${statement}`)
}

test('the log can only grow', () => {
  add(1)
  expect(() => db.exec("UPDATE audit SET actor = 'x'")).toThrow(/append-only/)
  expect(() => db.exec('DELETE FROM audit')).toThrow(/append-only/)
})

test('a whole log verifies, inside Mulu and with the shell script', async () => {
  for (let n = 1; n <= 25; n++) {
    add(n)
    if (n % 10 === 0) checkpoint(vault, moment(n))
  }
  const { path, head, events } = await exported()
  expect(await verify()).toEqual({ events: 25, checkpoints: 2, head, broken: null })
  expect(events).toBe(25)
  const ran = runScript(path)
  expect(ran.stdout + ran.stderr).toContain(`whole / 完整: 25 events, head ${head}`)
  expect(ran.stdout).toContain('2 checkpoints, the last at event 20')
  expect(ran.status).toBe(0)
})

test.each([
  ['a rewritten event', "UPDATE audit SET actor = '王五' WHERE seq = 7", { at: 7, why: 'hash' }],
  ['a missing event', 'DELETE FROM audit WHERE seq = 7', { at: 7, why: 'missing' }],
  ['a cut tail', 'DELETE FROM audit WHERE seq > 9', { at: 10, why: 'missing' }],
])('%s is found at its number', async (_name, statement, broken) => {
  for (let n = 1; n <= 12; n++) add(n)
  checkpoint(vault, moment(12))
  tamper(statement)
  expect((await verify()).broken).toEqual(broken)
})

test('a chain computed anew after a forgery breaks at the signature', async () => {
  for (let n = 1; n <= 5; n++) add(n)
  checkpoint(vault, moment(5))
  tamper('DELETE FROM audit')
  for (let n = 1; n <= 5; n++) add(n, 'vault.exportKey')
  expect((await verify()).broken).toEqual({ at: 5, why: 'signature' })
})

test('the script finds a changed line, a dropped line and a foreign signature', async () => {
  for (let n = 1; n <= 6; n++) add(n)
  checkpoint(vault, moment(6))
  const { path } = await exported()
  const text = readFileSync(path, 'utf8')
  const attempt = (name: string, changed: string) => {
    const file = join(dir, name)
    writeFileSync(file, changed)
    return runScript(file)
  }
  expect(attempt('changed', text.replace('"entityId":"e3"', '"entityId":"e4"')).stdout).toContain('event 3')
  const lines = text.split('\n')
  expect(attempt('dropped', lines.filter((line) => !line.includes('"seq":4,')).join('\n')).stdout).toContain('event 4 is missing')
  const other = generateKeyPairSync('ed25519').publicKey
  const forged = text.replace(vault.device.publicKey, other.export({ type: 'spki', format: 'der' }).toString('base64'))
  expect(attempt('forged', forged).stdout).toContain('signature of checkpoint 6')
  const pem = join(dir, 'other.pem')
  writeFileSync(pem, other.export({ type: 'spki', format: 'pem' }))
  expect(runScript(path, pem).stdout).toContain('signed / 签名: 0 checkpoints')
})

test('a part of the log verifies by itself, whatever the clock did', async () => {
  for (const n of [1, 2, 50, 3, 4, 5]) add(n)
  const { path, events } = await exported({ from: moment(2).toISOString(), to: moment(4).toISOString() })
  expect(events).toBe(4) // 2, the jump to 50, 3, 4: numbers without a gap
  const ran = runScript(path)
  expect(ran.stdout).toContain('starts at event 2')
  expect(ran.status).toBe(0)
})

test('checkpoints come when due and not twice', () => {
  add(1)
  checkpoint(vault, moment(1), eventsPerCheckpoint)
  expect(db.get<{ n: number }>(sql`SELECT count(*) AS n FROM audit_checkpoint`)).toEqual({ n: 0 })
  checkpoint(vault, moment(1))
  checkpoint(vault, moment(2))
  expect(db.get<{ n: number }>(sql`SELECT count(*) AS n FROM audit_checkpoint`)).toEqual({ n: 1 })
})

test('lists newest first, by actor and by kind', () => {
  for (let n = 1; n <= 5; n++) add(n, n % 2 === 0 ? 'vault.lock' : 'catalogue.save')
  expect(newestEvents(db, { limit: 2 }).map((event) => event.seq)).toEqual([5, 4])
  expect(newestEvents(db, { limit: 9, action: 'vault.' }).map((event) => event.seq)).toEqual([4, 2])
  expect(newestEvents(db, { limit: 9, before: 3 }).map((event) => event.seq)).toEqual([2, 1])
  expect(newestEvents(db, { limit: 9, actor: '王五' })).toEqual([])
})
