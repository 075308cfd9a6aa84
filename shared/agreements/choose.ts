import type { AgreementClause, AgreementText } from '../cases/agreement-text.ts'
import { sayLimit } from '../clock-words.ts'
import type { PlacedRule } from '../regulations/cited.ts'
import { type Facts, holdsFor, type PackSet, ruleById, rulesOf } from '../regulations/pack-set.ts'
import { deadlineAsOf } from '../regulations/strictest.ts'
import { type Blank, type Clause, clauseParts } from './clauses/clause.ts'
import { clauseLibrary } from './clauses/library.ts'

/** A clause that is offered, and the rules in force that ask for it in the text. */
export type OfferedClause = { clause: Clause; required: readonly PlacedRule[] }

/** Of every clause the newest version that is offered on a day. */
const newest = (library: readonly Clause[], on: string): Clause[] => {
  const found = new Map<string, Clause>()
  for (const clause of library)
    if ((clause.from === null || clause.from <= on) && (found.get(clause.id)?.version ?? 0) < clause.version) found.set(clause.id, clause)
  return [...found.values()]
}

const applied = (set: PackSet, id: string, facts: Facts): PlacedRule | null =>
  set.rules.find(({ rule, displaced }) => rule.id === id && displaced === null && holdsFor(rule, facts)) ?? null

/** The clauses of the country and of the regions that bind the agency on a day, for what the information holds, in their order. */
export const clausesFor = (set: PackSet, facts: Facts, library: readonly Clause[] = clauseLibrary): OfferedClause[] => {
  const inForce = new Set(set.inForce.map(({ pack }) => pack.id))
  const sensitive = facts.sensitive ?? []
  const offered = newest(library, set.on).filter(
    ({ pack, sensitive: only }) => (pack === null || inForce.has(pack)) && (only === undefined || only.some((kind) => sensitive.includes(kind))),
  )
  const replaced = new Set(offered.flatMap(({ insteadOf }) => insteadOf ?? []))
  // What stands in place of another stands where that stood.
  const order = offered.map(({ id }) => id)
  const placeOf = ({ part, id, insteadOf }: Clause): number => clauseParts.indexOf(part) * 1000 + order.indexOf(insteadOf ?? id)
  return offered
    .filter(({ id }) => !replaced.has(id))
    .map((clause) => ({ clause, required: clause.required.flatMap((id) => applied(set, id, facts) ?? []) }))
    .sort((a, b) => placeOf(a.clause) - placeOf(b.clause))
}

/** What the law in force puts into a blank, in words; '' where none speaks. Records: the longest of the times that hold. */
const fromLaw = ({ law }: Blank, set: PackSet, facts: Facts): string => {
  if (law === undefined) return ''
  if (law.kind === 'deadline') {
    const { strictest } = deadlineAsOf(set, { duty: law.duty }, facts)
    return strictest === null ? '' : sayLimit(strictest.rule.limit, strictest.rule.manner, 'zh')
  }
  const keeps = rulesOf(set, { duty: law.duty }).flatMap(({ rule, displaced }) =>
    rule.kind === 'retention' && displaced === null && rule.keep.unit === 'year' ? [rule.keep] : [],
  )
  const longest = keeps.sort((a, b) => b.n - a.n)[0]
  return longest === undefined ? '' : sayLimit(longest, 'within', 'zh')
}

/** A clause as it goes into a text: what the law says is filled in, the rest waits for the parties. */
export const takeClause = ({ id, version, heading, text, blanks }: Clause, set: PackSet, facts: Facts): AgreementClause => ({
  id,
  version,
  heading: heading.zh,
  text: text.zh,
  blanks: Object.fromEntries(Object.entries(blanks).map(([name, blank]) => [name, fromLaw(blank, set, facts)])),
})

export type NewerClause = { id: string; stands: number; offered: Clause }

/** Newer wordings of clauses that stand in a text. They are offered; who takes one proposes another text. */
export const newerClauses = ({ clauses }: Pick<AgreementText, 'clauses'>, set: PackSet, library: readonly Clause[] = clauseLibrary): NewerClause[] => {
  const offered = new Map(newest(library, set.on).map((clause) => [clause.id, clause]))
  return clauses.flatMap(({ id, version }) => {
    const found = offered.get(id)
    return found !== undefined && version > 0 && found.version > version ? [{ id, stands: version, offered: found }] : []
  })
}

/** A clause of the library by what a text says of it: which words a blank waits for. */
export const libraryClause = (id: string, version: number, library: readonly Clause[] = clauseLibrary): Clause | null =>
  library.find((clause) => clause.id === id && clause.version === version) ?? null

/** Rules by their ids as they stand on a day, those that are not in force left out. */
export const rulesInForce = (set: PackSet, ids: readonly string[]): PlacedRule[] =>
  ids.flatMap((id) => {
    const row = ruleById(set, id)
    return row !== null && set.rules.includes(row) && row.displaced === null ? [row] : []
  })
