import { expect, test } from 'vitest'
import { createSessions } from './sessions.ts'
import { watchSleep } from './sleep.ts'

test('a beat that comes a minute late locks; ordinary beats do not', () => {
  let now = 0
  let beat: () => void = () => undefined
  let wakes = 0
  watchSleep(() => wakes++, {
    now: () => now,
    every: (ms, act) => {
      expect(ms).toBe(5000)
      beat = act
      return () => undefined
    },
  })
  for (const ms of [5000, 5000, 60_000]) {
    now += ms
    beat()
  }
  expect(wakes).toBe(0)
  now += 3_600_000
  beat()
  now += 5000
  beat()
  expect(wakes).toBe(1)
})

test('keys and tokens are long and never the same; development keeps its own', () => {
  const [one, two] = [createSessions(), createSessions()]
  expect(one.key).toMatch(/^[0-9a-f]{64}$/)
  expect(new Set([one.key, two.key, one.ticket(), one.ticket(), one.open(one.key)]).size).toBe(5)
  expect(one.knows(one.key)).toBe(false)
  const kept = createSessions('dev')
  expect([kept.open('dev'), kept.knows('dev')]).toEqual(['dev', true])
})
