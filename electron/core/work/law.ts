import { type Calendar, workingDaysBetween } from '../../../shared/calendar.ts'
import { type ClockEvent, readClock } from '../../../shared/clock.ts'
import type { DueFacts } from '../../../shared/clock-words.ts'
import { addDays, daysBetween } from '../../../shared/days.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { type PlacedRule, sayCitation } from '../../../shared/regulations/cited.ts'
import type { DeadlineRule, Pack, Words } from '../../../shared/regulations/pack.ts'
import { type Facts, holdsFor, type PackSet, packSet } from '../../../shared/regulations/pack-set.ts'
import { strictest } from '../../../shared/regulations/strictest.ts'
import { readCalendar } from '../calendar/stored-calendar.ts'
import type { ReadDb } from '../db/open.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { allPacks } from '../rules/queries.ts'

/** The law and the calendar an agency's tasks are counted by, read once for many of them. */
export type Law = { now: string; today: string; calendar: Calendar; packs: readonly Pack[]; on(day: string): PackSet }

/** What changes only when somebody writes a profile or a pack. */
const readParts = (db: ReadDb) => ({ packs: allPacks(db), regulations: readProfile(db).regulations, calendar: readCalendar(db) })

export const readLaw = (db: ReadDb, now: string): Law => {
  const { packs, regulations, calendar } = db.kept(readParts)
  const sets = new Map<string, PackSet>()
  return {
    now,
    today: dayInChina(now),
    calendar,
    packs,
    on: (day) => {
      const known = sets.get(day) ?? packSet(packs, day, regulations)
      sets.set(day, known)
      return known
    },
  }
}

/** Where a rule is written, for lists: short, and with the newest version's title. */
export const articleOf = (law: Law, rule: string): Words | null => {
  for (const pack of law.packs.toReversed()) {
    const found = pack.rules.find(({ id }) => id === rule)
    if (found === undefined) continue
    const where = sayCitation({ title: { zh: '', en: '' } }, found.place)
    return { zh: `${pack.short.zh}${where.zh}`, en: `${pack.short.en}${where.en}` }
  }
  return null
}

export const deadlineById = (law: Law, rule: string): DeadlineRule | null => {
  for (const pack of law.packs.toReversed()) {
    const found = pack.rules.find(({ id }) => id === rule)
    if (found?.kind === 'deadline') return found
  }
  return null
}

export type Aside = { rule: string; why: 'level' | 'displaced' | 'notInForce' }
export type Chosen = { rule: DeadlineRule | null; aside: Aside[] }

type Wanted = { duty: string; starts: DeadlineRule['starts'] }
const isDeadline = (row: PlacedRule): row is PlacedRule & { rule: DeadlineRule } => row.rule.kind === 'deadline'

/**
 * The rule that sets the day for what began on `day` (practice L7, L8): the strictest of those the facts fall under; where
 * none has a number, the one that says 及时. A displaced rule stays aside as long as the one that displaces it holds
 * for these very facts.
 */
export const chooseRule = (law: Law, wanted: Wanted, facts: Facts, day: string, source: ClockEvent['source']): Chosen => {
  const set = law.on(day)
  const asks = ({ rule }: Pick<PlacedRule, 'rule'>) => rule.kind === 'deadline' && rule.duty === wanted.duty && rule.starts === wanted.starts
  const rows = set.rules.filter(asks).filter(isDeadline)
  const aside: Aside[] = set.lost.flatMap(({ pack }) =>
    pack.rules.filter((rule) => asks({ rule })).map((rule): Aside => ({ rule: rule.id, why: 'notInForce' })),
  )
  const holding = rows.filter(({ rule }) => {
    const holds = holdsFor(rule, facts)
    if (!holds) aside.push({ rule: rule.id, why: 'level' })
    return holds
  })
  const standing = holding.flatMap((row) => {
    const by = row.displaced?.by
    const displaced = by !== undefined && (!rows.some(({ rule }) => rule.id === by) || holding.some(({ rule }) => rule.id === by))
    if (displaced) aside.push({ rule: row.rule.id, why: 'displaced' })
    return displaced ? [] : [{ ...row, displaced: null }]
  })
  const found = strictest(standing, (rule) => dueUnder(law, rule, day, source, []).dueOn).strictest?.rule
  return { rule: found ?? standing[0]?.rule ?? null, aside }
}

/** The last day under a rule, from the events its clock knows of. */
export const dueUnder = (
  law: Law,
  rule: DeadlineRule,
  day: string,
  source: ClockEvent['source'],
  more: readonly ClockEvent[],
): { dueOn: string | null; provisional: boolean; extension: 'none' | 'granted' | 'missing' | 'tooLate' } => {
  const clock = readClock(rule, [{ kind: rule.starts, when: day, source }, ...more], law.calendar, law.now)
  return { dueOn: clock.due, provisional: clock.provisional.length > 0, extension: clock.extension.state }
}

/** Clocks with so many working days left are 临期, as in shared/clock.ts. */
const nearUnits = 2

/** The last day that is 临期 today. */
export const nearDay = ({ calendar, today }: Law): string => {
  let at = today
  for (let left = nearUnits; left > 0; ) {
    at = addDays(at, 1)
    if (calendar.dayOf(at).works) left -= 1
  }
  return at
}

type Stored = { rule: string; dueOn: string | null; provisional: boolean }

/** What a chip needs of a task's clock, from the day it was given. A cycle and a day set by hand count calendar days. */
export const storedFacts = (law: Law, near: string, { rule, dueOn, provisional }: Stored): DueFacts | null => {
  const found = rule === '' || rule === byCycle ? null : deadlineById(law, rule)
  if (found === null && dueOn === null) return null
  const unit = dueOn === null ? null : (found?.limit?.unit ?? 'calendarDay')
  const { today, calendar } = law
  const left = dueOn === null ? null : unit === 'workingDay' ? workingDaysTo(calendar, today, dueOn) : daysBetween(today, dueOn)
  const state = dueOn === null ? 'noLimit' : today > dueOn ? 'overdue' : dueOn <= near ? 'near' : 'running'
  return {
    state,
    manner: rule === byCycle ? 'byCycle' : (found?.manner ?? 'within'),
    due: dueOn,
    unit,
    left,
    today,
    provisional,
    written: false,
    endedOn: null,
  }
}

const workingDaysTo = (calendar: Calendar, today: string, due: string): number =>
  today <= due ? workingDaysBetween(calendar, today, due) : 0 - workingDaysBetween(calendar, due, today)

/** In place of a rule: the entry's own 更新周期 set the day. */
export const byCycle = 'cycle'
