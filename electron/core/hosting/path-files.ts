import { constants } from 'node:fs'
import { access, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { Refusal } from '../../../shared/errors.ts'
import { sha256Hex } from '../crypto/hash.ts'
import type { ReadableFile, WritableFile } from '../ports.ts'
import { isRunning } from './is-running.ts'

/** A file to read at a path. Throws `file.unreadable`. */
export const readableAt = async (path: string): Promise<ReadableFile> => {
  const name = basename(path)
  try {
    await access(path, constants.R_OK)
    if (!(await stat(path)).isFile()) throw new Refusal('file.unreadable', { name, why: 'not a file' })
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('file.unreadable', { name, why: reason(error) })
  }
  return { path, name }
}

/**
 * A file to write at a path: under another name beside it until it is done, then synced and moved into place. Nothing
 * is ever written into the vault's folder, which holds no clear text. Throws `file.unwritable`, `file.insideVault`.
 */
export const writableAt = async (target: string, vaultDir: string | null): Promise<WritableFile> => {
  const name = basename(target)
  const folder = dirname(target)
  try {
    await access(folder, constants.W_OK)
  } catch (error) {
    throw new Refusal('file.unwritable', { name, why: reason(error) })
  }
  if (vaultDir !== null && (await isInside(folder, vaultDir))) throw new Refusal('file.insideVault', { name })
  const digest = sha256Hex(name).slice(0, 8)
  await removeStale(folder, digest)
  const path = join(folder, `.mulu-${digest}-${process.pid}-${crypto.randomUUID().slice(0, 8)}.part`)
  return {
    path,
    name,
    done: async () => {
      try {
        await sync(path, 'r+')
        await rename(path, target)
        if (process.platform !== 'win32') await sync(folder, 'r')
      } catch (error) {
        await rm(path, { force: true })
        throw new Refusal('file.unwritable', { name, why: reason(error) })
      }
    },
    discard: () => rm(path, { force: true }),
  }
}

/**
 * A file to write at a chosen path, or a further one beside it. The officer was asked about the chosen name alone, so a
 * further one never replaces a file. Throws `file.exists` then, and what `writableAt` throws.
 */
export const writableBeside = async (chosen: string, beside: ((name: string) => string) | undefined, vaultDir: string | null): Promise<WritableFile> => {
  const target = besidePath(chosen, beside)
  if (beside !== undefined && (await stat(target).catch(() => null)) !== null) throw new Refusal('file.exists', { name: basename(target) })
  return writableAt(target, vaultDir)
}

/** The path a further file has beside a chosen one; the chosen one's where none is asked for. Only a name is taken, never a way. */
export const besidePath = (chosen: string, beside: ((name: string) => string) | undefined): string =>
  beside === undefined ? chosen : join(dirname(chosen), basename(beside(basename(chosen))))

/** What a killed process left of the same target. Names carry a digest of the target's name and the writer's process. */
const removeStale = async (folder: string, digest: string): Promise<void> => {
  for (const left of await readdir(folder).catch((): string[] => [])) {
    const [, of, pid] = /^\.mulu-([0-9a-f]{8})-(\d+)-[0-9a-f]{8}\.part$/.exec(left) ?? []
    if (of === digest && !isRunning(Number(pid))) await rm(join(folder, left), { force: true }).catch(() => undefined)
  }
}

const sync = async (path: string, flags: string): Promise<void> => {
  const handle = await open(path, flags)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const isInside = async (folder: string, outer: string): Promise<boolean> => {
  const [inner, whole] = await Promise.all([realpath(folder), realpath(outer).catch(() => null)])
  return whole !== null && (inner === whole || inner.startsWith(whole + sep))
}

const reason = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : String(error))
