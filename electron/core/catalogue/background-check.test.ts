import { afterEach, expect, it, vi } from 'vitest'
import { soundEntry } from '../../../shared/checks/sound-entry.fixture.ts'
import type { Events } from '../../../shared/contract.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'

const secrecy = '不涉密' as const
const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

vi.setConfig({ testTimeout: 60_000 })

const atOnce = { settledMs: 5, dayMs: 20 }
const never = { settledMs: 1_000_000, dayMs: 1_000_000 }

const opened = async (now: () => Date, background: { settledMs: number; dayMs: number }): Promise<TestCore & { told: Events['checked'][] }> => {
  const test = await makeTestCore({ ports: { now }, background })
  ends.push(test.close)
  const told: Events['checked'][] = []
  test.core.on('checked', (event) => told.push(event))
  await test.as('officer')
  return { ...test, told }
}

/** Entries that say they will be published tomorrow: a finding that a new day takes away. */
const fill = async (test: TestCore, count: number): Promise<void> => {
  for (let n = 0; n < count; n++) {
    const patch = soundEntry({ title: `公共资源交易信息之${'甲乙丙丁戊己庚辛'[n % 8]}${'子丑寅卯辰巳午未'[Math.floor(n / 8) % 8]}`, publishedOn: '2026-11-23' })
    await test.value('catalogue.save', { patch: { ...patch, codes: [{ code: `307021/${10_000 + n}`, cls1: '3', cls2: '', cls3: '', cls4: '' }] }, secrecy })
  }
}
const found = async (test: TestCore) => {
  const { rules, upToDate } = await test.value('catalogue.check', {})
  return { future: rules.find(({ code }) => code === 'publishedOn.future')?.entries ?? 0, upToDate }
}

it('brings stored findings up to date on a new day, by itself and once', async () => {
  let day = '2026-11-22T15:59:50.000Z'
  const test = await opened(() => new Date(day), atOnce)
  await fill(test, 40)
  await vi.waitFor(async () => expect(await found(test)).toEqual({ future: 40, upToDate: true }), { timeout: 20_000 })
  const version = async () => (await test.value('catalogue.search', { text: '', limit: 1 })).items[0]?.version
  test.told.length = 0
  day = '2026-11-22T16:00:05.000Z'
  await vi.waitFor(async () => expect(await found(test)).toEqual({ future: 0, upToDate: true }), { timeout: 20_000 })
  expect(test.told.at(-1)).toEqual({ done: 40, total: 40 })
  expect(await version()).toBe(1)
  const { events } = await test.value('audit.verify', {})
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(test.told.filter(({ done }) => done === 40)).toHaveLength(1)
  expect((await test.value('audit.verify', {})).events).toBe(events)
})

it('goes on where it was after an end in the middle', async () => {
  let day = '2026-11-22T15:59:50.000Z'
  const now = () => new Date(day)
  const test = await opened(now, atOnce)
  await fill(test, 64)
  await vi.waitFor(async () => expect((await found(test)).upToDate).toBe(true), { timeout: 20_000 })
  day = '2026-11-22T16:00:05.000Z'
  // Nothing but findings is written: each slice writes at most thirty entries, so it is locked somewhere inside.
  await vi.waitFor(async () => expect((await found(test)).future).toBeLessThan(64), { interval: 1, timeout: 20_000 })
  const left = await found(test)
  await test.value('vault.lock', {})
  test.told.length = 0
  await test.as('officer')
  await vi.waitFor(async () => expect(await found(test)).toEqual({ future: 0, upToDate: true }), { timeout: 20_000 })
  if (!left.upToDate) expect(test.told.at(-1)).toEqual({ done: 64, total: 64 })
})

it('leaves it to a call where nobody waits, and says that it is due', async () => {
  let day = '2026-11-22T15:59:50.000Z'
  const test = await opened(() => new Date(day), never)
  await fill(test, 3)
  expect(await test.value('catalogue.recheck', {})).toEqual({ entries: 3 })
  expect(await found(test)).toEqual({ future: 3, upToDate: true })
  day = '2026-11-22T16:00:05.000Z'
  expect(await found(test)).toEqual({ future: 3, upToDate: false })
  await test.value('catalogue.recheck', {})
  expect(await found(test)).toEqual({ future: 0, upToDate: true })
})

it('is due again when the law an agency works under is another', async () => {
  const test = await opened(() => new Date('2026-11-22T15:59:50.000Z'), never)
  await fill(test, 1)
  await test.value('catalogue.recheck', {})
  await test.value('profile.save', { patch: { regulations: ['NX'] } })
  expect((await found(test)).upToDate).toBe(true)
})
