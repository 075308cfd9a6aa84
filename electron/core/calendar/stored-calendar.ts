import { type Calendar, type CalendarPack, calendarOf, regionCode } from '../../../shared/calendar.ts'
import { holidayRegions, shippedPacks } from '../../../shared/calendars/shipped.ts'
import type { Profile } from '../../../shared/contract/profile.ts'
import type { ReadDb } from '../db/open.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { storedPacks } from './queries.ts'

/** Every version there is; of the same number this vault's comes last and counts. */
export const allPacks = (db: ReadDb): CalendarPack[] => [...shippedPacks, ...storedPacks(db).map(({ pack }) => pack)]

/** The version that counts of one year of one region. */
export const newestPack = (packs: readonly CalendarPack[], year: number, region: string): CalendarPack | null =>
  packs
    .filter((pack) => pack.year === year && pack.region === region)
    .reduce<CalendarPack | null>((newest, pack) => (newest === null || newest.version <= pack.version ? pack : newest), null)

/** Where the agency is: what the profile says, else where its credit code was given (characters 3-8, domain §5.1). */
export const officeRegion = ({ region, creditCode }: Pick<Profile, 'region' | 'creditCode'>): string => {
  const said = regionCode(region, holidayRegions)
  return said !== '' ? said : /^[0-9A-Z]{2}\d{6}/.test(creditCode) ? creditCode.slice(2, 8) : ''
}

/** The calendar that counts for the agency, or for a region. Work on many clocks reads it once. */
export const readCalendar = (db: ReadDb, region = officeRegion(readProfile(db))): Calendar => calendarOf(allPacks(db), region, holidayRegions)
