import { statSync } from 'node:fs'
import type { SpillPlace } from '../../../shared/contract/vault.ts'
import { sha256File } from '../crypto/hash.ts'
import { type Location, openPlainJournal, openReader, openWriter, type WriteDb } from '../db/open.ts'
import { identifier, list, sql } from '../db/sql.ts'
import { emptyRowsOf, papersOfSubmissions, submissionsHolding, thawPurged } from '../submission/purging.ts'
import type { TaskChannel } from '../tasks/channel.ts'
import { syncFile } from './durable.ts'
import { checkPages, type PageDamage } from './page-check.ts'
import type { Found } from './spilled-text.ts'
import { checkWal } from './wal.ts'

/**
 * Work on whole database files, in a process of its own: the core answers meanwhile, the memory goes with the process,
 * and killing it leaves only a file that nobody names.
 */
export type FileJob =
  /** A compact copy under the same key, opened and verified. */
  | { job: 'copy'; from: Location; to: string }
  /** The same under another key. `without`, `papers`, `texts`: entries, attachments and words that the copy must not hold in any form. */
  | { job: 'rekey'; from: Location; to: string; keyHex: string; without: readonly string[]; papers: readonly string[]; texts: readonly string[]; at: string }
  /** Where texts stand, in any table. */
  | { job: 'find'; from: Location; texts: readonly string[] }
  /** Puts the log into the database, as far as readers let it. */
  | { job: 'checkpoint'; at: Location }
  /** Reads every page and lets SQLite check its structure and indexes. */
  | { job: 'check'; at: Location; scratch: string }

/** `entries`: those not deleted. */
export type CopyResult = { bytes: number; sha256: string; entries: number }
export type RekeyResult = CopyResult & { removed: Removed; texts: { erased: SpillPlace[]; left: SpillPlace[] } }
type Removed = { entries: number; versions: number; attachments: number }
export type CheckResult = { pages: number; damages: PageDamage[]; structure: string[]; wal: string | null }
export type FileResult = CopyResult | RekeyResult | Found | CheckResult | null

export type FileMessage = { progress: { phase: string; done: number; total: number } } | { result: FileResult } | { error: { code: string; message: string } }

export const fileTask = (channel: TaskChannel): void => {
  const say = (message: FileMessage) => {
    channel.send(message)
  }
  channel.onMessage((message) => {
    const job = message as FileJob
    const progress = (phase: string, done = 0, total = 0) => {
      say({ progress: { phase, done, total } })
    }
    run(job, progress).then(
      (result) => {
        say({ result })
      },
      (error: unknown) => {
        const code = error instanceof Error && 'code' in error ? String(error.code) : ''
        say({ error: { code, message: error instanceof Error ? error.message : String(error) } })
      },
    )
  })
}

type Progress = (phase: string, done?: number, total?: number) => void

const run = async (job: FileJob, progress: Progress): Promise<FileResult> => {
  if (job.job === 'check') return check(job.at, job.scratch, progress)
  if (job.job === 'checkpoint') return settle(job.at)
  if (job.job === 'find') return find(job.from, job.texts, progress)
  progress('copy')
  const entries = vacuumInto(job.from, job.to)
  const at: Location = { ...job.from, path: job.to }
  if (job.job === 'copy') return verified(at, entries, progress)
  progress('rekey')
  const db = openPlainJournal(at)
  let removed: Removed = { entries: 0, versions: 0, attachments: 0 }
  let texts: RekeyResult['texts'] = { erased: [], left: [] }
  try {
    if (job.without.length + job.papers.length + job.texts.length > 0) {
      db.exec('BEGIN')
      const spilled = job.texts.length > 0 ? await import('./spilled-text.ts') : null
      // Papers of a submission hold what its snapshot holds.
      const submissions = [...emptyRowsOf(db, job.without), ...(spilled === null ? [] : submissionsHolding(db, (text) => spilled.holdsAny(text, job.texts)))]
      removed = remove(db, job.without, [...job.papers, ...papersOfSubmissions(db, submissions)])
      if (spilled !== null)
        texts = spilled.eraseTexts(db, job.texts, job.at, (done) => {
          progress('purge', done, 0)
        })
      thawPurged(db, submissions, job.at)
      rewrite(db)
    }
    db.pragma(`rekey="x'${job.keyHex}'"`)
  } finally {
    db.close()
  }
  return { ...(await verified({ ...at, keyHex: job.keyHex }, entries - removed.entries, progress)), removed, texts }
}

type Count = { all: number; living: number }

const count = (db: WriteDb): Count =>
  db.get<Count>(sql`SELECT count(*) AS "all", count(*) FILTER (WHERE deleted_at IS NULL) AS living FROM entry`) ?? { all: 0, living: 0 }

