import { type Connection, type Sql, sql } from '../database/database.ts'

/** A device has these: nothing is sent to it that it brought. What it asked for stays asked for. */
export const noteNamed = async (db: Connection, deviceId: string, digests: readonly string[]): Promise<void> => {
  if (digests.length === 0) return
  await db.run(sql`
    INSERT INTO device_paper (device_id, sha256, held) SELECT ${deviceId}::uuid, d, TRUE FROM unnest(${[...new Set(digests)]}::text[]) AS d ON CONFLICT DO NOTHING`)
}

/** They arrived there. */
export const noteArrived = async (db: Connection, deviceId: string, digests: readonly string[]): Promise<void> => {
  if (digests.length === 0) return
  await db.run(sql`
    INSERT INTO device_paper (device_id, sha256, held) SELECT ${deviceId}::uuid, d, TRUE FROM unnest(${[...new Set(digests)]}::text[]) AS d
    ON CONFLICT (device_id, sha256) DO UPDATE SET held = TRUE`)
}

/** It asks for them, whatever it once had. */
export const noteWanted = async (db: Connection, deviceId: string, digests: readonly string[]): Promise<void> => {
  await db.run(sql`
    INSERT INTO device_paper (device_id, sha256, held) SELECT ${deviceId}::uuid, d, FALSE FROM unnest(${[...new Set(digests)]}::text[]) AS d
    ON CONFLICT (device_id, sha256) DO UPDATE SET held = FALSE`)
}

/** `holder`: the agency whose copy of it is read. */
export type Due = { sha256: string; bytes: number; holder: string; of: { id: string; version: number }[] }

/**
 * Papers that its agency's entries, acts on cases it has a part in, and submissions it is shown name, up to a place in the feed, and that a device is not known to have: those it asked
 * for first, then the newest. An entry that moved behind that place is told, and its papers are, with the next package.
 * (By a pattern, for the database's own JSON refuses a text with \u0000 in it; a quotation mark in a name is escaped.)
 */
export const dueStatement = (device: { id: string; agencyId: string }, seq: string): Sql => sql`
      SELECT p.sha256, a.bytes, min(p.holder::text) AS holder, json_agg(DISTINCT jsonb_build_object('id', p.id, 'version', p.version))::text AS of
      FROM (
        SELECT e.id, e.version, e.own_seq, m[1] AS sha256, e.agency_id AS holder FROM entity e
        CROSS JOIN LATERAL regexp_matches(e.evidence, '"sha256":"([0-9a-f]{64})"', 'g') m
        WHERE e.agency_id = ${device.agencyId}::uuid AND e.evidence <> '[]' AND e.deleted_at IS NULL AND e.own_seq <= ${seq}::bigint
        UNION ALL
        SELECT f.id, f.version, y.seq, c.sha256, c.agency_id FROM case_party y JOIN case_file f ON f.id = y.case_id JOIN case_paper c ON c.case_id = f.id
        WHERE y.agency_id = ${device.agencyId}::uuid AND y.seq <= ${seq}::bigint
        UNION ALL
        SELECT s.id, s.version, z.seq, q.sha256, s.agency_id FROM submission_reader z JOIN submission s ON s.id = z.submission_id
        JOIN submission_paper q ON q.submission_id = s.id WHERE z.agency_id = ${device.agencyId}::uuid AND z.seq <= ${seq}::bigint
      ) p
      JOIN attachment a ON a.agency_id = p.holder AND a.sha256 = p.sha256 AND a.complete
      LEFT JOIN device_paper d ON d.device_id = ${device.id}::uuid AND d.sha256 = p.sha256
      WHERE d.held IS DISTINCT FROM TRUE
      GROUP BY p.sha256, a.bytes ORDER BY bool_or(d.held IS NOT NULL) DESC, max(p.own_seq) DESC, p.sha256`

export const duePapers = async (db: Connection, device: { id: string; agencyId: string }, seq: string): Promise<Due[]> =>
  (await db.all<Omit<Due, 'of'> & { of: string }>(dueStatement(device, seq))).map(({ of, ...due }) => ({ ...due, of: JSON.parse(of) as Due['of'] }))
