import { z } from 'zod'
import { addDays, addMonths, addYears, daysBetween, yearOf } from '../days.ts'
import { daySchema } from '../moments.ts'
import type { Words } from '../regulations/pack.ts'

/** How long a period is. No article fixes one: the city's notice does (practice L12). */
export const periodKinds = ['month', 'quarter', 'halfYear', 'year'] as const
export const periodKindSchema = z.enum(periodKinds)
export type PeriodKind = (typeof periodKinds)[number]

export const periodKindWords: Readonly<Record<PeriodKind, Words>> = {
  month: { zh: '月', en: 'month' },
  quarter: { zh: '季度', en: 'quarter' },
  halfYear: { zh: '半年', en: 'half-year' },
  year: { zh: '年', en: 'year' },
}

/**
 * The day a year of periods begins with, `MM-DD`, up to the 28th: 01-01; 12-21 where the city closes its books on the 20th.
 * A year that begins in the second half of a calendar year is named by the next.
 */
export const yearStartSchema = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/)
export const plainYear = '01-01'

/**
 * From when years begin on which day. A city may move the day; what lies before `since` keeps its days and names, so what was
 * submitted is not renamed. `since` is the first day of a year; null: from ever.
 */
export const eraSchema = z.strictObject({ since: daySchema.nullable(), yearStart: yearStartSchema })
type Era = z.infer<typeof eraSchema>
/** In order, the first from ever. */
export type Years = readonly Era[]
export const yearsFrom = (yearStart: string): Years => [{ since: null, yearStart }]
const plainYears = yearsFrom(plainYear)

export const periodSchema = z.strictObject({
  kind: periodKindSchema,
  /** 2026-M09, 2026-Q3, 2026-H2, 2026. */
  id: z.string().regex(/^\d{4}(-(M(0[1-9]|1[0-2])|Q[1-4]|H[12]))?$/),
  from: daySchema,
  until: daySchema, // the last day, counted in
})
export type Period = z.infer<typeof periodSchema>

const monthsOf: Readonly<Record<PeriodKind, number>> = { month: 1, quarter: 3, halfYear: 6, year: 12 }
const inYear = (kind: PeriodKind): number => 12 / monthsOf[kind]

const idOf = (kind: PeriodKind, year: number, n: number): string => {
  const name = String(year).padStart(4, '0')
  if (kind === 'year') return name
  return kind === 'month' ? `${name}-M${String(n).padStart(2, '0')}` : `${name}-${kind === 'quarter' ? 'Q' : 'H'}${n}`
}

/** The first day of a year of periods. */
const beginOf = (year: number, yearStart: string): string => `${String(yearStart > '06-30' ? year - 1 : year).padStart(4, '0')}-${yearStart}`

const made = (kind: PeriodKind, year: number, n: number, yearStart: string): Period => {
  const begin = beginOf(year, yearStart)
  return {
    kind,
    id: idOf(kind, year, n),
    from: addMonths(begin, (n - 1) * monthsOf[kind]),
    until: addDays(addMonths(begin, n * monthsOf[kind]), -1),
  }
}

/** The name of the year that begins on a day. */
const namedBy = (begin: string): number => yearOf(begin) + (begin.slice(5) > '06-30' ? 1 : 0)

const ofEra = (kind: PeriodKind, year: number, yearStart: string): Period[] =>
  Array.from({ length: inYear(kind) }, (_, at) => made(kind, year, at + 1, yearStart))

/** Less than half of a period is none of its own: it is the end of the one before. */
const isRest = ({ from, until }: Period, ends: string): boolean => daysBetween(from, ends) * 2 < daysBetween(from, until) + 1

/** A year has its name from the era that has begun by then; of the last year before another era what begins before it, up to its eve. */
const inYears = (kind: PeriodKind, year: number, years: Years): { period: Period; plain: Period }[] => {
  const at = years.findLastIndex(({ since }) => since === null || namedBy(since) <= year)
  const [era, next] = [years[at], years[at + 1]]
  if (era === undefined) return []
  const all = ofEra(kind, year, era.yearStart)
  const ends = next?.since ?? null
  if (ends === null || year < namedBy(ends) - 1) return all.map((period) => ({ period, plain: period }))
  const own = all.filter((period, n) => period.from < ends && (n === 0 || !isRest(period, ends)))
  return own.map((plain, n) => ({ period: n === own.length - 1 ? { ...plain, until: addDays(ends, -1) } : plain, plain }))
}

