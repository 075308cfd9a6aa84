import { constants, createPublicKey, verify } from 'node:crypto'

/** Digests certificates and lists are signed over. */
export type RsaHash = 'sha256' | 'sha384' | 'sha512'

const fewestBits = 2048

/**
 * A signature by an RSA key (SPKI in base64): PKCS#1 v1.5, or PSS with this length of salt (RFC 8017). Verified only; no
 * key of Mulu's is RSA (decisions K3). Keys shorter than 2048 bits and whatever can not be read verify nothing.
 */
export const verifyRsa = (publicKey: string, hash: RsaHash, saltLength: number | null, data: Uint8Array, signature: Uint8Array): boolean => {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < fewestBits) return false
    return saltLength === null
      ? verify(hash, data, { key, padding: constants.RSA_PKCS1_PADDING }, signature)
      : verify(hash, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, signature)
  } catch {
    return false
  }
}
