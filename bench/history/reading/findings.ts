/**
 * What the checks of a submission must say, told from its exported text and that of the one before alone: what is asked for
 * was written down by hand from the form and from domain §7, and nothing of the checks is looked at. A finding is told as
 * `code about count`.
 */
type Ref = { indicator: string; key: string | null }
type Figure = Ref & { value: string | null; origin: string; source: string; by: string }
export type Told = {
  template: { id: string }
  period: { until: string }
  notice: object | null
  cover: Readonly<Record<string, string>>
  computed: { sealed: number }
  figures: readonly Figure[]
  explanations: readonly Ref[]
  reconciliations: readonly (Ref & { where: string; other: string })[]
  statements: readonly { line: string; answer: string }[]
  remedies: readonly { problem: string; responsible: string; dueOn: string | null; statement?: string | undefined }[]
}

const inForce809 = '2025-08-01'

const coverNames: Readonly<Record<string, string>> = {
  ...{ agency: '填报单位', creditCode: '统一社会信用代码', period: '统计期', preparer: '填报人', reviewer: '审核人', phone: '联系电话', on: '填报日期' },
}

const rates = new Set([
  ...['entry.completeRate', 'entry.withheldRate', 'entry.basisRate', 'entry.mountRate', 'update.rate', 'refresh.rate', 'request.replyRate'],
  ...['request.grantRate', 'request.completedRate', 'deliver.rate', 'need.metRate', 'correction.rate', 'correction.errorRate'],
])

/** What a form shows that is compared with the period before. */
const shown: Readonly<Record<string, readonly string[]>> = {
  'mulu-standard': [
    ...rates,
    ...['entry.total', 'item.total', 'entry.published', 'entry.mounted', 'change.entered', 'change.changed', 'change.left'],
    ...['request.received', 'request.granted', 'request.refused', 'request.replyLate', 'request.replyDays', 'deliver.done'],
    ...['need.made', 'need.granted', 'need.refused', 'use.records', 'correction.received', 'correction.handled', 'correction.late'],
    ...['dispute.raised', 'dispute.coordinated', 'agreement.valid', 'agreement.signed', 'agreement.expired', 'refresh.unrecorded'],
    ...['direct.times', 'direct.records', 'direct.storage', 'direct.unread', 'open.overdue'],
    ...['exchange.times', 'exchange.records', 'exchange.storage', 'use.services'],
  ],
  'mulu-assessment': [
    ...['entry.total', 'item.total', 'entry.published', 'change.entered', 'update.rate', 'refresh.rate', 'refresh.unrecorded'],
    ...['request.received', 'request.granted', 'deliver.done', 'need.made', 'need.granted', 'use.records', 'use.services', 'exchange.times'],
  ],
}
const byHand: Readonly<Record<string, readonly string[]>> = {
  'mulu-standard': ['exchange.times', 'exchange.records', 'exchange.storage', 'use.services'],
  'mulu-assessment': ['use.services', 'exchange.times'],
}

/** Order 809 art.39 and 40, in their order; beside each what is counted that may have to do with it. */
export const answersFor: readonly (readonly [string, ...string[]])[] = [
  ['未按照要求编制或者更新目录', 'check.updateLate', 'check.incomplete'],
  ['擅自增设条件等方式阻碍、影响共享', 'check.conditions'],
  ['未配合数源部门及时完善更新数据', 'check.refreshLate', 'refresh.unrecorded'],
  ['未按时答复申请或者未按时共享，且无正当理由', 'request.replyLate', 'check.deliverLate'],
  ['未按照规定回流下级行政区域内的数据', 'check.returnFlow'],
  ['收到校核申请后未按时核实、更正', 'correction.late'],
  ['擅自终止或者变更已提供的共享服务', 'check.serviceEnded'],
  ['未将已建设的平台纳入一体化体系'],
  ['提供数据中违反条例规定的其他情形'],
  ['重复收集可以通过共享获取的数据'],
  ['擅自超出使用范围、共享目的使用', 'check.suspended'],
  ['擅自提供给第三方'],
  ['共享目的已实现、无法实现或者不再必要，未按照要求处置', 'check.awaitsDisposal'],
  ['未按照规定保存有关记录', 'check.unrecordedUse'],
  ['未履行安全管理责任', 'check.incidents'],
  ['使用数据中违反条例规定的其他情形'],
]

