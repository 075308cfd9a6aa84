import type { CalendarPack } from '../../../shared/calendar.ts'
import { holidayRegions, shippedPacks } from '../../../shared/calendars/shipped.ts'
import type { CalendarVersion } from '../../../shared/contract/calendar.ts'
import { addDays, yearOf } from '../../../shared/days.ts'
import { dayInChina } from '../../../shared/moments.ts'
import type { ReaderHandlers } from '../context.ts'
import type { ReadDb } from '../db/open.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { storedPacks } from './queries.ts'
import { allPacks, newestPack, officeRegion, readCalendar } from './stored-calendar.ts'

const daysOf = (year: number): string[] => {
  const days: string[] = []
  for (let day = `${year}-01-01`; yearOf(day) === year; day = addDays(day, 1)) days.push(day)
  return days
}

const versions = (db: ReadDb): CalendarVersion[] => {
  const packs = allPacks(db)
  const facts = (pack: CalendarPack) => ({
    year: pack.year,
    region: pack.region,
    version: pack.version,
    effective: newestPack(packs, pack.year, pack.region) === pack,
    source: pack.source,
    off: pack.off.length,
    work: pack.work.length,
  })
  const shipped = shippedPacks.map((pack) => ({ ...facts(pack), origin: 'shipped' as const, signedBy: '', reason: '', recordedAt: null, recordedBy: '' }))
  const own = packs.slice(shippedPacks.length)
  const stored = storedPacks(db).flatMap(({ issued, signedBy, reason, recordedAt, recordedBy }, at) => {
    const pack = own[at]
    return pack === undefined
      ? []
      : [{ ...facts(pack), origin: issued === 0 ? ('edited' as const) : ('imported' as const), signedBy, reason, recordedAt, recordedBy }]
  })
  return [...shipped, ...stored].sort((a, b) => b.year - a.year || a.region.localeCompare(b.region) || b.version - a.version)
}

export const calendarViewHandlers: Pick<ReaderHandlers, 'calendar.list' | 'calendar.year'> = {
  'calendar.list': (_input, { db, now }) => {
    const profile = readProfile(db)
    const calendar = readCalendar(db)
    const year = yearOf(dayInChina(now().toISOString()))
    const own = holidayRegions.find(({ region }) => calendar.region.startsWith(region.slice(0, 2)))
    return {
      packs: versions(db),
      office: {
        text: profile.region,
        region: officeRegion(profile),
        holidays: own === undefined ? null : { region: own.region, name: own.name, holidays: own.holidays },
      },
      missing: [...calendar.missing(year), ...calendar.missing(year + 1)],
    }
  },

  'calendar.year': ({ year, region }, { db }) => {
    const calendar = readCalendar(db, region)
    const days = daysOf(year).map(calendar.dayOf)
    return { year, region: calendar.region, missing: calendar.missing(year), days, packs: calendar.packsOf(year) }
  },
}
