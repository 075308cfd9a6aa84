import { textKey } from '../../../../shared/text-key.ts'
import type { ReadDb } from '../../db/open.ts'
import { sql } from '../../db/sql.ts'
import { mark } from '../search/marks.ts'
import { fold, pairs, runsOf } from '../search/runs.ts'
import type { Described, Parsed } from './likeness.ts'
import { synonyms } from './words.ts'

/** A pair of characters that stands in more names than this tells too little to look at them all. */
const commonFrom = 2000
const mostPairs = 24
const mostItems = 8
/** So many of the most promising are read and compared. */
const mostCandidates = 200

const hanPairs = (text: string): string[] => runsOf(fold(text)).flatMap((run) => (run.kind === 'han' ? pairs(run.chars, run.chars.length > 1) : run.words))

/** The name's pairs of characters, in its own words and in those that mean the same. */
const pairsToFind = ({ core, whole }: Parsed): string[] => {
  const other = synonyms.filter(([, short]) => short.length > 1 && whole.includes(short)).map(([long]) => long)
  return [...new Set([core, ...other].flatMap(hanPairs))].slice(0, mostPairs)
}

const ridsWith = (db: ReadDb, match: string): number[] =>
  db.all<{ rid: number }>(sql`SELECT rowid AS rid FROM entry_fts WHERE entry_fts MATCH ${match} LIMIT ${commonFrom + 1}`).map(({ rid }) => rid)

const quoted = (tokens: readonly string[]): string => `"${tokens.map((token) => token.replaceAll('"', '')).join(' ')}"`

/**
 * Row numbers of what may be alike, the most promising first: entries whose name shares rare pairs of characters, or which
 * have items of the same names. A pair in every second name is passed over, unless there is nothing else to go by.
 */
export const candidates = (db: ReadDb, described: Described, parsed: Parsed): number[] => {
  const weights = new Map<number, number>()
  const add = (rids: readonly number[], factor: number) => {
    const weight = factor / Math.log2(4 + rids.length)
    for (const rid of rids) weights.set(rid, (weights.get(rid) ?? 0) + weight)
  }
  const found = pairsToFind(parsed).map((pair) => ridsWith(db, quoted([`${mark.title}${pair}`])))
  const rare = found.filter((rids) => rids.length > 0 && rids.length <= commonFrom)
  for (const rids of rare) add(rids, 1)
  if (rare.length === 0 && parsed.core.length > 1) {
    const [run] = runsOf(fold(parsed.core))
    if (run?.kind === 'han') add(ridsWith(db, quoted(pairs(run.chars, true).map((pair) => `${mark.title}${pair}`))), 1)
  }
  const items = [...new Set(described.items.map(textKey))].filter((name) => name.length > 2).slice(0, mostItems)
  for (const name of items) {
    const [run] = runsOf(fold(name))
    if (run?.kind !== 'han') continue
    const rids = ridsWith(db, quoted(pairs(run.chars, true)))
    if (rids.length <= commonFrom) add(rids, 0.5)
  }
  return [...weights]
    .toSorted(([a, weightA], [b, weightB]) => weightB - weightA || a - b)
    .slice(0, mostCandidates)
    .map(([rid]) => rid)
}

export type Candidate = {
  id: string
  code: string
  title: string
  provider: string
  shareType: string
  status: string
  items: string[]
}

/** The living ones among them. Item names are read out of the stored text, for these few. */
export const readCandidates = (db: ReadDb, rids: readonly number[], exceptId: string | undefined): Candidate[] =>
  db
    .all<Omit<Candidate, 'items'> & { names: string | null }>(sql`
      SELECT e.id, e.code, e.title, e.provider, e.share_type AS shareType, e.status,
        (SELECT json_group_array(i.value ->> 'name') FROM json_each(e.content, '$.items') i) AS names
      FROM entry e WHERE e.rid IN (SELECT value FROM json_each(${JSON.stringify(rids)})) AND e.deleted_at IS NULL AND e.id <> ${exceptId ?? ''}`)
    .map(({ names, ...row }) => ({ ...row, items: (JSON.parse(names ?? '[]') as (string | null)[]).filter((name) => name !== null) }))
