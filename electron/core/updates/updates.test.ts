import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Release } from '../../../shared/contract/updates.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { fingerprintOf, newSigningPair, publicPem } from '../crypto/signature.ts'
import { migrations } from '../db/migrations.ts'
import { signDocument } from '../trust/signed.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'
import { version } from '../version.ts'
import { compareVersions } from './release.ts'

let one: TestCore
const pair = newSigningPair()
const content = 'the installer'
const schema = migrations.length
const release: Release = {
  version: '99.0.0',
  updatesFrom: '0.0.1',
  schema: { from: 1, to: schema + 1 },
  publishedOn: '2026-11-22',
  files: [
    { name: 'Mulu-99.0.0-x64.deb', bytes: 5, sha256: '00'.repeat(32) },
    { name: 'Mulu-99.0.0-x64-setup.exe', bytes: content.length, sha256: sha256Hex(content) },
  ],
}
const put = (name: string, text: string) => {
  const path = join(one.temp, name)
  writeFileSync(path, text)
  return path
}
const manifest = (changed: Partial<Release> = {}) => put('release.json', signDocument('release', { ...release, ...changed }, pair))

beforeEach(async () => {
  one = await makeTestCore()
  await one.as('sys')
  const file = put('k.pem', publicPem(pair.publicKey))
  await one.value('trust.importKey', { file, purpose: 'release', name: '发布方', fingerprint: fingerprintOf(pair.publicKey) })
})
afterEach(() => one.close())

test('a release that fits is shown; every one that does not says why', async () => {
  const { call, value } = one
  expect(await value('update.check', { file: manifest() })).toMatchObject({ release, present: { version, schema }, signedBy: { name: '发布方' } })
  const reasons = {
    'update.notNewer': { version },
    'update.tooOld': { updatesFrom: '98.0.0' },
    'update.schema': { schema: { from: schema + 1, to: schema + 2 } },
    'trust.notSigned': { version: '99.0' },
  }
  for (const [code, changed] of Object.entries(reasons)) expect(await call('update.check', { file: manifest(changed) })).toMatchObject({ error: { code } })
  expect(await call('update.check', { file: manifest({ schema: { from: 1, to: schema - 1 } }) })).toMatchObject({ error: { code: 'update.schema' } })
  await one.as('officer')
  expect(await call('update.check', { file: manifest() })).toMatchObject({ error: { code: 'access.denied' } })
})

test('an installer that is listed is handed over after a verified backup, recorded with its digest', async () => {
  const { call, value } = one
  const input = { manifest: manifest(), installer: put('改了名.exe', content) }
  const done = await value('update.verify', input)
  expect(done.file).toEqual(release.files[1])
  expect((await value('vault.backups', {})).backups).toMatchObject([{ name: done.backup, verified: true }])
  await one.as('aud')
  expect((await value('audit.list', { action: 'update.verify' })).events).toMatchObject([
    { actor: 'sys', outcome: 'ok', entity: 'release', entityId: '99.0.0', digest: sha256Hex(content) },
  ])
  await one.as('sys')
  const forged = put('setup.exe', `${content}!`)
  expect(await call('update.verify', { ...input, installer: forged })).toMatchObject({ error: { code: 'update.notListed', params: { name: 'setup.exe' } } })
  // Nothing is prepared for what may not be installed.
  expect((await value('vault.backups', {})).backups).toHaveLength(1)
})

test('a key that is no longer trusted signs nothing', async () => {
  const { call, value } = one
  await value('trust.remove', { fingerprint: fingerprintOf(pair.publicKey), purpose: 'release' })
  expect(await call('update.verify', { manifest: manifest(), installer: put('a', content) })).toMatchObject({ error: { code: 'trust.unknownKey' } })
})

test('versions are numbers, not text', () => {
  expect(['0.10.0', '0.9.9', '1.0.0', '0.9.10'].sort(compareVersions)).toEqual(['0.9.9', '0.9.10', '0.10.0', '1.0.0'])
})
