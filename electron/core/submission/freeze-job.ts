import { diffContent, fieldChanges } from '../../../shared/changes.ts'
import { changeLines } from '../../../shared/report-words.ts'
import type { Period } from '../../../shared/statistics/periods.ts'
import type { SourceName } from '../../../shared/statistics/sources.ts'
import type { Beside, Delta, DocumentFigure, SourceRow, SubmissionDocument } from '../../../shared/submissions/document.ts'
import { namedIndicators, type Template } from '../../../shared/submissions/template.ts'
import { contentAt } from '../catalogue/history.ts'
import { entryById, type StoredEntry } from '../catalogue/queries.ts'
import type { ReadDb } from '../db/open.ts'
import { computeFigures, sourcesOf } from '../statistics/compute.ts'
import { type Frame, readFrame } from '../statistics/frame.ts'
import { readSources } from '../statistics/read-sources.ts'
import { layRows } from './rows-beside.ts'
import { rowsOfSource } from './store.ts'

/** The submission before, whose rows are kept here. */
export type Against = { rid: number; id: string; version: number; period: string; sha256: string }
export type Freezing = { period: Period; template: Template; against: Against | null }

export type FrozenParts = {
  beside: Beside[]
  figures: DocumentFigure[]
  computed: Pick<SubmissionDocument['computed'], 'asOf' | 'packs' | 'calendars' | 'counts' | 'sealed' | 'rowsSha256'>
  delta: Delta | null
}

/** What a form needs: of its figures and its lists; entries always, for what changed since the last. */
export const sourcesNeeded = (template: Template): SourceName[] => {
  const needed = sourcesOf(namedIndicators(template))
  for (const table of template.tables) if (table.kind === 'list') needed.add(table.source)
  needed.add('entry')
  return [...needed].sort()
}

const mostLines = 100
const cut = (lines: readonly string[]): string[] =>
  lines.length > mostLines
    ? [...lines.slice(0, mostLines), `…（共${lines.length}处）`].map((line) => line.slice(0, 4000))
    : lines.map((line) => line.slice(0, 4000))

const named = (entry: StoredEntry | undefined, row: SourceRow) => {
  const [code = '', ...title] = row.label.split(' ')
  return entry === undefined
    ? { id: row.id, code: title.length === 0 ? '' : code, title: title.length === 0 ? row.label : title.join(' ') }
    : { id: row.id, code: entry.content.codes[0]?.code.trim() ?? '', title: entry.content.title }
}

const versionOf = ({ ref }: SourceRow): number => (ref.kind === 'entry' ? ref.version : 0)

/** What is in this snapshot and was not in the one before, the other way round, and which texts say something else. */
const deltaOf = (db: ReadDb, now: readonly SourceRow[], { rid, ...against }: Against): Delta => {
  const before = new Map(rowsOfSource(db, rid, 'entry').map((row) => [row.id, row]))
  const ids = new Set(now.map(({ id }) => id))
  const entered: Delta['entered'] = []
  const changed: Delta['changed'] = []
  for (const row of now) {
    const was = before.get(row.id)
    if (was === undefined) entered.push(named(entryById(db, row.id), row))
    else if (versionOf(was) !== versionOf(row)) {
      const entry = entryById(db, row.id)
      if (entry === undefined) continue
      const changes = fieldChanges(diffContent(contentAt(db, entry, versionOf(was)), contentAt(db, entry, versionOf(row))))
      if (changes.length > 0) changed.push({ ...named(entry, row), changes: cut(changeLines(changes, 'zh')) })
    }
  }
  const left = [...before.values()].filter(({ id }) => !ids.has(id)).map((row) => named(undefined, row))
  return shortened({ against, entered, changed, left })
}

/** Of each kind as many as the text has room for, and how many more there are: which rows came and went follows from both snapshots. */
const mostDelta = 2 << 20
export const shortened = ({ against, ...lists }: Delta, most = mostDelta): Delta => {
  const fitting = <T>(all: readonly T[]): T[] => {
    let left = most
    const end = all.findIndex((one) => {
      left -= Buffer.byteLength(JSON.stringify(one))
      return left < 0
    })
    return end === -1 ? [...all] : all.slice(0, end)
  }
  const { entered, changed, left } = { entered: fitting(lists.entered), changed: fitting(lists.changed), left: fitting(lists.left) }
  const more = { entered: lists.entered.length - entered.length, changed: lists.changed.length - changed.length, left: lists.left.length - left.length }
  return { against, entered, changed, left, ...(more.entered + more.changed + more.left === 0 ? {} : { more }) }
}

const calendarsOf = ({ law: { calendar }, period: { from, until } }: Frame): SubmissionDocument['computed']['calendars'] =>
  [Number(from.slice(0, 4)), Number(until.slice(0, 4))]
    .filter((year, at, all) => all.indexOf(year) === at)
    .flatMap((year) => calendar.packsOf(year).map((pack) => ({ year, region: pack.region, version: pack.version })))

/** Everything a frozen submission holds, as the records stand at one moment. */
export const freezeParts = async (
  db: ReadDb,
  { period, template, against }: Freezing,
  now: string,
): Promise<{ parts: FrozenParts; rows: SubmissionDocument['rows'] }> => {
  const frame = readFrame(db, period, now)
  const sources = sourcesNeeded(template)
  const { rows, sealed } = readSources(db, frame, new Set(sources))
  const indicators = namedIndicators(template).filter(({ formula }) => formula.kind !== 'manual')
  const { rowsSha256, beside } = await layRows(rows)
  return {
    rows,
    parts: {
      beside,
      figures: computeFigures(indicators, { rows }).map((figure) => ({ ...figure, origin: 'computed', previous: null, source: '', by: '' })),
      computed: {
        asOf: frame.asOf,
        packs: frame.judge.settings.packs.inForce.map(({ pack }) => ({ id: pack.id, version: pack.version })),
        calendars: calendarsOf(frame),
        counts: Object.fromEntries(sources.map((source) => [source, rows[source]?.length ?? 0])),
        sealed,
        rowsSha256,
      },
      delta: against === null ? null : deltaOf(db, rows.entry ?? [], against),
    },
  }
}
