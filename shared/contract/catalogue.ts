import { z } from 'zod'
import { entryContentSchema, entryPatchSchema, entrySchema, entryStatusSchema, findingSchema, itemSchema, secrecySchema, standingSchema } from '../catalogue.ts'
import { readHandleSchema, writeHandleSchema } from '../files.ts'
import { momentSchema } from '../moments.ts'
import { nextSchema } from '../next-step.ts'
import { citedSchema } from '../regulations/cited.ts'
import { officeRoles } from '../roles.ts'
import { skipReasons } from '../skip-reasons.ts'
import { call } from './define.ts'

const facetNames = ['shareType', 'office', 'class', 'status', 'format', 'finding'] as const

/** 本单位, 其他单位 (their published entries, as the platform shows them), 全部. */
export const whoseEntries = ['own', 'others', 'all'] as const

/** What a list can be narrowed to; several values of one facet are alternatives, facets combine. */
export const filterSchema = z.strictObject({
  shareType: z.array(z.string()).optional(),
  office: z.array(z.string()).optional(),
  class: z.array(z.string()).optional(), // 类: 1 / 2 / 3 / ''
  status: z.array(entryStatusSchema).optional(),
  format: z.array(z.string()).optional(), // 信息资源格式分类
  finding: z.array(z.string()).optional(), // finding codes
  imported: z.boolean().optional(), // 随表格导入
  /** 存量 (practice P8): imported, or published by the department already. */
  existing: z.boolean().optional(),
  amended: z.literal(true).optional(), // 已发布, with changes that are not published yet
  /** Left out: one's own; of entries named by `ids`: all of them. */
  whose: z.enum(whoseEntries).optional(),
  deleted: z.boolean().optional(), // true: the deleted ones instead of the living
  ids: z.array(z.uuid()).max(10_000).optional(),
})
export type Filter = z.infer<typeof filterSchema>

export const rowSchema = z.strictObject({
  id: z.uuid(),
  code: z.string(), // the primary one
  title: z.string(),
  provider: z.string(),
  office: z.string(),
  shareType: z.string(),
  format: z.string(),
  status: entryStatusSchema,
  version: z.number().int(),
  items: z.number().int(),
  errors: z.number().int(),
  warnings: z.number().int(),
  updatedAt: momentSchema,
  others: z.boolean(), // another agency's: read only
  standing: standingSchema,
  next: nextSchema.nullable(), // who acts next, until when, under which article
})
export type Row = z.infer<typeof rowSchema>

const facetSchema = z.array(z.strictObject({ value: z.string(), count: z.number().int() }))

export const fieldChangeSchema = z.strictObject({
  field: z.string(),
  itemId: z.uuid().optional(), // for a change inside one 信息项
  itemName: z.string().optional(),
  from: z.unknown(),
  to: z.unknown(),
})

const versionSchema = z.strictObject({
  version: z.number().int(),
  at: momentSchema,
  author: z.string(),
  why: z.enum(['create', 'edit', 'import', 'restore', 'delete', 'undelete', 'status', 'sync']),
  note: z.string(),
  changes: z.array(fieldChangeSchema),
})

/**
 * One row an import could not take, with the cell it fell over. Totals count entries, `rejects` name rows (the first
 * 5,000; the file of rejects has all). `code` and `params` are for shared/import-rejects.ts; `message` is zh-CN.
 */
export const rejectSchema = z.strictObject({
  row: z.number().int(),
  column: z.string(),
  code: z.string(),
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})

/** Which column of a sheet feeds which field: a path of shared/template.ts (`title`, `codes.code`, `items.name`, `ext.<key>`), '' = not imported. */
export const mappingSchema = z.strictObject({
  sheet: z.string(), // '' = the first with content
  headerRows: z.number().int().min(1).max(6),
  firstDataRow: z.number().int().min(2), // 1-based
  columns: z.array(z.strictObject({ column: z.number().int().min(0), header: z.string(), field: z.string() })),
})
export type Mapping = z.infer<typeof mappingSchema>

