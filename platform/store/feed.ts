import { type Connection, type Sql, sql } from '../database/database.ts'
import { Refused } from '../problems.ts'
import { caseLineOf, type FeedLine, type FeedRow, feedColumns, feedSource, lineOf, publishedBeside, submissionLineOf } from './rows.ts'

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

/** Of the acts and versions of submissions on one page. */
const pageBytes = 8 * 1024 * 1024

export type Page = { lines: FeedLine[]; cursor: string; more: boolean }

/** Of a case `f`, in the columns of an entity: its head is its text. */
const caseSource: Sql = sql`'case' AS entity, f.id, f.applicant_id AS agency_id, f.version, f.state AS status, '' AS reason, '' AS number,
  NULL::timestamptz AS answered_at, NULL::integer AS published_version, NULL::date AS published_on, f.changed_at, '' AS changed_by, NULL::timestamptz AS deleted_at,
  '[]' AS evidence, f.head AS text, NULL::text AS published`
/** Of a submission `s`, in the same columns. */
const submissionSource: Sql = sql`'submission' AS entity, s.id, s.agency_id, s.version, '' AS status, '' AS reason, '' AS number, NULL::timestamptz AS answered_at,
  NULL::integer AS published_version, NULL::date AS published_on, s.changed_at, '' AS changed_by, NULL::timestamptz AS deleted_at, '[]' AS evidence, NULL::text AS text,
  NULL::text AS published`
/** Of an `e` that is a case its acts, and who is asked (`r`); of one that is a submission its versions. */
const longColumns: Sql = sql`e.other_id::text AS other_id, r.name AS other_name, CASE WHEN e.running - e.bytes < ${pageBytes} THEN CASE e.entity
  WHEN 'case' THEN (SELECT string_agg(t.body, ',' ORDER BY t.n) FROM case_act t WHERE t.case_id = e.id)
  WHEN 'submission' THEN (SELECT t.reports FROM submission t WHERE t.id = e.id) END END AS long`

/** Four walks along an index, each no longer than a page, put in one order: texts are read of the page's rows alone. */
export const feedStatement = (agencyId: string, after: string, limit: number): Sql => sql`
  SELECT ${feedColumns}, e.seq::text AS seq, e.own, ${longColumns} FROM (
    SELECT w.*, SUM(w.bytes) OVER (ORDER BY w.seq) AS running FROM (
      (SELECT ${feedSource}, o.content AS text, ${publishedBeside} AS published, o.own_seq AS seq, TRUE AS own, NULL::uuid AS other_id, 0 AS bytes FROM entity o
        WHERE o.agency_id = ${agencyId}::uuid AND o.own_seq > ${after}::bigint ORDER BY o.own_seq LIMIT ${limit})
      UNION ALL
      (SELECT ${feedSource}, o.published_content AS text, NULL AS published, o.public_seq AS seq, FALSE AS own, NULL::uuid AS other_id, 0 AS bytes FROM entity o
        WHERE o.public_seq > ${after}::bigint AND o.agency_id <> ${agencyId}::uuid ORDER BY o.public_seq LIMIT ${limit})
      UNION ALL
      (SELECT ${caseSource}, p.seq, TRUE AS own, f.respondent_id AS other_id, f.bytes FROM case_party p JOIN case_file f ON f.id = p.case_id
        WHERE p.agency_id = ${agencyId}::uuid AND p.seq > ${after}::bigint ORDER BY p.seq LIMIT ${limit})
      UNION ALL
      (SELECT ${submissionSource}, q.seq, TRUE AS own, NULL::uuid AS other_id, octet_length(s.reports) AS bytes
        FROM submission_reader q JOIN submission s ON s.id = q.submission_id
        WHERE q.agency_id = ${agencyId}::uuid AND q.seq > ${after}::bigint ORDER BY q.seq LIMIT ${limit})
      ORDER BY seq LIMIT ${limit}
    ) w
  ) e JOIN agency a ON a.id = e.agency_id LEFT JOIN agency r ON r.id = e.other_id
  ORDER BY e.seq`

