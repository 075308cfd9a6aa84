import { Refusal } from '../../../shared/errors.ts'
import { signingLimits } from '../../../shared/signing/statement.ts'
import { readUpTo } from '../read-up-to.ts'

export const tooLarge = (limit: number): Refusal => new Refusal('signing.tooLarge', { limit: limit >> 20 })

/** A bundle's file as a whole. Throws `signing.tooLarge`, `file.unreadable`. */
export const readBundleFile = (path: string, name: string): Promise<Buffer> =>
  readUpTo(path, name, (size) => {
    if (size > signingLimits.bundleBytes) throw tooLarge(signingLimits.bundleBytes)
  })
