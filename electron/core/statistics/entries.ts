import type { EntryContent, Outside } from '../../../shared/catalogue.ts'
import { type Changes, undoChanges } from '../../../shared/changes.ts'
import { classOf } from '../../../shared/codes.ts'
import { answerKinds } from '../../../shared/entry-life.ts'
import { endOfDay } from '../../../shared/statistics/periods.ts'
import { nextRefresh } from '../../../shared/update-cycle.ts'
import type { Why } from '../catalogue/queries.ts'
import { unpackBases, unpackChanges, unpackContent } from '../catalogue/stored.ts'
import type { ReadDb } from '../db/open.ts'
import { list, type Sql, sql } from '../db/sql.ts'
import { cameBy } from '../sync/owner.ts'
import type { Law } from '../work/law.ts'
import { findingsThen, type Judge, withBasesJudged } from './judging.ts'

/**
 * An entry of ours as it stood at the end of a day. One that was not touched since is what its row says; of any other the
 * later versions are undone and its text is judged anew by the law of that day.
 */
export type EntryThen = {
  rid: number
  id: string
  version: number
  code: string
  title: string
  provider: string
  shareType: string
  class: string
  format: string
  office: string
  items: number
  codes: string // of its findings, as entry.findings holds them
  mount: string
  cycle: string
  open: string
  imported: boolean
  outside: Outside
  published: boolean
  refreshedOn: string | null
}

type ChangedRow = { rid: number; id: string; version: number; created_at: string; deleted_at: string | null; imported: number; content: string }

/** The last refresh told by a day, for each row it is told of. */
const refreshes = (db: ReadDb, day: string, which: Sql): Map<number, string> =>
  new Map(
    db
      .all<{ rid: number; on: string }>(sql`SELECT rid, max(refreshed_on) AS "on" FROM entry_refresh WHERE refreshed_on <= ${day} AND ${which} GROUP BY rid`)
      .map(({ rid, on }) => [rid, on]),
  )

type Step = { version: number; why: Why; at: string; changes: string }

/** The versions after the first, the newest first; of those that stood by then no more than that they were there. */
const stepsAfter = (db: ReadDb, at: string, which: Sql): Map<number, Step[]> =>
  Map.groupBy(
    db.all<Step & { rid: number }>(sql`
      SELECT rid, version, why, at, CASE WHEN at > ${at} THEN changes ELSE '{}' END AS changes FROM entry_version
      WHERE ${which} AND version > 1 ORDER BY rid, version DESC`),
    ({ rid }) => rid,
  ) as Map<number, Step[]>

type Answer = { kind: Outside; at: string }

/** The department's answers, in the order they were recorded. */
const answersOf = (db: ReadDb, which: Sql): Map<number, Answer[]> =>
  Map.groupBy(
    db.all<Answer & { rid: number }>(
      sql`SELECT rid, kind, received_at AS at FROM entry_answer WHERE kind IN ${list(answerKinds)} AND ${which} ORDER BY rid, seq`,
    ),
    ({ rid }) => rid,
  ) as Map<number, Answer[]>

type Life = { outside: Outside; since_at: string; published_version: number | null }

/** Where an entry stood with the department: by its answers; by what it came with, where none was recorded. */
const standingAt = (answers: readonly Answer[], life: Life | undefined, at: string): { outside: Outside; published: boolean } => {
  const heard = answers.filter((answer) => answer.at <= at)
  const last = heard.at(-1)
  if (last !== undefined)
    return { outside: last.kind, published: heard.findLast(({ kind }) => kind === 'published' || kind === 'withdrawn')?.kind === 'published' }
  const [first] = answers
  // Taken down before anything else was said of it: it came here published.
  if (first?.kind === 'withdrawn') return { outside: 'published', published: true }
  if (first !== undefined || life === undefined || life.since_at > at) return { outside: 'draft', published: false }
  return { outside: life.outside, published: life.published_version !== null }
}

/** How far versions must be undone: the newest first, down to the first that was there at the moment. */
const undoneTo = (steps: readonly Step[], at: string): Step[] => {
  const first = steps.findIndex((step) => step.at <= at)
  return first === -1 ? [...steps] : steps.slice(0, first)
}

/** The content and version before some versions; of a status alone nothing is unpacked. */
const before = (content: EntryContent, undone: readonly Step[]): EntryContent => {
  let then = content
  for (const { changes } of undone) if (changes !== '{}') then = undoChanges(then, unpackChanges(changes) as Changes)
  return then
}

/** Whether it was deleted, by the versions there were. */
const deletedAt = (row: Pick<ChangedRow, 'deleted_at'>, undone: readonly Step[]): boolean => {
  const first = undone.findLast(({ why }) => why === 'delete' || why === 'undelete')
  // The first that is undone tells what stood before it.
  return first === undefined ? row.deleted_at !== null : first.why === 'undelete'
}

