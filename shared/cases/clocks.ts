import type { Calendar } from '../calendar.ts'
import { type Clock, type ClockEvent, notStarted, readClock, startDayOf } from '../clock.ts'
import { type DueFacts, dueFacts, sayDue } from '../clock-words.ts'
import { dayInChina } from '../moments.ts'
import type { PlacedRule } from '../regulations/cited.ts'
import type { DeadlineRule, Duty, holders, Words } from '../regulations/pack.ts'
import type { PackSet, PlacedPack } from '../regulations/pack-set.ts'
import { deadlineAsOf } from '../regulations/strictest.ts'
import type { Act, CaseHead, Party } from './act.ts'
import type { Machine } from './machine.ts'

/** A duty of a case: who owes it, under which rule of the law on the day it began, and until when. */
export type CaseClock = {
  duty: Duty
  party: Party
  /** The day whose law is asked: the start's; today before there is one. */
  on: string
  /** The strictest in force; without a number of days in any, one that says 及时; null: no rule in force speaks. */
  rule: PlacedRule | null
  /** Which of several is sooner depends on days that are not known yet. */
  undecided: boolean
  /** Every source, the displaced ones too. */
  all: readonly PlacedRule[]
  /** Packs that bind the agency and would have spoken, had they been in force. */
  lost: readonly PlacedPack[]
  clock: Clock
  /** What it is counted from; the one that started it first. */
  events: readonly ClockEvent[]
  due: DueFacts
  /** The day the case was closed while this was not done, by which nobody owes it any more; null: done, or still owed. */
  lapsedOn: string | null
  words: Words
}

type Holder = (typeof holders)[number]
const holderOf: Readonly<Record<Party, Holder>> = { applicant: 'user', respondent: 'provider', department: 'competentDepartment' }

type CaseEvent = ClockEvent & { draft: boolean }

const isDraft = ({ source }: Pick<Act, 'source'>): boolean => source === '本机草稿'

/** The clock events acts are; a consent to an extension says for how many units. */
export const eventsOf = (machine: Machine, acts: readonly Act[]): CaseEvent[] =>
  acts.flatMap((act) =>
    (machine.acts[act.act]?.events ?? []).map((kind) => ({
      kind,
      when: act.when,
      source: act.source,
      ruling: act.ruling,
      ...(kind === 'extensionConsented' && typeof act.fields.n === 'number' ? { n: act.fields.n } : {}),
      draft: isDraft(act),
    })),
  )

/** What was asked again after it had been answered runs anew: the events from the last such start on. */
const lastRound = (events: readonly CaseEvent[], { starts, ends }: Pick<DeadlineRule, 'starts' | 'ends'>): CaseEvent[] => {
  let round: CaseEvent[] = []
  for (const event of events) {
    if (!event.draft && event.kind === starts && round.some(({ kind, draft }) => kind === ends && !draft)) round = []
    round.push(event)
  }
  return round
}

/** The round a clock is counted from, the event that started it first. */
const countedFrom = ({ start }: Clock, round: readonly CaseEvent[]): ClockEvent[] =>
  [...round].sort((a, b) => Number(b === start) - Number(a === start)).map(({ draft: _, ...event }) => event)

/** The day the case was closed, as far as it is. */
const closedOn = (machine: Machine, acts: readonly Act[]): string | null => {
  const last = acts.findLast((act) => !isDraft(act) && typeof machine.acts[act.act]?.to === 'string')
  const state = last === undefined ? null : machine.acts[last.act]?.to
  if (last === undefined || typeof state !== 'string' || machine.states[state]?.closed !== true) return null
  return last.when.length === 10 ? last.when : dayInChina(last.when)
}

const nothingInForce: Words = { zh: '没有施行中的期限规定', en: 'no rule in force sets a time' }

/** With what a duty begins, by any text of any day: told before it is known which day's law is asked. */
const beginnings = ({ everDeadlines }: PackSet, duty: Duty, holder: Holder): DeadlineRule[] =>
  (everDeadlines.get(duty) ?? []).filter((rule) => rule.holder === holder)

/**
 * The clocks of a case, from the acts that counted and from drafts: the law is that of the day the start was received, the
 * strictest rule counts for what the case is about, and drafts and spoken words stop nothing.
 */
export const clocksOf = (
  machine: Machine,
  head: CaseHead,
  acts: readonly Act[],
  packsOn: (day: string) => PackSet,
  calendar: Calendar,
  now: string,
): CaseClock[] => {
  const events = eventsOf(machine, [...acts.filter((act) => !isDraft(act)), ...acts.filter(isDraft)])
  const facts = { ...(head.shareType === '' ? {} : { shareType: head.shareType }), sensitive: head.sensitive }
  const today = dayInChina(now)
  const closed = closedOn(machine, acts)
  // What rules are compared by is asked again of the one that counts.
  const readings = new Map<DeadlineRule, { round: CaseEvent[]; clock: Clock }>()
  const reading = (rule: DeadlineRule): { round: CaseEvent[]; clock: Clock } => {
    const found = readings.get(rule)
    if (found !== undefined) return found
    const round = lastRound(events, rule)
    const made = { round, clock: readClock(rule, round, calendar, now) }
    readings.set(rule, made)
    return made
  }
  const dayOfStart = (duty: Duty, holder: Holder): string | null => {
    for (const rule of beginnings(packsOn(today), duty, holder)) {
      const startDay = startDayOf(rule, lastRound(events, rule))
      if (startDay !== null) return startDay
    }
    return null
  }
  return machine.clocks.map((duty) => {
    const owing = machine.next.find(({ clock }) => clock === duty)?.party
    const party = typeof owing === 'string' ? owing : 'respondent'
    const holder = holderOf[party]
    const on = dayOfStart(duty, holder) ?? today
    // Compared without extensions: where two rules give the same days, what the higher one lets be extended is extended.
    const compared = deadlineAsOf(packsOn(on), { duty, holder }, facts, (rule) => reading(rule).clock.firstDue)
    const rule = compared.strictest ?? compared.all.find(({ displaced }) => displaced === null) ?? null
    const { round, clock } = rule === null ? { round: [], clock: notStarted } : reading(rule.rule)
    const dueNow = (): DueFacts => dueFacts(rule === null ? {} : rule.rule, clock, now)
    const lapsedOn = clock.start !== null && clock.end === null ? closed : null
    const { undecided, all, lost } = compared
    return {
      ...{ duty, party, on, rule, undecided, all, lost, clock, lapsedOn },
      // Said when somebody reads them: of thousands that are counted nobody does.
      get events() {
        return countedFrom(clock, round)
      },
      get due() {
        return dueNow()
      },
      get words() {
        const due = dueNow()
        return rule === null ? nothingInForce : { zh: sayDue(due, 'zh'), en: sayDue(due, 'en') }
      },
    }
  })
}
