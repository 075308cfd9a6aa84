import { z } from 'zod'
import { momentSchema } from '../moments.ts'
import { type Marked, readMarked, writeMarked } from './marked-text.ts'
import { partyKinds } from './parties.ts'

/**
 * A party's card (decisions F6): its public keys, exported as a small text file and imported where the fingerprint that
 * came on paper is typed. The signature only shows that the keys are held by who made the card; trust comes from the paper.
 */
export const cardSchema = z.strictObject({
  mulu: z.literal('card'),
  format: z.literal(1),
  kind: z.enum(partyKinds),
  /** The platform's, or the device's. */
  id: z.uuid(),
  /** Of a platform: its own name. */
  agency: z.string().max(200),
  name: z.string().max(100),
  /** Ed25519, SPKI in base64: the key the device proves itself with at the platform. */
  signingKey: z.base64().max(100),
  /** SM2, the uncompressed point in hex (04…), or null. */
  sm2Key: z
    .string()
    .regex(/^04[0-9a-f]{128}$/)
    .nullable(),
  /** `age1…` (X25519): what packages to this party are encrypted to. */
  ageRecipient: z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/),
  madeAt: momentSchema,
})
export type Card = z.infer<typeof cardSchema>

const label = 'CARD'

/**
 * The one form a card is written in: what is signed, and what the fingerprint is the SHA-256 of
 * (`sed '1d;/SIGNATURE/,$d' card.txt | sha256sum` says the same).
 */
export const cardBody = (card: Card): string => {
  const { mulu, format, kind, id, agency, name, signingKey, sm2Key, ageRecipient, madeAt } = card
  return `${JSON.stringify({ mulu, format, kind, id, agency, name, signingKey, sm2Key, ageRecipient, madeAt }, null, 2)}\n`
}

/** The card's file. */
export const writeCard = (card: Card, signature: string, sm2: string | null): string => writeMarked(label, { body: cardBody(card), signature, sm2 })

/** A card's file, signatures not yet looked at; null for anything that is not a card in its one form. */
export const readCard = (text: string): { card: Card; marked: Marked } | null => {
  const marked = readMarked(label, text)
  if (marked === null) return null
  try {
    const card = cardSchema.parse(JSON.parse(marked.body))
    return cardBody(card) === marked.body && (marked.sm2 === null) === (card.sm2Key === null) ? { card, marked } : null
  } catch {
    return null
  }
}
