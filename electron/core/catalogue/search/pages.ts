import { Refusal } from '../../../../shared/errors.ts'
import type { ReadDb } from '../../db/open.ts'
import { all, list, type Sql, sql } from '../../db/sql.ts'
import type { Tier } from './query.ts'
import { chosen, chosenAlong, countOf, narrowed, type Selection } from './selection.ts'

export type Sort = 'relevance' | 'updated' | 'title' | 'code' | 'provider' | 'findings'

/** Where a page ended: the last entry's row number, its sort keys where an index of `entry` led, its tier among hits. */
export type Place = { rid: number; tier: number; keys: readonly (string | number)[] }

export type Page = { rids: number[]; next: Place | null }

/** `places`: how many keys there are. */
type Order = { index: Sql; keys: Sql; places: 1 | 2; order: Sql; comparison: Sql }

const titleOrder: Order = {
  index: sql`entry_by_title`,
  keys: sql`e.title_key, e.provider`,
  places: 2,
  order: sql`e.title_key, e.provider, e.rid`,
  comparison: sql`>`,
}
const orders: Readonly<Record<Exclude<Sort, 'relevance'>, Order>> = {
  updated: { index: sql`entry_by_update`, keys: sql`e.updated_at`, places: 1, order: sql`e.updated_at DESC, e.rid DESC`, comparison: sql`<` },
  title: titleOrder,
  code: { index: sql`entry_by_code`, keys: sql`e.code`, places: 1, order: sql`e.code, e.rid`, comparison: sql`>` },
  provider: { index: sql`entry_by_provider`, keys: sql`e.provider, e.title_key`, places: 2, order: sql`e.provider, e.title_key, e.rid`, comparison: sql`>` },
  findings: {
    index: sql`entry_by_findings`,
    keys: sql`e.errors, e.warnings`,
    places: 2,
    order: sql`e.errors DESC, e.warnings DESC, e.rid DESC`,
    comparison: sql`<`,
  },
}

/**
 * One page, from behind `after` on. A place names an entry and not a number of rows, so rows that are added or removed
 * meanwhile make no entry come twice or be left out.
 */
export const pageOf = (db: ReadDb, selection: Selection, sort: Sort, after: Place | null, limit: number): Page => {
  if (limit === 0 || selection.sets?.length === 0) return { rids: [], next: null }
  const { query } = selection
  if (sort === 'relevance' && query !== null) {
    const tier = query.tiers[after?.tier ?? 0]
    requireKeys(after, tier !== undefined && 'titles' in tier ? titleOrder.places : 0)
    return byRelevance(db, selection, query.tiers, after, limit)
  }
  const order = orders[sort === 'relevance' ? 'updated' : sort]
  requireKeys(after, order.places)
  return inOrder(db, selection, order, after, limit)
}

const requireKeys = (after: Place | null, places: number): void => {
  if (after !== null && after.keys.length !== places) throw new Refusal('catalogue.badCursor')
}

type Found = { rid: number; keys: string }
const asPlace = ({ rid, keys }: Found, tier: number): Place => ({ rid, tier, keys: JSON.parse(keys) as (string | number)[] })

const byRelevance = (db: ReadDb, selection: Selection, tiers: readonly Tier[], after: Place | null, limit: number): Page => {
  const rids: number[] = []
  let last = after
  for (const [at, tier] of tiers.entries()) {
    if (after !== null && at < after.tier) continue
    const wanted = limit - rids.length
    const found = db.all<Found>(tierPage(selection, tier, tiers.slice(0, at), after?.tier === at ? after : null, wanted + 1))
    for (const row of found.slice(0, wanted)) {
      rids.push(row.rid)
      last = asPlace(row, at)
    }
    if (found.length > wanted) return { rids, next: last }
  }
  return { rids, next: null }
}

/** Hits of one tier that are in no tier before it. */
const tierPage = (selection: Selection, tier: Tier, before: readonly Tier[], after: Place | null, limit: number): Sql => {
  const beforeMatch = before.flatMap((earlier) => ('match' in earlier ? [`(${earlier.match})`] : [])).join(' OR ')
  if ('titles' in tier) {
    const better = beforeMatch === '' ? sql`1` : sql`e.rid NOT IN (SELECT rowid FROM entry_fts WHERE entry_fts MATCH ${beforeMatch})`
    return walked(titleOrder, after, all([titleRange(tier.titles), better, narrowed(selection)]), limit)
  }
  const match = beforeMatch === '' ? tier.match : `(${tier.match}) NOT (${beforeMatch})`
  const byTitle = before.flatMap((earlier) => ('titles' in earlier ? [sql`x.rid NOT IN (SELECT e.rid FROM entry e WHERE ${titleRange(earlier.titles)})`] : []))
  return sql`
    SELECT x.rid AS rid, '[]' AS keys FROM entry_fts CROSS JOIN entry_facet x ON x.rid = entry_fts.rowid
    WHERE entry_fts MATCH ${match} AND entry_fts.rowid > ${after?.rid ?? 0} AND ${all([narrowed(selection), ...byTitle])}
    ORDER BY entry_fts.rowid LIMIT ${limit}`
}

/** The highest code point ends the range of what begins with the key. */
const titleRange = (key: string): Sql => sql`e.title_key >= ${key} AND e.title_key < ${`${key}\u{10ffff}`}`

/** Up to so many entries are fetched and sorted; more are found by walking along the order's index. */
const mostSorted = 1000

const inOrder = (db: ReadDb, selection: Selection, order: Order, after: Place | null, limit: number): Page => {
  const all = selection.query === null && selection.sets === null && selection.rids === null
  const few = !all && countOf(db, selection, mostSorted + 1) <= mostSorted
  const found = db.all<Found>(few ? sorted(selection, order, after, limit + 1) : walked(order, after, chosenAlong(selection), limit + 1))
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return { rids: rows.map(({ rid }) => rid), next: found.length > limit && last !== undefined ? asPlace(last, 0) : null }
}

const behind = ({ keys, comparison }: Order, after: Place | null): Sql =>
  after === null ? sql`1` : sql`(${keys}, e.rid) ${comparison} ${list([...after.keys, after.rid])}`

const sorted = (selection: Selection, order: Order, after: Place | null, limit: number): Sql => sql`
  SELECT e.rid AS rid, json_array(${order.keys}) AS keys FROM (SELECT x.rid AS rid FROM ${chosen(selection)}) h CROSS JOIN entry e ON e.rid = h.rid
  WHERE ${behind(order, after)} ORDER BY ${order.order} LIMIT ${limit}`

const walked = (order: Order, after: Place | null, condition: Sql, limit: number): Sql => sql`
  SELECT e.rid AS rid, json_array(${order.keys}) AS keys FROM entry e INDEXED BY ${order.index} CROSS JOIN entry_facet x ON x.rid = e.rid
  WHERE ${behind(order, after)} AND ${condition} ORDER BY ${order.order} LIMIT ${limit}`
