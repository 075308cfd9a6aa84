import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

/** Something that left the vault: what a spill report must list, without content (practice L4). */
export type CopyRecord = { kind: 'backup' | 'export' | 'package'; at: string; where: string; sha256: string }

/** Call it inside the transaction that records the export. `purpose` is what the officer gave, never content. */
export const recordCopy = (db: WriteDb, id: string, copy: CopyRecord & { by: string; purpose?: string }): void => {
  db.run(sql`
    INSERT INTO copy (id, kind, at, place, sha256, by_user, purpose)
    VALUES (${id}, ${copy.kind}, ${copy.at}, ${copy.where}, ${copy.sha256}, ${copy.by}, ${copy.purpose ?? ''})`)
}

/** A backup of the folder is no more. */
export const markGone = (db: WriteDb, where: string, at: string): void => {
  db.run(sql`UPDATE copy SET gone_at = ${at} WHERE kind = 'backup' AND place = ${where} AND gone_at IS NULL`)
}

/** Every copy that may still be somewhere, oldest first. */
export const copiesLeft = (db: ReadDb): CopyRecord[] =>
  db.all<CopyRecord>(sql`SELECT kind, at, place AS "where", sha256 FROM copy WHERE gone_at IS NULL ORDER BY at, id`)
