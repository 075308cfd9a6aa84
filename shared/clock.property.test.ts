import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CalendarPack, calendarOf } from './calendar.ts'
import { type ClockEvent, readClock } from './clock.ts'
import { type DeadlineRule, ruleSchema } from './regulations/pack.ts'

/** Counted with Date alone, one day after another, from plain sets of days. */
const next = (day: string): string => {
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString().slice(0, 10)
}
const saturdayOrSunday = (day: string): boolean => [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay())

type Sets = { off: Set<string>; work: Set<string> }
const isWorked = ({ off, work }: Sets, day: string): boolean => (off.has(day) ? false : work.has(day) ? true : !saturdayOrSunday(day))

const bruteForce = (sets: Sets, start: string, n: number, working: boolean, roll: boolean, pause?: { from: string; to: string }): string => {
  let day = start
  let left = n
  while (left > 0) {
    day = next(day)
    const still = pause !== undefined && day > pause.from && day <= pause.to
    if (!still && (!working || isWorked(sets, day))) left -= 1
  }
  while (roll && !isWorked(sets, day)) day = next(day)
  return day
}

const days = (from: string, to: string): string[] => {
  const found: string[] = []
  for (let day = from; day <= to; day = next(day)) found.push(day)
  return found
}
const all = days('2025-01-01', '2028-12-31')
const dayIn = (from: string, to: string) => fc.constantFrom(...days(from, to))
const later = (day: string, n: number): string => all[all.indexOf(day) + n] ?? day

const pack = (year: number, region: string, off: string[], work: string[]): CalendarPack => ({
  format: 'mulu-calendar/1',
  year,
  region,
  version: 1,
  source: `${year} ${region}`,
  off: off.filter((day) => day.startsWith(String(year))),
  work: work.filter((day) => day.startsWith(String(year))),
  names: {},
})

/** Days off and make-up days of four years, disjoint as in any notice. */
const some = (of: string[], maxLength: number) => fc.uniqueArray(fc.nat(of.length - 1), { maxLength }).map((at) => at.map((index) => of[index] ?? ''))
const sets = fc.record({ off: some(all, 120), work: some(all.filter(saturdayOrSunday), 40) }).map(({ off, work }) => {
  const closed = new Set(off)
  return { off: closed, work: new Set(work.filter((day) => !closed.has(day))) }
})
const calendarFrom = ({ off, work }: Sets) =>
  calendarOf(
    [2025, 2026, 2027, 2028].map((year) => pack(year, '', [...off], [...work])),
    '',
  )

const rule = (n: number, unit: string, more: Record<string, unknown> = {}): DeadlineRule =>
  ruleSchema.parse({
    kind: 'deadline',
    id: 'TEST/1',
    place: { article: 1 },
    duty: 'request.reply',
    holder: 'provider',
    about: { zh: '答复', en: 'reply' },
    starts: 'applicationReceived',
    ends: 'replied',
    limit: { n, unit },
    manner: 'within',
    ...more,
  }) as DeadlineRule
const received = (when: string): ClockEvent => ({ kind: 'applicationReceived', when, source: '平台' })

const unit = fc.constantFrom('workingDay', 'calendarDay')
const start = dayIn('2025-01-01', '2026-12-31')
const now = '2026-06-01T00:00:00.000Z'

