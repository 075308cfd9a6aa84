import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createCore } from '../core.ts'
import { migrations } from '../db/migrations.ts'
import { nodePorts } from '../node-ports.ts'
import type { Keychain } from '../ports.ts'
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

/** A clock the test moves by hand. */
const movedClock = () => {
  let offsetMs = 0
  const start = Date.parse('2026-11-22T01:00:00.000Z')
  return {
    now: () => new Date(start + offsetMs),
    forward: (ms: number) => {
      offsetMs += ms
    },
  }
}

test.each(['sqlcipher', 'aegis'] as const)('a vault is made, locked and opened again (%s)', async (cipher) => {
  const { value, as } = await make({ cipher })
  expect((await value('vault.status', {})).state).toBe('locked')
  await as('officer')
  const status = await value('vault.status', {})
  expect(status).toMatchObject({ state: 'open', cipher, session: { complete: true, missing: [], user: { roles: ['catalogueOfficer', 'statisticsOfficer'] } } })
  await value('vault.lock', {})
  expect((await value('vault.status', {})).session).toBeNull()
})

test('what makes no vault leaves nothing', async () => {
  const { call, value } = await make({ vault: false })
  const passphrase = 'correct horse battery'
  expect((await value('vault.status', {})).state).toBe('absent')
  expect(await call('vault.unlock', {}, { passphrase })).toMatchObject(refused('vault.absent'))
  expect(await call('vault.create', { user: '张三', network: '涉密网络' }, { passphrase })).toMatchObject(refused('vault.classifiedNetwork'))
  expect(await call('vault.create', { user: '张三' }, { passphrase: '短口令' })).toMatchObject(refused('passphrase.short'))
  expect(await call('vault.create', { user: '张三' }, { passphrase: 'abcdefghijkl' })).toMatchObject(refused('passphrase.simple'))
  expect(await call('vault.create', { user: 'zhangsan' }, { passphrase: 'my zhangsan 2026!' })).toMatchObject(refused('passphrase.name'))
  expect(await call('vault.create', { user: '张三' })).toMatchObject(refused('vault.passphraseNeeded'))
  expect(await call('vault.create', {}, { passphrase })).toMatchObject(refused('user.needed'))
  expect((await value('vault.status', {})).state).toBe('absent')
  await value('vault.create', { user: '张三' }, { passphrase })
  await value('vault.lock', {})
  expect(await call('vault.create', { user: '李四' }, { passphrase })).toMatchObject(refused('vault.exists'))
  // The only user need not be named.
  await value('vault.unlock', {}, { passphrase })
})

test('a creation that was killed leaves an empty place, and its files are set aside', async () => {
  const { call, value, dir } = await make()
  renameSync(join(dir, 'vault.json'), join(dir, 'vault.json.unfinished'))
  expect((await value('vault.status', {})).state).toBe('absent')
  expect((await call('vault.create', { user: '张三' }, { passphrase: 'correct horse battery' })).ok).toBe(true)
  expect(readdirSync(dir).filter((name) => name.startsWith('abandoned-')).length).toBeGreaterThan(0)
})

test('wrong passphrases wait longer each time, also after a restart, and are in the audit after the next unlock', async () => {
  const clock = movedClock()
  const { call, value, dir } = await make({ ports: { now: clock.now } })
  const wrong = (user: string) => call('vault.unlock', { user }, { passphrase: 'not the passphrase' })
  expect(await wrong('officer')).toMatchObject(refused('vault.wrongPassphrase'))
  expect(await wrong('officer')).toMatchObject(refused('vault.wrongPassphrase'))
  expect(await wrong('officer')).toMatchObject({ error: { code: 'vault.slowed', params: { seconds: 1 } } })
  // The right one has to wait too, others do not.
  expect(await call('vault.unlock', { user: 'officer' }, { passphrase: passphraseOf('officer') })).toMatchObject(refused('vault.slowed'))
  clock.forward(1000)
  expect(await wrong('officer')).toMatchObject(refused('vault.wrongPassphrase'))
  expect(await wrong('nobody of this name')).toMatchObject(refused('vault.wrongPassphrase'))

  const again = createCore({ ...nodePorts({ vaultDir: dir, assetsDir, files: pathFiles }), now: clock.now }, { kdf: weakKdf })
  const status = await again.call('vault.status', {})
  expect(status).toMatchObject({ value: { waitMs: 2000 } })
  expect(await again.call('vault.unlock', { user: 'officer' }, { secrets: { passphrase: 'x' } })).toMatchObject(refused('vault.slowed'))
  await again.close()

  expect(readFileSync(join(dir, 'attempts.json'), 'utf8')).not.toContain('nobody')
  await value('vault.unlock', { user: 'aud' }, { passphrase: passphraseOf('aud') })
  const { events } = await value('audit.list', { action: 'vault.unlockFailed' })
  expect(events.map(({ actor }) => actor)).toEqual(['', 'officer', 'officer', 'officer'])
  clock.forward(2000)
  await value('vault.unlock', { user: 'officer' }, { passphrase: passphraseOf('officer') })
  expect((await value('vault.status', {})).waitMs).toBe(0)
  await value('vault.unlock', { user: 'aud' }, { passphrase: passphraseOf('aud') })
  expect((await value('audit.list', { action: 'vault.unlockFailed' })).events).toHaveLength(4)
})

