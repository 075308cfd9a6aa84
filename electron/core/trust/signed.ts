import { z } from 'zod'
import { canonicalJson } from '../../../shared/canonical.ts'
import { type TrustPurpose, trustPurposeSchema } from '../../../shared/contract/trust.ts'
import { Refusal } from '../../../shared/errors.ts'
import { fingerprintOf, type SigningPair, signEd25519, verifyEd25519 } from '../crypto/signature.ts'
import type { ReadDb } from '../db/open.ts'
import type { Files } from '../ports.ts'
import { type TrustedKey, trustedKey } from './queries.ts'
import { readSmallFile } from './small-file.ts'

/**
 * A signed file: one JSON text that people can read, its body under an Ed25519 signature. The purpose is part of what is
 * signed, so that a rule pack's signature never passes for a release's.
 */
const envelopeSchema = z.strictObject({
  mulu: trustPurposeSchema,
  format: z.literal(1),
  body: z.json(),
  key: z.string().regex(/^[0-9a-f]{64}$/), // fingerprint
  signature: z.base64(),
})

const signedBytes = (purpose: TrustPurpose, body: unknown): Buffer => Buffer.from(`mulu ${purpose} 1\n${canonicalJson(body)}`)

/** The text of a signed file, for the tools that make them. */
export const signDocument = (purpose: TrustPurpose, body: unknown, pair: SigningPair): string => {
  const signature = Buffer.from(signEd25519(pair.privateKey, signedBytes(purpose, body))).toString('base64')
  return `${JSON.stringify({ mulu: purpose, format: 1, body, key: fingerprintOf(pair.publicKey), signature }, null, 2)}\n`
}

/** What the reader of a signed file needs: the keys, and how handles become files. */
export type SignedContext = { db: ReadDb; ports: { files: Pick<Files, 'read'> } }

/**
 * Reads a signed file and gives its body only when a key trusted for `purpose` has signed it. Throws `trust.notSigned`,
 * `trust.unknownKey` or `trust.badSignature`.
 */
export const readSigned = async <T extends z.ZodType>(
  { db, ports }: SignedContext,
  handle: string,
  purpose: TrustPurpose,
  schema: T,
): Promise<{ body: z.output<T>; signedBy: TrustedKey; name: string }> => {
  const { path, name } = await ports.files.read(handle)
  const envelope = envelopeSchema.safeParse(parseJson(await readSmallFile(path, name)))
  if (!envelope.success || envelope.data.mulu !== purpose) throw new Refusal('trust.notSigned', { name })
  const { body, key: fingerprint, signature } = envelope.data
  const trusted = trustedKey(db, fingerprint, purpose)
  if (trusted === null) throw new Refusal('trust.unknownKey', { name, fingerprint })
  if (!verifyEd25519(trusted.publicKey, signedBytes(purpose, body), Buffer.from(signature, 'base64'))) throw new Refusal('trust.badSignature', { name })
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw new Refusal('trust.notSigned', { name })
  return { body: parsed.data, signedBy: trusted.key, name }
}

const parseJson = (text: string | null): unknown => {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
