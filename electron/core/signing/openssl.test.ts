import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromBER } from 'asn1js'
import { CertificationRequest, ContentInfo, SignedData } from 'pkijs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { keyAlgorithms } from '../../../shared/signing/algorithms.ts'
import { sm3Bytes } from '../crypto/sm2.ts'
import { makeCa } from './authority.fixture.ts'
import { type KeyEntry, readBundle } from './bundle.ts'
import { certifiedKey, requestOf } from './certified.fixture.ts'
import { authorise, civil, type Desk, openSigningDesk, subjectOf } from './desk.fixture.ts'
import { oids } from './oids.ts'
import { plainPdf } from './pdf.fixture.ts'

vi.setConfig({ testTimeout: 120_000 })

// What stands outside: openssl, and two libraries that share no line with what wrote these files.
let desk: Desk
const openssl = (...args: string[]): string => execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe' })
const alone = { signers: [{ agency: civil, as: '甲方' }] }
const entryOf = async (path: string): Promise<KeyEntry> => {
  const [entry] = (await readBundle(readFileSync(path), 'x')).bundle.entries
  if (entry?.kind !== 'key') throw new Error('a key entry')
  return entry
}
beforeAll(async () => {
  desk = await openSigningDesk(civil)
  await authorise(desk, 'head')
}, 120_000)
afterAll(async () => {
  await desk?.close()
})

test.each(keyAlgorithms)('a request for a certificate is signed and names the agency: %s', async (algorithm) => {
  const key = await desk.keyOf('head', algorithm)
  const pem = await requestOf(desk, key)
  const file = desk.put('r.csr', pem)
  const said = execFileSync(
    'openssl',
    ['req', '-in', file, '-verify', '-noout', '-subject', '-nameopt', 'utf8', ...(algorithm === 'sm2' ? ['-vfyopt', 'distid:1234567812345678'] : [])],
    { encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] },
  )
  expect(said).toContain(civil)
  const der = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')
  const request = new CertificationRequest({ schema: fromBER(Uint8Array.from(der).buffer).result })
  expect(request.signatureAlgorithm.algorithmId).toBe({ sm2: '1.2.156.10197.1.501', ed25519: '1.3.101.112', p256: '1.2.840.10045.4.3.2' }[algorithm])
})

test('openssl cms verifies the detached CMS, by its certificate and the chain', async () => {
  const ca = makeCa(desk.temp, 'CA-CMS', 'p256')
  const { keyId } = await certifiedKey(desk, 'head', 'p256', ca)
  const entry = await entryOf((await desk.sign(keyId, subjectOf(alone), [desk.put('协议.pdf', plainPdf('Agreement'))], 'cms.zip')).path)
  const [p7s, statement] = [desk.put('s.p7s', entry.cms), desk.put('s.json', entry.statement)]
  const verify = (content: string) =>
    execFileSync(
      'openssl',
      ['cms', '-verify', '-binary', '-inform', 'DER', '-in', p7s, '-content', content, '-CAfile', ca.file, '-purpose', 'any', '-out', '/dev/null'],
      {
        stdio: 'pipe',
      },
    )
  expect(() => verify(statement)).not.toThrow()
  expect(() => verify(desk.put('t.json', Buffer.concat([entry.statement, Buffer.from(' ')])))).toThrow()
  // RFC 5035: which certificate was signed with is itself signed.
  expect(openssl('cms', '-cmsout', '-print', '-noout', '-inform', 'DER', '-in', p7s)).toContain('id-smime-aa-signingCertificateV2')
})

test('a key without an authority still makes a CMS that openssl reads, and only says who when nobody is asked', async () => {
  const entry = await entryOf((await desk.sign(await desk.keyOf('head', 'p256'), subjectOf(alone), [], 'self.zip')).path)
  const [p7s, statement] = [desk.put('s.p7s', entry.cms), desk.put('s.json', entry.statement)]
  const args = ['cms', '-verify', '-binary', '-inform', 'DER', '-in', p7s, '-content', statement, '-out', '/dev/null']
  expect(() => execFileSync('openssl', [...args, '-noverify'], { stdio: 'pipe' })).not.toThrow()
  expect(() => execFileSync('openssl', args, { stdio: 'pipe' })).toThrow()
})

