import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { sha256Hex } from './hash.ts'

/** An Ed25519 pair, base64: public half SPKI, private half PKCS#8. */
export type SigningPair = { publicKey: string; privateKey: string }

export const newSigningPair = (): SigningPair => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  })
  return { publicKey: publicKey.toString('base64'), privateKey: privateKey.toString('base64') }
}

/** A signature of 64 bytes. */
export const signEd25519 = (privateKey: string, data: Uint8Array): Uint8Array =>
  sign(null, data, createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' }))

/** Ed25519 (RFC 8032). `publicKey` is SPKI DER in base64. A key that can not be read verifies nothing. */
export const verifyEd25519 = (publicKey: string, data: Uint8Array, signature: Uint8Array): boolean => {
  try {
    return verify(null, data, createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }), signature)
  } catch {
    return false
  }
}

/** SHA-256 over the key's SPKI form, 64 hex digits: `openssl pkey -pubin -outform DER | sha256sum` says the same. */
export const fingerprintOf = (publicKey: string): string => sha256Hex(Buffer.from(publicKey, 'base64'))

const pemOf = (label: string, base64: string): string => `-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----\n`
const insidePem = (label: string, text: string): string | null =>
  new RegExp(`^-----BEGIN ${label}-----\\s+([A-Za-z0-9+/=\\s]+)-----END ${label}-----$`).exec(text.trim())?.[1]?.replaceAll(/\s/g, '') ?? null

/** As openssl writes and reads them; both forms are shorter than one PEM line. */
export const publicPem = (publicKey: string): string => pemOf('PUBLIC KEY', publicKey)
export const privatePem = (privateKey: string): string => pemOf('PRIVATE KEY', privateKey)

/** The Ed25519 public key of a PEM text, or null: a private key's file is no public key. */
export const readPublicPem = (text: string): string | null => {
  const base64 = insidePem('PUBLIC KEY', text)
  if (base64 === null) return null
  try {
    const key = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ed25519' ? key.export({ format: 'der', type: 'spki' }).toString('base64') : null
  } catch {
    return null
  }
}

/** The pair of an Ed25519 private key's PEM text, or null. */
export const readPrivatePem = (text: string): SigningPair | null => {
  const base64 = insidePem('PRIVATE KEY', text)
  if (base64 === null) return null
  try {
    const key = createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' })
    if (key.asymmetricKeyType !== 'ed25519') return null
    const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
    return { publicKey: spki.toString('base64'), privateKey: base64 }
  } catch {
    return null
  }
}
