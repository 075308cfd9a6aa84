import { sm2 } from 'sm-crypto-v2'
import { sm2UserId } from '../../shared/ferry/signing.ts'
import { isSm2Signature } from '../../shared/ferry/sm2-signature.ts'

/** Forced on every call: by its default the library verifies without hashing, and a forged signature passes. */
const always = { hash: true, der: true, userId: sm2UserId } as const

/** `key`: the uncompressed point in hex; `signature`: base64. What can not be read verifies nothing. */
export const verifiesSm2 = (key: string, data: Uint8Array, signature: string): boolean => {
  try {
    const der = Buffer.from(signature, 'base64')
    return isSm2Signature(der) && sm2.verifyPublicKey(key) && sm2.doVerifySignature(data, der.toString('hex'), key, always)
  } catch {
    return false
  }
}
