import { type Connection, type Sql, sql } from '../database/database.ts'
import { Refused } from '../problems.ts'
import { type FeedLine, type FeedRow, feedColumns, feedSource, lineOf, publishedBeside } from './rows.ts'

/** A place in the feed: everything up to this number was seen. Signed by nothing, and harmless: it only says where to go on. */
export const cursorOf = (epoch: number, seq: string): string => Buffer.from(`${epoch}:${seq}`).toString('base64url')

/** The number in a cursor. Throws `cursor.unknown` for another epoch's. */
export const seqOf = (cursor: string, epoch: number): string => {
  if (cursor === '') return '0'
  const [of, seq] = Buffer.from(cursor, 'base64url').toString('utf8').split(':')
  // After a restore from a backup numbers are given out again: whoever was ahead must start over.
  if (of !== String(epoch) || seq === undefined || !/^\d{1,18}$/.test(seq)) throw new Refused('cursor.unknown')
  return seq
}

export type Page = { lines: FeedLine[]; cursor: string; more: boolean }

/** Two walks along an index, each no longer than a page, put in one order: texts are read of the page's rows alone. */
export const feedStatement = (agencyId: string, after: string, limit: number): Sql => sql`
  SELECT ${feedColumns}, e.seq::text AS seq, e.own FROM (
    (SELECT ${feedSource}, o.content AS text, ${publishedBeside} AS published, o.own_seq AS seq, TRUE AS own FROM entity o
      WHERE o.agency_id = ${agencyId}::uuid AND o.own_seq > ${after}::bigint ORDER BY o.own_seq LIMIT ${limit})
    UNION ALL
    (SELECT ${feedSource}, o.published_content AS text, NULL AS published, o.public_seq AS seq, FALSE AS own FROM entity o
      WHERE o.public_seq > ${after}::bigint AND o.agency_id <> ${agencyId}::uuid ORDER BY o.public_seq LIMIT ${limit})
    ORDER BY seq LIMIT ${limit}
  ) e JOIN agency a ON a.id = e.agency_id
  ORDER BY e.seq`

/** One entity as the feed would tell it to an agency; null: there is none, or it was never to be seen. */
export const entityLine = async (db: Connection, agencyId: string, entity: string, id: string): Promise<FeedLine | null> => {
  const row = await db.one<FeedRow & { own: boolean; seen: boolean }>(sql`
    SELECT ${feedColumns}, e.own, e.seen FROM (
      SELECT ${feedSource}, o.agency_id = ${agencyId}::uuid AS own, o.agency_id = ${agencyId}::uuid OR o.public_seq IS NOT NULL AS seen,
        CASE WHEN o.agency_id = ${agencyId}::uuid THEN o.content ELSE o.published_content END AS text,
        CASE WHEN o.agency_id = ${agencyId}::uuid THEN ${publishedBeside} END AS published
      FROM entity o WHERE o.entity = ${entity} AND o.id = ${id}::uuid
    ) e JOIN agency a ON a.id = e.agency_id`)
  return row?.seen === true ? lineOf(row, row.own) : null
}

/**
 * What changed for an agency since a cursor, each entity once, as it stands now: its own as they are, others' as published.
 * An entity that changes between two pages comes again on a later one.
 */
export const feedPage = async (db: Connection, agencyId: string, cursor: string, limit: number, epoch: number): Promise<Page> => {
  const after = seqOf(cursor, epoch)
  // One more than asked for tells whether there is more.
  const rows = await db.all<FeedRow & { seq: string; own: boolean }>(feedStatement(agencyId, after, limit + 1))
  const page = rows.slice(0, limit)
  return {
    lines: page.map((row) => lineOf(row, row.own)),
    cursor: cursorOf(epoch, page.at(-1)?.seq ?? after),
    more: rows.length > limit,
  }
}
