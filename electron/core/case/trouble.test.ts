import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { sql } from '../../../platform/database/database.ts'
import { putCaseBack } from '../../../platform/put-back.fixture.ts'
import { nextEpoch } from '../../../platform/store/platform.ts'
import { startTestPlatform, type TestPlatform } from '../../../platform/testing.ts'
import { NetworkFailure } from '../network-failure.ts'
import { nodeNetwork } from '../node-network.ts'
import type { Network } from '../ports.ts'
import { enrol } from '../sync/office.fixture.ts'
import { passphraseOf } from '../vault/testing.ts'
import { type Bureau, civil, openBureau, police } from './office.fixture.ts'

/** What the line to one office does to it. */
type Trick = 'loses' | 'putsOff' | 'knowsNoCases'
const tricks = new Set<Trick>()
const encoded = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const json = (body: Uint8Array) => JSON.parse(new TextDecoder().decode(body)) as Record<string, unknown>
const network: Network = {
  pause: async () => undefined,
  send: async (request) => {
    const answer = await nodeNetwork.send(request)
    const posted = request.method === 'POST' && request.url.includes('/changes')
    if (posted && tricks.has('loses')) throw new NetworkFailure('unreachable', 'cut')
    if (posted && tricks.has('putsOff') && answer.status === 200) {
      const said = json(answer.body) as { verdicts: object[] }
      const verdicts = said.verdicts.map((verdict) => ({ ...verdict, verdict: 'retry', version: null }))
      return { ...answer, headers: {}, body: encoded({ ...said, verdicts }) }
    }
    if (tricks.has('knowsNoCases') && request.url.endsWith('/info')) return { ...answer, headers: {}, body: encoded({ ...json(answer.body), takes: [] }) }
    return answer
  },
}

let platform: TestPlatform
let asks: Bureau
let asked: Bureau
let beside: Bureau
beforeAll(async () => {
  platform = await startTestPlatform()
  asks = await openBureau(platform, civil, { network })
  asked = await openBureau(platform, police)
  beside = await openBureau(platform, civil)
}, 240_000)
afterAll(async () => {
  for (const one of [asks, asked, beside]) await one?.close()
  await platform?.close()
})
afterEach(() => {
  tricks.clear()
  platform.faults.clear()
})

const run = (one: Bureau) => one.call('sync.run', { secrecy: '不涉密' })
const applied = async (): Promise<string> => {
  const id = await asks.open('request')
  await asks.act('request', id, 'apply')
  await asks.sync()
  await asked.sync()
  return id
}
const actsThere = async (id: string): Promise<string[]> =>
  (await platform.db.all<{ body: string }>(sql`SELECT body FROM case_act WHERE case_id = ${id}::uuid ORDER BY n`)).map(
    ({ body }) => (JSON.parse(body) as { act: string }).act,
  )
const confirmed = async (one: Bureau) => {
  expect(await run(one)).toMatchObject({ error: { code: 'sync.asks.restored' } })
  await one.as('keeper')
  await one.value('sync.confirm', { question: 'restored' })
  await one.as('officer')
}

test('an act whose answer was lost counts once, from its first receipt on', async () => {
  const id = await asks.open('request')
  await asks.act('request', id, 'apply')
  tricks.add('loses')
  expect(await run(asks)).toMatchObject({ error: { code: 'sync.unreachable' } })
  expect(await asks.thread('request', id)).toEqual(['apply issued'])
  const [row] = await platform.db.all<{ body: string }>(sql`SELECT body FROM case_act WHERE case_id = ${id}::uuid`)
  tricks.clear()
  expect(await asks.sync()).toMatchObject({ verdicts: { already: 1 } })
  const [act] = (await asks.file('request', id)).acts
  expect(act).toMatchObject({ status: 'counted', receivedOn: (JSON.parse(row?.body ?? '{}') as { when: string }).when })
  expect(await actsThere(id)).toEqual(['apply'])
})

test('an act that the case’s line tells of counts, whatever became of its answer, which frees it later', async () => {
  const id = await asks.open('request')
  await asks.act('request', id, 'apply')
  tricks.add('putsOff')
  await asks.sync()
  await asks.sync()
  expect(await asks.thread('request', id)).toEqual(['apply counted'])
  expect((await asks.value('sync.status', {})).waiting).toBe(1)
  tricks.clear()
  expect(await asks.sync()).toMatchObject({ verdicts: { already: 1 } })
  expect((await asks.value('sync.status', {})).waiting).toBe(0)
  expect(await actsThere(id)).toEqual(['apply'])
})

