import { z } from 'zod'
import { sha256Schema } from '../ferry/parties.ts'
import { daySchema, momentSchema } from '../moments.ts'
import { keyAlgorithmSchema, keyPlaceSchema } from './algorithms.ts'

export const signingLimits = {
  /** Of a subject's text. */
  subjectBytes: 4 << 20,
  files: 50,
  /** Of all files of one signature together. */
  filesBytes: 64 << 20,
  /** Who may have to sign one subject. */
  signers: 10,
  /** Of a bundle, packed and unpacked: the files, and each signer's signed copies of them. */
  bundleBytes: 512 << 20,
  statementBytes: 256 << 10,
} as const

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a name must not have
const unfitForName = /[\u0000-\u001f\u007f"\\/:*?<>|\ud800-\udfff]/u

/**
 * A file's name inside a bundle: one that every system can write and a shell script can read out of JSON, so neither
 * quotes nor backslashes, no way out of its folder, no name of a device of Windows.
 */
export const fileNameSchema = z
  .string()
  .min(1)
  .max(120)
  .refine(
    (name) => !unfitForName.test(name) && !/^[.\s]|[.\s]$/.test(name) && !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name) && name === name.normalize('NFC'),
  )

const words = (most: number) => z.string().max(most)

/** What a subject calls itself. `kind` decides which authorisations cover it. */
export const subjectKindSchema = z.string().regex(/^[a-z][A-Za-z]{0,39}$/)

/**
 * A place that has to sign, in order: whose, and as what (甲方, 乙方 …). With `person` that person signs it for themself
 * (a 保密承诺书); without, somebody who is authorised signs it for the agency.
 */
export const requiredSignerSchema = z.strictObject({ agency: words(200).min(1), as: words(40), person: words(100).min(1).exactOptional() })
export type RequiredSigner = z.infer<typeof requiredSignerSchema>

/**
 * What is signed, as a whole: who must sign it stands in it, so nobody can leave a signer out afterwards. Its canonical
 * JSON (RFC 8785) is `subject.json`.
 */
export const subjectSchema = z.strictObject({
  kind: subjectKindSchema,
  id: words(100).min(1),
  version: z.number().int().positive(),
  signers: z.array(requiredSignerSchema).min(1).max(signingLimits.signers),
  content: z.record(z.string(), z.json()),
})
export type Subject = z.infer<typeof subjectSchema>

/** How a statement names its subject. */
export const subjectRefSchema = z.strictObject({ kind: subjectKindSchema, id: words(100).min(1), version: z.number().int().positive(), sha256: sha256Schema })
export type SubjectRef = z.infer<typeof subjectRefSchema>

export const signedFileSchema = z.strictObject({ name: fileNameSchema, sha256: sha256Schema, bytes: z.number().int().nonnegative() })
export type SignedFile = z.infer<typeof signedFileSchema>

/** The 授权 a signer acts under (practice P4). */
const authorisationRefSchema = z.strictObject({ number: words(100), authorisedBy: words(100), fromOn: daySchema, untilOn: daySchema })

export const signerSchema = z.strictObject({
  agency: words(200),
  name: words(100).min(1),
  /** As what: 主要负责人, 授权代表 … ; 本人 for somebody who signs for nobody else. */
  role: words(40).min(1),
  /** null: signs as a person and binds no agency. */
  authorisation: authorisationRefSchema.nullable(),
  /** What is signed with, and where it lives by the signer's own word. */
  key: z.strictObject({ algorithm: keyAlgorithmSchema, fingerprint: sha256Schema, place: keyPlaceSchema }),
})
export type Signer = z.infer<typeof signerSchema>

/**
 * What a signature is over: the canonical JSON of this. `signedAt` is the signer's own clock and no proof of time;
 * `after` is the SHA-256 of the `signature.sig` before it, so an order can not be changed.
 */
export const statementSchema = z.strictObject({
  format: z.literal('mulu-statement/1'),
  subject: subjectRefSchema,
  files: z.array(signedFileSchema).max(signingLimits.files),
  signer: signerSchema,
  order: z.strictObject({ position: z.number().int().min(1), of: z.number().int().min(1).max(signingLimits.signers) }),
  signedAt: momentSchema,
  after: sha256Schema.nullable(),
})
export type Statement = z.infer<typeof statementSchema>

/** A signer takes a signature back before all have signed. `withdraws` is the SHA-256 of that `signature.sig`. */
export const withdrawalSchema = z.strictObject({
  format: z.literal('mulu-withdrawal/1'),
  subject: subjectRefSchema,
  withdraws: sha256Schema,
  reason: words(500).min(1),
  signer: signerSchema,
  signedAt: momentSchema,
  /** The newest signature there was. */
  after: sha256Schema,
})
export type Withdrawal = z.infer<typeof withdrawalSchema>

/** A place that was signed and sealed on paper (practice P4): recorded, with its scan, and proved by no key. */
export const paperRecordSchema = z.strictObject({
  format: z.literal('mulu-paper/1'),
  subject: subjectRefSchema,
  files: z.array(signedFileSchema).max(signingLimits.files),
  signer: z.strictObject({ agency: words(200).min(1), name: words(100).min(1), role: words(40), authorisation: words(200) }),
  order: z.strictObject({ position: z.number().int().min(1), of: z.number().int().min(1).max(signingLimits.signers) }),
  signedOn: daySchema,
  /** The seal on it, how many copies there are, where the original is kept. */
  seal: words(100),
  copies: z.number().int().min(1).max(100),
  original: words(200),
  scan: signedFileSchema,
  recordedBy: words(100).min(1),
  recordedAt: momentSchema,
  after: sha256Schema.nullable(),
})
export type PaperRecord = z.infer<typeof paperRecordSchema>

/** The list of a bundle's parts. Nobody signs it: it tells damage from a changed file, no more. */
export const manifestSchema = z.strictObject({
  format: z.literal('mulu-bundle/1'),
  subject: subjectRefSchema,
  parts: z.array(z.strictObject({ path: z.string().max(300), sha256: sha256Schema, bytes: z.number().int().nonnegative() })).max(500),
})
export type Manifest = z.infer<typeof manifestSchema>
