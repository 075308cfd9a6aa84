import type { EntryContent } from '../catalogue.ts'
import type { PackSet } from '../regulations/pack-set.ts'
import { type BasisAsOf, basisAsOf } from '../regulations/strictest.ts'

type Basis = EntryContent['shareBasis'][number]
const parts = ['kind', 'title', 'number', 'article', 'quotation'] as const

export type JudgedBasis = { basis: Basis; lacks: (typeof parts)[number][]; accepted: string[]; refused: string[] }
export type Judgement = {
  bases: JudgedBasis[]
  all: BasisAsOf
  /** One regulation in force accepts what another does not. */
  rejustify: boolean
}

/**
 * On what 不予共享 rests, judged by every regulation in force on a day. What satisfies one region's rule need not satisfy
 * the country's; then it is to be justified anew. One good basis among several suffices.
 */
export const judgeBases = (set: PackSet, bases: readonly Basis[]): Judgement => {
  const all = basisAsOf(
    set,
    bases.map(({ kind }) => kind),
  )
  const accepts = (basis: Basis, yes: boolean): string[] => all.rules.filter((rule) => rule.accepts.includes(basis.kind) === yes).map(({ row }) => row.rule.id)
  return {
    bases: bases.map((basis) => ({
      basis,
      lacks: parts.filter((part) => basis[part].trim() === ''),
      accepted: accepts(basis, true),
      refused: accepts(basis, false),
    })),
    all,
    rejustify: !all.accepted && all.rules.some(({ accepted }) => accepted),
  }
}
