import { z } from 'zod'
import { secrecySchema } from '../catalogue.ts'
import { doneEffects } from '../ferry/inner.ts'
import { mediumMarkSchema, mediumNumberSchema } from '../ferry/manifest.ts'
import { partyKinds, partySchema, sha256Schema } from '../ferry/parties.ts'
import { placedCaseSchema } from '../ferry/placed.ts'
import { readHandleSchema, writeHandleSchema } from '../files.ts'
import { daySchema, momentSchema } from '../moments.ts'
import { verdictNames } from '../platform-api/schemas.ts'
import { call } from './define.ts'

export const count = z.number().int().nonnegative()
export const words = (most: number) => z.string().trim().max(most)

/** A party's keys as they are known here. `revokedAt`: packages of theirs are refused from then on. */
export const ferryIdentitySchema = z.strictObject({
  /** SHA-256 of the card: what two people compare on paper. */
  fingerprint: sha256Schema,
  /** This copy's own card. */
  own: z.boolean(),
  kind: z.enum(partyKinds),
  id: z.uuid(),
  agency: z.string(),
  name: z.string(),
  sm2: z.boolean(),
  madeAt: momentSchema,
  /** When and by whom it was trusted; of our own: made. */
  addedAt: momentSchema,
  addedBy: z.string(),
  revokedAt: momentSchema.nullable(),
  revokedBy: z.string().nullable(),
})

/** 保密审查 of what is taken out (practice P5): 承办人—处室负责人—分管领导. Only what was agreed to leaves. */
export const reviewSchema = z.strictObject({
  reviewedOn: daySchema,
  handledBy: words(100).min(1),
  officeHead: words(100).min(1),
  leader: words(100).min(1),
  number: words(100).default(''),
  evidence: words(500).default(''),
})

const mediumSchema = z.strictObject({ number: mediumNumberSchema, mark: mediumMarkSchema })

/** What every writing of a package asks. */
export const writing = {
  /** Of the only or first volume; further ones are written beside it as NAME-2of3. */
  file: writeHandleSchema,
  medium: mediumSchema,
  /** How much one medium holds; left out: one volume. */
  mediaBytes: z
    .number()
    .int()
    .min(100_000)
    .max(2 ** 40)
    .optional(),
  /** Left out: in clear, signed. */
  encrypt: z.boolean().default(false),
  /** Later than this the receiver is warned. */
  expiresOn: daySchema.optional(),
}

/** A volume as it was written: its lines for `sha256sum -c` and for `certutil -hashfile NAME SHA256` (practice P15). */
const volumeSchema = z.strictObject({
  name: z.string(),
  volume: count,
  bytes: count,
  sha256: sha256Schema,
  sha256sum: z.string(),
  certutil: z.string(),
})

/** What the 交接单 prints; every value of it, none of an entry's. */
export const handOverSchema = z.strictObject({
  packageId: z.uuid(),
  kind: z.string(),
  direction: z.enum(['out', 'in']),
  madeAt: momentSchema,
  sender: partySchema,
  recipient: partySchema,
  medium: mediumSchema,
  mode: z.enum(['clear', 'encrypted']),
  expiresOn: daySchema.nullable(),
  purpose: z.string(),
  officer: z.string(),
  review: reviewSchema.nullable(),
  volumes: z.array(volumeSchema),
  counts: z.record(z.string(), count),
})
export type HandOver = z.infer<typeof handOverSchema>

export const writtenSchema = z.strictObject({
  packageId: z.uuid(),
  kind: z.string(),
  counts: z.record(z.string(), count),
  form: handOverSchema,
})

/** A line that says what was found: `code` and `params` as in errors, words in zh-CN. */
const saidSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  action: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})

const appliedSchema = z.strictObject({ at: momentSchema, by: z.string() })

const effectsSchema = z.record(z.enum(doneEffects), count)

const mediaDaysSchema = {
  handedOverOn: daySchema.nullable(),
  handedOverBy: words(100),
  receivedBy: words(100),
  returnedOn: daySchema.nullable(),
  destroyedOn: daySchema.nullable(),
  destroyedBy: words(100),
  witness: words(100),
  note: words(500),
}