export const exportFormats = ['xlsx', 'csv', 'json', 'dcat'] as const

export const catalogueCalls = {
  'catalogue.search': call({
    about: { zh: '查找目录：中文任意字、字母、代码、拼音', en: 'Search: Chinese of any length, Latin, codes, pinyin' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({
      text: z.string().max(200).default(''),
      limit: z.number().int().min(0).max(500).default(50),
      cursor: z.string().max(8000).optional(), // holds sort keys: a title and a provider
      filter: filterSchema.default({}),
      sort: z.enum(['relevance', 'updated', 'title', 'code', 'provider', 'findings']).default('relevance'),
      /** The list asks for rows first and for the facets when the keys rest. */
      facets: z.boolean().default(true),
      /** false: nothing is counted beyond this page (a keystroke's cost), true: exact. */
      exact: z.boolean().default(true),
    }),
    output: z.strictObject({
      items: z.array(rowSchema),
      total: z.number().int(),
      capped: z.boolean(), // total is a lower bound
      facets: z.record(z.enum(facetNames), facetSchema).nullable(),
      othersHere: z.boolean(), // whether other agencies' entries are here at all
      next: z.string().nullable(),
    }),
  }),
  'catalogue.get': call({
    about: { zh: '一条目录的全部内容与核对结果', en: 'One entry, whole, with its findings' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ id: z.uuid() }),
    /** `owner`: the other agency whose entry it is, which can only be read here; null: ours. */
    output: z.strictObject({ entry: entrySchema, owner: z.string().nullable(), next: nextSchema.nullable(), findings: z.array(findingSchema) }),
  }),
  /** A stale save is refused with `details {id, version, base, mine, theirs}`: whole contents, `mine` being the base with the patch. */
  'catalogue.save': call({
    about: { zh: '新建或修改一条目录（只送改动的字段）', en: 'Make or change an entry (changed fields only)' },
    roles: ['catalogueOfficer'],
    effect: 'write',
    input: z.strictObject({
      id: z.uuid().optional(),
      base: z.number().int().positive().optional(), // the version the change was made on; required with id
      patch: entryPatchSchema,
      secrecy: secrecySchema.optional(), // required; without it secrecy.undeclared
      note: z.string().max(500).default(''),
    }),
    output: z.strictObject({ id: z.uuid(), version: z.number().int(), findings: z.array(findingSchema) }),
  }),
  /** While a new entry, or a need, is written: what the local copy already has of any agency. */
  'catalogue.similar': call({
    about: { zh: '可能已有的同类资源（避免重复采集）', en: 'Resources that may hold the same already (nothing is collected twice)' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({
      title: z.string().min(1).max(500),
      items: z.array(z.string().max(200)).max(5000).default([]), // names of 信息项
      exceptId: z.uuid().optional(), // the entry itself
      limit: z.number().int().min(1).max(50).default(8),
    }),
    output: z.strictObject({
      similar: z.array(
        z.strictObject({
          id: z.uuid(),
          code: z.string(),
          title: z.string(),
          provider: z.string(),
          shareType: z.string(),
          status: entryStatusSchema,
          score: z.number().min(0).max(1),
          likely: z.boolean(),
          shared: z.array(z.string()), // pieces of the name both have
          items: z.array(z.string()), // items both have, as they are compared
          samePlace: z.boolean(),
        }),
      ),
      likely: z.number().int(),
      /** On what it rests that nothing is collected twice; empty where nothing is likely. */
      cited: z.array(citedSchema),
    }),
  }),
  'catalogue.history': call({
    about: { zh: '一条目录的历次版本与改动', en: "An entry's versions and what changed" },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ id: z.uuid() }),
    output: z.strictObject({ versions: z.array(versionSchema) }),
  }),
  'catalogue.version': call({
    about: { zh: '一条目录在某一版本时的内容', en: 'An entry as it stood at one version' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ id: z.uuid(), version: z.number().int().positive() }),
    output: z.strictObject({ content: entryContentSchema }),
  }),
  'catalogue.restore': call({
    about: { zh: '把旧版本恢复为新的一版', en: 'Restore an old version as a new one' },
    roles: ['catalogueOfficer'],
    effect: 'write',
    input: z.strictObject({ id: z.uuid(), version: z.number().int().positive(), base: z.number().int().positive() }),
    output: z.strictObject({ id: z.uuid(), version: z.number().int(), findings: z.array(findingSchema) }),
  }),
  'catalogue.delete': call({
    about: { zh: '撤销一条或多条目录（可恢复）', en: 'Delete entries (can be undone)' },
    roles: ['catalogueOfficer'],
    effect: 'write',
    input: z.strictObject({
      entries: z
        .array(z.strictObject({ id: z.uuid(), base: z.number().int().positive() }))
        .min(1)
        .max(10_000),
      reason: z.string().max(500).default(''),
    }),
    output: z.strictObject({ deleted: z.number().int() }),
  }),
  'catalogue.undelete': call({
    about: { zh: '恢复已撤销的目录', en: 'Undo a deletion' },
    roles: ['catalogueOfficer'],
    effect: 'write',
    input: z.strictObject({ ids: z.array(z.uuid()).min(1).max(10_000) }),
    output: z.strictObject({ restored: z.number().int() }),
  }),
  'catalogue.check': call({
    about: { zh: '核对整个目录', en: 'Check the whole catalogue' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ filter: filterSchema.default({}) }),
    output: z.strictObject({
      entries: z.number().int(),
      clean: z.number().int(),
      /** false: the day or the law is another than at the last check; it goes on in the background, or by catalogue.recheck. */
      upToDate: z.boolean(),
      /** `entries` is everyone with the finding; `existing` says how many of them are 存量待补 (practice P8). */
      rules: z.array(
        z.strictObject({
          code: z.string(),
          severity: z.enum(['error', 'warning', 'info']),
          field: z.string(),
          entries: z.number().int(),
          existing: z.number().int(),
        }),
      ),
    }),
  }),
  'catalogue.recheck': call({
    about: { zh: '按今天的规定把全部目录重新核对一遍', en: "Check every entry anew by today's law" },
    roles: officeRoles,
    effect: 'write',
    long: true,
    input: z.strictObject({}),
    output: z.strictObject({ entries: z.number().int() }),
  }),
  'catalogue.parseItems': call({
    about: { zh: '把粘贴的表格、数据字典或 CREATE TABLE 变成信息项', en: 'Turn pasted cells, a data dictionary or CREATE TABLE into items' },
    roles: ['catalogueOfficer'],
    effect: 'read',
    input: z.strictObject({ text: z.string().max(2_000_000) }),
    output: z.strictObject({
      kind: z.enum(['cells', 'dictionary', 'ddl']),
      items: z.array(itemSchema),
      skipped: z.array(z.strictObject({ line: z.number().int(), reason: z.enum(skipReasons) })),
    }),
  }),
  'catalogue.inspectFile': call({
    about: { zh: '看一个表格文件：识别模板，提出列对应', en: 'Look at a sheet file: recognise the template, propose a column mapping' },
    roles: ['catalogueOfficer'],
    effect: 'read',
    long: true,
    input: z.strictObject({ file: readHandleSchema, sheet: z.string().optional() }),
    output: z.strictObject({
      format: z.string(), // xlsx, xls, csv (utf-8), csv (gb18030), json …
      template: z.string().nullable(), // the recognised template, or null: map the columns
      sheets: z.array(z.strictObject({ name: z.string(), rows: z.number().int(), columns: z.number().int() })),
      proposal: mappingSchema,
      confidence: z.array(z.number()), // per mapped column, 0..1
      preview: z.array(z.array(z.string())), // the first rows, as text
      secrecyMarks: z.array(z.strictObject({ sheet: z.string(), row: z.number().int(), column: z.number().int(), mark: z.string() })),
    }),
  }),
  'catalogue.import': call({
    about: { zh: '导入表格：先试算，再一次写入', en: 'Import a sheet: dry run first, then one transaction' },
    roles: ['catalogueOfficer'],
    effect: 'write',
    aside: true,
    long: true,
    input: z.strictObject({
      file: readHandleSchema,
      secrecy: secrecySchema.optional(), // required; without it secrecy.undeclared
      apply: z.boolean().default(false),
      mapping: mappingSchema.optional(),
      /** Values for fields no column feeds (a portal listing without a provider column). */
      defaults: z
        .strictObject({ provider: z.string().max(200).optional(), providerCode: z.string().max(32).optional(), providerOffice: z.string().max(200).optional() })
        .default({}),
      /** Good rows are not held back unless asked. */
      allOrNothing: z.boolean().default(false),
      /** Rejected rows, as a file the officer can correct and import again. */
      rejectsFile: writeHandleSchema.optional(),
    }),
    output: z.strictObject({
      rows: z.number().int(), // entries read from the file
      created: z.number().int(),
      changed: z.number().int(),
      unchanged: z.number().int(),
      rejected: z.number().int(),
      applied: z.boolean(),
      rejects: z.array(rejectSchema),
      /** Which cells would change; the first 1,000. */
      changes: z.array(z.strictObject({ row: z.number().int(), id: z.uuid(), title: z.string(), fields: z.array(fieldChangeSchema) })),
      asked: z.array(z.strictObject({ row: z.number().int(), column: z.string(), word: z.string() })), // words that only ask (practice L1)
      sheetRows: z.number().int(),
      rejectsFile: z.string().nullable(),
    }),
  }),
  'catalogue.saveMapping': call({
    about: { zh: '保存列对应，下次自动提出', en: 'Keep a column mapping for the next time' },
    roles: ['catalogueOfficer'],
    effect: 'write',
    input: z.strictObject({ name: z.string().min(1).max(100), mapping: mappingSchema }),
    output: z.strictObject({}),
  }),
  'catalogue.mappings': call({
    about: { zh: '已保存的列对应', en: 'Kept column mappings' },
    roles: ['catalogueOfficer'],
    effect: 'read',
    reader: true,
    input: z.strictObject({}),
    output: z.strictObject({ mappings: z.array(z.strictObject({ name: z.string(), mapping: mappingSchema, savedAt: momentSchema })) }),
  }),
  'catalogue.export': call({
    about: { zh: '导出目录：填报模板、csv、JSON、DCAT', en: 'Export: the template, csv, JSON, DCAT' },
    roles: ['catalogueOfficer', 'workingBodyHead', 'statisticsOfficer'],
    effect: 'export',
    aside: true,
    long: true,
    input: z.strictObject({
      file: writeHandleSchema,
      format: z.enum(exportFormats),
      filter: filterSchema.default({}),
      text: z.string().max(200).default(''),
      purpose: z.string().max(200).default(''),
    }),
    output: z.strictObject({ rows: z.number().int(), sha256: z.string(), bytes: z.number().int(), form: z.enum(['full', 'flat', 'text']) }),
  }),
  'catalogue.template': call({
    about: { zh: '写出空白的填报模板', en: 'Write the empty fill-in template' },
    roles: officeRoles,
    effect: 'read',
    input: z.strictObject({ file: writeHandleSchema }),
    output: z.strictObject({ bytes: z.number().int() }),
  }),
  'catalogue.sample': call({
    about: { zh: '装入示例目录（试用）', en: 'Load the sample catalogue (for trying)' },
    roles: ['catalogueOfficer'],
    effect: 'write',
    long: true,
    input: z.strictObject({ secrecy: secrecySchema.optional() }),
    output: z.strictObject({ created: z.number().int() }),
  }),
}
