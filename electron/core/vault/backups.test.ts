import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createCore } from '../core.ts'
import { migrations } from '../db/migrations.ts'
import { nodePorts } from '../node-ports.ts'
import { backupDamage } from './backups.ts'
import { assetsDir, makeTestCore, passphraseOf, pathFiles, type TestCore, type TestOptions, weakKdf } from './testing.ts'

let made: TestCore[] = []
const make = async (options: TestOptions = {}) => {
  const one = await makeTestCore(options)
  made.push(one)
  return one
}
afterEach(async () => {
  for (const one of made) await one.close()
  made = []
})
const refused = (code: string) => ({ ok: false, error: { code } })
const save = (one: TestCore, title: string) => one.value('catalogue.save', { patch: { title }, secrecy: '不涉密' })
const flip = (path: string, place: number) => {
  const bytes = readFileSync(path)
  bytes[place] = (bytes[place] ?? 0) ^ 4
  writeFileSync(path, bytes)
}
const withUser = (user: string) => ({ with: { user, passphrase: passphraseOf(user) } })

test.each(['sqlcipher', 'aegis'] as const)(
  'a backup written outside opens on an empty machine, as another device (%s)',
  async (cipher) => {
    const one = await make({ cipher })
    await one.as('officer')
    await save(one, '人口信息')
    await save(one, '法人信息')
    const device = (await one.value('vault.status', {})).session?.deviceId
    const backup = await one.value('vault.backup', {})
    expect(backup).toMatchObject({ entries: 2, verified: true, opensWith: ['founder', 'officer', 'keeper', 'head', 'sys', 'sec', 'aud', 'recovery'] })
    await one.as('sys')
    const file = join(one.temp, 'backup.mulu')
    const { bytes } = await one.value('vault.copyBackup', { name: backup.name, file })
    expect(readFileSync(file)).toHaveLength(bytes)

    const empty = join(one.temp, 'empty machine')
    const core = createCore(nodePorts({ vaultDir: empty, assetsDir, files: pathFiles }), { kdf: weakKdf, checkOutputs: true })
    const restore = (user: string, secrets: object) => core.call('vault.restore', { user, file }, { secrets: { passphrase: passphraseOf(user), ...secrets } })
    expect(await restore('officer', {})).toMatchObject(refused('restore.second'))
    expect(await restore('officer', withUser('officer'))).toMatchObject(refused('restore.second'))
    expect(await restore('officer', withUser('head'))).toMatchObject(refused('restore.second'))
    expect(await restore('officer', { with: { user: 'sec', passphrase: 'not the passphrase' } })).toMatchObject(refused('vault.wrongPassphrase'))
    expect(readdirSync(empty).filter((name) => !['lock.db', 'attempts.json'].includes(name))).toEqual([])
    const restored = await restore('officer', { recoveryCode: one.recoveryCode })
    expect(restored).toMatchObject({ ok: true, value: { entries: 2, keptAs: null } })
    expect(await core.call('vault.unlock', { user: 'officer' }, { secrets: { passphrase: passphraseOf('officer') } })).toMatchObject({ ok: true })
    expect(await core.call('catalogue.check', {})).toMatchObject({ value: { entries: 2 } })
    expect(await core.call('audit.verify', {})).toMatchObject({ value: { broken: null } })
    const status = await core.call('vault.status', {})
    expect(status.ok && status.value.session?.deviceId).not.toBe(device)
    await core.close()
  },
  30_000,
)

