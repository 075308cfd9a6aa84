import { z } from 'zod'
import { sha256Schema } from '../ferry/parties.ts'
import { daySchema, momentSchema } from '../moments.ts'
import { type KeyPlace, keyAlgorithmSchema } from './algorithms.ts'
import { signedFileSchema, signerSchema, subjectRefSchema } from './statement.ts'

/**
 * How far the identity goes. `licensed`: the chain ends at an authority an administrator recorded, with evidence, as a
 * licensed 电子政务电子认证服务机构 (商用密码管理条例). `authority`: at another trusted one. `unproved`: nobody proves it. `refused`:
 * the certificate speaks against it.
 */
export const identityLevels = ['licensed', 'authority', 'unproved', 'refused'] as const
export type IdentityLevel = (typeof identityLevels)[number]

export const findingSchema = z.strictObject({
  code: z.string(),
  problem: z.boolean(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  zh: z.string(),
  en: z.string(),
})

export const wordsSchema = z.strictObject({ zh: z.string(), en: z.string() })

/** One signer's place, judged. The two statements of practice L10 stand apart: `identity` and `keyPlace`. */
export const signatureVerdictSchema = z.strictObject({
  position: z.number().int(),
  kind: z.enum(['key', 'paper']),
  /** What was signed is unchanged and the key signed it. Of paper: the scan is the one recorded. */
  intact: z.boolean(),
  signer: signerSchema.nullable(),
  /** Of paper: what was recorded. */
  paper: z
    .strictObject({
      agency: z.string(),
      name: z.string(),
      role: z.string(),
      authorisation: z.string(),
      seal: z.string(),
      signedOn: daySchema,
      copies: z.number().int(),
      original: z.string(),
      recordedBy: z.string(),
      recordedAt: momentSchema,
      /** The name its scan came under. */
      scan: z.string(),
    })
    .nullable(),
  algorithm: keyAlgorithmSchema.nullable(),
  /** The signer's own clock; no proof of time. */
  claimedAt: momentSchema.nullable(),
  identity: z.strictObject({ level: z.enum(identityLevels), certificate: z.string().nullable(), authority: z.string().nullable(), words: wordsSchema }),
  keyPlace: wordsSchema.nullable(),
  /** PDFs that carry this signature in themselves. */
  signedPdfs: z.array(z.string()),
  withdrawn: z.strictObject({ claimedAt: momentSchema, reason: z.string() }).nullable(),
  findings: z.array(findingSchema),
})
export type SignatureVerdict = z.infer<typeof signatureVerdictSchema>

export const bundleVerdictSchema = z.strictObject({
  subject: subjectRefSchema.nullable(),
  files: z.array(signedFileSchema),
  signatures: z.array(signatureVerdictSchema),
  /** Who has not signed yet. */
  missing: z.array(z.strictObject({ position: z.number().int(), agency: z.string(), as: z.string() })),
  /** Nothing was changed since it was signed, and every signature there holds. */
  intact: z.boolean(),
  /** Each place signed, in its order, by whom it is for, and none taken back. */
  complete: z.boolean(),
  /** When it arrived, as whoever asks knows it, beside the times signers claim. */
  received: z.strictObject({ at: momentSchema, source: z.string() }).nullable(),
  findings: z.array(findingSchema),
  /** The whole in one sentence. */
  words: wordsSchema,
  /** Of the bundle as a file. */
  sha256: sha256Schema,
})
export type BundleVerdict = z.infer<typeof bundleVerdictSchema>

/** First statement of L10: whose identity the certificate proves. */
export const identityWords = (level: IdentityLevel, certificate: string, authority: string): { zh: string; en: string } => {
  if (level === 'licensed')
    return {
      zh: `证书证明签名人身份为“${certificate}”，由已登记为电子政务电子认证服务机构的“${authority}”签发。`,
      en: `The certificate proves the signer's identity as "${certificate}", issued under "${authority}", recorded as a licensed authority for e-government.`,
    }
  if (level === 'authority')
    return {
      zh: `证书证明签名人身份为“${certificate}”，由本机信任的“${authority}”签发；该机构未登记为电子政务电子认证服务机构。`,
      en: `The certificate proves the signer's identity as "${certificate}", issued under "${authority}", trusted here but not recorded as a licensed authority.`,
    }
  if (level === 'refused')
    return { zh: '证书不能证明签名人身份，见所列问题。', en: "The certificate does not prove the signer's identity; see what was found." }
  return { zh: '签名人身份未经认证机构证明。', en: "The signer's identity is not proved by any certification authority." }
}

/** Second statement of L10: where the key lives, which no certificate says. */
export const keyPlaceWords = ({ kind, name }: KeyPlace): { zh: string; en: string } =>
  kind === 'software'
    ? {
        zh: '签名密钥保存在目录软件内；本软件不是经认证的商用密码产品。',
        en: 'The signing key lives in Mulu, which is no certified cryptographic product.',
      }
    : {
        zh: `签名人声明密钥保存在密码模块“${name}”中；签名本身不能证明这一点。`,
        en: `The signer says the key lives in the module "${name}"; a signature can not prove that.`,
      }
