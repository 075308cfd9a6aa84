import { z } from 'zod'
import { addDays, isDay, weekdayOf, yearOf } from './days.ts'
import { daySchema } from './moments.ts'

/** One year's days off and make-up working days of one region, as its notice gives them (domain §5.3). */
export const calendarPackSchema = z.strictObject({
  format: z.literal('mulu-calendar/1'),
  year: z.number().int().min(1949).max(2200),
  region: z.string().max(6), // GB/T 2260; '' = the whole country. A region's pack adds to the national one.
  version: z.number().int().positive(),
  source: z.string().max(500), // the notice: number, title; empty only where a purge has emptied it
  off: z.array(daySchema).max(366), // days off that a plain week would have as working days, and statutory holidays
  work: z.array(daySchema).max(366), // weekend days worked instead
  names: z.record(daySchema, z.string().max(60)).default({}), // which holiday a day of either list belongs to
})
export type CalendarPack = z.infer<typeof calendarPackSchema>

/** A national year as the data give it: days by the holiday they belong to. */
export type NationalYear = { year: number; off: Record<string, string[]>; work: Record<string, string[]> }

/** A region that has holidays of its own beside the country's. `cities` help to know it by its parts' names. */
export type HolidayRegion = { region: string; name: string; holidays: string; cities: readonly string[] }

export type DayKind = 'working' | 'weekend' | 'dayOff' | 'makeUp'

/** What kind of day it is, and where that is written; `source` is '' for a plain week. */
export type CalendarDay = { day: string; kind: DayKind; works: boolean; name: string; source: string; region: string; provisional: boolean }

/** A year for which a pack is missing: what is counted in it is provisional. */
export type MissingYear = { year: number; region: string }

export type Calendar = {
  region: string
  dayOf(day: string): CalendarDay
  /** How many days of its year are worked up to and with this one. */
  workedUntil(day: string): number
  /** Packs that should be there for a year and are not. */
  missing(year: number): MissingYear[]
  /** The packs that count in a year, the nearest region's first. */
  packsOf(year: number): CalendarPack[]
  /** Packs without which this day is provisional. */
  missingFor(day: string): MissingYear[]
}

/** A year's notice may move its last days of the year before: 2018-12-29 was worked for 元旦 2019. */
const nextYearMatters = '12-25'

/** 640100 lies in 640000; a pack of '' holds everywhere. */
const liesIn = (region: string, of: string): boolean => region.startsWith(of.replace(/(00)+$/, ''))

/**
 * The calendar of a region: the newest version of every pack that holds there, the nearer region before the farther.
 * A year without its national pack is Monday to Friday, and says that it is provisional; so does a year without the
 * pack of a region that has holidays of its own: one named in `regions`, or one that has a pack for another year.
 */
export const calendarOf = (packs: readonly CalendarPack[], region: string, regions: readonly HolidayRegion[] = []): Calendar => {
  const newest = new Map<string, CalendarPack>()
  const holding = new Set<string>([''])
  for (const { region: own } of regions) if (region !== '' && liesIn(region, own)) holding.add(own)
  for (const pack of packs) {
    if (pack.region !== '' && (region === '' || !liesIn(region, pack.region))) continue
    holding.add(pack.region)
    const key = `${pack.year} ${pack.region}`
    if ((newest.get(key)?.version ?? 0) <= pack.version) newest.set(key, pack)
  }
  // Nearest first: 640100 before 640000 before the country.
  const order = [...holding].sort((a, b) => b.replace(/(00)+$/, '').length - a.replace(/(00)+$/, '').length)

  const listed = new Map<string, Omit<CalendarDay, 'day' | 'provisional'>>()
  // The later year's notice first: it may move the last days of the year before.
  const latest = [...newest.values()].sort((a, b) => b.year - a.year)
  for (const of of order)
    for (const pack of latest) {
      if (pack.region !== of) continue
      const note = (day: string, kind: 'dayOff' | 'makeUp') => {
        if (!listed.has(day)) listed.set(day, { kind, works: kind === 'makeUp', name: pack.names[day] ?? '', source: pack.source, region: pack.region })
      }
      for (const day of pack.off) note(day, 'dayOff')
      for (const day of pack.work) note(day, 'makeUp')
    }

  const missingIn = new Map<number, MissingYear[]>()
  const missing = (year: number): MissingYear[] => {
    const known = missingIn.get(year) ?? order.filter((of) => !newest.has(`${year} ${of}`)).map((of) => ({ year, region: of }))
    missingIn.set(year, known)
    return known
  }

  const missingFor = (day: string): MissingYear[] => {
    const own = missing(yearOf(day))
    return day.slice(5) < nextYearMatters ? own : [...own, ...missing(yearOf(day) + 1).filter((of) => of.region === '')]
  }

  const looked = (day: string): CalendarDay => {
    const provisional = missingFor(day).length > 0
    const own = listed.get(day)
    if (own !== undefined) return { day, ...own, provisional }
    const weekend = weekdayOf(day) % 6 === 0
    return { day, kind: weekend ? 'weekend' : 'working', works: !weekend, name: '', source: '', region: '', provisional }
  }

  // Clocks of many cases ask for the same days.
  const known = new Map<string, CalendarDay>()
  const dayOf = (day: string): CalendarDay => {
    let found = known.get(day)
    if (found === undefined) {
      found = looked(day)
      known.set(day, found)
    }
    return found
  }

  // A list of overdue cases asks for hundreds of days each: a year is counted once.
  const counted = new Map<number, ReadonlyMap<string, number>>()
  const workedIn = (year: number): ReadonlyMap<string, number> => {
    const known = counted.get(year)
    if (known !== undefined) return known
    const until = new Map<string, number>()
    let worked = 0
    for (let day = `${String(year).padStart(4, '0')}-01-01`; yearOf(day) === year; day = addDays(day, 1)) {
      if (dayOf(day).works) worked += 1
      until.set(day, worked)
    }
    counted.set(year, until)
    return until
  }

  return {
    region,
    missing,
    missingFor,
    packsOf: (year) => order.flatMap((of) => newest.get(`${year} ${of}`) ?? []),
    workedUntil: (day) => workedIn(yearOf(day)).get(day) ?? 0,
    dayOf,
  }
}

