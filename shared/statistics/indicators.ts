import type { Words } from '../regulations/pack.ts'
import type { Condition, Formula, Indicator } from './indicator.ts'
import type { SourceName } from './sources.ts'

/** The indicator set of domain §7.3. Which article asks for one stands in the rule packs (`figures` of a rule). */

const is = (fact: string, ...values: (string | number | boolean | null)[]): Condition => ({ fact, is: values })
const yes = (fact: string): Condition => ({ fact, is: [true] })

const received = is('role', 'received')
const madeByUs = is('role', 'made')
/** What ended before its last day is owed by nobody; what ended after it was overdue. */
const late = ['late', 'overdue', 'stoppedLate']

type Given = Pick<Indicator, 'direction'> & Partial<Pick<Indicator, 'by' | 'limit'>>
/** When a change asks for an explanation: by so many percent and by so much at least. A rate by ten points; days by one; volumes by percent alone. */
const usual = { percent: 30, least: 5 }
const limits: Readonly<Record<Indicator['unit'], Indicator['limit']>> = {
  ...{ count: usual, times: usual, percent: { percent: 0, least: 10 }, workingDay: { percent: 30, least: 1 } },
  ...{ tenThousand: { percent: 30, least: 0 }, gigabyte: { percent: 30, least: 0 }, text: undefined },
}

const count = (id: string, words: Words, about: Words, source: SourceName, where: Condition[], given: Given): Indicator => ({
  ...{ id, words, about, unit: 'count', digits: 0, limit: usual },
  formula: { kind: 'count', source, where },
  ...given,
})
const ratio = (id: string, words: Words, about: Words, source: SourceName, where: Condition[], over: Condition[], given: Given): Indicator => ({
  ...{ id, words, about, unit: 'percent', digits: 1, limit: limits.percent },
  formula: { kind: 'ratio', source, where, over },
  ...given,
})
const other = (id: string, words: Words, about: Words, formula: Formula, given: Given & Pick<Indicator, 'unit' | 'digits'>): Indicator => ({
  ...{ id, words, about, formula, limit: limits[given.unit] },
  ...given,
})
const manual = (id: string, zh: string, en: string, aboutZh: string, aboutEn: string, unit: Indicator['unit'], digits = 0): Indicator => ({
  ...{ id, words: { zh, en }, about: { zh: aboutZh, en: aboutEn }, unit, digits, direction: 'none', limit: limits[unit] },
  formula: { kind: 'manual' },
})