test('a forgotten passphrase: the recovery sheet opens the vault and sets a new one', async () => {
  const { call, value, recoveryCode } = await make()
  await value('vault.unlock', { user: 'officer', by: 'recovery' }, { recoveryCode })
  await value('vault.lock', {})
  await value('vault.resetPassphrase', { user: 'officer' }, { recoveryCode, newPassphrase: 'entirely new 2026 words' })
  expect((await value('vault.status', {})).state).toBe('locked')
  expect(await call('vault.unlock', { user: 'officer' }, { passphrase: passphraseOf('officer') })).toMatchObject(refused('vault.wrongPassphrase'))
  await value('vault.unlock', { user: 'officer' }, { passphrase: 'entirely new 2026 words' })
  expect(await call('vault.users', {})).toMatchObject(refused('passphrase.given'))

  await value('vault.unlock', { user: 'sec' }, { passphrase: passphraseOf('sec') })
  const next = await value('vault.newRecoverySheet', {})
  expect(await call('vault.unlock', { user: 'sec', by: 'recovery' }, { recoveryCode })).toMatchObject(refused('recovery.wrong'))
  await value('vault.unlock', { user: 'sec', by: 'recovery' }, { recoveryCode: next.recoveryCode.toLowerCase() })
  const typo = next.recoveryCode.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
  expect(await call('vault.unlock', { user: 'sec', by: 'recovery' }, { recoveryCode: typo })).toMatchObject({
    error: { code: 'recovery.group', params: { groups: '8' } },
  })
})

test('a reset that is not committed leaves the former passphrase', async () => {
  const id = migrations.length + 1
  const failing = `CREATE TRIGGER no_reset BEFORE INSERT ON audit WHEN NEW.action = 'vault.resetPassphrase' BEGIN SELECT RAISE(ABORT, 'no'); END;`
  const { as, call, dir, recoveryCode } = await make({ migrations: [...migrations, { id, name: 'no reset', sql: failing }] })
  const before = readFileSync(join(dir, 'vault.json'), 'utf8')
  expect((await call('vault.resetPassphrase', { user: 'officer' }, { recoveryCode, newPassphrase: 'entirely new 2026 words' })).ok).toBe(false)
  expect(readFileSync(join(dir, 'vault.json'), 'utf8')).toBe(before)
  await as('officer')
})

test('a lock is on record with its reason; the end of a program is not', async () => {
  const clock = movedClock()
  const one = await make({ ports: { now: clock.now } })
  await one.as('head')
  await one.value('vault.lock', {})
  await one.as('officer')
  await one.core.suspend()
  await one.as('keeper')
  clock.forward(16 * 60_000)
  expect(await one.call('vault.backups', {})).toMatchObject(refused('vault.locked'))
  await one.as('sys')
  await one.core.close()
  const core = createCore(nodePorts({ vaultDir: one.dir, assetsDir, files: pathFiles }), { kdf: weakKdf })
  await core.call('vault.unlock', { user: 'aud' }, { secrets: { passphrase: passphraseOf('aud') } })
  const listed = await core.call('audit.list', { action: 'vault.lock' })
  const events = listed.ok ? listed.value.events.map(({ actor, note }) => `${actor} ${note}`) : []
  // The newest first; before these everybody changed a given passphrase.
  expect(events.slice(0, 3)).toEqual(['keeper idle', 'officer suspend', 'head user'])
  expect(await core.call('audit.verify', {})).toMatchObject({ value: { broken: null } })
  await core.close()
})

test('a changed passphrase: the old one is no longer any good', async () => {
  const { as, call, value, dir } = await make()
  await as('officer')
  const before = readFileSync(join(dir, 'vault.json'), 'utf8')
  expect(await call('vault.changePassphrase', {}, { passphrase: 'not my passphrase', newPassphrase: 'entirely new 2026 words' })).toMatchObject(
    refused('vault.wrongPassphrase'),
  )
  expect(readFileSync(join(dir, 'vault.json'), 'utf8')).toBe(before)
  await value('vault.changePassphrase', {}, { passphrase: passphraseOf('officer'), newPassphrase: 'entirely new 2026 words' })
  expect(await call('vault.unlock', { user: 'officer' }, { passphrase: passphraseOf('officer') })).toMatchObject(refused('vault.wrongPassphrase'))
  await value('vault.unlock', { user: 'officer' }, { passphrase: 'entirely new 2026 words' })
})

const keychainDouble = () => {
  const kept = new Map<string, Uint8Array>()
  let name: string | null = 'gnome_libsecret'
  const keychain: Keychain = {
    backend: async () => name,
    store: async (account, secret) => {
      kept.set(account, Uint8Array.from(secret))
    },
    load: async (account) => kept.get(account) ?? null,
    remove: async (account) => {
      kept.delete(account)
    },
  }
  return {
    keychain,
    wipe: () => {
      kept.clear()
    },
    lose: () => {
      name = null
    },
  }
}

