import type { Change, Problem, Verdict } from '../../../shared/platform-api/schemas.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

/** A change on its way. Once it has a body it is frozen: sent again it is the same, byte for byte, until a receipt frees it. */
export type Outgoing = {
  changeId: string
  id: string
  kind: Change['kind']
  baseVersion: number
  body: string | null
  localVersion: number
  state: 'waiting' | 'sent' | 'quarantined'
  madeAt: string
  officer: string
  note: string
  problem: string | null
}

/** What an outgoing change is of. */
const entityOf = ({ kind }: Pick<Outgoing, 'kind'>): Change['entity'] => (kind === 'act' ? 'case' : kind === 'report' ? 'submission' : 'entry')
/** Nothing more leaves of a case that was sealed meanwhile (practice L2). */
const unsealed = sql`NOT (entity = 'case' AND EXISTS (SELECT 1 FROM case_file c WHERE c.id = sync_outbox.id AND c.sealed_on IS NOT NULL))`

const columns = sql`change_id AS "changeId", id, kind, base_version AS "baseVersion", body, local_version AS "localVersion", state, made_at AS "madeAt",
  officer, note, problem`

export const putOutgoing = (db: WriteDb, o: Outgoing): void => {
  db.run(sql`
    INSERT INTO sync_outbox (change_id, entity, id, kind, base_version, body, local_version, state, made_at, officer, note, problem)
    VALUES (${o.changeId}, ${entityOf(o)}, ${o.id}, ${o.kind}, ${o.baseVersion}, ${o.body}, ${o.localVersion}, ${o.state}, ${o.madeAt}, ${o.officer}, ${o.note}, ${o.problem})
    ON CONFLICT (change_id) DO UPDATE SET base_version = excluded.base_version, body = excluded.body, local_version = excluded.local_version,
      state = excluded.state, problem = excluded.problem`)
}

/** Frozen and not answered, in the order they were made; changes of one entry never stand beside each other. */
export const frozen = (db: ReadDb): Outgoing[] =>
  db.all<Outgoing>(sql`SELECT ${columns} FROM sync_outbox WHERE body IS NOT NULL AND state <> 'quarantined' AND ${unsealed} ORDER BY made_at, change_id`)

/** The same, so many at a time, from behind one of them on. */
export const frozenAfter = (db: ReadDb, after: Pick<Outgoing, 'madeAt' | 'changeId'>, limit: number): Outgoing[] =>
  db.all<Outgoing>(sql`
    SELECT ${columns} FROM sync_outbox WHERE body IS NOT NULL AND state <> 'quarantined' AND (made_at, change_id) > (${after.madeAt}, ${after.changeId}) AND ${unsealed}
    ORDER BY made_at, change_id LIMIT ${limit}`)

/** Of an entry, frozen after a change: they stand on it, one on the other. */
export const frozenOn = (db: ReadDb, { id, madeAt, changeId }: Pick<Outgoing, 'id' | 'madeAt' | 'changeId'>): Outgoing[] =>
  db.all<Outgoing>(sql`
    SELECT ${columns} FROM sync_outbox WHERE entity = 'entry' AND id = ${id} AND body IS NOT NULL AND state <> 'quarantined'
      AND (made_at, change_id) > (${madeAt}, ${changeId}) ORDER BY made_at, change_id`)

/** All of an entry that are frozen and not answered, in their order. */
export const frozenOf = (db: ReadDb, id: string): Outgoing[] => frozenOn(db, { id, madeAt: '', changeId: '' })

/** 报送 that waits until the text it speaks of is confirmed, and 撤回. */
export const unfrozenActs = (db: ReadDb): Outgoing[] =>
  db.all<Outgoing>(sql`
    SELECT ${columns} FROM sync_outbox o WHERE o.body IS NULL AND o.state = 'waiting' AND o.entity = 'entry'
      AND NOT EXISTS (SELECT 1 FROM sync_outbox b WHERE b.entity = o.entity AND b.id = o.id AND b.body IS NOT NULL)
      AND (o.kind = 'withdraw' OR NOT EXISTS (SELECT 1 FROM sync_conflict c WHERE c.entity = o.entity AND c.id = o.id AND c.resolved_at IS NULL))
    ORDER BY made_at, change_id`)

/** An act of an entry that is on its way. */
export const actOf = (db: ReadDb, id: string, kind: 'submit' | 'withdraw'): Outgoing | undefined =>
  db.get<Outgoing>(sql`SELECT ${columns} FROM sync_outbox WHERE entity = 'entry' AND id = ${id} AND kind = ${kind} AND state <> 'quarantined' LIMIT 1`)