test('a restore in place keeps what was there and leaves leavers out', async () => {
  const one = await make()
  await one.as('officer')
  await save(one, '人口信息')
  const backup = await one.value('vault.backup', {})
  await save(one, '法人信息')
  await one.as('sec')
  await one.value('vault.disableUser', { user: 'head', reason: '调离' })
  const restore = (user: string, second: string) =>
    one.call('vault.restore', { user, name: backup.name }, { passphrase: passphraseOf(user), ...withUser(second) })
  expect(await restore('head', 'sec')).toMatchObject({ error: { code: 'user.disabled', params: { name: 'head' } } })
  const reply = await restore('officer', 'sec')
  expect(reply).toMatchObject({ ok: true, value: { entries: 1 } })
  const kept = (reply.ok && reply.value.keptAs) || ''
  expect(readdirSync(join(one.dir, kept))).toEqual(expect.arrayContaining(['catalogue-2.db', 'vault.json', 'vault.copy.json']))
  expect(await one.call('vault.unlock', { user: 'head' }, { passphrase: passphraseOf('head') })).toMatchObject(refused('vault.wrongPassphrase'))
  await one.as('officer')
  expect((await one.value('catalogue.check', {})).entries).toBe(1)
  expect(await one.call('vault.restore', { user: 'officer', name: 'no-such' }, { passphrase: passphraseOf('officer'), ...withUser('sec') })).toMatchObject(
    refused('vault.noBackup'),
  )
  await one.as('aud')
  expect((await one.value('audit.list', { action: 'vault.restore' })).events).toMatchObject([{ actor: 'officer', second: 'sec' }])
  // The files that were kept are a whole vault.
  const before = join(one.dir, kept)
  const core = createCore(nodePorts({ vaultDir: before, assetsDir, files: pathFiles }), { kdf: weakKdf })
  expect(await core.call('vault.unlock', { user: 'officer' }, { secrets: { passphrase: passphraseOf('officer') } })).toMatchObject({ ok: true })
  expect(await core.call('catalogue.check', {})).toMatchObject({ value: { entries: 2 } })
  await core.close()
}, 30_000)

test('a vault whose every file is spoilt is restored all the same, and keeps the spoilt files', async () => {
  const one = await make()
  await one.as('officer')
  await save(one, '人口信息')
  const { name } = await one.value('vault.backup', {})
  await one.value('vault.lock', {})
  for (const file of ['vault.json', 'vault.copy.json', 'catalogue.db']) writeFileSync(join(one.dir, file), `spoilt ${file}`)
  const { keptAs } = await one.value('vault.restore', { user: 'officer', name }, { passphrase: passphraseOf('officer'), recoveryCode: one.recoveryCode })
  expect(readFileSync(join(one.dir, keptAs ?? '', 'catalogue.db'), 'utf8')).toBe('spoilt catalogue.db')
  expect(readFileSync(join(one.dir, keptAs ?? '', 'vault.json'), 'utf8')).toBe('spoilt vault.json')
  await one.as('officer')
  expect((await one.value('catalogue.check', {})).entries).toBe(1)
})

test('a flip in a backup is named, and such a backup is not restored', async () => {
  const one = await make()
  await one.as('officer')
  const { name } = await one.value('vault.backup', {})
  const folder = join(one.dir, 'backups', name)
  const whole = new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file))]))
  for (const [file, bytes] of whole) {
    for (let n = 0; n < 40; n++) {
      const place = Math.floor((bytes.length * (n + 0.5)) / 40)
      flip(join(folder, file), place)
      const found = await backupDamage(one.dir, name)
      expect(found, `${file} at ${place}`).toHaveLength(1)
      expect(found[0]?.where).toContain(`${name}/${file}`)
      writeFileSync(join(folder, file), bytes)
    }
  }
  expect(await backupDamage(one.dir, name)).toEqual([])
  flip(join(folder, 'catalogue.db'), 9000)
  expect((await one.value('vault.check', {})).damages).toEqual([{ what: 'backup', where: `${name}/catalogue.db`, detail: 'checksum' }])
  const restore = await one.call('vault.restore', { user: 'officer', name }, { passphrase: passphraseOf('officer'), ...withUser('sec') })
  expect(restore).toMatchObject(refused('vault.damaged'))
  await one.as('officer')
}, 60_000)

test('a damaged backup is not carried outside', async () => {
  const one = await make()
  await one.as('officer')
  const { name } = await one.value('vault.backup', {})
  await one.as('sys')
  const file = join(one.temp, 'outside.mulu')
  const copy = () => one.call('vault.copyBackup', { name, file })
  for (const part of ['catalogue.db', 'vault.json', 'manifest.json']) {
    const path = join(one.dir, 'backups', name, part)
    const whole = readFileSync(path)
    flip(path, Math.floor(whole.length / 2))
    const reply = await copy()
    expect(reply, part).toMatchObject(refused('vault.damaged'))
    expect(reply.ok ? '' : reply.error.params.what).toContain(`backups/${name}/${part}`)
    writeFileSync(path, whole)
  }
  expect(readdirSync(one.temp)).toEqual(['vault'])
  expect((await copy()).ok).toBe(true)
  expect(await one.call('vault.copyBackup', { name: 'no-such', file })).toMatchObject(refused('vault.noBackup'))
})

