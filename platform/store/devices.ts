import { createHash, randomBytes } from 'node:crypto'
import { type Connection, type Database, type Sql, sql } from '../database/database.ts'
import { Refused } from '../problems.ts'

/** A device with the agency it works for. */
export type Device = {
  id: string
  agencyId: string
  agencyName: string
  creditCode: string
  /** The agency is the department that reviews. */
  competent: boolean
  officer: string
  publicKey: string
  revokedAt: Date | string | null
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
const tokenMs = 3_600_000
const later = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString()

const deviceColumns: Sql = sql`d.id, d.agency_id AS "agencyId", a.name AS "agencyName", a.credit_code AS "creditCode", a.competent, d.officer, d.public_key AS "publicKey", d.revoked_at AS "revokedAt"`

export const deviceById = (db: Connection, id: string): Promise<Device | undefined> =>
  db.one<Device>(sql`SELECT ${deviceColumns} FROM device d JOIN agency a ON a.id = d.agency_id WHERE d.id = ${id}::uuid`)

/** A code an administrator hands to an officer, good once. */
export const newEnrolmentCode = async (db: Connection, agency: string, officer: string, now: Date, days = 7): Promise<string> => {
  const code = randomBytes(10).toString('hex').toUpperCase()
  const written = await db.run(sql`
    INSERT INTO enrolment_code (hash, agency_id, officer, expires_at) SELECT ${digest(code)}, a.id, ${officer}, ${later(now, days * 86_400_000)}::timestamptz FROM agency a WHERE a.name = ${agency}`)
  if (written !== 1) throw new Error(`no agency is called ${agency}`)
  return code
}

const codeDigest = (code: string): string => digest(code.replace(/[\s-]/g, '').toUpperCase())

/** A code is used up and its device written in one transaction, at one and the same moment. */
const enrolledBy = async (db: Connection, deviceId: string, code: string): Promise<boolean> =>
  (await db.one(sql`
    SELECT 1 FROM enrolment_code c JOIN device d ON d.agency_id = c.agency_id AND d.enrolled_at = c.used_at
    WHERE c.hash = ${codeDigest(code)} AND d.id = ${deviceId}::uuid`)) !== undefined

export const enrol = (db: Database, input: { code: string; device: { id: string; publicKey: string; name: string } }, now: Date): Promise<Device> =>
  db.transaction(async (connection) => {
    const at = now.toISOString()
    const known = await deviceById(connection, input.device.id)
    // The very same enrolment again, by the holder of the same key: its answer was lost on the way.
    if (known !== undefined && known.publicKey === input.device.publicKey && known.revokedAt === null && (await enrolledBy(connection, known.id, input.code)))
      return known
    const code = await connection.one<{ agency_id: string; officer: string }>(sql`
      UPDATE enrolment_code SET used_at = ${at}::timestamptz WHERE hash = ${codeDigest(input.code)} AND used_at IS NULL AND expires_at > ${at}::timestamptz
      RETURNING agency_id, officer`)
    if (code === undefined) throw new Refused('enrol.code')
    const { id, publicKey, name } = input.device
    if (known !== undefined) throw new Refused('enrol.device')
    await connection.run(sql`
      INSERT INTO device (id, agency_id, officer, name, public_key, enrolled_at) VALUES (${id}::uuid, ${code.agency_id}::uuid, ${code.officer}, ${name}, ${publicKey}, ${at}::timestamptz)`)
    const device = await deviceById(connection, id)
    if (device === undefined) throw new Error('the device is gone')
    return device
  })

/** A token for an hour. Only its digest is kept. */
export const newToken = async (db: Connection, device: Device, now: Date): Promise<{ token: string; expiresAt: string }> => {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = later(now, tokenMs)
  await db.run(sql`DELETE FROM token WHERE expires_at < ${now.toISOString()}::timestamptz`)
  await db.run(sql`INSERT INTO token (hash, device_id, expires_at) VALUES (${digest(token)}, ${device.id}::uuid, ${expiresAt}::timestamptz)`)
  return { token, expiresAt }
}

/** With the epoch the platform is in: every request needs both. */
export const deviceOfToken = async (db: Connection, token: string, now: Date): Promise<Device & { epoch: number }> => {
  const found = await db.one<Device & { epoch: number; expired: boolean }>(sql`
    SELECT ${deviceColumns}, p.epoch, t.expires_at <= ${now.toISOString()}::timestamptz AS expired
    FROM token t JOIN device d ON d.id = t.device_id JOIN agency a ON a.id = d.agency_id CROSS JOIN platform p WHERE t.hash = ${digest(token)}`)
  if (found === undefined) throw new Refused('auth.missing')
  if (found.expired) throw new Refused('auth.expired')
  return found
}

export const revoke = (db: Connection, id: string, now: Date): Promise<number> =>
  db.run(sql`UPDATE device SET revoked_at = ${now.toISOString()}::timestamptz WHERE id = ${id}::uuid AND revoked_at IS NULL`)

/** False when this signature was seen before. Old ones are forgotten: their time alone refuses them. */
export const firstUse = async (db: Connection, deviceId: string, nonce: string, now: Date, windowMs: number): Promise<boolean> => {
  const written = await db.run(
    sql`INSERT INTO nonce (device_id, nonce, at) VALUES (${deviceId}::uuid, ${nonce}, ${now.toISOString()}::timestamptz) ON CONFLICT DO NOTHING`,
  )
  if (Math.random() < 0.01) await db.run(sql`DELETE FROM nonce WHERE at < ${new Date(now.getTime() - 2 * windowMs).toISOString()}::timestamptz`)
  return written === 1
}
