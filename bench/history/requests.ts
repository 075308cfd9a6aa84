import { addDays, addMonths } from '../../shared/days.ts'
import { beginCase, type Life } from './cases.ts'
import type { Chance } from './chance.ts'
import type { Fields, Party, ScriptEvent } from './script.ts'

export const neighbours = [
  '澄湖市公安局',
  '澄湖市教育局',
  '澄湖市人力资源和社会保障局',
  '澄湖市自然资源和规划局',
  '澄湖市医疗保障局',
  '澄湖市税务局',
  '澄湖市大数据发展管理局',
  '澄湖市䶮山街道办事处',
] as const
const subjects = [
  '户籍人口信息',
  '婚姻登记信息',
  '学籍信息',
  '社会保险参保信息',
  '不动产登记信息',
  '医保结算信息',
  '纳税信息',
  '低保对象信息',
  '残疾人证信息',
  '法人登记信息',
] as const
const forData = { catalogue: 12, outside: 1, returnFlow: 1 }
const forConsent = { widerUse: 1, thirdParty: 1, publication: 1, serviceChange: 1 }
const ways = ['服务接口', '批量交换', '文件下载'] as const
const items = ['姓名', '公民身份号码', '登记日期', '状态'] as const

const statute = {
  ground: 'statute',
  title: '《中华人民共和国个人信息保护法》',
  article: '第二十八条',
  quote: '敏感个人信息只有在具有特定的目的和充分的必要性时方可处理',
  explanation: '申请的用途不需要该项信息',
  items: [],
}
const refusalOf = (chance: Chance): Fields[string] =>
  chance.by({ statute: 2, outsideScope: 1, notHeld: 1 }) === 'statute'
    ? statute
    : { ...statute, ground: chance.of(['outsideScope', 'notHeld']), title: '', article: '', quote: '', explanation: '超出目录列明的共享范围' }

export type RequestPlan = { name: string; agency: string; begins: string; until: string; entries: readonly string[] }

/** What an agreement for it needs to know; null: none can be made. */
export type Asked = { name: string; other: string; as: Party; on: string; life: Life } | null

/**
 * One request, made or received, by one of the ways such cases go. `agree` makes the agreement a sensitive one needs and says
 * on which day it was in force; null: it was not, and nothing is delivered.
 */
export const writeRequest = (chance: Chance, events: ScriptEvent[], plan: RequestPlan, agree: (asked: NonNullable<Asked>) => string | null): Asked => {
  const { name, begins, until, entries } = plan
  const as: Party = chance.yes(0.55) ? 'respondent' : 'applicant'
  const shareType = chance.by({ 有条件共享: 5, 无条件共享: 4, '': 0.5 })
  const sensitive = chance.yes(0.2) ? [chance.of(['个人隐私', '商业秘密'])] : []
  const subject = chance.of(subjects)
  const data = chance.yes(0.88)
  const type = data ? chance.by(forData) : chance.by(forConsent)
  const other = chance.of(neighbours)
  const life = beginCase(chance, events, { name, kind: 'request', title: `申请${subject}`, other, as, shareType, sensitive, begins, until })
  const from = addDays(begins, 30)
  const entry = as === 'respondent' && entries.length > 0 ? chance.of(entries) : null
  const application: Fields = {
    type,
    resource: { id: null, code: '', name: subject },
    items: chance.some(items, chance.int(0, 3)),
    basis: [{ title: '《社会救助暂行办法》', article: '第五十八条', quote: '' }],
    scene: '核对申请人家庭经济状况',
    scope: '本局经办人员',
    way: chance.of(ways),
    period: { from, to: addMonths(from, 12) },
    receiver: type === 'thirdParty' ? '澄湖市银行业协会' : '',
  }
  if (life.over()) return null
  if (as === 'applicant' && shareType === '无条件共享' && type === 'catalogue' && sensitive.length === 0 && chance.yes(0.3)) {
    life.act('obtainDirect', 'applicant', { fields: application, entry })
    used(chance, life)
    return { name, other, as, on: life.today(), life }
  }
  life.act('apply', 'applicant', { fields: application, entry })
  const quick = shareType === '无条件共享'
  const reply = (): void => {
    if (chance.yes(0.86)) life.pass(0, quick ? 1 : 8)
    else life.pass(quick ? 2 : 10, quick ? 6 : 24)
  }
  if (chance.yes(0.05)) {
    life.pass(1, 6)
    life.act('withdraw', 'applicant', { fields: { reason: '事项已取消' } })
    return null
  }
  if (chance.yes(quick ? 0.05 : 0.18)) {
    life.pass(0, 4)
    life.act('noticeMissing', 'respondent', { fields: { missing: ['使用依据未写明条款'] } })
    if (chance.yes(0.85)) {
      life.pass(1, 4)
      life.act('complete', 'applicant', { fields: { completed: ['补充了条款'] } })
    }
  }
  if (chance.yes(quick ? 0.04 : 0.14)) {
    life.pass(0, 4)
    const n = chance.int(2, 10)
    life.act('askExtension', 'respondent', { fields: { n, reason: '需要会商业务处室' } })
    if (chance.yes(0.8)) {
      life.pass(0, 3)
      life.act('consentExtension', 'department', { fields: { n: chance.int(1, n) } })
      if (chance.yes(0.85)) {
        life.pass(0, 2)
        life.act('noticeExtension', 'respondent')
      }
    }
    life.pass(0, 5)
  }
  if (chance.yes(0.05)) {
    // Left unanswered; a draft lies about in some.
    if (as === 'respondent' && data && chance.yes(0.5)) life.draft('grant', { way: '服务接口', note: '' })
    return null
  }
  reply()
  if (!data) {
    if (chance.yes(0.75)) life.act('consentUse', 'respondent', { fields: { conditions: '注明来源', until: null } })
    else life.act('refuse', 'respondent', { fields: { refusals: [refusalOf(chance)] } })
    return null
  }
  switch (chance.by({ grant: 10, grantPartly: 3, refuse: 4 })) {
    case 'refuse':
      life.act('refuse', 'respondent', { fields: { refusals: [refusalOf(chance)] } })
      if (chance.yes(0.6)) {
        life.pass(0, 4)
        life.act('copyRefusal', 'respondent')
      }
      life.pass(2, 20)
      if (chance.yes(0.25)) life.act('grantAfter', 'respondent', { fields: { way: '批量交换', note: '经协商同意' } })
      else {
        if (chance.yes(0.5)) life.act('close', 'applicant')
        return { name, other, as, on: life.today(), life }
      }
      break
    case 'grantPartly':
      life.act('grantPartly', 'respondent', { fields: { way: '服务接口', note: '', items: ['姓名'], refusals: [refusalOf(chance)] } })
      break
    default:
      life.act('grant', 'respondent', { fields: { way: chance.of(ways), note: '' } })
  }
  const asked = { name, other, as, on: life.today(), life }
  if (chance.yes(0.06)) {
    life.pass(1, 9)
    life.act('withdraw', 'applicant', { fields: { reason: '不再需要' } })
    return null
  }
  if (as === 'applicant' && chance.yes(0.15)) life.act('reportNeed', 'applicant', { fields: { content: '每日共享' } })
  if (chance.yes(0.05)) return asked
  if (sensitive.length > 0) {
    const signed = agree(asked)
    if (signed === null || life.over()) return null
    while (life.today() < signed) life.pass(1, 2)
  }
  if (chance.yes(0.88)) life.pass(1, 17)
  else life.pass(20, 35)
  life.act('deliver', 'respondent', { fields: { way: chance.of(ways), firstOn: life.today(), by: '王提供' } })
  used(chance, life)
  return asked
}

