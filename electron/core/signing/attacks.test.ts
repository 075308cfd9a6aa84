import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { sm2 } from 'sm-crypto-v2'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { Refusal } from '../../../shared/errors.ts'
import type { Statement } from '../../../shared/signing/statement.ts'
import type { BundleVerdict } from '../../../shared/signing/verdict.ts'
import { zipOf as zipOfText } from '../attachments/zip.fixture.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { algorithmOf, newKeyPair, signWith, verifyWith } from '../crypto/key-pairs.ts'
import { fingerprintOf } from '../crypto/signature.ts'
import { readSm2Spki } from '../crypto/sm2.ts'
import { readLimits } from '../sheets/types.ts'
import { inflatePart, zipParts } from '../sheets/zip.ts'
import { zipOf } from '../sheets/zip-write.ts'
import { makeCa } from './authority.fixture.ts'
import { type Bundle, type KeyEntry, readBundle, writeBundle } from './bundle.ts'
import { canonicalText } from './canonical-text.ts'
import { certifiedKey } from './certified.fixture.ts'
import type { Trust } from './chain.ts'
import { authorise, civil, type Desk, openSigningDesk, police, subjectOf } from './desk.fixture.ts'
import { plainPdf } from './pdf.fixture.ts'
import { readSubject, refOf, verifyBundle } from './verify.ts'
import { publicKeyOf } from './verify-signature.ts'
import { pemOf, readCertificate } from './x509.ts'

vi.setConfig({ testTimeout: 120_000 })

let ours: Desk
let theirs: Desk
let whole: Bundle
/** Of another version of the same subject, by the same keys. */
let other: Bundle
let half: Bundle
let trust: Trust
const noTrust: Trust = { authorities: [], between: [], crls: [] }

