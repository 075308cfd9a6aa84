import { z } from 'zod'

/** A digest as 64 hex digits. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

/** Who exchanges packages: the platform of a region, or a copy (one vault on one computer). */
export const partyKinds = ['platform', 'copy'] as const

/** Who sends or receives. `id` is the platform's, or that of the device; `fingerprint` is the card's and names the keys. */
export const partySchema = z.strictObject({
  kind: z.enum(partyKinds),
  id: z.uuid(),
  /** `id` as the platform keeps the agency; null where the sender does not know it (yet). Of a platform: null. */
  agency: z.strictObject({ id: z.uuid().nullable(), name: z.string().max(200) }),
  fingerprint: sha256Schema,
})
export type Party = z.infer<typeof partySchema>

/** As it is compared on paper: 16 groups of 4. */
export const inGroups = (fingerprint: string): string => fingerprint.replaceAll(/(.{4})(?=.)/g, '$1 ')

/** As it was typed: blanks, colons and capitals do not count. */
export const asDigits = (typed: string): string => typed.replaceAll(/[\s:：-]/g, '').toLowerCase()
