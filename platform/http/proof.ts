import { createHash, createPublicKey, verify } from 'node:crypto'
import { httpbis } from 'http-message-signatures'
import { coveredFields, proofWindowMs } from '../../shared/platform-api/proof.ts'
import { Refused } from '../problems.ts'

export type Incoming = { method: string; url: string; headers: Record<string, string | string[] | undefined>; body: Buffer }

/** `sha-256=:…:` (RFC 9530). */
export const contentDigest = (body: Uint8Array): string => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`

const verifies = (publicKey: string, data: Buffer, signature: Buffer): boolean => {
  try {
    return verify(null, data, createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }), signature)
  } catch {
    return false
  }
}

/**
 * Whether the request was signed, as the contract asks, by the holder of `publicKey` and shortly before `now`. Returns
 * its nonce. Throws a Refused that says what is wrong.
 */
export const checkProof = async (incoming: Incoming, deviceId: string, publicKey: string, now: Date): Promise<{ nonce: string }> => {
  const headers = Object.fromEntries(Object.entries(incoming.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
  if (headers.signature === undefined || headers['signature-input'] === undefined) throw new Refused('auth.missing')
  if (incoming.body.length > 0 && headers['content-digest'] !== contentDigest(incoming.body)) throw new Refused('auth.signature', 'content-digest')
  const seen: { nonce: string; created: number }[] = []
  const verified = await httpbis
    .verifyMessage(
      {
        keyLookup: async ({ keyid, nonce, created }) => {
          if (keyid !== deviceId || nonce === undefined || !(created instanceof Date)) return null
          seen.push({ nonce, created: created.getTime() })
          return { id: deviceId, algs: ['ed25519'], verify: async (data, signature) => verifies(publicKey, data, signature) }
        },
        requiredFields: coveredFields(headers),
        requiredParams: ['created', 'nonce', 'keyid'],
        // `created` is compared below with the time that was handed in: the library would take this machine's.
        notAfter: Number.MAX_SAFE_INTEGER,
        all: true,
      },
      { method: incoming.method, url: new URL(incoming.url, 'http://platform'), headers },
    )
    .catch(() => false)
  const [proof] = seen
  if (verified !== true || proof === undefined || seen.length !== 1) throw new Refused('auth.signature')
  if (Math.abs(proof.created - now.getTime()) > proofWindowMs) throw new Refused('auth.stale', now.toISOString())
  return { nonce: proof.nonce }
}
