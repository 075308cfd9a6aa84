import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays } from '../days.ts'
import {
  nextYearStart,
  periodBefore,
  periodKinds,
  periodNote,
  periodOn,
  periodsOf,
  periodsUpTo,
  periodWords,
  withYearStart,
  type Years,
  yearsFrom,
} from './periods.ts'

describe('a year of periods', () => {
  it('begins on the day the city closes its books', () => {
    expect(periodsOf('quarter', 2026).map(({ id, from, until }) => [id, from, until])).toEqual([
      ['2026-Q1', '2026-01-01', '2026-03-31'],
      ['2026-Q2', '2026-04-01', '2026-06-30'],
      ['2026-Q3', '2026-07-01', '2026-09-30'],
      ['2026-Q4', '2026-10-01', '2026-12-31'],
    ])
    expect(periodOn('quarter', '2026-03-20', yearsFrom('12-21'))).toMatchObject({ id: '2026-Q1', from: '2025-12-21', until: '2026-03-20' })
    expect(periodOn('quarter', '2026-03-21', yearsFrom('12-21')).id).toBe('2026-Q2')
    expect(periodOn('year', '2026-02-01', yearsFrom('04-01'))).toMatchObject({ id: '2025', from: '2025-04-01', until: '2026-03-31' })
    expect(periodOn('month', '2024-02-29')).toMatchObject({ id: '2024-M02', until: '2024-02-29' })
  })

  it('has names a person says', () => {
    expect(['2026-Q3', '2026-M09', '2026-H1', '2026'].map((id) => periodWords({ id }).zh)).toEqual(['2026年第3季度', '2026年9月', '2026年上半年', '2026年度'])
  })
})

const day = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('1990-01-01', n))
const start = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map((both) => both.map((n) => String(n).padStart(2, '0')).join('-'))
const kind = fc.constantFrom(...periodKinds)
/** Settings as an agency makes them: one day from ever, then others from later years on, or from earlier ones again. */
const years = fc
  .tuple(start, fc.array(fc.tuple(start, day), { maxLength: 4 }))
  .map(([first, more]) =>
    more.reduce<Years>((known, [yearStart, after]) => withYearStart(known, { since: nextYearStart(yearStart, after), yearStart }), yearsFrom(first)),
  )

test('every day lies in one period of each kind, and the one before ends the day before it begins, however often the year was moved', () => {
  fc.assert(
    fc.property(kind, day, years, (kind, on, years) => {
      const period = periodOn(kind, on, years)
      expect(period.from <= on && on <= period.until).toBe(true)
      const before = periodBefore(period, years)
      expect(before.until).toBe(addDays(period.from, -1))
      expect(periodOn(kind, period.from, years)).toEqual(period)
      expect(periodOn(kind, period.until, years)).toEqual(period)
      expect(periodsUpTo(period, 3, years).slice(1)).toEqual([before, period])
      expect(periodsOf(kind, Number(period.id.slice(0, 4)), years)).toContainEqual(period)
    }),
    { numRuns: 500 },
  )
})

test('periods of all years adjoin, and no two bear one name', () => {
  fc.assert(
    fc.property(kind, years, (kind, years) => {
      const all = Array.from({ length: 62 }, (_, at) => periodsOf(kind, 1988 + at, years)).flat()
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
      for (const [at, { from, until }] of all.entries()) {
        expect(from <= until).toBe(true)
        if (at > 0) expect(from).toBe(addDays(all[at - 1]?.until ?? '', 1))
      }
    }),
  )
})

test('what ends before the day years begin anew keeps its days and its name', () => {
  fc.assert(
    fc.property(kind, years, start, day, (kind, years, yearStart, after) => {
      const since = nextYearStart(yearStart, after)
      const moved = withYearStart(years, { since, yearStart })
      if (moved.at(-1)?.since === since) expect(periodOn(kind, since, moved)).toMatchObject({ from: since })
      // But for the one that is drawn out up to that day, and those it takes in: at most a year back.
      const earlier = addDays(since, -732)
      const kept = moved.filter((era) => era.since === null || era.since < earlier)
      if (years.slice(0, kept.length).every((era, at) => era === kept[at]) && years.length === kept.length)
        expect(periodOn(kind, earlier, moved)).toEqual(periodOn(kind, earlier, years))
    }),
  )
})

it('draws the last period out to the eve of the new year, or cuts it, and says so', () => {
  const from21 = yearsFrom('12-21')
  const plain = withYearStart(from21, { since: '2027-01-01', yearStart: '01-01' })
  expect(periodsOf('quarter', 2026, plain).at(-1)).toMatchObject({ id: '2026-Q4', from: '2026-09-21', until: '2026-12-31' })
  expect(periodOn('quarter', '2027-01-01', plain)).toMatchObject({ id: '2027-Q1', from: '2027-01-01' })
  expect(periodOn('quarter', '2026-09-20', plain)).toEqual(periodOn('quarter', '2026-09-20', from21))
  expect(periodNote({ kind: 'quarter', from: '2026-09-21' }, plain)?.zh).toBe('统计年度自2027-01-01起改变起始日，本期延至2026-12-31（原为2026-12-20）')
  expect(periodNote({ kind: 'quarter', from: '2026-06-21' }, plain)).toBeNull()
  const back = withYearStart(yearsFrom('01-01'), { since: '2026-12-21', yearStart: '12-21' })
  expect(periodOn('quarter', '2026-12-20', back)).toMatchObject({ id: '2026-Q4', from: '2026-10-01', until: '2026-12-20' })
  expect(periodOn('month', '2026-12-21', back)).toMatchObject({ id: '2027-M01', from: '2026-12-21', until: '2027-01-20' })
  // Set again before it came: what was meant first no longer holds.
  expect(withYearStart(back, { since: '2027-01-01', yearStart: '01-01' })).toEqual(yearsFrom('01-01'))
})
