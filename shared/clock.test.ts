import { describe, expect, it } from 'vitest'
import { calendarOf } from './calendar.ts'
import { holidayRegions, shippedPacks } from './calendars/shipped.ts'
import { type ClockEvent, readClock, readRetention } from './clock.ts'
import { type DeadlineRule, ruleSchema } from './regulations/pack.ts'

const calendar = calendarOf(shippedPacks, '', holidayRegions)
const ruleOf = (n: number | null, more: Record<string, unknown> = {}): DeadlineRule =>
  ruleSchema.parse({
    kind: 'deadline',
    id: 'TEST/1',
    place: { article: 1 },
    duty: 'request.reply',
    holder: 'provider',
    about: { zh: '答复', en: 'reply' },
    starts: 'applicationReceived',
    ends: 'replied',
    limit: n === null ? null : { n, unit: 'workingDay' },
    manner: n === null ? 'promptly' : 'within',
    ...more,
  }) as DeadlineRule
const received = (when: string, source: ClockEvent['source'] = '平台'): ClockEvent => ({ kind: 'applicationReceived', when, source })
const replied = (when: string, source: ClockEvent['source'] = '平台', ruling?: string): ClockEvent => ({
  kind: 'replied',
  when,
  source,
  ...(ruling === undefined ? {} : { ruling }),
})
const at = (day: string) => `${day}T04:00:00.000Z`
const dueOf = (n: number, when: string) => readClock(ruleOf(n), [received(when)], calendar, at('2030-01-01')).due

describe('working days', () => {
  it.each([
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-09', 10, '2026-02-28'],
    ['2026-04-28', 5, '2026-05-08'],
    ['2026-09-18', 10, '2026-10-09'],
    ['2026-09-21', 15, '2026-10-19'],
    ['2026-09-30', 2, '2026-10-09'],
    ['2026-09-30', 20, '2026-11-03'],
    ['2025-09-25', 10, '2025-10-15'],
    ['2025-08-01', 20, '2025-08-29'],
    ['2026-11-20', 10, '2026-12-04'],
  ])('%s and %i of them: %s (domain 5.3)', (from, n, due) => {
    const clock = readClock(ruleOf(n), [received(from)], calendar, at(from))
    expect(clock.due).toBe(due)
    expect(clock.provisional).toEqual([])
    expect(clock.days.filter(({ counted }) => counted > 0)).toHaveLength(n)
  })

  it('into a year without a pack is provisional and says which', () => {
    const clock = readClock(ruleOf(10), [received('2026-12-25')], calendar, at('2026-12-25'))
    expect(clock).toMatchObject({ due: '2027-01-08', provisional: [{ year: 2027, region: '' }] })
  })
})

describe('the start', () => {
  it('is the day in China, whatever the clock of the computer', () => {
    // 17:30 UTC on the 19th is half past one in the morning of the 20th.
    expect(dueOf(1, '2026-11-19T17:30:00.000Z')).toBe('2026-11-23')
    expect(dueOf(1, '2026-11-19T15:30:00.000Z')).toBe('2026-11-20')
  })

  it('on a day off begins with the next working day', () => {
    expect(dueOf(1, '2026-11-21')).toBe('2026-11-23')
  })
})

describe('what does not count', () => {
  it('an answer that is written and not delivered', () => {
    const clock = readClock(ruleOf(10), [received('2026-11-09'), replied('2026-11-20T02:00:00.000Z', '本机草稿')], calendar, at('2026-11-24'))
    expect(clock).toMatchObject({ state: 'overdue', left: -1, due: '2026-11-23', end: null, written: { source: '本机草稿' } })
  })

  it('a reply handed over on paper, unless a ruling is recorded', () => {
    const paper = replied('2026-11-20', '交接单')
    expect(readClock(ruleOf(10), [received('2026-11-09'), paper], calendar, at('2026-11-24'))).toMatchObject({ state: 'overdue', written: paper })
    expect(readClock(ruleOf(10), [received('2026-11-09'), { ...paper, ruling: '数据局〔2026〕3号' }], calendar, at('2026-11-24')).state).toBe('met')
  })
})

describe('papers and the platform', () => {
  it('the platform’s own time comes before a register’s, also when it is later', () => {
    const clock = readClock(ruleOf(10), [received('2026-11-03', '收文登记'), received('2026-11-09')], calendar, at('2026-11-10'))
    expect(clock).toMatchObject({ startDay: '2026-11-09', due: '2026-11-23', ignored: [{ why: 'platformFirst' }] })
  })

  it.each(['转来', '收文登记', '交接单', '平台清单', '文件原文'] as const)('%s starts a clock and is named (practice P3)', (source) => {
    expect(readClock(ruleOf(10), [received('2026-11-09', source)], calendar, at('2026-11-10'))).toMatchObject({ start: { source }, due: '2026-11-23' })
  })

  it('a draft or a telephone call starts none', () => {
    const clock = readClock(ruleOf(10), [received('2026-11-09', '本机草稿'), received('2026-11-09', '电话')], calendar, at('2026-11-10'))
    expect(clock).toMatchObject({ state: 'notStarted', due: null, days: [], ignored: [{ why: 'draft' }, { why: 'spoken' }] })
  })

  it('between agency and department a signed paper ends it (practice P3)', () => {
    const submit = ruleOf(10, { starts: 'lawOrDutyChanged', ends: 'catalogueSubmitted', duty: 'catalogue.update' })
    const events: ClockEvent[] = [
      { kind: 'lawOrDutyChanged', when: '2026-11-09', source: '文件原文' },
      { kind: 'catalogueSubmitted', when: '2026-11-20', source: '交接单' },
    ]
    expect(readClock(submit, events, calendar, at('2026-12-01'))).toMatchObject({ state: 'met', endDay: '2026-11-20', left: null })
  })

  it('an answer before the start ends nothing; of two the earlier one does', () => {
    const events = [replied('2026-11-01'), received('2026-11-09'), replied('2026-11-25'), replied('2026-11-20')]
    const clock = readClock(ruleOf(10), events, calendar, at('2026-12-01'))
    expect(clock).toMatchObject({ state: 'met', endDay: '2026-11-20' })
    expect(clock.ignored.map(({ event, why }) => [event.when, why])).toEqual([
      ['2026-11-01', 'beforeStart'],
      ['2026-11-25', 'laterOne'],
    ])
  })

  it('delivered after the last day is late', () => {
    expect(readClock(ruleOf(10), [received('2026-11-09'), replied('2026-11-24')], calendar, at('2026-12-01')).state).toBe('metLate')
    expect(readClock(ruleOf(10), [received('2026-11-09'), replied('2026-11-23T15:59:00.000Z')], calendar, at('2026-12-01')).state).toBe('met')
  })
})

