import type { AuditDetail } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import type { WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { type ChainedEvent, chainHash, payload, start } from './chain.ts'

export type NewEvent = AuditDetail & { actor: string; second: string | null; action: string; outcome: string }

/**
 * Adds one event to the chain, inside the caller's transaction if there is one. Returns its number.
 * The head is read each time: a transaction that is rolled back takes its events along and the chain stays whole.
 */
export const appendEvent = (db: WriteDb, at: Date, event: NewEvent): number => {
  const head = db.get<{ seq: number; hash: string }>(sql`SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1`)
  const chained: ChainedEvent = {
    seq: (head?.seq ?? 0) + 1,
    at: at.toISOString(),
    actor: event.actor,
    second: event.second,
    action: event.action,
    outcome: event.outcome,
    entity: event.entity ?? null,
    entityId: event.entityId ?? null,
    fields: event.fields ?? [],
    digest: event.digest ?? null,
    note: event.note ?? null,
  }
  const prev = head?.hash ?? start
  const hash = chainHash(prev, payload(chained), sha256Hex)
  db.run(sql`
    INSERT INTO audit (seq, at, actor, second, action, outcome, entity, entity_id, fields, digest, note, prev, hash)
    VALUES (${chained.seq}, ${chained.at}, ${chained.actor}, ${chained.second}, ${chained.action}, ${chained.outcome},
      ${chained.entity}, ${chained.entityId}, ${JSON.stringify(chained.fields)}, ${chained.digest}, ${chained.note}, ${prev}, ${hash})`)
  return chained.seq
}
