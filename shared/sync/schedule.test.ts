import fc from 'fast-check'
import { expect, test } from 'vitest'
import { latestRun, nextRun, type Schedule, scheduleSchema, spreadMs } from './schedule.ts'

const at = (text: string) => new Date(text)

test('every so many minutes, spread over two', () => {
  const every: Schedule = { kind: 'every', minutes: 30 }
  expect(nextRun(every, at('2026-11-26T01:00:00.000Z'), 0, 0).toISOString()).toBe('2026-11-26T01:30:00.000Z')
  expect(nextRun(every, at('2026-11-26T01:00:00.000Z'), 0, 0.5).toISOString()).toBe('2026-11-26T01:31:00.000Z')
})

test('at times of day, by the day in China', () => {
  const times: Schedule = { kind: 'times', times: ['17:30', '08:30'] }
  expect(nextRun(times, at('2026-11-26T00:00:00.000Z'), 0, 0).toISOString()).toBe('2026-11-26T00:30:00.000Z')
  expect(nextRun(times, at('2026-11-26T00:30:00.000Z'), 0, 0).toISOString()).toBe('2026-11-26T09:30:00.000Z')
  expect(nextRun(times, at('2026-11-26T10:00:00.000Z'), 0, 0).toISOString()).toBe('2026-11-27T00:30:00.000Z')
  expect(nextRun(times, at('2026-11-26T20:00:00.000Z'), 0, 0).toISOString()).toBe('2026-11-27T00:30:00.000Z')
})

test('failures are tried again after a minute, two, four …, with jitter, never later than the regular time', () => {
  const every: Schedule = { kind: 'every', minutes: 60 }
  const from = at('2026-11-26T01:00:00.000Z')
  const after = (failures: number, random: number) => (nextRun(every, from, failures, random).getTime() - from.getTime()) / 60_000
  expect([1, 2, 3, 4].map((failures) => after(failures, 0.5))).toEqual([1, 2, 4, 8])
  expect(after(1, 0)).toBe(0.5)
  expect(after(40, 0.999)).toBeLessThanOrEqual(62)
})

test('whatever it is, the next run lies ahead and within reach', () => {
  const time = fc.tuple(fc.nat(23), fc.nat(59)).map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)
  const schedule = fc.oneof(
    fc.record({ kind: fc.constant('every' as const), minutes: fc.constantFrom(15 as const, 30 as const, 60 as const) }),
    fc.record({ kind: fc.constant('times' as const), times: fc.array(time, { minLength: 1, maxLength: 12 }) }),
  )
  const moment = fc.date({ min: at('2020-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z'), noInvalidDate: true })
  fc.assert(
    fc.property(schedule, moment, fc.nat(50), fc.double({ min: 0, max: 0.999, noNaN: true }), (planned, from, failures, random) => {
      expect(scheduleSchema.safeParse(planned).success).toBe(true)
      const next = nextRun(planned, from, failures, random)
      expect(next.getTime()).toBeGreaterThan(from.getTime())
      expect(next.getTime()).toBeLessThanOrEqual(latestRun(planned, from).getTime())
      expect(latestRun(planned, from).getTime() - from.getTime()).toBeLessThanOrEqual(24 * 3_600_000 + spreadMs)
    }),
  )
})
