import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { canonicalJson } from '../../../shared/canonical.ts'
import { cipherSchema, userNameSchema } from '../../../shared/contract/vault.ts'
import { Refusal } from '../../../shared/errors.ts'
import { momentSchema } from '../../../shared/moments.ts'
import { hmacSha256, sameBytes, sha256Hex } from '../crypto/hash.ts'
import { deriveKey } from '../crypto/sealing.ts'
import { replaceFile } from './durable.ts'

/**
 * The vault's header, `vault.json`: in the clear, no secret in it, everything that is needed to get from a passphrase
 * to the database's key. Kept twice (`vault.copy.json`), because one flipped bit here would close the vault for good.
 *
 * `sum` (SHA-256) tells damage from a wrong passphrase before any key is known; `mac` (HMAC under a key derived from
 * the vault key) shows after unlocking that nobody changed or added a holder.
 */
export const headerFormat = 1
export const headerFile = 'vault.json'
export const headerCopy = 'vault.copy.json'

const base64Schema = z.base64()
const sealedSchema = z.strictObject({ ephemeral: base64Schema, box: base64Schema })

const kdfSchema = z.discriminatedUnion('algorithm', [
  z.strictObject({
    algorithm: z.literal('argon2id'),
    memoryKiB: z.number().int().positive(),
    iterations: z.number().int().positive(),
    parallelism: z.literal(1),
    salt: base64Schema,
  }),
  // Only for the recovery code, which is 160 random bits and can not be guessed.
  z.strictObject({ algorithm: z.literal('hkdf-sha256'), salt: base64Schema }),
])
export type Kdf = z.infer<typeof kdfSchema>

const holderSchema = z.strictObject({
  id: z.string(),
  name: userNameSchema,
  kdf: kdfSchema,
  publicKey: base64Schema,
  /** The private half, wrapped by the key from the passphrase. */
  privateKey: base64Schema,
  /** The vault key, sealed to the public half. */
  vaultKey: sealedSchema,
  /** The private half once more, wrapped by a key in the system's keychain; the backend's name is kept (lesson 2). */
  keychain: z.strictObject({ backend: z.string(), privateKey: base64Schema }).nullable(),
  madeAt: momentSchema,
  /**
   * Somebody else typed this passphrase; its user changes it before anything else. It stands here, under the header's
   * code and beside the wrap it speaks of: an older header or a backup brings both back together.
   */
  given: z.literal(true).exactOptional(),
  sum: z.string(),
})
export type Holder = z.infer<typeof holderSchema>

const bodySchema = z.strictObject({
  format: z.literal(headerFormat),
  vaultId: z.uuid(),
  cipher: cipherSchema,
  /** The database's file. Named here, so that one rename of this header changes key and file together. */
  database: z.string().regex(/^catalogue(-\d+)?\.db$/),
  /** Counts the vault keys there have been. */
  generation: z.number().int().positive(),
  createdAt: momentSchema,
  sealedAt: momentSchema.nullable(),
  users: z.array(holderSchema),
  recovery: holderSchema,
})
export type HeaderBody = z.infer<typeof bodySchema>

const headerSchema = bodySchema.extend({ sum: z.string(), mac: z.string() })
export type Header = z.infer<typeof headerSchema>

export const holderSum = ({ sum: _, ...rest }: Omit<Holder, 'sum'> & { sum?: string }): string => sha256Hex(canonicalJson(rest))

/** Over everything but itself. */
const headerSum = ({ sum: _, ...rest }: HeaderBody & { mac: string; sum?: string }): string => sha256Hex(canonicalJson(rest))

// A changed header is often made from the old one: sum and mac of that one go.
const bodyOf = ({ sum: _sum, mac: _mac, ...body }: HeaderBody & { sum?: string; mac?: string }): HeaderBody => body

const macOf = (body: HeaderBody, vaultKey: Uint8Array): Buffer =>
  hmacSha256(deriveKey(vaultKey, Buffer.from(body.vaultId), 'mulu header v1'), canonicalJson(body))

export const headerText = (header: Header): string => `${JSON.stringify(header, null, 2)}\n`

/** Closes a header under the vault key. */
export const closeHeader = (header: HeaderBody, vaultKey: Uint8Array): Header => {
  const body = bodyOf(header)
  const closed = { ...body, mac: macOf(body, vaultKey).toString('base64') }
  return { ...closed, sum: headerSum(closed) }
}

