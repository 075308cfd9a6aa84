import ical, { ICalAlarmRelatesTo, ICalAlarmType, ICalEventBusyStatus, ICalEventClass } from 'ical-generator'
import type { Calendar } from '../../../shared/calendar.ts'
import { sayDay } from '../../../shared/clock-words.ts'
import type { DeadlineItem } from '../../../shared/contract/deadlines.ts'
import { addDays, daysBetween } from '../../../shared/days.ts'
import { actorOf, subjectOf } from '../../../shared/deadlines.ts'
import type { Language } from '../../../shared/errors.ts'
import { timeInChina } from '../../../shared/ledgers/ledger.ts'
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
  together: { zh: '说明', en: 'Note' },
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

const picture: Record<Language, string> = {
  zh: '多件合为一项，件数为导出当日的情形，之后有增减的以目录系统所列为准',
  en: 'Several together: how many is a picture of the day of the export; Mulu lists what became of them since',
}

const hourMs = 3_600_000
/** Nine o'clock in China, in a calendar that counts by UTC. */
const nineOn = (day: string): number => Date.parse(`${day}T01:00:00.000Z`)
const midnightOf = (day: string): Date => new Date(`${day}T00:00:00.000Z`)

const workingDayBefore = (calendar: Calendar, day: string): string => {
  let before = addDays(day, -1)
  while (!calendar.dayOf(before).works && daysBetween(before, day) < 15) before = addDays(before, -1)
  return before
}

/** By when, as it stays true however long it stands in a calendar: no day is counted from today. */
const dueLine = ({ on, due }: DeadlineItem, at: string | null, lang: Language): string => {
  const hour = at === null ? '' : timeInChina(at).slice(11)
  const provisional = due?.provisional === true
  if (lang === 'zh') return `应于${sayDay(on, 'zh', on)}${hour}前${provisional ? '（暂定）' : ''}`
  return `by ${sayDay(on, 'en', on)}${hour === '' ? '' : `, ${hour}`}${provisional ? ' (provisional)' : ''}`
}

/** When it stands and when it reminds: at nine on the working day before and on the day itself; before nine, an hour ahead. In seconds before it begins. */
const timesOf = (on: string, at: string | null, calendar: Calendar): { start: Date; end: Date; allDay: boolean; ahead: number[] } => {
  const before = workingDayBefore(calendar, on)
  if (at === null) {
    return { start: midnightOf(on), end: midnightOf(addDays(on, 1)), allDay: true, ahead: [(daysBetween(before, on) * 24 - 9) * 3600, -9 * 3600] }
  }
  const end = Date.parse(at)
  const start = end - hourMs
  const ahead = [nineOn(before), Math.min(nineOn(on), start)].map((alarm) => (start - alarm) / 1000)
  return { start: new Date(start), end: new Date(end), allDay: false, ahead }
}

/**
 * A task goes by its own id, so that what was taken in before is replaced; of a line that stands for many, or of a case, by what
 * it is. The day belongs to a line's id: were it left out, an export of other days would move the line and hide what is due.
 */
const uidOf = ({ key }: DeadlineItem): string => `${/^[0-9a-f-]{36}$/.test(key) ? key : sha256Hex(key).slice(0, 32)}@mulu`

/**
 * Which revision of an event it is: the seconds of the export since this moment. A day may move without a trace of when (a
 * calendar was loaded, a cycle counted anew), so each export counts as newer than the one before.
 */
const revisionsSince = Date.parse('2020-01-01T00:00:00.000Z')

/**
 * RFC 5545: one whole day each, or up to the last moment where one is set. What leaves bears agency, user, day and purpose
 * (practice P16), in each event, as a calendar takes them apart (and the library writes a calendar's own description without
 * escapes). Made of these facts and nothing else: the same ones at the same moment give the same bytes.
 */
export const icsOf = (
  items: readonly DeadlineItem[],
  lastMoments: ReadonlyMap<string, string>,
  { agency, user, on, at, purpose }: Stamp,
  calendar: Calendar,
  lang: Language,
): string => {
  const origin = [...line('agency', agency, lang), ...line('by', user, lang), ...line('on', on, lang), ...line('purpose', purpose, lang)]
  const sheet = ical({
    prodId: { company: 'mulu', product: 'mulu', language: lang === 'zh' ? 'ZH' : 'EN' },
    name: said.name[lang],
  })
  const exported = new Date(at)
  const sequence = Math.max(0, Math.floor((exported.getTime() - revisionsSince) / 1000))
  for (const item of items) {
    const summary = summaryOf(item, lang)
    const moment = lastMoments.get(item.key) ?? null
    const facts = item.sealed
      ? []
      : [
          ...line('until', dueLine(item, moment, lang), lang),
          ...line('who', actorOf(item)[lang], lang),
          ...line('article', item.article?.[lang] ?? '', lang),
          ...(item.count > 1 ? line('together', picture[lang], lang) : []),
        ]
    const { ahead, ...times } = timesOf(item.on, moment, calendar)
    const event = sheet.createEvent({
      id: uidOf(item),
      stamp: exported,
      lastModified: exported,
      sequence,
      ...times,
      timezone: 'UTC',
      summary,
      description: [...facts, ...origin].join('\n'),
      class: ICalEventClass.PRIVATE,
      busystatus: ICalEventBusyStatus.FREE,
    })
    // Left alone, the library counts what comes after the beginning from the end.
    for (const trigger of ahead) event.createAlarm({ type: ICalAlarmType.display, trigger, description: summary }).relatesTo(ICalAlarmRelatesTo.start)
  }
  return `${sheet.toString()}\r\n`
}
