/** Days by loops over days, with holidays typed from the yearly notices of the State Council's General Office. */

const between = (from: string, to: string): string[] => {
  const days: string[] = []
  for (let day = from; day <= to; day = nextDay(day)) days.push(day)
  return days
}

export const nextDay = (day: string): string => {
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString().slice(0, 10)
}

const holidays = new Set([
  '2024-01-01',
  ...between('2024-02-10', '2024-02-17'),
  ...between('2024-04-04', '2024-04-06'),
  ...between('2024-05-01', '2024-05-05'),
  '2024-06-10',
  ...between('2024-09-15', '2024-09-17'),
  ...between('2024-10-01', '2024-10-07'),
  '2025-01-01',
  ...between('2025-01-28', '2025-02-04'),
  ...between('2025-04-04', '2025-04-06'),
  ...between('2025-05-01', '2025-05-05'),
  ...between('2025-05-31', '2025-06-02'),
  ...between('2025-10-01', '2025-10-08'),
  ...between('2026-01-01', '2026-01-03'),
  ...between('2026-02-15', '2026-02-23'),
  ...between('2026-04-04', '2026-04-06'),
  ...between('2026-05-01', '2026-05-05'),
  ...between('2026-06-19', '2026-06-21'),
  ...between('2026-09-25', '2026-09-27'),
  ...between('2026-10-01', '2026-10-07'),
])
const worked = new Set([
  ...['2024-02-04', '2024-02-18', '2024-04-07', '2024-04-28', '2024-05-11', '2024-09-14', '2024-09-29', '2024-10-12'],
  ...['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
])

export const isWorkingDay = (day: string): boolean => {
  if (holidays.has(day)) return false
  if (worked.has(day)) return true
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** The day itself where work is done, else the next on which it is. */
export const rolledOn = (day: string): string => {
  let at = day
  while (!isWorkingDay(at)) at = nextDay(at)
  return at
}

/** So many working days, the first day not counted. */
export const workingDaysAfter = (day: string, n: number): string => {
  let at = day
  for (let left = n; left > 0; ) {
    at = nextDay(at)
    if (isWorkingDay(at)) left -= 1
  }
  return at
}

/** Working days after one day up to and with another. */
export const countWorkingDays = (from: string, to: string): number => {
  let count = 0
  for (let day = from; day < to; ) {
    day = nextDay(day)
    if (isWorkingDay(day)) count += 1
  }
  return count
}

/** So many months on; where the month is too short, its last day. */
export const monthsAfter = (day: string, n: number): string => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + n, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, last))
  return first.toISOString().slice(0, 10)
}

export const daysAfter = (day: string, n: number): string => {
  let at = day
  for (let left = n; left > 0; left--) at = nextDay(at)
  return at
}

/** The day a moment is of, in China. */
export const dayOf = (when: string): string => (when.length === 10 ? when : new Date(Date.parse(when) + 8 * 3_600_000).toISOString().slice(0, 10))

/** When data refreshed on a day are due again; null: the cycle names no day. */
export const dueAgain = (cycle: string, on: string): string | null => {
  switch (cycle) {
    case '每日':
      return rolledOn(daysAfter(on, 1))
    case '每周':
      return rolledOn(daysAfter(on, 7))
    case '每半月':
      return rolledOn(daysAfter(on, 15))
    case '每月':
      return rolledOn(monthsAfter(on, 1))
    case '每季度':
      return rolledOn(monthsAfter(on, 3))
    case '每半年':
      return rolledOn(monthsAfter(on, 6))
    case '每年':
      return rolledOn(monthsAfter(on, 12))
    default:
      return null
  }
}
