import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Refusal } from '../../../shared/errors.ts'

/** Held while a vault is open. The operating system frees it when the process dies, however it dies. */
export type FolderLock = { free(): void }

/** Takes the folder for this process or answers `vault.inUse`. `lock.db` is an empty SQLite file: only its lock counts. */
export const lockFolder = (dir: string): FolderLock => {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const db = new Database(join(dir, 'lock.db'), { timeout: 0 })
  try {
    db.exec('PRAGMA journal_mode=MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) throw new Refusal('vault.inUse')
    throw error
  }
  return {
    free: () => {
      db.close()
    },
  }
}
