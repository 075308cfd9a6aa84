import { z } from 'zod'
import { caseKindSchema } from '../cases/act.ts'
import { secrecySchema } from '../catalogue.ts'
import { isDay } from '../days.ts'
import { readHandleSchema, writeHandleSchema } from '../files.ts'
import { cellTypes, ledgerKinds } from '../ledgers/ledger.ts'
import { daySchema } from '../moments.ts'
import { citedSchema } from '../regulations/cited.ts'
import { officeRoles } from '../roles.ts'
import { digestSchema } from './attachments.ts'
import { call } from './define.ts'

const words = z.strictObject({ zh: z.string(), en: z.string() })
const realDay = daySchema.refine(isDay)

export const ledgerKindSchema = z.enum(ledgerKinds)

const columnSchema = z.strictObject({ key: z.string(), words, type: z.enum(cellTypes), width: z.number().int() })

/** Which rows: a period by one of the ledger's days, a state, the other agency. */
const narrowed = {
  kind: ledgerKindSchema,
  /** One of the ledger's `days`; left out: the first. */
  by: z.string().max(20).optional(),
  from: realDay.optional(),
  until: realDay.optional(),
  /** One of the ledger's `states`. */
  state: z.string().max(40).optional(),
  other: z.string().trim().max(100).default(''), // part of its name
}

export const ledgerFormats = ['xlsx', 'csv', 'json', 'pdf', 'docx'] as const
export type LedgerFormat = (typeof ledgerFormats)[number]

export const ledgerRowSchema = z.strictObject({
  /** The case it leads to; null: it is of none. */
  case: z.strictObject({ kind: caseKindSchema, id: z.uuid() }).nullable(),
  sealed: z.boolean(),
  /** In the order of the ledger's columns. */
  cells: z.array(z.union([z.string(), z.number()]).nullable()),
})
export type LedgerRow = z.infer<typeof ledgerRowSchema>

/** What archive.verify found, each by its code (shared/cases/archive.ts). */
const foundSchema = z.strictObject({ code: z.string(), path: z.string(), zh: z.string(), en: z.string() })

export const ledgerCalls = {
  'ledger.kinds': call({
    about: { zh: '有哪些台账，各有哪些栏目、可按哪些日期和状态查', en: 'The registers of cases: their columns, days and states' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({}),
    output: z.strictObject({
      ledgers: z.array(
        z.strictObject({
          kind: ledgerKindSchema,
          words,
          about: words,
          columns: z.array(columnSchema),
          days: z.array(z.strictObject({ by: z.string(), words })),
          states: z.array(z.strictObject({ state: z.string(), words })),
          /** Rules in force today that what it lists is done under. */
          rules: z.array(citedSchema),
        }),
      ),
    }),
  }),
  'ledger.list': call({
    about: { zh: '台账：按办理过程逐案得出，可按期间、状态、对方单位查', en: 'A register, read off the acts of cases: by period, state and other agency' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({
      ...narrowed,
      lang: z.enum(['zh', 'en']).default('zh'),
      order: z.enum(['oldest', 'newest']).default('oldest'),
      limit: z.number().int().min(1).max(500).default(50),
      skip: z.number().int().min(0).default(0),
    }),
    output: z.strictObject({ rows: z.array(ledgerRowSchema), total: z.number().int() }),
  }),
  'ledger.export': call({
    about: {
      zh: '导出台账（xlsx、csv、JSON，或按格式的 PDF、docx），记入副本登记',
      en: 'Export a register (xlsx, csv, JSON, or on paper: PDF, docx); kept in the register of copies',
    },
    roles: officeRoles,
    effect: 'export',
    aside: true,
    long: true,
    input: z.strictObject({
      ...narrowed,
      lang: z.enum(['zh', 'en']).default('zh'),
      secrecy: secrecySchema.optional(), // required; without it secrecy.undeclared
      file: writeHandleSchema,
      format: z.enum(ledgerFormats).default('xlsx'),
      purpose: z.string().trim().max(200).default(''),
    }),
    output: z.strictObject({ rows: z.number().int(), sha256: digestSchema, bytes: z.number().int() }),
  }),
  'archive.verify': call({
    about: {
      zh: '核验归档包：文件是否齐全完好、办理过程是否一致、与登记的归档号是否相符',
      en: 'Verify an archived case: whole, consistent, and the one on record here',
    },
    roles: officeRoles,
    effect: 'read',
    long: true,
    input: z.strictObject({ file: readHandleSchema }),
    output: z.strictObject({
      number: z.string(), // 归档号
      archivedOn: daySchema,
      archivedBy: z.string(),
      agency: z.string(),
      case: z.strictObject({
        kind: caseKindSchema,
        id: z.uuid(),
        number: z.string(),
        title: z.string(),
        state: z.string(),
        acts: z.number().int(),
        papers: z.number().int(),
      }),
      sha256: digestSchema,
      /** What is recorded here of this case's archive; null: nothing is. */
      recorded: z.strictObject({ number: z.string(), on: daySchema, same: z.boolean() }).nullable(),
      whole: z.boolean(),
      problems: z.array(foundSchema),
    }),
  }),
}
