import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays } from '../days.ts'
import { periodBefore, periodKinds, periodOn, periodsOf, periodsUpTo, periodWords } from './periods.ts'

describe('a year of periods', () => {
  it('begins on the day the city closes its books', () => {
    expect(periodsOf('quarter', 2026).map(({ id, from, until }) => [id, from, until])).toEqual([
      ['2026-Q1', '2026-01-01', '2026-03-31'],
      ['2026-Q2', '2026-04-01', '2026-06-30'],
      ['2026-Q3', '2026-07-01', '2026-09-30'],
      ['2026-Q4', '2026-10-01', '2026-12-31'],
    ])
    expect(periodOn('quarter', '2026-03-20', '12-21')).toMatchObject({ id: '2026-Q1', from: '2025-12-21', until: '2026-03-20' })
    expect(periodOn('quarter', '2026-03-21', '12-21').id).toBe('2026-Q2')
    expect(periodOn('year', '2026-02-01', '04-01')).toMatchObject({ id: '2025', from: '2025-04-01', until: '2026-03-31' })
    expect(periodOn('month', '2024-02-29')).toMatchObject({ id: '2024-M02', until: '2024-02-29' })
  })

  it('has names a person says', () => {
    expect(['2026-Q3', '2026-M09', '2026-H1', '2026'].map((id) => periodWords({ id }).zh)).toEqual(['2026年第3季度', '2026年9月', '2026年上半年', '2026年度'])
  })
})

test('every day lies in one period of each kind, and the one before ends the day before it begins', () => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('1990-01-01', n))
  const start = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map((both) => both.map((n) => String(n).padStart(2, '0')).join('-'))
  fc.assert(
    fc.property(fc.constantFrom(...periodKinds), day, start, (kind, on, yearStart) => {
      const period = periodOn(kind, on, yearStart)
      expect(period.from <= on && on <= period.until).toBe(true)
      const before = periodBefore(period, yearStart)
      expect(before.until).toBe(addDays(period.from, -1))
      expect(periodOn(kind, period.from, yearStart)).toEqual(period)
      expect(periodOn(kind, period.until, yearStart)).toEqual(period)
      expect(periodsUpTo(period, 3, yearStart).slice(1)).toEqual([before, period])
    }),
  )
})
