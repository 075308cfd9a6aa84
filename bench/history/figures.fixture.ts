import { makeTestDb } from '../../electron/core/catalogue/test-db.fixture.ts'
import type { ReadDb, WriteDb } from '../../electron/core/db/open.ts'
import { writeProfile } from '../../electron/core/profile/stored-profile.ts'
import { sourcesOf } from '../../electron/core/statistics/compute.ts'
import { countFigures } from '../../electron/core/statistics/count.ts'
import { readFrame } from '../../electron/core/statistics/frame.ts'
import { readSources } from '../../electron/core/statistics/read-sources.ts'
import { emptyProfile, type Profile } from '../../shared/contract/profile.ts'
import { type Figure, figuresOf } from '../../shared/statistics/indicator.ts'
import { standardIndicators } from '../../shared/statistics/indicators.ts'
import { type Period, periodsOf, yearsFrom } from '../../shared/statistics/periods.ts'
import { chanceFrom, dayHere } from './chance.ts'
import { directDesk, type People } from './desk.ts'
import { type Played, play } from './play.ts'
import { conditions } from './reading/conditions.ts'
import { type Figures, readFigures } from './reading/figures.ts'
import { type Span, spansOf } from './reading/periods.ts'
import type { Fields, Script, ScriptEvent } from './script.ts'
import { writeHistory } from './write.ts'

export const people: People = {
  officer: { name: 'officer', roles: ['catalogueOfficer', 'statisticsOfficer'] },
  keeper: { name: 'keeper', roles: ['confidentialityOfficer', 'workingBodyHead'] },
  head: { name: 'head', roles: ['departmentHead'] },
}

/** The same history with conditions as officers write them, some of which ask for a look; at times without scope and use beside. */
const withConditions = (script: Script): Script => {
  const chance = chanceFrom(script.seed ^ 0x5bd1e995)
  const rewritten = (fields: Fields): Fields => {
    if (typeof fields.shareCondition !== 'string' || fields.shareCondition === '' || chance.yes(0.3)) return fields
    const listed = chance.yes(0.6)
    return { ...fields, shareCondition: chance.of(Object.keys(conditions)), ...(listed ? {} : { shareScope: '', shareUse: '' }) }
  }
  const events = script.events.map((event): ScriptEvent => {
    if (event.do === 'enter' && !event.others) return { ...event, content: rewritten(event.content) }
    return event.do === 'edit' ? { ...event, patch: rewritten(event.patch) } : event
  })
  return { ...script, events }
}

/** A small agency's eighteen months; Order 809 comes into force among them. */
export const smallHistory = (seed: number): Script =>
  withConditions(writeHistory({ seed, from: '2025-04-01', until: '2026-09-30', entries: 9, requests: 11, agreements: 4, others: 2, listSize: 3 }))

/** Years that begin on other days: where the city closes its books on the 20th, in the month after, in the middle of the year. */
export const yearStarts = ['12-21', '11-26', '02-01', '07-01', '06-28', '04-16'] as const
type Shifted = { period: Period; told: Span; yearStart: string }
/** One period of a shifted year, by the settings and by the second reading; which one by the seed. */
export const shiftedOf = ({ seed, from, until }: Pick<Script, 'seed' | 'from' | 'until'>): Shifted => {
  const chance = chanceFrom(seed ^ 0x27d4eb2f)
  const yearStart = chance.of(yearStarts)
  const [kind, months] = chance.of([
    ['month', 1],
    ['quarter', 3],
    ['quarter', 3],
    ['halfYear', 6],
    ['year', 12],
  ] as const)
  const all = [2025, 2026].flatMap((year) => {
    const told = spansOf(year, months, yearStart)
    const periods = periodsOf(kind, year, yearsFrom(yearStart))
    if (told.length !== periods.length) throw new Error(`${periods.length} periods of ${told.length}`)
    return told.map((span, at) => ({ period: periods[at] as Period, told: span, yearStart }))
  })
  return chance.of(all.filter(({ told }) => told.until <= until && told.until >= from))
}