const entries: readonly Indicator[] = [
  count(
    'entry.total',
    { zh: '目录总数', en: 'Entries' },
    {
      zh: '期末时本单位未删除、未撤销的目录；其他单位的不计',
      en: "The agency's entries at the end of the period, neither deleted nor withdrawn; other agencies' do not count",
    },
    'entry',
    [],
    { direction: 'none', by: 'shareType' },
  ),
  count(
    'entry.byClass',
    { zh: '目录总数（按类）', en: 'Entries by class' },
    { zh: '同目录总数，按首个代码的资源分类（类）分', en: 'As entries, by the class of the first code' },
    'entry',
    [],
    { direction: 'none', by: 'class' },
  ),
  count(
    'entry.byFormat',
    { zh: '目录总数（按格式）', en: 'Entries by format' },
    { zh: '同目录总数，按首个格式分类分', en: 'As entries, by the first format' },
    'entry',
    [],
    { direction: 'none', by: 'format' },
  ),
  count(
    'entry.byOffice',
    { zh: '目录总数（按处室）', en: 'Entries by office' },
    { zh: '同目录总数，按提供方内部部门分', en: 'As entries, by the office that keeps them' },
    'entry',
    [],
    { direction: 'none', by: 'office' },
  ),
  other(
    'item.total',
    { zh: '信息项总数', en: 'Items' },
    { zh: '期末目录的信息项之和', en: 'Items of the entries at the end of the period' },
    { kind: 'sum', source: 'entry', where: [], fact: 'items' },
    { unit: 'count', digits: 0, direction: 'none', by: 'shareType' },
  ),
  count(
    'entry.published',
    { zh: '已发布目录数', en: 'Published entries' },
    { zh: '期末时有主管部门发布文本的目录', en: 'Entries of which the department had published a text by the end of the period' },
    'entry',
    [yes('published')],
    { direction: 'more' },
  ),
  count(
    'entry.open',
    { zh: '向社会开放的目录数', en: 'Entries open to the public' },
    { zh: '期末目录中开放属性为“是”的', en: 'Entries marked open at the end of the period' },
    'entry',
    [yes('open')],
    { direction: 'more' },
  ),
  ratio(
    'entry.completeRate',
    { zh: '目录完整率', en: 'Completeness' },
    { zh: '期末目录中按期末施行的规定必填项齐全的比例', en: 'Entries in which all is filled in that the law of the last day asks for' },
    'entry',
    [],
    [yes('complete')],
    { direction: 'more' },
  ),
  ratio(
    'entry.withheldRate',
    { zh: '不予共享占比', en: 'Share not shared' },
    { zh: '期末目录中不予共享的比例', en: 'Entries not shared among all at the end of the period' },
    'entry',
    [],
    [is('shareType', '不予共享')],
    { direction: 'none' },
  ),
  ratio(
    'entry.basisRate',
    { zh: '不予共享依据合规率', en: 'Accepted bases' },
    {
      zh: '期末不予共享的目录中，依据的类型、名称、条款、原文齐全且施行中的规定均认可的比例',
      en: 'Among those not shared, those whose basis is stated with kind, title, article and wording and accepted by every rule in force',
    },
    'entry',
    [is('shareType', '不予共享')],
    [is('basis', 'accepted')],
    { direction: 'more' },
  ),
  ratio(
    'entry.mountRate',
    { zh: '挂接率', en: 'Mounted' },
    { zh: '期末可共享（无条件、有条件）的目录中，已挂接或部分挂接资源的比例', en: 'Among shareable entries, those with a resource mounted, wholly or partly' },
    'entry',
    [yes('shareable')],
    [yes('mounted')],
    { direction: 'more' },
  ),
  count(
    'entry.mounted',
    { zh: '已挂接目录数', en: 'Mounted entries' },
    { zh: '期末可共享目录中已挂接或部分挂接的', en: 'Shareable entries with a resource mounted' },
    'entry',
    [yes('shareable'), yes('mounted')],
    { direction: 'more' },
  ),
  ratio(
    'refresh.rate',
    { zh: '数据更新及时率', en: 'Data in time' },
    {
      zh: '期末更新周期有确定天数的目录中，最近一次登记的更新尚在周期内的比例；未登记过更新的计入分母',
      en: 'Among entries whose cycle names days, those whose last recorded refresh is within it; entries without any count below the line',
    },
    'entry',
    [{ fact: 'refresh', not: ['noCycle'] }],
    [is('refresh', 'inCycle')],
    { direction: 'more' },
  ),
  count(
    'refresh.unrecorded',
    { zh: '未登记过更新的目录数', en: 'Without a recorded refresh' },
    { zh: '更新周期有确定天数、到期末从未登记更新的目录', en: 'Entries whose cycle names days and that have no refresh on record' },
    'entry',
    [is('refresh', 'unrecorded')],
    { direction: 'less' },
  ),
  count(
    'change.entered',
    { zh: '本期新增', en: 'Entered' },
    { zh: '期初没有、期末有的目录', en: 'Entries there at the end and not at the beginning' },
    'change',
    [is('change', 'entered')],
    {
      direction: 'none',
    },
  ),
  count(
    'change.changed',
    { zh: '本期修改', en: 'Changed' },
    { zh: '期初期末都有、其间内容有变的目录；改几次计一次', en: 'Entries there at both ends whose text changed between; once, however often' },
    'change',
    [is('change', 'changed')],
    { direction: 'none' },
  ),
  count(
    'change.left',
    { zh: '本期撤销', en: 'Left' },
    { zh: '期初有、期末已删除或撤销的目录', en: 'Entries there at the beginning that were deleted or withdrawn by the end' },
    'change',
    [is('change', 'left')],
    {
      direction: 'none',
    },
  ),
  ratio(
    'update.rate',
    { zh: '目录更新及时率', en: 'Updates in time' },
    {
      zh: '期限在本期内的目录更新任务中，按期完成的比例；登记为不需更新的、期末目录已删除而未更新的不计',
      en: 'Updates of the catalogue due in the period that were done by their day; those found not needed, and those not done whose entry is deleted by the end, do not count',
    },
    'update',
    [{ fact: 'outcome', not: ['stopped'] }],
    [is('outcome', 'inTime')],
    { direction: 'more' },
  ),
]