/** True of an `entry e` that was deleted at a moment, by the versions there were: what came of it since says nothing of then. */
export const goneBy = (at: string): Sql => sql`coalesce((
  SELECT v.why FROM entry_version v WHERE v.rid = e.rid AND v.at <= ${at} AND v.why IN ('delete', 'undelete') ORDER BY v.version DESC LIMIT 1), '') = 'delete'`

type ThereRow = Pick<ChangedRow, 'rid' | 'deleted_at'>
type There<R> = { row: R; undone: readonly Step[]; outside: Outside; published: boolean }

const among = (rids: readonly number[]): Sql => sql`rid IN (SELECT value FROM json_each(${JSON.stringify(rids)}))`

/** Those of some rows that were there at a moment, neither deleted nor withdrawn, and which of their versions came later. */
const thereOf = <R extends ThereRow>(db: ReadDb, at: string, of: Sql, rows: readonly R[]): There<R>[] => {
  const steps = stepsAfter(db, at, of)
  const answers = answersOf(db, of)
  const lives = new Map(
    db.all<Life & { rid: number }>(sql`SELECT rid, outside, since_at, published_version FROM entry_life WHERE ${of}`).map((life) => [life.rid, life]),
  )
  return rows.flatMap((row) => {
    const undone = undoneTo(steps.get(row.rid) ?? [], at)
    if (deletedAt(row, undone)) return []
    const standing = standingAt(answers.get(row.rid) ?? [], lives.get(row.rid), at)
    return standing.outside === 'withdrawn' ? [] : [{ row, undone, ...standing }]
  })
}

/** Which of these were there at the end of a day; of their texts nothing is read. */
export const thereAt = (db: ReadDb, day: string, rids: readonly number[]): Set<number> => {
  const at = endOfDay(day)
  const rows = db.all<ThereRow>(sql`SELECT rid, deleted_at FROM entry WHERE ${among(rids)} AND imported <> ${cameBy.others} AND created_at <= ${at}`)
  return new Set(thereOf(db, at, among(rids), rows).map(({ row }) => row.rid))
}

/** Of some entries: everything as it was at a moment; those that were not there are left out. Without a judge nothing is found in their texts. */
const rebuilt = (db: ReadDb, at: string, judge: Judge | null, rids: readonly number[]): (EntryThen & { content: EntryContent })[] => {
  const of = among(rids)
  const rows = db.all<ChangedRow>(sql`
    SELECT rid, id, version, created_at, deleted_at, imported, content FROM entry WHERE ${of} AND created_at <= ${at}`)
  const refreshed = refreshes(db, at.slice(0, 10), of)
  return thereOf(db, at, of, rows).flatMap(({ row, undone, ...standing }) => {
    const content = before(unpackContent(row.content), undone)
    const [primary] = content.codes
    return [
      {
        ...{ rid: row.rid, id: row.id, version: row.version - undone.length, imported: row.imported === cameBy.sheet, content, ...standing },
        code: primary?.code.trim() ?? '',
        title: content.title,
        provider: content.provider,
        shareType: content.shareType,
        class: primary === undefined ? '' : classOf(primary),
        format: content.formats[0]?.formatClass ?? '',
        office: content.providerOffice,
        items: content.items.length,
        codes: judge === null ? '' : findingsThen(content, judge),
        mount: content.mountStatus,
        cycle: content.updateCycle,
        open: content.isOpen,
        refreshedOn: refreshed.get(row.rid) ?? null,
      },
    ]
  })
}

export type NamedThen = Pick<EntryThen, 'version' | 'code' | 'title'>

/** What entries were called at a moment, there or not; those not touched since are called what they are called now, and are left out. */
export const namesAt = (db: ReadDb, at: string, rids: readonly number[]): Map<number, NamedThen> => {
  const touched = db.all<Pick<ChangedRow, 'rid' | 'version' | 'content'>>(
    sql`SELECT rid, version, content FROM entry WHERE ${among(rids)} AND updated_at > ${at}`,
  )
  const steps = stepsAfter(db, at, among(touched.map(({ rid }) => rid)))
  return new Map(
    touched.map(({ rid, version, content }) => {
      const undone = undoneTo(steps.get(rid) ?? [], at)
      const then = before(unpackContent(content), undone)
      return [rid, { version: version - undone.length, code: then.codes[0]?.code.trim() ?? '', title: then.title }]
    }),
  )
}

const together = 1000

/** The same, some at a time: their texts and versions are not all held at once. Which they are is read off the index first: a filter on a walk through the rows would read every text. */
function* rebuiltAll(db: ReadDb, at: string, judge: Judge | null, which: Sql): Generator<EntryThen & { content: EntryContent }> {
  const rids = db
    .all<{ rid: number }>(sql`SELECT e.rid FROM entry e INDEXED BY entry_by_update WHERE e.imported <> ${cameBy.others} AND ${which}`)
    .map(({ rid }) => rid)
    .sort((a, b) => a - b)
  for (let from = 0; from < rids.length; from += together) yield* rebuilt(db, at, judge, rids.slice(from, from + together))
}