test('acts wait for a platform that knows of cases; everything else goes on', async () => {
  const id = await asks.open('request')
  await asks.act('request', id, 'apply')
  tricks.add('knowsNoCases')
  await asks.save({ title: '救助站信息' })
  expect(await asks.sync()).toMatchObject({ pushed: 1, quarantined: 0 })
  expect(await asks.thread('request', id)).toEqual(['apply issued'])
  tricks.clear()
  expect(await asks.sync()).toMatchObject({ pushed: 1 })
  expect(await asks.thread('request', id)).toEqual(['apply counted'])
})

test('two devices of one agency on one case: what was done first counts, the other comes back', async () => {
  const id = await applied()
  await beside.sync()
  expect(await beside.thread('request', id)).toEqual(['apply counted'])
  expect((await beside.value('request.get', { id })).row).toMatchObject({ party: 'applicant', other: police })
  await beside.act('request', id, 'withdraw')
  await asks.act('request', id, 'message')
  await beside.sync()
  expect(await asks.sync()).toMatchObject({ verdicts: { rejected: 1 } })
  expect(await asks.thread('request', id)).toEqual(['apply counted', 'withdraw counted', 'message returned'])
  expect(await beside.thread('request', id)).toEqual(['apply counted', 'withdraw counted'])
})

test('a platform put back to a backup gets again what it lost, from whoever said it and in its order', async () => {
  const id = await applied()
  await asked.act('request', id, 'noticeMissing')
  await asked.sync()
  await asks.sync()
  await asks.act('request', id, 'complete')
  await asks.sync()
  await asked.sync()
  await asked.act('request', id, 'message')
  await asked.sync()
  await asks.sync()
  const whole = await applied()
  const before = (await asks.file('request', id)).acts[0]?.receivedOn
  await putCaseBack(platform.db, id, 1)
  await putCaseBack(platform.db, whole, 0)
  await nextEpoch(platform.db)
  for (const one of [asks, asked, beside]) await confirmed(one)
  // The completion waits for the notice, which is the other side's to bring again.
  await asks.sync()
  expect(await actsThere(id)).toEqual(['apply'])
  expect(await asks.thread('request', id)).toEqual(['apply counted', 'complete issued', 'noticeMissing returned', 'message returned'])
  expect(await actsThere(whole)).toEqual(['apply'])
  await asked.sync()
  expect(await actsThere(id)).toEqual(['apply', 'noticeMissing'])
  await asks.sync()
  await asked.sync()
  await asks.sync()
  const all = ['apply', 'noticeMissing', 'complete', 'message']
  expect(await actsThere(id)).toEqual(all)
  for (const one of [asks, asked]) {
    expect(await one.thread('request', id)).toEqual(all.map((act) => `${act} counted`))
    expect(await one.thread('request', whole)).toEqual(['apply counted'])
    expect((await one.value('sync.status', {})).quarantined).toBe(one === asks ? 1 : 0)
  }
  expect((await asks.file('request', id)).acts[0]?.receivedOn).toBe(before)
  // A third copy brings nothing twice, though it had some of it.
  await beside.sync()
  expect(await actsThere(id)).toEqual(all)
})

