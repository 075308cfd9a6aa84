import { type Connection, type Database, sql } from '../database/database.ts'
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
