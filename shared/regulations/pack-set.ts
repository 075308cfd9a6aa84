import { addDays } from '../days.ts'
import type { PlacedRule } from './cited.ts'
import type { DeadlineRule, Pack, Rule } from './pack.ts'
import { isApplied, type Standing, standingOn } from './standing.ts'

export type PlacedPack = { pack: Pack; standing: Standing }
export type PlacedDeadline = PlacedRule & { rule: DeadlineRule }

/** The law an agency works under on a day, made once and asked often. */
export type PackSet = {
  on: string
  /** Every pack there is, in the version that counts on the day, whomever it binds. */
  known: readonly PlacedPack[]
  /** Which of them bind the agency. */
  binds: ReadonlySet<string>
  /** Applied on the day, in the order they are cited. */
  inForce: readonly PlacedPack[]
  /** Packs that bind the agency and no longer hold: replaced, ended. */
  lost: readonly PlacedPack[]
  /** Rules of the packs in force, the displaced ones among them. */
  rules: readonly PlacedRule[]
  /** Those of them that set a time, by duty; and what any known text of any day sets: clocks of thousands of cases ask. */
  deadlines: ReadonlyMap<string, readonly PlacedDeadline[]>
  everDeadlines: ReadonlyMap<string, readonly DeadlineRule[]>
  /** The applied rules a finding rests on. */
  byFinding: ReadonlyMap<string, readonly PlacedRule[]>
  /** Findings that rest on texts of which none is in force here on the day: they are not made. */
  silent: ReadonlySet<string>
}

/** Of every pack the version that counts on a day: the newest that is a correction or has begun to count. */
export const versionsOn = (packs: readonly Pack[], on: string): Pack[] => {
  const newest = new Map<string, Pack>()
  for (const pack of packs) {
    const known = newest.get(pack.id)
    if ((pack.countsFrom === null || pack.countsFrom <= on) && (known === undefined || pack.version > known.version)) newest.set(pack.id, pack)
  }
  return [...newest.values()]
}

/** National packs bind everyone; a region's those who named it, or what it replaces (practice L7). */
const binding = (packs: readonly Pack[], regulations: readonly string[]): ReadonlySet<string> => {
  const named = new Set(regulations)
  for (let before = -1; before !== named.size; ) {
    before = named.size
    for (const { id, replaces } of packs) if (replaces.some(({ pack }) => named.has(pack))) named.add(id)
  }
  return new Set(packs.filter(({ id, region }) => region === '' || named.has(id)).map(({ id }) => id))
}

const isDeadline = (row: PlacedRule): row is PlacedDeadline => row.rule.kind === 'deadline'

const counts = ({ from, to }: Rule, on: string): boolean => (from === undefined || from <= on) && (to === undefined || on <= to)

export const packSet = (packs: readonly Pack[], on: string, regulations: readonly string[]): PackSet => {
  const versions = versionsOn(packs, on)
  const known = versions.map((pack) => ({ pack, standing: standingOn(pack, on, versions) }))
  const binds = binding(versions, regulations)
  const placed = known.filter(({ pack }) => binds.has(pack.id))
  const inForce = placed.filter(({ standing }) => isApplied(standing))
  const counting = new Set(inForce.flatMap(({ pack }) => pack.rules.filter((rule) => counts(rule, on)).map(({ id }) => id)))
  const rules: PlacedRule[] = inForce.flatMap(({ pack, standing }) =>
    pack.rules
      .filter((rule) => counts(rule, on))
      .map((rule) => ({ pack, standing, rule, displaced: rule.displaced !== undefined && counting.has(rule.displaced.by) ? rule.displaced : null })),
  )
  const byFinding = new Map<string, PlacedRule[]>()
  for (const row of rules) {
    if (row.displaced !== null) continue
    for (const code of row.rule.findings) {
      const found = byFinding.get(code)
      if (found === undefined) byFinding.set(code, [row])
      else found.push(row)
    }
  }
  const silent = new Set(versions.flatMap((pack) => pack.rules.flatMap(({ findings }) => findings)).filter((code) => !byFinding.has(code)))
  const lost = placed.filter(({ standing }) => standing.state === 'replaced' || standing.state === 'ended')
  const deadlines = Map.groupBy(rules.filter(isDeadline), ({ rule }) => rule.duty)
  const ever = versions.flatMap((pack) => pack.rules.filter((rule): rule is DeadlineRule => rule.kind === 'deadline'))
  const everDeadlines = Map.groupBy(ever, ({ duty }) => duty)
  return { on, known, binds, inForce, lost, rules, deadlines, everDeadlines, byFinding, silent }
}

/** The days from which anything of these packs holds or holds no longer, in their order: between two of them the law is the same. */
export const turningDays = (packs: readonly Pack[]): string[] => {
  const begin = packs.flatMap(({ inForce, countsFrom, replaces, successors, rules }) => [
    ...[inForce.from, countsFrom, ...replaces.map(({ from }) => from), ...successors.map(({ from }) => from)],
    ...rules.map(({ from }) => from ?? null),
  ])
  const end = packs.flatMap(({ inForce, rules }) => [inForce.to, ...rules.map(({ to }) => to ?? null)])
  const known = (days: readonly (string | null)[]) => days.filter((day) => day !== null)
  return [...new Set([...known(begin), ...known(end).map((day) => addDays(day, 1))])].sort()
}

/** What a request or an entry is about, as far as rules tell cases apart. */
export type Facts = { shareType?: string; sensitive?: readonly string[]; changed?: string }

/** Whether a rule's `when` holds: a key it does not name is any. What was changed is often not asked yet: then it bars nothing. */
export const holdsFor = (rule: Rule, { shareType, sensitive = [], changed }: Facts): boolean => {
  if (!('when' in rule)) return true
  const { when } = rule
  return (
    (when.shareType === undefined || (shareType !== undefined && when.shareType.includes(shareType))) &&
    (when.sensitive === undefined || when.sensitive.some((kind) => sensitive.includes(kind))) &&
    (when.changed === undefined || changed === undefined || when.changed.includes(changed))
  )
}

/** A rule by its id, of whatever region and however it stands; null when there is none. */
export const ruleById = (set: PackSet, id: string): PlacedRule | null => {
  const applied = set.rules.find(({ rule }) => rule.id === id)
  if (applied !== undefined) return applied
  for (const { pack, standing } of set.known) {
    const rule = pack.rules.find((one) => one.id === id)
    if (rule === undefined) continue
    const displaced = rule.displaced !== undefined && set.rules.some((other) => other.rule.id === rule.displaced?.by) ? rule.displaced : null
    return { pack, standing, rule, displaced }
  }
  return null
}

export const rulesOf = (set: PackSet, wanted: { duty?: string; kind?: Rule['kind'] }): PlacedRule[] =>
  set.rules.filter(({ rule }) => (wanted.duty === undefined || rule.duty === wanted.duty) && (wanted.kind === undefined || rule.kind === wanted.kind))
