import { z } from 'zod'
import { type Clock, clockStates } from './clock.ts'
import { weekdayOf, yearOf } from './days.ts'
import type { Language } from './errors.ts'
import { dayInChina, daySchema } from './moments.ts'
import { type DeadlineRule, type Unit, unitSchema } from './regulations/pack.ts'

const zhWeekdays = ['日', '一', '二', '三', '四', '五', '六']
const enWeekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const enMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 11月24日（周二）; the year is said when it is not this one. */
export const sayDay = (day: string, language: Language, today: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  const other = yearOf(day) !== yearOf(today)
  if (language === 'zh') return `${other ? `${year}年` : ''}${month}月${date}日（周${zhWeekdays[weekdayOf(day)]}）`
  return `${enWeekdays[weekdayOf(day)]} ${date} ${enMonths[(month ?? 1) - 1]}${other ? ` ${year}` : ''}`
}

/** What a chip or a list needs of a clock: plain values that cross the contract. */
export const dueFactsSchema = z.strictObject({
  state: z.enum(clockStates),
  manner: z.enum(['within', 'promptly', 'regularly', 'atOnce', 'byCycle']),
  due: daySchema.nullable(),
  /** Of that day on China's clock, where a notice names one (practice L12); left out: the whole day. */
  hour: z.string().optional(),
  unit: unitSchema.nullable(),
  left: z.number().int().nullable(),
  today: daySchema, // the day `left` is counted from
  provisional: z.boolean(),
  written: z.boolean(), // an answer is written and not delivered
  endedOn: daySchema.nullable(),
})
export type DueFacts = z.infer<typeof dueFactsSchema>

export const dueFacts = (rule: { manner?: DeadlineRule['manner'] }, clock: Clock, now: string): DueFacts => ({
  state: clock.state,
  manner: rule.manner ?? 'within',
  due: clock.due,
  unit: clock.unit,
  left: clock.left,
  today: dayInChina(now),
  provisional: clock.provisional.length > 0,
  written: clock.written !== null,
  endedOn: clock.endDay,
})

const mannerWords: Record<DueFacts['manner'], Record<Language, string>> = {
  within: { zh: '没有期限', en: 'no day set' },
  promptly: { zh: '及时办理（没有规定天数）', en: 'promptly (no number of days is set)' },
  regularly: { zh: '定期办理（没有规定天数）', en: 'regularly (no number of days is set)' },
  atOnce: { zh: '当即办理', en: 'at once' },
  byCycle: { zh: '按更新周期', en: 'by its update cycle' },
}

const count = (n: number, unit: DueFacts['unit'], language: Language): string => {
  if (language === 'zh') return unit === 'workingDay' ? `${n}个工作日` : `${n}天`
  return `${n} ${unit === 'workingDay' ? 'working ' : ''}day${n === 1 ? '' : 's'}`
}

/** 10个工作日, 3年; 及时 where no number is set. */
export const sayLimit = (limit: { n: number; unit: Unit } | null, manner: DueFacts['manner'], language: Language): string => {
  if (limit === null) return mannerWords[manner][language]
  if (limit.unit === 'year') return language === 'zh' ? `${limit.n}年` : `${limit.n} year${limit.n === 1 ? '' : 's'}`
  return count(limit.n, limit.unit, language)
}

const zhDue = ({ state, left, unit, due, hour = '', today, endedOn, manner }: DueFacts): string => {
  const day = due === null ? '' : `${sayDay(due, 'zh', today)}${hour}`
  const ended = endedOn === null ? '' : sayDay(endedOn, 'zh', today)
  const n = Math.abs(left ?? 0)
  switch (state) {
    case 'notStarted':
      return '尚未起算'
    case 'paused':
      return '暂停计时'
    case 'noLimit':
      return mannerWords[manner].zh
    case 'met':
      return `${ended}办结`
    case 'metLate':
      return `${ended}办结，超过${day}`
    case 'kept':
      return (left ?? 0) < 0 ? `已满保存期限，${day}` : `保存到${day}`
    case 'overdue':
      return n === 0 ? `已超期，应在${day}前` : `超期${count(n, unit, 'zh')}，应在${day}前`
    default:
      return due === today ? `今天到期，${day}${hour === '' ? '' : '前'}` : `剩${count(n, unit, 'zh')}，${day}前`
  }
}

const enDue = ({ state, left, unit, due, hour = '', today, endedOn, manner }: DueFacts): string => {
  const day = due === null ? '' : `${sayDay(due, 'en', today)}${hour === '' ? '' : `, ${hour}`}`
  const ended = endedOn === null ? '' : sayDay(endedOn, 'en', today)
  const n = Math.abs(left ?? 0)
  switch (state) {
    case 'notStarted':
      return 'not started'
    case 'paused':
      return 'standing still'
    case 'noLimit':
      return mannerWords[manner].en
    case 'met':
      return `done ${ended}`
    case 'metLate':
      return `done ${ended}, after ${day}`
    case 'kept':
      return (left ?? 0) < 0 ? `kept long enough, until ${day}` : `to be kept until ${day}`
    case 'overdue':
      return n === 0 ? `overdue since ${day}` : `${count(n, unit, 'en')} overdue, was due ${day}`
    default:
      return due === today ? `due today, ${day}` : `${count(n, unit, 'en')} left, by ${day}`
  }
}

/** 剩2个工作日，11月24日（周二）前; what is not certain is said with it (practice W). */
export const sayDue = (facts: DueFacts, language: Language): string => {
  const zh = language === 'zh'
  const provisional = facts.provisional && facts.due !== null ? (zh ? '（暂定）' : ' (provisional)') : ''
  const written = facts.written ? (zh ? '；已写好，未送达' : '; written, not delivered') : ''
  return `${zh ? zhDue(facts) : enDue(facts)}${provisional}${written}`
}
