import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { fingerprintOf, newSigningPair, privatePem, publicPem, readPrivatePem, readPublicPem } from '../crypto/signature.ts'
import { migrate, migrations } from '../db/migrations.ts'
import { openReader, openWriter } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { makeTestCore, passphraseOf, pathFiles, type TestCore } from '../vault/testing.ts'
import { readSigned, signDocument } from './signed.ts'

let made: TestCore[] = []
const make = async () => {
  const one = await makeTestCore()
  made.push(one)
  return one
}
afterEach(async () => {
  for (const one of made) await one.close()
  made = []
})
const refused = (code: string) => ({ ok: false, error: { code } })

test('a key is shown first, trusted only with the fingerprint from the paper, and all of it is recorded', async () => {
  const { as, call, value, temp } = await make()
  const pair = newSigningPair()
  const file = join(temp, '发布.pem')
  writeFileSync(file, publicPem(pair.publicKey))
  const fingerprint = fingerprintOf(pair.publicKey)
  const input = { file, purpose: 'release', name: '目录发布方' } as const
  await as('officer')
  expect(await call('trust.importKey', input)).toMatchObject(refused('access.denied'))
  await as('sys')
  expect(await value('trust.importKey', input)).toEqual({ fingerprint, key: null })
  expect((await value('trust.list', {})).keys).toEqual([])
  expect(await call('trust.importKey', { ...input, fingerprint: '00'.repeat(32) })).toMatchObject({
    error: { code: 'trust.otherFingerprint', params: { found: fingerprint } },
  })
  const onPaper = fingerprint.toUpperCase().replaceAll(/(.{4})/g, '$1 ')
  expect((await value('trust.importKey', { ...input, fingerprint: onPaper })).key).toMatchObject({ fingerprint, purpose: 'release', importedBy: 'sys' })
  expect(await call('trust.importKey', { ...input, fingerprint })).toMatchObject(refused('trust.known'))
  // For another purpose it is another matter.
  await value('trust.importKey', { ...input, purpose: 'rulePack', fingerprint })
  expect((await value('trust.list', { purpose: 'rulePack' })).keys).toMatchObject([{ purpose: 'rulePack' }])
  await value('trust.remove', { fingerprint, purpose: 'rulePack' })
  expect(await call('trust.remove', { fingerprint, purpose: 'rulePack' })).toMatchObject(refused('trust.unknown'))
  expect((await value('trust.list', {})).keys).toMatchObject([{ purpose: 'release', name: '目录发布方' }])
  await as('aud')
  const { events } = await value('audit.list', { action: 'trust.' })
  expect(events.map(({ action, outcome, note }) => [action, outcome, note])).toEqual([
    ['trust.remove', 'trust.unknown', null],
    ['trust.remove', 'ok', 'rulePack'],
    ['trust.importKey', 'ok', 'rulePack'],
    ['trust.importKey', 'trust.known', null],
    ['trust.importKey', 'ok', 'release'],
    ['trust.importKey', 'trust.otherFingerprint', null],
    ['trust.importKey', 'access.denied', null],
  ])
})

test('only an Ed25519 public key is one', async () => {
  const { as, call, temp } = await make()
  const pair = newSigningPair()
  const { publicKey: another } = generateKeyPairSync('x25519')
  await as('sys')
  for (const text of [privatePem(pair.privateKey), String(another.export({ type: 'spki', format: 'pem' })), pair.publicKey, '', 'x'.repeat(17 << 20)]) {
    const file = join(temp, 'k.pem')
    writeFileSync(file, text)
    expect(await call('trust.importKey', { file, purpose: 'release', name: 'x' })).toMatchObject({ error: { code: 'trust.noKey', params: { name: 'k.pem' } } })
  }
})

