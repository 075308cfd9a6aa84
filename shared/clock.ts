import { type Calendar, type CalendarDay, type MissingYear, workingDaysBetween } from './calendar.ts'
import { addDays, addYears, daysBetween } from './days.ts'
import { answerSources } from './entry-life.ts'
import { dayInChina } from './moments.ts'
import type { DeadlineRule, EventKind, RetentionRule, Unit } from './regulations/pack.ts'

/**
 * Where a moment is recorded (practice P3): the sources of a department's answers, the platform's own listing, the text of a
 * law or decision, our own records. 本机草稿 was written on this computer and not delivered; it counts for nothing, and
 * neither does a telephone call.
 */
export const eventSources = [...answerSources, '平台清单', '文件原文', '本单位登记', '本机草稿'] as const
export type EventSource = (typeof eventSources)[number]

/** What a clock knows of: the events of its rule, and what its extension needs. */
export type ClockEvent = {
  kind: EventKind | 'extensionConsented' | 'extensionNotified' | (string & {})
  /** A moment, or a day where only a day is recorded (收文日期). */
  when: string
  source: EventSource
  /** 文号 of the competent department's written ruling that lets an answer count without the platform (practice L3). */
  ruling?: string
  /** Of a consent to an extension: how many units. */
  n?: number
}

/** Why an event was left aside. */
export const ignoredWhy = ['draft', 'spoken', 'notOnPlatform', 'platformFirst', 'laterOne', 'beforeStart'] as const
export type IgnoredWhy = (typeof ignoredWhy)[number]
export type IgnoredEvent = { event: ClockEvent; why: IgnoredWhy }

export const countedWhy = ['start', 'counted', 'notWorked', 'paused', 'rolledOver', 'rolledTo', 'year'] as const
/** `counted` is the day's number, 0 when it was skipped. */
export type ClockDay = CalendarDay & { counted: number; why: (typeof countedWhy)[number] }

export type Extension = {
  state: 'none' | 'granted' | 'missing' | 'tooLate'
  n: number
  /** What it still needs. */
  lacks: ('consent' | 'notice' | 'days')[]
}

/** `kept`: no deadline, but a time for which records are kept. */
export const clockStates = ['notStarted', 'paused', 'running', 'near', 'overdue', 'met', 'metLate', 'noLimit', 'kept'] as const
export type ClockState = (typeof clockStates)[number]

export type Clock = {
  state: ClockState
  start: ClockEvent | null
  startDay: string | null
  /** null: 及时 or 定期, not started, or standing still. */
  due: string | null
  /** Without the extension. */
  firstDue: string | null
  end: ClockEvent | null
  endDay: string | null
  /** An answer that is written and not delivered; it does not stop the clock (domain §0.4). */
  written: ClockEvent | null
  extension: Extension
  /** Packs without which the due day is provisional; empty when it is final. */
  provisional: MissingYear[]
  unit: Unit | null
  /** Units left after today up to and with the due day; 0 or negative once overdue: units since it. null when ended or without a due day. */
  left: number | null
  days: ClockDay[]
  ignored: IgnoredEvent[]
}

/** Between agencies these count once they are on the platform, or under a recorded ruling (practice L3). */
const platformOnly: ReadonlySet<string> = new Set<EventKind>(['replied', 'consentReplied', 'delivered', 'corrected'])
/** Whether this, by a letter alone, stops no clock. */
export const needsPlatform = (kind: string): boolean => platformOnly.has(kind)
export const onPlatform = ({ source }: Pick<ClockEvent, 'source'>): boolean => source === '平台' || source === '平台清单'

/** A clock that has this many units left is 临期. */
const nearUnits = 2

export const dayOfEvent = ({ when }: Pick<ClockEvent, 'when'>): string => (when.length === 10 ? when : dayInChina(when))
const earlier = (a: ClockEvent, b: ClockEvent): number => dayOfEvent(a).localeCompare(dayOfEvent(b)) || a.when.localeCompare(b.when)

/** Papers start clocks too (practice P3), also that of a kind which only the platform ends. */
const whyNoStart = ({ source }: ClockEvent): IgnoredWhy | null => (source === '本机草稿' ? 'draft' : source === '电话' ? 'spoken' : null)

const whyNoEnd = (event: ClockEvent): IgnoredWhy | null => {
  const why = whyNoStart(event)
  if (why !== null) return why
  return platformOnly.has(event.kind) && !onPlatform(event) && (event.ruling ?? '') === '' ? 'notOnPlatform' : null
}

/** Nothing is left aside for lying in the future: recorded moments count, whatever this computer takes for now. */
const counting = (events: readonly ClockEvent[], ignored: IgnoredEvent[], but: (event: ClockEvent) => IgnoredWhy | null): ClockEvent[] =>
  events
    .filter((event) => {
      const why = but(event)
      if (why !== null) ignored.push({ event, why })
      return why === null
    })
    .sort(earlier)

