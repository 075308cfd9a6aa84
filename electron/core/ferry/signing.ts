import type { Card } from '../../../shared/ferry/card.ts'
import { type Signed, signingPrefix } from '../../../shared/ferry/signing.ts'
import { signEd25519, verifyEd25519 } from '../crypto/signature.ts'
import { signSm2, verifySm2 } from '../crypto/sm2.ts'
import type { Device } from '../vault/device.ts'
import type { FerryKeys } from './keys.ts'

/** Base64; `sm2` null where the signer's card has no such key. */
export type Signatures = { signature: string; sm2: string | null }

const prefixed = (what: Signed, text: string | Uint8Array): Buffer => Buffer.concat([Buffer.from(signingPrefix[what]), Buffer.from(text)])

export const signAs = (device: Device, keys: FerryKeys | null, what: Signed, text: string | Uint8Array): Signatures => {
  const data = prefixed(what, text)
  return {
    signature: Buffer.from(signEd25519(device.privateKey, data)).toString('base64'),
    sm2: keys === null || keys.sm2 === null ? null : signSm2(keys.sm2, data),
  }
}

/** Ed25519 always, and SM2 where the card has a key for it: then one without the other counts for nothing. */
export const verifyAs = (card: Pick<Card, 'signingKey' | 'sm2Key'>, what: Signed, text: string | Uint8Array, { signature, sm2 }: Signatures): boolean => {
  const data = prefixed(what, text)
  if (!verifyEd25519(card.signingKey, data, Buffer.from(signature, 'base64'))) return false
  if (card.sm2Key === null || sm2 === null) return card.sm2Key === sm2
  return verifySm2(card.sm2Key, data, sm2)
}
