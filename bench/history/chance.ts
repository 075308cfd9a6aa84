import { calendarOf } from '../../shared/calendar.ts'
import { holidayRegions, shippedPacks } from '../../shared/calendars/shipped.ts'
import { addDays, daysBetween } from '../../shared/days.ts'
import { randomFrom } from '../content.ts'

/** Everything that is chosen in a history, by one seed. */
export type Chance = {
  yes(probability: number): boolean
  /** Both ends included. */
  int(from: number, to: number): number
  of<T>(list: readonly T[]): T
  /** One of the keys, each as often as its number says. */
  by<K extends string>(weights: Readonly<Record<K, number>>): K
  some<T>(list: readonly T[], count: number): T[]
  uuid(): string
}

export const chanceFrom = (seed: number): Chance => {
  const next = randomFrom(seed)
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  const hex = (length: number): string => Array.from({ length }, () => int(0, 15).toString(16)).join('')
  const of = <T>(list: readonly T[]): T => list[int(0, list.length - 1)] as T
  return {
    yes: (probability) => next() < probability,
    int,
    of,
    by: (weights) => {
      const keys = Object.keys(weights) as (keyof typeof weights)[]
      let left = next() * keys.reduce((sum, key) => sum + weights[key], 0)
      for (const key of keys) {
        left -= weights[key]
        if (left < 0) return key
      }
      return keys[0] as (typeof keys)[0]
    },
    some: (list, count) => {
      const rest = [...list]
      return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(int(0, rest.length - 1), 1)[0]).filter((one) => one !== undefined)
    },
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  }
}

const calendar = calendarOf(shippedPacks, '', holidayRegions)
export const works = (day: string): boolean => calendar.dayOf(day).works
export const workingDay = (day: string): string => (works(day) ? day : workingDay(addDays(day, 1)))
/** So many working days after a day. */
export const workingDaysOn = (day: string, n: number): string => {
  let at = day
  for (let left = n; left > 0; ) {
    at = addDays(at, 1)
    if (works(at)) left -= 1
  }
  return at
}

/** How much is going on: the year's end is busy, the weeks around the Spring Festival are quiet. */
const bustle = (day: string): number => {
  if (!works(day)) return 0.02
  const month = Number(day.slice(5, 7))
  const festival = [-7, -3, 0, 3, 7, 10].some((n) => calendar.dayOf(addDays(day, n)).name.includes('春节'))
  return festival ? 0.35 : month >= 10 ? 1.7 : month === 6 || month === 3 ? 1.3 : 1
}

/** Days between two, as many as the season makes likely. */
export const seasonOf = (from: string, until: string): ((chance: Chance) => string) => {
  const days = Array.from({ length: Math.max(1, daysBetween(from, until) + 1) }, (_, n) => addDays(from, n))
  const sums: number[] = []
  let sum = 0
  for (const day of days) {
    sum += bustle(day)
    sums.push(sum)
  }
  return (chance) => {
    const at = (chance.int(0, 999_999) / 1_000_000) * sum
    let [low, high] = [0, sums.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) > at) high = middle
      else low = middle + 1
    }
    return days[low] ?? from
  }
}

/** A moment of that day in China: in working hours as a rule, at times late in the evening, or just after midnight, when it is the day before in UTC. */
export const momentOn = (chance: Chance, day: string): string => {
  const minutes = chance.yes(0.9) ? chance.int(8 * 60 + 30, 17 * 60 + 29) : chance.of([chance.int(0, 7 * 60), chance.int(19 * 60, 24 * 60 - 1)])
  return new Date(Date.parse(`${day}T00:00:00+08:00`) + minutes * 60_000 + chance.int(0, 59) * 1000).toISOString()
}

export const dayHere = (when: string): string => (when.length === 10 ? when : new Date(Date.parse(when) + 8 * 3_600_000).toISOString().slice(0, 10))
export const later = (moment: string, minutes: number): string => new Date(Date.parse(moment) + minutes * 60_000).toISOString()