/** What follows a delivery: use is recorded, at times data go round the platform, and one day it is over. */
const used = (chance: Chance, life: Life): void => {
  const ours = life.party === 'applicant'
  for (let n = chance.int(0, 3); n > 0 && !life.over(); n--) {
    life.pass(10, 70)
    const from = addDays(life.today(), -30)
    const period = { from, to: life.today() }
    if (ours && chance.yes(0.8))
      life.note('recordUse', {
        fields: {
          scene: '核对',
          process: '按户查询',
          effect: chance.of(['减少证明材料', '办结时限缩短', '']) || '正常使用',
          storage: '业务专网数据库',
          disposal: '',
          period,
          responsible: '赵使用',
        },
      })
    if (chance.yes(0.25))
      life.note('recordDirect', {
        fields: {
          reason: '平台接口尚未开通',
          channel: '专线直连',
          period,
          times: chance.int(1, 40),
          volume: chance.of([
            `约${chance.int(1, 9)}万条`,
            `${chance.int(1, 90) / 10}万条`,
            `${chance.int(100, 99_999)}条`,
            `${chance.int(1, 50) / 10}GB`,
            chance.of(['若干', '20万', '日均1000条', '三千五百条']),
          ]),
          platformBy: null,
        },
      })
    if (!ours && chance.yes(0.2))
      life.note('checkFrontEnd', {
        fields: { on: life.today(), businessOn: life.today(), frontEndOn: life.today(), sync: 'inStep', difference: '', mendedOn: null, by: '王提供' },
      })
  }
  if (life.over()) return
  if (chance.yes(0.08)) {
    life.act('suspend', chance.of(['respondent', 'department']), { fields: { reason: '用于申请以外的用途', rectifyBy: addDays(life.today(), 20) } })
    life.pass(3, 20)
    if (chance.yes(0.3)) {
      life.act('endMisuse', chance.of(['respondent', 'department']), { fields: { reason: '逾期未整改' } })
      return
    }
    if (chance.yes(0.3)) return
    life.act('rectify', 'applicant', { fields: { result: '已停止并删除' } })
    life.pass(1, 6)
    life.act('resume', 'respondent')
  }
  if (chance.yes(0.05)) {
    life.pass(2, 20)
    life.act('negotiate', 'respondent', { fields: { on: life.today(), how: '会商', with: '数据管理处', outcome: '同意停用' } })
    life.act('endService', 'respondent', {
      fields: { reason: '系统停用', negotiatedOn: life.today(), filing: '备〔2026〕1号', from: addDays(life.today(), 20) },
    })
    return
  }
  if (chance.yes(0.75)) return
  life.pass(5, 60)
  life.act('finishUse', 'applicant', { fields: { why: 'achieved', note: '' } })
  if (chance.yes(0.6)) {
    life.pass(1, 20)
    life.act('dispose', 'applicant', { fields: { method: 'delete', on: life.today(), by: '赵使用', witness: '钱见证' } })
  }
}