/** 报送 and 撤回 of an entry that have not been answered for good. */
export const actsOf = (db: ReadDb, id: string) =>
  db.all<{ kind: 'submit' | 'withdraw'; state: Outgoing['state']; madeAt: string; officer: string }>(sql`
    SELECT kind, state, made_at AS "madeAt", officer FROM sync_outbox
    WHERE entity = 'entry' AND id = ${id} AND kind IN ('submit', 'withdraw') ORDER BY made_at, change_id`)

export const outgoing = (db: ReadDb, changeId: string): Outgoing | undefined =>
  db.get<Outgoing>(sql`SELECT ${columns} FROM sync_outbox WHERE change_id = ${changeId}`)

/** The one frozen change of an entry, under way or in the tray. */
export const outgoingOf = (db: ReadDb, id: string): Outgoing | undefined =>
  db.get<Outgoing>(sql`SELECT ${columns} FROM sync_outbox WHERE entity = 'entry' AND id = ${id} AND body IS NOT NULL ORDER BY made_at LIMIT 1`)

export const dropOutgoing = (db: WriteDb, changeId: string): void => {
  db.run(sql`DELETE FROM sync_outbox WHERE change_id = ${changeId}`)
}

export const quarantine = (db: WriteDb, changeId: string, problem: Problem): void => {
  db.run(sql`UPDATE sync_outbox SET state = 'quarantined', problem = ${JSON.stringify(problem)} WHERE change_id = ${changeId}`)
}

export const quarantined = (db: ReadDb): Outgoing[] =>
  db.all<Outgoing>(sql`SELECT ${columns} FROM sync_outbox WHERE state = 'quarantined' ORDER BY made_at, change_id`)

export type OnTheWay = { entry: string; title: string; code: string; kind: string; sent: boolean; at: string; by: string }

/** What waits or was sent and is not answered, the newest first, as a list shows it. */
export const newestOnTheWay = (db: ReadDb, limit: number): OnTheWay[] =>
  db
    .all<Omit<OnTheWay, 'sent'> & { sent: number }>(sql`
      SELECT o.id AS entry, coalesce(e.title, c.title, r.head ->> '$.period.id', '') AS title, coalesce(e.code, c.number, r.head ->> '$.notice', '') AS code, o.kind, o.body IS NOT NULL AS sent, o.made_at AS at,
        o.officer AS by
      FROM sync_outbox o LEFT JOIN entry e ON e.id = o.id LEFT JOIN case_file c ON o.entity = 'case' AND c.id = o.id AND c.sealed_on IS NULL
        LEFT JOIN submission_report r ON o.entity = 'submission' AND r.change_id = o.change_id WHERE o.state <> 'quarantined' ORDER BY o.made_at DESC, o.change_id LIMIT ${limit}`)
    .map((line) => ({ ...line, sent: line.sent === 1 }))

export const outboxCounts = (db: ReadDb): { waiting: number; quarantined: number } =>
  db.get<{ waiting: number; quarantined: number }>(
    sql`SELECT count(*) FILTER (WHERE state <> 'quarantined') AS waiting, count(*) FILTER (WHERE state = 'quarantined') AS quarantined FROM sync_outbox`,
  ) ?? { waiting: 0, quarantined: 0 }

/** The version an answered change was applied as. */
export const versionOfAnswered = (db: ReadDb, changeId: string): number | null =>
  db.get<{ version: number | null }>(sql`SELECT version FROM sync_receipt WHERE change_id = ${changeId} AND verdict <> 'rejected'`)?.version ?? null

/** So that a package's account of what it carried is whole, whichever way the answer came. */
export const noteAnswer = (db: WriteDb, changeId: string, verdict: Verdict['verdict']): void => {
  db.run(sql`UPDATE ferry_carried SET verdict = ${verdict} WHERE change_id = ${changeId}`)
}

/** The platform's word for the time of receipt, kept whatever becomes of the change. */
export const putReceipt = (db: WriteDb, out: Pick<Outgoing, 'changeId' | 'id' | 'kind'>, verdict: Verdict, evidence = ''): void => {
  const { changeId, id, kind } = out
  db.run(sql`
    INSERT INTO sync_receipt (change_id, entity, id, kind, verdict, version, received_at, receipt_id, evidence)
    VALUES (${changeId}, ${entityOf(out)}, ${id}, ${kind}, ${verdict.verdict}, ${verdict.version}, ${verdict.receivedAt}, ${verdict.receiptId}, ${evidence})
    ON CONFLICT (change_id) DO NOTHING`)
}
