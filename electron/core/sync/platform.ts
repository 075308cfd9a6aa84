import type { SyncQuestion } from '../../../shared/contract/sync.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { SyncLogKind } from '../../../shared/sync/log-words.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { recountDue } from './shadow.ts'

/** The one platform this vault works with, as it is set and as it was last seen. */
export type Platform = {
  /** `listing`: it has no address, and works by its own sheets alone. */
  kind: 'rest' | 'listing'
  baseUrl: string
  ca: string
  proxy: string
  /** null: not enrolled. */
  platformId: string | null
  name: string
  epoch: number
  agencyId: string
  agencyName: string
  officer: string
  deviceId: string
  token: string
  tokenUntil: string
  cursor: string
  clockOffsetMs: number
  asks: SyncQuestion | null
  asksCount: number
  allowed: SyncQuestion | null
  lastOkAt: string | null
  /** shared/sync/stored-failure.ts */
  lastError: string | null
}

export const readPlatform = (db: ReadDb): Platform | undefined =>
  db.get<Platform>(sql`
    SELECT kind, base_url AS "baseUrl", ca, proxy, platform_id AS "platformId", name, epoch, agency_id AS "agencyId", agency_name AS "agencyName", officer,
      device_id AS "deviceId", token, token_until AS "tokenUntil", cursor, clock_offset_ms AS "clockOffsetMs", asks, asks_count AS "asksCount", allowed,
      last_ok_at AS "lastOkAt", last_error AS "lastError"
    FROM sync_platform WHERE only_row = 1`)

/** Throws `sync.notConfigured`. One that was met by its card alone has no address: `baseUrl` ''. */
export const knownPlatform = (db: ReadDb): Platform => {
  const platform = readPlatform(db)
  if (platform === undefined) throw new Refusal('sync.notConfigured')
  return platform
}

/** What the platform takes beyond the first form of the contract, as it last said; null: it was never asked. */
export const readTakes = (db: ReadDb): string[] | null => {
  const text = db.get<{ takes: string | null }>(sql`SELECT takes FROM sync_platform WHERE only_row = 1`)?.takes ?? null
  return text === null ? null : (JSON.parse(text) as string[])
}
export const writeTakes = (db: WriteDb, takes: readonly string[]): void => {
  db.run(sql`UPDATE sync_platform SET takes = ${JSON.stringify(takes)}`)
}

/** Keeps everything but the address and the way there: whether another platform answers is seen at the next run. */
export const configure = (db: WriteDb, { baseUrl, ca, proxy }: Pick<Platform, 'baseUrl' | 'ca' | 'proxy'>): void => {
  db.run(sql`
    INSERT INTO sync_platform (only_row, base_url, ca, proxy, platform_id, name, epoch, agency_id, agency_name, officer, device_id, token, token_until,
      cursor, clock_offset_ms, asks, asks_count, allowed, last_ok_at, last_error)
    VALUES (1, ${baseUrl}, ${ca}, ${proxy}, NULL, '', 0, '', '', '', '', '', '', '', 0, NULL, 0, NULL, NULL, NULL)
    ON CONFLICT (only_row) DO UPDATE SET base_url = excluded.base_url, ca = excluded.ca, proxy = excluded.proxy`)
}

type Enrolled = Pick<Platform, 'name' | 'epoch' | 'agencyId' | 'agencyName' | 'officer' | 'deviceId' | 'token' | 'tokenUntil'> & { platformId: string }

/**
 * One that worked by listings and now answers itself: what the sheets showed is compared anew with what it says, for its
 * numbers are its own, and ours go by its name for this agency.
 */
const leaveListing = (db: WriteDb, agencyId: string): void => {
  if (readPlatform(db)?.kind !== 'listing') return
  // What was handed over and not answered counts from a sheet's numbers, which could be another text's here: made anew.
  db.run(sql`DELETE FROM sync_outbox WHERE body IS NOT NULL AND state <> 'quarantined'`)
  db.run(sql`UPDATE sync_shadow SET stale = 1, owner = ${agencyId}, local_version = 0`)
  recountDue(db, agencyId)
}

export const writeEnrolment = (db: WriteDb, e: Enrolled): void => {
  leaveListing(db, e.agencyId)
  db.run(sql`
    UPDATE sync_platform SET takes = NULL, platform_id = ${e.platformId}, name = ${e.name}, epoch = ${e.epoch}, agency_id = ${e.agencyId}, agency_name = ${e.agencyName},
      officer = ${e.officer}, device_id = ${e.deviceId}, token = ${e.token}, token_until = ${e.tokenUntil}, last_error = NULL, kind = 'rest'`)
}

/** The epoch of a platform that is known by its card alone: its first package tells. */
export const epochUnknown = -1

