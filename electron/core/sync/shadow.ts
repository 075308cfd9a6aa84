import { type EntryContent, emptyContent } from '../../../shared/catalogue.ts'
import type { EntityState } from '../../../shared/platform-api/schemas.ts'
import { contentAt } from '../catalogue/history.ts'
import { entryById } from '../catalogue/queries.ts'
import { packContent, unpackContent } from '../catalogue/stored.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { type Sql, sql } from '../db/sql.ts'
import { cameBy } from './owner.ts'

/** An entry as the platform last said. */
export type Shadow = {
  id: string
  version: number
  content: EntryContent
  state: EntityState
  owner: string
  ownerName: string
  gone: 'deleted' | 'outOfScope' | null
  /** The version here that says the same; 0: none does. */
  localVersion: number
  /** Said before the platform was put back to a backup. */
  stale: boolean
  /** When, by the platform's clock; '' where it was not told. */
  saidAt?: string
}

type Row = Omit<Shadow, 'content' | 'state' | 'stale'> & { content: string | null; textVersion: number; state: string; stale: number }

export const shadowOf = (db: ReadDb, id: string): Shadow | undefined => {
  const row = db.get<Row>(sql`
    SELECT id, version, content, text_version AS "textVersion", state, owner, owner_name AS "ownerName", gone, local_version AS "localVersion", stale,
      said_at AS "saidAt"
    FROM sync_shadow WHERE entity = 'entry' AND id = ${id}`)
  if (row === undefined) return undefined
  const { content, textVersion, state, stale, ...rest } = row
  return {
    ...rest,
    content: content === null ? ourText(db, id, textVersion) : unpackContent(content),
    state: { evidence: [], ...(JSON.parse(state) as Omit<EntityState, 'evidence'>) },
    stale: stale === 1,
  }
}

const ourText = (db: ReadDb, id: string, version: number): EntryContent => {
  const entry = entryById(db, id)
  return entry === undefined ? emptyContent() : contentAt(db, entry, version)
}

/** Twins get ids of their own when they are written here: then ours is another text. */
const hasTwins = ({ items }: EntryContent): boolean => new Set(items.map(({ id }) => id)).size < items.length

const values = (s: Shadow): Sql => {
  const kept = s.gone === null && s.localVersion > 0 && !hasTwins(s.content)
  return sql`'entry', ${s.id}, ${s.version}, ${kept ? null : packContent(s.content)}, ${kept ? s.localVersion : 0}, ${JSON.stringify(s.state)}, ${s.owner},
    ${s.ownerName}, ${s.gone}, ${s.localVersion}, ${s.stale}, ${s.saidAt ?? ''}`
}
const columns = sql`entity, id, version, content, text_version, state, owner, owner_name, gone, local_version, stale, said_at`

/** Of an entry that has none yet, and was written here as the platform has it. */
export const addShadow = (db: WriteDb, s: Shadow): void => {
  db.run(sql`INSERT INTO sync_shadow (${columns}) VALUES (${values(s)})`)
}

/** The text is kept once where a version here says the same. */
export const putShadow = (db: WriteDb, s: Shadow): void => {
  db.run(sql`
    INSERT INTO sync_shadow (${columns}) VALUES (${values(s)})
    ON CONFLICT (entity, id) DO UPDATE SET version = excluded.version, content = excluded.content, text_version = excluded.text_version,
      state = excluded.state, owner = excluded.owner, owner_name = excluded.owner_name, gone = excluded.gone, local_version = excluded.local_version,
      stale = excluded.stale, said_at = excluded.said_at`)
  if (s.localVersion > 0) notDue(db, s.id, s.localVersion)
  else setDue(db, s.id)
}

export const setSame = (db: WriteDb, id: string, localVersion: number): void => {
  db.run(sql`UPDATE sync_shadow SET local_version = ${localVersion} WHERE entity = 'entry' AND id = ${id}`)
  notDue(db, id, localVersion)
}

/** What is written anew is due by itself (catalogue/write.ts). */
const setDue = (db: WriteDb, id: string): void => {
  db.run(sql`INSERT INTO sync_due (rid) SELECT rid FROM entry WHERE id = ${id} AND TRUE ON CONFLICT DO NOTHING`)
}
const notDue = (db: WriteDb, id: string, localVersion: number): void => {
  db.run(sql`DELETE FROM sync_due WHERE rid = (SELECT rid FROM entry WHERE id = ${id} AND version = ${localVersion})`)
}

