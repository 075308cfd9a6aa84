import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

/** A paper as it is held: encrypted with everything else, in parts of so many bytes, the last one shorter. */
export const partBytes = 1 << 20

export type Held = { sha256: string; type: string; bytes: number }

/** A paper that is whole here. */
export const heldOf = (db: ReadDb, sha256: string): Held | undefined =>
  db.get<Held>(sql`SELECT sha256, type, bytes FROM attachment WHERE sha256 = ${sha256} AND type <> ''`)

/** What is here of a paper that is being fetched, or is whole. */
export const storedBytes = (db: ReadDb, sha256: string): number =>
  db.get<{ n: number }>(sql`SELECT coalesce(sum(length(body)), 0) AS n FROM attachment_part WHERE sha256 = ${sha256}`)?.n ?? 0

export const partOf = (db: ReadDb, sha256: string, n: number): Uint8Array =>
  db.get<{ body: Uint8Array }>(sql`SELECT body FROM attachment_part WHERE sha256 = ${sha256} AND n = ${n}`)?.body ?? new Uint8Array()

/** Its parts in order, each read when it is its turn. */
export function* partsOf(db: ReadDb, { sha256, bytes }: Pick<Held, 'sha256' | 'bytes'>): Generator<Uint8Array> {
  for (let n = 0; n * partBytes < bytes; n++) yield partOf(db, sha256, n)
}

export const putAttachment = (db: WriteDb, { sha256, type, bytes }: Held, at: string, by: string): void => {
  db.run(sql`
    INSERT INTO attachment (sha256, type, bytes, added_at, added_by) VALUES (${sha256}, ${type}, ${bytes}, ${at}, ${by})
    ON CONFLICT (sha256) DO UPDATE SET type = excluded.type, bytes = excluded.bytes`)
}

export const putPart = (db: WriteDb, sha256: string, n: number, body: Uint8Array): void => {
  db.run(sql`INSERT INTO attachment_part (sha256, n, body) VALUES (${sha256}, ${n}, ${body}) ON CONFLICT (sha256, n) DO UPDATE SET body = excluded.body`)
}

export const dropAttachment = (db: WriteDb, sha256: string): void => {
  db.run(sql`DELETE FROM attachment WHERE sha256 = ${sha256}`)
}

/** Papers that are asked for, or of which only a part is here. */
export const missingPapers = (db: ReadDb, limit: number): string[] =>
  db.all<{ sha256: string }>(sql`SELECT sha256 FROM attachment WHERE type = '' ORDER BY added_at, sha256 LIMIT ${limit}`).map(({ sha256 }) => sha256)

export const isAsked = (db: ReadDb, sha256: string): boolean => db.get(sql`SELECT 1 FROM attachment WHERE sha256 = ${sha256} AND type = ''`) !== undefined

export type Link = { rid: number; sha256: string; name: string; at: string; by: string }

export const putLink = (db: WriteDb, { rid, sha256, name, at, by }: Link): void => {
  db.run(sql`
    INSERT INTO entry_attachment (rid, sha256, name, added_at, added_by) VALUES (${rid}, ${sha256}, ${name}, ${at}, ${by})
    ON CONFLICT (rid, sha256) DO NOTHING`)
}

/** With its last entry the paper itself goes, unless a submission names it. */
export const dropLink = (db: WriteDb, rid: number, sha256: string): void => {
  db.run(sql`DELETE FROM entry_attachment WHERE rid = ${rid} AND sha256 = ${sha256}`)
  dropUnlinked(db, sha256)
}

/** A paper that no entry, no case and no submission has, nothing that leaves names and no package of another agency brought. */
export const dropUnlinked = (db: WriteDb, sha256: string): void => {
  db.run(sql`
    DELETE FROM attachment WHERE sha256 = ${sha256} AND NOT EXISTS (SELECT 1 FROM entry_attachment l WHERE l.sha256 = attachment.sha256)
      AND NOT EXISTS (SELECT 1 FROM sync_evidence v WHERE v.sha256 = attachment.sha256)
      AND NOT EXISTS (SELECT 1 FROM case_paper c WHERE c.sha256 = attachment.sha256)
      AND NOT EXISTS (SELECT 1 FROM submission_paper p WHERE p.sha256 = attachment.sha256)
      AND NOT EXISTS (SELECT 1 FROM submission_report_paper s WHERE s.sha256 = attachment.sha256)
      AND NOT EXISTS (SELECT 1 FROM case_received_paper r WHERE r.sha256 = attachment.sha256)`)
}

export const linkOf = (db: ReadDb, rid: number, sha256: string): Link | undefined =>
  db.get<Link>(sql`SELECT rid, sha256, name, added_at AS at, added_by AS "by" FROM entry_attachment WHERE rid = ${rid} AND sha256 = ${sha256}`)

export type Listed = Link & { type: string | null; bytes: number | null }

/** An entry's papers, the oldest first. */
export const linksOf = (db: ReadDb, rid: number): Listed[] =>
  db.all<Listed>(sql`
    SELECT l.rid, l.sha256, l.name, l.added_at AS at, l.added_by AS "by", a.type, a.bytes
    FROM entry_attachment l LEFT JOIN attachment a ON a.sha256 = l.sha256 AND a.type <> '' WHERE l.rid = ${rid} ORDER BY l.added_at, l.name, l.sha256`)
