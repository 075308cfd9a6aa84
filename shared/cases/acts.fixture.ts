import fc from 'fast-check'
import { type Act, type CaseHead, type CaseKind, type Party, parties, type Statement } from './act.ts'
import type { agreementMachine } from './agreement.ts'
import type { complaintMachine } from './complaint.ts'
import type { correctionMachine } from './correction.ts'
import type { disputeMachine } from './dispute.ts'
import { actsFor, type Folded, opened, whyNot } from './fold.ts'
import type { ActSpec, Machine } from './machine.ts'
import { machines } from './machines.ts'
import type { incidentMachine, needMachine } from './registers.ts'
import type { requestMachine } from './request.ts'

/** For every machine and act a statement that says what it must, and arbitraries of sound and unsound ones. */

type Fields = Statement['fields']
type FieldsOf<M extends { acts: object }> = Readonly<Record<keyof M['acts'], Fields>>

export const uuidOf = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`

const sha = (digit: string): string => digit.repeat(64)
const negotiation = { on: '2026-11-03', how: '会商', with: '数据管理处', outcome: '双方未达成一致' }
const resource = { id: uuidOf(0xabc), code: '307021/000001', name: '社会救助对象信息' }
const application = {
  type: 'catalogue',
  resource,
  items: ['姓名', '身份证件号码'],
  basis: [{ title: '《社会救助暂行办法》', article: '第五十八条', quote: '可以通过户籍管理、税务、社会保险等单位代为查询、核对' }],
  scene: '核对申请人家庭经济状况',
  scope: '本局救助处三名经办人员',
  way: '服务接口',
  period: { from: '2026-12-01', to: '2027-11-30' },
  receiver: '',
}
const refusal = {
  ground: 'statute',
  title: '《中华人民共和国个人信息保护法》',
  article: '第二十八条',
  quote: '敏感个人信息只有在具有特定的目的和充分的必要性时方可处理',
  explanation: '申请的用途不需要生物识别信息',
  items: ['指纹'],
}

const requestFields: FieldsOf<typeof requestMachine> = {
  apply: application,
  obtainDirect: { ...application, items: [] },
  noticeMissing: { missing: ['使用依据未写明条款'] },
  complete: { completed: ['补充了条款'] },
  askExtension: { n: 8, reason: '需要会商业务处室' },
  consentExtension: { n: 6 },
  noticeExtension: {},
  grant: { way: '服务接口', note: '' },
  consentUse: { conditions: '注明来源', until: '2027-12-31' },
  grantPartly: { way: '服务接口', note: '', items: ['姓名'], refusals: [refusal] },
  refuse: { refusals: [refusal] },
  grantAfter: { way: '批量交换', note: '经协调同意' },
  copyRefusal: {},
  deliver: { way: '服务接口', firstOn: '2026-11-20', by: '王提供' },
  recordUse: {
    scene: '核对',
    process: '按户查询',
    effect: '减少证明材料',
    storage: '业务专网数据库',
    disposal: '',
    period: { from: '2026-12-01', to: '2026-12-31' },
    responsible: '赵使用',
  },
  recordDirect: {
    reason: '平台接口尚未开通',
    channel: '专线直连',
    period: { from: '2026-10-01', to: '2026-10-31' },
    times: 12,
    volume: '约3万条',
    platformBy: '2026-12-31',
  },
  checkFrontEnd: {
    on: '2026-11-20',
    businessOn: '2026-11-20',
    frontEndOn: '2026-11-18',
    sync: 'behind',
    difference: '交换任务停了两天',
    mendedOn: null,
    by: '王提供',
  },
  permit: {
    person: '赵使用',
    office: '救助处',
    post: '经办',
    system: '低保系统',
    permission: '按户查询',
    period: { from: '2026-12-01', to: '2027-11-30' },
    grantedBy: '孙主任',
  },
  endPermit: { person: '赵使用', on: '2026-12-15', reason: '人员调离' },
  suspend: { reason: '用于申请以外的用途', rectifyBy: '2026-12-31' },
  rectify: { result: '已停止并删除' },
  resume: {},
  endMisuse: { reason: '逾期未整改' },
  endService: { reason: '系统停用', negotiatedOn: '2026-11-03', filing: '备〔2026〕1号', from: '2027-01-01' },
  finishUse: { why: 'achieved', note: '' },
  dispose: { method: 'delete', on: '2027-12-01', by: '赵使用', witness: '钱见证' },
  negotiate: negotiation,
  reportNeed: { content: '每日共享救助对象信息' },
  message: { text: '请补充联系人' },
  withdraw: { reason: '事项已取消' },
  close: {},
}
const disputeFields: FieldsOf<typeof disputeMachine> = {
  raise: { subject: 'refusal', matter: '对不同意共享的理由有异议', wanted: '按目录共享' },
  negotiate: negotiation,
  settle: { outcome: '同意共享姓名一项' },
  applyCoordination: { to: '市数据局', matter: '协商两次未果' },
  explain: { reasons: '依法不能提供', basis: '' },
  coordinate: { outcome: '双方同意分步共享' },
  failCoordination: { outcome: '未达成一致' },
  decide: { decision: '应当共享', by: '市人民政府', with: '' },
  acknowledge: {},
  message: { text: '已收到' },
  withdraw: { reason: '已另行取得' },
}
const correctionFields: FieldsOf<typeof correctionMachine> = {
  report: { type: 'error', resource, items: [], wrong: '一条记录的日期晚于登记日', evidence: '登记表', sources: [] },
  reportDepartment: {},
  correct: { result: '属实', corrected: '已更正' },
  uphold: { result: '核实无误', explanation: '日期为补登日期' },
  opinion: { opinion: '以登记机关为准' },
  feedback: { result: '已督促更正' },
  confirm: {},
  reopen: { wrong: '仍与登记表不一致' },
  message: { text: '请看附件' },
  withdraw: { reason: '系本单位误读' },
}
const proposal = { text: { format: 'mulu-agreement/1' }, sha256: sha('a'), note: '' }
const signature = {
  sha256: sha('a'),
  way: 'paper',
  signer: '孙主任',
  authorisation: '法定代表人',
  on: '2026-11-25',
  copies: 4,
  keptAt: '档案室',
}
const agreementFields: FieldsOf<typeof agreementMachine> = {
  propose: proposal,
  counter: { ...proposal, sha256: sha('b') },
  accept: {},
  reopen: { ...proposal, sha256: sha('c'), reason: '范围有变' },
  sign: signature,
  countersign: signature,
  unsign: { reason: '用印有误' },
  file: { number: '备〔2026〕2号', on: '2026-11-26' },
  terminate: { on: '2027-01-01', reason: '服务停止', disposal: '一个月内删除' },
  conclude: { on: '2027-12-01', how: 'disposed', reason: '期满，数据已删除' },
  message: { text: '请核对附件一' },
  abandon: { reason: '不再需要' },
}
const complaintFields: FieldsOf<typeof complaintMachine> = {
  complain: { matter: '逾期不答复' },
  receive: { matter: '认为信息被超范围使用', receivedFrom: '来信' },
  reply: { result: '已停止使用并告知' },
  answer: { result: '已督促答复' },
  order: { matter: '未按期更新目录', by: '2026-12-31', orderedBy: '市数据局' },
  rectify: { result: '已更新', on: '2026-12-20' },
  accept: { opinion: '' },
  again: { matter: '仍缺两项', by: '2027-01-31' },
  withdraw: { reason: '已得到答复' },
}
const needFields: FieldsOf<typeof needMachine> = {
  list: { name: '不动产登记信息', items: [], basis: application.basis, scene: '核对', likelyProvider: '' },
  report: { on: '2026-11-10' },
  match: { provider: '市自然资源局', note: '' },
  drop: { reason: '业务取消' },
}
const incidentFields: FieldsOf<typeof incidentMachine> = {
  note: { on: '2026-11-10', what: '接口异常访问', reach: '一个账号', measures: '' },
  report: { to: '市数据局', on: '2026-11-10' },
  end: { result: '已停用账号', cause: '口令泄露' },
}

export const validFields: Readonly<Record<CaseKind, Readonly<Record<string, Fields>>>> = {
  request: requestFields,
  dispute: disputeFields,
  correction: correctionFields,
  agreement: agreementFields,
  complaint: complaintFields,
  need: needFields,
  incident: incidentFields,
}

/** Openings of other types, which lead elsewhere. */
export const otherOpenings: Partial<Record<CaseKind, Readonly<Record<string, readonly Fields[]>>>> = {
  request: {
    apply: [
      { ...application, type: 'publication' },
      { ...application, type: 'thirdParty', receiver: '市银行业协会' },
    ],
  },
}

export const headOf = (kind: CaseKind, more: Partial<CaseHead> = {}): CaseHead => ({
  id: uuidOf(0xca5e),
  kind,
  title: '社会救助对象信息',
  applicant: '市民政局',
  respondent: kind === 'need' || kind === 'incident' ? '' : '市公安局',
  refers: null,
  sensitive: [],
  shareType: '无条件共享',
  ...more,
})

const agencies: Readonly<Record<Party, string>> = { applicant: '市民政局', respondent: '市公安局', department: '市数据局' }

/** What an act that answers another must repeat of it. */
const repeated = (spec: ActSpec | undefined, { acts }: Folded): Fields => {
  const answered = spec?.answers === undefined ? undefined : acts.findLast(({ act }) => spec.answers?.includes(act.act))?.act
  if (answered === undefined || spec === undefined) return {}
  return { to: answered.id, ...Object.fromEntries((spec.same ?? []).map((field) => [field, answered.fields[field] ?? ''])) }
}

/** A statement that may follow, as far as what it says goes; whether it may now is for the state to say. */
export const statementOf = (kind: CaseKind, name: string, party: Party, folded: Folded = opened, more: Partial<Statement> = {}): Statement => {
  const spec = machines[kind].acts[name]
  const fields = validFields[kind][name]
  if (spec === undefined || fields === undefined) throw new Error(`no act ${name}`)
  return {
    id: uuidOf(folded.acts.length + 1),
    act: name,
    party,
    officer: '张承办',
    madeAt: '2026-11-02T01:00:00.000Z',
    number: '',
    consents: spec.needs.map((need) => ({ need, by: '李负责', on: '2026-11-02', evidence: '' })),
    fields: { ...fields, ...repeated(spec, folded) },
    note: '',
    papers: spec.paper === true ? [{ name: '函.pdf', sha256: sha('0') }] : [],
    ...more,
  }
}

export const actOf = (kind: CaseKind, name: string, party: Party, folded: Folded = opened, more: Partial<Act> = {}): Act => ({
  ...statementOf(kind, name, party, folded, more),
  agency: agencies[party],
  source: '平台',
  when: '2026-11-02T01:00:00.000Z',
  ruling: '',
  ...more,
})

/** The case after acts named in order, `act` or `act by party`; whatever may not follow is an error of the test. */
export const lived = (kind: CaseKind, head: CaseHead, names: readonly (string | { name: string; by?: Party; more?: Partial<Act> })[]): Folded =>
  names.reduce((folded: Folded, one) => {
    const { name, by, more } = typeof one === 'string' ? { name: one, by: undefined, more: undefined } : one
    const act = actOf(kind, name, by ?? machines[kind].acts[name]?.party[0] ?? 'applicant', folded, more)
    const why = whyNot(machines[kind], head, folded, act)
    if (why !== null) throw new Error(`${name} after ${folded.state}: ${why.code} ${why.detail}`)
    const state = machines[kind].acts[name]?.to ?? folded.state
    return { state, closed: machines[kind].states[state]?.closed === true, acts: [...folded.acts, { act, state }] }
  }, opened)

const leavesOf = (value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] => {
  if (typeof value === 'string' || typeof value === 'number') return [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => leavesOf(member, [...path, Array.isArray(value) ? Number(key) : key]))
}

/** A copy with another value at a place; `undefined` takes the place away. */
const put = (value: Fields, path: readonly (string | number)[], leaf: string | number | undefined): Fields => {
  const copy: Fields = structuredClone(value)
  let at: unknown = copy
  for (const key of path.slice(0, -1)) at = (at as Record<string | number, unknown>)[key]
  const last = path.at(-1)
  if (last === undefined) return copy
  if (leaf === undefined) delete (at as Record<string | number, unknown>)[last]
  else (at as Record<string | number, unknown>)[last] = leaf
  return copy
}

const words = fc.oneof(
  fc.constantFrom('依法提供', '𠮷田与䶮某的登记信息', 'A', '第十九条第（二）项'),
  fc.string({ unit: fc.constantFrom(...'核对登记信息ABC，。（1）'), minLength: 1, maxLength: 40 }),
)

type Edit = readonly [at: number, text: string]
const editsArb: fc.Arbitrary<readonly Edit[]> = fc.array(fc.tuple(fc.nat(), words), { maxLength: 6 })

/** The example with its words changed wherever words may stand. */
const varied = (kind: CaseKind, name: string, edits: readonly Edit[]): Fields => {
  const spec = machines[kind].acts[name]
  const example = validFields[kind][name]
  if (spec === undefined || example === undefined) throw new Error(`no act ${name}`)
  const answer = spec.answers === undefined ? {} : { to: uuidOf(1) }
  const same = Object.fromEntries((spec.same ?? []).map((field) => [field, sha('a')]))
  return edits.reduce((fields, [at, text]) => {
    const leaves = leavesOf(fields)
    const path = leaves[at % Math.max(1, leaves.length)]
    const edited = path === undefined ? fields : put(fields, path, text)
    return spec.fields.safeParse({ ...edited, ...answer, ...same }).success ? edited : fields
  }, example)
}

/** Sound fields of an act, but for the act it answers. */
export const fieldsArb = (kind: CaseKind, name: string): fc.Arbitrary<Fields> => editsArb.map((edits) => varied(kind, name, edits))

export const flaws = ['none', 'noConsent', 'selfConsent', 'noPaper', 'blank', 'dropped', 'extra', 'otherAct', 'otherDigest'] as const
type Flaw = (typeof flaws)[number]

/** A try at an act: any by anyone, or (`pick`) one of those that may be done; in which words, and what is wrong about it. */
export type Try = { pick: number | null; name: string; party: Party; edits: readonly Edit[]; flaw: Flaw; at: number; officer: string }

export const tryArb = (machine: Machine): fc.Arbitrary<Try> =>
  fc.record({
    pick: fc.option(fc.nat(), { freq: 3 }),
    name: fc.constantFrom(...Object.keys(machine.acts)),
    party: fc.constantFrom(...parties),
    edits: editsArb,
    flaw: fc.oneof({ arbitrary: fc.constant<Flaw>('none'), weight: 3 }, { arbitrary: fc.constantFrom(...flaws), weight: 1 }),
    at: fc.nat(50),
    officer: fc.constantFrom('张承办', '王 承办'),
  })

/** The act a try makes of the case as it stands; `n` numbers it. */
export const tried = (machine: Machine, folded: Folded, { pick, name: any, party: anyone, edits, flaw, at, officer }: Try, n: number): Act => {
  const { kind } = machine
  const open = parties.flatMap((party) => actsFor(machine, folded, party).map((name) => ({ name, party })))
  const { name, party } = pick === null || open.length === 0 ? { name: any, party: anyone } : (open[pick % open.length] ?? { name: any, party: anyone })
  const sound = actOf(kind, name, party, folded, { id: uuidOf(n), officer })
  const answers = machine.acts[name]?.answers !== undefined
  const other = at % 3 === 0 ? otherOpenings[kind]?.[name]?.[0] : undefined
  const act = { ...sound, fields: { ...(other ?? varied(kind, name, edits)), ...(answers ? repeated(machine.acts[name], folded) : {}) } }
  const leaves = leavesOf(act.fields)
  const path = leaves[at % Math.max(1, leaves.length)] ?? []
  switch (flaw) {
    case 'noConsent':
      return { ...act, consents: act.consents.slice(1) }
    case 'selfConsent':
      return { ...act, consents: act.consents.map((consent) => ({ ...consent, by: officer.replaceAll(' ', '') })) }
    case 'noPaper':
      return { ...act, papers: [] }
    case 'blank':
      return { ...act, fields: put(act.fields, path, ' ') }
    case 'dropped':
      return { ...act, fields: put(act.fields, path.slice(0, 1), undefined) }
    case 'extra':
      return { ...act, fields: { ...act.fields, extra: 1 } }
    case 'otherAct':
      return answers ? { ...act, fields: { ...act.fields, to: uuidOf(0xffff) } } : act
    case 'otherDigest':
      return machine.acts[name]?.same === undefined ? act : { ...act, fields: { ...act.fields, sha256: sha('f') } }
    default:
      return act
  }
}