const replied = [received, yes('repliedIn')]
const granted = [is('result', 'granted', 'grantedAfter', 'partly')]

const requests: readonly Indicator[] = [
  count(
    'request.received',
    { zh: '申请受理量', en: 'Requests received' },
    { zh: '本期收到的共享申请', en: 'Requests received in the period' },
    'request',
    [received, yes('receivedIn')],
    {
      direction: 'none',
      by: 'shareType',
    },
  ),
  count(
    'request.granted',
    { zh: '同意（含部分）', en: 'Granted' },
    {
      zh: '本期答复同意、部分同意或改为同意的；先不同意后同意的，计入改为同意的一期',
      en: 'Requests granted in the period, wholly, in part or after all; what was refused first counts where it was granted',
    },
    'request',
    [received, yes('resultIn'), ...granted],
    {
      direction: 'none',
    },
  ),
  count(
    'request.refused',
    { zh: '不同意', en: 'Refused' },
    { zh: '本期答复不同意、期末仍不同意的', en: 'Requests refused in the period, and still so at its end' },
    'request',
    [received, yes('resultIn'), is('result', 'refused')],
    {
      direction: 'none',
    },
  ),
  ratio(
    'request.replyRate',
    { zh: '按时答复率', en: 'Replies in time' },
    {
      zh: '应答复日在本期内的申请中，按期答复的比例；期限届满前终结的不计，届满后终结的为超期',
      en: 'Among requests whose reply fell due in the period, those answered by their day; what ended before its day does not count, what ended after it is late',
    },
    'request',
    [received, yes('replyDueIn'), { fact: 'replyOutcome', not: ['stopped'] }],
    [is('replyOutcome', 'inTime')],
    { direction: 'more' },
  ),
  count(
    'request.replyLate',
    { zh: '超期答复', en: 'Replies late' },
    { zh: '应答复日在本期内、未按期答复的申请（届满后终结的在内）', en: 'Requests whose reply fell due in the period and was not given by then' },
    'request',
    [received, yes('replyDueIn'), is('replyOutcome', ...late)],
    { direction: 'less' },
  ),
  other(
    'request.replyDays',
    { zh: '平均答复工作日', en: 'Average days to reply' },
    {
      zh: '本期答复的申请，从收到次日起到答复日的工作日数的平均；平台即时获取的不计',
      en: 'Of replies of the period, working days from the day after receipt to the reply; grants by the platform at once do not count',
    },
    { kind: 'mean', source: 'request', where: [...replied, is('atOnce', false)], fact: 'replyDays' },
    { unit: 'workingDay', digits: 1, direction: 'less' },
  ),
  ratio(
    'request.grantRate',
    { zh: '同意率', en: 'Granted rate' },
    {
      zh: '本期有结果的申请中，同意、部分同意或改为同意的比例',
      en: 'Among requests that got their result in the period, those granted, wholly, in part or after all',
    },
    'request',
    [received, yes('resultIn')],
    granted,
    { direction: 'none' },
  ),
  ratio(
    'request.completedRate',
    { zh: '一次性补正率', en: 'Completed after one notice' },
    { zh: '本期告知补正的申请中，告知一次后已补正的比例', en: 'Among requests told in the period what was missing, those completed after that one notice' },
    'request',
    [received, yes('missingIn')],
    [yes('completed')],
    { direction: 'more' },
  ),
  ratio(
    'deliver.rate',
    { zh: '按时提供率', en: 'Deliveries in time' },
    {
      zh: '提供期限在本期内的，按期提供的比例；期限届满前终结的不计，届满后终结的为超期',
      en: 'Among requests due to be delivered in the period, those delivered by their day; what ended before its day does not count, what ended after it is late',
    },
    'request',
    [received, yes('deliverDueIn'), { fact: 'deliverOutcome', not: ['stopped'] }],
    [is('deliverOutcome', 'inTime')],
    { direction: 'more' },
  ),
  count(
    'deliver.done',
    { zh: '本期提供', en: 'Delivered' },
    { zh: '本期提供数据的申请', en: 'Requests delivered in the period' },
    'request',
    [received, yes('deliveredIn')],
    {
      direction: 'more',
    },
  ),
  count(
    'need.made',
    { zh: '需求量（提出申请）', en: 'Requests made' },
    { zh: '本期本单位提出的共享申请', en: 'Requests the agency made in the period' },
    'request',
    [madeByUs, yes('receivedIn')],
    {
      direction: 'none',
    },
  ),
  count(
    'need.granted',
    { zh: '提出申请获批', en: 'Requests granted to us' },
    { zh: '本期收到同意、部分同意或改为同意的', en: 'Ours that were granted in the period, wholly, in part or after all' },
    'request',
    [madeByUs, yes('resultIn'), ...granted],
    {
      direction: 'none',
    },
  ),
  count(
    'need.refused',
    { zh: '提出申请被拒', en: 'Requests refused to us' },
    { zh: '本期收到不同意答复、期末仍不同意的', en: 'Ours that were refused in the period, and still so at its end' },
    'request',
    [madeByUs, yes('resultIn'), is('result', 'refused')],
    {
      direction: 'none',
    },
  ),
  ratio(
    'need.metRate',
    { zh: '需求满足率', en: 'Needs met' },
    {
      zh: '本期有结果的本单位申请中，获同意、部分同意或改为同意的比例',
      en: 'Among our requests that got their result in the period, those granted, wholly, in part or after all',
    },
    'request',
    [madeByUs, yes('resultIn')],
    granted,
    { direction: 'more' },
  ),
  count(
    'correction.received',
    { zh: '校核收到', en: 'Corrections received' },
    { zh: '本期收到的校核申请', en: 'Corrections received in the period' },
    'correction',
    [received, yes('receivedIn')],
    {
      direction: 'none',
    },
  ),
  count(
    'correction.handled',
    { zh: '校核办结', en: 'Corrections handled' },
    { zh: '本期核实处理的校核申请', en: 'Corrections verified in the period' },
    'correction',
    [received, yes('handledIn')],
    {
      direction: 'none',
    },
  ),
  ratio(
    'correction.rate',
    { zh: '校核按时办结率', en: 'Corrections in time' },
    {
      zh: '应核实日在本期内的校核申请中，按期核实的比例；期限届满前终结的不计，届满后终结的为超期',
      en: 'Among corrections due in the period, those verified by their day; what ended before its day does not count, what ended after it is late',
    },
    'correction',
    [received, yes('dueIn'), { fact: 'outcome', not: ['stopped'] }],
    [is('outcome', 'inTime')],
    { direction: 'more' },
  ),
  count(
    'correction.late',
    { zh: '校核超期', en: 'Corrections late' },
    { zh: '应核实日在本期内、未按期核实的', en: 'Corrections due in the period and not verified by then' },
    'correction',
    [received, yes('dueIn'), is('outcome', ...late)],
    { direction: 'less' },
  ),
  ratio(
    'correction.errorRate',
    { zh: '错误率', en: 'Found wrong' },
    { zh: '本期核实的校核申请中，数据确有错误、已更正的比例', en: 'Among corrections verified in the period, those where the data were wrong and corrected' },
    'correction',
    [received, yes('handledIn')],
    [is('result', 'corrected')],
    { direction: 'less' },
  ),
  count('dispute.raised', { zh: '争议数', en: 'Disputes' }, { zh: '本期提出的争议', en: 'Disputes raised in the period' }, 'dispute', [yes('raisedIn')], {
    direction: 'less',
  }),
  count(
    'dispute.coordinated',
    { zh: '协调办结', en: 'Settled by coordination' },
    { zh: '本期经主管部门协调一致而了结的争议', en: 'Disputes that ended in the period because coordination settled them' },
    'dispute',
    [yes('endedIn'), yes('coordinated')],
    { direction: 'none' },
  ),
]

