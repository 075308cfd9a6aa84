import { attachmentBytes } from '../../../shared/attachments.ts'
import { Refusal } from '../../../shared/errors.ts'
import { readUpTo } from '../read-up-to.ts'

/** A file of a size that can be a paper's. */
export const readWhole = (path: string, name: string): Promise<Buffer> =>
  readUpTo(path, name, (size) => {
    if (size > attachmentBytes) throw new Refusal('attachment.tooLarge', { name, limit: attachmentBytes >> 20 })
    if (size === 0) throw new Refusal('attachment.notAPaper', { name })
  })