test.each(keyAlgorithms)('openssl verifies the plain signature: %s', async (algorithm) => {
  const entry = await entryOf((await desk.sign(await desk.keyOf('head', algorithm), subjectOf(alone), [], 'plain.zip')).path)
  const [key, signature, statement] = [desk.put('k.pem', entry.publicPem), desk.put('s.sig', entry.signature), desk.put('s.json', entry.statement)]
  const check = (file: string) =>
    algorithm === 'ed25519'
      ? openssl('pkeyutl', '-verify', '-rawin', '-pubin', '-inkey', key, '-in', file, '-sigfile', signature)
      : openssl('dgst', ...(algorithm === 'sm2' ? ['-sm3', '-sigopt', 'distid:1234567812345678'] : ['-sha256']), '-verify', key, '-signature', signature, file)
  expect(check(statement)).toMatch(/Verified OK|Signature Verified Successfully/)
  expect(() => check(desk.put('t.json', Buffer.concat([entry.statement, Buffer.from('\n')])))).toThrow()
})

test('the CMS of Ed25519 is as RFC 8419 has it; Debian 12 does not verify it, its openssl verifies what is signed in it', async () => {
  const entry = await entryOf((await desk.sign(await desk.keyOf('head', 'ed25519'), subjectOf(alone), [], 'ed.zip')).path)
  const signed = new SignedData({ schema: new ContentInfo({ schema: fromBER(Uint8Array.from(entry.cms).buffer).result }).content })
  const [signer] = signed.signerInfos
  expect([signed.encapContentInfo.eContentType, signer?.digestAlgorithm.algorithmId, signer?.signatureAlgorithm.algorithmId]).toEqual([
    '1.2.840.113549.1.7.1',
    '2.16.840.1.101.3.4.2.3',
    '1.3.101.112',
  ])
  const over = desk.put('attributes.der', Buffer.from(signer?.signedAttrs?.encodedValue ?? new ArrayBuffer(0)))
  const signature = desk.put('attributes.sig', Buffer.from(signer?.signature.valueBlock.valueHexView ?? []))
  const args = ['pkeyutl', '-verify', '-rawin', '-pubin', '-inkey', desk.put('k.pem', entry.publicPem), '-in', over, '-sigfile', signature]
  expect(openssl(...args)).toContain('Signature Verified Successfully')
})

test('the CMS of SM2 has the structure and names of GM/T 0010, and its attributes are what openssl verifies with SM3', async () => {
  const entry = await entryOf((await desk.sign(await desk.keyOf('head', 'sm2'), subjectOf(alone), [], 'gm.zip')).path)
  const content = new ContentInfo({ schema: fromBER(Uint8Array.from(entry.cms).buffer).result })
  expect(content.contentType).toBe('1.2.156.10197.6.1.4.2.2')
  const signed = new SignedData({ schema: content.content })
  expect(signed.encapContentInfo.eContentType).toBe('1.2.156.10197.6.1.4.2.1')
  expect(signed.digestAlgorithms.map(({ algorithmId }) => algorithmId)).toEqual(['1.2.156.10197.1.401'])
  const [signer] = signed.signerInfos
  expect([signer?.version, signer?.digestAlgorithm.algorithmId, signer?.signatureAlgorithm.algorithmId]).toEqual([
    1,
    '1.2.156.10197.1.401',
    '1.2.156.10197.1.301.1',
  ])
  const attributes = signer?.signedAttrs?.attributes ?? []
  expect(attributes.map(({ type }) => type).sort()).toEqual([oids.contentType, oids.messageDigest, oids.signingCertificateV2, oids.signingTime].sort())
  const digest = attributes.find(({ type }) => type === oids.messageDigest)?.values[0] as { valueBlock: { valueHexView: Uint8Array } }
  expect(Buffer.from(digest.valueBlock.valueHexView).equals(sm3Bytes(entry.statement))).toBe(true)
  // What pkijs took out of it as signed attributes, and openssl's word on them.
  const over = desk.put('attributes.der', Buffer.from(signer?.signedAttrs?.encodedValue ?? new ArrayBuffer(0)))
  const signature = desk.put('attributes.sig', Buffer.from(signer?.signature.valueBlock.valueHexView ?? []))
  const verify = ['dgst', '-sm3', '-sigopt', 'distid:1234567812345678', '-verify', desk.put('k.pem', entry.publicPem), '-signature', signature, over]
  expect(openssl(...verify)).toContain('Verified OK')
})

