import type { Formula } from '../../../../shared/statistics/indicator.ts'
import { type SourceName, sources } from '../../../../shared/statistics/sources.ts'
import { firstCondition } from '../conditions.ts'

export const formulaKinds = ['count', 'ratio', 'sum', 'mean', 'manual'] as const
type Counted = Exclude<Formula, { kind: 'manual' }>

const numberOf = (source: SourceName): string => Object.entries(sources[source].facts).find(([, { type }]) => type === 'number')?.[0] ?? ''
const firstOf = (source: SourceName) => firstCondition(source, Object.keys(sources[source].facts)[0] ?? '')

/** Counted another way, from the same rows. */
export const withKind = (formula: Formula, kind: Formula['kind']): Formula => {
  if (kind === 'manual') return { kind }
  const { source, where } = formula.kind === 'manual' ? { source: 'entry' as const, where: [] } : formula
  switch (kind) {
    case 'count':
      return { kind, source, where }
    case 'ratio':
      return { kind, source, where, over: formula.kind === 'ratio' ? formula.over : [firstOf(source)] }
    case 'sum':
    case 'mean':
      return { kind, source, where, fact: 'fact' in formula ? formula.fact : numberOf(source) }
  }
}

/** From other rows, which know other facts: nothing is asked of them yet. */
export const withSource = (formula: Counted, source: SourceName): Formula => {
  switch (formula.kind) {
    case 'count':
      return { kind: 'count', source, where: [] }
    case 'ratio':
      return { kind: 'ratio', source, where: [], over: [firstOf(source)] }
    case 'sum':
    case 'mean':
      return { kind: formula.kind, source, where: [], fact: numberOf(source) }
  }
}
