import { type Connection, type Database, type Sql, sql } from '../database/database.ts'
import { Refused } from '../problems.ts'

type State = { stored: number; complete: boolean }
type Part = { sha256: string; agencyId: string; from: number; total: number; body: Buffer; at: string }

/** How much of a paper of one agency is here. Others' are not seen. */
export const attachmentState = async (db: Connection, agencyId: string, sha256: string): Promise<State> =>
  (await db.one<State>(sql`
    SELECT octet_length(body) AS stored, complete FROM attachment WHERE agency_id = ${agencyId}::uuid AND sha256 = ${sha256}`)) ?? {
    stored: 0,
    complete: false,
  }

/** Papers that acts on cases name, of cases an agency has a part in: of `p` in case_paper. */
const seenBy = (agencyId: string): Sql =>
  sql`case_paper p JOIN case_party c ON c.case_id = p.case_id AND c.agency_id = ${agencyId}::uuid
    JOIN attachment o ON o.agency_id = p.agency_id AND o.sha256 = p.sha256 AND o.complete`

/** Papers of submissions an agency is shown: of `p` in submission_paper, of the agency of `s`. */
const submissionPapers = (agencyId: string): Sql =>
  sql`submission_paper p JOIN submission_reader r ON r.submission_id = p.submission_id AND r.agency_id = ${agencyId}::uuid
    JOIN submission s ON s.id = p.submission_id JOIN attachment o ON o.agency_id = s.agency_id AND o.sha256 = p.sha256 AND o.complete`

export const holderStatement = (agencyId: string, sha256: string): Sql => sql`
  SELECT agency_id::text AS id FROM attachment WHERE agency_id = ${agencyId}::uuid AND sha256 = ${sha256} AND complete
  UNION ALL SELECT p.agency_id::text AS id FROM ${seenBy(agencyId)} WHERE p.sha256 = ${sha256}
  UNION ALL SELECT s.agency_id::text AS id FROM ${submissionPapers(agencyId)} WHERE p.sha256 = ${sha256} LIMIT 1`

/** The agency whose paper it is that this one may read: itself, one whose act on a case of both names it, or one whose submission it is shown. null: it may read none. */
export const holderOf = async (db: Connection, agencyId: string, sha256: string): Promise<string | null> =>
  (await db.one<{ id: string }>(holderStatement(agencyId, sha256)))?.id ?? null

/** What an agency may read of a case it may name itself: it becomes one of its own. */
export const adoptPapers = async (db: Connection, agencyId: string, digests: readonly string[]): Promise<void> => {
  if (digests.length === 0) return
  await db.run(sql`
    INSERT INTO attachment AS a (sha256, bytes, agency_id, body, complete, at)
    SELECT DISTINCT ON (o.sha256) o.sha256, o.bytes, ${agencyId}::uuid, o.body, TRUE, o.at FROM ${seenBy(agencyId)}
    WHERE p.sha256 = ANY(${[...new Set(digests)]}::text[]) AND p.agency_id <> ${agencyId}::uuid ORDER BY o.sha256
    ON CONFLICT (agency_id, sha256) DO UPDATE SET bytes = excluded.bytes, body = excluded.body, complete = TRUE WHERE NOT a.complete`)
}

/** So many of its bytes from a place on; null where it is not here, whole. */
export const attachmentBytes = async (db: Connection, agencyId: string, sha256: string, from: number, count: number): Promise<Buffer | null> => {
  const row = await db.one<{ body: Uint8Array }>(sql`
    SELECT substring(body FROM ${from + 1}::int FOR ${count}::int) AS body FROM attachment
    WHERE agency_id = ${agencyId}::uuid AND sha256 = ${sha256} AND complete`)
  return row === undefined ? null : Buffer.from(row.body)
}

/** Which of these the agency has here, whole. */
export const wholeOf = async (db: Connection, agencyId: string, digests: readonly string[]): Promise<ReadonlySet<string>> =>
  digests.length === 0
    ? new Set()
    : new Set(
        (
          await db.all<{ sha256: string }>(
            sql`SELECT sha256 FROM attachment WHERE agency_id = ${agencyId}::uuid AND complete AND sha256 = ANY(${[...new Set(digests)]}::text[])`,
          )
        ).map(({ sha256 }) => sha256),
      )

/** A whole paper at once, whose digest was checked. What had come of it in parts is replaced. */
export const storeWhole = async (db: Connection, { sha256, agencyId, body, at }: Omit<Part, 'from' | 'total'>): Promise<void> => {
  await db.run(sql`
    INSERT INTO attachment AS a (sha256, bytes, agency_id, body, complete, at) VALUES (${sha256}, ${body.length}, ${agencyId}::uuid, ${body}, TRUE, ${at}::timestamptz)
    ON CONFLICT (agency_id, sha256) DO UPDATE SET bytes = excluded.bytes, body = excluded.body, complete = TRUE WHERE NOT a.complete`)
}

/** One part behind the ones before it. The last one is kept only when the whole is what its name says. */
export const storePart = (db: Database, { sha256, agencyId, from, total, body, at }: Part): Promise<State> =>
  db
    .transaction(async (connection) => {
      const which = sql`agency_id = ${agencyId}::uuid AND sha256 = ${sha256}`
      const row = await connection.one<State>(sql`SELECT octet_length(body) AS stored, complete FROM attachment WHERE ${which} FOR UPDATE`)
      if (row?.complete === true) return row
      const stored = row?.stored ?? 0
      if (from !== stored || from + body.length > total) throw new Refused('attachment.offset', String(stored))
      await connection.run(sql`
        INSERT INTO attachment AS a (sha256, bytes, agency_id, body, complete, at) VALUES (${sha256}, ${total}, ${agencyId}::uuid, ${body}, FALSE, ${at}::timestamptz)
        ON CONFLICT (agency_id, sha256) DO UPDATE SET body = a.body || excluded.body`)
      if (stored + body.length < total) return { stored: stored + body.length, complete: false }
      const whole = await connection.run(sql`UPDATE attachment SET complete = TRUE WHERE ${which} AND encode(sha256(body), 'hex') = ${sha256}`)
      if (whole === 0) await connection.run(sql`DELETE FROM attachment WHERE ${which}`)
      return { stored: whole === 0 ? -1 : total, complete: whole === 1 }
    })
    .then((state) => {
      if (state.stored < 0) throw new Refused('attachment.digest')
      return state
    })