test('a PDF that carries its signature is verified by openssl over its ranges, and its first revision is the file that was signed', async () => {
  const ca = makeCa(desk.temp, 'CA-PDF', 'rsa')
  const { keyId } = await certifiedKey(desk, 'head', 'p256', ca)
  const pdf = plainPdf('Agreement', { annotation: true })
  const entry = await entryOf((await desk.sign(keyId, subjectOf(alone), [desk.put('协议.pdf', pdf)], 'pades.zip')).path)
  const signed = entry.signedPdfs.get('协议.pdf') ?? Buffer.alloc(0)
  expect(signed.subarray(0, pdf.length).equals(pdf)).toBe(true)
  const text = signed.toString('latin1')
  expect(text).toContain('/SubFilter /ETSI.CAdES.detached')
  const [, a, b, c] = (/\/ByteRange \[(\d+) (\d+) +(\d+) +(\d+) *\]/.exec(text) ?? []).slice(1).map(Number) as [number, number, number, number]
  expect(a + (signed.length - b - c) + (b - a) + c).toBe(signed.length)
  expect(b + c).toBe(signed.length)
  expect([text[a], text[b - 1]]).toEqual(['<', '>'])
  const padded = Buffer.from(text.slice(a + 1, b - 1), 'hex')
  const cms = padded.subarray(0, 4 + padded.readUInt16BE(2))
  const covered = desk.put('covered', Buffer.concat([signed.subarray(0, a), signed.subarray(b)]))
  const verify = (content: string) =>
    execFileSync(
      'openssl',
      [
        'cms',
        '-verify',
        '-binary',
        '-inform',
        'DER',
        '-in',
        desk.put('p.p7s', cms),
        '-content',
        content,
        '-CAfile',
        ca.file,
        '-purpose',
        'any',
        '-out',
        '/dev/null',
      ],
      { stdio: 'pipe' },
    )
  expect(() => verify(covered)).not.toThrow()
  const spoilt = Buffer.from(readFileSync(covered))
  spoilt[100] = (spoilt[100] ?? 0) ^ 1
  expect(() => verify(desk.put('spoilt', spoilt))).toThrow()
  // ETSI EN 319 142-1: the moment stands in the dictionary, not in the attributes.
  expect(openssl('cms', '-cmsout', '-print', '-noout', '-inform', 'DER', '-in', join(desk.temp, 'p.p7s'))).not.toContain('signingTime')
  // A reader that follows the newest table finds catalogue, page and field.
  const xref = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1])
  for (const [, number, offset] of text.slice(xref).matchAll(/(\d+) 1\n(\d{10}) 00000 n/g))
    expect(text.slice(Number(offset)).startsWith(`${number} 0 obj`)).toBe(true)
  expect(text.slice(xref)).toContain(`/Prev ${/startxref\s+(\d+)/.exec(pdf.toString('latin1'))?.[1]}`)
  expect(text).toMatch(/\/Annots \[6 0 R 7 0 R\]/)
})

const otherReader = ['pdfsig', 'certutil'].filter((program) => spawnSync(program, ['-v']).error !== undefined)
if (otherReader.length > 0) process.stderr.write(`${otherReader.join(', ')} not installed: no other reader looks at signed PDFs\n`)

test.skipIf(otherReader.length > 0)('another reader, poppler on NSS, believes the signature in the PDF by its authority, and a spoilt one not', async () => {
  const ca = makeCa(desk.temp, 'CA-POPPLER', 'p256')
  const { keyId } = await certifiedKey(desk, 'head', 'p256', ca)
  const entry = await entryOf((await desk.sign(keyId, subjectOf(alone), [desk.put('协议.pdf', plainPdf('Agreement'))], 'poppler.zip')).path)
  const signed = entry.signedPdfs.get('协议.pdf') ?? Buffer.alloc(0)
  const store = mkdtempSync(join(desk.temp, 'nss-'))
  execFileSync('certutil', ['-N', '-d', store, '--empty-password'])
  const look = (pdf: Buffer) => spawnSync('pdfsig', ['-nssdir', store, desk.put('look.pdf', pdf)], { encoding: 'utf8' }).stdout
  expect(look(signed)).toMatch(/Total document signed[\s\S]*Signature is Valid\.[\s\S]*Certificate issuer is unknown\./)
  execFileSync('certutil', ['-A', '-d', store, '-n', 'ca', '-t', 'CT,C,C', '-i', ca.file])
  expect(look(signed)).toMatch(/ETSI\.CAdES\.detached[\s\S]*Signature is Valid\.[\s\S]*Certificate is Trusted\./)
  const spoilt = Buffer.from(signed)
  spoilt[signed.indexOf('Agreement')] = 0x61
  expect(look(spoilt)).toContain('Digest Mismatch.')
})
