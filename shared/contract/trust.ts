import { z } from 'zod'
import { readHandleSchema } from '../files.ts'
import { momentSchema } from '../moments.ts'
import { call } from './define.ts'

/** What a key may sign: new versions of Mulu, rule packs, calendar packs. One key may be trusted for several. */
export const trustPurposes = ['release', 'rulePack', 'calendar'] as const
export const trustPurposeSchema = z.enum(trustPurposes)
export type TrustPurpose = z.infer<typeof trustPurposeSchema>

export const trustedKeySchema = z.strictObject({
  /** SHA-256 of the key's SPKI form, 64 hex digits: what two people compare on paper. */
  fingerprint: z.string(),
  purpose: trustPurposeSchema,
  name: z.string(), // whose key it is, in the administrator's words
  importedAt: momentSchema,
  importedBy: z.string(),
})

export const trustCalls = {
  'trust.list': call({
    about: { zh: '本单位信任的签名公钥', en: 'The public keys this vault trusts' },
    roles: 'anyUser',
    effect: 'read',
    whenSealed: true,
    input: z.strictObject({ purpose: trustPurposeSchema.optional() }),
    output: z.strictObject({ keys: z.array(trustedKeySchema) }),
  }),
  'trust.importKey': call({
    about: { zh: '导入签名公钥；不填指纹则只显示指纹', en: 'Import a public key; without a fingerprint it is only shown' },
    roles: ['systemAdmin'],
    effect: 'secure',
    input: z.strictObject({
      file: readHandleSchema, // PEM, an Ed25519 public key
      purpose: trustPurposeSchema,
      name: z.string().trim().min(1).max(200),
      /** As it stands on the paper that came another way; blanks and capitals do not count. */
      fingerprint: z.string().max(200).optional(),
    }),
    /** `key` is null when nothing was imported: no fingerprint was given. */
    output: z.strictObject({ fingerprint: z.string(), key: trustedKeySchema.nullable() }),
  }),
  'trust.remove': call({
    about: { zh: '不再信任一把公钥', en: 'Stop trusting a public key' },
    roles: ['systemAdmin'],
    effect: 'secure',
    input: z.strictObject({ fingerprint: z.string().regex(/^[0-9a-f]{64}$/), purpose: trustPurposeSchema }),
    output: z.strictObject({}),
  }),
}
