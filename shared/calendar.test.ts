import { describe, expect, it } from 'vitest'
import { type CalendarPack, calendarOf, packChanges, packTrouble, regionCode, workingDayFrom, workingDaysBetween } from './calendar.ts'
import { holidayRegions, shippedPacks } from './calendars/shipped.ts'
import { addDays, addYears, isDay } from './days.ts'

const range = (from: string, to: string): string[] => {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}
const shipped = (year: number, region = '') => {
  const pack = shippedPacks.find((one) => one.year === year && one.region === region)
  if (pack === undefined) throw new Error(`no pack ${year} ${region}`)
  return pack
}
const pack = (more: Partial<CalendarPack>): CalendarPack => ({
  format: 'mulu-calendar/1',
  year: 2026,
  region: '',
  version: 1,
  source: '通知',
  off: [],
  work: [],
  names: {},
  ...more,
})

describe('the packs every copy has', () => {
  // Copied by hand from the texts of the notices, not from the data the packs are made of.
  it.each([
    [
      2026,
      [
        range('2026-01-01', '2026-01-03'),
        range('2026-02-15', '2026-02-23'),
        range('2026-04-04', '2026-04-06'),
        range('2026-05-01', '2026-05-05'),
        range('2026-06-19', '2026-06-21'),
        range('2026-09-25', '2026-09-27'),
        range('2026-10-01', '2026-10-07'),
      ],
      ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
    ],
    [
      2021,
      [
        range('2021-01-01', '2021-01-03'),
        range('2021-02-11', '2021-02-17'),
        range('2021-04-03', '2021-04-05'),
        range('2021-05-01', '2021-05-05'),
        range('2021-06-12', '2021-06-14'),
        range('2021-09-19', '2021-09-21'),
        range('2021-10-01', '2021-10-07'),
      ],
      ['2021-02-07', '2021-02-20', '2021-04-25', '2021-05-08', '2021-09-18', '2021-09-26', '2021-10-09'],
    ],
  ])('%i is as its notice says', (year, off, work) => {
    expect(shipped(year).off.toSorted()).toEqual(off.flat())
    expect(shipped(year).work.toSorted()).toEqual(work)
  })

  it('are whole: 2004 to 2026 without a gap, each sound, every listed day with its holiday', () => {
    expect(shippedPacks.filter(({ region }) => region === '').map(({ year }) => year)).toEqual(Array.from({ length: 23 }, (_, at) => 2004 + at))
    for (const one of shippedPacks) {
      expect(packTrouble(one), String(one.year)).toBeNull()
      expect(Object.keys(one.names).sort()).toEqual([...one.off, ...one.work].sort())
    }
  })

  it('make-up days are days of the weekend', () => {
    const plain = calendarOf([], '')
    for (const one of shippedPacks) for (const day of one.work) expect(plain.dayOf(day).kind, day).toBe('weekend')
  })
})

