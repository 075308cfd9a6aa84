import type { CoverageHow } from '../../../shared/regulations/explain.ts'

/** In the order they are counted and listed. */
export const hows = ['enforced', 'tracked', 'informative', 'outside', 'notYet', 'textMissing'] as const satisfies readonly CoverageHow[]

export const howColours: Readonly<Record<CoverageHow, string>> = {
  enforced: 'green',
  tracked: 'blue',
  informative: 'gray',
  outside: 'gray',
  notYet: 'orange',
  textMissing: 'red',
}
