import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sha256Hex } from '../crypto/hash.ts'
import { bundleOf, partsOf, readBundle, writeBundle } from './bundle.ts'
import { canonicalText } from './canonical-text.ts'
import { authorise, civil, type Desk, keySecret, openSigningDesk, police, subjectOf } from './desk.fixture.ts'
import { plainPdf } from './pdf.fixture.ts'
import { refOf } from './verify.ts'

vi.setConfig({ testTimeout: 120_000 })

let ours: Desk
let theirs: Desk
beforeAll(async () => {
  ;[ours, theirs] = await Promise.all([openSigningDesk(civil), openSigningDesk(police)])
  await authorise(ours, 'head')
  await authorise(theirs, 'head', { number: '澄公授〔2026〕8号' })
}, 120_000)
afterAll(async () => {
  await ours?.close()
  await theirs?.close()
})

test.each(['sm2', 'ed25519', 'p256'] as const)('two agencies sign one subject, each with a key of its own: %s', async (algorithm) => {
  await theirs.at('2026-11-27T02:30:00.000Z', 'head')
  const key = await ours.keyOf('head', algorithm)
  const files = [ours.put('协议.pdf', plainPdf('Agreement')), ours.put('附件1.pdf', plainPdf('Annex 1', { annotation: true }))]
  const made = await ours.sign(key, subjectOf(), files, `half-${algorithm}.zip`)
  expect(made).toMatchObject({ position: 1, of: 2, signer: { agency: civil, role: '授权代表' }, signedPdfs: [], unsignedPdfs: [] })
  const half = await theirs.verify(made.path)
  expect(half).toMatchObject({ intact: true, complete: false, missing: [{ position: 2, agency: police, as: '乙方' }], findings: [] })
  const other = await theirs.keyOf('head', algorithm === 'sm2' ? 'p256' : 'sm2')
  await theirs.at('2026-11-27T03:00:00.000Z', 'head')
  const both = await theirs.countersign(other, made.path, `both-${algorithm}.zip`)
  const whole = await ours.verify(both.path, { at: '2026-11-28T01:00:00.000Z', source: '收文登记' })
  expect(whole).toMatchObject({ intact: true, complete: true, missing: [], received: { at: '2026-11-28T01:00:00.000Z' } })
  expect(whole.words.zh).toBe('文件未被改动；签署齐全；签名人身份未经认证机构证明。')
  expect(whole.signatures.map(({ claimedAt, identity, keyPlace }) => [claimedAt, identity.level, keyPlace?.zh])).toEqual([
    ['2026-11-27T02:00:00.000Z', 'unproved', '签名密钥保存在目录软件内；本软件不是经认证的商用密码产品。'],
    ['2026-11-27T03:00:00.000Z', 'unproved', '签名密钥保存在目录软件内；本软件不是经认证的商用密码产品。'],
  ])
})

const refused = (code: string) => ({ ok: false, error: { code } })

