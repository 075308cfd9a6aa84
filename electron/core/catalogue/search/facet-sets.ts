import type { Filter } from '../../../../shared/contract/catalogue.ts'
import type { ReadDb } from '../../db/open.ts'
import { sql } from '../../db/sql.ts'
import { cameBy } from '../../sync/owner.ts'

export const facetNames = ['shareType', 'office', 'class', 'status', 'format', 'finding'] as const
export type FacetName = (typeof facetNames)[number]

/** What a combination has in one facet: one value, or any number of findings. `at` is its place among the facet's. */
export type Values = { at: number; values: readonly string[] }

/** A combination of facet values that occurs, and how many entries have it. */
export type FacetSet = { id: number; deleted: boolean; imported: boolean; others: boolean; entries: number } & Record<FacetName, Values>

export type FacetSets = { sets: readonly FacetSet[]; values: Readonly<Record<FacetName, readonly Values[]>> }

/** All combinations, read again when something was written: some thousands in a catalogue of 100,000. */
export const facetSets = (db: ReadDb): FacetSets => db.kept(readSets)

type Row = {
  id: number
  deleted: number
  imported: number
  entries: number
  shareType: string
  office: string
  class: string
  status: string
  format: string
  findings: string
}

const readSets = (db: ReadDb): FacetSets => {
  const values: Record<FacetName, Values[]> = { shareType: [], office: [], class: [], status: [], format: [], finding: [] }
  // Few values are in many sets: each is held once.
  const known = new Map(facetNames.map((facet) => [facet, new Map<string, Values>()]))
  const valuesOf = (facet: FacetName, text: string): Values => {
    let found = known.get(facet)?.get(text)
    if (found === undefined) {
      found = { at: values[facet].length, values: facet === 'finding' ? text.split(' ').filter((code) => code !== '') : [text] }
      values[facet].push(found)
      known.get(facet)?.set(text, found)
    }
    return found
  }
  const sets: FacetSet[] = []
  // One at a time: thousands of rows at once would stay in memory for long.
  const rows = db.iterate<Row>(sql`
    SELECT id, deleted, imported, entries, share_type AS shareType, office, class, status, format, findings FROM facet_set`)
  for (const row of rows) {
    sets.push({
      id: row.id,
      deleted: row.deleted === 1,
      imported: row.imported === cameBy.sheet,
      others: row.imported === cameBy.others,
      entries: row.entries,
      shareType: valuesOf('shareType', row.shareType),
      office: valuesOf('office', row.office),
      class: valuesOf('class', row.class),
      status: valuesOf('status', row.status),
      format: valuesOf('format', row.format),
      finding: valuesOf('finding', row.findings),
    })
  }
  return { sets, values }
}

/** 存量 (practice P8): what was there before Mulu, or was published before a rule came to be checked. */
export const isExisting = ({ imported, others, status }: FacetSet): boolean => imported || (!others && status.values[0] === 'published')

/** Whose entries are meant: one's own, unless something else is said or entries are named one by one. */
export const whoseOf = ({ whose, ids }: Filter): NonNullable<Filter['whose']> => whose ?? (ids === undefined ? 'own' : 'all')

/** Leaves the facets aside. */
export const isAmong = (set: FacetSet, filter: Filter): boolean =>
  set.deleted === (filter.deleted === true) &&
  (whoseOf(filter) === 'all' || set.others === (whoseOf(filter) === 'others')) &&
  (filter.imported === undefined || set.imported === filter.imported) &&
  (filter.existing === undefined || isExisting(set) === filter.existing)

/** Whether a combination passes what is chosen in one facet; several values of one facet are alternatives. */
export type Choice = { facet: FacetName; passes(set: FacetSet): boolean }

/** For each facet in which something is chosen. */
export const choicesOf = ({ values }: FacetSets, filter: Filter): Choice[] =>
  facetNames.flatMap((facet) => {
    const wanted: readonly string[] | undefined = filter[facet]
    if (wanted === undefined) return []
    const passing = values[facet].map((some) => some.values.some((value) => wanted.includes(value)))
    return [{ facet, passes: (set: FacetSet) => passing[set[facet].at] === true }]
  })

/** The combinations a filter lets through. */
export const setsPassing = (db: ReadDb, filter: Filter): FacetSet[] => {
  const all = facetSets(db)
  const choices = choicesOf(all, filter)
  return all.sets.filter((set) => isAmong(set, filter) && choices.every(({ passes }) => passes(set)))
}

/**
 * As many living entries as there are, or at least `atMost`: no combination is empty, so that many of them are enough.
 * All of them are thousands of pages to decrypt before the first list can be shown.
 */
export const someLiving = (db: ReadDb, atMost: number): number =>
  db.get<{ n: number }>(sql`SELECT coalesce(sum(entries), 0) AS n FROM (SELECT entries FROM facet_set NOT INDEXED WHERE deleted = 0 LIMIT ${atMost})`)?.n ?? 0

/** Whether other agencies' entries are here at all: without a platform every entry is one's own. */
export const hasOthers = (db: ReadDb): boolean => db.kept(readHasOthers)

const readHasOthers = (db: ReadDb): boolean => db.get(sql`SELECT 1 FROM facet_set WHERE deleted = 0 AND imported = ${cameBy.others} LIMIT 1`) !== undefined

/** How many living entries there are. */
export const livingEntries = (db: ReadDb): number => db.kept(readLiving)

// Through the table: its index has no counts, and a look-up for each row would take five times as long.
const readLiving = (db: ReadDb): number =>
  db.get<{ n: number }>(sql`SELECT coalesce(sum(entries), 0) AS n FROM facet_set NOT INDEXED WHERE deleted = 0`)?.n ?? 0