/** A year's periods, in order. */
export const periodsOf = (kind: PeriodKind, year: number, years: Years = plainYears): Period[] => inYears(kind, year, years).map(({ period }) => period)

const around = (kind: PeriodKind, day: string, years: Years) => {
  const year = yearOf(day)
  for (const named of [year - 1, year, year + 1]) {
    const found = inYears(kind, named, years).find(({ period: { from, until } }) => from <= day && day <= until)
    if (found !== undefined) return found
  }
  throw new RangeError(`no period holds ${day}`)
}

/** The period a day lies in. */
export const periodOn = (kind: PeriodKind, day: string, years: Years = plainYears): Period => around(kind, day, years).period

/** The one before: of the same kind. */
export const periodBefore = ({ kind, from }: Pick<Period, 'kind' | 'from'>, years: Years = plainYears): Period => periodOn(kind, addDays(from, -1), years)

/** So many periods up to and with this one, the oldest first. */
export const periodsUpTo = (last: Period, count: number, years: Years = plainYears): Period[] => {
  const found = [last]
  for (let at = last; found.length < count; ) {
    at = periodBefore(at, years)
    found.unshift(at)
  }
  return found
}

/** Of the last period before years begin on another day: that it is longer or shorter than others, and why; null of all others. */
export const periodNote = ({ kind, from }: Pick<Period, 'kind' | 'from'>, years: Years): Words | null => {
  const { period, plain } = around(kind, from, years)
  if (period.until === plain.until) return null
  const next = addDays(period.until, 1)
  const longer = period.until > plain.until
  return {
    zh: `统计年度自${next}起改变起始日，本期${longer ? '延至' : '止于'}${period.until}（原为${plain.until}）`,
    en: `years begin on another day from ${next}: this period ${longer ? 'runs on until' : 'ends on'} ${period.until} instead of ${plain.until}`,
  }
}

/** On which day years begin, as it holds on a day. */
export const yearStartOn = (years: Years, day: string): string => years.findLast(({ since }) => since === null || since <= day)?.yearStart ?? plainYear

/** The first day of a year that begins after a day. */
export const nextYearStart = (yearStart: string, after: string): string => {
  const year = String(yearOf(after)).padStart(4, '0')
  return `${year}-${yearStart}` > after ? `${year}-${yearStart}` : addYears(`${year}-${yearStart}`, 1)
}

/**
 * Years that begin on another day from a day on, null: from ever. What was set for later, or for a year of the same name, no longer
 * holds. `since` must be such a day.
 */
export const withYearStart = (years: Years, { since, yearStart }: Era): Years => {
  if (since === null) return yearsFrom(yearStart)
  const kept = years.filter((era) => era.since === null || namedBy(era.since) < namedBy(since))
  return kept.at(-1)?.yearStart === yearStart ? kept : [...kept, { since, yearStart }]
}

const halves: Readonly<Record<string, Words>> = { '1': { zh: '上半年', en: 'first half' }, '2': { zh: '下半年', en: 'second half' } }

/** 2026年第3季度, 2026年9月, 2026年上半年, 2026年度. */
export const periodWords = ({ id }: Pick<Period, 'id'>): Words => {
  const [year = '', part = ''] = id.split('-')
  const n = part.slice(1)
  if (part === '') return { zh: `${year}年度`, en: year }
  if (part.startsWith('M')) return { zh: `${year}年${Number(n)}月`, en: `${year}-${n}` }
  if (part.startsWith('Q')) return { zh: `${year}年第${n}季度`, en: `Q${n} ${year}` }
  return { zh: `${year}年${halves[n]?.zh ?? n}`, en: `${halves[n]?.en ?? n} of ${year}` }
}

/** The end of a period's last day in China: figures are as of this moment. */
export const endOfDay = (day: string): string => `${day}T15:59:59.999Z`
