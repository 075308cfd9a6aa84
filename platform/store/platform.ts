import { randomUUID } from 'node:crypto'
import { type Connection, type Database, sql } from '../database/database.ts'
import { showSubmissions } from './submissions.ts'

export type Identity = { id: string; name: string; epoch: number }

export const identityOf = async (db: Connection): Promise<Identity> => {
  const found = await db.one<Identity>(sql`SELECT id, name, epoch FROM platform`)
  if (found === undefined) throw new Error('this database holds no platform yet')
  return found
}

/** The platform's identity, made on its first start. */
export const ensureIdentity = async (db: Database, name: string, now: Date): Promise<Identity> => {
  await db.run(
    sql`INSERT INTO platform (id, name, epoch, created_at) VALUES (${randomUUID()}::uuid, ${name}, 1, ${now.toISOString()}::timestamptz) ON CONFLICT DO NOTHING`,
  )
  return identityOf(db)
}

/** Seconds are counted from here, so that they fit an INTEGER until 2094. */
const firstSecond = Date.UTC(2026, 0, 1)

/**
 * After a restore from a backup: what devices were told since may be gone, and every cursor is void. The backup remembers
 * the epoch of its own time only: counted from there, a second restore of the same backup would give out the same number
 * again and nobody would notice. So it is never lower than the clock.
 */
export const nextEpoch = async (db: Connection, now = new Date()): Promise<number> => {
  const seconds = Math.floor((now.getTime() - firstSecond) / 1000)
  const row = await db.one<{ epoch: number }>(sql`UPDATE platform SET epoch = GREATEST(epoch + 1, ${seconds}::integer) RETURNING epoch`)
  return row?.epoch ?? 0
}

export const addAgency = async (db: Connection, name: string, creditCode: string, competent: boolean): Promise<string> => {
  const id = randomUUID()
  await db.run(sql`INSERT INTO agency (id, name, credit_code, competent) VALUES (${id}::uuid, ${name}, ${creditCode}, ${competent})`)
  // What was put before the department before it was known here.
  if (competent) {
    await db.run(sql`
      INSERT INTO case_party (case_id, agency_id, seq) SELECT f.id, ${id}::uuid, nextval('feed') FROM case_file f WHERE f.told
      ON CONFLICT (case_id, agency_id) DO NOTHING`)
    await showSubmissions(db, id)
  }
  return id
}

export const agencies = (db: Connection) =>
  db.all<{ id: string; name: string; creditCode: string; competent: boolean; entities: number; devices: number }>(sql`
    SELECT a.id, a.name, a.credit_code AS "creditCode", a.competent,
      (SELECT COUNT(*)::int FROM entity e WHERE e.agency_id = a.id AND e.deleted_at IS NULL) AS entities,
      (SELECT COUNT(*)::int FROM device d WHERE d.agency_id = a.id AND d.revoked_at IS NULL) AS devices
    FROM agency a ORDER BY a.name`)
