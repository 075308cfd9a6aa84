import { z } from 'zod'
import { packIdSchema } from '../regulations/pack.ts'
import { officeRoles } from '../roles.ts'
import { call } from './define.ts'

/** What the local extension fields are called and what they may hold. */
export const extensionFieldSchema = z.strictObject({
  key: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/),
  label: z.string().min(1).max(64), // also the column heading on import and export
  kind: z.enum(['text', 'number', 'day', 'choice']),
  choices: z.array(z.string().max(100)).max(200),
  required: z.boolean(),
})
export type ExtensionField = z.infer<typeof extensionFieldSchema>

/** 单位概况 (practice P17: Ningbo art.27, Hebei art.8, Jiangsu art.30, Order 809 art.10-11). */
export const profileSchema = z.strictObject({
  agency: z.string().max(200), // 单位名称
  creditCode: z.string().max(32), // 统一社会信用代码
  region: z.string().max(64), // 行政区划代码 or name
  level: z.enum(['', '国家', '省', '设区的市', '县']),
  network: z.enum(['政务外网', '互联网', '单位内部非涉密网']),
  /** The packs of its region it works under, also ones that came as files; national packs bind everyone. */
  regulations: z.array(packIdSchema).max(50),
  workingBody: z.string().max(200), // 政务数据共享工作机构
  workingBodyHead: z.string().max(64),
  departmentHead: z.string().max(64),
  namedPersons: z.array(z.strictObject({ name: z.string().max(64), duty: z.string().max(200), phone: z.string().max(64), since: z.string().max(10) })).max(50),
  ownRules: z.array(z.strictObject({ title: z.string().max(200), number: z.string().max(100), on: z.string().max(10) })).max(100),
  platform: z.string().max(200), // 对接平台
  platformLevel: z.enum(['', '国家', '省', '设区的市', '县', '上级平台']),
  codePattern: z.string().max(200), // 信息资源代码规则, a regular expression; '' = the 1272 guide's
  extensionFields: z.array(extensionFieldSchema).max(100),
})
export type Profile = z.infer<typeof profileSchema>

/** A profile nobody has filled in yet. */
export const emptyProfile: Profile = {
  agency: '',
  creditCode: '',
  region: '',
  level: '',
  network: '政务外网',
  regulations: [],
  workingBody: '',
  workingBodyHead: '',
  departmentHead: '',
  namedPersons: [],
  ownRules: [],
  platform: '',
  platformLevel: '',
  codePattern: '',
  extensionFields: [],
}

const registerKinds = ['duty', 'matter', 'system'] as const
export type RegisterKind = (typeof registerKinds)[number]
const registerRowSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(registerKinds), // 职责 / 业务事项 / 信息系统
  name: z.string().min(1).max(500),
  office: z.string().max(200),
  basis: z.string().max(1000),
  note: z.string().max(1000),
})

export const profileCalls = {
  'profile.get': call({
    about: { zh: '单位概况', en: "The agency's profile" },
    roles: 'anyUser',
    effect: 'read',
    whenSealed: true,
    input: z.strictObject({}),
    output: z.strictObject({ profile: profileSchema }),
  }),
  'profile.save': call({
    about: { zh: '保存单位概况（只送改动的字段）', en: "Save the agency's profile (changed fields only)" },
    roles: ['systemAdmin', 'catalogueOfficer'],
    effect: 'write',
    input: z.strictObject({ patch: profileSchema.partial() }),
    output: z.strictObject({ profile: profileSchema }),
  }),
  'register.list': call({
    about: { zh: '职责、事项、系统清单，及尚无目录的', en: 'Registers of duties, matters and systems, and what has no entry yet' },
    roles: officeRoles,
    effect: 'read',
    reader: true,
    input: z.strictObject({ kind: z.enum(registerKinds).optional() }),
    output: z.strictObject({ rows: z.array(registerRowSchema.extend({ entries: z.number().int() })) }),
  }),
  'register.save': call({
    about: { zh: '登记或修改一条职责、事项或系统', en: 'Add or change one duty, matter or system' },
    roles: ['catalogueOfficer'],
    effect: 'write',
    input: z.strictObject({ row: registerRowSchema.omit({ id: true }).extend({ id: z.uuid().optional() }) }),
    output: z.strictObject({ id: z.uuid() }),
  }),
  'register.remove': call({
    about: { zh: '删除一条登记', en: 'Remove one row' },
    roles: ['catalogueOfficer'],
    effect: 'write',
    input: z.strictObject({ id: z.uuid() }),
    output: z.strictObject({}),
  }),
}