/** The platform's own time is the one that counts; papers count where the platform has none. */
const startOf = (events: readonly ClockEvent[], ignored: IgnoredEvent[]): ClockEvent | null => {
  const found = counting(events, ignored, whyNoStart)
  const start = found.find(onPlatform) ?? found[0] ?? null
  for (const event of found)
    if (event !== start) ignored.push({ event, why: start !== null && onPlatform(start) && !onPlatform(event) ? 'platformFirst' : 'laterOne' })
  return start
}

const endOf = (events: readonly ClockEvent[], startDay: string, ignored: IgnoredEvent[]): ClockEvent | null => {
  const found = counting(events, ignored, whyNoEnd)
  const end = found.find((event) => dayOfEvent(event) >= startDay) ?? null
  for (const event of found) if (event !== end) ignored.push({ event, why: dayOfEvent(event) < startDay ? 'beforeStart' : 'laterOne' })
  return end
}

/** The day a rule's clock begins with these events; null: it has not. */
export const startDayOf = ({ starts }: Pick<DeadlineRule, 'starts'>, events: readonly ClockEvent[]): string | null => {
  const start = startOf(
    events.filter(({ kind }) => kind === starts),
    [],
  )
  return start === null ? null : dayOfEvent(start)
}

/** The stretches a clock stood still: after the day it stopped up to and with the day it went on; an open one has no end. */
type Pause = { from: string; to: string | null }
const pausesOf = (rule: DeadlineRule, events: readonly ClockEvent[]): Pause[] => {
  const days = (kind: string) =>
    events
      .filter((event) => event.kind === kind && whyNoStart(event) === null)
      .map(dayOfEvent)
      .sort()
  return rule.pauses.flatMap(({ from, to }) => {
    const ends = days(to)
    const found: Pause[] = []
    for (const stopped of days(from)) {
      const last = found.at(-1)
      if (last !== undefined && (last.to === null || stopped < last.to)) continue
      found.push({ from: stopped, to: ends.find((day) => day >= stopped) ?? null })
    }
    return found
  })
}

type Count = { calendar: Calendar; pauses: readonly Pause[]; days: ClockDay[] }
const standsStill = (pauses: readonly Pause[], day: string): Pause | undefined => pauses.find(({ from, to }) => from < day && (to === null || day <= to))

/** Counts on from `last`; null when the clock stands still and nobody knows until when. */
const countOn = ({ calendar, pauses, days }: Count, last: string, n: number, unit: Unit): string | null => {
  if (unit === 'year') {
    const due = addYears(last, n)
    days.push({ ...calendar.dayOf(due), counted: n, why: 'year' })
    return due
  }
  let counted = 0
  let at = last
  while (counted < n) {
    at = addDays(at, 1)
    const day = calendar.dayOf(at)
    const still = standsStill(pauses, at)
    if (still?.to === null) return null
    if (still !== undefined) days.push({ ...day, counted: 0, why: 'paused' })
    else if (unit === 'workingDay' && !day.works) days.push({ ...day, counted: 0, why: 'notWorked' })
    else {
      counted += 1
      days.push({ ...day, counted: (days.findLast((known) => known.counted > 0)?.counted ?? 0) + 1, why: 'counted' })
    }
  }
  return at
}

/** A last day that is a day off moves to the next working day; working days never end on one. */
const rollOn = ({ calendar, days }: Count, due: string, rule: DeadlineRule): string => {
  if (!rule.rollForward || calendar.dayOf(due).works) return due
  const ended = days.at(-1)
  if (ended !== undefined) ended.why = 'rolledOver'
  let at = addDays(due, 1)
  while (!calendar.dayOf(at).works) {
    days.push({ ...calendar.dayOf(at), counted: 0, why: 'rolledOver' })
    at = addDays(at, 1)
  }
  days.push({ ...calendar.dayOf(at), counted: 0, why: 'rolledTo' })
  return at
}

/** An extension counts once, when consent and notice were there by the day the limit ended, for no more than the rule allows. */
const extensionOf = (rule: DeadlineRule, events: readonly ClockEvent[], firstDue: string, ignored: IgnoredEvent[]): Extension => {
  const none: Extension = { state: 'none', n: 0, lacks: [] }
  if (rule.extension === undefined) return none
  const of = (wanted: string) =>
    counting(
      events.filter(({ kind }) => kind === wanted),
      ignored,
      whyNoStart,
    )[0]
  const consent = of('extensionConsented')
  const notice = of('extensionNotified')
  if (consent === undefined && notice === undefined) return none
  const { n: most, upTo, needs } = rule.extension
  const lacks: Extension['lacks'] = []
  if (needs.includes('consent') && consent === undefined) lacks.push('consent')
  if (needs.includes('notice') && notice === undefined) lacks.push('notice')
  const n = upTo ? Math.min(most, consent?.n ?? 0) : most
  if (n === 0 && !lacks.includes('consent')) lacks.push('days')
  if (lacks.length > 0) return { state: 'missing', n: 0, lacks }
  const needed = [needs.includes('consent') ? consent : undefined, needs.includes('notice') ? notice : undefined]
  const late = needed.some((event) => event !== undefined && dayOfEvent(event) > firstDue)
  return late ? { state: 'tooLate', n: 0, lacks } : { state: 'granted', n, lacks }
}