/** Our own entries touched since the end of a day, off the index alone. */
export const touchedSince = (db: ReadDb, day: string): number[] =>
  db
    .all<{ rid: number }>(sql`SELECT rid FROM entry INDEXED BY entry_by_update WHERE updated_at > ${endOfDay(day)} AND imported <> ${cameBy.others}`)
    .map(({ rid }) => rid)

/** Entries touched after the end of a day, as they were at it. */
export const touchedLater = (db: ReadDb, day: string, judge: Judge | null): EntryThen[] => {
  const at = endOfDay(day)
  return Array.from(rebuiltAll(db, at, judge, sql`e.updated_at > ${at}`), ({ content: _, ...entry }) => entry)
}

type Untouched = [
  ...[rid: number, shareType: string, cls: string, format: string, office: string, items: number, codes: string, mount: string, cycle: string, open: string],
  ...[imported: number, outside: Outside | null, published: number | null, bases: string | null],
  ...[id: string, version: number, code: string, title: string, provider: string],
]

/** Everything counted of an entry stands in one index: of its text no more is read than bases that are judged anew. */
const counted = sql`e.rid, e.share_type, e.class, e.format, e.office, e.item_count, e.findings, e.mount, e.cycle, e.open, e.imported, l.outside, l.published_version`
const named = sql`e.id, e.version, e.code, e.title, e.provider`
const unnamed = sql`'', 0, '', '', ''`

type Wanted = {
  /** Narrows them; `e` is the entry. */
  which?: Sql
  /** Their names too, beside what is counted of them. */
  names: boolean
  /** What `touchedLater` gives, where it is asked for more than once. */
  later: () => readonly EntryThen[]
}

/** Entries not touched since the end of a day. */
function* untouched(db: ReadDb, day: string, judge: Judge | null, { which = sql`1`, names }: Omit<Wanted, 'later'>): Generator<EntryThen> {
  const lawOfBases = judge?.recorded?.bases ?? null
  const bases = lawOfBases === null ? sql`NULL` : sql`CASE e.share_type WHEN '不予共享' THEN e.content -> '$.shareBasis' END`
  const refreshed = refreshes(db, day, sql`1`)
  const found = db.rows<Untouched>(sql`
    SELECT ${counted}, ${bases}, ${names ? named : unnamed} FROM entry e INDEXED BY entry_by_update LEFT JOIN entry_life l ON l.rid = e.rid
    WHERE e.updated_at <= ${endOfDay(day)} AND e.deleted_at IS NULL AND e.imported <> ${cameBy.others} AND ${which}`)
  for (const row of found) {
    const [rid, shareType, cls, format, office, items, codes, mount, cycle, open, imported, outside, published, basis, id, version, code, title, provider] = row
    if (outside === 'withdrawn') continue
    yield {
      ...{ rid, id, version, code, title, provider, shareType, class: cls, format, office, items, mount, cycle, open },
      codes: lawOfBases === null || basis === null ? codes : withBasesJudged(codes, unpackBases(basis), lawOfBases),
      imported: imported === cameBy.sheet,
      outside: outside ?? 'draft',
      published: published !== null,
      refreshedOn: refreshed.get(rid) ?? null,
    }
  }
}

/**
 * Our own entries that were there at the end of a day, one by one: neither deleted nor withdrawn. Where the findings on record
 * say nothing of that day's law, every text is read and judged; without a judge none is, and the findings say nothing.
 */
export function* entriesAt(db: ReadDb, day: string, judge: Judge | null, wanted: Wanted): Generator<EntryThen> {
  if (judge === null || judge.recorded !== null) {
    yield* untouched(db, day, judge, wanted)
    yield* wanted.later()
  } else {
    for (const { content: _, ...entry } of rebuiltAll(db, endOfDay(day), judge, wanted.which ?? sql`1`)) yield entry
  }
}

/** The same with their texts: for the few whose words are listed. */
export const textsAt = (db: ReadDb, day: string, judge: Judge | null, which: Sql): (EntryThen & { content: EntryContent })[] => [
  ...rebuiltAll(db, endOfDay(day), judge, which),
]

export type RefreshState = 'noCycle' | 'inCycle' | 'late' | 'unrecorded'

/** Whether data refreshed last on a day were still within their cycle when another had passed: what was due on it and not done is late. */
export const createRefreshing = (
  { calendar }: Pick<Law, 'calendar'>,
  passed: string,
): ((cycle: string, last: string | null) => { state: RefreshState; due: string | null }) => {
  const cycles = new Map<string, Map<string | null, { state: RefreshState; due: string | null }>>()
  return (cycle, last) => {
    const known = cycles.get(cycle) ?? new Map<string | null, { state: RefreshState; due: string | null }>()
    cycles.set(cycle, known)
    const found = known.get(last)
    if (found !== undefined) return found
    const due = nextRefresh(cycle, last ?? passed, calendar)
    const state: RefreshState = due === null ? 'noCycle' : last === null ? 'unrecorded' : due > passed ? 'inCycle' : 'late'
    const answer = { state, due: last === null ? null : due }
    known.set(last, answer)
    return answer
  }
}
