import type { Condition } from '../../../shared/statistics/indicator.ts'
import { type SourceName, sources } from '../../../shared/statistics/sources.ts'

export const operators = ['is', 'not', 'atLeast', 'atMost'] as const
export type Operator = (typeof operators)[number]

export const operatorOf = (condition: Condition): Operator => operators.find((operator) => operator in condition) ?? 'is'

/** Only numbers are more or less than something. */
export const operatorsFor = (source: SourceName, fact: string): readonly Operator[] =>
  sources[source].facts[fact]?.type === 'number' ? operators : (['is', 'not'] as const)

/** A condition to begin with, of the kind the fact has. */
export const firstCondition = (source: SourceName, fact: string): Condition => {
  const spec = sources[source].facts[fact]
  if (spec?.type === 'number') return { fact, atLeast: 1 }
  if (spec?.type === 'flag') return { fact, is: [true] }
  return { fact, is: [Object.keys(spec?.values ?? {})[0] ?? ''] }
}

/** The same, asked the other way; values stay where they can. */
export const withOperator = (condition: Condition, operator: Operator): Condition => {
  const { fact } = condition
  const values = 'is' in condition ? condition.is : 'not' in condition ? condition.not : ['atLeast' in condition ? condition.atLeast : condition.atMost]
  const n = typeof values[0] === 'number' ? values[0] : 0
  if (operator === 'is') return { fact, is: [...values] }
  if (operator === 'not') return { fact, not: [...values] }
  return operator === 'atLeast' ? { fact, atLeast: n } : { fact, atMost: n }
}
