import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conditionSchema } from '../../../shared/statistics/indicator.ts'
import { type SourceName, sourceNames, sources } from '../../../shared/statistics/sources.ts'
import { firstCondition, operatorOf, operators, operatorsFor, withOperator } from './conditions.ts'

const place = fc
  .constantFrom(...sourceNames)
  .chain((source: SourceName) => fc.constantFrom(...Object.keys(sources[source].facts)).map((fact) => ({ source, fact })))

test('whatever is chosen stands as a condition the core takes', () => {
  fc.assert(
    fc.property(place, fc.array(fc.constantFrom(...operators), { maxLength: 6 }), ({ source, fact }, chosen) => {
      let condition = firstCondition(source, fact)
      for (const operator of chosen) {
        condition = withOperator(condition, operator)
        expect(operatorOf(condition)).toBe(operator)
        expect(condition.fact).toBe(fact)
        conditionSchema.parse(condition)
      }
    }),
  )
})

test('only numbers are asked for more or less', () => {
  expect(operatorsFor('entry', 'items')).toContain('atLeast')
  expect(operatorsFor('entry', 'shareType')).toEqual(['is', 'not'])
})
