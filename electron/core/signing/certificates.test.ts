import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startTaskHere } from '../tasks/testing.ts'
import { type Authority, makeCa } from './authority.fixture.ts'
import { believe, certifiedKey, requestOf } from './certified.fixture.ts'
import { readCrl } from './crl.ts'
import { authorise, civil, type Desk, keySecret, openSigningDesk, subjectOf } from './desk.fixture.ts'
import { readCertificate } from './x509.ts'

vi.setConfig({ testTimeout: 120_000 })

let desk: Desk
/** What a bundle is verified by, beside the one that signed: another vault, which believes what it is told. */
let reader: Desk
const alone = { signers: [{ agency: civil, as: '甲方' }] }
beforeAll(async () => {
  // What is verified in a process of its own: signing.test.ts, verify-task.test.ts.
  const ports = { startTask: startTaskHere }
  ;[desk, reader] = await Promise.all([openSigningDesk(civil, { ports }), openSigningDesk('澄湖市数据局', { ports })])
  await authorise(desk, 'head')
}, 120_000)
afterAll(async () => {
  await desk?.close()
  await reader?.close()
})

const signed = async (keyId: string, name: string): Promise<string> => {
  await desk.as('head')
  return (await desk.sign(keyId, subjectOf(alone), [], name)).path
}
const seen = async (path: string, received?: { at: string; source: string }) => {
  const verdict = await reader.verify(path, received)
  const [signature] = verdict.signatures
  return {
    complete: verdict.complete,
    level: signature?.identity.level,
    words: signature?.identity.words.zh,
    codes: signature?.findings.map(({ code }) => code).filter((code) => !code.startsWith('cms.')),
  }
}
const bring = async (authority: Authority, lastAt: string, nextAt: string) =>
  reader.call('signing.importRevocations', { file: reader.put('crl.pem', authority.crl(lastAt, nextAt)) })

describe.each(['sm2', 'p256', 'rsa', 'pss', 'ed25519'] as const)('an authority of %s', (kind) => {
  test('proves an identity once it is trusted, says what is missing, and revoked is refused', async () => {
    await desk.at('2026-11-27T02:00:00.000Z', 'head')
    await reader.at('2026-11-28T02:00:00.000Z', 'head')
    const root = makeCa(desk.temp, `根-${kind}`, kind)
    const issuing = root.below(`签发-${kind}`, kind)
    const lists = true
    const { keyId, pem } = await certifiedKey(desk, 'head', kind === 'sm2' ? 'sm2' : 'p256', issuing, {}, issuing.pem)
    // Whoever brings a certificate in is told at once what it proves here.
    const { keys } = await desk.value('signing.keys', {})
    const standing = keys.find(({ id }) => id === keyId)?.standing
    expect(standing).toMatchObject({ level: 'unproved', words: { zh: '签名人身份未经认证机构证明。' } })
    expect(standing?.findings.map(({ code }) => code)).toEqual(['certificate.unknownIssuer'])
    const path = await signed(keyId, `${kind}.zip`)
    expect(await seen(path)).toMatchObject({ complete: true, level: 'unproved', words: '签名人身份未经认证机构证明。', codes: ['certificate.unknownIssuer'] })
    await believe(reader, root, true)
    await reader.as('head')
    const proved = await seen(path)
    expect(proved).toMatchObject({ complete: true, level: 'licensed', codes: ['crl.none', 'crl.none'] })
    expect(proved.words).toContain('已登记为电子政务电子认证服务机构')
    if (!lists) return
    expect(await bring(root, '2026-11-27T12:00:00.000Z', '2026-12-30T00:00:00.000Z')).toMatchObject({ ok: true, value: { crl: { revoked: 0 } } })
    // The issuing authority is known here only from bundles, so its list has nobody to speak for it.
    expect(await bring(issuing, '2026-11-27T12:00:00.000Z', '2026-12-30T00:00:00.000Z')).toMatchObject({ error: { code: 'signing.crlIssuer' } })
    await believe(reader, issuing, true)
    await reader.as('head')
    expect(await bring(issuing, '2026-11-27T12:00:00.000Z', '2026-12-30T00:00:00.000Z')).toMatchObject({ ok: true })
    expect(await seen(path)).toMatchObject({ complete: true, level: 'licensed', codes: [] })
    // Past its next update it says nothing of what was revoked since.
    await reader.at('2027-02-01T00:00:00.000Z', 'head')
    expect(await seen(path)).toMatchObject({ complete: true, level: 'licensed', codes: ['crl.old'] })
    issuing.revoke(pem)
    expect(await bring(issuing, '2026-11-27T11:00:00.000Z', '2026-12-30T00:00:00.000Z')).toMatchObject({ error: { code: 'signing.crlOlder' } })
    expect(await bring(issuing, '2027-01-31T00:00:00.000Z', '2027-03-01T00:00:00.000Z')).toMatchObject({ ok: true, value: { crl: { revoked: 1 } } })
    expect(await seen(path)).toMatchObject({ complete: false, level: 'refused', codes: ['certificate.revoked'] })
    // openssl writes the real day of revocation, which is today's: whoever had it before that can go on from there.
    const before = await seen(path, { at: '2020-01-01T00:00:00.000Z', source: '收文登记' })
    expect(before).toMatchObject({ complete: true, level: 'licensed', codes: ['certificate.revokedSince', 'time.ahead'] })
  })
})

