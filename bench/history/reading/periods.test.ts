import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays } from '../../../shared/days.ts'
import { nextYearStart, periodKinds, periodsOf, withYearStart, type Years, yearsFrom } from '../../../shared/statistics/periods.ts'
import { spansThrough } from './periods.ts'

const start = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map((both) => both.map((n) => String(n).padStart(2, '0')).join('-'))
const day = fc.integer({ min: 0, max: 9_000 }).map((n) => addDays('2005-01-01', n))
const months = { month: 1, quarter: 3, halfYear: 6, year: 12 } as const

it('periods of years that begin on another day from a day on are those of the second reading', () => {
  fc.assert(
    fc.property(fc.constantFrom(...periodKinds), start, fc.array(fc.tuple(start, day), { maxLength: 3 }), (kind, first, more) => {
      const years = more.reduce<Years>(
        (known, [yearStart, after]) => withYearStart(known, { since: nextYearStart(yearStart, after), yearStart }),
        yearsFrom(first),
      )
      const named = Array.from({ length: 30 }, (_, at) => 2003 + at)
      const told = spansThrough(
        named,
        months[kind],
        years.map(({ since, yearStart }) => ({ since, begins: yearStart })),
      )
      expect(named.flatMap((year) => periodsOf(kind, year, years)).map(({ id, from, until }) => ({ id, from, until }))).toEqual(told)
    }),
  )
})