test('mixed: one side on paper, the other by key, in either order; the paper is never called verified', async () => {
  await ours.at('2026-11-27T04:00:00.000Z', 'keeper')
  await theirs.at('2026-11-27T04:00:00.000Z', 'head')
  const pdf = ours.put('协议.pdf', plainPdf('Agreement'))
  const scan = ours.put('扫描.pdf', plainPdf('Scan of the sealed page'))
  const paper = {
    signer: { name: '王局长', role: '局长', authorisation: '' },
    signedOn: '2026-11-26',
    seal: '单位公章',
    copies: 4,
    original: '办公室档案柜',
    scan,
    secrecy: '不涉密',
  } as const
  const first = join(ours.temp, 'paper.zip')
  await ours.value('signing.recordPaper', { ...paper, subject: subjectOf(), files: [pdf], file: first })
  const key = await theirs.keyOf('head')
  const { path } = await theirs.countersign(key, first, 'mixed.zip')
  const verdict = await ours.verify(path)
  expect(verdict).toMatchObject({
    intact: true,
    complete: true,
    signatures: [
      {
        kind: 'paper',
        paper: { agency: civil, name: '王局长', copies: 4, original: '办公室档案柜', recordedBy: 'keeper' },
        keyPlace: null,
        identity: { level: 'unproved' },
      },
      { kind: 'key', signer: { agency: police } },
    ],
  })
  expect(verdict.signatures[0]?.findings.map(({ code }) => code)).toEqual(['paper.unproved'])
  // Whoever verifies looks at the files and the scan themselves; nothing else comes out.
  const out = join(ours.temp, 'out.pdf')
  const [file] = verdict.files
  expect(await ours.value('signing.takeOut', { bundle: path, path: `files/${file?.name}`, file: out })).toEqual({ bytes: file?.bytes, sha256: file?.sha256 })
  expect(sha256Hex(readFileSync(out))).toBe(file?.sha256)
  await ours.value('signing.takeOut', { bundle: path, path: 'signatures/1/scan', file: out })
  expect(sha256Hex(readFileSync(out))).toBe(sha256Hex(readFileSync(scan)))
  expect(await ours.call('signing.takeOut', { bundle: path, path: '../vault.json', file: out })).toMatchObject(refused('signing.noPart'))
  // The other way round: signed by key here, their paper recorded by us.
  const half = await ours.sign(await ours.keyOf('head'), subjectOf(), [pdf], 'half-mixed.zip')
  await ours.as('keeper')
  const second = join(ours.temp, 'mixed2.zip')
  expect(await ours.call('signing.recordPaper', { ...paper, bundle: half.path, subject: subjectOf(), file: second })).toMatchObject(refused('call.invalid'))
  expect(await ours.call('signing.recordPaper', { ...paper, file: second })).toMatchObject(refused('call.invalid'))
  await ours.value('signing.recordPaper', { ...paper, bundle: half.path, file: second })
  expect(await ours.verify(second)).toMatchObject({ complete: true, signatures: [{ kind: 'key' }, { kind: 'paper', paper: { agency: police } }] })
  expect(await ours.call('signing.recordPaper', { ...paper, bundle: second, file: first })).toMatchObject(refused('signing.allSigned'))
})

test('a signature is taken back before all have signed: nobody signs on from there, and afterwards it is too late', async () => {
  await ours.at('2026-11-27T05:00:00.000Z', 'head')
  await theirs.at('2026-11-27T05:00:00.000Z', 'head')
  const key = await ours.keyOf('head')
  const half = await ours.sign(key, subjectOf({ id: 'XY-2026-018' }), [], 'back.zip')
  const file = join(ours.temp, 'taken-back.zip')
  const other = await ours.keyOf('head')
  expect(await ours.call('signing.withdraw', { keyId: other, bundle: half.path, reason: '条款有误', file }, keySecret)).toMatchObject(
    refused('signing.nothingToWithdraw'),
  )
  await ours.value('signing.withdraw', { keyId: key, bundle: half.path, reason: '条款有误', file }, keySecret)
  const verdict = await theirs.verify(file)
  expect(verdict).toMatchObject({
    intact: true,
    complete: false,
    missing: [{ position: 1 }, { position: 2 }],
    signatures: [{ withdrawn: { reason: '条款有误' } }],
  })
  expect(verdict.words.zh).toContain('已撤回签署')
  const theirKey = await theirs.keyOf('head')
  expect((await theirs.value('signing.preview', { keyId: theirKey, bundle: half.path })).subject).toEqual(subjectOf({ id: 'XY-2026-018' }))
  expect(await theirs.call('signing.preview', { keyId: theirKey, bundle: file })).toMatchObject(refused('signing.notSound'))
  // Kept part by part it is the same bundle.
  const { bundle } = await readBundle(readFileSync(half.path), 'x')
  expect(bundleOf(new Map(partsOf(bundle)), [])).toEqual(bundle)
  // Who had the bundle from before signs on in good faith; put together with the withdrawal it is not complete.
  const both = await theirs.countersign(theirKey, half.path, 'both.zip')
  const complete = (await readBundle(readFileSync(both.path), 'x')).bundle
  const { withdrawals } = (await readBundle(readFileSync(file), 'x')).bundle
  const together = theirs.put('together.zip', await writeBundle({ ...complete, withdrawals }, refOf(subjectOf({ id: 'XY-2026-018' }), complete.subject)))
  expect(await theirs.verify(together)).toMatchObject({
    intact: true,
    complete: false,
    missing: [{ position: 1 }],
    words: { zh: expect.stringContaining('已撤回签署') as string },
  })
  const [taken] = withdrawals
  if (taken === undefined) throw new Error('a withdrawal')
  const forged = [{ ...taken, signature: Buffer.from(taken.signature.map((byte, at) => (at === 9 ? byte ^ 1 : byte))) }]
  const spoilt = theirs.put('forged.zip', await writeBundle({ ...complete, withdrawals: forged }, refOf(subjectOf({ id: 'XY-2026-018' }), complete.subject)))
  expect(await theirs.verify(spoilt)).toMatchObject({ intact: false, findings: [{ code: 'withdrawal.wrong' }] })
  expect(await ours.call('signing.withdraw', { keyId: key, bundle: both.path, reason: '太晚', file }, keySecret)).toMatchObject(
    refused('signing.nothingToWithdraw'),
  )
  expect(await ours.call('signing.countersign', { keyId: other, bundle: half.path, shown: '0'.repeat(64), secrecy: '不涉密', file }, keySecret)).toMatchObject(
    refused('signing.notYourTurn'),
  )
})

