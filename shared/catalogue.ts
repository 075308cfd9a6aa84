import { z } from 'zod'
import { daySchema, momentSchema } from './moments.ts'

/**
 * The catalogue entry (信息资源) and its items (信息项): the core metadata of 《政务信息资源目录编制指南（试行）》
 * (发改高技〔2017〕1272号), the minimum content of Order 809 art.13 ¶2, and the further fields offices keep.
 * Enumerated fields hold the Chinese label, as exchanged between agencies, never a vendor's code; what is not in the
 * list is kept and answered with a finding, so that a draft is never blocked and an import loses nothing.
 * Absent text is '', absent numbers and days are null.
 */

const text = (max: number) => z.string().max(max)

/** One resource may sit in several classes and has one code for each; the first is the primary. */
export const resourceCodeSchema = z.strictObject({
  code: text(64), // 信息资源代码
  cls1: text(16), // 类
  cls2: text(16), // 项
  cls3: text(16), // 目
  cls4: text(200), // 细目
})

export const formatSchema = z.strictObject({
  formatClass: text(32), // 信息资源格式分类
  formatType: text(64), // 信息资源格式类型
  formatOther: text(500), // 其他类型资源格式描述
})

/** 不予共享依据: structured, so that each rule pack can judge it (Order 809 art.15). */
export const basisSchema = z.strictObject({
  kind: text(32), // 依据类型: 法律 / 行政法规 / 国务院决定 / …
  title: text(200),
  number: text(100), // 文号
  article: text(100), // 条款
  quotation: text(2000), // 原文
})

export const itemSchema = z.strictObject({
  id: z.uuid(), // made locally, survives re-import
  name: text(200), // 信息项名称
  nameEn: text(200),
  dataType: text(32), // 数据类型
  length: text(32), // 数据长度, text because offices write "18" and "18,2"
  shareType: text(32), // 共享类型, '' = as the resource
  isOpen: text(4), // 是否向社会开放: 是 / 否 / '' = as the resource
  isKey: z.boolean(), // 是否主键
  isRequired: z.boolean(), // 不为空
  isCoded: z.boolean(), // 字典项
  codeSet: text(500), // 关联代码集
  personalInformation: z.boolean(), // 个人信息
  commercialSecret: z.boolean(), // 商业秘密
  grade: text(32), // 数据分级
  note: text(2000),
})
export type Item = z.infer<typeof itemSchema>

export const surveyFields = [
  'storageG', // 数据存储总量（G）
  'recordsWan', // 结构化信息记录总数（万）
  'sharedStorageG', // 已共享的数据存储量（G）
  'sharedRecordsWan', // 已共享结构化记录数（万）
  'openStorageG', // 已开放的数据存储量（G）
  'openRecordsWan', // 已开放结构化记录数（万）
] as const

const surveyNumber = z.number().min(0).max(999_999_999.9999).nullable()

export const entryFields = {
  title: text(500), // 信息资源名称
  titleEn: text(500), // 信息资源英文名
  codes: z.array(resourceCodeSchema).max(50),
  provider: text(200), // 信息资源提供方
  providerOffice: text(200), // 提供方内部部门（处室）
  providerCode: text(32), // 资源提供方代码（统一社会信用代码）
  abstract: text(9999), // 信息资源摘要
  formats: z.array(formatSchema).max(50),
  items: z.array(itemSchema).max(5000),
  storageG: surveyNumber,
  recordsWan: surveyNumber,
  sharedStorageG: surveyNumber,
  sharedRecordsWan: surveyNumber,
  openStorageG: surveyNumber,
  openRecordsWan: surveyNumber,
  shareType: text(32), // 共享类型
  shareCondition: text(2000), // 共享条件
  shareScope: text(2000), // 共享范围 (Order 809 art.15)
  shareUse: text(2000), // 使用用途 (Order 809 art.15)
  shareReason: text(2000), // 不予共享理由 (Order 809 art.15)
  shareBasis: z.array(basisSchema).max(20), // 不予共享依据
  shareWayClass: text(32), // 共享方式分类
  shareWayType: text(32), // 共享方式类型
  isOpen: text(16), // 是否向社会开放
  openCondition: text(2000), // 开放条件
  updateCycle: text(32), // 更新周期
  publishedOn: daySchema.nullable(), // 发布日期
  relatedCodes: z.array(text(128)).max(1000), // 关联资源代码
  dataClass: text(100), // 数据分类
  dataGrade: text(32), // 数据分级
  keywords: text(500), // 关键字
  theme: text(200), // 主题分类 (GB/T 21063.4)
  contact: text(200), // 联系人
  dutyBasis: text(1000), // 职责依据
  matter: text(500), // 业务事项
  sourceSystem: text(200), // 来源系统
  network: text(64), // 所在网络
  mountStatus: text(32), // 挂接状态
  collectionMethod: text(64), // 采集方式
  libraryKind: text(32), // 库类型: 基础 / 综合 / 专业 (Ningbo art.9)
  storageMode: text(64), // 存放方式
  accessNote: text(2000), // 接口说明
  sourceDepartment: text(200), // 数源部门
  providedByProvince: text(4), // 省级统一提供 (Jiangsu art.14)
  upperId: text(128), // 上级目录编号
  ext: z.record(text(64), text(4000)), // 本地扩展字段
} as const

