import { createHash, randomUUID } from 'node:crypto'
import type { CaseHead, Consent, Party, Statement } from '../../shared/cases/act.ts'
import { machines } from '../../shared/cases/machines.ts'
import type { ActChange, CaseLine, PageLine } from '../../shared/platform-api/schemas.ts'
import { ask, type Probe } from './client.ts'

/** Acts as devices send them, right in everything that is not said otherwise. */
export const headOf = (some: Partial<CaseHead> = {}): CaseHead => ({
  id: randomUUID(),
  kind: 'request',
  title: '申请使用户籍信息',
  applicant: '澄湖市民政局',
  respondent: '澄湖市公安局',
  refers: null,
  sensitive: [],
  shareType: '有条件共享',
  ...some,
})

const refusal = { ground: 'notHeld', title: '', article: '', quote: '', explanation: '本单位未采集该项。', items: [] }
const application = {
  type: 'catalogue',
  resource: { id: null, code: '', name: '户籍信息' },
  items: [],
  basis: [{ title: '社会救助暂行办法', article: '第九条', quote: '' }],
  scene: '低保审核',
  scope: '低保经办人员',
  way: '服务接口',
  period: { from: '2026-12-01', to: '2027-11-30' },
}
const round = { on: '2026-11-26', how: '会商', with: '公安局信息科', outcome: '双方意见不一致。' }

/** Fields an act may be said with, by its name. `last`: the act that is answered. */
export const fieldsOf = (act: string, last = ''): Record<string, unknown> =>
  ({
    apply: application,
    obtainDirect: application,
    noticeMissing: { missing: ['使用场景说明'] },
    complete: { completed: ['使用场景说明'] },
    askExtension: { n: 5, reason: '涉及多个系统。' },
    consentExtension: { n: 5 },
    grant: { way: '服务接口' },
    grantAfter: { way: '服务接口' },
    grantPartly: { way: '服务接口', items: ['姓名'], refusals: [refusal] },
    refuse: { refusals: [refusal] },
    deliver: { way: '服务接口', firstOn: '2026-11-26', by: '赵宁' },
    recordUse: {
      scene: '低保审核',
      process: '按户核对',
      effect: '减少证明材料',
      storage: '专网',
      disposal: '',
      period: { from: '2026-11-01', to: '2026-11-30' },
      responsible: '李文静',
    },
    finishUse: { why: 'achieved' },
    endMisuse: { reason: '拒不整改。' },
    dispose: { method: 'delete', on: '2026-11-26', by: '李文静', witness: '赵宁' },
    suspend: { reason: '超范围使用。', rectifyBy: '2026-12-10' },
    rectify: { result: '已整改。', on: '2026-12-01' },
    negotiate: round,
    reportNeed: { content: '户籍信息。' },
    message: { text: '收到。' },
    withdraw: { reason: '不再需要。' },
    close: { to: last },
    raise: { subject: 'refusal', matter: '不同意的理由不成立。', wanted: '提供户籍信息。' },
    settle: { outcome: '同意提供。' },
    applyCoordination: { to: '澄湖市数据局', matter: '请予协调。' },
    explain: { reasons: '系统未建成。', basis: '' },
    coordinate: { outcome: '同意提供。' },
    failCoordination: { outcome: '未达成一致。' },
    decide: { decision: '应当提供。', by: '澄湖市人民政府', with: '' },
    acknowledge: { to: last },
    report: {
      type: 'error',
      resource: { id: null, code: '', name: '户籍信息' },
      items: ['地址'],
      wrong: '地址为空。',
      evidence: '办件记录。',
      sources: [],
    },
    correct: { result: '属实。', corrected: '已补录。' },
    uphold: { result: '无误。', explanation: '来源一致。' },
    opinion: { opinion: '以公安数据为准。' },
    feedback: { result: '已核实。' },
    confirm: { to: last },
    reopen: { to: last, wrong: '仍为空。' },
    complain: { matter: '逾期未答复。' },
    receive: { matter: '信息泄露。', receivedFrom: '李先生' },
    reply: { result: '已处理。' },
    answer: { result: '已督促。' },
    order: { matter: '逾期未答复。', by: '2026-12-10', orderedBy: '澄湖市数据局' },
    accept: { to: last, opinion: '' },
    again: { to: last, matter: '仍未答复。', by: '2026-12-20' },
  })[act] ?? {}

const consents: Consent[] = (['headConsent', 'secrecyReview'] as const).map((need) => ({ need, by: '王主任', on: '2026-11-26', evidence: '' }))

export type Saying = Partial<Statement> & { last?: string }

export const said = (head: CaseHead, party: Party, act: string, { last, ...some }: Saying = {}): ActChange => {
  const changeId = some.id ?? randomUUID()
  const needs = machines[head.kind].acts[act]?.needs ?? []
  return {
    changeId,
    entity: 'case',
    id: head.id,
    baseVersion: 0,
    // A clock a year wrong: nothing is decided by it.
    madeAt: '2025-11-26T01:00:00.000Z',
    officer: '李文静',
    kind: 'act',
    head,
    statement: {
      act,
      party,
      officer: '李文静',
      madeAt: '2025-11-26T01:00:00.000Z',
      number: '',
      consents: consents.filter(({ need }) => needs.includes(need)),
      fields: fieldsOf(act, last) as Statement['fields'],
      note: '',
      papers: [],
      ...some,
      id: changeId,
    },
  }
}

/** Brings a paper to the platform, whole. */
export const bring = async (probe: Probe, text: string = randomUUID()): Promise<{ name: string; sha256: string }> => {
  const body = Buffer.from(`%PDF-1.7 ${text}`)
  const sha256 = createHash('sha256').update(body).digest('hex')
  const headers = { 'content-range': `bytes 0-${body.length - 1}/${body.length}` }
  const answer = await ask(probe, 'PUT', `/v1/attachments/${sha256}`, { body, headers })
  if (answer.status !== 200) throw new Error(answer.text)
  return { name: '函.pdf', sha256 }
}

export const caseIn = (lines: readonly PageLine[], id: string): CaseLine | undefined =>
  lines.find((line): line is CaseLine => line.kind === 'case' && line.id === id)
