import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../../platform/testing.ts'
import { type Bureau, civil, openBureau, police } from '../case/office.fixture.ts'
import { review } from './office.fixture.ts'

/** Two agencies at one platform show each other what the platform does not carry; what counts is told by it alone. */

let platform: TestPlatform
let asked: Bureau
let asks: Bureau
beforeAll(async () => {
  platform = await startTestPlatform()
  asked = await openBureau(platform, police)
  asks = await openBureau(platform, civil)
}, 240_000)
afterAll(async () => {
  await asked?.close()
  await asks?.close()
  await platform?.close()
})

test('a request at the platform: its acts are known as the same by both ways, a draft stands beside, and a package moves nothing', async () => {
  const cards = new Map<Bureau, { fingerprint: string; file: string }>()
  for (const desk of [asked, asks]) {
    await desk.as('sys')
    const file = join(desk.temp, 'card.txt')
    const { identity } = await desk.value('ferry.identity', { file })
    cards.set(desk, { fingerprint: identity.fingerprint, file })
  }
  for (const [us, them] of [
    [asked, asks],
    [asks, asked],
  ] as const) {
    await us.value('ferry.trustIdentity', cards.get(them) ?? { file: '' })
    await us.as('officer')
  }
  const id = await asks.open('request')
  await asks.act('request', id, 'apply')
  await asks.sync()
  await asked.sync()
  const { actId } = await asks.value('request.draft', { secrecy: '不涉密', id, act: 'message', fields: { text: '拟增加信息项' } })
  const file = join(asks.temp, 'peer.txt')
  await asks.value('ferry.exportCases', {
    file,
    medium: { number: 'ZM-1', mark: '内部' },
    secrecy: '不涉密',
    review,
    to: cards.get(asked)?.fingerprint ?? '',
    cases: [{ id, drafts: [actId] }],
  })
  const before = await asked.file('request', id)
  expect(await asked.value('ferry.import', { files: [file], secrecy: '不涉密' })).toMatchObject({ cases: [{ place: 'known', into: { id } }], passedOver: [] })
  const [came] = (await asked.value('request.received', { id })).packages
  expect(came).toMatchObject({
    agency: civil,
    byPlatform: true,
    acts: [
      { act: 'apply', status: 'counted', known: 'same', source: '平台', record: null },
      { id: actId, status: 'draft', known: 'unknown', record: null },
    ],
  })
  const after = await asked.file('request', id)
  expect(after.acts).toEqual(before.acts)
  expect(after.clocks).toEqual(before.clocks)
  // And the platform goes on as if nothing had come: it tells, and what came stays where it was.
  await asked.act('request', id, 'noticeMissing')
  await asked.sync()
  await asks.sync()
  expect(await asks.thread('request', id)).toEqual(['apply counted', 'noticeMissing counted', 'message draft'])
}, 240_000)
