import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Makes a directory's entries durable. Windows has no such call and needs none. */
export const syncDir = (dir: string): void => {
  if (process.platform === 'win32') return
  const fd = openSync(dir, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** Makes a file's content durable. */
export const syncFile = (path: string): void => {
  const fd = openSync(path, 'r+')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** Writes a new file durably and reads it back. Throws when what came back is not what went in. */
export const writeDurably = (path: string, text: string): void => {
  const fd = openSync(path, 'w', 0o600)
  try {
    writeSync(fd, text)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  if (readFileSync(path, 'utf8') !== text) throw new Error(`${path} did not come back as written`)
}

/**
 * Replaces a file so that at every moment either the old or the new one is there, whole (lesson 4): written under
 * another name, synced, read back and compared, renamed over, directory synced.
 */
export const replaceFile = (path: string, text: string): void => {
  const next = `${path}.new`
  try {
    writeDurably(next, text)
    renameSync(next, path)
  } catch (error) {
    rmSync(next, { force: true })
    throw error
  }
  syncDir(dirname(path))
}
