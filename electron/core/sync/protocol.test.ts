import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../../../platform/database/database.ts'
import { startTestPlatform, type TestPlatform } from '../../../platform/testing.ts'
import { infoSchema, protocolHeader, protocolVersion } from '../../../shared/platform-api/schemas.ts'
import { nodeNetwork } from '../node-network.ts'
import type { Network, NetworkAnswer } from '../ports.ts'
import { type Desk, openDesk } from './office.fixture.ts'

/** Old copies at new platforms and new copies at old ones (lesson 13): nothing is guessed, nothing is lost, work goes on. */
type Stance = {
  info?: (info: Record<string, unknown>) => { status: number; body: unknown }
  /** What the copy says it speaks. */
  speaks?: string
}
let stance: Stance = {}
let platform: TestPlatform
let desk: Desk
const network: Network = {
  pause: async () => undefined,
  send: async (request): Promise<NetworkAnswer> => {
    const headers =
      stance.speaks === undefined || request.headers[protocolHeader] === undefined ? request.headers : { ...request.headers, [protocolHeader]: stance.speaks }
    const answer = await nodeNetwork.send({ ...request, headers })
    if (stance.info === undefined || !request.url.endsWith('/v1/info')) return answer
    const { status, body } = stance.info(JSON.parse(new TextDecoder().decode(answer.body)) as Record<string, unknown>)
    return { status, headers: {}, body: new TextEncoder().encode(JSON.stringify(body)) }
  },
}
beforeAll(async () => {
  platform = await startTestPlatform()
  desk = await openDesk(platform, { ports: { network } })
}, 120_000)
afterAll(async () => {
  await desk?.close()
  await platform?.close()
})

const run = () => desk.call('sync.run', { secrecy: '不涉密' })
const stances: [string, Stance, object][] = [
  ['a newer platform', { info: (info) => ({ status: 200, body: { ...info, protocol: { min: 2, max: 3 } } }) }, { min: 2, max: 3 }],
  [
    'a newer platform of whose greeting only the versions can be read',
    { info: () => ({ status: 200, body: { protocol: { min: 7, max: 9 }, who: ['x'] } }) },
    { min: 7, max: 9 },
  ],
  ['a newer platform that greets nobody old', { info: () => ({ status: 426, body: { code: 'protocol.unsupported' } }) }, { min: '?', max: '?' }],
  ['an older platform', { info: (info) => ({ status: 200, body: { ...info, protocol: { min: 0, max: 0 } } }) }, { min: 0, max: 0 }],
  ['a platform that was replaced after it greeted', { speaks: '0' }, { min: 1, max: 1 }],
]

describe.each(stances)('%s', (_name, taken, range) => {
  test('is not worked with: it is said why, and everything stays as it is', async () => {
    const id = await desk.save({ title: '未上报的修改' })
    const before = await desk.value('sync.status', {})
    expect(before.waiting).toBeGreaterThan(0)
    stance = taken
    try {
      for (let n = 0; n < 2; n++) expect(await run()).toMatchObject({ error: { code: 'sync.protocol', params: { ...range, ours: protocolVersion } } })
      expect(await desk.value('sync.status', {})).toMatchObject({
        waiting: before.waiting,
        conflicts: 0,
        quarantined: 0,
        asks: null,
        lastError: 'sync.protocol',
      })
      // Work goes on, and what waits can be handed over as a file.
      await desk.save({ abstract: '照常编目' }, id)
      const file = join(desk.temp, `${id}.json`)
      await desk.value('catalogue.export', { file, format: 'json' })
      expect(existsSync(file)).toBe(true)
    } finally {
      stance = {}
    }
  })
})

test('when both speak the same again, everything leaves once', async () => {
  const { waiting } = await desk.value('sync.status', {})
  const { total } = await desk.value('catalogue.search', { limit: 0, facets: false })
  expect(await desk.sync()).toMatchObject({ pushed: waiting, conflicts: 0 })
  expect(await platform.db.all(sql`SELECT id FROM entity e WHERE version = 1`)).toHaveLength(total)
  expect(await desk.sync()).toMatchObject({ pulled: 0, pushed: 0 })
})

test('a platform of the same version that says more than is known is understood', async () => {
  stance = { info: (info) => ({ status: 200, body: { ...info, protocol: { min: 0, max: 4, further: true }, newThing: { a: [1] } } }) }
  try {
    await desk.save({ title: '多说的平台' })
    expect(await desk.sync()).toMatchObject({ pushed: 1 })
  } finally {
    stance = {}
  }
})

test.each([undefined, '0', '2', '', 'x', '1, 2'])(
  'to a copy that says it speaks %s the platform answers 426 and what can be done, whatever it asks',
  async (speaks) => {
    const headers: Record<string, string> = speaks === undefined ? {} : { [protocolHeader]: speaks }
    for (const [method, path] of [
      ['POST', 'enrolments'],
      ['POST', 'tokens'],
      ['GET', 'changes?cursor='],
      ['POST', 'changes'],
      ['GET', `attachments/${'0'.repeat(64)}`],
      ['GET', 'whatever'],
    ]) {
      const answer = await fetch(`${platform.base}/v1/${path}`, { method: method ?? '', headers })
      expect(answer.status, path).toBe(426)
      const problem = (await answer.json()) as { code: string; title: string }
      expect(problem).toMatchObject({ code: 'protocol.unsupported' })
      expect(problem.title).toContain('介质交换')
    }
    // Its range can always be asked for.
    const info = await fetch(`${platform.base}/v1/info`, { headers })
    expect(infoSchema.parse(await info.json()).protocol).toEqual({ min: protocolVersion, max: protocolVersion })
  },
)