describe('against a count day by day', () => {
  it('the due day, rolled forward or not', () => {
    fc.assert(
      fc.property(sets, start, fc.integer({ min: 1, max: 90 }), unit, fc.boolean(), (random, from, n, of, rollForward) => {
        const clock = readClock(rule(n, of, { rollForward }), [received(from)], calendarFrom(random), now)
        expect(clock.due).toBe(bruteForce(random, from, n, of === 'workingDay', rollForward))
        expect(clock.provisional).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  it('the list of days has no gap, counts to n, and every skipped day is one that may be skipped', () => {
    fc.assert(
      fc.property(sets, start, fc.integer({ min: 1, max: 60 }), unit, (random, from, n, of) => {
        const clock = readClock(rule(n, of), [received(from)], calendarFrom(random), now)
        expect(clock.days.map(({ day }) => day)).toEqual(days(from, clock.due ?? ''))
        expect(clock.days.filter(({ counted }) => counted > 0).map(({ counted }) => counted)).toEqual(Array.from({ length: n }, (_, i) => i + 1))
        for (const { day, why, works } of clock.days) {
          expect(works).toBe(isWorked(random, day))
          if (why === 'notWorked' || why === 'rolledOver') expect(works, day).toBe(false)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('an extension counts on from the last day, as far as it was granted', () => {
    fc.assert(
      fc.property(sets, start, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 20 }), unit, fc.boolean(), (random, from, n, granted, of, upTo) => {
        const more = { extension: { n: 10, unit: of, upTo, needs: ['consent', 'notice'] } }
        const events: ClockEvent[] = [
          received(from),
          { kind: 'extensionConsented', when: from, source: '平台', n: granted },
          { kind: 'extensionNotified', when: from, source: '平台' },
        ]
        const clock = readClock(rule(n, of, more), events, calendarFrom(random), now)
        const most = upTo ? Math.min(10, granted) : 10
        expect(clock.due).toBe(bruteForce(random, from, n + most, of === 'workingDay', true))
        expect(clock.firstDue).toBe(bruteForce(random, from, n, of === 'workingDay', true))
      }),
      { numRuns: 500 },
    )
  })

  it('a pause of a rule that knows one is not counted', () => {
    const more = { pauses: [{ from: 'asked', to: 'supplied' }] }
    fc.assert(
      fc.property(sets, start, fc.integer({ min: 1, max: 30 }), fc.nat(20), fc.nat(40), unit, (random, from, n, after, length, of) => {
        const stopped = later(from, after)
        const to = later(stopped, length)
        const events: ClockEvent[] = [received(from), { kind: 'asked', when: stopped, source: '平台' }, { kind: 'supplied', when: to, source: '平台' }]
        const calendar = calendarFrom(random)
        expect(readClock(rule(n, of, more), events, calendar, now).due).toBe(bruteForce(random, from, n, of === 'workingDay', true, { from: stopped, to }))
        expect(readClock(rule(n, of), events, calendar, now).due).toBe(bruteForce(random, from, n, of === 'workingDay', true))
      }),
      { numRuns: 500 },
    )
  })

  it('what is left is the number of days still to come', () => {
    fc.assert(
      fc.property(sets, start, fc.integer({ min: 1, max: 40 }), dayIn('2025-01-01', '2027-06-30'), (random, from, n, today) => {
        const clock = readClock(rule(n, 'workingDay'), [received(from)], calendarFrom(random), `${today}T03:00:00.000Z`)
        const due = clock.due ?? ''
        const between = (a: string, b: string) => days(next(a), b).filter((day) => isWorked(random, day)).length
        expect(clock.left).toBe(today <= due ? between(today, due) : 0 - between(due, today))
        expect(clock.state === 'overdue').toBe(today > due)
      }),
      { numRuns: 500 },
    )
  })

  it('the order in which events were recorded and the present moment change nothing about the due day', () => {
    fc.assert(
      fc.property(sets, fc.array(start, { minLength: 1, maxLength: 4 }), fc.nat(), dayIn('2025-01-01', '2028-12-31'), (random, starts, turn, today) => {
        const calendar = calendarFrom(random)
        const events = starts.map(received)
        const turned = events.map((_, at) => events[(at + turn) % events.length] ?? received(''))
        const first = [...starts].sort()[0]
        for (const list of [events, turned]) {
          const clock = readClock(rule(10, 'workingDay'), list, calendar, `${today}T03:00:00.000Z`)
          expect(clock.startDay).toBe(first)
          expect(clock.due).toBe(bruteForce(random, first ?? '', 10, true, true))
        }
      }),
      { numRuns: 300 },
    )
  })
})
