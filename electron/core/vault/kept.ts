import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { syncDir, syncFile, writeDurably } from './durable.ts'
import { type Header, headerCopy, headerFile } from './header.ts'

/**
 * Files that were in use and are not any more are kept in `kept-<time>/`, never deleted, except by `vault.purge`.
 * `files.json` in it lists what belongs there, so that a move that was killed is finished later.
 */
const listFile = 'files.json'

export const keptFolders = (dir: string): string[] => readdirSync(dir).filter((name) => name.startsWith('kept-'))

const keptName = (at: Date): string => `kept-${at.toISOString().replaceAll(/[:.]/g, '-')}`

const databases = (dir: string): string[] => readdirSync(dir).filter((name) => /^catalogue(-\d+)?\.db(-wal|-shm|-journal)?$/.test(name))

const generationOf = (file: string): number => Number(/-(\d+)\.db/.exec(file)?.[1] ?? 1)

/** Copies the present headers and writes down which database files will follow, all but `next`. Null when there is nothing to keep. */
export const announceKept = (dir: string, next: string, at: Date): string | null => {
  const headers = [headerFile, headerCopy].filter((file) => existsSync(join(dir, file)))
  const files = databases(dir).filter((file) => !file.startsWith(next))
  if (headers.length === 0 && files.length === 0) return null
  const name = keptName(at)
  mkdirSync(join(dir, name), { mode: 0o700 })
  for (const file of headers) {
    copyFileSync(join(dir, file), join(dir, name, file))
    syncFile(join(dir, name, file))
  }
  writeDurably(join(dir, name, listFile), JSON.stringify(files))
  syncDir(join(dir, name))
  syncDir(dir)
  return name
}

/** Copies a database with what lies beside it, before something is done to it that can not be undone. */
export const copyAside = (dir: string, database: string, at: Date): void => {
  const name = keptName(at)
  mkdirSync(join(dir, name), { mode: 0o700 })
  for (const file of databases(dir).filter((each) => each.startsWith(database))) {
    copyFileSync(join(dir, file), join(dir, name, file))
    syncFile(join(dir, name, file))
  }
  syncDir(join(dir, name))
  syncDir(dir)
}

/** Name of a file that is being written and never counts; whatever bears it is removed at the next unlock. */
export const unfinishedDatabase = (id: string): string => `unfinished-${id}.db`

const removeUnfinished = (dir: string): void => {
  for (const name of readdirSync(dir).filter((each) => each.startsWith('unfinished-') || each.endsWith('.json.new')))
    rmSync(join(dir, name), { force: true, maxRetries: 3 })
}

/** Takes back an announcement whose cause did not come about. */
export const withdrawKept = (dir: string, name: string | null): void => {
  if (name !== null) rmSync(join(dir, name), { recursive: true, force: true })
}

const listed = (dir: string, name: string): string[] => {
  try {
    return JSON.parse(readFileSync(join(dir, name, listFile), 'utf8')) as string[]
  } catch {
    return []
  }
}

/** Moves what was announced and is not in use. */
export const finishKept = (dir: string, header: Header): void => {
  for (const name of keptFolders(dir)) {
    for (const file of listed(dir, name)) {
      if (existsSync(join(dir, file)) && !file.startsWith(header.database)) renameSync(join(dir, file), join(dir, name, file))
    }
    syncDir(join(dir, name))
  }
  syncDir(dir)
}

/**
 * Clears up after a kill, once the vault has opened under a whole `vault.json`: announced moves are finished, half
 * written files and the database of a former key go (its content is in the present one), a whole one of a later
 * generation, which no header ever named, is kept aside.
 */
export const tidyDatabases = (dir: string, header: Header, at: Date): void => {
  finishKept(dir, header)
  removeUnfinished(dir)
  const strange = databases(dir).filter((file) => !file.startsWith(header.database))
  for (const file of strange.filter((each) => generationOf(each) < header.generation)) rmSync(join(dir, file), { force: true })
  const later = strange.filter((each) => generationOf(each) > header.generation)
  if (later.length === 0) return
  const name = `${keptName(at)}-unfinished`
  mkdirSync(join(dir, name), { recursive: true, mode: 0o700 })
  for (const file of later) renameSync(join(dir, file), join(dir, name, file))
  syncDir(dir)
}
