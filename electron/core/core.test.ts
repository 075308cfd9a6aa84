import { afterEach, expect, test, vi } from 'vitest'
import type { Events } from '../../shared/contract.ts'
import { appendEvent } from './audit/append.ts'
import { commits } from './commit.ts'
import { migrate, migrations } from './db/migrations.ts'
import { openWriter } from './db/open.ts'
import { sql } from './db/sql.ts'
import { asFailure } from './failure.ts'
import { makeTestCore, type TestCore, type TestOptions } from './vault/testing.ts'

let made: TestCore[] = []
const make = async (options: TestOptions = {}) => {
  const one = await makeTestCore(options)
  made.push(one)
  return one
}
afterEach(async () => {
  vi.useRealTimers()
  for (const one of made) await one.close()
  made = []
})

/** A wall clock and a steady clock the test moves by hand. */
const clocks = () => {
  let wallMs = Date.parse('2026-11-22T01:00:00.000Z')
  let steadyMs = 0
  return {
    now: () => new Date(wallMs),
    monotonicMs: () => steadyMs,
    wait: (ms: number) => {
      wallMs += ms
      steadyMs += ms
    },
    setWall: (ms: number) => {
      wallMs += ms
    },
  }
}
const minute = 60_000

test('idle minutes lock the vault; asking for its state does not keep it open', async () => {
  const clock = clocks()
  const { as, call, value, core } = await make({ ports: clock })
  const told: Events['locked'][] = []
  core.on('locked', (event) => {
    told.push(event)
  })
  await as('sec')
  await value('vault.setIdleLock', { minutes: 10 })
  clock.wait(9 * minute)
  await value('vault.users', {})
  clock.wait(9 * minute)
  await value('vault.status', {})
  expect((await value('vault.status', {})).state).toBe('open')
  clock.wait(minute)
  await value('vault.status', {})
  expect(await call('vault.users', {})).toMatchObject({ error: { code: 'vault.locked' } })
  expect(told.at(-1)).toEqual({ why: 'idle' })
})

test('the timer locks without any call', async () => {
  const clock = clocks()
  const { as, value, core } = await make({ ports: clock })
  const locked = new Promise<Events['locked']>((resolve) => {
    core.on('locked', resolve)
  })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  await as('sec')
  clock.wait(15 * minute)
  vi.advanceTimersByTime(15 * minute)
  vi.useRealTimers()
  expect(await locked).toEqual({ why: 'idle' })
  expect((await value('vault.status', {})).state).toBe('locked')
})

test('suspend and close lock at once, and say why', async () => {
  const { as, value, core } = await make()
  const told: string[] = []
  core.on('locked', ({ why }) => {
    told.push(why)
  })
  await as('officer')
  await core.suspend()
  expect((await value('vault.status', {})).state).toBe('locked')
  await as('officer')
  await core.close()
  expect(told).toEqual(['suspend', 'closed'])
})

test('a clock that was moved is recorded in minutes, a machine that merely waits is not', async () => {
  const clock = clocks()
  const { as, call, value } = await make({ ports: clock })
  await as('aud')
  clock.wait(5 * minute)
  await value('vault.users', {})
  clock.setWall(10 * minute)
  await value('vault.users', {})
  clock.setWall(-90 * minute)
  await value('vault.users', {})
  // So far that the idle minutes are over too.
  clock.setWall(40 * minute)
  expect((await call('vault.users', {})).ok).toBe(false)
  // Set back while nobody was signed in.
  clock.setWall(-600 * minute)
  await as('aud')
  const { events } = await value('audit.list', { action: 'clock.jumped' })
  expect(events.map(({ note }) => note).reverse()).toEqual(['+10 min', '-90 min', '+40 min, or the machine slept', '-600 min'])
})

test('a full disk is said in plain words and leaves nothing', async () => {
  const { temp } = await make({ vault: false })
  const db = openWriter({ path: `${temp}/full.db`, keyHex: '11'.repeat(32), cipher: 'sqlcipher' }, { create: true })
  migrate(db, migrations, () => undefined)
  appendEvent(db, new Date(), { actor: 'x', second: null, action: 'a', outcome: 'ok' })
  db.exec(`PRAGMA max_page_count=${db.pragma<number>('page_count')}`)
  const ports = { now: () => new Date(), monotonicMs: () => 0 }
  const { commit } = commits(ports, { db } as Parameters<typeof commits>[1], { action: 'b', actor: 'x', second: null }, new AbortController().signal)
  let thrown: unknown
  try {
    commit(
      () => {
        for (let n = 0; n < 100; n++) db.run(sql`INSERT INTO meta (key, value) VALUES (${`k${n}`}, ${'v'.repeat(4000)})`)
      },
      () => ({}),
    )
  } catch (error) {
    thrown = error
  }
  expect(asFailure(thrown)).toMatchObject({ code: 'disk.full' })
  expect(db.inTransaction()).toBe(false)
  expect(db.get(sql`SELECT count(*) AS n FROM meta`)).toEqual({ n: 0 })
  expect(db.get(sql`SELECT count(*) AS n FROM audit`)).toEqual({ n: 1 })
  db.close()
})
