import { open } from 'node:fs/promises'
import { Refusal } from '../../../shared/errors.ts'

/** Larger than any manifest, rule pack or key will be. */
const mostBytes = 16 << 20

/** A text file as UTF-8; null when it is larger than what it claims to be could be. Throws `file.unreadable`. */
export const readSmallFile = async (path: string, name: string): Promise<string | null> => {
  try {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      return size > mostBytes ? null : await file.readFile('utf8')
    } finally {
      await file.close()
    }
  } catch (error) {
    throw new Refusal('file.unreadable', { name, why: error instanceof Error && 'code' in error ? String(error.code) : 'unreadable' })
  }
}
