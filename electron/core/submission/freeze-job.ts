import { canonicalJson } from '../../../shared/canonical.ts'
import { diffContent, fieldChanges } from '../../../shared/changes.ts'
import type { Language } from '../../../shared/errors.ts'
import { changeLines } from '../../../shared/report-words.ts'
import type { Figure } from '../../../shared/statistics/indicator.ts'
import type { Period } from '../../../shared/statistics/periods.ts'
import type { SourceName } from '../../../shared/statistics/sources.ts'
import type { Beside, Delta, DocumentFigure, SourceRow, SubmissionDocument } from '../../../shared/submissions/document.ts'
import { figureOf, figuresByRef } from '../../../shared/submissions/tables.ts'
import { namedIndicators, type Template } from '../../../shared/submissions/template.ts'
import { contentAt } from '../catalogue/history.ts'
import { entryById, type StoredEntry } from '../catalogue/queries.ts'
import { createSha256 } from '../crypto/hash.ts'
import type { ReadDb } from '../db/open.ts'
import { computeFigures, sourcesOf } from '../statistics/compute.ts'
import { countFigures } from '../statistics/count.ts'
import { type Frame, readFrame } from '../statistics/frame.ts'
import { readSources } from '../statistics/read-sources.ts'
import type { Earlier } from './previous.ts'
import { type EarlierFigure, rowsOfSource } from './store.ts'

/** The submission before, whose rows are kept here. */
export type Against = { rid: number; id: string; version: number; period: string; sha256: string }
export type Freezing = { period: Period; template: Template; against: Against | null; earlier: Earlier | null }

export type FrozenParts = {
  /** Made of the rows by `besideOf`. */
  beside: Beside[]
  figures: DocumentFigure[]
  computed: Pick<SubmissionDocument['computed'], 'asOf' | 'packs' | 'calendars' | 'counts' | 'sealed' | 'rowsSha256'>
  delta: Delta | null
  /** Of the period before, computed because nobody submitted them. */
  earlier: EarlierFigure[]
}

/** What a form needs: of its figures and its lists; entries always, for what changed since the last. */
export const sourcesNeeded = (template: Template): SourceName[] => {
  const needed = sourcesOf(namedIndicators(template))
  for (const table of template.tables) if (table.kind === 'list') needed.add(table.source)
  needed.add('entry')
  return [...needed].sort()
}

const asComputed = (figure: Figure): DocumentFigure => ({ ...figure, origin: 'computed', previous: null, source: '', by: '' })

/** SHA-256 of the canonical JSON of all rows, without ever holding that text. */
export const rowsDigest = (rows: SubmissionDocument['rows']): string => {
  const hash = createSha256()
  const sources = Object.keys(rows).sort() as SourceName[]
  hash.update('{')
  for (const [at, source] of sources.entries()) {
    hash.update(`${at === 0 ? '' : ','}${JSON.stringify(source)}:[`)
    for (const [n, row] of (rows[source] ?? []).entries()) hash.update(`${n === 0 ? '' : ','}${canonicalJson(row)}`)
    hash.update(']')
  }
  hash.update('}')
  return hash.hex()
}

const mostLines = 100
const moreLines = { zh: (all: number) => `…（共${all}处）`, en: (all: number) => `… (${all} in all)` }
export const cutLines = (lines: readonly string[], language: Language): string[] =>
  (lines.length > mostLines ? [...lines.slice(0, mostLines), moreLines[language](lines.length)] : lines).map((line) => line.slice(0, 4000))

const named = (entry: StoredEntry | undefined, row: SourceRow) => {
  const [code = '', ...title] = row.label.split(' ')
  return entry === undefined
    ? { id: row.id, code: title.length === 0 ? '' : code, title: title.length === 0 ? row.label : title.join(' ') }
    : { id: row.id, code: entry.content.codes[0]?.code.trim() ?? '', title: entry.content.title }
}

export const versionOf = ({ ref }: SourceRow): number => (ref.kind === 'entry' ? ref.version : 0)

/** What an entry's text says otherwise between two of its versions. */
export const changesBetween = (db: ReadDb, entry: StoredEntry, from: number, to: number) =>
  fieldChanges(diffContent(contentAt(db, entry, from), contentAt(db, entry, to)))

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
      const changes = changesBetween(db, entry, versionOf(was), versionOf(row))
      if (changes.length > 0) changed.push({ ...named(entry, row), changes: cutLines(changeLines(changes, 'zh'), 'zh') })
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

/** As the records of then give them, counted without reading what a list would show. */
const earlierFigures = (db: ReadDb, { period, indicators, refs }: Earlier, now: string): EarlierFigure[] => {
  const counted = figuresByRef(countFigures(db, readFrame(db, period, now), indicators).figures.map(asComputed))
  return refs.map((ref) => ({ ...ref, value: figureOf(counted, ref).value, from: 'computed' }))
}

/** Everything a frozen submission holds, as the records stand at one moment. */
export const freezeParts = (
  db: ReadDb,
  { period, template, against, earlier }: Freezing,
  now: string,
): { parts: FrozenParts; rows: SubmissionDocument['rows'] } => {
  const frame = readFrame(db, period, now)
  const sources = sourcesNeeded(template)
  const { rows, sealed } = readSources(db, frame, new Set(sources))
  const indicators = namedIndicators(template).filter(({ formula }) => formula.kind !== 'manual')
  return {
    rows,
    parts: {
      beside: [],
      figures: computeFigures(indicators, { rows }).map(asComputed),
      computed: {
        asOf: frame.asOf,
        packs: frame.judge.settings.packs.inForce.map(({ pack }) => ({ id: pack.id, version: pack.version })),
        calendars: calendarsOf(frame),
        counts: Object.fromEntries(sources.map((source) => [source, rows[source]?.length ?? 0])),
        sealed,
        rowsSha256: rowsDigest(rows),
      },
      delta: against === null ? null : deltaOf(db, rows.entry ?? [], against),
      earlier: earlier === null ? [] : earlierFigures(db, earlier, now),
    },
  }
}