const rest: readonly Indicator[] = [
  count(
    'agreement.valid',
    { zh: '协议有效数', en: 'Agreements in force' },
    { zh: '期末有效的安全保密协议', en: 'Agreements in force at the end of the period' },
    'agreement',
    [yes('valid')],
    {
      direction: 'none',
    },
  ),
  count(
    'agreement.signed',
    { zh: '本期签署协议', en: 'Agreements signed' },
    { zh: '本期双方签署的协议', en: 'Agreements signed by both in the period' },
    'agreement',
    [yes('signedIn')],
    {
      direction: 'none',
    },
  ),
  count(
    'agreement.expired',
    { zh: '到期未续', en: 'Expired, not renewed' },
    {
      zh: '期末已过到期日、未续签（新协议双方签署）也未了结的协议',
      en: 'Agreements past their last day at the end of the period, neither renewed nor settled',
    },
    'agreement',
    [yes('expired'), is('renewed', false)],
    { direction: 'less' },
  ),
  count('use.records', { zh: '使用记录数', en: 'Records of use' }, { zh: '本期登记的使用记录', en: 'Records of use made in the period' }, 'use', [], {
    direction: 'more',
  }),
  other(
    'direct.times',
    { zh: '平台外共享次数', en: 'Sharing outside, times' },
    { zh: '本期登记的平台外直接共享的次数之和', en: 'Times of direct sharing recorded in the period' },
    { kind: 'sum', source: 'direct', where: [], fact: 'times' },
    { unit: 'times', digits: 0, direction: 'less' },
  ),
  other(
    'direct.records',
    { zh: '平台外共享数据量（万条）', en: 'Sharing outside, records' },
    {
      zh: '本期登记的平台外直接共享中以条数记的数据量（如3万条、1.2亿条）',
      en: 'Volume of direct sharing recorded in the period, where it is told in records (3万条)',
    },
    { kind: 'sum', source: 'direct', where: [], fact: 'recordsWan' },
    { unit: 'tenThousand', digits: 4, direction: 'none' },
  ),
  other(
    'direct.storage',
    { zh: '平台外共享数据量（G）', en: 'Sharing outside, GB' },
    {
      zh: '本期登记的平台外直接共享中以容量记的数据量（如800M、1.5GB、2T）',
      en: 'Volume of direct sharing recorded in the period, where it is told in bytes (1.5GB)',
    },
    { kind: 'sum', source: 'direct', where: [], fact: 'storageG' },
    { unit: 'gigabyte', digits: 4, direction: 'none' },
  ),
  count(
    'direct.unread',
    { zh: '数据量未能折算的登记', en: 'Volumes not read' },
    {
      zh: '本期登记的平台外直接共享中，数据量写法不能折算为条数或容量的（如“20万”“日均1000条”），不在数据量之内',
      en: 'Records of direct sharing of the period whose volume says neither how many records nor how many bytes; it is in neither sum',
    },
    'direct',
    [yes('unread')],
    { direction: 'less' },
  ),
  count(
    'open.overdue',
    { zh: '期末超期未办', en: 'Overdue at the end' },
    { zh: '期末由本单位办理、已超期的事项', en: 'Items of the agency that were overdue at the end of the period' },
    'open',
    [yes('overdue'), yes('ours')],
    {
      direction: 'less',
    },
  ),
  manual(
    'exchange.times',
    '交换次数',
    'Exchanges',
    '平台计数的数据交换次数；由平台页面或处室提供',
    "Exchanges by the platform's own counter; from its page or an office",
    'times',
  ),
  manual(
    'exchange.records',
    '交换数据量（万条）',
    'Exchanged records',
    '平台计数的交换数据条数',
    "Records exchanged, by the platform's own counter",
    'tenThousand',
    4,
  ),
  manual('exchange.storage', '交换数据量（G）', 'Exchanged volume', '平台计数的交换数据容量', "Volume exchanged, by the platform's own counter", 'gigabyte', 4),
  manual(
    'use.services',
    '应用成效：涉及业务事项',
    'Services improved',
    '使用共享数据办理或优化的业务事项数，由处室提供',
    'Services that shared data improved, as told by the offices',
    'count',
  ),
]

