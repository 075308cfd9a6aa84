import { z } from 'zod'

/** What an office's signing key may be of. SM2 is what is offered first (GB/T 32918). */
export const keyAlgorithms = ['sm2', 'ed25519', 'p256'] as const
export const keyAlgorithmSchema = z.enum(keyAlgorithms)
export type KeyAlgorithm = z.infer<typeof keyAlgorithmSchema>

/**
 * Where a key lives (practice L10). `software`: kept by Mulu, which is no certified product whatever the certificate says.
 * `module`: its provider says it is a certified module; a signature alone can not prove that.
 */
export const keyPlaces = ['software', 'module'] as const
export const keyPlaceSchema = z.strictObject({
  kind: z.enum(keyPlaces),
  /** The provider's name for itself and, of a module, the number of its product certificate. */
  name: z.string().max(200),
})
export type KeyPlace = z.infer<typeof keyPlaceSchema>