test('expired, not yet valid, for another use, of an unknown critical extension: refused, and not signed with', async () => {
  await desk.at('2026-11-27T02:00:00.000Z', 'head')
  await reader.at('2026-11-28T02:00:00.000Z', 'head')
  const ca = makeCa(desk.temp, '期限CA', 'p256')
  await believe(reader, ca)
  await reader.as('head')
  const { keyId } = await certifiedKey(desk, 'head', 'p256', ca, { from: '2026-01-01T00:00:00.000Z', until: '2026-11-27T23:00:00.000Z' })
  const path = await signed(keyId, 'time.zip')
  expect(await seen(path)).toMatchObject({ complete: true, level: 'authority', codes: ['certificate.expiredSince', 'crl.none'] })
  // A day later the same key signs nothing more; a clock set back does not help who verifies: the claim stands with the certificate.
  await desk.at('2026-11-28T02:00:00.000Z', 'head')
  expect(await desk.call('signing.preview', { keyId, subject: subjectOf(alone) })).toMatchObject({ error: { code: 'signing.certificateUnfit' } })
  await desk.at('2026-11-27T02:00:00.000Z', 'head')
  for (const [options, code] of [
    [{ from: '2026-12-01T00:00:00.000Z' }, 'certificate.notYet'],
    [{ from: '2025-01-01T00:00:00.000Z', until: '2026-01-01T00:00:00.000Z' }, 'certificate.expired'],
    [{ usage: 'keyEncipherment' }, 'certificate.usage'],
    [{ extra: '1.2.3.4 = critical,ASN1:NULL' }, 'certificate.unknownExtension'],
  ] as const) {
    const made = await certifiedKey(desk, 'head', 'p256', ca, options)
    const self = await desk.call('signing.preview', { keyId: made.keyId, subject: subjectOf(alone) })
    expect(self, code).toMatchObject({ error: { code: 'signing.certificateUnfit' } })
  }
})

