import { z } from 'zod'
import { template } from '../template.ts'
import { dayFact, dayOrBlank, line, named, prose, saying } from './facts.ts'
import { register } from './register.ts'

/** What every register says of itself. */
const head = { agency: named(), about: line(200), on: dayFact, filledBy: line(100), checkedBy: line(100) }

const requestRow = z.strictObject({
  number: line(100),
  direction: z.enum(['提出', '收到', '主管']),
  other: named(),
  resource: named(1000),
  type: line(50),
  receivedAt: line(50),
  dueOn: dayOrBlank,
  repliedAt: line(50),
  result: line(100),
  reason: line(2000),
  deliverBy: dayOrBlank,
  deliveredOn: dayOrBlank,
  dispute: line(300),
  agreement: line(100),
})

const directions = { 提出: 'made', 收到: 'received', 主管: 'as the department' } as const

export const requestLedger = template({
  id: 'ledger.requests',
  name: { zh: '共享申请办理台账', en: 'Register of requests' },
  facts: z.strictObject({ ...head, rows: z.array(requestRow).max(5000) }),
  make: ({ rows, ...facts }, lang) => {
    const say = saying(lang)
    const columns = [
      { title: say('编号', 'Number'), width: 11 },
      { title: say('方向', 'Way'), width: 4.5, align: 'center' },
      { title: say('对方单位', 'Other agency'), width: 10 },
      { title: say('资源', 'Resource'), width: 11 },
      { title: say('类型', 'Type'), width: 6 },
      { title: say('收到时间（平台）', 'Received (platform)'), width: 10.5 },
      { title: say('应答复日', 'Due'), width: 10.5 },
      { title: say('答复时间', 'Replied'), width: 10.5 },
      { title: say('结果', 'Result'), width: 6 },
      { title: say('理由', 'Reason'), width: 10 },
      { title: say('提供期限', 'Provide by'), width: 10.5 },
      { title: say('提供时间', 'Provided'), width: 10.5 },
      { title: say('争议', 'Dispute'), width: 6 },
      { title: say('协议号', 'Agreement'), width: 9.5 },
    ] as const
    const cells = rows.map((row) => [
      row.number,
      say(row.direction, directions[row.direction]),
      row.other,
      row.resource,
      row.type,
      row.receivedAt,
      row.dueOn ?? '',
      row.repliedAt,
      row.result,
      row.reason,
      row.deliverBy ?? '',
      row.deliveredOn ?? '',
      row.dispute,
      row.agreement,
    ])
    return register({ ...facts, title: say('共享申请办理台账', 'Register of requests for sharing'), columns, rows: cells }, lang)
  },
})

const useRow = z.strictObject({
  resource: named(1000),
  number: line(100),
  scene: prose(1000),
  process: prose(2000),
  effect: prose(2000),
  storage: prose(1000),
  disposal: prose(1000),
  from: dayOrBlank,
  until: dayOrBlank,
  responsible: line(100),
})

export const useLedger = template({
  id: 'ledger.use',
  name: { zh: '使用记录台账', en: 'Register of use' },
  facts: z.strictObject({ ...head, rows: z.array(useRow).max(5000) }),
  make: ({ rows, ...facts }, lang) => {
    const say = saying(lang)
    const columns = [
      { title: say('资源', 'Resource'), width: 12 },
      { title: say('申请（协议）编号', 'Request (agreement)'), width: 9 },
      { title: say('使用场景', 'Scene'), width: 13 },
      { title: say('使用过程', 'Process'), width: 16 },
      { title: say('应用成效', 'Effect'), width: 14 },
      { title: say('存储情况', 'Storage'), width: 12 },
      { title: say('销毁情况', 'Disposal'), width: 12 },
      { title: say('起止', 'Period'), width: 9, align: 'center' },
      { title: say('责任人', 'Responsible'), width: 7, align: 'center' },
    ] as const
    const cells = rows.map((row) => [
      row.resource,
      row.number,
      row.scene,
      row.process,
      row.effect,
      row.storage,
      row.disposal,
      [row.from ?? '', row.until ?? ''].filter((day) => day !== '').join('\n'),
      row.responsible,
    ])
    return register({ ...facts, title: say('共享数据使用记录台账', 'Register of the use of shared data'), columns, rows: cells }, lang)
  },
})

