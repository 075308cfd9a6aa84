import { heldOf, partBytes, partOf } from '../attachments/queries.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { refusedCode, type Session } from './session.ts'

/** A paper of a submission: kept by its digest, known by the name it came under. */
export type Evidence = { name: string; sha256: string }

export const putEvidence = (db: WriteDb, changeId: string, papers: readonly Evidence[]): void => {
  for (const { sha256, name } of papers) {
    db.run(sql`INSERT INTO sync_evidence (change_id, sha256, name) VALUES (${changeId}, ${sha256}, ${name}) ON CONFLICT DO NOTHING`)
  }
}

export const evidenceOf = (db: ReadDb, changeId: string): Evidence[] =>
  db.all<Evidence>(sql`SELECT name, sha256 FROM sync_evidence WHERE change_id = ${changeId} ORDER BY name, sha256`)

export const dropEvidence = (db: WriteDb, changeId: string): void => {
  db.run(sql`DELETE FROM sync_evidence WHERE change_id = ${changeId}`)
}

/** The same submission goes out under another id. */
export const moveEvidence = (db: WriteDb, from: string, to: string): void => {
  db.run(sql`UPDATE sync_evidence SET change_id = ${to} WHERE change_id = ${from}`)
}

/** When each of an entry's papers was received with a submission, by its digest; '' while that is on its way. */
export const submittedWith = (db: ReadDb, entryId: string): ReadonlyMap<string, string> =>
  new Map(
    db
      .all<{ sha256: string; at: string }>(sql`
        SELECT v.sha256, max(coalesce(r.received_at, '')) AS at FROM sync_evidence v
        LEFT JOIN sync_receipt r ON r.change_id = v.change_id AND r.verdict <> 'rejected'
        LEFT JOIN sync_outbox o ON o.change_id = v.change_id
        WHERE (r.entity = 'entry' AND r.id = ${entryId}) OR (o.entity = 'entry' AND o.id = ${entryId}) GROUP BY v.sha256`)
      .map(({ sha256, at }) => [sha256, at]),
  )

/** How often one paper may be said to stand elsewhere: a platform that says so for ever does not keep us. */
const movesAtMost = 8

const path = (sha256: string): string => `v1/attachments/${sha256}`

/**
 * Brings papers to the platform, each from the place up to which it is there: after a cut line nothing is sent twice.
 * `sent` is told of each part.
 */
export const deliver = async (db: ReadDb, session: Session, digests: readonly string[], sent: (bytes: number) => void): Promise<void> => {
  for (const sha256 of digests) {
    const held = heldOf(db, sha256)
    // Not here any more: the platform says so of the submission, and a person sees it in the tray.
    if (held === undefined) continue
    const { headers } = await session.ask('HEAD', path(sha256))
    if (headers['upload-complete'] === '?1') continue
    for (let at = offsetIn(headers), moves = 0; at < held.bytes; ) {
      const part = partOf(db, sha256, Math.floor(at / partBytes)).subarray(at % partBytes)
      const range = `bytes ${at}-${at + part.length - 1}/${held.bytes}`
      try {
        await session.ask('PUT', path(sha256), { body: part, headers: { 'content-range': range } })
        at += part.length
        sent(part.length)
      } catch (error) {
        // The answer to a part was lost and the part was not: it goes on where it stands.
        if (refusedCode(error) !== 'attachment.offset') throw error
        const now = offsetIn((await session.ask('HEAD', path(sha256))).headers)
        if (now === at || ++moves > movesAtMost) throw error
        at = now
      }
    }
  }
}

const offsetIn = (headers: Readonly<Record<string, string>>): number => {
  const offset = Number(headers['upload-offset'] ?? 0)
  return Number.isSafeInteger(offset) && offset >= 0 ? offset : 0
}
