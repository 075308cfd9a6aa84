import { describe, expect, it } from 'vitest'
import { calendarOf } from './calendar.ts'
import { holidayRegions, shippedPacks } from './calendars/shipped.ts'
import { type ClockEvent, readClock } from './clock.ts'
import { dueFacts, dueFactsSchema, sayDay, sayDue } from './clock-words.ts'
import { type DeadlineRule, ruleSchema } from './regulations/pack.ts'

const calendar = calendarOf(shippedPacks, '', holidayRegions)
const rule = (limit: { n: number; unit: string } | null, manner = 'within') =>
  ruleSchema.parse({
    kind: 'deadline',
    id: 'TEST/1',
    place: { article: 1 },
    duty: 'request.reply',
    holder: 'provider',
    about: { zh: '答复', en: 'reply' },
    starts: 'applicationReceived',
    ends: 'replied',
    limit,
    manner,
  }) as DeadlineRule
const ten = rule({ n: 10, unit: 'workingDay' })
const received: ClockEvent = { kind: 'applicationReceived', when: '2026-11-10', source: '平台' }
const said = (day: string, events: ClockEvent[] = [received], of = ten) => {
  const now = `${day}T02:00:00.000Z`
  const facts = dueFactsSchema.parse(dueFacts(of, readClock(of, events, calendar, now), now))
  return [sayDue(facts, 'zh'), sayDue(facts, 'en')]
}

it('a day is said with its weekday, and with its year when that is another', () => {
  expect(sayDay('2026-11-24', 'zh', '2026-11-20')).toBe('11月24日（周二）')
  expect(sayDay('2027-01-08', 'en', '2026-11-20')).toBe('Fri 8 Jan 2027')
})

describe('what is left, as officers say it (practice W)', () => {
  it.each([
    ['2026-11-20', '剩2个工作日，11月24日（周二）前', '2 working days left, by Tue 24 Nov'],
    ['2026-11-22', '剩2个工作日，11月24日（周二）前', '2 working days left, by Tue 24 Nov'],
    ['2026-11-23', '剩1个工作日，11月24日（周二）前', '1 working day left, by Tue 24 Nov'],
    ['2026-11-24', '今天到期，11月24日（周二）', 'due today, Tue 24 Nov'],
    ['2026-11-26', '超期2个工作日，应在11月24日（周二）前', '2 working days overdue, was due Tue 24 Nov'],
  ])('on %s', (day, zh, en) => {
    expect(said(day)).toEqual([zh, en])
  })

  it('overdue by no working day yet, on the Saturday after', () => {
    const friday: ClockEvent = { ...received, when: '2026-11-06' }
    expect(said('2026-11-21', [friday])[0]).toBe('已超期，应在11月20日（周五）前')
  })

  it('calendar days, an end in time and late, a draft, a day that is not certain', () => {
    const days = rule({ n: 15, unit: 'calendarDay' })
    expect(said('2026-11-20', [received], days)[0]).toBe('剩5天，11月25日（周三）前')
    expect(said('2026-11-30', [received, { kind: 'replied', when: '2026-11-24', source: '平台' }])).toEqual(['11月24日（周二）办结', 'done Tue 24 Nov'])
    expect(said('2026-11-30', [received, { kind: 'replied', when: '2026-11-25', source: '平台' }])[0]).toBe('11月25日（周三）办结，超过11月24日（周二）')
    expect(said('2026-11-24', [received, { kind: 'replied', when: '2026-11-20', source: '本机草稿' }])[0]).toBe('今天到期，11月24日（周二）；已写好，未送达')
    expect(said('2026-12-25', [{ ...received, when: '2026-12-25' }])[0]).toBe('剩10个工作日，2027年1月8日（周五）前（暂定）')
  })

  it('no number of days is invented', () => {
    expect(said('2026-11-20', [received], rule(null, 'promptly'))).toEqual(['及时办理（没有规定天数）', 'promptly (no number of days is set)'])
    expect(said('2026-11-20', [])[0]).toBe('尚未起算')
  })
})