test('rotation keeps the newest, and copies made are on record', async () => {
  const one = await make()
  await one.as('officer')
  const names: string[] = []
  for (let n = 0; n < 3; n++) names.push((await one.value('vault.backup', { keep: 2 })).name)
  const { backups } = await one.value('vault.backups', {})
  expect(backups.map(({ name }) => name).sort()).toEqual([...names.slice(1)].sort())
  await one.as('sec')
  const sealed = await one.value('vault.seal', {})
  expect(sealed.copies.map(({ where }) => where).sort()).toEqual(names.slice(1).sort())
})

test('a cancelled backup leaves no trace', async () => {
  const one = await make()
  await one.as('officer')
  const controller = new AbortController()
  const cancelled = one.core.call('vault.backup', {}, { signal: controller.signal })
  controller.abort()
  expect(await cancelled).toMatchObject(refused('call.cancelled'))
  expect(readdirSync(join(one.dir, 'backups'))).toEqual([])
  await one.as('aud')
  expect((await one.value('audit.list', { action: 'vault.backup' })).events).toMatchObject([{ outcome: 'call.cancelled' }])
})

test('locking ends what is running', async () => {
  const one = await make()
  await one.as('officer')
  const backup = one.core.call('vault.backup', {})
  const lock = one.core.call('vault.lock', {})
  expect(await backup).toMatchObject(refused('call.cancelled'))
  expect(await lock).toMatchObject({ ok: true })
  expect((await one.value('vault.status', {})).state).toBe('locked')
})

test('a database that is gone is damage, not an empty vault', async () => {
  const one = await make()
  renameSync(join(one.dir, 'catalogue.db'), join(one.temp, 'catalogue.db'))
  expect(await one.value('vault.status', {})).toMatchObject({ state: 'damaged', detail: 'catalogue.db' })
  expect(await one.call('vault.unlock', { user: 'officer' }, { passphrase: passphraseOf('officer') })).toMatchObject(refused('vault.damaged'))
  expect(await one.call('vault.create', { user: 'officer' }, { passphrase: passphraseOf('officer') })).toMatchObject(refused('vault.exists'))
})

test('a newer schema copies the vault first; a vault from the future is left alone', async () => {
  const next = { id: migrations.length + 1, name: 'a table more', sql: 'CREATE TABLE more (x TEXT NOT NULL) STRICT;' }
  const one = await make()
  await one.as('officer')
  await save(one, '人口信息')
  await one.core.close()
  const newer = createCore(nodePorts({ vaultDir: one.dir, assetsDir, files: pathFiles }), { kdf: weakKdf, migrations: [...migrations, next] })
  const secrets = { passphrase: passphraseOf('officer') }
  expect(await newer.call('vault.unlock', { user: 'officer' }, { secrets })).toMatchObject({ ok: true })
  expect(await newer.call('vault.backups', {})).toMatchObject({ value: { backups: [{ entries: 1, verified: true }] } })
  await newer.close()
  const older = createCore(nodePorts({ vaultDir: one.dir, assetsDir, files: pathFiles }), { kdf: weakKdf })
  const before = readFileSync(join(one.dir, 'catalogue.db'))
  expect(await older.call('vault.unlock', { user: 'officer' }, { secrets })).toMatchObject({
    error: { code: 'vault.newer', params: { found: migrations.length + 1, known: migrations.length } },
  })
  expect(readFileSync(join(one.dir, 'catalogue.db')).equals(before)).toBe(true)
  await older.close()
})

test('what is no backup of ours is said to be damaged', async () => {
  const one = await make({ vault: false })
  mkdirSync(one.temp, { recursive: true })
  const file = join(one.temp, 'other')
  for (const text of ['', '{}\n', '{"mulu":"backup","manifest":"{}","header":"{}"}\nxyz', 'x'.repeat(5_000_000)]) {
    writeFileSync(file, text)
    expect(await one.call('vault.restore', { user: 'a', file }, { passphrase: 'b' })).toMatchObject(refused('vault.damaged'))
  }
  rmSync(file)
})