/** Enrolled by the platform's card: the same as by a code, without an address. Which agency this is comes with the first package. */
export const enrolByCard = (db: WriteDb, { platformId, name, deviceId }: { platformId: string; name: string; deviceId: string }): void => {
  if (readPlatform(db) === undefined) configure(db, { baseUrl: '', ca: '', proxy: '' })
  leaveListing(db, '')
  db.run(sql`UPDATE sync_platform SET agency_id = '', agency_name = '' WHERE kind = 'listing'`)
  db.run(
    sql`UPDATE sync_platform SET kind = 'rest', takes = NULL, platform_id = ${platformId}, name = ${name}, epoch = ${epochUnknown}, device_id = ${deviceId}, cursor = ''`,
  )
}

/** A vault that was put back is another device; what it knows of the platform stays, and the token was the one's before. */
export const enrolThisDevice = (db: WriteDb, deviceId: string): void => {
  db.run(sql`UPDATE sync_platform SET device_id = ${deviceId}, token = '', token_until = ''`)
}

export const writeAgency = (db: WriteDb, agencyId: string, agencyName: string): void => {
  db.run(sql`UPDATE sync_platform SET agency_id = ${agencyId}, agency_name = ${agencyName}`)
  // What a sheet had shown is this agency's.
  db.run(sql`UPDATE sync_shadow SET owner = ${agencyId} WHERE owner = ''`)
  recountDue(db, agencyId)
}

export const writeToken = (db: WriteDb, token: string, until: string): void => {
  db.run(sql`UPDATE sync_platform SET token = ${token}, token_until = ${until}`)
}
/** `at`: the platform's time, when everything up to there was handed out. */
export const writeCursor = (db: WriteDb, cursor: string, at: string): void => {
  db.run(sql`UPDATE sync_platform SET cursor = ${cursor}`)
  notePassed(db, cursor, at)
}
/** A place in the feed up to which everything is here: a package that goes on from it leaves no gap. */
export const notePassed = (db: WriteDb, cursor: string, at: string): void => {
  if (cursor === '') return
  db.run(sql`INSERT OR REPLACE INTO sync_place (epoch, cursor, at) SELECT epoch, ${cursor}, ${at} FROM sync_platform`)
}
/** The platform's time of a place that was passed in the platform's present epoch, or null. Everybody has passed ''. */
export const passedAt = (db: ReadDb, cursor: string): string | null =>
  cursor === ''
    ? ''
    : (db.get<{ at: string }>(sql`SELECT at FROM sync_place WHERE cursor = ${cursor} AND epoch = (SELECT epoch FROM sync_platform)`)?.at ?? null)
export const writeAsk = (db: WriteDb, asks: SyncQuestion | null, count: number): void => {
  db.run(sql`UPDATE sync_platform SET asks = ${asks}, asks_count = ${count}`)
}
export const writeAllowed = (db: WriteDb, allowed: SyncQuestion | null): void => {
  db.run(sql`UPDATE sync_platform SET allowed = ${allowed}`)
}
export const writeEpoch = (db: WriteDb, epoch: number): void => {
  db.run(sql`UPDATE sync_platform SET epoch = ${epoch}, cursor = ''`)
}
export const forgetPlatform = (db: WriteDb): void => {
  db.run(sql`UPDATE sync_platform SET platform_id = NULL, cursor = '', token = '', device_id = '', takes = NULL`)
  db.run(sql`DELETE FROM sync_place`)
}
export const writeResult = (db: WriteDb, okAt: string | null, error: string | null, clockOffsetMs: number | null): void => {
  db.run(sql`
    UPDATE sync_platform SET last_ok_at = coalesce(${okAt}, last_ok_at), last_error = ${error}, clock_offset_ms = coalesce(${clockOffsetMs}, clock_offset_ms)`)
}

export const logLine = (db: WriteDb, at: string, what: SyncLogKind, entityId: string | null, note: string): void => {
  db.run(sql`INSERT INTO sync_log (at, what, entity_id, note) VALUES (${at}, ${what}, ${entityId}, ${note})`)
  // Enough for an administrator; the audit keeps what must stay.
  db.run(sql`DELETE FROM sync_log WHERE seq <= (SELECT max(seq) FROM sync_log) - 20000`)
}

/** `title` null: the entry is not here. */
export type LogLine = { seq: number; at: string; what: string; entry: string | null; title: string | null; note: string }

/** The newest first; of one kind where one is named. */
export const logLines = (db: ReadDb, { before, limit, kind }: { before: number | null; limit: number; kind: SyncLogKind | null }): LogLine[] =>
  db.all<LogLine>(sql`
    SELECT l.seq, l.at, l.what, l.entity_id AS entry, e.title, l.note FROM sync_log l LEFT JOIN entry e ON e.id = l.entity_id
    WHERE (${before} IS NULL OR l.seq < ${before}) AND (${kind} IS NULL OR l.what = ${kind}) ORDER BY l.seq DESC LIMIT ${limit}`)