export const quartersOf = ({ from, until }: Pick<Script, 'from' | 'until'>): Period[] =>
  [2024, 2025, 2026].flatMap((year) => periodsOf('quarter', year)).filter((period) => from <= period.from && period.until <= until)

/** The day an event counts on, whenever it was recorded: the department's, the receipt's, the refresh's own. */
const countsOn = (event: ScriptEvent): string => {
  switch (event.do) {
    case 'answer':
    case 'act':
      return dayHere(event.when)
    case 'refresh':
    case 'close':
      return event.on
    case 'extend':
      return event.consentedOn
    default:
      return dayHere(event.at)
  }
}

/** What had happened by a day; a case that was sealed later is in no figure of any day. */
export const upTo = (script: Script, day: string): Script => {
  const acts = new Set(script.events.flatMap((event) => (event.do === 'act' && countsOn(event) <= day ? [event.case] : [])))
  const opened = new Set(script.events.flatMap((event) => (event.do === 'open' && (acts.has(event.case) || dayHere(event.at) <= day) ? [event.case] : [])))
  const stays = (event: ScriptEvent): boolean => {
    if (event.do === 'seal' || event.do === 'open') return opened.has(event.case)
    return countsOn(event) <= day
  }
  return { ...script, events: script.events.filter(stays) }
}

export const playedDb = async (script: Script): Promise<{ db: WriteDb; played: Played; close(): void }> => {
  const test = makeTestDb()
  const own: Partial<Profile> = { agency: script.agency, region: script.region, regulations: [...script.regulations] as Profile['regulations'] }
  writeProfile(test.db, { ...emptyProfile, ...own })
  test.db.exec('BEGIN')
  const played = await play(script, directDesk(test.db, people))
  test.db.exec('COMMIT')
  return { db: test.db, played, close: test.close }
}

const asMap = (figures: readonly Figure[]): Figures =>
  new Map(
    figures.filter(({ key, over }) => key === null || over !== 0).map(({ indicator, key, value }) => [key === null ? indicator : `${indicator}|${key}`, value]),
  )

const asked = standardIndicators.filter(({ formula }) => formula.kind !== 'manual')
const now = '2026-11-27T02:00:00.000Z'

/** By counting alone, as a dashboard asks for them. */
export const countedFigures = (db: ReadDb, period: Period): Figures => asMap(countFigures(db, readFrame(db, period, now), asked).figures)

/** From the rows that are frozen with a submission. */
export const rowFigures = (db: ReadDb, period: Period): Figures => {
  const { rows } = readSources(db, readFrame(db, period, now), sourcesOf(asked))
  const of = (source: string) => rows[source as keyof typeof rows] ?? []
  return asMap(asked.flatMap((indicator) => (indicator.formula.kind === 'manual' ? [] : figuresOf(indicator, of(indicator.formula.source)))))
}

/** Updates due in a period by their own rows, and by the list of changes: each as entry, day and outcome. */
export const updatesTwice = (db: ReadDb, period: Period): [string[], string[]] => {
  const { rows } = readSources(db, readFrame(db, period, now), new Set(['update', 'change'] as const))
  const due = (source: 'update' | 'change'): string[] =>
    (rows[source] ?? [])
      .filter(({ facts }) => typeof facts.dueOn === 'string' && period.from <= facts.dueOn && facts.dueOn <= period.until)
      .map(({ label, facts }) => `${label} ${facts.dueOn} ${facts.outcome}`)
      .sort()
  return [due('update'), due('change')]
}

/** What two counts of the same say differently; '' where they agree. */
export const difference = (one: Figures, other: Figures): string =>
  [...new Set([...one.keys(), ...other.keys()])]
    .sort()
    .filter((name) => (one.get(name) ?? null) !== (other.get(name) ?? null))
    .map((name) => `${name}: ${one.get(name) ?? '-'} / ${other.get(name) ?? '-'}`)
    .join('; ')

export const slowFigures = (script: Script, period: { from: string; until: string }): Figures =>
  new Map([...readFigures(script, period)].filter(([name, value]) => !name.includes('|') || value !== '0'))
