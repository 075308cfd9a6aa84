import { type Connection, sql } from '../database/database.ts'
import { noteArrived } from '../store/device-papers.ts'
import { utc } from '../store/rows.ts'

/** A package as it is remembered. */
export type Remembered = { id: string; deviceId: string; direction: 'in' | 'out'; kind: string; sha256: string; medium: string; at: string; counts: string }

export const packageById = (db: Connection, id: string): Promise<Remembered | undefined> =>
  db.one<Remembered>(sql`
    SELECT id, device_id AS "deviceId", direction, kind, sha256, medium, ${utc('at')} AS at, counts FROM carried_package WHERE id = ${id}::uuid`)

/** The one before to the same device, as a manifest names it. */
export const previousTo = async (db: Connection, deviceId: string): Promise<{ packageId: string; sha256: string; medium: string } | null> =>
  (await db.one<{ packageId: string; sha256: string; medium: string }>(sql`
    SELECT id AS "packageId", sha256, medium FROM carried_package WHERE device_id = ${deviceId}::uuid AND direction = 'out' ORDER BY ordinal DESC LIMIT 1`)) ??
  null

type New = Omit<Remembered, 'counts'> & { epoch: number; counts: unknown; seq: string | null; verdictsTo: string | null; papers?: readonly string[] }

/** False where a package of this id is remembered already. */
export const putPackage = async (
  db: Connection,
  { id, deviceId, direction, kind, sha256, medium, at, epoch, counts, seq, verdictsTo, papers = [] }: New,
): Promise<boolean> =>
  (await db.run(sql`
    INSERT INTO carried_package (id, device_id, direction, kind, sha256, medium, at, counts, epoch, seq, verdicts_to, papers)
    VALUES (${id}::uuid, ${deviceId}::uuid, ${direction}, ${kind}, ${sha256}, ${medium}, ${at}::timestamptz, ${JSON.stringify(counts)}, ${epoch}, ${seq}::bigint, ${verdictsTo}::bigint,
      ${JSON.stringify(papers)})
    ON CONFLICT DO NOTHING`)) === 1

export const writeCounts = (db: Connection, id: string, counts: unknown): Promise<number> =>
  db.run(sql`UPDATE carried_package SET counts = ${JSON.stringify(counts)} WHERE id = ${id}::uuid`)

/** How far a device is known to have come in this epoch. */
export const placeOf = async (db: Connection, deviceId: string, epoch: number): Promise<{ seq: string; wantsFull: boolean }> => {
  const row = await db.one<{ seq: string; epoch: number; wants_full: boolean }>(
    sql`SELECT seq::text AS seq, epoch, wants_full FROM carried_place WHERE device_id = ${deviceId}::uuid`,
  )
  return row === undefined || row.epoch !== epoch ? { seq: '0', wantsFull: row?.wants_full ?? false } : { seq: row.seq, wantsFull: row.wants_full }
}

/** Learns how far a device has come; it never goes back within an epoch. `wantsFull` null: as it was. */
export const notePlace = (db: Connection, deviceId: string, epoch: number, seq: string, wantsFull: boolean | null): Promise<number> =>
  db.run(sql`
    INSERT INTO carried_place (device_id, epoch, seq, wants_full) VALUES (${deviceId}::uuid, ${epoch}, ${seq}::bigint, COALESCE(${wantsFull}::boolean, FALSE))
    ON CONFLICT (device_id) DO UPDATE SET
      seq = CASE WHEN carried_place.epoch = excluded.epoch THEN GREATEST(carried_place.seq, excluded.seq) ELSE excluded.seq END,
      epoch = excluded.epoch, wants_full = COALESCE(${wantsFull}::boolean, carried_place.wants_full)`)

/** A package of ours arrived, and with it every verdict and paper that it carried. Where it ends in the feed, or null when it is none of ours. */
export const noteDelivered = async (db: Connection, deviceId: string, packageId: string, at: string): Promise<{ seq: string; epoch: number } | null> => {
  const row = await db.one<{ seq: string; epoch: number; verdicts_to: string | null; papers: string }>(sql`
    UPDATE carried_package SET delivered_at = COALESCE(delivered_at, ${at}::timestamptz)
    WHERE id = ${packageId}::uuid AND device_id = ${deviceId}::uuid AND direction = 'out' RETURNING seq::text AS seq, epoch, verdicts_to::text AS verdicts_to, papers`)
  if (row === undefined) return null
  await noteArrived(db, deviceId, JSON.parse(row.papers) as string[])
  await db.run(sql`
    UPDATE carried_verdict SET heard_at = ${at}::timestamptz
    WHERE device_id = ${deviceId}::uuid AND heard_at IS NULL AND place <= COALESCE(${row.verdicts_to}::bigint, 0)`)
  return row
}

/** Verdicts that are to leave, the newest of a change alone. */
export const putVerdicts = async (
  db: Connection,
  deviceId: string,
  packageId: string,
  verdicts: readonly { changeId: string; body: string }[],
): Promise<void> => {
  const ids = verdicts.map(({ changeId }) => changeId)
  await db.run(sql`DELETE FROM carried_verdict WHERE device_id = ${deviceId}::uuid AND heard_at IS NULL AND change_id = ANY(${ids}::uuid[])`)
  await db.run(sql`
    INSERT INTO carried_verdict (device_id, package_id, change_id, body)
    SELECT ${deviceId}::uuid, ${packageId}::uuid, r."changeId", r.body FROM json_to_recordset(${JSON.stringify(verdicts)}::json) AS r ("changeId" UUID, body TEXT)`)
}

/** The next ones that wait for a device, in the order they were made. */
export const waitingVerdicts = (db: Connection, deviceId: string, after: string, limit: number) =>
  db.all<{ place: string; body: string }>(sql`
    SELECT v.place::text AS place, v.body FROM carried_verdict v
    WHERE v.device_id = ${deviceId}::uuid AND v.heard_at IS NULL AND v.place > ${after}::bigint ORDER BY v.place LIMIT ${limit}`)

/** All, the newest first, as an administrator sees them. */
export const packages = (db: Connection) =>
  db.all<{
    id: string
    direction: string
    kind: string
    agency: string
    device: string
    medium: string
    at: string
    deliveredAt: string | null
    counts: string
  }>(sql`
    SELECT p.id, p.direction, p.kind, a.name AS agency, d.id AS device, p.medium, ${utc('p.at')} AS at, ${utc('p.delivered_at')} AS "deliveredAt", p.counts
    FROM carried_package p JOIN device d ON d.id = p.device_id JOIN agency a ON a.id = d.agency_id ORDER BY p.ordinal DESC LIMIT 500`)
