import { readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Who has a data folder's database open. PGlite in two processes at once would destroy it. */
export type Holder = { pid: number; serves: boolean }
export type FolderLock = { release(): Promise<void> }
/** Taken, or held by a living process. */
export type Attempt = { lock: FolderLock; holder: null } | { lock: null; holder: Holder }

export const inUse = ({ pid, serves }: Holder): string =>
  serves ? `本数据目录正由进程 ${pid} 提供服务 · process ${pid} serves this folder` : `本数据目录正由进程 ${pid} 使用 · process ${pid} works on this folder`

/**
 * Takes the folder for this process before its database is opened. The lock is the operating system's, on `process.lock` (by
 * way of SQLite, which has it on every system): it goes with the process however that ends, so nothing stale stands in
 * anyone's way and no number of a process is ever taken for another's. `process.json` beside it only tells people who holds it.
 */
export const lockFolder = async (folder: string, serves: boolean): Promise<Attempt> => {
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'process.lock')
  const held = new DatabaseSync(file)
  try {
    held.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    held.close()
    // SQLITE_BUSY
    if ((error as { errcode?: number }).errcode !== 5) throw error
    return { lock: null, holder: holderOf(folder) }
  }
  const told = join(folder, 'process.json')
  await writeFile(told, JSON.stringify({ pid: process.pid, serves } satisfies Holder), { mode: 0o600 })
  return {
    lock: {
      release: async () => {
        await rm(told, { force: true })
        held.close()
      },
    },
    holder: null,
  }
}

const nobody: Holder = { pid: 0, serves: false }

const holderOf = (folder: string): Holder => {
  try {
    const holder = JSON.parse(readFileSync(join(folder, 'process.json'), 'utf8')) as Holder
    return ended(holder.pid) ? nobody : holder
  } catch {
    // Between the lock and the word about it.
    return nobody
  }
}

/** What a killed process left is no word about the one that looks for the lock just now. */
const ended = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
