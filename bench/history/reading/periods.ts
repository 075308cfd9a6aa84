import { monthsAfter } from './days.ts'

/**
 * The periods of a year that begins on another day than the first of January, written out: a year that begins in the second half
 * of a calendar year bears the number of the next.
 */
export type Span = { id: string; from: string; until: string }

const dayBefore = (day: string): string => new Date(Date.parse(`${day}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

export const spansOf = (year: number, months: 1 | 3 | 6 | 12, begins: string): Span[] => {
  const month = Number(begins.slice(0, 2))
  const first = `${month > 6 ? year - 1 : year}-${begins}`
  const letter = months === 3 ? 'Q' : months === 6 ? 'H' : 'M'
  const spans: Span[] = []
  for (let n = 0; n * months < 12; n++) {
    const from = monthsAfter(first, n * months)
    const until = dayBefore(monthsAfter(first, (n + 1) * months))
    const id = months === 12 ? `${year}` : months === 1 ? `${year}-M${String(n + 1).padStart(2, '0')}` : `${year}-${letter}${n + 1}`
    spans.push({ id, from, until })
  }
  return spans
}

/** From a day on years begin on another day of the calendar year; of the first change `since` is null. */
type Change = { since: string | null; begins: string }

/** The number the year that begins on a day bears: of the calendar year in which most of it lies. */
const numberOf = (first: string): number => Number(first.slice(0, 4)) + (Number(first.slice(5, 7)) > 6 ? 1 : 0)

const daysFrom = (one: string, other: string): number => Math.round((Date.parse(other) - Date.parse(one)) / 86_400_000)

/**
 * All periods of some years, year by year. Of the year before a change stands what begins before it, but for a last bit that is less
 * than half a period; the last lasts to the day before the change.
 */
export const spansThrough = (years: readonly number[], months: 1 | 3 | 6 | 12, changes: readonly Change[]): Span[] => {
  const spans: Span[] = []
  for (const year of years) {
    let begins = '01-01'
    let until: string | null = null
    for (const change of changes) {
      if (change.since === null || numberOf(change.since) <= year) begins = change.begins
      else if (until === null && numberOf(change.since) === year + 1) until = change.since
    }
    const whole = spansOf(year, months, begins)
    if (until === null) {
      spans.push(...whole)
      continue
    }
    const kept: Span[] = []
    for (const span of whole) {
      const there = daysFrom(span.from, until)
      const length = daysFrom(span.from, span.until) + 1
      if (kept.length === 0 || there >= length - there) kept.push(span)
    }
    const last = kept.at(-1)
    if (last !== undefined) last.until = dayBefore(until)
    spans.push(...kept)
  }
  return spans
}