export const dropShadow = (db: WriteDb, id: string): void => {
  db.run(sql`DELETE FROM sync_shadow WHERE entity = 'entry' AND id = ${id}`)
  setDue(db, id)
  // Deleted here, and now never heard of there: nothing is left to tell.
  db.run(sql`DELETE FROM sync_due WHERE rid = (SELECT rid FROM entry WHERE id = ${id} AND deleted_at IS NOT NULL)`)
}
export const dropAllShadows = (db: WriteDb): void => {
  db.run(sql`DELETE FROM sync_shadow`)
  recountDue(db, '')
}
/** Looks through all entries for what has to be told: the platform is another one, or the agency that speaks. */
export const recountDue = (db: WriteDb, agencyId: string): void => {
  db.run(sql`DELETE FROM sync_due`)
  db.run(sql`
    INSERT INTO sync_due (rid) SELECT e.rid FROM entry e LEFT JOIN sync_shadow s ON s.entity = 'entry' AND s.id = e.id
    WHERE (s.id IS NULL AND e.deleted_at IS NULL AND e.imported <> ${cameBy.others}) OR (s.local_version <> e.version AND s.owner = ${agencyId})`)
}
/** The platform was put back: what it said stands no more, and its numbers count from an older place. */
export const staleAll = (db: WriteDb): void => {
  db.run(sql`UPDATE sync_shadow SET stale = 1`)
}

/** Which of these are known here, or were. */
export const knownIds = (db: ReadDb, ids: readonly string[]): Set<string> =>
  new Set(
    db
      .all<{ id: string }>(sql`
        SELECT j.value AS id FROM json_each(${JSON.stringify(ids)}) j
        WHERE EXISTS (SELECT 1 FROM entry e WHERE e.id = j.value) OR EXISTS (SELECT 1 FROM sync_shadow s WHERE s.entity = 'entry' AND s.id = j.value)`)
      .map(({ id }) => id),
  )

export const livingShadows = (db: ReadDb): number => db.get<{ n: number }>(sql`SELECT count(*) AS n FROM sync_shadow WHERE gone IS NULL`)?.n ?? 0

export const foreignIds = (db: ReadDb, agencyId: string): string[] =>
  db.all<{ id: string }>(sql`SELECT id FROM sync_shadow WHERE owner <> ${agencyId}`).map(({ id }) => id)

/**
 * Entries of ours that may say something the platform has not confirmed, in the order they came here: those without a
 * shadow (deleted ones the platform never heard of stay), and those whose version is not the one that says the same.
 * None that is under way, in the tray, or waits for a decision.
 */
export const unconfirmed = (db: ReadDb, agencyId: string, limit: number, except: readonly string[]): string[] =>
  db
    .all<{ id: string }>(sql`
      SELECT e.id FROM sync_due d JOIN entry e ON e.rid = d.rid LEFT JOIN sync_shadow s ON s.entity = 'entry' AND s.id = e.id
      WHERE ((s.id IS NULL AND e.deleted_at IS NULL AND e.imported <> ${cameBy.others}) OR (s.local_version <> e.version AND s.owner = ${agencyId}))
        AND NOT EXISTS (SELECT 1 FROM sync_outbox o WHERE o.entity = 'entry' AND o.id = e.id AND o.body IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM sync_conflict c WHERE c.entity = 'entry' AND c.id = e.id AND c.resolved_at IS NULL)
        AND e.id NOT IN (SELECT value FROM json_each(${JSON.stringify(except)}))
      ORDER BY d.rid LIMIT ${limit}`)
    .map(({ id }) => id)

/** Counted without a look at the entries: those due, less those under way, in the tray, or waiting for a decision. */
export const countUnconfirmed = (db: ReadDb): number =>
  db.get<{ n: number }>(sql`
    SELECT (SELECT count(*) FROM sync_due) - (
      SELECT count(*) FROM (
        SELECT o.id FROM sync_outbox o WHERE o.entity = 'entry' AND o.body IS NOT NULL
        UNION SELECT c.id FROM sync_conflict c WHERE c.entity = 'entry' AND c.resolved_at IS NULL
      ) x JOIN entry e ON e.id = x.id JOIN sync_due d ON d.rid = e.rid) AS n`)?.n ?? 0

export type Unconfirmed = { entry: string; title: string; code: string; kind: string; at: string; by: string }

/** The newest of them, as a list shows them. */
export const newestUnconfirmed = (db: ReadDb, agencyId: string, limit: number): Unconfirmed[] =>
  db.all<Unconfirmed>(sql`
    SELECT e.id AS entry, e.title, e.code, CASE WHEN s.id IS NULL THEN 'create' WHEN e.deleted_at IS NOT NULL THEN 'delete' ELSE 'patch' END AS kind,
      e.updated_at AS at, e.updated_by AS by
    FROM sync_due d JOIN entry e ON e.rid = d.rid LEFT JOIN sync_shadow s ON s.entity = 'entry' AND s.id = e.id
    WHERE ((s.id IS NULL AND e.deleted_at IS NULL AND e.imported <> ${cameBy.others}) OR (s.local_version <> e.version AND s.owner = ${agencyId}))
      AND NOT EXISTS (SELECT 1 FROM sync_outbox o WHERE o.entity = 'entry' AND o.id = e.id AND o.body IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM sync_conflict c WHERE c.entity = 'entry' AND c.id = e.id AND c.resolved_at IS NULL)
    ORDER BY d.rid DESC LIMIT ${limit}`)

/** Of ours, and not seen since the platform was put back: it has lost them. */
export const lostIds = (db: ReadDb, agencyId: string): string[] =>
  db.all<{ id: string }>(sql`SELECT id FROM sync_shadow WHERE stale = 1 AND owner = ${agencyId} AND gone IS NULL`).map(({ id }) => id)
