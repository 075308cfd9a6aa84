import type { CountedRow } from '../../../shared/statistics/indicator.ts'
import type { Facts, SourceName } from '../../../shared/statistics/sources.ts'
import type { SourceRow } from '../../../shared/submissions/document.ts'
import type { ReadDb } from '../db/open.ts'
import { rowsOfLife } from './case-rows.ts'
import { changeRows, updateRows } from './change-rows.ts'
import { countedEntries, entryRows, withheldRows } from './entry-rows.ts'
import type { Frame } from './frame.ts'
import { livesThen } from './lives-then.ts'
import { lateRefreshes, openTaskRows } from './open-rows.ts'

const fromCases = ['request', 'correction', 'dispute', 'agreement', 'use', 'direct', 'complaint', 'incident', 'open'] as const satisfies readonly SourceName[]

type Found = readonly [SourceName | 'sealed', readonly { facts: Facts }[]]

/** Source by source what there is; a sealed case as a line of its own. `entries` are read once, and only where they are asked for. */
function* readEach(db: ReadDb, frame: Frame, wanted: ReadonlySet<SourceName>, entries: () => readonly { facts: Facts }[]): Generator<Found> {
  if (wanted.has('entry') || wanted.has('open')) {
    const all = entries()
    yield ['entry', all]
    yield ['open', lateRefreshes(all)]
  }
  if (wanted.has('open')) yield ['open', openTaskRows(db, frame)]
  if (wanted.has('change')) yield ['change', changeRows(db, frame)]
  if (wanted.has('update')) yield ['update', updateRows(db, frame)]
  if (wanted.has('withheld')) yield ['withheld', withheldRows(db, frame)]
  if (!fromCases.some((source) => wanted.has(source))) return
  for (const life of livesThen(db, frame)) {
    if ('rid' in life) yield* Object.entries(rowsOfLife(frame, life)) as unknown as Found[]
    else yield ['sealed', []]
  }
}

export type Sources = { rows: Partial<Record<SourceName, SourceRow[]>> /** Cases under a claim of state secrecy that lived in the period. */; sealed: number }

const byId = (a: SourceRow, b: SourceRow): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** The rows of the sources asked for, each in the order of its ids. */
export const readSources = (db: ReadDb, frame: Frame, wanted: ReadonlySet<SourceName>): Sources => {
  const rows: Sources['rows'] = {}
  let sealed = 0
  const put = (source: SourceName, found: readonly SourceRow[]) => {
    if (!wanted.has(source)) return
    const known = rows[source]
    if (known === undefined) rows[source] = [...found]
    else for (const row of found) known.push(row)
  }
  for (const source of wanted) put(source, [])
  for (const [source, found] of readEach(db, frame, wanted, () => entryRows(db, frame))) {
    if (source === 'sealed') sealed++
    else put(source, found as readonly SourceRow[])
  }
  for (const found of Object.values(rows)) found.sort(byId)
  return { rows, sealed }
}

/** What figures are counted over: entries without their names, since nothing of them is listed. */
export type Counted = { rows: Partial<Record<SourceName, readonly CountedRow[]>>; sealed: number }

export const countSources = (db: ReadDb, frame: Frame, wanted: ReadonlySet<SourceName>): Counted => {
  const counted: Partial<Record<SourceName, CountedRow[]>> = {}
  let sealed = 0
  const put = (source: SourceName, found: Iterable<{ facts: Facts }>) => {
    if (!wanted.has(source)) return
    counted[source] ??= []
    for (const { facts } of found) counted[source].push({ facts })
  }
  for (const source of wanted) put(source, [])
  for (const [source, found] of readEach(db, frame, wanted, () => countedEntries(db, frame))) {
    if (source === 'sealed') sealed++
    else put(source, found)
  }
  return { rows: counted, sealed }
}
