import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sm2 } from 'sm-crypto-v2'
import { expect, test } from 'vitest'
import { newSm2Pair, signSm2, sm2Spki, verifySm2 } from './sm2.ts'

test('a signature verifies for its data and key, and for nothing else', () => {
  const pair = newSm2Pair()
  const data = Buffer.from('mulu package 1\n{}\n')
  const signature = signSm2(pair, data)
  expect(verifySm2(pair.publicKey, data, signature)).toBe(true)
  expect(verifySm2(pair.publicKey, Buffer.from('mulu package 1\n{ }\n'), signature)).toBe(false)
  expect(verifySm2(newSm2Pair().publicKey, data, signature)).toBe(false)
  for (const wrong of ['', 'AAAA', signature.slice(0, 20), Buffer.alloc(72).toString('base64')]) expect(verifySm2(pair.publicKey, data, wrong)).toBe(false)
  expect(verifySm2('04', data, signature)).toBe(false)
})

test('any bit of a signature flipped is refused, and so is what stands behind it: the library reads over some of it', () => {
  const pair = newSm2Pair()
  const data = Buffer.from('mulu')
  const der = Buffer.from(signSm2(pair, data), 'base64')
  const passes = (bytes: Buffer) => verifySm2(pair.publicKey, data, bytes.toString('base64'))
  let lenient = 0
  for (let bit = 0; bit < der.length * 8; bit++) {
    const spoilt = Buffer.from(der)
    spoilt[bit >> 3] = (spoilt[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect(passes(spoilt), `bit ${bit}`).toBe(false)
    if (bit < 8 && sm2.doVerifySignature(data, spoilt.toString('hex'), pair.publicKey, { hash: true, der: true, userId: '1234567812345678' })) lenient++
  }
  expect(lenient).toBeGreaterThan(0)
  expect(passes(Buffer.concat([der, Buffer.from([0])]))).toBe(false)
})

test("a forgery that the library's default takes is refused", () => {
  const { publicKey } = newSm2Pair()
  // Without a key: choose r and s, and compute the "digest" they fit, e = r - x1 (mod n), with (x1, y1) = s·G + (r+s)·P.
  const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
  const [r, s] = [12345678901234567890n, 98765432109876543210n]
  const point = sm2.precomputePublicKey(publicKey)
  const base = sm2.precomputePublicKey(sm2.getPublicKeyFromPrivateKey('1'.padStart(64, '0')))
  const { x } = base.multiply(s).add(point.multiply((r + s) % order))
  const digest = (((r - x) % order) + order) % order
  const message = Buffer.from(digest.toString(16).padStart(64, '0'), 'hex')
  const plain = [r, s].map((each) => each.toString(16).padStart(64, '0')).join('')
  expect(sm2.doVerifySignature(message, plain, publicKey)).toBe(true)
  const der = (value: bigint): string => {
    const hex = value.toString(16).padStart(2 * Math.ceil(value.toString(16).length / 2), '0')
    const padded = Number.parseInt(hex.slice(0, 2), 16) > 127 ? `00${hex}` : hex
    return `02${(padded.length / 2).toString(16).padStart(2, '0')}${padded}`
  }
  const body = der(r) + der(s)
  const forged = Buffer.from(`30${(body.length / 2).toString(16).padStart(2, '0')}${body}`, 'hex')
  expect(sm2.doVerifySignature(message, forged.toString('hex'), publicKey, { der: true })).toBe(true)
  expect(verifySm2(publicKey, message, forged.toString('base64'))).toBe(false)
})

test('openssl takes our signatures with the id', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mulu-sm2-'))
  try {
    const pair = newSm2Pair()
    const data = Buffer.from('目录交换包')
    const put = (name: string, bytes: string | Uint8Array) => {
      writeFileSync(join(dir, name), bytes)
      return join(dir, name)
    }
    const key = put('k.pem', `-----BEGIN PUBLIC KEY-----\n${sm2Spki(pair.publicKey).replaceAll(/.{64}/g, '$&\n')}\n-----END PUBLIC KEY-----\n`)
    const verify = (file: string) =>
      execFileSync('openssl', [
        'dgst',
        '-sm3',
        '-verify',
        key,
        '-sigopt',
        'distid:1234567812345678',
        '-signature',
        put('s', Buffer.from(signSm2(pair, data), 'base64')),
        file,
      ])
    expect(verify(put('d', data)).toString()).toContain('Verified OK')
    expect(() => verify(put('e', '目录交换包。'))).toThrow()
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
})