type SeenRow = FeedRow & { own: boolean; long: string | null; other_id: string | null; other_name: string | null }

const isLong = ({ entity }: Pick<FeedRow, 'entity'>): boolean => entity === 'case' || entity === 'submission'

const seenLine = (row: SeenRow): FeedLine => {
  if (row.entity === 'case') return caseLineOf({ ...row, acts: row.long ?? '' })
  return row.entity === 'submission' ? submissionLineOf(row, row.long ?? '[]') : lineOf(row, row.own)
}

/** One entity as the feed would tell it to an agency; null: there is none, or it was never to be seen. */
export const entityLine = async (db: Connection, agencyId: string, entity: string, id: string): Promise<FeedLine | null> => {
  if (entity === 'case') return caseLine(db, agencyId, id)
  if (entity === 'submission') return submissionLine(db, agencyId, id)
  const row = await db.one<FeedRow & { own: boolean; seen: boolean }>(sql`
    SELECT ${feedColumns}, e.own, e.seen FROM (
      SELECT ${feedSource}, o.agency_id = ${agencyId}::uuid AS own, o.agency_id = ${agencyId}::uuid OR o.public_seq IS NOT NULL AS seen,
        CASE WHEN o.agency_id = ${agencyId}::uuid THEN o.content ELSE o.published_content END AS text,
        CASE WHEN o.agency_id = ${agencyId}::uuid THEN ${publishedBeside} END AS published
      FROM entity o WHERE o.entity = ${entity} AND o.id = ${id}::uuid
    ) e JOIN agency a ON a.id = e.agency_id`)
  return row?.seen === true ? lineOf(row, row.own) : null
}

const caseLine = async (db: Connection, agencyId: string, id: string): Promise<FeedLine | null> => {
  const row = await db.one<SeenRow>(sql`
    SELECT ${feedColumns}, TRUE AS own, ${longColumns} FROM (
      SELECT ${caseSource}, f.respondent_id AS other_id, f.bytes, f.bytes AS running FROM case_party p JOIN case_file f ON f.id = p.case_id
      WHERE p.case_id = ${id}::uuid AND p.agency_id = ${agencyId}::uuid
    ) e JOIN agency a ON a.id = e.agency_id LEFT JOIN agency r ON r.id = e.other_id`)
  return row === undefined ? null : seenLine(row)
}

const submissionLine = async (db: Connection, agencyId: string, id: string): Promise<FeedLine | null> => {
  const row = await db.one<SeenRow>(sql`
    SELECT ${feedColumns}, TRUE AS own, NULL AS other_id, NULL AS other_name, e.reports AS long FROM (
      SELECT ${submissionSource}, s.reports FROM submission_reader q JOIN submission s ON s.id = q.submission_id
      WHERE q.submission_id = ${id}::uuid AND q.agency_id = ${agencyId}::uuid
    ) e JOIN agency a ON a.id = e.agency_id`)
  return row === undefined ? null : seenLine(row)
}

/**
 * What changed for an agency since a cursor, each entity once, as it stands now: its own as they are, others' as published,
 * cases it has a part in, submissions it is shown. An entity that changes between two pages comes again on a later one. A page is cut short where
 * its cases or submissions are long.
 */
export const feedPage = async (db: Connection, agencyId: string, cursor: string, limit: number, epoch: number): Promise<Page> => {
  const after = seqOf(cursor, epoch)
  // One more than asked for tells whether there is more.
  const rows = await db.all<SeenRow & { seq: string }>(feedStatement(agencyId, after, limit + 1))
  const long = rows.findIndex((row) => isLong(row) && row.long === null)
  const page = rows.slice(0, long < 0 ? limit : Math.min(limit, long))
  return {
    lines: page.map(seenLine),
    cursor: cursorOf(epoch, page.at(-1)?.seq ?? after),
    more: rows.length > page.length,
  }
}