/** How many entries there were. */
const vacuumInto = (from: Location, to: string): number => {
  const db = openWriter(from)
  try {
    db.run(sql`VACUUM INTO ${to}`)
    return count(db).all
  } finally {
    db.close()
  }
}

/** Opens what was written and lets SQLite read it all; a copy is a copy only after that. */
const verified = async (at: Location, expected: number, progress: Progress): Promise<CopyResult> => {
  progress('verify')
  let found: Count
  const db = openPlainJournal(at)
  try {
    const verdict = db.pragma<string>('integrity_check(1)')
    if (verdict !== 'ok') throw Object.assign(new Error(verdict), { code: 'SQLITE_CORRUPT' })
    found = count(db)
    if (found.all !== expected) throw Object.assign(new Error('the copy holds another number of entries'), { code: 'SQLITE_CORRUPT' })
  } finally {
    db.close()
  }
  syncFile(at.path)
  return { bytes: statSync(at.path).size, sha256: await sha256File(at.path), entries: found.living }
}

/** Tables that go by an entry's id and hold its words. */
const entryTables = ['sync_shadow', 'sync_outbox', 'sync_conflict', 'listing_identity', 'listing_row'] as const

/** Takes entries out of the tables and the index, what was exchanged about them with the platform, and their papers. */
const remove = (db: WriteDb, ids: readonly string[], digests: readonly string[]): Removed => {
  const rids = db.all<{ rid: number }>(sql`SELECT rid FROM entry WHERE id IN ${list(ids)}`).map(({ rid }) => rid)
  const versions = db.get<{ n: number }>(sql`SELECT count(*) AS n FROM entry_version WHERE rid IN ${list(rids)}`)?.n ?? 0
  db.run(sql`DELETE FROM entry_fts WHERE rowid IN ${list(rids)}`)
  // What a bulk edit wrote into an entry stands in the ledger too.
  db.run(sql`UPDATE bulk SET operation = NULL, reason = '' WHERE seq IN (SELECT bulk_seq FROM bulk_entry WHERE rid IN ${list(rids)})`)
  const linked = db.all<{ sha256: string }>(sql`SELECT DISTINCT sha256 FROM entry_attachment WHERE rid IN ${list(rids)}`).map(({ sha256 }) => sha256)
  const papers = list([...new Set([...linked, ...digests])])
  const sent = sql`(SELECT change_id FROM sync_outbox WHERE id IN ${list(ids)} UNION SELECT change_id FROM sync_receipt WHERE id IN ${list(ids)})`
  db.run(sql`DELETE FROM sync_evidence WHERE sha256 IN ${papers} OR change_id IN ${sent}`)
  const { changes: attachments } = db.run(sql`DELETE FROM attachment WHERE sha256 IN ${papers}`)
  // What a platform was told or showed of it, and what leaves.
  for (const table of entryTables) db.run(sql`DELETE FROM ${identifier(table)} WHERE id IN ${list(ids)}`)
  db.run(sql`DELETE FROM entry WHERE rid IN ${list(rids)}`)
  return { entries: rids.length, versions, attachments }
}

/** Commits and rewrites the file, so that no page keeps a trace. */
const rewrite = (db: WriteDb): void => {
  // A deleted row's words stay in the index's segments until they are merged.
  db.run(sql`INSERT INTO entry_fts (entry_fts) VALUES ('optimize')`)
  db.exec('COMMIT')
  db.exec('VACUUM')
}

const find = async (from: Location, texts: readonly string[], progress: Progress): Promise<Found> => {
  const { findTexts } = await import('./spilled-text.ts')
  const db = openReader(from, 16_384)
  try {
    db.pin()
    return findTexts(db, texts, (done) => {
      progress('find', done, 0)
    })
  } finally {
    db.close()
  }
}

const settle = (at: Location): null => {
  const db = openWriter(at)
  try {
    db.pragma('wal_checkpoint(PASSIVE)')
    return null
  } finally {
    db.close()
  }
}

const check = async (at: Location, scratch: string, progress: Progress): Promise<CheckResult> => {
  const { pages, damages } = await checkPages(at, scratch, (done, total) => {
    progress('pages', done, total)
  })
  progress('structure')
  const gap = checkWal(at.path)
  return { pages, damages, structure: structure(at), wal: gap === null ? null : `frame ${gap.frame} of ${gap.frames}` }
}

/** SQLite's own check, which takes the full-text index along; empty when all is well. */
const structure = (at: Location): string[] => {
  try {
    const db = openReader(at, 16_384)
    try {
      return db.all<{ integrity_check: string }>(sql`PRAGMA integrity_check(20)`).flatMap(({ integrity_check: line }) => (line === 'ok' ? [] : [line]))
    } finally {
      db.close()
    }
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}
