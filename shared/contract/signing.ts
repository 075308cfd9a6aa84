import { z } from 'zod'
import { secrecySchema } from '../catalogue.ts'
import { sha256Schema } from '../ferry/parties.ts'
import { readHandleSchema, writeHandleSchema } from '../files.ts'
import { daySchema, momentSchema } from '../moments.ts'
import { keyAlgorithmSchema, keyPlaceSchema } from '../signing/algorithms.ts'
import { signedFileSchema, signerSchema, signingLimits, statementSchema, subjectKindSchema, subjectRefSchema, subjectSchema } from '../signing/statement.ts'
import { bundleVerdictSchema, findingSchema, identityLevels, wordsSchema } from '../signing/verdict.ts'
import { call } from './define.ts'

const words = (most: number) => z.string().trim().max(most)

const certificateSchema = z.strictObject({
  sha256: sha256Schema,
  subject: z.string(),
  issuer: z.string(),
  fromAt: momentSchema,
  untilAt: momentSchema,
  importedAt: momentSchema,
  importedBy: z.string(),
})

export const signingKeySchema = z.strictObject({
  id: z.uuid(),
  user: z.string(),
  algorithm: keyAlgorithmSchema,
  /** SHA-256 of its public half (SPKI): what two people compare on paper. */
  fingerprint: sha256Schema,
  place: keyPlaceSchema,
  createdAt: momentSchema,
  retiredAt: momentSchema.nullable(),
  retiredBy: z.string().nullable(),
  retiredReason: z.string().nullable(),
  /** Newest first; what signs is the first. */
  certificates: z.array(certificateSchema),
  /** What the certificate it signs with proves now, by the authorities and lists at hand; null: it has none. */
  standing: z.strictObject({ level: z.enum(identityLevels), words: wordsSchema, findings: z.array(findingSchema) }).nullable(),
})

const scopeSchema = z
  .array(z.union([subjectKindSchema, z.literal('*')]))
  .min(1)
  .max(20)

export const authorisationSchema = z.strictObject({
  id: z.uuid(),
  user: z.string(),
  /** 文号 of the 授权. */
  number: z.string(),
  authorisedBy: z.string(),
  /** As what the person signs: 主要负责人, 授权代表 … */
  title: z.string(),
  /** Kinds of subjects it covers; `*` covers all. */
  scope: scopeSchema,
  fromOn: daySchema,
  untilOn: daySchema,
  evidence: z.string(),
  recordedAt: momentSchema,
  recordedBy: z.string(),
  revokedAt: momentSchema.nullable(),
  revokedBy: z.string().nullable(),
  revokedReason: z.string().nullable(),
})

const authoritySchema = certificateSchema.extend({
  /** Recorded, by the person who imported it, as a licensed 电子政务电子认证服务机构. */
  licensed: z.boolean(),
  evidence: z.string(),
})

const crlSchema = z.strictObject({
  issuer: z.string(),
  thisUpdateAt: momentSchema,
  nextUpdateAt: momentSchema.nullable(),
  /** Past its next update. */
  old: z.boolean(),
  revoked: z.number().int(),
  sha256: sha256Schema,
})

const oneSource = ({ subject, bundle }: { subject?: unknown; bundle?: unknown }): boolean => (subject === undefined) !== (bundle === undefined)

const toSign = {
  keyId: z.uuid(),
  subject: subjectSchema,
  /** PDFs and annexes; each signature is over the hash of every one. */
  files: z.array(readHandleSchema).max(signingLimits.files).default([]),
}

const draftSchema = z.strictObject({
  /** The text itself, to be read before anybody signs; of a bundle: as it stands in it. */
  subject: subjectSchema,
  /** What will be signed, but for the moment. */
  draft: statementSchema.omit({ signedAt: true }),
  /** The digest of that: hand it to the call that signs, after it was shown and read. */
  shown: sha256Schema,
  /** Of the certificate that will stand with the signature; null: none of an authority. */
  certificate: z.string().nullable(),
})

const writtenSchema = z.strictObject({
  subject: subjectRefSchema,
  position: z.number().int(),
  of: z.number().int(),
  signer: signerSchema,
  signedAt: momentSchema,
  files: z.array(signedFileSchema),
  /** PDFs that now carry the signature in themselves, and those that could not. */
  signedPdfs: z.array(z.string()),
  unsignedPdfs: z.array(z.string()),
  bytes: z.number().int(),
  sha256: sha256Schema,
})

const receivedSchema = z.strictObject({ at: momentSchema, source: words(200).min(1) })

const recording = ['confidentialityOfficer', 'workingBodyHead', 'securityAdmin'] as const

