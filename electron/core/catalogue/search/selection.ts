import type { Filter } from '../../../../shared/contract/catalogue.ts'
import type { ReadDb } from '../../db/open.ts'
import { all, type Sql, sql } from '../../db/sql.ts'
import { amendedRids } from '../standing.ts'
import { facetNames, facetSets, hasOthers, livingEntries, setsPassing, someLiving, whoseOf } from './facet-sets.ts'
import { type Query, queryOf } from './query.ts'

/** Which entries are meant by a text and a filter. */
export type Selection = {
  /** null: whatever the text. */
  query: Query | null
  deleted: boolean
  /** Rows of `facet_set` the entry must have; null: any of the living. */
  sets: readonly number[] | null
  /** Row numbers the entry must be among; null: any. */
  rids: readonly number[] | null
}

export const selectionOf = (db: ReadDb, text: string, filter: Filter): Selection => ({
  query: queryOf(text),
  deleted: filter.deleted === true,
  sets: setsOf(db, filter),
  rids: ridsNamed(db, filter),
})

/** Of the published, few at a time are worked on. */
const ridsNamed = (db: ReadDb, { ids, amended }: Filter): number[] | null => {
  const named = ids === undefined ? null : db.all<{ rid: number }>(sql`SELECT rid FROM entry WHERE id IN ${among(ids)}`).map(({ rid }) => rid)
  if (amended !== true) return named
  const worked = amendedRids(db)
  if (named === null) return worked
  const wanted = new Set(named)
  return worked.filter((rid) => wanted.has(rid))
}

/** For an IN clause: one parameter, whatever the length of the list. */
const among = (values: readonly (string | number)[]): Sql => sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`

const narrowing = [...facetNames, 'imported', 'existing'] as const

const narrowsOwner = (db: ReadDb, filter: Filter): boolean => whoseOf(filter) === 'others' || (whoseOf(filter) === 'own' && hasOthers(db))

/** The deleted are few among the living: always found by their combinations. */
const setsOf = (db: ReadDb, filter: Filter): number[] | null =>
  filter.deleted === true || narrowing.some((name) => filter[name] !== undefined) || narrowsOwner(db, filter)
    ? setsPassing(db, filter).map(({ id }) => id)
    : null

/** What must hold of `entry_facet x`, besides the text. */
export const narrowed = ({ deleted, sets, rids }: Selection): Sql =>
  all([sql`x.deleted = ${deleted}`, ...(sets === null ? [] : [sql`x.set_id IN ${among(sets)}`]), ...(rids === null ? [] : [sql`x.rid IN ${among(rids)}`])])

/** A FROM and WHERE with `entry_facet x` in it; FTS5 gives its hits in the order of their row numbers. */
export const chosen = (selection: Selection): Sql => {
  const { query, sets, rids } = selection
  if (query !== null) return sql`entry_fts CROSS JOIN entry_facet x ON x.rid = entry_fts.rowid WHERE entry_fts MATCH ${query.match} AND ${narrowed(selection)}`
  if (rids === null && sets !== null) return sql`entry_facet x INDEXED BY entry_facet_by_set WHERE x.set_id IN ${among(sets)}`
  return sql`entry_facet x WHERE ${narrowed(selection)}`
}

/** What must hold of `entry e`, whose row number is also in `entry_facet x`, when another order leads the way. */
export const chosenAlong = (selection: Selection): Sql =>
  selection.query === null
    ? narrowed(selection)
    : sql`${narrowed(selection)} AND e.rid IN (SELECT rowid FROM entry_fts WHERE entry_fts MATCH ${selection.query.match})`

/** Whether their number is known without looking for them. */
export const isCounted = ({ query, rids }: Selection): boolean => query === null && rids === null

/** How many entries are selected; counting stops at `atMost`. */
export const countOf = (db: ReadDb, selection: Selection, atMost: number | null): number => {
  const { sets } = selection
  if (sets?.length === 0) return 0
  if (isCounted(selection)) {
    if (sets === null) return atMost === null ? livingEntries(db) : someLiving(db, atMost)
    const wanted = new Set(sets)
    return facetSets(db).sets.reduce((sum, set) => (wanted.has(set.id) ? sum + set.entries : sum), 0)
  }
  const counted =
    atMost === null ? sql`SELECT count(*) AS n FROM ${chosen(selection)}` : sql`SELECT count(*) AS n FROM (SELECT 1 FROM ${chosen(selection)} LIMIT ${atMost})`
  return db.get<{ n: number }>(counted)?.n ?? 0
}

/**
 * Row numbers of the selected entries in their own order, after `after`: for work that goes through all of them page by
 * page. A catalogue that is edited meanwhile gives each entry at most once.
 */
export const ridsOf = (db: ReadDb, selection: Selection, after: number, limit: number): number[] => {
  const page =
    selection.query === null
      ? sql`entry_facet x NOT INDEXED WHERE ${narrowed(selection)} AND x.rid > ${after} ORDER BY x.rid`
      : sql`${chosen(selection)} AND entry_fts.rowid > ${after} ORDER BY entry_fts.rowid`
  return db.all<{ rid: number }>(sql`SELECT x.rid AS rid FROM ${page} LIMIT ${limit}`).map(({ rid }) => rid)
}
