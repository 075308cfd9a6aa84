import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { canonicalJson } from '../../../shared/canonical.ts'
import { createDeriver } from '../crypto/deriver.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { randomKey } from '../crypto/random.ts'
import {
  closeHeader,
  type Header,
  headerCopy,
  headerFile,
  headerText,
  macFits,
  parseHeader,
  readHeader,
  refreshCopy,
  requireHeader,
  writeHeader,
} from './header.ts'
import { argon2idKdf, makeHolder, openPair, openVaultKey, recoveryKdf, resealed, wrappingKey } from './holders.ts'
import { newRecoveryCode, readRecoveryCode } from './recovery-code.ts'
import { weakKdf } from './testing.ts'

const at = '2026-11-22T01:02:03.004Z'
const vaultId = '2d9b5c57-2a53-4fb7-a7ad-58d1c1f6a7b0'
const deriver = createDeriver(() => {
  throw new Error('no process here')
}, weakKdf)
const key = randomKey()

let header: Header
let dir: string
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'mulu-header-'))
  const turn = { vaultId, generation: 1, key }
  const { secret } = newRecoveryCode()
  const user = await makeHolder(deriver, turn, { id: 'u1', name: '张三', secret: 'a passphrase', kdf: argon2idKdf(weakKdf), madeAt: at })
  const recovery = await makeHolder(deriver, turn, { id: 'recovery', name: 'recovery', secret, kdf: recoveryKdf(), madeAt: at })
  header = closeHeader(
    { format: 1, vaultId, cipher: 'sqlcipher', database: 'catalogue.db', generation: 1, createdAt: at, sealedAt: null, users: [user], recovery },
    key,
  )
})
afterEach(() => {
  rmSync(dir, { recursive: true, force: true })
})

test('a flip of any bit of the header is seen, and never taken for a newer version or an empty folder', () => {
  const bytes = Buffer.from(headerText(header))
  let unseen = 0
  for (let place = 0; place < bytes.length; place++) {
    const flipped = Buffer.from(bytes)
    flipped[place] = (flipped[place] ?? 0) ^ (1 << (place % 8))
    const { header: read, damage } = parseHeader(flipped.toString('utf8'), headerFile)
    if (read === null) expect(damage.length).toBeGreaterThan(0)
    else {
      // Only what means the same: another blank between the members.
      expect(canonicalJson(read)).toBe(canonicalJson(header))
      unseen++
    }
  }
  expect(unseen).toBeLessThan(bytes.length / 4)
})

test('damage in a wrap is named after its holder', () => {
  const [user] = header.users
  const spoilt = { ...header, users: [{ ...user, privateKey: `A${user?.privateKey.slice(1)}` }] }
  expect(parseHeader(JSON.stringify(spoilt), headerFile).damage).toEqual([{ what: 'wrap', where: 'vault.json: 张三', detail: 'checksum' }])
})

test('the second copy opens the vault when the first is damaged, and damage is told', () => {
  writeHeader(dir, header)
  writeFileSync(join(dir, headerFile), headerText(header).replace('"generation": 1', '"generation": 2'))
  const reading = readHeader(dir)
  expect(reading?.header).toEqual(header)
  expect(reading?.damage).toEqual([{ what: 'header', where: headerFile, detail: 'checksum' }])
  writeFileSync(join(dir, headerCopy), '{')
  expect(() => requireHeader(dir)).toThrow('vault.damaged')
  rmSync(join(dir, headerFile))
  rmSync(join(dir, headerCopy))
  expect(() => requireHeader(dir)).toThrow('vault.absent')
  writeFileSync(join(dir, 'catalogue.db'), '')
  expect(() => requireHeader(dir)).toThrow('vault.damaged')
})

test('an older whole copy is brought up to date, a damaged one is left to be seen', () => {
  writeHeader(dir, header)
  const next = closeHeader({ ...header, sealedAt: at }, key)
  writeFileSync(join(dir, headerFile), headerText(next))
  refreshCopy(dir)
  expect(readHeader(dir)?.damage).toEqual([])
  rmSync(join(dir, headerFile))
  expect(requireHeader(dir).sealedAt).toBe(at)
  writeHeader(dir, next)
  writeFileSync(join(dir, headerCopy), 'spoilt')
  refreshCopy(dir)
  expect(readHeader(dir)?.damage).toMatchObject([{ where: headerCopy }])
})

test('a header of a later format is answered as such', () => {
  const { sum: _, ...body } = { ...header, format: 2, something: 'new' }
  const later = JSON.stringify({ ...body, sum: sha256Hex(canonicalJson(body)) })
  expect(() => parseHeader(later, headerFile)).toThrow('vault.newer')
})

test('a holder slipped in, with every sum set right, is found by the code under the vault key', async () => {
  const turn = { vaultId, generation: 1, key: randomKey() }
  const stranger = await makeHolder(deriver, turn, { id: 'u2', name: 'x', secret: 'mine', kdf: argon2idKdf(weakKdf), madeAt: at })
  const { sum: _, ...body } = { ...header, users: [...header.users, stranger] }
  const forged = parseHeader(JSON.stringify({ ...body, sum: sha256Hex(canonicalJson(body)) }), headerFile)
  expect(forged.damage).toEqual([])
  expect(forged.header && macFits(forged.header, key)).toBe(false)
  expect(macFits(header, key)).toBe(true)
})

test('a seal opens for its holder only, and a new key needs nobody present', async () => {
  const [user] = header.users
  if (user === undefined) throw new Error('no user')
  const wrap = await wrappingKey(deriver, 'a passphrase', user.kdf)
  const pair = openPair(vaultId, user, wrap)
  if (pair === null) throw new Error('the passphrase does not open')
  expect(openVaultKey(header, user, pair)).toEqual(key)
  expect(openPair(vaultId, user, await wrappingKey(deriver, 'another one', user.kdf))).toBeNull()
  expect(() => openVaultKey(header, header.recovery, pair)).toThrow('vault.damaged')
  const next = { vaultId, generation: 2, key: randomKey() }
  const moved = closeHeader({ ...header, generation: 2, users: [resealed(user, next)] }, next.key)
  expect(openVaultKey(moved, moved.users[0] ?? user, pair)).toEqual(next.key)
})

test('typing errors of a recovery code are found and their group is named', () => {
  const { code, secret } = newRecoveryCode()
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){7}[0-9A-HJKMNP-TV-Z]{5}$/)
  expect(readRecoveryCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(secret)
  expect(readRecoveryCode(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(secret)
  for (let place = 0; place < code.length; place++) {
    if (code[place] === '-') continue
    for (const other of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') {
      if (other === code[place]) continue
      const wrong = code.slice(0, place) + other + code.slice(place + 1)
      expect(() => readRecoveryCode(wrong)).toThrow(`第 ${Math.floor(place / 6) + 1} 组`)
    }
  }
  expect(() => readRecoveryCode(code.slice(0, -1))).toThrow('recovery.length')
  const groups = code.split('-')
  expect(() => readRecoveryCode([groups[1], groups[0], ...groups.slice(2)].join('-'))).toThrow(/recovery.group: .*1, 2/)
})
