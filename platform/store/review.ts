import type { EntryContent } from '../../shared/catalogue.ts'
import { type Connection, type Database, sql } from '../database/database.ts'
import { inTurn, writeEntities } from './push.ts'
import { type EntityRow, entityColumns } from './rows.ts'

/** What waits for the department, the longest first. */
export const reviewQueue = async (db: Connection, limit = 200) =>
  (
    await db.all<EntityRow>(sql`
      SELECT ${entityColumns} FROM entity e JOIN agency a ON a.id = e.agency_id WHERE e.entity = 'entry' AND e.status = 'submitted' AND e.deleted_at IS NULL
      ORDER BY e.changed_at, e.id LIMIT ${limit}`)
  ).map((row) => ({
    id: row.id,
    agency: row.agency_name,
    title: (JSON.parse(row.submitted_content ?? row.content) as EntryContent).title,
    version: row.submitted_version,
    receivedAt: row.changed_at,
    published: row.published_version,
  }))

export type Ruling =
  | { kind: 'publish'; publishedOn: string; number: string }
  | { kind: 'return'; reason: string; number: string }
  | { kind: 'withdraw'; reason: string; number: string }

/**
 * The department's answer to one entity (报送—审核—通告: Order 809 art.16). It counts as a version of its own: every device
 * of the agency gets it, and all others what is published. Throws with a sentence where the answer does not fit the state.
 */
export const rule = (db: Database, id: string, ruling: Ruling, reviewer: string, now: Date): Promise<{ version: number }> =>
  db.transaction(async (connection) => {
    await inTurn(connection)
    const row = await connection.one<EntityRow>(sql`
      SELECT ${entityColumns} FROM entity e JOIN agency a ON a.id = e.agency_id WHERE e.entity = 'entry' AND e.id = ${id}::uuid AND e.deleted_at IS NULL FOR UPDATE OF e`)
    if (row === undefined) throw new Error('平台上没有这条目录 · no such entry')
    const at = now.toISOString()
    const seqs = await connection.one<{ seq: string }>(sql`SELECT nextval('feed')::text AS seq`)
    const seq = seqs?.seq ?? '0'
    const common: EntityRow = {
      ...row,
      version: row.version + 1,
      answered_at: at,
      number: ruling.number,
      reason: '',
      changed_at: at,
      changed_by: JSON.stringify({ agency: reviewer, officer: reviewer, device: null, changeId: null }),
      own_seq: seq,
    }
    const next = ruled(row, common, ruling, seq)
    await connection.run(sql`
      INSERT INTO change_log (seq, entity, id, version, kind, change_id, device_id, agency_id, officer, body, at)
      VALUES (${seq}::bigint, ${row.entity}, ${id}::uuid, ${next.version}, ${ruling.kind}, NULL, NULL, ${row.agency_id}::uuid, ${reviewer}, ${JSON.stringify(ruling)}, ${at}::timestamptz)`)
    await writeEntities(connection, [next])
    return { version: next.version }
  })

const ruled = (row: EntityRow, common: EntityRow, ruling: Ruling, seq: string): EntityRow => {
  if (ruling.kind === 'withdraw') {
    if (row.published_content === null) throw new Error('这条目录没有发布 · not published')
    return { ...common, status: 'withdrawn', reason: ruling.reason, published_version: null, published_content: null, published_on: null, public_seq: seq }
  }
  if (row.status !== 'submitted' || row.submitted_content === null || row.submitted_version === null) throw new Error('这条目录不在审核中 · not under review')
  if (ruling.kind === 'return') {
    if (ruling.reason.trim() === '') throw new Error('退回须写明原因 · a return needs its reason')
    return { ...common, status: 'returned', reason: ruling.reason, submitted_version: null, submitted_content: null }
  }
  return {
    ...common,
    status: 'published',
    published_version: row.submitted_version,
    published_content: row.submitted_content,
    published_on: ruling.publishedOn,
    submitted_version: null,
    submitted_content: null,
    public_seq: seq,
  }
}
