import { z } from 'zod'
import { secrecySchema } from '../catalogue.ts'
import { readHandleSchema, writeHandleSchema } from '../files.ts'
import { listingTemplateSchema } from '../listing/template.ts'
import { momentSchema } from '../moments.ts'
import { call } from './define.ts'

const count = z.number().int().nonnegative()
const nameSchema = z.string().trim().min(1).max(100)

/**
 * What a row of the listing does here. `pending`: the platform does not show yet what was handed over. `undecided`: nobody
 * can say which entry it means. `passedOver`: it can not be read, or bears a word the template does not know.
 */
export const rowEffects = ['new', 'same', 'taken', 'merged', 'conflict', 'gone', 'undecided', 'passedOver'] as const
export type RowEffect = (typeof rowEffects)[number]
/** What it says of a change that was handed over. */
export const handedEffects = ['confirmed', 'altered', 'differs', 'returned', 'pending'] as const
export type HandedEffect = (typeof handedEffects)[number]

const candidateSchema = z.strictObject({ entry: z.uuid(), title: z.string(), code: z.string() })

/** Why a row is left to a person: several entries fit; its code and its number speak of two; another row means the same entry; the name alone fits. */
export const undecidedReasons = ['several', 'contradiction', 'sameEntry', 'byName'] as const

const listingRowSchema = z.strictObject({
  /** Of the sheet; 0: an entry a complete listing does not show. */
  row: count,
  effect: z.enum(rowEffects),
  handed: z.enum(handedEffects).nullable(),
  entry: z.uuid().nullable(),
  title: z.string(),
})

const office = ['catalogueOfficer', 'workingBodyHead'] as const
const watching = ['catalogueOfficer', 'confidentialityOfficer', 'workingBodyHead', 'systemAdmin'] as const

const savedTemplateSchema = z.strictObject({
  name: z.string(),
  template: listingTemplateSchema,
  /** There is a workbook to write into. */
  workbook: z.boolean(),
  savedAt: momentSchema,
})

