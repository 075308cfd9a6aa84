import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeTestCore, type TestCore } from '../electron/core/vault/testing.ts'

let folder: string
let one: TestCore
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mulu-release-'))
  one = await makeTestCore()
})
afterEach(async () => {
  await one.close()
  rmSync(folder, { recursive: true, force: true })
})

const run = (...words: string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'release-sign.ts'), ...words], { encoding: 'utf8', env: { ...process.env, INIT_CWD: folder } })

test('what it makes and signs is what an administrator imports and verifies', async () => {
  const made = run('--new-key', '.')
  const fingerprint = /fingerprint ([0-9a-f]{64})/.exec(made.stdout)?.[1] ?? ''
  expect(made.stderr).toBe('')
  if (process.platform !== 'win32') expect(statSync(join(folder, 'release-private.pem')).mode & 0o777).toBe(0o600)
  // A key that is there is never written over.
  expect(run('--new-key', '.').status).not.toBe(0)
  writeFileSync(join(folder, 'setup.exe'), 'new program')
  const signed = run('--key', 'release-private.pem', '--release', '99.0.0', '--updates-from', '0.0.1', '--out', 'release.json', 'setup.exe')
  expect([signed.stderr, signed.status]).toEqual(['', 0])
  expect(signed.stdout).toContain(fingerprint)
  await one.as('sys')
  await one.value('trust.importKey', { file: join(folder, 'release-public.pem'), purpose: 'release', name: '发布方', fingerprint })
  const verified = await one.value('update.verify', { manifest: join(folder, 'release.json'), installer: join(folder, 'setup.exe') })
  expect(verified).toMatchObject({ release: { version: '99.0.0' }, file: { name: 'setup.exe', bytes: 11 }, signedBy: { fingerprint } })
  expect(run('--key', 'release-public.pem', '--updates-from', '0.0.1', '--out', 'x.json', 'setup.exe').status).not.toBe(0)
  expect(run('--key', 'release-private.pem').stderr).toContain('--new-key FOLDER')
}, 30_000)
