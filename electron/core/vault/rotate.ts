import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { randomKey } from '../crypto/random.ts'
import { openPlainJournal, type WriteDb } from '../db/open.ts'
import type { Ports } from '../ports.ts'
import { syncDir, syncFile } from './durable.ts'
import { type JobContext, runFileJob } from './file-jobs.ts'
import type { RekeyResult } from './file-task.ts'
import { closeHeader, type Header, type Holder, readHeader, writeHeader } from './header.ts'
import { noteHeader } from './header-commit.ts'
import { resealed } from './holders.ts'
import { unfinishedDatabase } from './kept.ts'
import { openVault } from './open.ts'
import type { OpenVault, VaultDoor } from './open-vault.ts'

/** The first generation after `from` whose database file is not there yet. */
export const nextGeneration = (dir: string, from: number): { generation: number; database: string } => {
  let generation = from + 1
  while (existsSync(join(dir, `catalogue-${generation}.db`))) generation++
  return { generation, database: `catalogue-${generation}.db` }
}

/** A database's file and what SQLite may have left beside it. */
export const removeDatabase = (path: string): void => {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${end}`, { force: true })
}

/** Runs `work` on a finished copy in one transaction, durably. */
export const amend = (at: { path: string; keyHex: string; cipher: Header['cipher'] }, work: (db: WriteDb) => void): void => {
  const db = openPlainJournal(at)
  try {
    db.exec('BEGIN IMMEDIATE')
    work(db)
    db.exec('COMMIT')
  } finally {
    db.close()
  }
  syncFile(at.path)
}

/** Gives a finished file the name the next header calls it by. */
export const placeDatabase = (dir: string, path: string, database: string): void => {
  renameSync(path, join(dir, database))
  syncDir(dir)
}

export type Rotation = {
  /** Entries the new file must not hold in any form. */
  without: readonly string[]
  /** Digests of papers it must not hold, besides those of the entries. */
  papers: readonly string[]
  /** Words it must not hold anywhere. */
  texts: readonly string[]
  /** Who the new key is sealed to. */
  stays(holder: Holder): boolean
  /** What changes along with the key, audit event included; runs in one transaction on the new file. */
  change(db: WriteDb, result: RekeyResult): void
}

/**
 * Gives the vault a new key: the database is written anew under it beside the old one, then the header that names the
 * new file and seals the new key to those who stay replaces the old header. That rename is the moment it holds; a kill
 * before leaves the old vault, after it the new one. Nobody else needs to be present (decisions K1).
 */
export const rotateKey = async (
  context: JobContext & { ports: Ports; door: VaultDoor },
  vault: OpenVault,
  { without, papers, texts, stays, change }: Rotation,
): Promise<RekeyResult> => {
  const { dir } = vault
  await vault.settling.stop()
  const header = vault.header()
  const { generation, database } = nextGeneration(dir, header.generation)
  const key = randomKey()
  const at = { path: join(dir, unfinishedDatabase(context.ports.newId())), keyHex: key.toString('hex'), cipher: header.cipher }
  let result: RekeyResult
  let next: Header
  try {
    result = await runFileJob(context, {
      job: 'rekey',
      from: vault.location,
      to: at.path,
      keyHex: at.keyHex,
      without,
      papers,
      texts,
      at: context.ports.now().toISOString(),
    })
    const turn = { vaultId: header.vaultId, generation, key }
    const users = header.users.filter(stays).map((holder) => resealed(holder, turn))
    next = closeHeader({ ...header, generation, database, users, recovery: resealed(header.recovery, turn) }, key)
    amend(at, (db) => {
      change(db, result)
      noteHeader(db, next)
    })
    placeDatabase(dir, at.path, database)
    writeHeader(dir, next)
  } catch (error) {
    // Unless the header was replaced and only what came after failed: then the new file is the vault.
    if (readHeader(dir)?.header?.database === database) await context.door.leave('damaged')
    else for (const path of [at.path, join(dir, database)]) removeDatabase(path)
    throw error
  }
  const former = vault.location.path
  try {
    const opening = {
      dir,
      header: next,
      key,
      salvage: false,
      now: context.ports.now(),
      ports: context.ports,
      user: vault.session().user.name,
      schema: context.door.schema,
    }
    await context.door.replace(await openVault({ ...opening, copyFirst: async () => undefined }))
  } catch (error) {
    // The old file no longer counts: nothing may be written to it any more.
    await context.door.leave('damaged')
    throw error
  }
  removeDatabase(former)
  syncDir(dir)
  return result
}
