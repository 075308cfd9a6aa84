import type { PlacedRule } from './cited.ts'
import type { DeadlineRule } from './pack.ts'
import { type Facts, holdsFor, type PackSet, type PlacedDeadline, type PlacedPack, rulesOf } from './pack-set.ts'

/** `dueOn` gives the last day under a rule, when there is a start and a calendar to count by. */
export type DueOn = (rule: DeadlineRule) => string | null

export type Compared = {
  /** The one that asks for it soonest; null when none names a number, or which is sooner depends on the days between. */
  strictest: PlacedDeadline | null
  undecided: boolean
  /** Every source, the displaced ones too. */
  all: readonly PlacedDeadline[]
}

const isDeadline = (row: PlacedRule): row is PlacedDeadline => row.rule.kind === 'deadline'

/** Sooner or the same day, as far as it is certain without a calendar: n working days never end before n calendar days. */
const certainlyBy = (a: DeadlineRule, b: DeadlineRule): boolean => {
  if (a.limit === null || b.limit === null) return false
  if (a.limit.unit === b.limit.unit) return a.limit.n <= b.limit.n
  return a.limit.unit === 'calendarDay' && b.limit.unit === 'workingDay' && a.limit.n <= b.limit.n
}

/**
 * The strictest of rules with the same duty, trigger and holder (practice L7): the sooner for the one who owes. A rule
 * contrary to a higher one takes no part. 及时 and 定期 have no number and are shown beside it.
 */
export const strictest = (rows: readonly PlacedRule[], dueOn?: DueOn): Compared => {
  const all = rows.filter(isDeadline)
  const numbered = all.filter(({ displaced, rule }) => displaced === null && rule.limit !== null)
  if (dueOn !== undefined) {
    const due = numbered.flatMap((row) => {
      const day = dueOn(row.rule)
      return day === null ? [] : [{ row, day }]
    })
    due.sort((a, b) => a.day.localeCompare(b.day))
    const first = due[0]?.row
    if (first !== undefined) return { strictest: first, undecided: false, all }
  }
  const found = numbered.find(({ rule }) => numbered.every((other) => certainlyBy(rule, other.rule)))
  return { strictest: found ?? null, undecided: found === undefined && numbered.length > 0, all }
}

export type AsOf = Compared & {
  on: string
  /** Packs that bind the agency, had a rule of this duty and no longer hold. */
  lost: readonly PlacedPack[]
}

/** What a duty asked on the day of a pack set, with the packs that say nothing any more (decisions F5). */
export const deadlineAsOf = (set: PackSet, wanted: { duty: string; starts?: string; holder?: string }, facts: Facts, dueOn?: DueOn): AsOf => {
  const fits = (rule: PlacedRule['rule']): boolean =>
    rule.kind === 'deadline' &&
    rule.duty === wanted.duty &&
    (wanted.starts === undefined || rule.starts === wanted.starts) &&
    (wanted.holder === undefined || rule.holder === wanted.holder) &&
    holdsFor(rule, facts)
  const compared = strictest(
    (set.deadlines.get(wanted.duty) ?? []).filter(({ rule }) => fits(rule)),
    dueOn,
  )
  return { ...compared, on: set.on, lost: set.lost.filter(({ pack }) => pack.rules.some(fits)) }
}

export type BasisAsOf = {
  on: string
  /** Each rule in force with whether one of the kinds satisfies it. */
  rules: readonly { row: PlacedRule; accepts: readonly string[]; accepted: boolean }[]
  /** Every rule in force is satisfied. */
  accepted: boolean
  lost: readonly PlacedPack[]
}

/** On what 不予共享 may rest on the day of a pack set. A local text may satisfy its region's rule and not the country's. */
export const basisAsOf = (set: PackSet, kinds: readonly string[]): BasisAsOf => {
  const rules = rulesOf(set, { kind: 'basis' }).flatMap((row) =>
    row.rule.kind === 'basis' && row.displaced === null
      ? [{ row, accepts: row.rule.accepts, accepted: row.rule.accepts.some((kind) => kinds.includes(kind)) }]
      : [],
  )
  const lost = set.lost.filter(({ pack }) => pack.rules.some(({ kind }) => kind === 'basis'))
  return { on: set.on, rules, accepted: rules.every(({ accepted }) => accepted), lost }
}

/**
 * A region's rule about what those who apply must do: more than the country asks hinders sharing, so it is shown with the
 * national rules against added conditions, for people to judge (practice L7).
 */
export const asksMore = (set: PackSet, { pack, rule, displaced }: PlacedRule): PlacedRule[] =>
  pack.region !== '' && displaced === null && rule.holder === 'user' && rule.duty === 'request.submit'
    ? set.rules.filter((other) => other.pack.region === '' && other.rule.duty === 'sharing.condition' && other.rule.kind === 'duty')
    : []