export const entryContentSchema = z.strictObject(entryFields)
export type EntryContent = z.infer<typeof entryContentSchema>
export type EntryField = keyof EntryContent
export const entryFieldNames = Object.keys(entryFields) as EntryField[]

/** Only changed fields travel (lesson 20). A field is replaced as a whole; items are matched by their id. */
export const entryPatchSchema = entryContentSchema.partial()
export type EntryPatch = z.infer<typeof entryPatchSchema>

/** The working life of an entry (目录的状态). */
export const entryStatuses = ['draft', 'checked', 'agreed', 'submitted', 'returned', 'published', 'withdrawn'] as const
export const entryStatusSchema = z.enum(entryStatuses)
export type EntryStatus = z.infer<typeof entryStatusSchema>

/** What the department last said of an entry; draft: nothing yet. */
export const outsideStates = ['draft', 'submitted', 'returned', 'published', 'withdrawn'] as const satisfies readonly EntryStatus[]
export type Outside = (typeof outsideStates)[number]

/** How an entry stands with the department, beside the text that is worked on. Versions are null where there is none. */
export const standingSchema = z.strictObject({
  outside: z.enum(outsideStates),
  sinceAt: momentSchema.nullable(), // the department's time of it
  publishedVersion: z.number().int().nullable(), // whose text is published, and stays in force until the next
  submittedVersion: z.number().int().nullable(), // that lies with the department
  textVersion: z.number().int().nullable(), // that last changed the text; null where nothing was ever submitted
})
export type Standing = z.infer<typeof standingSchema>
export const noStanding: Readonly<Standing> = { outside: 'draft', sinceAt: null, publishedVersion: null, submittedVersion: null, textVersion: null }

/** 保密自查的回答. Only 不涉密 lets text in (practice L1, decisions C4). */
export const secrecyAnswers = ['不涉密', '涉密或工作秘密', '不确定'] as const
export const secrecySchema = z.enum(secrecyAnswers)
export type SecrecyAnswer = z.infer<typeof secrecySchema>

export const severitySchema = z.enum(['error', 'warning', 'info'])
export type Severity = z.infer<typeof severitySchema>

/** What a check found; `code` names the message in shared/findings.ts, `params` fill it. Never blocks a draft. */
export const findingSchema = z.strictObject({
  code: z.string(),
  severity: severitySchema,
  field: z.string(), // an EntryField, or `items.name` … for an item's field
  itemId: z.uuid().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export type Finding = z.infer<typeof findingSchema>

export const entrySchema = z.strictObject({
  id: z.uuid(),
  version: z.number().int().positive(),
  status: entryStatusSchema,
  createdAt: momentSchema,
  updatedAt: momentSchema,
  updatedBy: z.string(),
  deletedAt: momentSchema.nullable(),
  /** Entries that were there before the rule (存量, practice P8) are listed apart. */
  imported: z.boolean(),
  standing: standingSchema,
  content: entryContentSchema,
})
export type Entry = z.infer<typeof entrySchema>

/** An entry with nothing in it yet. */
export const emptyContent = (): EntryContent => ({
  title: '',
  titleEn: '',
  codes: [],
  provider: '',
  providerOffice: '',
  providerCode: '',
  abstract: '',
  formats: [],
  items: [],
  storageG: null,
  recordsWan: null,
  sharedStorageG: null,
  sharedRecordsWan: null,
  openStorageG: null,
  openRecordsWan: null,
  shareType: '',
  shareCondition: '',
  shareScope: '',
  shareUse: '',
  shareReason: '',
  shareBasis: [],
  shareWayClass: '',
  shareWayType: '',
  isOpen: '',
  openCondition: '',
  updateCycle: '',
  publishedOn: null,
  relatedCodes: [],
  dataClass: '',
  dataGrade: '',
  keywords: '',
  theme: '',
  contact: '',
  dutyBasis: '',
  matter: '',
  sourceSystem: '',
  network: '',
  mountStatus: '',
  collectionMethod: '',
  libraryKind: '',
  storageMode: '',
  accessNote: '',
  sourceDepartment: '',
  providedByProvince: '',
  upperId: '',
  ext: {},
})

export type ResourceCode = z.infer<typeof resourceCodeSchema>
export const emptyCode: Readonly<ResourceCode> = { code: '', cls1: '', cls2: '', cls3: '', cls4: '' }

export type Format = z.infer<typeof formatSchema>
export const emptyFormat: Readonly<Format> = { formatClass: '', formatType: '', formatOther: '' }

export type Basis = z.infer<typeof basisSchema>
export const emptyBasis: Readonly<Basis> = { kind: '', title: '', number: '', article: '', quotation: '' }

/** An item with nothing in it yet. */
export const emptyItem = (id: string): Item => ({
  id,
  name: '',
  nameEn: '',
  dataType: '',
  length: '',
  shareType: '',
  isOpen: '',
  isKey: false,
  isRequired: false,
  isCoded: false,
  codeSet: '',
  personalInformation: false,
  commercialSecret: false,
  grade: '',
  note: '',
})