/** `counted`: nobody submitted the period before, and what is compared with was counted by hand as of then. */
export const readFindings = (told: Told, before: Pick<Told, 'figures'> | null, counted = false): string[] => {
  const found: string[] = []
  const form = told.template.id
  const figure = (of: Pick<Told, 'figures'>, name: string, key: string | null = null) =>
    of.figures.find((one) => one.indicator === name && one.key === key)?.value ?? null
  const explained = (name: string): boolean => told.explanations.some(({ indicator, key }) => indicator === name && key === null)

  for (const [id, name] of Object.entries(coverNames)) if ((told.cover[id] ?? '').trim() === '') found.push(`cover.missing ${name}`)
  if (told.cover.preparer !== '' && told.cover.preparer === told.cover.reviewer) found.push(`reviewer.same ${told.cover.preparer}`)

  for (const name of byHand[form] ?? []) {
    const one = told.figures.find(({ indicator }) => indicator === name)
    if (one === undefined || one.value === null || one.value === '') {
      if (!explained(name)) found.push(`manual.missing ${name}`)
    } else if (one.source === '' || one.by === '') found.push(`manual.source ${name}`)
  }

  let parts = 0
  for (const key of ['无条件共享', '有条件共享', '不予共享', '']) parts += Number(figure(told, 'entry.total', key) ?? 0)
  if (parts !== Number(figure(told, 'entry.total'))) found.push('total.differs entry.total')

  if (before !== null) {
    const asked = [
      ...(shown[form] ?? []),
      ...(form === 'mulu-assessment' && told.period.until >= inForce809 ? answersFor.flatMap(([, ...names]) => names) : []),
    ]
    for (const name of new Set(asked)) {
      const [was, is] = [figure(before, name), figure(told, name)]
      if (was === null || is === null) continue
      // A rate by ten points, days by one and three tenths, volumes by three tenths, all else by five and three tenths.
      const change = Math.abs(Number(is) - Number(was))
      const least = rates.has(name)
        ? 10
        : name === 'request.replyDays'
          ? 1
          : ['direct.records', 'direct.storage', 'exchange.records', 'exchange.storage'].includes(name)
            ? 0
            : 5
      const limit = rates.has(name) ? 0 : 0.3
      if (change < least || change <= Math.abs(Number(was)) * limit) continue
      found.push(`${explained(name) ? 'change.explained' : 'change.unexplained'} ${name}`)
    }
  } else found.push('previous.none')
  if (counted && before !== null) {
    const compared = told.figures.filter(({ indicator, key, origin }) => key === null && origin === 'computed' && figure(before, indicator) !== null)
    found.push(`previous.computed ${compared.length}`)
  }

  for (const { indicator, key } of told.reconciliations) found.push(`reconciled.open ${indicator}${key === null ? '' : `|${key}`}`)

  if (form === 'mulu-assessment' && told.period.until >= inForce809) {
    for (const [at, [about, ...names]] of answersFor.entries()) {
      const answer = told.statements.find(({ line }) => line === `check${at + 1}`)?.answer
      let count = 0
      for (const name of names) count += Number(figure(told, name) ?? 0)
      if (answer === undefined) found.push(`statement.missing ${about}`)
      else if (answer === '无此情形' && count > 0) found.push(`statement.doubt ${about} ${count}`)
      else if (answer === '待核对' && !told.remedies.some(({ statement }) => statement === `check${at + 1}`)) found.push(`remedy.missing ${about}`)
    }
  }
  for (const { problem, responsible, dueOn } of told.remedies) if (responsible === '' || dueOn === null) found.push(`remedy.day ${problem}`)

  const overdue = Number(figure(told, 'open.overdue') ?? 0)
  if (overdue > 0) found.push(`open.overdue open.overdue ${overdue}`)
  const unread = Number(figure(told, 'direct.unread') ?? 0)
  if (unread > 0) found.push(`direct.unread direct.unread ${unread}`)
  if (told.notice === null) found.push('notice.none')
  if (told.computed.sealed > 0) found.push(`cases.sealed ${told.computed.sealed}`)
  return found.sort()
}