export const listingCalls = {
  'listing.begin': call({
    about: { zh: '平台没有接口：改用平台清单联系', en: 'The platform has no address: work by its own listings' },
    roles: ['systemAdmin'],
    effect: 'secure',
    input: z.strictObject({ platform: nameSchema }),
    output: z.strictObject({ platform: z.string(), agency: z.string() }),
  }),
  'listing.inspect': call({
    about: { zh: '看一份平台表格：提出列对应和取值对应', en: "Look at a platform's sheet: propose a template" },
    roles: office,
    effect: 'read',
    long: true,
    input: z.strictObject({ file: readHandleSchema, sheet: z.string().optional() }),
    output: z.strictObject({
      /** Of a kept template with these headings, or null: correct the proposal. */
      known: z.string().nullable(),
      template: listingTemplateSchema,
      confidence: z.array(z.number()),
      sheets: z.array(z.strictObject({ name: z.string(), rows: z.number().int(), columns: z.number().int() })),
      preview: z.array(z.array(z.string())),
      /** Words of the status column in the first rows. */
      statusWords: z.array(z.string()),
    }),
  }),
  'listing.saveTemplate': call({
    about: { zh: '保存平台表样（列对应、取值、空表）', en: "Keep a template: columns, words, and the platform's empty sheet" },
    roles: office,
    effect: 'write',
    input: z.strictObject({
      name: nameSchema,
      template: listingTemplateSchema,
      /** The platform's xlsx; rows of data in it are left out. Left out: that of before. */
      workbook: readHandleSchema.optional(),
    }),
    output: z.strictObject({ workbook: z.boolean() }),
  }),
  'listing.templates': call({
    about: { zh: '已保存的平台表样', en: 'Kept templates' },
    roles: watching,
    effect: 'read',
    input: z.strictObject({}),
    output: z.strictObject({ templates: z.array(savedTemplateSchema) }),
  }),
  'listing.removeTemplate': call({
    about: { zh: '删除平台表样', en: 'Remove a template' },
    roles: office,
    effect: 'write',
    input: z.strictObject({ name: nameSchema }),
    output: z.strictObject({}),
  }),
  'listing.exportTemplate': call({
    about: { zh: '把平台表样写成文件，供别的单位使用', en: 'Write a template to a file, for another agency' },
    roles: office,
    effect: 'export',
    input: z.strictObject({ name: nameSchema, file: writeHandleSchema }),
    output: z.strictObject({ sha256: z.string() }),
  }),
  'listing.importTemplate': call({
    about: { zh: '从文件读入平台表样', en: 'Read a template from a file' },
    roles: office,
    effect: 'write',
    input: z.strictObject({ file: readHandleSchema, name: nameSchema.optional() }),
    output: z.strictObject({ name: z.string(), workbook: z.boolean() }),
  }),
  'listing.import': call({
    about: { zh: '导入平台清单：作为平台已确认的状态，先试算', en: "Bring in the platform's listing as confirmed state: dry run first, then one transaction" },
    roles: office,
    effect: 'write',
    aside: true,
    long: true,
    input: z.strictObject({
      file: readHandleSchema,
      template: nameSchema,
      secrecy: secrecySchema.optional(),
      /** false: what it would do, and nothing is changed. */
      apply: z.boolean(),
      /** Everything the platform has of this agency is in it: what is missing is gone. */
      complete: z.boolean().default(false),
      /** When the platform wrote it; left out: now, or what was said of this very file before. */
      asOf: momentSchema.optional(),
      /** Of rows nobody could tell: the entry, or null for a new one. */
      decisions: z
        .array(z.strictObject({ row: z.number().int().positive(), entry: z.uuid().nullable() }))
        .max(20_000)
        .default([]),
    }),
    output: z.strictObject({
      applied: z.boolean(),
      /** This very file was applied before, on this moment. */
      appliedBeforeAt: momentSchema.nullable(),
      asOf: momentSchema,
      sha256: z.string(),
      complete: z.boolean(),
      /** Entries of the listing, and what became of them; the sum is all of them and those that are missing. */
      rows: count,
      effects: z.record(z.enum(rowEffects), count),
      handed: z.record(z.enum(handedEffects), count),
      /** Missing in a complete listing, and left as they are until every row is decided and readable. */
      missingLeft: count,
      /** The first thousand of those that are not `same`. */
      list: z.array(listingRowSchema),
      undecided: z.array(
        z.strictObject({ row: count, title: z.string(), code: z.string(), why: z.enum(undecidedReasons), candidates: z.array(candidateSchema) }),
      ),
      problems: z.array(z.strictObject({ row: count, column: z.string(), code: z.string(), message: z.string() })),
      /** Status words the template does not know. */
      unknownWords: z.array(z.string()),
    }),
  }),
  'listing.export': call({
    about: { zh: '写出上报表：只含有改动的目录，用平台的表样', en: "Write what was changed into the platform's own template" },
    roles: office,
    effect: 'export',
    aside: true,
    long: true,
    input: z.strictObject({
      file: writeHandleSchema,
      template: nameSchema,
      secrecy: secrecySchema.optional(),
      purpose: z.string().max(200).default(''),
      /** Also what was handed over and not confirmed, as it was. */
      again: z.boolean().default(false),
    }),
    output: z.strictObject({
      handover: z.uuid(),
      added: count,
      changed: count,
      deleted: count,
      /** Deletions this template has no place for; they wait. */
      deletionsLeft: count,
      /** Entries without a name, or with changes only another template has columns for; they wait. */
      left: count,
      sha256: z.string(),
      bytes: count,
    }),
  }),
  'listing.status': call({
    about: { zh: '平台清单：待交出、已交出待确认、往来记录', en: 'State: what would leave, what waits for a listing, what went and came' },
    roles: watching,
    effect: 'read',
    input: z.strictObject({}),
    output: z.strictObject({
      begun: z.boolean(),
      platform: z.string(),
      /** Entries changed and not handed over. */
      open: count,
      /** Handed over, and not shown by a listing yet. */
      waiting: z.array(
        z.strictObject({ change: z.uuid(), entry: z.uuid(), title: z.string(), kind: z.string(), handedAt: momentSchema, changedSince: z.boolean() }),
      ),
      handovers: z.array(
        z.strictObject({ id: z.uuid(), at: momentSchema, template: z.string(), file: z.string(), sha256: z.string(), changes: count, by: z.string() }),
      ),
      imports: z.array(
        z.strictObject({
          at: momentSchema,
          asOf: momentSchema,
          template: z.string(),
          file: z.string(),
          sha256: z.string(),
          complete: z.boolean(),
          by: z.string(),
        }),
      ),
    }),
  }),
  'listing.recall': call({
    about: { zh: '收回：平台没有收到，修改重新待交出', en: 'Take back: the platform never got it, so the changes are open again' },
    roles: office,
    effect: 'write',
    input: z.strictObject({ changes: z.array(z.uuid()).min(1).max(5000) }),
    output: z.strictObject({ open: count }),
  }),
}
