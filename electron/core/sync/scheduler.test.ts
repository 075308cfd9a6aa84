import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startTestPlatform, type TestPlatform } from '../../../platform/testing.ts'
import { NetworkFailure } from '../network-failure.ts'
import { nodeNetwork } from '../node-network.ts'
import type { Network } from '../ports.ts'
import { makeTestCore, passphraseOf, type TestCore } from '../vault/testing.ts'
import { enrol } from './office.fixture.ts'

// What is waited for comes in its time, on a busy machine too.
vi.setConfig({ testTimeout: 180_000 })

let platform: TestPlatform
let core: TestCore
/** The core's clock: stands until it is moved. */
let nowMs: number
let line: 'there' | 'away' | 'hangs'
let asked = 0
const network: Network = {
  send: async (request) => {
    asked++
    if (line === 'away') throw new NetworkFailure('noRoute', 'ENETUNREACH')
    if (line === 'hangs') return new Promise((_done, fail) => request.signal.addEventListener('abort', () => fail(new Error('aborted'))))
    return nodeNetwork.send(request)
  },
  pause: async () => undefined,
}

beforeEach(async () => {
  nowMs = Date.parse('2026-11-26T01:00:00.000Z')
  line = 'there'
  platform = await startTestPlatform()
  platform.now.current = new Date(nowMs)
  core = await makeTestCore({ ports: { network, now: () => new Date(nowMs) }, rhythm: { settledMs: 1, lookMs: 10 } })
  await core.as('sys')
  await core.value('vault.setIdleLock', { minutes: 480 })
  await enrol(core, await platform.code('澄湖市民政局'), platform.base)
  asked = 0
})
afterEach(async () => {
  await core?.close()
  await platform?.close()
})

const minutes = (n: number) => {
  nowMs += n * 60_000
}
const scheduled = async () => (await core.value('sync.status', {})).scheduled
/** Waits, as long as a busy machine needs. */
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let n = 0; n < 1500; n++) {
    if (await holds()) return
    await wait(20)
  }
  throw new Error('it never came')
}
/** Long enough for many looks; what has not begun then does not begin. */
const looks = () => wait(400)
const set = () => core.value('sync.schedule', { schedule: { kind: 'every', minutes: 15 }, secrecy: '不涉密' })

test('the setting asks the secrecy question, keeps who answered it, and is switched off without', async () => {
  const schedule = { kind: 'every', minutes: 15 } as const
  expect(await core.call('sync.schedule', { schedule })).toMatchObject({ error: { code: 'secrecy.undeclared' } })
  expect(await core.call('sync.schedule', { schedule, secrecy: '不确定' })).toMatchObject({ error: { code: 'secrecy.unsure' } })
  expect(await scheduled()).toBeNull()
  expect(await core.call('sync.run', { secrecy: '不涉密', planned: true })).toMatchObject({ error: { code: 'sync.notPlanned' } })
  const { nextAt } = await set()
  expect(await scheduled()).toEqual({ schedule, secrecy: '不涉密', by: 'officer', at: '2026-11-26T01:00:00.000Z', nextAt, failures: 0 })
  await core.value('sync.schedule', { schedule: null })
  expect(await scheduled()).toBeNull()
  expect((await core.value('sync.log', { kind: 'scheduled' })).lines).toMatchObject([{ note: 'off, officer' }, { note: 'every 15, officer' }])
  await core.as('sys')
  expect(await core.call('sync.schedule', { schedule: null })).toMatchObject({ error: { code: 'access.denied' } })
})

