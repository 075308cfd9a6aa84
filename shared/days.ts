/** Arithmetic on calendar days (`2026-11-22`); a day has no zone, so UTC does for all of it. */

const dayMs = 86_400_000
const ms = (day: string): number => Date.parse(`${day}T00:00:00.000Z`)
const dayAt = (at: number): string => new Date(at).toISOString().slice(0, 10)

export const addDays = (day: string, n: number): string => {
  // Every month has 28 days: within them nothing needs to be parsed, and clocks count day by day.
  const date = Number(day.slice(8)) + n
  return date >= 1 && date <= 28 ? `${day.slice(0, 8)}${date < 10 ? '0' : ''}${date}` : dayAt(ms(day) + n * dayMs)
}

/** Days from `a` to `b`; negative when b is the earlier. */
export const daysBetween = (a: string, b: string): number => (ms(b) - ms(a)) / dayMs

/** The same day of a later year; where that year has none (29 February), the month's last (民法典 art. 202). */
export const addYears = (day: string, n: number): string => {
  const year = String(Number(day.slice(0, 4)) + n).padStart(4, '0')
  const same = `${year}${day.slice(4)}`
  return isDay(same) ? same : `${year}-02-28`
}

/** The same day of a later month; where that month has none, its last (民法典 art. 202). */
export const addMonths = (day: string, n: number): string => {
  const months = yearOf(day) * 12 + Number(day.slice(5, 7)) - 1 + n
  const month = `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`
  for (let date = Number(day.slice(8)); ; date--) {
    const same = `${month}-${String(date).padStart(2, '0')}`
    if (isDay(same)) return same
  }
}

/** 0 = Sunday … 6 = Saturday. */
export const weekdayOf = (day: string): number => new Date(ms(day)).getUTCDay()

export const yearOf = (day: string): number => Number(day.slice(0, 4))

/** A day that exists: 2026-02-30 does not. */
export const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(ms(text)) && dayAt(ms(text)) === text
