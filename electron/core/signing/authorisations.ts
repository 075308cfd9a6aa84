import type { z } from 'zod'
import type { authorisationSchema } from '../../../shared/contract/signing.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

export type Authorisation = z.infer<typeof authorisationSchema>

type Row = Omit<Authorisation, 'scope'> & { scope: string }

const columns = sql`
  a.id, u.name AS user, a.number, a.authorised_by AS "authorisedBy", a.title, a.scope, a.from_on AS "fromOn", a.until_on AS "untilOn", a.evidence,
  a.recorded_at AS "recordedAt", a.recorded_by AS "recordedBy", a.revoked_at AS "revokedAt", a.revoked_by AS "revokedBy", a.revoked_reason AS "revokedReason"`

const toAuthorisation = (row: Row): Authorisation => ({ ...row, scope: JSON.parse(row.scope) as string[] })

/** Newest first; of one person or of all. */
export const authorisationsOf = (db: ReadDb, user: string | null): Authorisation[] =>
  db
    .all<Row>(sql`
      SELECT ${columns} FROM signing_authorisation a JOIN user u ON u.id = a.user_id
      WHERE ${user} IS NULL OR u.name = ${user} ORDER BY a.recorded_at DESC, a.id`)
    .map(toAuthorisation)

export const authorisationById = (db: ReadDb, id: string): Authorisation | undefined => {
  const row = db.get<Row>(sql`SELECT ${columns} FROM signing_authorisation a JOIN user u ON u.id = a.user_id WHERE a.id = ${id}`)
  return row === undefined ? undefined : toAuthorisation(row)
}

/** The one a person signs this kind of subject under on a day: of several the one that began last. */
export const validAuthorisation = (db: ReadDb, user: string, kind: string, day: string): Authorisation | undefined =>
  authorisationsOf(db, user)
    .filter(({ revokedAt, fromOn, untilOn, scope }) => revokedAt === null && fromOn <= day && day <= untilOn && (scope.includes('*') || scope.includes(kind)))
    .sort((a, b) => (a.fromOn < b.fromOn ? 1 : -1))[0]

type New = Pick<Authorisation, 'id' | 'number' | 'authorisedBy' | 'title' | 'scope' | 'fromOn' | 'untilOn' | 'evidence' | 'recordedAt' | 'recordedBy'>

export const insertAuthorisation = (db: WriteDb, userId: string, each: New): void => {
  db.run(sql`
    INSERT INTO signing_authorisation (id, user_id, number, authorised_by, title, scope, from_on, until_on, evidence, recorded_at, recorded_by)
    VALUES (${each.id}, ${userId}, ${each.number}, ${each.authorisedBy}, ${each.title}, ${JSON.stringify(each.scope)}, ${each.fromOn}, ${each.untilOn},
      ${each.evidence}, ${each.recordedAt}, ${each.recordedBy})`)
}

export const revokeAuthorisation = (db: WriteDb, id: string, at: string, by: string, reason: string): boolean =>
  db.run(sql`
    UPDATE signing_authorisation SET revoked_at = ${at}, revoked_by = ${by}, revoked_reason = ${reason} WHERE id = ${id} AND revoked_at IS NULL`).changes > 0
