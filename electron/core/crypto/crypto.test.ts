import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createDeriver } from './deriver.ts'
import { hmacSha256, hmacSha512, sameBytes, sha256Hex } from './hash.ts'
import { deriveFromPassphrase, kdfCeiling, kdfFloor } from './kdf.ts'
import { decrypt, deriveKey, encrypt, newSealingPair, openSealed, sealTo } from './sealing.ts'
import { newSigningPair, signEd25519, verifyEd25519 } from './signature.ts'

const electron = join(import.meta.dirname, '..', '..')
const sources = readdirSync(electron, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name))
  .map((name) => ({ name: name.replaceAll('\\', '/'), text: readFileSync(join(electron, name), 'utf8') }))

/** What Electron's BoringSSL has as well (lessons, runtime facts): anything else passes every test here and dies in the product. */
const allowed = {
  functions: [
    'X509Certificate',
    'constants',
    'createCipheriv',
    'createDecipheriv',
    'createHash',
    'createHmac',
    'createPrivateKey',
    'createPublicKey',
    'diffieHellman',
    'generateKeyPairSync',
    'hkdfSync',
    'randomBytes',
    'randomUUID',
    'sign',
    'timingSafeEqual',
    'verify',
  ],
  algorithms: ['aes-256-gcm', 'sha256', 'sha512', 'x25519', 'ed25519', 'ec'],
}

test('only this folder reaches node:crypto, and only for what is on the list', () => {
  const users = sources.filter(({ text }) => /['"](node:)?crypto['"]/.test(text) || /\bcrypto\.(subtle|getRandomValues)\b/.test(text))
  expect(users.map(({ name }) => name).filter((name) => !name.startsWith('core/crypto/'))).toEqual([])
  const imported = users.flatMap(({ text }) => [...text.matchAll(/import \{([^}]*)\} from 'node:crypto'/g)].flatMap(([, names]) => (names ?? '').split(',')))
  expect([...new Set(imported.map((name) => name.trim()).filter((name) => name !== ''))].filter((name) => !allowed.functions.includes(name))).toEqual([])
  const named = users.flatMap(({ text }) => [
    ...text.matchAll(/(?:createHash|createHmac|createCipheriv|createDecipheriv|generateKeyPairSync|hkdfSync)\('([^']+)'/g),
  ])
  expect(named.length).toBeGreaterThan(6)
  expect(named.map(([, algorithm]) => algorithm ?? '').filter((algorithm) => !allowed.algorithms.includes(algorithm))).toEqual([])
})

test('known answers: SHA-256, HMAC, HKDF (RFC 4231 case 2, RFC 5869 case 3), argon2id (phc-winner-argon2)', async () => {
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(hmacSha256(Buffer.from('Jefe'), 'what do ya want for nothing?').toString('hex')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  )
  expect(hmacSha512(Buffer.from('Jefe'), Buffer.from('what do ya want '), Buffer.from('for nothing?')).toString('hex')).toMatch(
    /^164b7a7bfcf819e2e395fbe73b56e0a3/,
  )
  expect(deriveKey(Buffer.alloc(22, 0x0b), Buffer.alloc(0), '').toString('hex')).toBe('8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d')
  const key = await deriveFromPassphrase('password', Buffer.from('somesalt'), { memoryKiB: 65_536, iterations: 2 })
  expect(Buffer.from(key).toString('hex')).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7')
})

test('one passphrase typed by two input methods is one', async () => {
  const weak = { memoryKiB: 64, iterations: 1 }
  const salt = Buffer.alloc(16)
  expect(await deriveFromPassphrase('café 2026', salt, weak)).toEqual(await deriveFromPassphrase('cafe\u0301 2026', salt, weak))
})

test('a box opens with its key, its context and whole', () => {
  const key = deriveKey(Buffer.from('k'), Buffer.from('s'), 'test')
  const box = encrypt(key, Buffer.from('secret'), 'context')
  expect(decrypt(key, box, 'context')?.toString()).toBe('secret')
  expect(decrypt(key, box, 'another')).toBeNull()
  expect(decrypt(deriveKey(Buffer.from('k'), Buffer.from('s'), 'other'), box, 'context')).toBeNull()
  const bytes = Buffer.from(box, 'base64')
  for (let place = 0; place < bytes.length; place++) {
    const spoilt = Buffer.from(bytes)
    spoilt[place] = (spoilt[place] ?? 0) ^ 1
    expect(decrypt(key, spoilt.toString('base64'), 'context')).toBeNull()
  }
  expect(decrypt(key, '', 'context')).toBeNull()
  expect(encrypt(key, Buffer.from('secret'), 'context')).not.toBe(box)
})

test('what is sealed to a public key opens with the private one only', () => {
  const pair = newSealingPair()
  const sealed = sealTo(pair.publicKey, Buffer.from('vault key'), 'context')
  expect(openSealed(pair, sealed, 'context')?.toString()).toBe('vault key')
  expect(openSealed(pair, sealed, 'other')).toBeNull()
  expect(openSealed(newSealingPair(), sealed, 'context')).toBeNull()
  expect(openSealed({ ...pair, publicKey: newSealingPair().publicKey }, sealed, 'context')).toBeNull()
  expect(openSealed(pair, { ...sealed, ephemeral: 'AAAA' }, 'context')).toBeNull()
})

test('signatures verify for their data and key', () => {
  const { publicKey, privateKey } = newSigningPair()
  const signature = signEd25519(privateKey, Buffer.from('data'))
  expect(verifyEd25519(publicKey, Buffer.from('data'), signature)).toBe(true)
  expect(verifyEd25519(publicKey, Buffer.from('date'), signature)).toBe(false)
  expect(verifyEd25519('no key', Buffer.from('data'), signature)).toBe(false)
  expect(sameBytes(Buffer.from('a'), Buffer.from('ab'))).toBe(false)
})

test('parameters below the floor or above the ceiling are never derived with', async () => {
  const deriver = createDeriver(() => {
    throw new Error('no process is started')
  })
  for (const parameters of [
    { ...kdfFloor, memoryKiB: kdfFloor.memoryKiB - 1 },
    { ...kdfFloor, iterations: 0 },
    { ...kdfCeiling, memoryKiB: kdfCeiling.memoryKiB + 1 },
    { ...kdfCeiling, iterations: kdfCeiling.iterations + 1 },
  ]) {
    await expect(deriver.derive('passphrase', Buffer.alloc(16), parameters)).rejects.toThrow('vault.damaged')
  }
})
