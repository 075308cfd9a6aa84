import { expect, it } from 'vitest'
import { type ClauseKind, clausesOf } from './condition.ts'

it.each<[string, ClauseKind[]]>([
  ['用于行政审批核验', ['use']],
  ['因履行职责需要', ['use']],
  ['为办理不动产登记所需', ['use']],
  ['供税务机关查询使用', ['use']],
  ['本市各级行政机关', ['scope']],
  ['仅提供近三年数据', ['scope']],
  ['提供给公安、民政部门', ['scope']],
  ['经提供方同意后用于行政履职', ['use']],
  ['经提供方同意', ['inherent']],
  ['通过共享平台申请', ['inherent']],
  ['不得提供给第三方', ['inherent']],
  ['须缴纳数据服务费', ['fee']],
  ['有偿提供', ['fee']],
  ['不收费', ['unclear']],
  ['须经局长审批签字；用于统计分析', ['more', 'use']],
  ['需持介绍信现场办理', ['more']],
  ['报上级主管部门批准', ['more']],
  ['一事一议，对等共享', ['more', 'more']],
  ['签订保密协议，仅限本系统部门', ['agreement', 'scope']],
  ['视情况而定', ['unclear']],
  ['另行协商', ['unclear']],
  ['有条件', ['unclear']],
  ['', []],
])('%s', (condition, kinds) => {
  expect(clausesOf(condition).map(({ kind }) => kind)).toEqual(kinds)
})

it.each([
  '仅限审计监督、救助资金监管使用',
  '仅限领导干部兼职核查、信用核查使用',
  '仅限办理不动产登记、户籍、出入境、公证等事项时，按当事人核查使用',
  '仅限界线管理和边界争议调处使用',
  '仅限项目审批、资金安排使用',
  '仅限法治政府建设考核统计使用，提供前隐去当事人信息',
])('%s is about use, as offices write it', (condition) => {
  const kinds = new Set(clausesOf(condition).map(({ kind }) => kind))
  expect(kinds.has('use')).toBe(true)
  for (const kind of ['fee', 'more', 'agreement', 'unclear'] as const) expect(kinds.has(kind), kind).toBe(false)
})
