import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import type { Card } from '../../shared/ferry/card.ts'
import { type Signed, signingPrefix } from '../../shared/ferry/signing.ts'
import { verifiesSm2 } from './sm2.ts'

export const sha256Hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

const prefixed = (what: Signed, text: string | Uint8Array): Buffer => Buffer.concat([Buffer.from(signingPrefix[what]), Buffer.from(text)])

/** Ed25519, base64. `key` is PKCS 8 in base64. */
export const signAs = (key: string, what: Signed, text: string | Uint8Array): string =>
  sign(null, prefixed(what, text), createPrivateKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs8' })).toString('base64')

const verifiesEd25519 = (key: string, data: Uint8Array, signature: string): boolean => {
  try {
    return verify(null, data, createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' }), Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

/** Ed25519 always, and SM2 where the card has a key for it: then one without the other counts for nothing. */
export const verifyAs = (
  card: Pick<Card, 'signingKey' | 'sm2Key'>,
  what: Signed,
  text: string | Uint8Array,
  { signature, sm2: second }: { signature: string; sm2: string | null },
): boolean => {
  const data = prefixed(what, text)
  if (!verifiesEd25519(card.signingKey, data, signature)) return false
  if (card.sm2Key === null || second === null) return card.sm2Key === second
  return verifiesSm2(card.sm2Key, data, second)
}
