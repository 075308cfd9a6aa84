import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ceilingOf, most, share, trend } from './facts.ts'

const value = fc.option(fc.integer({ min: 0, max: 10_000_000 }), { nil: null })

test('the most is the first of the greatest, and nothing where all are none', () => {
  expect(most([{ value: 0 }, { value: 0 }])).toBeNull()
  expect(most([])).toBeNull()
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1 }), (numbers) => {
      const bars = numbers.map((one, at) => ({ value: one, at }))
      const highest = Math.max(...numbers)
      expect(most(bars)?.at).toBe(highest === 0 ? undefined : numbers.indexOf(highest))
    }),
  )
})

test('a trend tells the ends and the highest point of what is known', () => {
  expect(trend([null, 3])).toBeNull()
  fc.assert(
    fc.property(fc.array(value), (values) => {
      const known = values.filter((one) => one !== null)
      const found = trend(values)
      if (known.length < 2) {
        expect(found).toBeNull()
        return
      }
      expect([found?.first.value, found?.last.value, found?.highest.value]).toEqual([known[0], known.at(-1), Math.max(...known)])
      expect(values[found?.highest.at ?? -1]).toBe(found?.highest.value)
    }),
  )
})

test('a scale ends at a round number that no value is above, and no more than two and a half times as high', () => {
  expect([ceilingOf([]), ceilingOf([null]), ceilingOf([7]), ceilingOf([10]), ceilingOf([11]), ceilingOf([3000])]).toEqual([1, 1, 10, 10, 20, 5000])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), (highest) => {
      const top = ceilingOf([highest, null, 0])
      expect(top).toBeGreaterThanOrEqual(highest)
      expect(top).toBeLessThanOrEqual(highest * 2.5)
    }),
  )
})

test('a share is in whole percent', () => {
  expect([share(1, 3), share(0, 0), share(3, 3)]).toEqual([33, 0, 100])
})
