import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, randomBytes } from 'node:crypto'

const nonceBytes = 12
const tagBytes = 16

/** 32 bytes from `secret` by HKDF-SHA256 (RFC 5869); `purpose` keeps keys of different use apart. */
export const deriveKey = (secret: Uint8Array, salt: Uint8Array, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, salt, purpose, 32))

/** AES-256-GCM. `context` is authenticated and not stored. Result: base64 of nonce, ciphertext and tag. */
export const encrypt = (key: Uint8Array, plain: Uint8Array, context: string): string => {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(Buffer.from(context))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

/** The plain bytes, or null when key, context or box are not the ones it was made with. */
export const decrypt = (key: Uint8Array, box: string, context: string): Buffer | null => {
  const bytes = Buffer.from(box, 'base64')
  if (bytes.length < nonceBytes + tagBytes) return null
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes))
  const body = decipher.update(bytes.subarray(nonceBytes, bytes.length - tagBytes))
  try {
    return Buffer.concat([body, decipher.final()])
  } catch {
    return null
  }
}

/** An X25519 pair: public half as base64 of its SPKI form, private half as PKCS#8 bytes. */
export type SealingPair = { publicKey: string; privateKey: Buffer }

export const newSealingPair = (): SealingPair => {
  const { publicKey, privateKey } = generateKeyPairSync('x25519', {
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  })
  return { publicKey: publicKey.toString('base64'), privateKey }
}

/** Bytes only the holder of the private half can read. */
export type Sealed = { ephemeral: string; box: string }

const publicFrom = (spki: string) => createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' })
const privateFrom = (pkcs8: Buffer) => createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })

const sharedKey = (privateKey: Buffer, publicKey: string, salt: string): Buffer =>
  deriveKey(diffieHellman({ privateKey: privateFrom(privateKey), publicKey: publicFrom(publicKey) }), Buffer.from(salt), 'mulu sealing v1')

/**
 * Seals to a public key: an ephemeral X25519 pair, HKDF-SHA256 over the agreed secret with both public keys as salt,
 * AES-256-GCM with `context` as associated data. Nobody but the holder needs to be present (decisions K1).
 */
export const sealTo = (publicKey: string, plain: Uint8Array, context: string): Sealed => {
  const ephemeral = newSealingPair()
  const key = sharedKey(ephemeral.privateKey, publicKey, ephemeral.publicKey + publicKey)
  return { ephemeral: ephemeral.publicKey, box: encrypt(key, plain, context) }
}

/** Opens what `sealTo` made; null when it was made for another key or context, or is damaged. */
export const openSealed = (pair: SealingPair, sealed: Sealed, context: string): Buffer | null => {
  try {
    return decrypt(sharedKey(pair.privateKey, sealed.ephemeral, sealed.ephemeral + pair.publicKey), sealed.box, context)
  } catch {
    return null
  }
}
