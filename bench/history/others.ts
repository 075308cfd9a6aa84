import { addDays } from '../../shared/days.ts'
import { beginCase } from './cases.ts'
import type { Chance } from './chance.ts'
import { neighbours } from './requests.ts'
import type { Fields, Party, ScriptEvent } from './script.ts'

export type Plan = { name: string; begins: string; until: string }

export const writeDispute = (
  chance: Chance,
  events: ScriptEvent[],
  { name, begins, until }: Plan,
  about: { name: string; other: string; as: Party } | null,
): void => {
  const as: Party = about?.as ?? chance.of(['applicant', 'respondent'])
  const opening = {
    name,
    kind: 'dispute',
    title: '对不同意共享的争议',
    other: about?.other ?? chance.of(neighbours),
    as,
    refers: about?.name ?? null,
    begins,
    until,
  } as const
  const life = beginCase(chance, events, opening)
  if (life.over()) return
  life.act('raise', 'applicant', { fields: { subject: 'refusal', matter: '对不同意共享的理由有异议', wanted: '按目录共享' } })
  life.pass(1, 8)
  life.act('negotiate', chance.of(['applicant', 'respondent']), { fields: { on: life.today(), how: '会商', with: '数据管理处', outcome: '双方未达成一致' } })
  life.pass(1, 10)
  if (chance.yes(0.3)) {
    life.act('settle', 'applicant', { fields: { outcome: '同意共享姓名一项' } })
    return
  }
  if (chance.yes(0.1)) {
    life.act('withdraw', 'applicant', { fields: { reason: '已另行取得' } })
    return
  }
  life.act('applyCoordination', 'applicant', { fields: { to: '澄湖市大数据发展管理局', matter: '协商未果' } })
  life.pass(2, 14)
  if (chance.yes(0.8)) life.act('explain', 'respondent', { fields: { reasons: '依法不能提供', basis: '' } })
  life.pass(3, 25)
  if (chance.yes(0.2)) return
  if (chance.yes(0.6)) {
    life.act('coordinate', 'department', { fields: { outcome: '双方同意分步共享' } })
    return
  }
  life.act('failCoordination', 'department', { fields: { outcome: '未达成一致' } })
  life.pass(5, 20)
  if (chance.yes(0.6)) life.act('decide', 'department', { fields: { decision: '应当共享', by: '澄湖市人民政府', with: '' } })
}

export const writeCorrection = (chance: Chance, events: ScriptEvent[], { name, begins, until }: Plan): void => {
  const as = chance.yes(0.6) ? 'respondent' : 'applicant'
  const life = beginCase(chance, events, { name, kind: 'correction', title: '登记日期有误', other: chance.of(neighbours), as, begins, until })
  if (life.over()) return
  const resource = { id: null, code: '', name: '婚姻登记信息' }
  const differs = chance.yes(0.25)
  const sources = differs ? [{ agency: '澄湖市公安局', resource: '户籍人口信息', says: '日期不同' }] : []
  life.act('report', 'applicant', {
    fields: { type: differs ? 'inconsistency' : 'error', resource, items: [], wrong: '一条记录的日期晚于登记日', evidence: '登记表', sources },
  })
  for (let round = 0; round < 2 && !life.over(); round++) {
    if (chance.yes(0.08)) {
      life.act('withdraw', 'applicant', { fields: { reason: '系误读' } })
      return
    }
    if (chance.yes(0.12)) return
    if (chance.yes(0.75)) life.pass(1, 10)
    else life.pass(11, 25)
    if (chance.yes(0.7)) life.act('correct', 'respondent', { fields: { result: '属实', corrected: '已更正' } })
    else life.act('uphold', 'respondent', { fields: { result: '核实无误', explanation: '日期为补登日期' } })
    if (chance.yes(0.2)) return
    life.pass(1, 6)
    if (round === 1 || chance.yes(0.85)) {
      life.act('confirm', 'applicant')
      return
    }
    life.act('reopen', 'applicant', { fields: { wrong: '仍与登记表不一致' } })
  }
}

export const writeComplaint = (chance: Chance, events: ScriptEvent[], { name, begins, until }: Plan): void => {
  const kind = chance.by({ public: 2, agency: 1, order: 1 })
  const as: Party = kind === 'agency' ? 'applicant' : 'respondent'
  const life = beginCase(chance, events, {
    name,
    kind: 'complaint',
    title: '投诉与整改',
    other: kind === 'public' ? '来信人' : chance.of(neighbours),
    as,
    begins,
    until,
  })
  if (life.over()) return
  if (kind === 'public') {
    life.act('receive', 'respondent', { fields: { matter: '认为信息被超范围使用', receivedFrom: '来信' } })
    life.pass(2, 30)
    if (chance.yes(0.8)) life.act('reply', 'respondent', { fields: { result: '已停止使用并告知' } })
    return
  }
  if (kind === 'agency') {
    life.act('complain', 'applicant', { fields: { matter: '逾期不答复' } })
    life.pass(3, 25)
    if (chance.yes(0.75)) life.act('answer', 'department', { fields: { result: '已督促答复' } })
    return
  }
  life.act('order', 'department', { fields: { matter: '未按期更新目录', by: addDays(life.today(), 30), orderedBy: '澄湖市大数据发展管理局' } })
  life.pass(5, 30)
  if (chance.yes(0.2)) return
  life.act('rectify', 'respondent', { fields: { result: '已更新', on: life.today() } })
  life.pass(2, 10)
  if (chance.yes(0.8)) life.act('accept', 'department', { fields: { opinion: '' } })
}

export const writeNeed = (chance: Chance, events: ScriptEvent[], { name, begins, until }: Plan): void => {
  const life = beginCase(chance, events, { name, kind: 'need', title: '不动产登记信息', other: '', as: 'applicant', begins, until })
  if (life.over()) return
  const basis: Fields[string] = [{ title: '《社会救助暂行办法》', article: '第五十八条', quote: '' }]
  life.note('list', { fields: { name: '不动产登记信息', items: [], basis, scene: '核对', likelyProvider: '' } })
  life.pass(3, 20)
  if (chance.yes(0.8)) life.note('report', { fields: { on: life.today() } })
  life.pass(5, 40)
  if (chance.yes(0.5)) life.note('match', { fields: { provider: '澄湖市自然资源和规划局', note: '' } })
  else if (chance.yes(0.3)) life.note('drop', { fields: { reason: '业务取消' } })
}

export const writeIncident = (chance: Chance, events: ScriptEvent[], { name, begins, until }: Plan): void => {
  const life = beginCase(chance, events, { name, kind: 'incident', title: '接口异常访问', other: '', as: 'applicant', begins, until })
  if (life.over()) return
  life.note('note', { fields: { on: life.today(), what: '接口异常访问', reach: '一个账号', measures: '' } })
  life.pass(0, 2)
  if (chance.yes(0.85)) life.note('report', { fields: { to: '澄湖市大数据发展管理局', on: life.today() } })
  else return
  life.pass(1, 12)
  if (chance.yes(0.8)) life.note('end', { fields: { result: '已停用账号', cause: '口令泄露' } })
}
