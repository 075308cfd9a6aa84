import ical, { ICalAlarmType, ICalEventBusyStatus, ICalEventClass } from 'ical-generator'
import type { Calendar } from '../../../shared/calendar.ts'
import { sayDue } from '../../../shared/clock-words.ts'
import type { DeadlineItem } from '../../../shared/contract/deadlines.ts'
import { addDays, daysBetween } from '../../../shared/days.ts'
import { actorOf, subjectOf } from '../../../shared/deadlines.ts'
import type { Language } from '../../../shared/errors.ts'
import { sha256Hex } from '../crypto/hash.ts'
import type { Stamp } from '../sheets/types.ts'

const said = {
  name: { zh: '目录期限', en: 'Mulu deadlines' },
  until: { zh: '期限', en: 'Due' },
  who: { zh: '由谁办', en: 'Who acts' },
  article: { zh: '依据', en: 'Under' },
  agency: { zh: '单位', en: 'Agency' },
  by: { zh: '导出人', en: 'Exported by' },
  on: { zh: '导出日期', en: 'Exported on' },
  purpose: { zh: '用途', en: 'Purpose' },
} satisfies Record<string, Record<Language, string>>

/** One word, then what it says; what says nothing is left out. */
const line = (what: keyof typeof said, text: string, lang: Language): string[] =>
  text === '' ? [] : [`${said[what][lang]}${lang === 'zh' ? '：' : ': '}${text}`]

const countOf = (count: number, lang: Language): string => (lang === 'zh' ? `${count}件` : `${count} together`)

/** 答复：2026-0003 申请婚姻登记信息. */
export const summaryOf = (item: DeadlineItem, lang: Language): string => {
  const about = [subjectOf(item), item.count > 1 ? countOf(item.count, lang) : ''].filter((part) => part !== '').join(' ')
  const step = item.step[lang]
  return about === '' ? step : `${step}${lang === 'zh' ? '：' : ': '}${about}`
}

/** Nine o'clock on the working day before, counted back from the day's beginning. */
const hoursAhead = (calendar: Calendar, day: string): number => {
  let before = addDays(day, -1)
  while (!calendar.dayOf(before).works && daysBetween(before, day) < 15) before = addDays(before, -1)
  return daysBetween(before, day) * 24 - 9
}

const at = (day: string): Date => new Date(`${day}T00:00:00.000Z`)

/** A task goes by its own id, so that what was taken in before is replaced; of a line that stands for many, or of a case, by what it is. */
const uidOf = ({ key }: DeadlineItem): string => `${/^[0-9a-f-]{36}$/.test(key) ? key : sha256Hex(key).slice(0, 32)}@mulu`

/**
 * RFC 5545: one whole day each. What leaves bears agency, user, day and purpose (practice P16), in each event, as a calendar
 * takes them apart (and the library writes a calendar's own description without escapes). Made of these facts and nothing else: the same ones give the same bytes.
 */
export const icsOf = (items: readonly DeadlineItem[], { agency, user, on, purpose }: Stamp, calendar: Calendar, lang: Language): string => {
  const origin = [...line('agency', agency, lang), ...line('by', user, lang), ...line('on', on, lang), ...line('purpose', purpose, lang)]
  const sheet = ical({
    prodId: { company: 'mulu', product: 'mulu', language: lang === 'zh' ? 'ZH' : 'EN' },
    name: said.name[lang],
  })
  for (const item of items) {
    const summary = summaryOf(item, lang)
    const facts = item.sealed
      ? []
      : [
          ...line('until', item.due === null ? item.on : sayDue(item.due, lang), lang),
          ...line('who', actorOf(item)[lang], lang),
          ...line('article', item.article?.[lang] ?? '', lang),
        ]
    const event = sheet.createEvent({
      id: uidOf(item),
      stamp: at(on),
      start: at(item.on),
      end: at(addDays(item.on, 1)),
      allDay: true,
      timezone: 'UTC',
      summary,
      description: [...facts, ...origin].join('\n'),
      class: ICalEventClass.PRIVATE,
      busystatus: ICalEventBusyStatus.FREE,
    })
    event.createAlarm({ type: ICalAlarmType.display, trigger: hoursAhead(calendar, item.on) * 3600, description: summary })
  }
  return `${sheet.toString()}\r\n`
}
