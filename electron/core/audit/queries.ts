import type { AuditEvent } from '../../../shared/contract/audit.ts'
import type { ReadDb } from '../db/open.ts'
import { all, type Sql, sql } from '../db/sql.ts'

type AuditRow = Omit<AuditEvent, 'fields' | 'entityId'> & { entity_id: string | null; fields: string }

const fromRow = ({ entity_id, fields, ...row }: AuditRow): AuditEvent => ({ ...row, entityId: entity_id, fields: JSON.parse(fields) as string[] })

const columns = sql`seq, at, actor, second, action, outcome, entity, entity_id, fields, digest, note, prev, hash`

export type EventFilter = { actor?: string | undefined; action?: string | undefined; from?: string | undefined; to?: string | undefined }

const conditions = ({ actor, action, from, to }: EventFilter): Sql[] => [
  ...(actor === undefined ? [] : [sql`actor = ${actor}`]),
  ...(action === undefined ? [] : action.endsWith('.') ? [sql`substr(action, 1, ${action.length}) = ${action}`] : [sql`action = ${action}`]),
  ...(from === undefined ? [] : [sql`at >= ${from}`]),
  ...(to === undefined ? [] : [sql`at <= ${to}`]),
]

/** Newest first, below number `before`. */
export const newestEvents = (db: ReadDb, filter: EventFilter & { before?: number | undefined; limit: number }): AuditEvent[] =>
  db
    .all<AuditRow>(
      sql`SELECT ${columns} FROM audit
        WHERE ${all([...conditions(filter), ...(filter.before === undefined ? [] : [sql`seq < ${filter.before}`])])}
        ORDER BY seq DESC LIMIT ${filter.limit}`,
    )
    .map(fromRow)

/** Oldest first, above number `after` up to `until`: the order of the chain. */
export const eventsAfter = (db: ReadDb, after: number, limit: number, until = Number.MAX_SAFE_INTEGER): AuditEvent[] =>
  db.all<AuditRow>(sql`SELECT ${columns} FROM audit WHERE seq > ${after} AND seq <= ${until} ORDER BY seq LIMIT ${limit}`).map(fromRow)

/** The unbroken run of numbers that covers a span of time; clocks may jump, numbers do not. */
export const runBetween = (db: ReadDb, { from, to }: Pick<EventFilter, 'from' | 'to'>): { first: number; last: number } => {
  const run = db.get<{ first: number | null; last: number | null }>(
    sql`SELECT min(seq) AS first, max(seq) AS last FROM audit WHERE ${all(conditions({ from, to }))}`,
  )
  return { first: run?.first ?? 1, last: run?.last ?? 0 }
}

export type Checkpoint = { seq: number; at: string; device: string; publicKey: string; signature: string }

export const checkpoints = (db: ReadDb): Checkpoint[] =>
  db.all<Checkpoint>(sql`SELECT seq, at, device, public_key AS publicKey, signature FROM audit_checkpoint ORDER BY seq`)

export const knownNames = (db: ReadDb): { actions: string[]; actors: string[] } => ({
  actions: db.all<{ name: string }>(sql`SELECT DISTINCT action AS name FROM audit ORDER BY name`).map((row) => row.name),
  actors: db.all<{ name: string }>(sql`SELECT DISTINCT actor AS name FROM audit ORDER BY name`).map((row) => row.name),
})
