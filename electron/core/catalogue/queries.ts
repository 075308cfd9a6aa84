import type { Entry, EntryContent, EntryStatus } from '../../../shared/catalogue.ts'
import type { Changes } from '../../../shared/changes.ts'
import { textKey } from '../../../shared/text-key.ts'
import type { ReadDb } from '../db/open.ts'
import { type Sql, sql } from '../db/sql.ts'
import { cameBy } from '../sync/owner.ts'
import { asStanding, type StandingRow, standingColumns } from './standing.ts'
import { unpackChanges, unpackContent } from './stored.ts'

/** An entry with its row number, which the codes, the versions and the search index go by, and whether it is another agency's. */
export type StoredEntry = Entry & { rid: number; others: boolean }

type EntryRow = StandingRow & {
  rid: number
  id: string
  version: number
  status: EntryStatus
  created_at: string
  updated_at: string
  updated_by: string
  deleted_at: string | null
  imported: number
  content: string
}

const entryColumns = sql`e.rid, e.id, e.version, e.status, e.created_at, e.updated_at, e.updated_by, e.deleted_at, e.imported, e.content, ${standingColumns}`

const asEntry = (row: EntryRow): StoredEntry => ({
  rid: row.rid,
  id: row.id,
  version: row.version,
  status: row.status,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  updatedBy: row.updated_by,
  deletedAt: row.deleted_at,
  imported: row.imported === cameBy.sheet,
  others: row.imported === cameBy.others,
  standing: asStanding(row),
  content: unpackContent(row.content),
})

const one = (db: ReadDb, statement: Sql): StoredEntry | undefined => {
  const row = db.get<EntryRow>(statement)
  return row === undefined ? undefined : asEntry(row)
}

/** One entry, deleted or living. */
export const entryById = (db: ReadDb, id: string): StoredEntry | undefined =>
  one(db, sql`SELECT ${entryColumns} FROM entry e LEFT JOIN entry_life l ON l.rid = e.rid WHERE e.id = ${id}`)

/** An entry's content as it is stored, for digests. */
export const storedContent = (db: ReadDb, id: string): string => db.get<{ content: string }>(sql`SELECT content FROM entry WHERE id = ${id}`)?.content ?? ''

export const entryByRid = (db: ReadDb, rid: number): StoredEntry | undefined =>
  one(db, sql`SELECT ${entryColumns} FROM entry e LEFT JOIN entry_life l ON l.rid = e.rid WHERE e.rid = ${rid}`)

/** The next living entry after a row, with what its last check left beside it. */
export const nextLiving = (db: ReadDb, rid: number): (StoredEntry & { errors: number; warnings: number; findings: string }) | undefined => {
  const row = db.get<EntryRow & { errors: number; warnings: number; findings: string }>(sql`
    SELECT ${entryColumns}, e.errors, e.warnings, e.findings FROM entry_facet f JOIN entry e ON e.rid = f.rid LEFT JOIN entry_life l ON l.rid = e.rid
    WHERE f.rid > ${rid} AND f.deleted = 0 ORDER BY f.rid LIMIT 1`)
  return row === undefined ? undefined : { ...asEntry(row), errors: row.errors, warnings: row.warnings, findings: row.findings }
}

export const livingUpTo = (db: ReadDb, rid: number): number =>
  db.get<{ n: number }>(sql`SELECT COUNT(*) AS n FROM entry_facet WHERE deleted = 0 AND rid <= ${rid}`)?.n ?? 0

/** The living entries that carry a code, primary or not; the oldest first. */
export const entriesByCode = (db: ReadDb, code: string): StoredEntry[] =>
  db
    .all<EntryRow>(sql`
      SELECT ${entryColumns} FROM entry_code c JOIN entry e ON e.rid = c.rid LEFT JOIN entry_life l ON l.rid = e.rid
      WHERE c.code = ${code} AND e.deleted_at IS NULL ORDER BY c.rid`)
    .map(asEntry)

/** The living entries of a provider whose title has this key (`textKey`); the oldest first. */
export const entriesByTitle = (db: ReadDb, titleKey: string, provider: string): StoredEntry[] =>
  db
    .all<EntryRow>(sql`
      SELECT ${entryColumns} FROM entry e LEFT JOIN entry_life l ON l.rid = e.rid
      WHERE e.title_key = ${titleKey} AND e.provider = ${provider} AND e.deleted_at IS NULL ORDER BY e.rid`)
    .map(asEntry)

/** Another living entry that shares something with this one. */
export type Lookalike = { rid: number; id: string; title: string; code: string }

/** At most two: one is enough for a finding, two say that a third would change nothing. */
export const sameTitle = (db: ReadDb, content: Pick<EntryContent, 'title' | 'provider'>, exceptRid: number): Lookalike[] => {
  const key = textKey(content.title)
  if (key === '') return []
  return db.all<Lookalike>(
    sql`SELECT e.rid, e.id, e.title, e.code FROM entry e WHERE e.title_key = ${key} AND e.provider = ${content.provider} AND e.deleted_at IS NULL AND e.rid <> ${exceptRid} LIMIT 2`,
  )
}

export const sameCode = (db: ReadDb, code: string, exceptRid: number): Lookalike[] =>
  code === ''
    ? []
    : db.all<Lookalike>(
        sql`SELECT e.rid, e.id, e.title, e.code FROM entry_code c JOIN entry e ON e.rid = c.rid WHERE c.code = ${code} AND c.rid <> ${exceptRid} AND e.deleted_at IS NULL LIMIT 2`,
      )

export type Why = 'create' | 'edit' | 'import' | 'restore' | 'delete' | 'undelete' | 'status' | 'sync'
export type StoredVersion = { version: number; base: number; at: string; author: string; why: Why; note: string; changes: Changes }

/** The newest first, down to and without `after`. */
export const versionsOf = (db: ReadDb, rid: number, after = 0): StoredVersion[] =>
  db
    .all<Omit<StoredVersion, 'changes'> & { changes: string }>(
      sql`SELECT version, base, at, author, why, note, changes FROM entry_version WHERE rid = ${rid} AND version > ${after} ORDER BY version DESC`,
    )
    .map((row) => ({ ...row, changes: unpackChanges(row.changes) }))
