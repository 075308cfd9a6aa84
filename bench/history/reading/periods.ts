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
