import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Bureau, bureauOf, civil, police } from '../../electron/core/case/office.fixture.ts'
import { putCaseBack } from '../put-back.fixture.ts'
import { nextEpoch } from '../store/platform.ts'
import { startTestPlatform, type TestPlatform } from '../testing.ts'
import { type CarriedDesk, openCarriedDesk, ordered } from './vault.fixture.ts'

/** Two agencies that have nothing but discs between them and the platform. */
type Carried = Bureau & Pick<CarriedDesk, 'out' | 'bring' | 'given'>
let platform: TestPlatform
let asks: Carried
let asked: Carried
const opened = async (agency: string): Promise<Carried> => {
  const desk = await openCarriedDesk(platform, { agency })
  await desk.as('sys')
  await desk.value('profile.save', { patch: { region: '330200', regulations: ['NB-171'] } })
  await desk.as('officer')
  const { out, bring, given } = desk
  return { ...bureauOf(desk, agency), out, bring, given }
}
beforeAll(async () => {
  platform = await startTestPlatform()
  asks = await opened(civil)
  asked = await opened(police)
  for (const one of [asks, asked]) await down(one)
}, 240_000)
afterAll(async () => {
  for (const one of [asks, asked]) await one?.close()
  await platform?.close()
})
const up = async (one: Carried) => (await ordered(platform, 'package import', {}, await one.out())).counts as Record<string, number>
const down = async (one: Carried, values: Record<string, string> = {}) => one.bring((await one.given(values)).files)

it('acts, their answers, their cases and their papers go by disc', async () => {
  const id = await asks.open('request')
  await asks.act('request', id, 'apply', { paper: true })
  expect(await up(asks)).toMatchObject({ changes: 1, applied: 1, papers: 1 })
  // Nothing counts before the answer is here (practice L3).
  expect(await asks.thread('request', id)).toEqual(['apply issued'])
  expect(await down(asked)).toMatchObject({ effects: { taken: 1 } })
  const told = await asked.file('request', id)
  expect(told.acts).toMatchObject([{ act: 'apply', agency: civil }])
  expect(told.papers).toMatchObject([{ here: true, type: 'pdf' }])
  await asked.act('request', id, 'refuse')
  expect(await up(asked)).toMatchObject({ changes: 1, applied: 1, papers: 1 })
  await down(asked)
  await down(asks)
  for (const one of [asks, asked]) {
    const { acts, papers } = await one.file('request', id)
    expect(acts.map(({ act, status, source }) => [act, status, source])).toEqual([
      ['apply', 'counted', '平台'],
      ['refuse', 'counted', '平台'],
    ])
    expect(papers.map(({ here }) => here)).toEqual([true, true])
  }
  expect((await asks.file('request', id)).acts.map(({ receivedOn }) => receivedOn)).toEqual(
    (await asked.file('request', id)).acts.map(({ receivedOn }) => receivedOn),
  )
})

it('several acts of one case on one disc keep their order, and what the platform refuses comes back with its reason', async () => {
  const id = await asks.open('dispute')
  for (const act of ['raise', 'negotiate', 'applyCoordination']) await asks.act('dispute', id, act)
  expect(await up(asks)).toMatchObject({ changes: 3, applied: 3, papers: 1 })
  // The disc with the answers is lost; what is sent again has the same effect, and the next one brings all of it.
  await asks.given()
  expect(await up(asks)).toMatchObject({ already: 3 })
  await asks.act('dispute', id, 'settle')
  await down(asked)
  await asked.act('dispute', id, 'explain')
  expect(await up(asked)).toMatchObject({ applied: 1 })
  await up(asks)
  await asked.act('dispute', id, 'message')
  expect(await up(asked)).toMatchObject({ rejected: 1 })
  for (const one of [asks, asked]) await down(one)
  const counted = ['raise', 'negotiate', 'applyCoordination', 'explain', 'settle'].map((act) => `${act} counted`)
  expect(await asks.thread('dispute', id)).toEqual(counted)
  expect(await asked.thread('dispute', id)).toEqual([...counted, 'message returned'])
  expect((await asked.value('quarantine.list', {})).changes).toMatchObject([{ kind: 'act', problem: { code: 'case.notNow' } }])
})

it('a platform put back to a backup gets again what it lost by disc', async () => {
  const id = await asks.open('request')
  await asks.act('request', id, 'apply')
  await up(asks)
  for (const one of [asked, asks]) await down(one)
  await asked.act('request', id, 'noticeMissing')
  await up(asked)
  for (const one of [asked, asks]) await down(one)
  await putCaseBack(platform.db, id, 0)
  await nextEpoch(platform.db)
  for (const one of [asks, asked]) {
    const { files } = await one.given({ full: 'true' })
    const refused = await one.call('ferry.import', { files, secrecy: '不涉密' })
    if (!refused.ok) {
      expect(refused.error.code).toBe('sync.asks.restored')
      await one.as('keeper')
      await one.value('sync.confirm', { question: 'restored' })
      await one.as('officer')
      await one.bring(files)
    }
  }
  expect(await asks.thread('request', id)).toEqual(['apply issued', 'noticeMissing returned'])
  expect(await up(asks)).toMatchObject({ applied: 1 })
  for (const one of [asks, asked]) await down(one)
  expect(await up(asked)).toMatchObject({ applied: 1 })
  for (const one of [asks, asked]) {
    await down(one)
    expect(await one.thread('request', id)).toEqual(['apply counted', 'noticeMissing counted'])
  }
})
