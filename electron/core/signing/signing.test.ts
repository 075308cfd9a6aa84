import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { authorise, civil, type Desk, openSigningDesk, police, subjectOf } from './desk.fixture.ts'
import { plainPdf } from './pdf.fixture.ts'

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