/** 签名密钥、证书与签署: statements about a subject and its files, whatever it is about. */
export const signingCalls = {
  'signing.createKey': call({
    about: { zh: '生成自己的签名密钥（另设口令）', en: 'Make a signing key of your own, under its own passphrase' },
    roles: 'anyUser',
    effect: 'secure',
    secrets: ['newKeyPassphrase'],
    input: z.strictObject({ algorithm: keyAlgorithmSchema.default('sm2') }),
    output: z.strictObject({ key: signingKeySchema }),
  }),
  'signing.keys': call({
    about: { zh: '签名密钥、所在位置和证书', en: 'Signing keys, where they live, and their certificates' },
    roles: 'anyUser',
    effect: 'read',
    whenSealed: true,
    input: z.strictObject({}),
    output: z.strictObject({
      keys: z.array(signingKeySchema),
      providers: z.array(
        z.strictObject({
          id: z.string(),
          place: keyPlaceSchema,
          algorithms: z.array(keyAlgorithmSchema),
          words: z.strictObject({ zh: z.string(), en: z.string() }),
        }),
      ),
    }),
  }),
  'signing.changePassphrase': call({
    about: { zh: '更换签名密钥的口令', en: "Change a signing key's passphrase" },
    roles: 'anyUser',
    effect: 'secure',
    secrets: ['keyPassphrase', 'newKeyPassphrase'],
    input: z.strictObject({ keyId: z.uuid() }),
    output: z.strictObject({}),
  }),
  'signing.retireKey': call({
    about: { zh: '停用签名密钥，销毁私钥', en: 'Retire a signing key: its private half is destroyed' },
    roles: 'anyUser',
    effect: 'secure',
    input: z.strictObject({ keyId: z.uuid(), reason: words(200).min(1) }),
    output: z.strictObject({ key: signingKeySchema }),
  }),
  'signing.recordAuthorisation': call({
    about: { zh: '登记签署授权（文号、授权人、范围、起止）', en: 'Record who may sign for the agency: number, by whom, scope, days' },
    roles: recording,
    effect: 'write',
    input: z.strictObject({
      user: z.string(),
      number: words(100).min(1),
      authorisedBy: words(100).min(1),
      title: words(40).min(1),
      scope: scopeSchema,
      fromOn: daySchema,
      untilOn: daySchema,
      evidence: words(500).default(''),
    }),
    output: z.strictObject({ authorisation: authorisationSchema }),
  }),
  'signing.revokeAuthorisation': call({
    about: { zh: '撤销签署授权', en: 'Revoke an authorisation to sign' },
    roles: recording,
    effect: 'write',
    input: z.strictObject({ id: z.uuid(), reason: words(200).min(1) }),
    output: z.strictObject({ authorisation: authorisationSchema }),
  }),
  'signing.authorisations': call({
    about: { zh: '签署授权登记', en: 'Authorisations to sign' },
    roles: 'anyUser',
    effect: 'read',
    input: z.strictObject({ user: z.string().optional() }),
    output: z.strictObject({ authorisations: z.array(authorisationSchema) }),
  }),
  'signing.exportRequest': call({
    about: { zh: '导出证书请求（PKCS#10），送认证机构签发', en: 'Export a certificate request (PKCS#10) for the certification authority' },
    roles: 'anyUser',
    effect: 'export',
    secrets: ['keyPassphrase'],
    input: z.strictObject({ keyId: z.uuid(), file: writeHandleSchema }),
    output: z.strictObject({ subject: z.string(), sha256: sha256Schema }),
  }),
  'signing.importCertificate': call({
    about: { zh: '导入认证机构签发给自己密钥的证书', en: 'Import the certificate issued for your key' },
    roles: 'anyUser',
    effect: 'secure',
    input: z.strictObject({ keyId: z.uuid(), file: readHandleSchema }),
    output: z.strictObject({ key: signingKeySchema }),
  }),
  'signing.importAuthority': call({
    about: { zh: '导入信任的认证机构证书；不填指纹则只显示', en: 'Trust a certification authority; without a fingerprint it is only shown' },
    roles: ['systemAdmin'],
    effect: 'secure',
    input: z.strictObject({
      file: readHandleSchema,
      /** SHA-256 of the certificate as it came on paper; blanks and capitals do not count. */
      fingerprint: z.string().max(200).optional(),
      /** It is a licensed 电子政务电子认证服务机构, by this evidence. */
      licensed: z.boolean().default(false),
      evidence: words(500).default(''),
    }),
    output: z.strictObject({ shown: certificateSchema.omit({ importedAt: true, importedBy: true }), authority: authoritySchema.nullable() }),
  }),
  'signing.removeAuthority': call({
    about: { zh: '不再信任一个认证机构', en: 'Stop trusting a certification authority' },
    roles: ['systemAdmin'],
    effect: 'secure',
    input: z.strictObject({ sha256: sha256Schema, reason: words(200).min(1) }),
    output: z.strictObject({}),
  }),
  'signing.importRevocations': call({
    about: { zh: '导入吊销列表（核对签发者的签名）', en: "Import a revocation list, its issuer's signature checked" },
    roles: 'anyUser',
    effect: 'secure',
    input: z.strictObject({ file: readHandleSchema }),
    output: z.strictObject({ crl: crlSchema }),
  }),
  'signing.authorities': call({
    about: { zh: '信任的认证机构和吊销列表', en: 'Trusted certification authorities and revocation lists' },
    roles: 'anyUser',
    effect: 'read',
    whenSealed: true,
    input: z.strictObject({}),
    output: z.strictObject({ authorities: z.array(authoritySchema), crls: z.array(crlSchema) }),
  }),
  'signing.preview': call({
    about: { zh: '显示将要签署的内容及其摘要', en: 'What would be signed, and its digest' },
    roles: 'anyUser',
    effect: 'read',
    aside: true,
    input: z
      .strictObject({
        ...toSign,
        subject: subjectSchema.optional(),
        /** Instead of a subject and files: sign in this bundle, after those who signed before. */
        bundle: readHandleSchema.optional(),
      })
      .refine(oneSource, { message: 'subject or bundle' }),
    output: draftSchema,
  }),
  'signing.sign': call({
    about: { zh: '签署并写出签署文件包', en: 'Sign, and write the bundle' },
    roles: 'anyUser',
    effect: 'export',
    secrets: ['keyPassphrase'],
    input: z.strictObject({ ...toSign, shown: sha256Schema, secrecy: secrecySchema.optional(), file: writeHandleSchema }),
    output: writtenSchema,
  }),
  'signing.countersign': call({
    about: { zh: '在收到的签署文件包上会签', en: 'Countersign a bundle after those who signed before' },
    roles: 'anyUser',
    effect: 'export',
    secrets: ['keyPassphrase'],
    input: z.strictObject({
      keyId: z.uuid(),
      bundle: readHandleSchema,
      shown: sha256Schema,
      secrecy: secrecySchema.optional(),
      file: writeHandleSchema,
    }),
    output: writtenSchema,
  }),
  'signing.recordPaper': call({
    about: { zh: '登记一个位置的纸质签署盖章及扫描件', en: 'Record that a place was signed and sealed on paper, with its scan' },
    roles: ['confidentialityOfficer', 'workingBodyHead', 'catalogueOfficer'],
    effect: 'export',
    input: z
      .strictObject({
        /** A bundle begun already, or a subject with its files. */
        bundle: readHandleSchema.optional(),
        subject: subjectSchema.optional(),
        files: z.array(readHandleSchema).max(signingLimits.files).default([]),
        signer: z.strictObject({ name: words(100).min(1), role: words(40).default(''), authorisation: words(200).default('') }),
        signedOn: daySchema,
        seal: words(100).default(''),
        copies: z.number().int().min(1).max(100),
        original: words(200).default(''),
        scan: readHandleSchema,
        secrecy: secrecySchema.optional(),
        file: writeHandleSchema,
      })
      .refine(oneSource, { message: 'subject or bundle' }),
    output: z.strictObject({ subject: subjectRefSchema, position: z.number().int(), of: z.number().int(), bytes: z.number().int(), sha256: sha256Schema }),
  }),
  'signing.withdraw': call({
    about: { zh: '在签署齐全之前撤回自己的签署', en: 'Take your signature back before all have signed' },
    roles: 'anyUser',
    effect: 'export',
    secrets: ['keyPassphrase'],
    input: z.strictObject({ keyId: z.uuid(), bundle: readHandleSchema, reason: words(500).min(1), file: writeHandleSchema }),
    output: z.strictObject({ subject: subjectRefSchema, position: z.number().int(), bytes: z.number().int(), sha256: sha256Schema }),
  }),
  'signing.verify': call({
    about: { zh: '核验签署文件包：谁、何时、签了什么、可信程度', en: 'Verify a bundle: who, when, over what, with which assurance' },
    roles: 'anyUser',
    effect: 'read',
    aside: true,
    long: true,
    input: z.strictObject({ file: readHandleSchema, /** When and how it arrived, where that is known. */ received: receivedSchema.optional() }),
    output: bundleVerdictSchema,
  }),
  'signing.takeOut': call({
    about: { zh: '从签署文件包中取出一个文件查看', en: 'Take one file out of a bundle, to look at it' },
    roles: 'anyUser',
    effect: 'read',
    aside: true,
    input: z.strictObject({
      bundle: readHandleSchema,
      /** As the bundle lists it: `files/…`, `signatures/1/signed/…`, `signatures/1/scan`. */
      path: words(300).min(1),
      file: writeHandleSchema,
    }),
    output: z.strictObject({ bytes: z.number().int(), sha256: sha256Schema }),
  }),
  'signing.verifyScript': call({
    about: { zh: '取出独立核验签署文件包的脚本', en: 'The script that verifies a bundle, to travel apart from it' },
    roles: 'locked',
    effect: 'read',
    noVault: true,
    input: z.strictObject({ file: writeHandleSchema }),
    output: z.strictObject({ sha256: sha256Schema }),
  }),
}
