import { baseClauses } from './base.ts'
import type { Clause } from './clause.ts'
import { hebeiClauses } from './he.ts'
import { jiangsuClauses } from './js-85.ts'
import { ningboClauses } from './nb-171.ts'
import { ningxiaClauses } from './nx.ts'

/** Every version of every clause. */
export const clauseLibrary: readonly Clause[] = [...baseClauses, ...ningboClauses, ...jiangsuClauses, ...hebeiClauses, ...ningxiaClauses]