/** Nothing has happened yet, or no rule speaks. */
export const notStarted: Clock = {
  state: 'notStarted',
  start: null,
  startDay: null,
  due: null,
  firstDue: null,
  end: null,
  endDay: null,
  written: null,
  extension: { state: 'none', n: 0, lacks: [] },
  provisional: [],
  unit: null,
  left: null,
  days: [],
  ignored: [],
}

const distinct = (missing: MissingYear[]): MissingYear[] => [...new Map(missing.map((of) => [`${of.year} ${of.region}`, of])).values()]

const leftOf = (calendar: Calendar, today: string, due: string, unit: Unit): number => {
  if (unit !== 'workingDay') return daysBetween(today, due)
  return today <= due ? workingDaysBetween(calendar, today, due) : 0 - workingDaysBetween(calendar, due, today)
}

/**
 * A deadline as a pure function of what was recorded: it can be recomputed by hand from `days`, and the computer's own
 * clock only says how much is left. The first day is not counted; a receipt on a day off starts with the next working day
 * (domain §3.4).
 */
export const readClock = (rule: DeadlineRule, events: readonly ClockEvent[], calendar: Calendar, now: string): Clock => {
  const today = dayInChina(now)
  const ignored: IgnoredEvent[] = []
  const unit = rule.limit?.unit ?? null
  const start = startOf(
    events.filter(({ kind }) => kind === rule.starts),
    ignored,
  )
  if (start === null) return { ...notStarted, unit, ignored }
  const startDay = dayOfEvent(start)
  const endings = events.filter(({ kind }) => kind === rule.ends)
  const end = endOf(
    endings.filter((event) => event !== start),
    startDay,
    ignored,
  )
  const written =
    end === null ? (ignored.findLast(({ event, why }) => event.kind === rule.ends && (why === 'draft' || why === 'notOnPlatform'))?.event ?? null) : null
  const begun = { ...notStarted, unit, start, startDay, end, endDay: end === null ? null : dayOfEvent(end), written, ignored }
  if (rule.limit === null || unit === null) return { ...begun, state: end === null ? 'noLimit' : 'met' }

  const count: Count = {
    calendar,
    pauses: pausesOf(rule, events),
    days: [{ ...calendar.dayOf(startDay), counted: 0, why: 'start' }],
  }
  const last = countOn(count, startDay, rule.limit.n, rule.limit.unit)
  if (last === null) return { ...begun, state: end === null ? 'paused' : 'met', days: count.days }
  // Rolling on rewrites days that an extension would count from.
  const plain: Count = rule.rollForward && !calendar.dayOf(last).works ? { ...count, days: count.days.map((day) => ({ ...day })) } : count
  const firstDue = rollOn(plain, last, rule)
  const extension = extensionOf(rule, events, firstDue, ignored)
  const extended = extension.state === 'granted' && rule.extension !== undefined
  const longer = extended ? countOn(count, last, extension.n, rule.extension?.unit ?? unit) : last
  if (longer === null) return { ...begun, state: end === null ? 'paused' : 'met', firstDue, extension, days: count.days }
  const due = extended ? rollOn(count, longer, rule) : firstDue
  const days = extended ? count.days : plain.days

  const left = end === null ? leftOf(calendar, today, due, unit) : null
  const state: ClockState =
    end !== null ? (dayOfEvent(end) <= due ? 'met' : 'metLate') : today > due ? 'overdue' : (left ?? 0) <= nearUnits ? 'near' : 'running'
  return { ...begun, state, due, firstDue, extension, left, days, provisional: distinct(days.flatMap(({ day }) => calendar.missingFor(day))) }
}

/** How long records are kept from a day on: the first is not counted, and the last is the last they must be there. */
export const readRetention = ({ keep }: Pick<RetentionRule, 'keep'>, start: ClockEvent, calendar: Calendar, now: string): Clock => {
  const startDay = dayOfEvent(start)
  const days: ClockDay[] = [{ ...calendar.dayOf(startDay), counted: 0, why: 'start' }]
  const due = countOn({ calendar, pauses: [], days }, startDay, keep.n, keep.unit)
  const left = due === null ? null : leftOf(calendar, dayInChina(now), due, keep.unit)
  return { ...notStarted, state: 'kept', unit: keep.unit, start, startDay, due, firstDue: due, left, days }
}
