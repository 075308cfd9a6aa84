import type { Facts, SourceName } from '../../../shared/statistics/sources.ts'
import type { SourceRow } from '../../../shared/submissions/document.ts'
import type { ReadDb } from '../db/open.ts'
import { rowsOfLife } from './case-rows.ts'
import { changeRows, updateRows } from './change-rows.ts'
import { type EntryThen, touchedLater } from './entries.ts'
import { entryRows, withheldRows } from './entry-rows.ts'
import type { Frame } from './frame.ts'
import { livesThen } from './lives-then.ts'
import { lateRefresh, openTaskRows } from './open-rows.ts'

const fromCases = ['request', 'correction', 'dispute', 'agreement', 'use', 'direct', 'complaint', 'incident', 'open'] as const satisfies readonly SourceName[]

export type SourceReading<R extends { facts: Facts }> = {
  /** Entries one by one, with names or without; `later` is asked where the touched ones are needed. */
  entries(later: () => readonly EntryThen[]): Iterable<R>
  row(source: SourceName, row: R | SourceRow): void
  /** A case under a claim of state secrecy that lived in the period. */
  sealed(): void
}

/** Source by source what there is. Entries are read once, and only where they are asked for. */
export const readEach = <R extends { facts: Facts }>(
  db: ReadDb,
  frame: Frame,
  wanted: ReadonlySet<SourceName>,
  { entries, row, sealed }: SourceReading<R>,
): void => {
  const each = (source: SourceName, rows: readonly SourceRow[]) => {
    if (wanted.has(source)) for (const one of rows) row(source, one)
  }
  const ofEntries = wanted.has('entry') || wanted.has('open')
  let known: readonly EntryThen[] | null = null
  const later = () => {
    known ??= touchedLater(db, frame.period.until, ofEntries ? frame.judge : null)
    return known
  }
  if (ofEntries) {
    for (const one of entries(later)) {
      if (wanted.has('entry')) row('entry', one)
      const late = wanted.has('open') ? lateRefresh(one) : null
      if (late !== null) row('open', late)
    }
  }
  if (wanted.has('open')) each('open', openTaskRows(db, frame))
  if (wanted.has('change')) each('change', changeRows(db, frame, later))
  if (wanted.has('update')) each('update', updateRows(db, frame))
  if (wanted.has('withheld')) each('withheld', withheldRows(db, frame))
  if (!fromCases.some((source) => wanted.has(source))) return
  for (const life of livesThen(db, frame)) {
    if ('rid' in life) for (const [source, rows] of Object.entries(rowsOfLife(frame, life))) each(source as SourceName, rows)
    else sealed()
  }
}

export type Sources = { rows: Partial<Record<SourceName, SourceRow[]>>; sealed: number }

const byId = (a: SourceRow, b: SourceRow): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** The rows of the sources asked for, each in the order of its ids. */
export const readSources = (db: ReadDb, frame: Frame, wanted: ReadonlySet<SourceName>): Sources => {
  const rows = Object.fromEntries([...wanted].map((source): [SourceName, SourceRow[]] => [source, []]))
  let sealed = 0
  readEach<SourceRow>(db, frame, wanted, {
    entries: (later) => entryRows(db, frame, later),
    row: (source, row) => rows[source]?.push(row),
    sealed: () => {
      sealed++
    },
  })
  for (const found of Object.values(rows)) found.sort(byId)
  return { rows, sealed }
}