test('the keychain opens as long as it holds the key; wiped, the passphrase still opens', async () => {
  const { keychain, wipe, lose } = keychainDouble()
  const { as, call, value, dir } = await make({ ports: { keychain } })
  await as('officer')
  expect(await value('vault.keychain', { on: true }, { passphrase: passphraseOf('officer') })).toEqual({ backend: 'gnome_libsecret' })
  expect(JSON.parse(readFileSync(join(dir, 'vault.json'), 'utf8')).users[1].keychain.backend).toBe('gnome_libsecret')
  await value('vault.unlock', { user: 'officer', by: 'keychain' })
  expect(await call('vault.unlock', { user: 'sec', by: 'keychain' })).toMatchObject(refused('vault.noKeychain'))
  wipe()
  expect(await call('vault.unlock', { user: 'officer', by: 'keychain' })).toMatchObject(refused('vault.noKeychain'))
  await as('officer')
  await value('vault.keychain', { on: true }, { passphrase: passphraseOf('officer') })
  lose()
  // A backend that does not protect counts as none, even if it still hands the secret out.
  expect(await call('vault.unlock', { user: 'officer', by: 'keychain' })).toMatchObject(refused('vault.noKeychain'))
  await as('officer')
  expect(await call('vault.keychain', { on: true }, { passphrase: passphraseOf('officer') })).toMatchObject(refused('vault.noKeychain'))
  await value('vault.keychain', { on: false })
  expect(JSON.parse(readFileSync(join(dir, 'vault.json'), 'utf8')).users[1].keychain).toBeNull()
})

test('without a keychain on the machine nothing is promised', async () => {
  const { as, call } = await make()
  await as('officer')
  expect(await call('vault.keychain', { on: true }, { passphrase: passphraseOf('officer') })).toMatchObject(refused('vault.noKeychain'))
})

test('a second process is told that the vault is in use, until the first is killed', async () => {
  const { call, value, as, dir } = await make()
  const script = `
    import { createCore } from ${JSON.stringify(join(import.meta.dirname, '..', 'core.ts'))}
    import { nodePorts } from ${JSON.stringify(join(import.meta.dirname, '..', 'node-ports.ts'))}
    const core = createCore(nodePorts({ vaultDir: ${JSON.stringify(dir)}, assetsDir: '', files: null }), { kdf: ${JSON.stringify(weakKdf)} })
    const reply = await core.call('vault.unlock', { user: 'officer' }, { secrets: { passphrase: ${JSON.stringify(passphraseOf('officer'))} } })
    console.log(reply.ok ? 'open' : reply.error.code)
    setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [said] = (await once(child.stdout, 'data')) as [Buffer]
    expect(said.toString().trim()).toBe('open')
    expect((await value('vault.status', {})).state).toBe('inUse')
    expect(await call('vault.unlock', { user: 'sec' }, { passphrase: passphraseOf('sec') })).toMatchObject(refused('vault.inUse'))
  } finally {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  expect((await value('vault.status', {})).state).toBe('locked')
  await as('sec')
})

test('damage and strange headers are told apart from a wrong passphrase', async () => {
  const { as, call, value, dir } = await make()
  const path = join(dir, 'vault.json')
  const text = readFileSync(path, 'utf8')
  const flipped = text.replace(/"privateKey": "(.)/, (all, first: string) => all.slice(0, -1) + (first === 'A' ? 'B' : 'A'))
  writeFileSync(path, flipped)
  expect(await value('vault.status', {})).toMatchObject({ state: 'locked', detail: 'vault.json: founder (checksum)' })
  await as('founder')
  await as('officer')
  expect((await value('vault.check', {})).damages).toEqual([{ what: 'wrap', where: 'vault.json: founder', detail: 'checksum' }])
  await value('vault.lock', {})
  writeFileSync(join(dir, 'vault.copy.json'), flipped)
  expect((await value('vault.status', {})).state).toBe('damaged')
  expect(await call('vault.unlock', { user: 'officer' }, { passphrase: passphraseOf('officer') })).toMatchObject(refused('vault.damaged'))
  expect(readFileSync(path, 'utf8')).toBe(flipped)
})

test('an older header that somebody put back is noticed', async () => {
  const { as, value, dir } = await make()
  const old = readFileSync(join(dir, 'vault.json'), 'utf8')
  await as('officer')
  await value('vault.changePassphrase', {}, { passphrase: passphraseOf('officer'), newPassphrase: 'entirely new 2026 words' })
  await value('vault.lock', {})
  writeFileSync(join(dir, 'vault.json'), old)
  await as('aud')
  expect((await value('audit.list', { action: 'vault.headerChanged' })).events).toHaveLength(1)
  await as('aud')
  expect((await value('audit.list', { action: 'vault.headerChanged' })).events).toHaveLength(1)
})