export const macFits = (header: Header, vaultKey: Uint8Array): boolean => sameBytes(Buffer.from(header.mac, 'base64'), macOf(bodyOf(header), vaultKey))

/** What a header's text turned out to be. `damage` names the parts that are not as they were written. */
export type HeaderReading = { header: Header | null; damage: { what: 'header' | 'wrap'; where: string; detail: string }[] }

/** The number of a later format. Its sum must fit, as in every format: one flipped bit is no new version. */
const newerFormat = (json: unknown): number | null => {
  const formatted = z.looseObject({ format: z.number().int(), sum: z.string() }).safeParse(json)
  if (!formatted.success || formatted.data.format <= headerFormat) return null
  const { sum, ...rest } = formatted.data
  return sum === sha256Hex(canonicalJson(rest)) ? rest.format : null
}

/** Reads one header text. Throws `vault.newer` for a later format. */
export const parseHeader = (text: string, file: string): HeaderReading => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { header: null, damage: [{ what: 'header', where: file, detail: 'not readable' }] }
  }
  const newer = newerFormat(json)
  if (newer !== null) throw new Refusal('vault.newer', { found: newer, known: headerFormat })
  const parsed = headerSchema.safeParse(json)
  if (!parsed.success) return { header: null, damage: [{ what: 'header', where: file, detail: parsed.error.issues[0]?.path.join('.') ?? '' }] }
  const header = parsed.data
  const damage: HeaderReading['damage'] = [...header.users, header.recovery]
    .filter((holder) => holder.sum !== holderSum(holder))
    .map((holder) => ({ what: 'wrap', where: `${file}: ${holder.name}`, detail: 'checksum' }))
  if (header.sum !== headerSum(header)) {
    if (damage.length === 0) damage.push({ what: 'header', where: file, detail: 'checksum' })
  }
  return { header: damage.length === 0 ? header : null, damage }
}

const readOne = (dir: string, file: string): HeaderReading =>
  existsSync(join(dir, file))
    ? parseHeader(readFileSync(join(dir, file), 'utf8'), file)
    : { header: null, damage: [{ what: 'header', where: file, detail: 'missing' }] }

/** The name a file has while a vault is being made. */
export const unfinished = (file: string): string => `${file}.unfinished`

/** A creation was killed here: the header is renamed last, so nothing was ever stored. */
export const creationUnfinished = (dir: string): boolean => !existsSync(join(dir, headerFile)) && existsSync(join(dir, unfinished(headerFile)))

/**
 * The folder's header: the first whole one of the two, with what is wrong with either. Null when there is neither
 * header nor database. Throws `vault.newer`.
 */
export const readHeader = (dir: string): HeaderReading | null => {
  const first = readOne(dir, headerFile)
  const second = readOne(dir, headerCopy)
  if (creationUnfinished(dir) || ![headerFile, headerCopy, 'catalogue.db'].some((file) => existsSync(join(dir, file)))) return null
  return { header: first.header ?? second.header, damage: [...first.damage, ...second.damage] }
}

/** The header, or `vault.absent` / `vault.damaged` / `vault.newer`. */
export const requireHeader = (dir: string): Header => {
  const reading = readHeader(dir)
  if (reading === null) throw new Refusal('vault.absent')
  if (reading.header === null) throw new Refusal('vault.damaged', { what: reading.damage.map(({ where }) => where).join(', ') }, reading.damage)
  return reading.header
}

const replaceCopy = (dir: string, header: Header): void => {
  try {
    replaceFile(join(dir, headerCopy), headerText(header))
  } catch {
    // The first one holds; `refreshCopy` tries again at the next unlock.
  }
}

/** Replaces the header; the first rename is the moment the change holds. */
export const writeHeader = (dir: string, header: Header): void => {
  replaceFile(join(dir, headerFile), headerText(header))
  replaceCopy(dir, header)
}

/** Brings a second copy up to date that is whole but older. A damaged one stays to be seen until the header changes. */
export const refreshCopy = (dir: string): void => {
  const first = readOne(dir, headerFile).header
  const second = readOne(dir, headerCopy)
  const missing = second.damage.some(({ detail }) => detail === 'missing')
  if (first !== null && (missing || (second.header !== null && second.header.mac !== first.mac))) replaceCopy(dir, first)
}