test('when its time has come it runs, is recorded as planned, and is set anew', async () => {
  await set()
  await core.value('catalogue.save', { patch: { title: '婚姻登记信息' }, secrecy: '不涉密' })
  await looks()
  expect(asked).toBe(0)
  minutes(18)
  await until(async () => (await core.value('sync.status', {})).waiting === 0)
  await until(async () => Date.parse((await scheduled())?.nextAt ?? '') > nowMs)
  expect((await core.value('sync.log', { kind: 'ran' })).lines).toMatchObject([{ note: 'planned, received 0, reported 1, passed over 0' }])
  await core.as('aud')
  expect((await core.value('audit.list', { action: 'sync.run' })).events.map(({ note }) => note)).toContain('planned, received 0, reported 1')
})

test('what fails is tried again after pauses that grow, and the next success forgets it', async () => {
  await set()
  line = 'away'
  minutes(18)
  await until(async () => (await scheduled())?.failures === 1)
  const first = await scheduled()
  expect(Date.parse(first?.nextAt ?? '') - nowMs).toBeLessThanOrEqual(90_000)
  expect(await core.value('sync.status', {})).toMatchObject({ lastError: 'sync.unreachable.route', lastErrorParams: { why: 'ENETUNREACH' } })
  minutes(2)
  await until(async () => (await scheduled())?.failures === 2)
  line = 'there'
  minutes(4)
  await until(async () => (await scheduled())?.failures === 0)
  expect(await core.value('sync.status', {})).toMatchObject({ lastError: null })
})

test('never while locked, for a role that may not, sealed, or at a question; made up for afterwards', async () => {
  await set()
  await core.value('vault.lock', {})
  minutes(60)
  await looks()
  await core.as('sys')
  await looks()
  expect(asked).toBe(0)
  await core.as('officer')
  await until(async () => Date.parse((await scheduled())?.nextAt ?? '') > nowMs)
  expect((await core.value('sync.log', { kind: 'ran' })).lines).toHaveLength(1)

  await core.value('vault.lock', {})
  await core.as('keeper')
  await core.value('vault.seal', {})
  const before = asked
  minutes(60)
  await looks()
  expect(asked).toBe(before)
})

test('one run at a time: a person is told, and a planned one waits', async () => {
  await set()
  line = 'hangs'
  minutes(18)
  await until(async () => (await core.value('sync.now', {})).running)
  expect(await core.call('sync.run', { secrecy: '不涉密' })).toMatchObject({ error: { code: 'sync.running' } })
  await core.value('vault.lock', {})
  // Cancelled by the lock: no failure, still due.
  line = 'there'
  await core.as('officer')
  await until(async () => Date.parse((await scheduled())?.nextAt ?? '') > nowMs)
  expect(await scheduled()).toMatchObject({ failures: 0 })

  line = 'hangs'
  const before = asked
  const mine = core.call('sync.run', { secrecy: '不涉密' })
  await until(async () => asked > before)
  minutes(18)
  await looks()
  expect(asked).toBe(before + 1)
  await core.value('vault.lock', {})
  expect(await mine).toMatchObject({ ok: false })
})

test('nobody waits for a run by itself: what needs the vault alone ends it, and it stays due', async () => {
  await set()
  line = 'hangs'
  minutes(18)
  await until(async () => asked > 0)
  await core.value('vault.changePassphrase', {}, { passphrase: passphraseOf('officer'), newPassphrase: 'another horse battery' })
  expect(await scheduled()).toMatchObject({ failures: 0 })
  line = 'there'
  await until(async () => Date.parse((await scheduled())?.nextAt ?? '') > nowMs)
})

test('a run by itself keeps no vault open: whoever left is locked out in time', async () => {
  await set()
  line = 'hangs'
  minutes(18)
  // Woken by the look; the vault was left for longer than the lock allows.
  await until(async () => asked > 0)
  minutes(9 * 60)
  expect(await core.call('sync.now', {})).toMatchObject({ error: { code: 'vault.locked' } })
})

test('a clock that was put back does not put the next run off', async () => {
  await set()
  minutes(-60 * 24 * 30)
  await until(async () => Date.parse((await scheduled())?.nextAt ?? '') <= nowMs + 17 * 60_000)
})