test('PEM goes both ways as Node and openssl write it', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const pair = readPrivatePem(privateKey)
  expect(pair === null ? null : publicPem(pair.publicKey)).toBe(publicKey)
  expect(pair === null ? null : privatePem(pair.privateKey)).toBe(privateKey)
  expect(readPublicPem(publicKey.replaceAll('\n', '\r\n'))).toBe(pair?.publicKey)
  expect(readPrivatePem(publicKey)).toBeNull()
})

test('a signed file is used whole, by a trusted key, for its purpose, or not at all', async () => {
  const one = await make()
  const { as, value, temp, dir } = one
  const [ours, foreign] = [newSigningPair(), newSigningPair()]
  const key = join(temp, 'k.pem')
  writeFileSync(key, publicPem(ours.publicKey))
  await as('sys')
  await value('trust.importKey', { file: key, purpose: 'rulePack', name: '规则', fingerprint: fingerprintOf(ours.publicKey) })
  const { keyHex } = await value('vault.exportKey', {}, { with: { user: 'sec', passphrase: passphraseOf('sec') } })
  await value('vault.lock', {})
  const db = openReader({ path: join(dir, 'catalogue.db'), keyHex, cipher: 'sqlcipher' })
  const schema = z.strictObject({ text: z.string(), more: z.array(z.number()).optional() })
  const read = async (text: string, purpose: 'rulePack' | 'release' = 'rulePack') => {
    const file = join(temp, 'pack.json')
    writeFileSync(file, text)
    return readSigned({ db, ports: { files: pathFiles } }, file, purpose, schema).then(
      ({ body, signedBy, name }) => ({ body, by: signedBy.name, name }),
      (error: { failure: { code: string } }) => error.failure.code,
    )
  }
  try {
    const good = signDocument('rulePack', { text: '第十七条', more: [1, 2] }, ours)
    expect(await read(good)).toEqual({ body: { text: '第十七条', more: [1, 2] }, by: '规则', name: 'pack.json' })
    // Another order of keys and other blanks are the same words.
    const { signature, key: print, ...rest } = JSON.parse(good) as { signature: string; key: string }
    expect(await read(JSON.stringify({ signature, key: print, ...rest }))).toMatchObject({ by: '规则' })
    expect(await read(good.replace('第十七条', '第十八条'))).toBe('trust.badSignature')
    expect(await read(good.replace('"mulu": "rulePack"', '"mulu": "release"'))).toBe('trust.notSigned')
    expect(await read(good.replace('"mulu": "rulePack"', '"mulu": "release"'), 'release')).toBe('trust.unknownKey')
    expect(await read(signDocument('rulePack', { text: 'x' }, foreign))).toBe('trust.unknownKey')
    const pretending = JSON.parse(signDocument('rulePack', { text: 'x' }, foreign)) as object
    expect(await read(JSON.stringify({ ...pretending, key: fingerprintOf(ours.publicKey) }))).toBe('trust.badSignature')
    expect(await read(signDocument('rulePack', { text: 1 }, ours))).toBe('trust.notSigned')
    for (const text of ['', '{', good.slice(0, -20), JSON.stringify({ ...(JSON.parse(good) as object), more: 1 })])
      expect(await read(text)).toBe('trust.notSigned')
  } finally {
    db.close()
  }
})

test('a vault of schema 1 gets the table and keeps the rest', async () => {
  const { temp } = await make()
  const db = openWriter({ path: join(temp, 'old.db'), keyHex: '5e'.repeat(32), cipher: 'sqlcipher' }, { create: true })
  migrate(db, migrations.slice(0, 1), () => undefined)
  db.run(sql`INSERT INTO meta (key, value) VALUES ('network', '政务外网')`)
  expect(migrate(db, migrations.slice(0, 2), () => undefined)).toEqual({ from: 1, to: 2 })
  expect(db.get(sql`SELECT (SELECT value FROM meta WHERE key = 'network') AS network, (SELECT count(*) FROM trusted_key) AS keys`)).toEqual({
    network: '政务外网',
    keys: 0,
  })
  db.close()
})
