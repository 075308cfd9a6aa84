import { open } from 'node:fs/promises'
import { Refusal } from '../../shared/errors.ts'

/** A file as a whole, once its size was allowed: `check` throws what is wrong with it. Throws `file.unreadable`. */
export const readUpTo = async (path: string, name: string, check: (size: number) => void): Promise<Buffer> => {
  try {
    const file = await open(path, 'r')
    try {
      check((await file.stat()).size)
      return await file.readFile()
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('file.unreadable', { name, why: error instanceof Error && 'code' in error ? String(error.code) : 'unreadable' })
  }
}