/** One line of the register of media (practice P15). */
export const mediumLineSchema = z.strictObject({
  id: z.uuid(),
  number: z.string(),
  mark: mediumMarkSchema,
  direction: z.enum(['out', 'in']),
  /** What it carried; null for a medium entered by hand. */
  packageId: z.uuid().nullable(),
  kind: z.string(),
  /** Of its volumes. */
  files: z.array(z.strictObject({ name: z.string(), sha256: sha256Schema })),
  from: z.string(),
  to: z.string(),
  recordedAt: momentSchema,
  recordedBy: z.string(),
  ...mediaDaysSchema,
})
export type MediumLine = z.infer<typeof mediumLineSchema>

const mediaFilter = {
  direction: z.enum(['out', 'in']).optional(),
  /** `open`: neither returned nor destroyed. */
  state: z.enum(['open', 'returned', 'destroyed']).optional(),
  text: z.string().max(100).optional(),
}

const office = ['catalogueOfficer', 'workingBodyHead'] as const
const watching = ['catalogueOfficer', 'confidentialityOfficer', 'workingBodyHead', 'systemAdmin', 'securityAdmin'] as const
export const keeping = ['catalogueOfficer', 'confidentialityOfficer', 'workingBodyHead'] as const

/** 介质交换: the same changes and lines as REST, carried on a disc. */
export const ferryCalls = {
  'ferry.identity': call({
    about: { zh: '生成并导出本机的身份卡', en: "Make this copy's card and export it" },
    roles: ['systemAdmin'],
    effect: 'secure',
    input: z.strictObject({
      /** Left out: the card is made and shown, and nothing is written. */
      file: writeHandleSchema.optional(),
      /** The name other parties see; left out: as it is, 目录 at first. */
      name: words(100).min(1).optional(),
      /** true: sign by SM2 as well. A card that changes has another fingerprint and is exchanged again. Left out: as it is. */
      sm2: z.boolean().optional(),
    }),
    output: z.strictObject({ identity: ferryIdentitySchema, /** The card's text, to be shown or printed. */ card: z.string() }),
  }),
  'ferry.trustIdentity': call({
    about: { zh: '导入对方的身份卡；不填指纹则只显示', en: "Import another party's card; without a fingerprint it is only shown" },
    roles: ['systemAdmin'],
    effect: 'secure',
    input: z.strictObject({
      file: readHandleSchema,
      /** As it stands on the paper that came another way; blanks and capitals do not count. */
      fingerprint: z.string().max(200).optional(),
    }),
    /** `identity` is null when nothing was imported. A platform's card enrols this copy where it was never enrolled. */
    output: z.strictObject({
      shown: ferryIdentitySchema.pick({ fingerprint: true, kind: true, id: true, agency: true, name: true, sm2: true, madeAt: true }),
      identity: ferryIdentitySchema.nullable(),
      enrolled: z.boolean(),
    }),
  }),
  'ferry.identities': call({
    about: { zh: '本机和已信任的身份卡', en: "This copy's card and those that are trusted" },
    roles: 'anyUser',
    effect: 'read',
    whenSealed: true,
    input: z.strictObject({}),
    output: z.strictObject({ identities: z.array(ferryIdentitySchema) }),
  }),
  'ferry.revokeIdentity': call({
    about: { zh: '撤销对一张身份卡的信任', en: 'Stop trusting a card' },
    roles: ['systemAdmin', 'securityAdmin'],
    effect: 'secure',
    input: z.strictObject({ fingerprint: sha256Schema, reason: words(200).min(1) }),
    output: z.strictObject({ identity: ferryIdentitySchema }),
  }),
  'ferry.export': call({
    about: { zh: '写出上报包：尚未得到答复的修改', en: 'Write a package with every change that was not answered yet' },
    roles: office,
    effect: 'export',
    aside: true,
    long: true,
    input: z.strictObject({
      ...writing,
      secrecy: secrecySchema,
      review: reviewSchema,
      /** What it leaves for, as the form prints it (practice P16). */
      purpose: words(200).default('上报目录修改'),
      /** Ask the platform for a full package. */
      full: z.boolean().default(false),
    }),
    output: writtenSchema,
  }),
  'ferry.verify': call({
    about: { zh: '核验交换包：签名、收发双方、各卷是否齐全完好', en: 'Verify a package: signature, parties, volumes, wholeness' },
    roles: 'anyUser',
    effect: 'read',
    long: true,
    input: z.strictObject({ files: z.array(readHandleSchema).min(1).max(10_000) }),
    output: z.strictObject({
      packageId: z.uuid(),
      kind: z.string(),
      madeAt: momentSchema,
      sender: partySchema,
      recipient: partySchema,
      signer: z.strictObject({
        /** `unknown`: no card of theirs is here, so nothing is known of the signature. */
        standing: z.enum(['trusted', 'revoked', 'unknown', 'own']),
        name: z.string(),
        fingerprint: sha256Schema,
        /** The manifest is as it was signed; by SM2 too where it is signed by it. */
        signed: z.boolean(),
        sm2: z.boolean(),
      }),
      /** Addressed to this copy. */
      forUs: z.boolean(),
      epoch: count,
      medium: mediumSchema,
      mode: z.enum(['clear', 'encrypted']),
      expiresOn: daySchema.nullable(),
      volumes: z.strictObject({ of: count, present: z.array(count), missing: z.array(count) }),
      files: z.array(z.strictObject({ name: z.string(), volume: count, bytes: count, sha256: sha256Schema })),
      counts: z.record(z.string(), count),
      /** Every volume is here and every part is what was signed, inside as well where it can be opened here. */
      whole: z.boolean(),
      applied: appliedSchema.nullable(),
      /** Why `ferry.import` would refuse it; empty: it would not. */
      problems: z.array(saidSchema),
      warnings: z.array(saidSchema),
    }),
  }),
  'ferry.preview': call({
    about: { zh: '预览交换包会带来的变化，不改动目录', en: 'What a package would change; nothing is changed' },
    roles: office,
    effect: 'write',
    aside: true,
    long: true,
    input: z.strictObject({ files: z.array(readHandleSchema).min(1).max(10_000), limit: z.number().int().min(0).max(5000).default(500) }),
    output: z.strictObject({
      packageId: z.uuid(),
      kind: z.string(),
      /** Taken in before: nothing would change. */
      applied: appliedSchema.nullable(),
      effects: effectsSchema,
      verdicts: z.record(z.enum(verdictNames), count),
      /** The first of what would change. */
      changes: z.array(z.strictObject({ id: z.string(), title: z.string(), effect: z.enum(doneEffects), gone: z.boolean(), fields: z.array(z.string()) })),
      /** The first of the papers it brings. `here`: held already; `why`: '' or the reason it would be passed over. */
      papers: z.array(z.strictObject({ sha256: sha256Schema, name: z.string(), bytes: count, entries: count, here: z.boolean(), why: z.string() })),
      /** Lines and verdicts that would be passed over, with the reason's code. */
      passedOver: z.array(z.strictObject({ line: count, id: z.string(), why: z.string() })),
      /** Of an agency's package: its cases, and where they would stand. */
      cases: z.array(placedCaseSchema),
      warnings: z.array(saidSchema),
    }),
  }),
  'ferry.import': call({
    about: { zh: '接收交换包：核验后整体应用', en: 'Take a package in: verified, then applied as a whole' },
    roles: office,
    effect: 'write',
    aside: true,
    long: true,
    input: z.strictObject({
      files: z.array(readHandleSchema).min(1).max(10_000),
      secrecy: secrecySchema,
      /** Who handed the medium over, for the register. */
      handedOverBy: words(100).default(''),
      /** Of an agency's package: where a case that is not known here stands: in a file of ours, or (null) in a new one by letter. */
      cases: z
        .array(z.strictObject({ id: z.uuid(), into: z.uuid().nullable() }))
        .max(500)
        .default([]),
    }),
    output: z.strictObject({
      packageId: z.uuid(),
      kind: z.string(),
      /** Set: it was taken in before, and nothing changed now. */
      already: appliedSchema.nullable(),
      effects: effectsSchema,
      verdicts: z.record(z.enum(verdictNames), count),
      /** Changes that their answers freed, and those that went to the tray. */
      freed: count,
      quarantined: count,
      /** Open ones after it. */
      conflicts: count,
      /** Papers that were not here before. */
      papers: count,
      passedOver: z.array(z.strictObject({ line: count, id: z.string(), why: z.string() })),
      cases: z.array(placedCaseSchema),
      warnings: z.array(saidSchema),
    }),
  }),
  'ferry.receipt': call({
    about: { zh: '写出已接收交换包的回执', en: 'Write the receipt of a package that was taken in' },
    roles: office,
    effect: 'export',
    aside: true,
    long: true,
    input: z.strictObject({ ...writing, packageId: z.uuid() }),
    output: writtenSchema,
  }),
  'ferry.packages': call({
    about: { zh: '写出和接收过的交换包，各项修改的答复', en: 'Packages written and taken in, with the answers to what they carried' },
    roles: watching,
    effect: 'read',
    input: z.strictObject({ direction: z.enum(['out', 'in']).optional(), limit: z.number().int().min(1).max(1000).default(200) }),
    output: z.strictObject({
      packages: z.array(
        z.strictObject({
          form: handOverSchema,
          /** Of a package that was taken in. */
          applied: appliedSchema.nullable(),
          /** Of one that left: the receiver said since that it arrived. */
          heard: z.boolean(),
          effects: effectsSchema,
          /** Of what it carried out: with each verdict, and without one so far. Their sum is what was sent. */
          verdicts: z.record(z.enum(verdictNames), count),
          open: count,
        }),
      ),
    }),
  }),
  'ferry.media': call({
    about: { zh: '介质登记簿', en: 'The register of media' },
    roles: watching,
    effect: 'read',
    input: z.strictObject(mediaFilter),
    output: z.strictObject({ media: z.array(mediumLineSchema) }),
  }),
  'ferry.recordMedium': call({
    about: { zh: '登记介质：移交、接收、归还、销毁', en: 'Enter a medium, or that it was handed over, returned or destroyed' },
    roles: keeping,
    effect: 'write',
    input: z.strictObject({
      /** Left out: a medium that carried something else, or came before Mulu. `number` and `direction` are needed then. */
      id: z.uuid().optional(),
      number: mediumNumberSchema.optional(),
      mark: mediumMarkSchema.optional(),
      direction: z.enum(['out', 'in']).optional(),
      from: words(200).optional(),
      to: words(200).optional(),
      handedOverOn: mediaDaysSchema.handedOverOn.optional(),
      handedOverBy: mediaDaysSchema.handedOverBy.optional(),
      receivedBy: mediaDaysSchema.receivedBy.optional(),
      returnedOn: mediaDaysSchema.returnedOn.optional(),
      destroyedOn: mediaDaysSchema.destroyedOn.optional(),
      destroyedBy: mediaDaysSchema.destroyedBy.optional(),
      witness: mediaDaysSchema.witness.optional(),
      note: mediaDaysSchema.note.optional(),
    }),
    output: z.strictObject({ medium: mediumLineSchema }),
  }),
  'ferry.exportMedia': call({
    about: { zh: '导出介质登记簿', en: 'Export the register of media' },
    roles: watching,
    effect: 'export',
    aside: true,
    long: true,
    input: z.strictObject({ file: writeHandleSchema, format: z.enum(['csv', 'xlsx']).default('csv'), ...mediaFilter }),
    output: z.strictObject({ rows: count }),
  }),
  'ferry.verifyScript': call({
    about: { zh: '写出独立的交换包核验脚本', en: 'Write the stand-alone script that verifies packages' },
    roles: 'locked',
    effect: 'read',
    noVault: true,
    input: z.strictObject({ file: writeHandleSchema }),
    output: z.strictObject({ sha256: sha256Schema }),
  }),
}
