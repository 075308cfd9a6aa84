import { mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { isRunning } from '../electron/core/hosting/is-running.ts'

const memory = '/dev/shm'
const prefix = 'mulu-tests-'
const enough = 3 * 2 ** 30

/**
 * Temporary folders of this run stand in memory where the machine has room there, unless `TMPDIR` says where: on a disk tests wait for its
 * flushes longer than they compute. Nothing is tried less, for a process that is killed loses nothing that it gave to the system; power cuts are
 * tried by none. Removed when this process ends; what a killed run left goes with the next.
 */
export const keepTemporaryInMemory = (): void => {
  if (process.platform !== 'linux' || process.env.TMPDIR !== undefined) return
  try {
    const { bavail, bsize } = statfsSync(memory)
    if (bavail * bsize < enough) return
    for (const name of readdirSync(memory)) {
      const pid = Number(name.startsWith(prefix) ? name.slice(prefix.length).split('-')[0] : '')
      if (pid > 0 && !isRunning(pid)) rmSync(join(memory, name), { recursive: true, force: true })
    }
    const folder = mkdtempSync(join(memory, `${prefix}${process.pid}-`))
    process.env.TMPDIR = folder
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  } catch {
    // No such place, or not ours to write to: the usual one.
  }
}
