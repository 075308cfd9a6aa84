import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallSpec } from '../../shared/contract/define.ts'
import { type CallName, contract } from '../../shared/contract.ts'
import type { Role } from '../../shared/roles.ts'
import { makeTestCore, passphraseOf, type TestCore, type TestUser, testUsers } from './vault/testing.ts'

let made: TestCore
beforeAll(async () => {
  made = await makeTestCore()
})
afterAll(() => made.close())

const guarded = (Object.keys(contract) as CallName[]).filter((name) => contract[name].roles !== 'locked')
/** An input no schema takes: whoever gets past the rights is answered `call.invalid`. */
const impossible = { 'no such field': 1 } as never

test.each(Object.keys(testUsers) as TestUser[])('%s may call exactly what the contract says', async (user) => {
  const { as, core } = made
  await as(user)
  const held: readonly Role[] = testUsers[user]
  for (const name of guarded) {
    const { roles } = contract[name] as CallSpec
    const may = roles === 'anyUser' || (Array.isArray(roles) && roles.some((role) => held.includes(role)))
    const reply = await core.call(name, impossible)
    expect(reply, name).toMatchObject({ ok: false, error: { code: may ? 'call.invalid' : 'access.denied' } })
  }
})

test('nothing but the lock screen works while the vault is locked', async () => {
  await made.value('vault.lock', {})
  for (const name of guarded) expect(await made.core.call(name, impossible), name).toMatchObject({ error: { code: 'vault.locked' } })
  expect((await made.value('vault.protections', {})).rows.every(({ certified }) => !certified)).toBe(true)
})

test('unknown calls and wrong input are answered as such', async () => {
  expect(await made.core.call('vault.nothing', {})).toMatchObject({ error: { code: 'call.unknown', params: { call: 'vault.nothing' } } })
  expect(await made.core.call('toString', {})).toMatchObject({ error: { code: 'call.unknown' } })
  expect(await made.core.call('vault.unlock', { user: 5 })).toMatchObject({ error: { code: 'call.invalid', params: { where: 'user' } } })
})

test('two-person calls need another user who proves presence', async () => {
  const { as, call, value } = made
  await as('sys')
  const withUser = (user: string, passphrase = passphraseOf(user)) => call('vault.exportKey', {}, { with: { user, passphrase } })
  expect(await call('vault.exportKey', {})).toMatchObject({ error: { code: 'access.second' } })
  expect(await withUser('sys')).toMatchObject({ error: { code: 'access.second' } })
  expect(await withUser('officer', 'not the passphrase')).toMatchObject({ error: { code: 'vault.wrongPassphrase' } })
  expect(await withUser('nobody')).toMatchObject({ error: { code: 'vault.wrongPassphrase' } })
  const { keyHex, cipher } = await value('vault.exportKey', {}, { with: { user: 'officer', passphrase: passphraseOf('officer') } })
  expect(cipher).toBe('sqlcipher')
  expect(keyHex).toMatch(/^[0-9a-f]{64}$/)
  await as('aud')
  const { events } = await value('audit.list', { action: 'vault.exportKey' })
  const [done, ...refused] = events.filter(({ actor }) => actor === 'sys')
  expect(done).toMatchObject({ outcome: 'ok', actor: 'sys', second: 'officer' })
  expect(refused.map(({ outcome }) => outcome)).toEqual(['vault.wrongPassphrase', 'vault.wrongPassphrase', 'access.second', 'access.second'])
  expect(JSON.stringify(events)).not.toContain(keyHex)
})

test('what was refused is in the audit, and what was mistyped in a form is not', async () => {
  const { as, call, core, value } = made
  await as('head')
  expect((await call('catalogue.save', { patch: {}, secrecy: '不涉密' })).ok).toBe(false)
  await as('officer')
  expect((await core.call('catalogue.save', { nonsense: true })).ok).toBe(false)
  await as('aud')
  const { events } = await value('audit.list', { action: 'catalogue.save', limit: 2 })
  expect(events[0]).toMatchObject({ actor: 'head', outcome: 'access.denied' })
  expect(events.some(({ outcome }) => outcome === 'call.invalid')).toBe(false)
  expect((await value('audit.verify', {})).broken).toBeNull()
})

test('nothing of a passphrase is in any file of the folder', () => {
  for (const file of ['vault.json', 'vault.copy.json', 'attempts.json', 'catalogue.db']) {
    const bytes = readFileSync(join(made.dir, file))
    for (const user of Object.keys(testUsers)) expect(bytes.includes(passphraseOf(user)), file).toBe(false)
  }
})
