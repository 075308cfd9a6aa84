import { z } from 'zod'
import { addDays, addMonths, yearOf } from '../days.ts'
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

/** A year's periods, in order. */
export const periodsOf = (kind: PeriodKind, year: number, yearStart = plainYear): Period[] =>
  Array.from({ length: inYear(kind) }, (_, at) => made(kind, year, at + 1, yearStart))

/** The period a day lies in. */
export const periodOn = (kind: PeriodKind, day: string, yearStart = plainYear): Period => {
  const year = yearOf(day)
  for (const named of [year - 1, year, year + 1]) {
    const found = periodsOf(kind, named, yearStart).find(({ from, until }) => from <= day && day <= until)
    if (found !== undefined) return found
  }
  throw new RangeError(`no period holds ${day}`)
}

/** The one before: of the same kind and the same beginning of the year. */
export const periodBefore = ({ kind, from }: Pick<Period, 'kind' | 'from'>, yearStart = plainYear): Period => periodOn(kind, addDays(from, -1), yearStart)

/** So many periods up to and with this one, the oldest first. */
export const periodsUpTo = (last: Period, count: number, yearStart = plainYear): Period[] => {
  const found = [last]
  for (let at = last; found.length < count; ) {
    at = periodBefore(at, yearStart)
    found.unshift(at)
  }
  return found
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