test('a damaged bundle is not signed on, and the reason is said', async () => {
  await ours.at('2026-11-27T06:00:00.000Z', 'head')
  await theirs.at('2026-11-27T06:00:00.000Z', 'head')
  const half = await ours.sign(await ours.keyOf('head', 'ed25519'), subjectOf(), [], 'sound.zip')
  const { bundle } = await readBundle(readFileSync(half.path), 'x')
  const [entry] = bundle.entries
  if (entry?.kind !== 'key') throw new Error('a key entry')
  const signature = Buffer.from(entry.signature)
  signature[3] = (signature[3] ?? 0) ^ 4
  const spoilt = theirs.put('spoilt.zip', await writeBundle({ ...bundle, entries: [{ ...entry, signature }] }, refOf(subjectOf(), bundle.subject)))
  const key = await theirs.keyOf('head')
  expect(await theirs.call('signing.preview', { keyId: key, bundle: spoilt })).toMatchObject({
    error: { code: 'signing.notSound', params: { why: expect.stringContaining('签名与声明不符') as string } },
  })
  expect(await theirs.call('signing.verify', { file: theirs.put('no.zip', 'x') })).toMatchObject(refused('signing.noBundle'))
})

test('the same bundle gives the same bytes; a subject has one text, whatever order its members came in (RFC 8785)', async () => {
  await ours.at('2026-11-27T07:00:00.000Z', 'head')
  const { path } = await ours.sign(await ours.keyOf('head', 'p256'), subjectOf(), [ours.put('协议.pdf', plainPdf('x'))], 'same.zip')
  const data = readFileSync(path)
  const { bundle } = await readBundle(data, 'x')
  expect((await writeBundle(bundle, refOf(subjectOf(), bundle.subject))).equals(data)).toBe(true)
  const { kind, id, version, signers, content } = subjectOf()
  expect(canonicalText({ version, content, signers, id, kind }).equals(bundle.subject)).toBe(true)
  // The examples of RFC 8785, 3.2.2.2 and 3.2.3.
  expect(canonicalText({ numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001] }).toString()).toBe(
    '{"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}',
  )
  expect(canonicalText({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, ö: 7 }).toString()).toBe(
    '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
  )
})

test('what signers claim of their time is compared with each other and with when it arrived', async () => {
  await ours.at('2026-11-27T12:00:00.000Z', 'head')
  await theirs.at('2026-11-27T11:00:00.000Z', 'head')
  const half = await ours.sign(await ours.keyOf('head', 'p256'), subjectOf(), [], 'times.zip')
  const notes = (verdict: Awaited<ReturnType<Desk['verify']>>) =>
    verdict.signatures.map(({ findings }) => findings.map(({ code }) => code).filter((code) => code.startsWith('time.')))
  expect(notes(await theirs.verify(half.path))).toEqual([['time.ahead']])
  const both = await theirs.countersign(await theirs.keyOf('head', 'p256'), half.path, 'times2.zip')
  expect(notes(await ours.verify(both.path))).toEqual([[], ['time.before']])
  expect(notes(await ours.verify(both.path, { at: '2026-11-27T10:00:00.000Z', source: '收文登记' }))).toEqual([['time.ahead'], ['time.ahead', 'time.before']])
})
