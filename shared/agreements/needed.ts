import type { PlacedRule } from '../regulations/cited.ts'
import { type Facts, holdsFor, type PackSet, type PlacedPack, rulesOf } from '../regulations/pack-set.ts'

export type AgreementNeed = {
  /** The rules in force that ask for an agreement before sharing; none: nothing does. */
  rules: readonly PlacedRule[]
  /** Where nothing asks for one and it is wanted all the same: the rules against added conditions (Order 809 art.15). */
  against: readonly PlacedRule[]
  /** Packs that bind the agency, would have asked for one, and no longer hold. */
  lost: readonly PlacedPack[]
}

/** Whether an agreement must be signed before sharing. It is never made up: without a rule the answer is no. */
export const agreementNeeded = (set: PackSet, facts: Facts): AgreementNeed => {
  const rules = rulesOf(set, { kind: 'agreement' }).filter(({ rule, displaced }) => displaced === null && holdsFor(rule, facts))
  const lost = set.lost.filter(({ pack }) => pack.rules.some((rule) => rule.kind === 'agreement' && holdsFor(rule, facts)))
  return { rules, against: rules.length > 0 ? [] : againstConditions(set), lost }
}

/** The rules by which nothing may be asked that hinders sharing. */
export const againstConditions = (set: PackSet): PlacedRule[] => ruledBy(set, 'shareCondition.asksMore')

/** The rules in force a kind of finding rests on, in entries and in agreements alike. */
export const ruledBy = (set: PackSet, finding: string): PlacedRule[] => [...(set.byFinding.get(finding) ?? [])]
