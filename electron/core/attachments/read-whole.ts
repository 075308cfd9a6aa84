import { open } from 'node:fs/promises'
import { attachmentBytes } from '../../../shared/attachments.ts'
import { Refusal } from '../../../shared/errors.ts'

/** A file of a size that can be a paper's. */
export const readWhole = async (path: string, name: string): Promise<Buffer> => {
  try {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      if (size > attachmentBytes) throw new Refusal('attachment.tooLarge', { name, limit: attachmentBytes >> 20 })
      if (size === 0) throw new Refusal('attachment.notAPaper', { name })
      return await file.readFile()
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('file.unreadable', { name, why: error instanceof Error && 'code' in error ? String(error.code) : 'unreadable' })
  }
}