describe('standing still', () => {
  const asked: ClockEvent = { kind: 'materialsAsked', when: '2026-11-11', source: '平台' }
  const supplied: ClockEvent = { kind: 'materialsSupplied', when: '2026-11-17', source: '平台' }
  const pausing = ruleOf(10, { pauses: [{ from: 'materialsAsked', to: 'materialsSupplied' }] })

  it('only where the rule says so', () => {
    expect(readClock(ruleOf(10), [received('2026-11-09'), asked, supplied], calendar, at('2026-11-18')).due).toBe('2026-11-23')
    const clock = readClock(pausing, [received('2026-11-09'), asked, supplied], calendar, at('2026-11-18'))
    expect(clock.due).toBe('2026-11-27')
    expect(clock.days.filter(({ why }) => why === 'paused').map(({ day }) => day)).toEqual([
      '2026-11-12',
      '2026-11-13',
      '2026-11-14',
      '2026-11-15',
      '2026-11-16',
      '2026-11-17',
    ])
  })

  it('nobody knows the last day while it stands', () => {
    expect(readClock(pausing, [received('2026-11-09'), asked], calendar, at('2026-11-18'))).toMatchObject({ state: 'paused', due: null, left: null })
  })
})

describe('an extension', () => {
  const extensible = ruleOf(10, { extension: { n: 5, unit: 'workingDay', upTo: false, needs: ['consent'] } })
  const consent = (when: string): ClockEvent => ({ kind: 'extensionConsented', when, source: '平台' })

  it('with what it needs, and no more often than once', () => {
    const clock = readClock(extensible, [received('2026-11-09'), consent('2026-11-20'), consent('2026-11-23')], calendar, at('2026-11-24'))
    expect(clock).toMatchObject({ due: '2026-11-30', firstDue: '2026-11-23', extension: { state: 'granted', n: 5 }, state: 'running' })
  })

  it('not after the last day, and not where the rule knows none', () => {
    expect(readClock(extensible, [received('2026-11-09'), consent('2026-11-24')], calendar, at('2026-11-25'))).toMatchObject({
      due: '2026-11-23',
      extension: { state: 'tooLate' },
      state: 'overdue',
    })
    expect(readClock(ruleOf(10), [received('2026-11-09'), consent('2026-11-20')], calendar, at('2026-11-20'))).toMatchObject({
      due: '2026-11-23',
      extension: { state: 'none' },
    })
  })

  it('up to a number needs the number that was granted', () => {
    const upTo = ruleOf(10, { extension: { n: 10, unit: 'workingDay', upTo: true, needs: ['consent', 'notice'] } })
    const notice: ClockEvent = { kind: 'extensionNotified', when: '2026-11-20', source: '平台' }
    const due = (events: ClockEvent[]) => readClock(upTo, [received('2026-11-09'), ...events], calendar, at('2026-11-20'))
    expect(due([consent('2026-11-20'), notice]).extension).toEqual({ state: 'missing', n: 0, lacks: ['days'] })
    expect(due([notice]).extension).toEqual({ state: 'missing', n: 0, lacks: ['consent'] })
    expect(due([{ ...consent('2026-11-20'), n: 3 }, notice]).due).toBe('2026-11-26')
    expect(due([{ ...consent('2026-11-20'), n: 30 }, notice]).due).toBe('2026-12-07')
  })
})

it('without a number of days none is invented', () => {
  const promptly = ruleOf(null)
  expect(readClock(promptly, [received('2026-11-09')], calendar, at('2026-11-20'))).toMatchObject({ state: 'noLimit', due: null, left: null, days: [] })
  expect(readClock(promptly, [received('2026-11-09'), replied('2026-11-20')], calendar, at('2026-11-20')).state).toBe('met')
})

it('three years run to the same day, or to the last of its month', () => {
  const kept = (when: string) => readRetention({ keep: { n: 3, unit: 'year' } }, { kind: 'used', when, source: '本单位登记' }, calendar, at('2026-11-22'))
  expect(kept('2024-02-29')).toMatchObject({ state: 'kept', due: '2027-02-28' })
  expect(kept('2023-11-20')).toMatchObject({ due: '2026-11-20', left: -2 })
})