describe('a calendar', () => {
  const ningxia = calendarOf(shippedPacks, '640100', holidayRegions)

  it('adds a region’s days to the country’s, with the notice each stands in', () => {
    expect(ningxia.dayOf('2019-06-05')).toMatchObject({ kind: 'dayOff', name: '开斋节', region: '640000', source: expect.stringContaining('137号') })
    expect(ningxia.dayOf('2019-06-07')).toMatchObject({ kind: 'dayOff', name: '端午', region: '' })
    expect(calendarOf(shippedPacks, '330200', holidayRegions).dayOf('2019-06-05')).toMatchObject({ kind: 'working' })
  })

  it('is provisional in a year without its pack, the region’s or the country’s', () => {
    expect(ningxia.missing(2020)).toEqual([])
    expect(ningxia.missing(2022)).toEqual([{ year: 2022, region: '640000' }])
    expect(ningxia.missing(2030)).toEqual([
      { year: 2030, region: '640000' },
      { year: 2030, region: '' },
    ])
    expect(calendarOf(shippedPacks, '330200', holidayRegions).missing(2022)).toEqual([])
  })

  it('a region that has a pack for one year is asked for it in the others', () => {
    const own = calendarOf([...shippedPacks, pack({ region: '330200', off: ['2026-11-25'] })], '330203', holidayRegions)
    expect(own.dayOf('2026-11-25')).toMatchObject({ kind: 'dayOff', provisional: false })
    expect(own.missing(2025)).toEqual([{ year: 2025, region: '330200' }])
  })

  it('the nearer region, the newer version and the later year’s notice come first', () => {
    const country = pack({ off: ['2026-11-25', '2026-11-26'] })
    const newer = pack({ version: 2, off: ['2026-11-25'] })
    const region = pack({ region: '330000', work: ['2026-11-25'] })
    const city = pack({ region: '330200', off: ['2026-11-25'] })
    expect(calendarOf([newer, country], '').dayOf('2026-11-26').kind).toBe('working')
    expect(calendarOf([country, newer, region], '330203').dayOf('2026-11-25').kind).toBe('makeUp')
    expect(calendarOf([country, city, region], '330203').dayOf('2026-11-25').kind).toBe('dayOff')
    const next = pack({ year: 2027, work: ['2026-12-26'] })
    expect(calendarOf([pack({ off: ['2026-12-26'] }), next], '').dayOf('2026-12-26').kind).toBe('makeUp')
  })

  it('the last week of a year waits for the next year’s notice', () => {
    const calendar = calendarOf(shippedPacks, '')
    expect(calendar.dayOf('2026-12-24').provisional).toBe(false)
    expect(calendar.missingFor('2026-12-28')).toEqual([{ year: 2027, region: '' }])
    expect(calendar.dayOf('2025-12-28').provisional).toBe(false)
  })

  it('finds working days', () => {
    const calendar = calendarOf(shippedPacks, '')
    expect(workingDayFrom(calendar, '2026-10-01')).toBe('2026-10-08')
    expect(workingDaysBetween(calendar, '2026-09-30', '2026-10-10')).toBe(3)
    expect(workingDaysBetween(calendar, '2026-10-10', '2026-09-30')).toBe(0)
  })
})

describe('a pack', () => {
  it.each([
    [{ source: ' ' }, 'calendar.noSource', ''],
    [{ off: ['2026-02-30'] }, 'calendar.noDay', '2026-02-30'],
    [{ off: ['2025-11-25'] }, 'calendar.otherYear', '2025-11-25'],
    [{ off: ['2026-05-01'], work: ['2026-05-01'] }, 'calendar.both', '2026-05-01'],
    [{ off: ['2026-05-01', '2026-05-01'] }, 'calendar.twice', '2026-05-01'],
    [{ names: { '2026-05-01': '劳动节' } }, 'calendar.onlyNamed', '2026-05-01'],
  ])('%j is refused: %s', (more, code, day) => {
    expect(packTrouble(pack(more))).toEqual({ code, day })
  })

  it('may move the last days of the year before', () => {
    expect(packTrouble(pack({ work: ['2025-12-28'] }))).toBeNull()
  })

  it('says what it changes', () => {
    const before = pack({ off: ['2026-05-01', '2026-05-02'], work: ['2026-05-09'] })
    const after = pack({ off: ['2026-05-01', '2026-05-09'], names: { '2026-05-09': '调休' } })
    expect(packChanges(before, after)).toEqual([
      { day: '2026-05-02', was: 'dayOff', is: null, name: '' },
      { day: '2026-05-09', was: 'makeUp', is: 'dayOff', name: '调休' },
    ])
  })
})

it('a region is known by its code, its name or a city’s', () => {
  expect(['640106', '宁夏', '银川市金凤区', '南宁市', '宁波市', ''].map((text) => regionCode(text, holidayRegions))).toEqual([
    '640106',
    '640000',
    '640000',
    '450000',
    '',
    '',
  ])
})

it('days that are none, and years without a 29 February', () => {
  expect(['2026-02-29', '2024-02-29', '2026-13-01', '2026-1-1', 'x'].map(isDay)).toEqual([false, true, false, false, false])
  expect([addYears('2024-02-29', 1), addYears('2024-02-29', 4), addYears('2023-11-20', 3)]).toEqual(['2025-02-28', '2028-02-29', '2026-11-20'])
})