test('judged again where it is verified: what was fine for the signer is refused by what the verifier knows', async () => {
  const { judgeCertificates } = await import('./chain.ts')
  const ca = makeCa(desk.temp, '再判CA', 'p256')
  const impostor = makeCa(join(desk.temp, 'impostor'), '再判CA', 'p256')
  const keyId = await desk.keyOf('head', 'p256')
  const request = await requestOf(desk, keyId)
  const read = (pem: string) => {
    const certificate = readCertificate(Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64'))
    if (certificate === null) throw new Error('a certificate')
    return certificate
  }
  const trust = { authorities: [{ certificate: read(ca.pem), licensed: true }], between: [], crls: [] }
  const times = { signedAt: '2026-11-27T02:00:00.000Z', receivedAt: null, now: '2026-11-28T00:00:00.000Z' }
  const codes = (pems: readonly string[], over = trust) => judgeCertificates(pems.map(read), over, times).findings.map(({ code }) => code)
  const good = ca.issue(request)
  expect(codes([good])).toEqual(['crl.none'])
  // The same name, another key.
  expect(codes([impostor.issue(request)])).toEqual(['certificate.badSignature'])
  // A certificate that is no authority's issues another.
  const own = makeCa(desk.temp, '冒充签发', 'p256', (csr) => ca.issue(csr))
  expect(codes([own.issue(request), own.pem])).toContain('certificate.notAuthority')
  expect(codes([good], { authorities: [], between: [], crls: [] })).toEqual(['certificate.unknownIssuer'])
  // A list under the right name by the wrong key is no list.
  const list = readCrl(Buffer.from(impostor.crl('2026-11-27T12:00:00.000Z', '2026-12-30T00:00:00.000Z').replaceAll(/-----[^-]+-----|\s/g, ''), 'base64'))
  if (list === null) throw new Error('a list')
  expect(codes([good], { ...trust, crls: [{ spki: read(impostor.pem).spki, crl: list }] as never })).toEqual(['crl.none'])
})

test('a certificate has to be of the key; an authority of its fingerprint; a list of an authority that is known', async () => {
  await desk.at('2026-11-27T02:00:00.000Z', 'head')
  const ca = makeCa(desk.temp, '核对CA', 'sm2')
  const [one, two] = [await desk.keyOf('head', 'sm2'), await desk.keyOf('head', 'sm2')]
  const pem = ca.issue(await requestOf(desk, one))
  expect(await desk.call('signing.importCertificate', { keyId: two, file: desk.put('c.pem', pem) })).toMatchObject({ error: { code: 'signing.otherKey' } })
  for (const text of ['', 'x', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', pem.slice(0, -80)]) {
    expect(await desk.call('signing.importCertificate', { keyId: one, file: desk.put('c.pem', text) })).toMatchObject({
      error: { code: 'signing.noCertificate' },
    })
  }
  expect(await desk.call('signing.importRevocations', { file: desk.put('c.crl', 'x') })).toMatchObject({ error: { code: 'signing.noCrl' } })
  expect(await desk.call('signing.importAuthority', { file: ca.file })).toMatchObject({ error: { code: 'access.denied' } })
  await desk.as('sys')
  const shown = await desk.value('signing.importAuthority', { file: ca.file })
  expect(shown).toMatchObject({ authority: null, shown: { subject: 'C=CN, O=核对CA, CN=核对CA', sha256: ca.fingerprint.replaceAll(':', '').toLowerCase() } })
  expect(await desk.call('signing.importAuthority', { file: ca.file, fingerprint: '00'.repeat(32) })).toMatchObject({
    error: { code: 'trust.otherFingerprint' },
  })
  expect(await desk.call('signing.importAuthority', { file: ca.file, fingerprint: ca.fingerprint, licensed: true })).toMatchObject({
    error: { code: 'signing.evidence' },
  })
  expect(await desk.call('signing.importAuthority', { file: desk.put('leaf.pem', pem), fingerprint: '00' })).toMatchObject({
    error: { code: 'signing.noAuthority' },
  })
  await believe(desk, ca)
  expect(await desk.call('signing.importAuthority', { file: ca.file, fingerprint: ca.fingerprint })).toMatchObject({
    error: { code: 'signing.authorityKnown' },
  })
  expect((await desk.value('signing.authorities', {})).authorities.map(({ subject, licensed }) => [subject, licensed])).toContainEqual([
    shown.shown.subject,
    false,
  ])
  await desk.value('signing.removeAuthority', { sha256: shown.shown.sha256, reason: '换证' })
  expect(await desk.call('signing.removeAuthority', { sha256: shown.shown.sha256, reason: '换证' })).toMatchObject({
    error: { code: 'signing.authorityUnknown' },
  })
  await desk.as('aud')
  const { events } = await desk.value('audit.list', { action: 'signing.' })
  expect(events.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(
    expect.arrayContaining([
      'signing.importCertificate signing.otherKey',
      'signing.importAuthority access.denied',
      'signing.importAuthority trust.otherFingerprint',
      'signing.importAuthority ok',
      'signing.removeAuthority ok',
      'signing.exportRequest ok',
    ]),
  )
})

test('a certificate of another agency is said, beside the name in the statement', async () => {
  await desk.at('2026-11-27T02:00:00.000Z', 'head')
  await reader.at('2026-11-28T02:00:00.000Z', 'head')
  const ca = makeCa(desk.temp, '他名CA', 'p256')
  await believe(reader, ca, true)
  await reader.as('head')
  const { keyId } = await certifiedKey(desk, 'head', 'p256', ca, { subject: '/C=CN/O=澄湖市税务局/CN=李四' })
  expect((await seen(await signed(keyId, 'other.zip'))).codes).toContain('certificate.otherAgency')
})

test('malformed certificates and lists are none, and nothing else is thrown', async () => {
  const ca = makeCa(desk.temp, '模糊CA', 'p256')
  const crl = Buffer.from(ca.crl('2026-11-27T12:00:00.000Z', '2026-12-30T00:00:00.000Z').replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')
  const certificate = Buffer.from(ca.pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')
  expect(readCertificate(certificate)?.subjectWords).toContain('模糊CA')
  expect(readCrl(crl)?.issuerWords).toContain('模糊CA')
  fc.assert(
    fc.property(fc.constantFrom(certificate, crl), fc.nat(), fc.uint8Array({ maxLength: 12 }), fc.boolean(), (whole, place, put, cut) => {
      const at = place % whole.length
      const bytes = Buffer.concat([whole.subarray(0, at), put, cut ? Buffer.alloc(0) : whole.subarray(at + put.length)])
      readCertificate(bytes)
      readCrl(bytes)
    }),
    { numRuns: 2000 },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(readCertificate(bytes)).toBeNull()
      expect(readCrl(bytes)).toBeNull()
    }),
    { numRuns: 1000 },
  )
})

test('a request is refused without the passphrase of its key, and leaves no file behind', async () => {
  await desk.at('2026-11-27T02:00:00.000Z', 'head')
  const keyId = await desk.keyOf('head', 'sm2')
  const file = join(desk.temp, 'none.csr')
  expect(await desk.call('signing.exportRequest', { keyId, file })).toMatchObject({ error: { code: 'signing.passphraseNeeded' } })
  expect(await desk.call('signing.exportRequest', { keyId, file }, { keyPassphrase: 'a wrong guess of it' })).toMatchObject({
    error: { code: 'signing.wrongPassphrase' },
  })
  expect(() => readFileSync(file)).toThrow()
  writeFileSync(join(desk.temp, 'there'), '')
  await desk.value('signing.exportRequest', { keyId, file }, keySecret)
})
