import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { isCurveSignature } from '../../../shared/ferry/sm2-signature.ts'
import type { KeyAlgorithm } from '../../../shared/signing/algorithms.ts'
import { newSigningPair, signEd25519, verifyEd25519 } from './signature.ts'
import { newSm2Pair, readSm2Spki, signSm2, sm2Spki, verifySm2 } from './sm2.ts'

/** A pair for signing. `publicKey`: SPKI in base64. `privateKey`: PKCS#8, of SM2 the 32 bytes of the number. */
export type KeyPair = { algorithm: KeyAlgorithm; publicKey: string; privateKey: Buffer }

const newP256 = (): KeyPair => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  })
  return { algorithm: 'p256', publicKey: publicKey.toString('base64'), privateKey }
}

export const newKeyPair = (algorithm: KeyAlgorithm): KeyPair => {
  if (algorithm === 'p256') return newP256()
  if (algorithm === 'sm2') {
    const { publicKey, privateKey } = newSm2Pair()
    return { algorithm, publicKey: sm2Spki(publicKey), privateKey: Buffer.from(privateKey, 'hex') }
  }
  const { publicKey, privateKey } = newSigningPair()
  return { algorithm, publicKey, privateKey: Buffer.from(privateKey, 'base64') }
}

/** Ed25519: 64 bytes (RFC 8032). P-256 with SHA-256 and SM2 with SM3: SEQUENCE { r, s } in DER, as openssl writes and reads it. */
export const signWith = ({ algorithm, publicKey, privateKey }: KeyPair, data: Uint8Array): Buffer => {
  if (algorithm === 'sm2') {
    const point = readSm2Spki(publicKey)
    if (point === null) throw new Error('an SM2 pair without a point')
    return Buffer.from(signSm2({ publicKey: point, privateKey: privateKey.toString('hex') }, data), 'base64')
  }
  if (algorithm === 'ed25519') return Buffer.from(signEd25519(privateKey.toString('base64'), data))
  return sign('sha256', data, createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' }))
}

/** A key or signature that can not be read, or a key of another algorithm, verifies nothing. */
export const verifyWith = (algorithm: KeyAlgorithm, publicKey: string, data: Uint8Array, signature: Uint8Array): boolean => {
  if (algorithmOf(publicKey) !== algorithm) return false
  if (algorithm === 'ed25519') return signature.length === 64 && verifyEd25519(publicKey, data, signature)
  if (algorithm === 'sm2') return verifySm2(readSm2Spki(publicKey) ?? '', data, Buffer.from(signature).toString('base64'))
  try {
    return (
      isCurveSignature('p256', signature) &&
      verify('sha256', data, createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }), signature)
    )
  } catch {
    return false
  }
}

const p256Prefix = '3059301306072a8648ce3d020106082a8648ce3d030107034200' + '04'
const ed25519Prefix = '302a300506032b6570032100'

/** By the one DER form each has; null for any other key, point form or stray byte. */
export const algorithmOf = (publicKey: string): KeyAlgorithm | null => {
  const bytes = Buffer.from(publicKey, 'base64')
  if (bytes.toString('base64') !== publicKey) return null
  const hex = bytes.toString('hex')
  if (hex.length === 88 && hex.startsWith(ed25519Prefix)) return 'ed25519'
  if (hex.length === 182 && hex.startsWith(p256Prefix)) return 'p256'
  return readSm2Spki(publicKey) === null ? null : 'sm2'
}