test('what its party can not have said, or what can not follow, is passed over; so is another history of what counted', async () => {
  const passes = async (one: Bureau, id: string, thread: string[]) => {
    await one.sync()
    expect((await one.value('sync.status', {})).passedOver).toBe(1)
    const got = await one.call('request.get', { id })
    expect(got.ok ? await one.thread('request', id) : []).toEqual(thread)
  }
  const settle = async (one: Bureau) => {
    platform.faults.clear()
    await one.as('sys')
    await one.value('sync.again', {})
    await one.as('officer')
    await one.sync()
    expect((await one.value('sync.status', {})).passedOver).toBe(0)
  }
  for (const fault of ['doublesActs', 'shufflesActs'] as const) {
    const id = await asks.open('request')
    await asks.act('request', id, 'apply')
    await asks.act('request', id, 'message')
    await asks.sync()
    platform.faults.add(fault)
    await passes(asked, id, [])
    await settle(asked)
    expect(await asked.thread('request', id)).toEqual(['apply counted', 'message counted'])
  }
  const id = await applied()
  const spoil = async (n: number, from: string, to: string) => {
    await platform.db.script('ALTER TABLE case_act DISABLE TRIGGER case_act_append_only')
    await platform.db.run(sql`UPDATE case_act SET body = replace(body, ${from}, ${to}) WHERE case_id = ${id}::uuid AND n = ${n}`)
    await platform.db.script('ALTER TABLE case_act ENABLE TRIGGER case_act_append_only')
  }
  await asked.act('request', id, 'grant')
  await asked.sync()
  // Said by the wrong party.
  const party = ['"party":"respondent"', '"party":"applicant"'] as const
  await spoil(2, ...party)
  await passes(asks, id, ['apply counted'])
  await spoil(2, party[1], party[0])
  await settle(asks)
  expect(await asks.thread('request', id)).toEqual(['apply counted', 'grant counted'])
  // In the right party's name by an agency that is neither.
  await asked.act('request', id, 'message')
  await asked.sync()
  await spoil(3, '"agency":"澄湖市公安局"', '"agency":"澄湖市教育局"')
  await passes(asks, id, ['apply counted', 'grant counted'])
  await spoil(3, '"agency":"澄湖市教育局"', '"agency":"澄湖市公安局"')
  await settle(asks)
  // The time an act counts from is the first that was told.
  const told = (await asks.file('request', id)).acts.map(({ receivedOn }) => receivedOn)
  platform.faults.add('movesActs')
  await asked.act('request', id, 'message')
  await asked.sync()
  await asks.sync()
  expect((await asks.file('request', id)).acts.slice(0, told.length).map(({ receivedOn }) => receivedOn)).toEqual(told)
})

test('of a sealed case nothing leaves and nothing more is held; once the seal is lifted it goes on', async () => {
  const id = await applied()
  await asks.act('request', id, 'message')
  await asks.value('request.seal', { id, claimedBy: '市局' })
  await asked.act('request', id, 'message')
  await asked.sync()
  expect(await asks.sync()).toMatchObject({ pushed: 0, passedOver: 1 })
  expect(await actsThere(id)).toEqual(['apply', 'message'])
  expect((await asks.value('request.get', { id })).file).toBeNull()
  expect((await asks.value('sync.waiting', { limit: 50 })).lines).toEqual([])
  await asks.as('sec')
  await asks.value('request.unseal', { id, ruling: '国保〔2026〕1号' }, { with: { user: 'keeper', passphrase: passphraseOf('keeper') } })
  await asks.as('officer')
  await asks.sync()
  expect(await asks.thread('request', id)).toEqual(['apply counted', 'message counted', 'message counted'])
  expect((await asks.value('sync.status', {})).passedOver).toBe(0)
})

test('what is frozen when a case is sealed does not leave either', async () => {
  const id = await applied()
  await asks.act('request', id, 'message')
  tricks.add('loses')
  await run(asks)
  tricks.clear()
  expect(await actsThere(id)).toEqual(['apply', 'message'])
  await putCaseBack(platform.db, id, 1)
  await asks.value('request.seal', { id, claimedBy: '市局' })
  await asks.sync()
  expect(await actsThere(id)).toEqual(['apply'])
})

test('a copy put back to a backup is another device: no act doubles, and what it did since comes again', async () => {
  const id = await asks.open('request')
  const draft = await asks.act('request', id, 'apply')
  const { name } = await asks.value('vault.backup', {})
  await asks.sync()
  await asked.sync()
  await asked.act('request', id, 'noticeMissing')
  await asked.sync()
  await asks.sync()
  await asks.act('request', id, 'complete')
  await asks.sync()
  const before = await asks.thread('request', id)
  await asks.value('vault.lock', {})
  const secrets = { passphrase: passphraseOf('officer'), with: { user: 'sec', passphrase: passphraseOf('sec') } }
  await asks.value('vault.restore', { user: 'officer', name }, secrets)
  await asks.as('officer')
  await enrol(asks, await platform.code(civil), platform.base)
  expect(await asks.thread('request', id)).toEqual(['apply issued'])
  const back = await asks.sync()
  expect(back.verdicts).toMatchObject({ rejected: 0 })
  expect(await asks.thread('request', id)).toEqual(before)
  expect((await asks.file('request', id)).acts[0]?.id).toBe(draft)
  expect(await actsThere(id)).toEqual(['apply', 'noticeMissing', 'complete'])
})
