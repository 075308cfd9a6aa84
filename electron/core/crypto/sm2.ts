import { sm2, sm3 } from 'sm-crypto-v2'
import { sm2UserId } from '../../../shared/ferry/signing.ts'
import { isSm2Signature } from '../../../shared/ferry/sm2-signature.ts'

/** Hex: the private half 64 digits, the public half an uncompressed point (04…, 130 digits). */
export type Sm2Pair = { publicKey: string; privateKey: string }

/**
 * Forced on every call: SM3 over Z and the data, DER, the user id. By its default the library verifies the digest it is
 * handed without hashing, and a forged signature passes (the test keeps the forgery).
 */
const always = { hash: true, der: true, userId: sm2UserId } as const

export const newSm2Pair = (): Sm2Pair => {
  const { publicKey, privateKey } = sm2.generateKeyPairHex()
  return { publicKey, privateKey }
}

/** A DER signature in base64: `openssl dgst -sm3 -verify … -sigopt distid:1234567812345678` takes it too. */
export const signSm2 = ({ publicKey, privateKey }: Sm2Pair, data: Uint8Array): string =>
  Buffer.from(sm2.doSignature(data, privateKey, { ...always, publicKey }), 'hex').toString('base64')

/** A key or a signature that can not be read verifies nothing. */
export const verifySm2 = (publicKey: string, data: Uint8Array, signature: string): boolean => {
  try {
    const der = Buffer.from(signature, 'base64')
    return isSm2Signature(der) && sm2.verifyPublicKey(publicKey) && sm2.doVerifySignature(data, der.toString('hex'), publicKey, always)
  } catch {
    return false
  }
}

/** SubjectPublicKeyInfo of an SM2 point: id-ecPublicKey with the curve SM2. */
const spkiPrefix = '3059301306072a8648ce3d020106082a811ccf5501822d034200'

/** The public half as base64 SPKI, as openssl reads it between PEM markers. */
export const sm2Spki = (publicKey: string): string => Buffer.from(spkiPrefix + publicKey, 'hex').toString('base64')

/** The point out of base64 SPKI in its one form, hex; null for any other key, or a point that is not on the curve. */
export const readSm2Spki = (spki: string): string | null => {
  const bytes = Buffer.from(spki, 'base64')
  const hex = bytes.toString('hex')
  if (bytes.toString('base64') !== spki || hex.length !== 182 || !hex.startsWith(`${spkiPrefix}04`)) return null
  const point = hex.slice(spkiPrefix.length)
  try {
    return sm2.verifyPublicKey(point) ? point : null
  } catch {
    return null
  }
}

/** SM3 (GB/T 32905): 32 bytes. */
export const sm3Bytes = (data: Uint8Array): Buffer => Buffer.from(sm3(data), 'hex')
