import { type Connection, sql } from '../database/database.ts'

/** Every device, the newest first, as an administrator sees them. */
export const devices = (db: Connection) =>
  db.all<{ id: string; agency: string; officer: string; name: string; enrolledAt: string; revokedAt: string | null }>(sql`
    SELECT d.id, a.name AS agency, d.officer, d.name, d.enrolled_at::text AS "enrolledAt", d.revoked_at::text AS "revokedAt"
    FROM device d JOIN agency a ON a.id = d.agency_id ORDER BY d.enrolled_at DESC`)