beforeAll(async () => {
  ;[ours, theirs] = await Promise.all([openSigningDesk(civil), openSigningDesk(police)])
  await authorise(ours, 'head')
  await authorise(theirs, 'head')
  const ca = makeCa(ours.temp, '试验CA', 'p256')
  const root = readCertificate(Buffer.from(ca.pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64'))
  if (root === null) throw new Error('no root')
  trust = { ...noTrust, authorities: [{ certificate: root, licensed: true }] }
  // P-256 with a certificate, so that PDFs carry the signature too; SM2 without one.
  const { keyId } = await certifiedKey(ours, 'head', 'p256', ca)
  const theirKey = await theirs.keyOf('head', 'sm2')
  const files = [ours.put('协议.pdf', plainPdf('Agreement')), ours.put('附件1.pdf', plainPdf('Annex'))]
  const first = await ours.sign(keyId, subjectOf(), files, 'half.zip')
  const unpacked = async (path: string) => (await readBundle(readFileSync(path), 'x')).bundle
  half = await unpacked(first.path)
  whole = await unpacked((await theirs.countersign(theirKey, first.path, 'whole.zip')).path)
  const again = await ours.sign(keyId, subjectOf({ version: 2, content: { 名称: '另一版' } }), files, 'half2.zip')
  other = await unpacked((await theirs.countersign(theirKey, again.path, 'whole2.zip')).path)
}, 120_000)
afterAll(async () => {
  await ours?.close()
  await theirs?.close()
})

const judge = (bundle: Bundle, by: Trust = trust): BundleVerdict =>
  verifyBundle(bundle, [], { trust: by, now: '2026-11-28T00:00:00.000Z', received: null, sha256: '0'.repeat(64) })
const codesOf = (verdict: BundleVerdict): string[] =>
  [...verdict.findings, ...verdict.signatures.flatMap(({ findings }) => findings)].filter(({ problem }) => problem).map(({ code }) => code)
const keyEntry = (bundle: Bundle, at: number): KeyEntry => {
  const entry = bundle.entries[at]
  if (entry?.kind !== 'key') throw new Error('a key entry')
  return entry
}
const withEntry = (bundle: Bundle, at: number, change: (entry: KeyEntry) => KeyEntry): Bundle => ({
  ...bundle,
  entries: bundle.entries.map((entry, index) => (index === at && entry.kind === 'key' ? change(entry) : entry)),
})
const flip = (bytes: Buffer, bit: number): Buffer => {
  const spoilt = Buffer.from(bytes)
  spoilt[bit >> 3] = (spoilt[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return spoilt
}

test('as it was made it holds, and says whose identity is proved and whose is not', () => {
  const verdict = judge(whole)
  expect(codesOf(verdict)).toEqual([])
  expect(verdict).toMatchObject({ intact: true, complete: true })
  expect(verdict.signatures.map(({ identity, signedPdfs }) => [identity.level, signedPdfs])).toEqual([
    ['licensed', ['协议.pdf', '附件1.pdf']],
    ['unproved', []],
  ])
  expect(judge(half)).toMatchObject({ intact: true, complete: false, words: { zh: expect.stringContaining('尚缺澄湖市公安局签署') as string } })
})

/** Where each part stands, how it is put back, and what may be said when a bit of it is another. */
const places: Record<string, { part: (bundle: Bundle) => Buffer; back: (bundle: Bundle, bytes: Buffer) => Bundle; says: readonly string[] }> = {
  subject: {
    part: ({ subject }) => subject,
    back: (bundle, subject) => ({ ...bundle, subject }),
    says: ['subject.changed', 'subject.malformed', 'statement.otherSubject'],
  },
  PDF: {
    part: ({ files }) => files.get('协议.pdf') ?? Buffer.alloc(0),
    back: (bundle, bytes) => ({ ...bundle, files: new Map([...bundle.files, ['协议.pdf', bytes]]) }),
    says: ['file.changed'],
  },
  annex: {
    part: ({ files }) => files.get('附件1.pdf') ?? Buffer.alloc(0),
    back: (bundle, bytes) => ({ ...bundle, files: new Map([...bundle.files, ['附件1.pdf', bytes]]) }),
    says: ['file.changed'],
  },
  statement: {
    part: (b) => keyEntry(b, 1).statement,
    back: (b, statement) => withEntry(b, 1, (e) => ({ ...e, statement })),
    says: ['statement.malformed', 'signature.wrong'],
  },
  signature: { part: (b) => keyEntry(b, 1).signature, back: (b, signature) => withEntry(b, 1, (e) => ({ ...e, signature })), says: ['signature.wrong'] },
  'signature of P-256': {
    part: (b) => keyEntry(b, 0).signature,
    back: (b, signature) => withEntry(b, 0, (e) => ({ ...e, signature })),
    says: ['signature.wrong'],
  },
  'public key': { part: (b) => keyEntry(b, 1).publicPem, back: (b, publicPem) => withEntry(b, 1, (e) => ({ ...e, publicPem })), says: ['key.malformed'] },
  'CMS of SM2': { part: (b) => keyEntry(b, 1).cms, back: (b, cms) => withEntry(b, 1, (e) => ({ ...e, cms })), says: ['cms.malformed', 'cms.wrong'] },
  'CMS of P-256': { part: (b) => keyEntry(b, 0).cms, back: (b, cms) => withEntry(b, 0, (e) => ({ ...e, cms })), says: ['cms.malformed', 'cms.wrong'] },
  certificates: {
    part: (b) => keyEntry(b, 0).certificates,
    back: (b, certificates) => withEntry(b, 0, (e) => ({ ...e, certificates })),
    says: ['certificate.malformed', 'certificate.otherKey', 'certificate.badSignature', 'cms.malformed'],
  },
  'signed PDF': {
    part: (b) => keyEntry(b, 0).signedPdfs.get('协议.pdf') ?? Buffer.alloc(0),
    back: (b, bytes) => withEntry(b, 0, (e) => ({ ...e, signedPdfs: new Map([...e.signedPdfs, ['协议.pdf', bytes]]) })),
    says: ['pdf.malformed', 'pdf.wrong'],
  },
}

describe('one flipped bit, wherever it is, is found with its reason', () => {
  test.each(Object.entries(places))('%s', (_name, { part, back, says }) => {
    const bytes = part(whole)
    expect(bytes.length).toBeGreaterThan(0)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length * 8 - 1 }), (bit) => {
        const verdict = judge(back(whole, flip(bytes, bit)))
        expect(verdict.complete).toBe(false)
        expect(
          codesOf(verdict).some((code) => says.includes(code)),
          codesOf(verdict).join(),
        ).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  test('bit after bit of a signature (every one of SM2: crypto/sm2.test.ts); cut short or with more behind it', () => {
    for (const at of [0, 1]) {
      const { signature } = keyEntry(whole, at)
      const { statement, publicPem } = keyEntry(whole, at)
      const key = publicKeyOf(publicPem) ?? ''
      const algorithm = algorithmOf(key) ?? 'sm2'
      expect(verifyWith(algorithm, key, statement, signature)).toBe(true)
      for (let bit = 0; bit < signature.length * 8; bit += algorithm === 'sm2' ? 7 : 1)
        expect(verifyWith(algorithm, key, statement, flip(signature, bit)), `bit ${bit}`).toBe(false)
      for (const spoilt of [signature.subarray(0, -1), Buffer.concat([signature, Buffer.from([0])]), Buffer.alloc(0)]) {
        expect(codesOf(judge(withEntry(whole, at, (entry) => ({ ...entry, signature: spoilt }))))).toContain('signature.wrong')
      }
    }
  })
})

describe('signatures that are not what they are shown as', () => {
  /** Signed anew by somebody who holds a key of their own and takes the signer's name. */
  const forged = (change: (statement: Statement) => Statement, algorithm: 'sm2' | 'p256' | 'ed25519' = 'sm2'): KeyEntry => {
    const pair = newKeyPair(algorithm)
    const entry = keyEntry(whole, 1)
    const before = JSON.parse(entry.statement.toString()) as Statement
    const key = { ...before.signer.key, algorithm, fingerprint: fingerprintOf(pair.publicKey) }
    const statement = canonicalText(change({ ...before, signer: { ...before.signer, key } }))
    return { ...entry, statement, signature: signWith(pair, statement), publicPem: Buffer.from(pemOf('PUBLIC KEY', Buffer.from(pair.publicKey, 'base64'))) }
  }
  const second = (entry: KeyEntry): Bundle => ({ ...whole, entries: [keyEntry(whole, 0), entry] })

  test("the forgery sm-crypto-v2's default takes (hash: false) is refused", () => {
    // r and s are chosen and the "digest" they fit computed; the library's default takes the 32 bytes for a digest.
    const point =
      readSm2Spki(
        Buffer.from(
          keyEntry(whole, 1)
            .publicPem.toString()
            .replaceAll(/-----[^-]+-----|\s/g, ''),
          'base64',
        ).toString('base64'),
      ) ?? ''
    const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
    const [r, s] = [0x123456789abcdef123456789abcdefn, 0xfedcba987654321fedcba987654321n]
    const base = sm2.precomputePublicKey(sm2.getPublicKeyFromPrivateKey('1'.padStart(64, '0')))
    const { x } = base.multiply(s).add(sm2.precomputePublicKey(point).multiply((r + s) % order))
    const digest = Buffer.from(((((r - x) % order) + order) % order).toString(16).padStart(64, '0'), 'hex')
    const integer = (value: bigint): string => {
      const hex = value.toString(16).padStart(2 * Math.ceil(value.toString(16).length / 2), '0')
      const padded = Number.parseInt(hex.slice(0, 2), 16) > 127 ? `00${hex}` : hex
      return `02${(padded.length / 2).toString(16).padStart(2, '0')}${padded}`
    }
    const body = integer(r) + integer(s)
    const signature = Buffer.from(`30${(body.length / 2).toString(16)}${body}`, 'hex')
    expect(sm2.doVerifySignature(digest, signature.toString('hex'), point, { der: true })).toBe(true)
    for (const statement of [digest, keyEntry(whole, 1).statement]) {
      expect(judge(second({ ...keyEntry(whole, 1), statement, signature })).complete).toBe(false)
    }
    expect(codesOf(judge(second({ ...keyEntry(whole, 1), signature })))).toContain('signature.wrong')
  })

  test('forged: under the name of the signer by another key, with the certificate of the right one', () => {
    const entry = forged((statement) => statement)
    expect(codesOf(judge(second(entry)))).toContain('certificate.otherKey')
    expect(codesOf(judge(second({ ...entry, publicPem: keyEntry(whole, 1).publicPem })))).toEqual(expect.arrayContaining(['key.malformed', 'signature.wrong']))
  })

  test('a foreign certificate for the key', () => {
    const changed = withEntry(whole, 1, (entry) => ({ ...entry, certificates: keyEntry(whole, 0).certificates }))
    const verdict = judge(changed)
    expect(codesOf(verdict)).toContain('certificate.otherKey')
    expect(verdict.signatures[1]?.identity.level).toBe('refused')
  })

  test('wrong signer: a place of another agency, a person in the place of an agency, one key for both', () => {
    expect(codesOf(judge(second(forged((s) => ({ ...s, signer: { ...s.signer, agency: '澄湖市税务局' } })))))).toContain('signer.other')
    expect(codesOf(judge(second(forged((s) => ({ ...s, signer: { ...s.signer, authorisation: null } })))))).toContain('signer.person')
    expect(codesOf(judge(second(forged((s) => ({ ...s, signedAt: '2027-06-01T00:00:00.000Z' })))))).toContain('authorisation.outside')
    expect(codesOf(judge({ ...whole, entries: [keyEntry(whole, 0), keyEntry(whole, 0)] }))).toEqual(expect.arrayContaining(['signer.twice', 'order.position']))
  })

  test('replayed: a signature of another version, or of another subject of the same name', () => {
    expect(codesOf(judge({ ...whole, entries: [...whole.entries.slice(0, 1), keyEntry(other, 1)] }))).toEqual(
      expect.arrayContaining(['statement.otherSubject', 'order.broken']),
    )
    expect(codesOf(judge({ ...other, subject: whole.subject }))).toContain('statement.otherSubject')
    const same = canonicalText({ ...readSubject(whole.subject), content: { 名称: '别的内容' } })
    expect(codesOf(judge({ ...whole, subject: same }))).toEqual(['subject.changed', 'subject.changed'])
  })

  test('re-ordered, half-signed, and a signer left out of the subject', () => {
    expect(codesOf(judge({ ...whole, entries: [...whole.entries].reverse() }))).toEqual(
      expect.arrayContaining(['order.position', 'order.broken', 'signer.other']),
    )
    expect(judge(half)).toMatchObject({ intact: true, complete: false, missing: [{ position: 2 }] })
    expect(codesOf(judge({ ...whole, entries: whole.entries.slice(1) }))).toEqual(expect.arrayContaining(['order.position', 'order.broken']))
    const subject = readSubject(whole.subject)
    if (subject === null) throw new Error('a subject')
    const alone = canonicalText({ ...subject, signers: subject.signers.slice(0, 1) })
    expect(codesOf(judge({ ...half, subject: alone }))).toEqual(expect.arrayContaining(['subject.changed', 'order.count']))
    expect(judge({ ...half, entries: [] })).toMatchObject({ complete: false, words: { zh: '文件包里还没有签署。' } })
  })

  test('a statement that names another file, one file less, one more', () => {
    const named = forged((s) => ({ ...s, files: s.files.map((file) => ({ ...file, name: `另一个${file.name}` })) }))
    expect(codesOf(judge(second(named)))).toEqual(expect.arrayContaining(['file.missing', 'file.extra']))
    expect(codesOf(judge(second(forged((s) => ({ ...s, files: s.files.slice(1) })))))).toContain('file.extra')
    expect(codesOf(judge({ ...whole, files: new Map([...whole.files].slice(1)) }))).toContain('file.missing')
  })

  test('one algorithm is never taken for another', () => {
    for (const [made, claimed] of [
      ['p256', 'sm2'],
      ['sm2', 'p256'],
      ['ed25519', 'p256'],
      ['ed25519', 'sm2'],
    ] as const) {
      const pair = newKeyPair(made)
      const before = JSON.parse(keyEntry(whole, 1).statement.toString()) as Statement
      const statement = canonicalText({
        ...before,
        signer: { ...before.signer, key: { ...before.signer.key, algorithm: claimed, fingerprint: fingerprintOf(pair.publicKey) } },
      })
      const entry = {
        ...keyEntry(whole, 1),
        statement,
        signature: signWith(pair, statement),
        publicPem: Buffer.from(pemOf('PUBLIC KEY', Buffer.from(pair.publicKey, 'base64'))),
      }
      expect(codesOf(judge(second(entry)))).toEqual(expect.arrayContaining(['key.malformed', 'signature.wrong']))
    }
    // SM2 over the same curve form, but its signature offered as ECDSA: the CMS of one in the place of the other.
    expect(codesOf(judge(withEntry(whole, 1, (entry) => ({ ...entry, cms: keyEntry(whole, 0).cms }))))).toContain('cms.malformed')
  })

  test('a PDF that shows something else over what was signed', () => {
    const signed = keyEntry(whole, 0).signedPdfs.get('协议.pdf') ?? Buffer.alloc(0)
    const over = Buffer.concat([signed, Buffer.from('7 0 obj\n<< /Type /Annot >>\nendobj\n')])
    for (const bytes of [over, whole.files.get('协议.pdf') ?? over, Buffer.concat([plainPdf('Another'), signed.subarray(plainPdf('Agreement').length)])]) {
      const changed = withEntry(whole, 0, (entry) => ({ ...entry, signedPdfs: new Map([...entry.signedPdfs, ['协议.pdf', bytes]]) }))
      expect(codesOf(judge(changed))).toContain('pdf.malformed')
    }
  })
})

describe('what is no bundle is refused, whatever it is', () => {
  const open = async (data: Buffer): Promise<string> => {
    try {
      const { bundle, findings } = await readBundle(data, 'x.zip')
      const verdict = verifyBundle(bundle, findings, { trust, now: '2026-11-28T00:00:00.000Z', received: null, sha256: sha256Hex(data) })
      return verdict.complete ? 'complete' : 'refused'
    } catch (error) {
      if (error instanceof Refusal) return error.failure.code
      throw error
    }
  }
  const packed = async (bundle: Bundle): Promise<Buffer> => writeBundle(bundle, refOf(readSubject(bundle.subject) ?? subjectOf(), bundle.subject))

  test('any byte of the zip changed, cut or put in: never complete unless the content is the same, never anything but a refusal', async () => {
    const data = await packed(whole)
    expect(await open(data)).toBe('complete')
    await fc.assert(
      fc.asyncProperty(fc.nat(data.length - 1), fc.integer({ min: 1, max: 255 }), fc.constantFrom('change', 'cut', 'put'), async (at, by, how) => {
        const spoilt =
          how === 'change'
            ? Buffer.concat([data.subarray(0, at), Buffer.from([(data[at] ?? 0) ^ by]), data.subarray(at + 1)])
            : how === 'cut'
              ? data.subarray(0, at)
              : Buffer.concat([data.subarray(0, at), Buffer.from([by]), data.subarray(at)])
        const said = await open(spoilt)
        expect(['complete', 'refused', 'signing.noBundle']).toContain(said)
        if (said !== 'complete') return
        // A moment or a version in the zip's own headers; what is signed is read the same.
        const { bundle } = await readBundle(spoilt, 'x')
        expect(await packed(bundle)).toEqual(data)
      }),
      { numRuns: 100 },
    )
  })

  test('a way out of the folder, a name twice, a script, a bomb, another zip, nothing', async () => {
    const data = await packed(whole)
    const listed = Buffer.from(JSON.stringify({}))
    for (const path of ['../x', 'files/../../x', '/etc/passwd', 'files/a/b.pdf', 'verify.sh', 'signatures/0/statement.json', 'files/..', 'C:/x', 'files\\x']) {
      expect(await open(await zipOf([{ name: path, chunks: [listed] }])), path).toBe('signing.noBundle')
    }
    // A second subject beside the one that was signed: of two of one name programs read different ones.
    const collect = async (pieces: AsyncIterable<Buffer>): Promise<Buffer[]> => {
      const all: Buffer[] = []
      for await (const piece of pieces) all.push(piece)
      return all
    }
    const again = async (name: string) => {
      const parts = [...zipParts(data, readLimits).values()]
      const read = await Promise.all(parts.map(async (part) => ({ name: part.written, chunks: await collect(inflatePart(data, part)) })))
      return zipOf([...read, { name, chunks: ['{}'] }])
    }
    for (const name of ['subject.json', 'SUBJECT.json', 'files/协议.PDF']) expect(await open(await again(name)), name).toBe('signing.noBundle')
    expect(await open(await again('files/more.pdf'))).toBe('refused')
    const bomb = await zipOf([{ name: 'subject.json', chunks: Array.from({ length: 20 }, () => Buffer.alloc(1 << 20)) }])
    expect(await open(bomb)).toBe('signing.noBundle')
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('PK'),
      data.subarray(0, 100),
      zipOfText({ 'a.txt': 'x' }),
      zipOfText({ 'manifest.json': '{"format":"mulu-bundle/1"}' }),
    ]) {
      expect(await open(bytes)).toBe('signing.noBundle')
    }
  }, 60_000)

  test('deep, endless and odd JSON and DER in every place', async () => {
    const hostile = [
      Buffer.from('['.repeat(100_000)),
      Buffer.from(`{"after":${'['.repeat(5000)}${']'.repeat(5000)}}`),
      Buffer.from('{"__proto__":{"format":"mulu-statement/1"}}'),
      Buffer.from([0x30, 0x80, 0, 0]),
      Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff]),
      Buffer.concat([Buffer.from([0x30, 0x82, 0x10, 0]), Buffer.alloc(4096, 0x30)]),
      Buffer.from(pemOf('CERTIFICATE', Buffer.alloc(50, 0x30))),
      Buffer.alloc(0),
    ]
    for (const [name, { back }] of Object.entries(places)) {
      for (const bytes of hostile) expect(judge(back(whole, bytes)).complete, name).toBe(false)
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(...Object.values(places)), (bytes, { back }) => {
        expect(judge(back(whole, Buffer.from(bytes))).complete).toBe(false)
      }),
      { numRuns: 60 },
    )
  })
})