/** What is wrong with a pack's days, the first of them; null when it can be counted with. */
export const packTrouble = ({ year, source, off, work, names }: CalendarPack): { code: PackTrouble; day: string } | null => {
  if (source.trim() === '') return { code: 'calendar.noSource', day: '' }
  const closed = new Set(off)
  const listed = new Set([...off, ...work])
  for (const day of [...off, ...work, ...Object.keys(names)]) {
    if (!isDay(day)) return { code: 'calendar.noDay', day }
    if (yearOf(day) !== year && !(yearOf(day) === year - 1 && day.slice(5) >= nextYearMatters)) return { code: 'calendar.otherYear', day }
    if (!listed.has(day)) return { code: 'calendar.onlyNamed', day }
  }
  const both = work.find((day) => closed.has(day))
  if (both !== undefined) return { code: 'calendar.both', day: both }
  if (listed.size !== off.length + work.length) return { code: 'calendar.twice', day: [...off, ...work].find((day, at, all) => all.indexOf(day) !== at) ?? '' }
  return null
}
export type PackTrouble = 'calendar.noSource' | 'calendar.noDay' | 'calendar.otherYear' | 'calendar.onlyNamed' | 'calendar.both' | 'calendar.twice'

/** How one version of a year differs from another, day by day; `was` and `is` are null for a plain day of the week. */
export type DayChange = { day: string; was: 'dayOff' | 'makeUp' | null; is: 'dayOff' | 'makeUp' | null; name: string }

export const packChanges = (before: Pick<CalendarPack, 'off' | 'work'> | null, after: Pick<CalendarPack, 'off' | 'work' | 'names'>): DayChange[] => {
  const kinds = (pack: Pick<CalendarPack, 'off' | 'work'> | null) =>
    new Map<string, 'dayOff' | 'makeUp'>([
      ...(pack?.off ?? []).map((day) => [day, 'dayOff'] as const),
      ...(pack?.work ?? []).map((day) => [day, 'makeUp'] as const),
    ])
  const [old, fresh] = [kinds(before), kinds(after)]
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .sort()
    .map((day) => ({ day, was: old.get(day) ?? null, is: fresh.get(day) ?? null, name: after.names[day] ?? '' }))
    .filter(({ was, is }) => was !== is)
}

/** The first working day from `day` on. */
export const workingDayFrom = (calendar: Calendar, day: string): string => {
  let at = day
  while (!calendar.dayOf(at).works) at = addDays(at, 1)
  return at
}

/** Working days after `from` up to and with `to`; 0 when there is none between. */
export const workingDaysBetween = (calendar: Calendar, from: string, to: string): number => {
  if (from >= to) return 0
  let found = calendar.workedUntil(to) - calendar.workedUntil(from)
  for (let year = yearOf(from); year < yearOf(to); year++) found += calendar.workedUntil(`${String(year).padStart(4, '0')}-12-31`)
  return found
}

/**
 * The GB/T 2260 code of what a profile calls its region: a code, or a name that begins with a known region's or city's.
 * '' when it is not known; then only the country's calendar is counted with.
 */
export const regionCode = (text: string, regions: readonly HolidayRegion[]): string => {
  const wanted = text.trim()
  if (/^\d{6}$/.test(wanted)) return wanted
  if (wanted === '') return ''
  return regions.find(({ name, cities }) => [name, ...cities].some((known) => wanted.startsWith(known)))?.region ?? ''
}
