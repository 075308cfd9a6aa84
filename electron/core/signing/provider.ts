import type { KeyAlgorithm, KeyPlace } from '../../../shared/signing/algorithms.ts'

/**
 * Keeps private keys and signs with them: Mulu's own software now, a UKey (SKF, GM/T 0016) or a platform's service later.
 * `provider.contract.ts` is what any of them must pass. A private half never leaves its provider.
 */
export type KeyProvider = {
  /** Kept with every key, so that it is never looked for elsewhere. */
  readonly id: string
  /** What it says of itself; printed with every signature and on the page of protections (practice L10, P12). */
  describe(): { place: KeyPlace; words: { zh: string; en: string } }
  /** The first is what is offered. */
  readonly algorithms: readonly KeyAlgorithm[]
  /** `publicKey`: SPKI in base64. `ref` is the provider's own name for the key. */
  createKey(algorithm: KeyAlgorithm, unlock: string): Promise<{ ref: string; publicKey: string }>
  /** null: it keeps no such key (any more). */
  publicKey(ref: string): Promise<string | null>
  /** A signature for each of these, as `verifyWith` reads them; null: that is not what unlocks the key. */
  sign(ref: string, data: readonly Uint8Array[], unlock: string): Promise<Buffer[] | null>
  /** false: that is not what unlocks the key. Old or new, one of the two opens it at every moment (lesson 4). */
  changeUnlock(ref: string, unlock: string, next: string): Promise<boolean>
  /** For good. */
  destroy(ref: string): Promise<void>
}