const reviewRow = z.strictObject({
  subject: named(1000),
  kind: line(100),
  reviewedOn: dayOrBlank,
  handledBy: line(100),
  officeHead: line(100),
  leader: line(100),
  conclusion: line(200),
  note: line(1000),
})

export const reviewLedger = template({
  id: 'ledger.reviews',
  name: { zh: '保密审查台账', en: 'Register of secrecy reviews' },
  facts: z.strictObject({ ...head, rows: z.array(reviewRow).max(5000) }),
  make: ({ rows, ...facts }, lang) => {
    const say = saying(lang)
    const columns = [
      { title: say('审查事项', 'What was reviewed'), width: 22 },
      { title: say('类别', 'Kind'), width: 9 },
      { title: say('承办人', 'Handled by'), width: 8, align: 'center' },
      { title: say('处室负责人', 'Office head'), width: 8, align: 'center' },
      { title: say('分管领导', 'Leader'), width: 8, align: 'center' },
      { title: say('审查结论', 'Conclusion'), width: 10, align: 'center' },
      { title: say('审查日期', 'Day'), width: 9, align: 'center' },
      { title: say('备注', 'Note'), width: 12 },
    ] as const
    const cells = rows.map((row) => [row.subject, row.kind, row.handledBy, row.officeHead, row.leader, row.conclusion, row.reviewedOn ?? '', row.note])
    return register({ ...facts, title: say('保密审查台账', 'Register of secrecy reviews'), columns, rows: cells }, lang)
  },
})

const permissionRow = z.strictObject({
  resource: named(1000),
  number: line(100),
  person: named(100),
  office: line(200),
  post: line(100),
  system: line(200),
  permission: line(300),
  from: dayOrBlank,
  until: dayOrBlank,
  grantedBy: line(100),
  state: z.enum(['有效', '暂停', '已到期', '已收回']).default('有效'),
})

export const permissionLedger = template({
  id: 'ledger.permissions',
  name: { zh: '授权清单', en: 'List of permissions' },
  facts: z.strictObject({ ...head, rows: z.array(permissionRow).max(5000) }),
  make: ({ rows, ...facts }, lang) => {
    const say = saying(lang)
    const columns = [
      { title: say('资源', 'Resource'), width: 14 },
      { title: say('申请（协议）编号', 'Request (agreement)'), width: 10 },
      { title: say('被授权人', 'Person'), width: 8, align: 'center' },
      { title: say('处室、岗位', 'Office, post'), width: 12 },
      { title: say('使用系统', 'System'), width: 11 },
      { title: say('权限', 'Permission'), width: 12 },
      { title: say('授权期限', 'Period'), width: 10, align: 'center' },
      { title: say('授权人', 'Granted by'), width: 8, align: 'center' },
      { title: say('状态', 'State'), width: 9, align: 'center' },
    ] as const
    const states = { 有效: 'in force', 暂停: 'suspended', 已到期: 'expired', 已收回: 'withdrawn' } as const
    const cells = rows.map((row) => [
      row.resource,
      row.number,
      row.person,
      [row.office, row.post].filter((part) => part !== '').join('、'),
      row.system,
      row.permission,
      [row.from ?? '', row.until ?? ''].filter((day) => day !== '').join('\n'),
      row.grantedBy,
      say(row.state, states[row.state]),
    ])
    return register({ ...facts, title: say('共享数据使用授权清单', 'Permissions to use shared data'), columns, rows: cells }, lang)
  },
})

/** Any other register of cases: its columns as they stand on the screen. */
export const caseLedger = template({
  id: 'ledger.cases',
  name: { zh: '案卷台账', en: 'Register of cases' },
  facts: z.strictObject({
    ...head,
    title: named(),
    columns: z
      .array(z.strictObject({ title: named(), width: z.number().min(1).max(100), centred: z.boolean().default(false) }))
      .min(1)
      .max(30),
    rows: z.array(z.array(z.string().max(8000)).max(30)).max(5000),
  }),
  make: ({ columns, ...facts }, lang) =>
    register({ ...facts, columns: columns.map(({ title, width, centred }) => ({ title, width, ...(centred ? { align: 'center' } : {}) })) }, lang),
})
