import { open } from 'node:fs/promises'
import { Refusal } from '../../../shared/errors.ts'
import { signingLimits } from '../../../shared/signing/statement.ts'

export const tooLarge = (limit: number): Refusal => new Refusal('signing.tooLarge', { limit: limit >> 20 })

/** A bundle's file as a whole. Throws `signing.tooLarge`, `file.unreadable`. */
export const readBundleFile = async (path: string, name: string): Promise<Buffer> => {
  try {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      if (size > signingLimits.bundleBytes) throw tooLarge(signingLimits.bundleBytes)
      return await file.readFile()
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('file.unreadable', { name, why: error instanceof Error && 'code' in error ? String(error.code) : 'unreadable' })
  }
}
