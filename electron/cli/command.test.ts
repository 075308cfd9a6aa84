import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCore } from '../core/core.ts'
import { assetsDir, makeTestCore, passphraseOf, type TestCore, weakKdf } from '../core/vault/testing.ts'
import { runCommand, type Shell } from './command.ts'

let made: TestCore
let folder = ''
beforeAll(async () => {
  made = await makeTestCore()
  await made.core.close()
  folder = made.temp
  for (const name of ['founder', 'sys', 'sec', 'aud', 'officer', 'wrong']) writeFileSync(join(folder, name), `${passphraseOf(name)}\n`)
})
afterAll(() => made.close())

const shell = (own: Partial<Shell> = {}): Shell => ({
  folder,
  assetsDir,
  passphrase: null,
  ask: async () => null,
  readInput: async () => '',
  onProgress: () => undefined,
  signal: new AbortController().signal,
  createCore: (ports) => createCore(ports, { kdf: weakKdf, checkOutputs: true }),
  ...own,
})
const mulu = (words: string, json?: unknown, own: Partial<Shell> = {}) =>
  runCommand([...words.split(' '), ...(json === undefined ? [] : [typeof json === 'string' ? json : JSON.stringify(json)])], shell(own))

test('a vault is made from --user and the passphrase file, and left locked', async () => {
  expect(await mulu('--vault new vault.status')).toMatchObject({ ok: true, value: { state: 'absent' } })
  expect(await mulu('--vault new --user founder --passphrase-file founder vault.create')).toMatchObject({
    ok: true,
    value: { session: { user: { name: 'founder' } } },
  })
  const add = { name: 'sys', roles: ['systemAdmin'] }
  expect(await mulu('--vault new --user founder --passphrase-file founder --new-passphrase-file sys vault.addUser', add)).toMatchObject({ ok: true })
  const asNew = '--vault new --user sys --passphrase-file'
  expect(await mulu(`${asNew} sys vault.users`)).toMatchObject({ error: { code: 'passphrase.given' } })
  expect(await mulu(`${asNew} sys --new-passphrase-file officer vault.changePassphrase`)).toMatchObject({ ok: true })
  expect(await mulu(`${asNew} officer vault.users`)).toMatchObject({ ok: true })
  expect(await mulu('--vault new vault.status')).toMatchObject({ ok: true, value: { state: 'locked', session: null } })
})

test('each call opens, unlocks, does and closes', async () => {
  expect(await mulu('--vault vault --user officer --passphrase-file officer profile.get', '-', { readInput: async () => '\uFEFF{}' })).toMatchObject({
    ok: true,
  })
  expect(await mulu('--vault vault --user officer profile.get', undefined, { passphrase: passphraseOf('officer') })).toMatchObject({ ok: true })
})

test('a wrong passphrase is the vault’s answer, and the call is not made', async () => {
  expect(await mulu('--vault vault --user officer --passphrase-file wrong profile.get')).toMatchObject({ ok: false, error: { code: 'vault.wrongPassphrase' } })
  expect(await mulu('--vault vault --user officer --passphrase-file officer audit.list')).toMatchObject({ ok: false, error: { code: 'access.denied' } })
})

test('two persons', async () => {
  expect(await mulu('--vault vault --user sys --passphrase-file sys vault.exportKey')).toMatchObject({ ok: false, error: { code: 'access.second' } })
  expect(await mulu('--vault vault --user sys --passphrase-file sys --with sec:sec vault.exportKey')).toMatchObject({
    ok: true,
    value: { cipher: 'sqlcipher' },
  })
})

test('a vault that is open elsewhere is in use', async () => {
  let reply: unknown
  const whileOpen: Partial<Shell> = {
    createCore: (ports) => {
      const core = createCore(ports, { kdf: weakKdf })
      const call = core.call
      return {
        ...core,
        call: (async (name: string, ...rest: [unknown]) => {
          if (name === 'profile.get') reply = await mulu('--vault vault --user sys --passphrase-file sys profile.get')
          return call(name, ...rest)
        }) as typeof core.call,
      }
    },
  }
  expect(await mulu('--vault vault --user officer --passphrase-file officer profile.get', undefined, whileOpen)).toMatchObject({ ok: true })
  expect(reply).toMatchObject({ ok: false, error: { code: 'vault.inUse' } })
})

test('files: relative to the folder of the caller, never inside the vault', async () => {
  mkdirSync(join(folder, 'out'))
  expect(await mulu('audit.script', { file: 'out/verify.sh' })).toMatchObject({ ok: true })
  expect(readFileSync(join(folder, 'out', 'verify.sh'), 'utf8')).toContain('sha256sum')
  expect(await mulu('--vault vault --user aud --passphrase-file aud audit.export', { file: 'vault/audit.json' })).toMatchObject({
    ok: false,
    error: { code: 'file.insideVault' },
  })
  expect(await mulu('--vault vault --user aud --passphrase-file aud audit.export', { file: 'none/audit.json' })).toMatchObject({
    ok: false,
    error: { code: 'file.unwritable' },
  })
  expect(readdirSync(join(folder, 'out'))).toEqual(['verify.sh'])
})

test('what the core is never asked', async () => {
  const code = async (words: string, json?: string) => mulu(words, json).catch((error: { failure: { code: string } }) => error.failure.code)
  expect(await code('vault.status')).toBe('usage.wrong')
  expect(await code('--vault vault vault.status', '{')).toBe('usage.wrong')
  expect(await code('--vault vault constructor')).toBe('call.unknown')
  expect(await code('help constructor')).toBe('call.unknown')
  expect(await code('--vault vault --user sys --passphrase-file none vault.users')).toBe('file.unreadable')
})

test('cancelled before it began: nothing is done', async () => {
  const signal = AbortSignal.abort()
  const reply = mulu('--vault vault --user officer --passphrase-file officer profile.save', { patch: { agency: 'x' } }, { signal })
  await expect(reply).rejects.toMatchObject({ failure: { code: 'call.cancelled' } })
  expect(await mulu('--vault vault --user officer --passphrase-file officer profile.get')).toMatchObject({ ok: true, value: { profile: { agency: '' } } })
})
