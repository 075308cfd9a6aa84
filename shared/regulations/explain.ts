import type { z } from 'zod'
import { type Cited, cite, type PlacedRule, sayCitation } from './cited.ts'
import type { coverageSchema, Pack, Place } from './pack.ts'
import { type Facts, holdsFor, type PackSet, rulesOf, versionsOn } from './pack-set.ts'
import type { Standing } from './standing.ts'
import { asksMore, basisAsOf, deadlineAsOf, strictest } from './strictest.ts'

/** A rule with all that is to be said of it beside the others of a day. */
export type Explanation = Cited & {
  kind: string
  duty: string
  holder: PlacedRule['rule']['holder']
  limit: { n: number; unit: string } | null
  strictest: boolean
  asksMore: Cited[]
  accepted: boolean | null
}

export type Answer = { rules: Explanation[]; undecided: boolean; accepted: boolean | null; lost: { pack: string; title: Pack['title']; standing: Standing }[] }

const explain = (set: PackSet, row: PlacedRule, also: { strictest?: boolean; accepted?: boolean } = {}): Explanation => {
  const { rule } = row
  return {
    ...cite(row),
    kind: rule.kind,
    duty: rule.duty,
    holder: rule.holder,
    limit: rule.kind === 'deadline' ? rule.limit : null,
    strictest: also.strictest ?? false,
    asksMore: asksMore(set, row).map(cite),
    accepted: also.accepted ?? null,
  }
}

/** Packs the agency works under that would have spoken, had they been in force. */
const lostWhere = (set: PackSet, speaks: (rule: Pack['rules'][number]) => boolean): Answer['lost'] =>
  set.lost.filter(({ pack }) => pack.rules.some(speaks)).map(({ pack, standing }) => ({ pack: pack.id, title: pack.title, standing }))

const plain = { undecided: false, accepted: null }

export const explainFinding = (set: PackSet, code: string): Answer => ({
  ...plain,
  rules: (set.byFinding.get(code) ?? []).map((row) => explain(set, row)),
  lost: lostWhere(set, ({ findings }) => findings.includes(code)),
})

/** One rule, beside what competes with it: those of the same duty, trigger and holder (practice L7). */
export const explainRule = (set: PackSet, row: PlacedRule): Answer => {
  const { rule } = row
  const rivals = set.rules.filter((other) => other.rule.id !== rule.id && sameCase(row, other))
  const first = strictest([row, ...rivals].filter((one) => set.rules.includes(one)))
  return {
    rules: [row, ...rivals].map((one) => explain(set, one, { strictest: one === first.strictest })),
    undecided: first.undecided,
    accepted: null,
    lost: [],
  }
}

const sameCase = (a: PlacedRule, b: PlacedRule): boolean => {
  if (a.rule.kind !== b.rule.kind || a.rule.duty !== b.rule.duty || a.rule.holder !== b.rule.holder) return false
  if (a.rule.kind !== 'deadline' || b.rule.kind !== 'deadline') return a.rule.kind === 'basis'
  const [one, other] = [a.rule.when.shareType, b.rule.when.shareType]
  return a.rule.starts === b.rule.starts && (one === undefined || other === undefined || one.some((type) => other.includes(type)))
}

export const explainDuty = (set: PackSet, duty: string, facts: Facts): Answer => {
  const clocks = deadlineAsOf(set, { duty }, facts)
  const rows = rulesOf(set, { duty }).filter(({ rule }) => holdsFor(rule, facts))
  return {
    rules: rows.map((row) => explain(set, row, { strictest: row === clocks.strictest })),
    undecided: clocks.undecided,
    accepted: null,
    lost: lostWhere(set, (rule) => rule.duty === duty && holdsFor(rule, facts)),
  }
}

export const explainBasis = (set: PackSet, kinds: readonly string[]): Answer => {
  const { rules, accepted } = basisAsOf(set, kinds)
  return {
    rules: rules.map(({ row, accepted: one }) => explain(set, row, { accepted: one })),
    undecided: false,
    accepted,
    lost: lostWhere(set, ({ kind }) => kind === 'basis'),
  }
}

export type CoverageHow = z.infer<typeof coverageSchema>['how']
export type CoverageLine = {
  pack: string
  place: Place
  title: Pack['title']
  how: CoverageHow
  why: Pack['title']
  calls: string[]
  tests: string[]
  rules: string[]
}

const within = (row: Place, place: Place | null): boolean =>
  place !== null &&
  place.article === row.article &&
  (row.paragraph === undefined || row.paragraph === place.paragraph) &&
  (row.item === undefined || row.item === place.item)

/** The article table of packs as they count on a day. */
export const coverageTable = (packs: readonly Pack[], on: string): CoverageLine[] =>
  versionsOn(packs, on).flatMap((pack) =>
    pack.coverage.map(({ place, how, why, calls, tests }) => ({
      pack: pack.id,
      place,
      title: sayCitation(pack, place),
      how,
      why,
      calls,
      tests,
      rules: pack.rules.filter((rule) => within(place, rule.place)).map(({ id }) => id),
    })),
  )

export const countHow = (rows: readonly { how: CoverageHow }[]): Partial<Record<CoverageHow, number>> => {
  const counts: Partial<Record<CoverageHow, number>> = {}
  for (const { how } of rows) counts[how] = (counts[how] ?? 0) + 1
  return counts
}
