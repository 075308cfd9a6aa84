import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Formula, formulaSchema, formulaWords, troubleIn } from '../../../../shared/statistics/indicator.ts'
import { sourceNames, sources } from '../../../../shared/statistics/sources.ts'
import { formulaKinds, withKind, withSource } from './formula.ts'

const step = fc.oneof(
  fc.constantFrom(...formulaKinds).map(
    (kind) =>
      (formula: Formula): Formula =>
        withKind(formula, kind),
  ),
  fc.constantFrom(...sourceNames).map(
    (source) =>
      (formula: Formula): Formula =>
        formula.kind === 'manual' ? formula : withSource(formula, source),
  ),
)

test('whichever way it is put together it is a formula the core takes, and can be said', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      const made = steps.reduce((formula, next) => next(formula), { kind: 'count', source: 'entry', where: [] } as Formula)
      formulaSchema.parse(made)
      // A record without a single number has nothing to add up: the editor says so.
      const numbers = made.kind === 'manual' || Object.values(sources[made.source].facts).some(({ type }) => type === 'number')
      if (numbers || (made.kind !== 'sum' && made.kind !== 'mean')) expect(troubleIn({ formula: made })).toBe('')
      expect(formulaWords({ formula: made, unit: 'count' }).zh).not.toBe('')
    }),
  )
})