const least = { direction: 'less' } as const

/** What an agency looks at when it checks itself: nothing of it says that a rule was broken (practice L13). */
const checks: readonly Indicator[] = [
  count(
    'check.updateLate',
    { zh: '目录更新超期', en: 'Updates late' },
    { zh: '期限在本期内、未按期完成的目录更新任务', en: 'Updates of the catalogue due in the period and not done by then' },
    'update',
    [is('outcome', ...late)],
    least,
  ),
  count(
    'check.incomplete',
    { zh: '必填项不齐的目录', en: 'Entries not filled in' },
    { zh: '期末目录中按期末施行的规定必填项不齐的', en: 'Entries in which something is missing that the law of the last day asks for' },
    'entry',
    [is('complete', false)],
    least,
  ),
  count(
    'check.conditions',
    { zh: '共享条件待核对', en: 'Conditions to be checked' },
    { zh: '期末目录中共享条件未对应共享范围或用途、可能要求更多的', en: 'Entries whose condition says neither with whom nor for what, or asks for more' },
    'entry',
    [yes('conditions')],
    least,
  ),
  count(
    'check.refreshLate',
    { zh: '数据已过更新周期', en: 'Data past their cycle' },
    { zh: '期末最近一次登记的更新已过周期的目录', en: 'Entries whose last recorded refresh is past its cycle at the end of the period' },
    'entry',
    [is('refresh', 'late')],
    least,
  ),
  count(
    'check.deliverLate',
    { zh: '提供超期', en: 'Deliveries late' },
    { zh: '提供期限在本期内、未按期提供的', en: 'Requests due to be delivered in the period and not delivered by then' },
    'request',
    [received, yes('deliverDueIn'), is('deliverOutcome', ...late)],
    least,
  ),
  count(
    'check.returnFlow',
    { zh: '回流申请未同意', en: 'Return flow not granted' },
    { zh: '本期答复的回流申请中未同意或仅部分同意的', en: 'Requests for return flow answered in the period that were refused or granted in part' },
    'request',
    [...replied, is('type', 'returnFlow'), is('result', 'refused', 'partly')],
    least,
  ),
  count(
    'check.serviceEnded',
    { zh: '终止或变更服务', en: 'Services ended or changed' },
    { zh: '本期由本单位终止或变更的共享服务，均应有协商和备案', en: 'Services the agency ended or changed in the period; each should be negotiated and filed' },
    'request',
    [received, yes('serviceEndedIn')],
    least,
  ),
  count(
    'check.suspended',
    { zh: '因使用被暂停或终止', en: 'Suspended for their use' },
    { zh: '本期因使用问题被暂停或终止的共享', en: 'Sharing to the agency that was suspended or ended for its use in the period' },
    'request',
    [madeByUs, yes('suspendedIn')],
    least,
  ),
  count(
    'check.awaitsDisposal',
    { zh: '待处置', en: 'Waiting to be disposed of' },
    { zh: '期末共享已终止、尚未登记处置的', en: 'Sharing that ended and whose data were not disposed of by the end of the period' },
    'request',
    [madeByUs, yes('awaitsDisposal')],
    least,
  ),
  count(
    'check.unrecordedUse',
    { zh: '无使用记录', en: 'Without a record of use' },
    { zh: '期末已获提供、从未登记使用情况的', en: 'Data delivered to the agency without any record of use by the end of the period' },
    'request',
    [madeByUs, yes('unrecordedUse')],
    least,
  ),
  count(
    'check.incidents',
    { zh: '安全事件', en: 'Incidents' },
    { zh: '本期登记的安全事件', en: 'Incidents recorded in the period' },
    'incident',
    [yes('notedIn')],
    least,
  ),
]

/** Everything the standard forms know. */
export const standardIndicators: readonly Indicator[] = [...entries, ...requests, ...rest, ...checks]
