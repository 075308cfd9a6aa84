import { addYears } from '../days.ts'
import { type CaseLedger, day, type Life, number, type Say, text, time } from './ledger.ts'
import {
  aboutOf,
  choice,
  clockOf,
  dayWhen,
  direction,
  dueOf,
  first,
  groundsOf,
  last,
  next,
  resourceLine,
  said,
  saidDay,
  saidList,
  saidNumber,
  timeOf,
  wordsOfAct,
  wordsOfState,
} from './read.ts'

const opening = ['apply', 'obtainDirect'] as const
const replies = ['grant', 'grantPartly', 'refuse', 'consentUse', 'obtainDirect'] as const
const delivering = ['deliver', 'obtainDirect'] as const

const numberColumn = text('number', '编号', 'Number', 12)
const directionColumn = text('direction', '方向', 'Way', 8)
const otherColumn = text('other', '对方单位', 'Other agency', 22)
const resourceColumn = text('resource', '信息资源', 'Resource', 26)
const stateColumn = text('state', '状态', 'State', 18)

const about = (life: Life, say: Say) => ({
  number: life.number,
  direction: direction(life, say),
  other: life.other,
  resource: resourceLine(first(life, ...opening), life.head.title),
  state: wordsOfState(life.kind, life.state, say),
})
const agreementOf = (life: Life, say: Say): string => aboutOf(life, 'agreement', say)

const requests: CaseLedger = {
  kind: 'requests',
  words: { zh: '共享申请办理台账', en: 'Requests' },
  about: {
    zh: '提出和收到的申请，应在何时答复、提供，结果如何',
    en: 'Requests made and received, when they were to be answered and delivered, and what came of them',
  },
  anchor: { case: 'request', acts: opening, first: true },
  days: [
    { by: 'received', words: { zh: '收到日期', en: 'received' }, acts: opening },
    { by: 'replied', words: { zh: '答复日期', en: 'replied' }, acts: replies },
    { by: 'delivered', words: { zh: '提供日期', en: 'delivered' }, acts: delivering },
  ],
  columns: [
    numberColumn,
    stateColumn,
    directionColumn,
    otherColumn,
    resourceColumn,
    text('type', '申请类型', 'Kind', 19),
    time('received', '收到时间', 'Received'),
    day('due', '应答复日', 'Reply due'),
    time('replied', '答复时间', 'Replied'),
    text('result', '结果', 'Result', 16),
    text('reason', '理由', 'Reason', 30),
    day('deliverBy', '提供期限', 'Deliver by'),
    day('delivered', '提供时间', 'Delivered'),
    text('dispute', '争议', 'Dispute', 18),
    text('agreement', '协议', 'Agreement', 18),
  ],
  row: (life, at, say) => {
    const asked = life.acts[at]
    const reply = first(life, ...replies)
    const grounds = groundsOf(reply, say)
    return {
      ...about(life, say),
      type: choice(asked, 'type', say),
      received: timeOf(asked),
      due: dueOf(life, 'request.reply'),
      replied: timeOf(reply),
      result: reply === undefined ? '' : wordsOfAct(life, reply, say).replace(/^(答复：|reply: )/, ''),
      reason: [grounds.ground, grounds.basis, grounds.explanation].filter((line) => line !== '').join('\n'),
      deliverBy: dueOf(life, 'request.deliver'),
      delivered: dayWhen(first(life, ...delivering)),
      dispute: aboutOf(life, 'dispute', say),
      agreement: agreementOf(life, say),
    }
  },
}

const refusals: CaseLedger = {
  kind: 'refusals',
  words: { zh: '不同意共享台账', en: 'Refusals' },
  about: {
    zh: '全部或部分不同意的答复，理由、依据，是否已抄报主管部门',
    en: 'Replies that refused all or part, with ground and statute, and whether the department was told',
  },
  anchor: { case: 'request', acts: ['refuse', 'grantPartly'] },
  days: [{ by: 'refused', words: { zh: '答复日期', en: 'replied' }, acts: ['refuse', 'grantPartly'] }],
  columns: [
    numberColumn,
    stateColumn,
    directionColumn,
    otherColumn,
    resourceColumn,
    time('refused', '答复时间', 'Replied'),
    text('result', '结果', 'Result', 16),
    text('items', '不同意的信息项', 'Items refused', 24),
    text('ground', '理由类型', 'Ground', 18),
    text('basis', '法规和条款', 'Statute', 26),
    text('quote', '条文原文', 'Its wording', 40),
    text('explanation', '说明', 'Explanation', 30),
    text('letter', '文号', 'Letter', 18),
    day('copied', '抄报主管部门', 'Department told'),
    text('dispute', '争议', 'Dispute', 18),
    day('granted', '后改为同意', 'Granted later'),
  ],
  row: (life, at, say) => {
    const reply = life.acts[at]
    return {
      ...about(life, say),
      ...groundsOf(reply, say),
      refused: timeOf(reply),
      result: wordsOfAct(life, reply, say).replace(/^(答复：|reply: )/, ''),
      letter: reply?.number ?? '',
      copied: dayWhen(next(life, at, 'copyRefusal')),
      dispute: aboutOf(life, 'dispute', say),
      granted: dayWhen(next(life, at, 'grantAfter', 'consentUse')),
    }
  },
}

const deliveries: CaseLedger = {
  kind: 'deliveries',
  words: { zh: '数据提供台账', en: 'Deliveries' },
  about: { zh: '同意后何时提供、以何种方式、是否超期；不记数据本身', en: 'When and how was delivered after consent, and whether in time; never the data' },
  anchor: { case: 'request', acts: delivering },
  days: [{ by: 'delivered', words: { zh: '提供日期', en: 'delivered' }, acts: delivering }],
  columns: [
    numberColumn,
    stateColumn,
    directionColumn,
    otherColumn,
    resourceColumn,
    text('way', '共享方式', 'Way', 12),
    day('granted', '同意日期', 'Granted'),
    day('deliverBy', '提供期限', 'Deliver by'),
    time('delivered', '提供时间', 'Delivered'),
    day('firstOn', '首次提供日期', 'First delivered on'),
    text('by', '经办人', 'Handled by', 12),
    text('late', '是否超期', 'In time', 12),
    text('agreement', '协议', 'Agreement', 18),
  ],
  row: (life, at, say) => {
    const act = life.acts[at]
    const clock = clockOf(life, 'request.deliver')
    const late = clock?.state === 'metLate' ? { zh: '超期', en: 'late' } : clock?.state === 'met' ? { zh: '按期', en: 'in time' } : { zh: '', en: '' }
    return {
      ...about(life, say),
      way: choice(act, 'way', say),
      granted: dayWhen(last(life, 'grant', 'grantPartly', 'grantAfter', 'obtainDirect')),
      deliverBy: clock?.due ?? null,
      delivered: timeOf(act),
      firstOn: saidDay(act, 'firstOn'),
      by: said(act, 'by'),
      late: say(late),
      agreement: agreementOf(life, say),
    }
  },
}

const use: CaseLedger = {
  kind: 'use',
  words: { zh: '使用记录台账', en: 'Records of use' },
  about: { zh: '使用场景、过程、成效、存储和销毁情况，按规定年限保存', en: 'Scene, process, effect, storage and disposal, kept for the years the rules set' },
  anchor: { case: 'request', acts: ['recordUse'] },
  days: [{ by: 'recorded', words: { zh: '登记日期', en: 'recorded' }, acts: ['recordUse'] }],
  columns: [
    resourceColumn,
    numberColumn,
    text('scene', '使用场景', 'Scene', 26),
    text('process', '使用过程', 'Process', 30),
    text('effect', '应用成效', 'Effect', 26),
    text('storage', '存储情况', 'Storage', 22),
    text('disposal', '销毁情况', 'Disposal', 22),
    day('from', '起始日期', 'From'),
    day('until', '截止日期', 'Until'),
    text('responsible', '责任人', 'Responsible', 12),
    day('recorded', '登记日期', 'Recorded'),
    day('keepUntil', '至少保存到', 'Kept at least until'),
  ],
  row: (life, at, say) => {
    const act = life.acts[at]
    const recorded = dayWhen(act)
    return {
      ...about(life, say),
      scene: said(act, 'scene'),
      process: said(act, 'process'),
      effect: said(act, 'effect'),
      storage: said(act, 'storage'),
      disposal: said(act, 'disposal'),
      from: saidDay(act, 'period', 'from'),
      until: saidDay(act, 'period', 'to'),
      responsible: said(act, 'responsible'),
      recorded,
      keepUntil: recorded === null || life.keepYears === null ? null : addYears(recorded, life.keepYears),
    }
  },
}

const endings = ['finishUse', 'endMisuse', 'endService'] as const

const disposals: CaseLedger = {
  kind: 'disposals',
  words: { zh: '数据处置台账', en: 'Disposals' },
  about: {
    zh: '共享终止后的处置：已处置的有证明，未处置的待办',
    en: 'What became of data after sharing ended: disposed of with a certificate, or still to be',
  },
  anchor: { case: 'request', acts: endings },
  days: [
    { by: 'ended', words: { zh: '终止日期', en: 'ended' }, acts: endings },
    { by: 'disposed', words: { zh: '处置登记日期', en: 'disposal recorded' }, acts: ['dispose'] },
  ],
  columns: [
    numberColumn,
    stateColumn,
    directionColumn,
    otherColumn,
    resourceColumn,
    day('ended', '终止日期', 'Ended'),
    text('why', '终止原因', 'Why', 26),
    text('method', '处置方式', 'How', 10),
    day('on', '处置日期', 'Disposed of'),
    text('by', '处置人', 'By', 12),
    text('witness', '监督人', 'Witness', 12),
    text('certificate', '处置证明', 'Certificate', 26),
  ],
  row: (life, at, say) => {
    const ended = life.acts[at]
    const disposed = next(life, at, 'dispose')
    return {
      ...about(life, say),
      ended: dayWhen(ended),
      why: ended?.act === 'finishUse' ? choice(ended, 'why', say) : `${wordsOfAct(life, ended, say)}${say({ zh: '：', en: ': ' })}${said(ended, 'reason')}`,
      method: choice(disposed, 'method', say),
      on: saidDay(disposed, 'on'),
      by: said(disposed, 'by'),
      witness: said(disposed, 'witness'),
      certificate: (disposed?.papers ?? []).map(({ name }) => name).join('\n'),
    }
  },
}

const direct: CaseLedger = {
  kind: 'direct',
  words: { zh: '平台外直接共享登记', en: 'Sharing outside the platform' },
  about: { zh: '不经平台的共享作为例外登记：理由、次数、数据量和计划接入日期', en: 'Exceptions: why not by the platform, how often, how much, and until when' },
  anchor: { case: 'request', acts: ['recordDirect'] },
  days: [{ by: 'recorded', words: { zh: '登记日期', en: 'recorded' }, acts: ['recordDirect'] }],
  columns: [
    numberColumn,
    directionColumn,
    otherColumn,
    resourceColumn,
    text('reason', '不经平台的理由', 'Why', 30),
    text('channel', '共享渠道', 'Channel', 18),
    day('from', '统计起始', 'From'),
    day('until', '统计截止', 'Until'),
    number('times', '次数', 'Times'),
    text('volume', '数据量', 'How much', 14),
    day('platformBy', '计划接入平台', 'On the platform by'),
    day('recorded', '登记日期', 'Recorded'),
  ],
  row: (life, at, say) => {
    const act = life.acts[at]
    return {
      ...about(life, say),
      reason: said(act, 'reason'),
      channel: said(act, 'channel'),
      from: saidDay(act, 'period', 'from'),
      until: saidDay(act, 'period', 'to'),
      times: saidNumber(act, 'times'),
      volume: said(act, 'volume'),
      platformBy: saidDay(act, 'platformBy'),
      recorded: dayWhen(act),
    }
  },
}

const frontEnd: CaseLedger = {
  kind: 'frontEnd',
  words: { zh: '前置库同步核对登记', en: 'Checks of the front-end database' },
  about: { zh: '业务库与前置库是否同步，不同步的何时恢复', en: 'Whether the front-end database keeps step with the business database, and when it does again' },
  anchor: { case: 'request', acts: ['checkFrontEnd'] },
  days: [{ by: 'recorded', words: { zh: '登记日期', en: 'recorded' }, acts: ['checkFrontEnd'] }],
  columns: [
    resourceColumn,
    numberColumn,
    otherColumn,
    day('on', '核对日期', 'Checked'),
    day('businessOn', '业务库更新至', 'Business database'),
    day('frontEndOn', '前置库更新至', 'Front-end database'),
    text('sync', '核对结果', 'Found', 10),
    text('difference', '不同步的情况和原因', 'How they differ', 30),
    day('mendedOn', '恢复同步日期', 'In step again'),
    text('by', '核对人', 'By', 12),
    day('recorded', '登记日期', 'Recorded'),
  ],
  row: (life, at, say) => {
    const act = life.acts[at]
    return {
      ...about(life, say),
      on: saidDay(act, 'on'),
      businessOn: saidDay(act, 'businessOn'),
      frontEndOn: saidDay(act, 'frontEndOn'),
      sync: choice(act, 'sync', say),
      difference: said(act, 'difference'),
      mendedOn: saidDay(act, 'mendedOn'),
      by: said(act, 'by'),
      recorded: dayWhen(act),
    }
  },
}

const granting = ['grant', 'grantPartly', 'grantAfter'] as const

const agreedNeeds: CaseLedger = {
  kind: 'agreedNeeds',
  words: { zh: '共享需求报送表', en: 'Agreed needs' },
  about: { zh: '与提供单位协商一致的需求，报送主管部门', en: 'Needs agreed with their providers, for the competent department' },
  anchor: { case: 'request', acts: granting, first: true, party: 'applicant' },
  days: [
    { by: 'agreed', words: { zh: '协商一致日期', en: 'agreed' }, acts: granting },
    { by: 'reported', words: { zh: '报送日期', en: 'reported' }, acts: ['reportNeed'] },
  ],
  columns: [
    numberColumn,
    text('resource', '信息资源', 'Resource', 24),
    text('code', '资源代码', 'Code', 20),
    text('provider', '提供单位', 'Provider', 22),
    text('items', '共享内容', 'Items', 30),
    text('basis', '使用依据', 'Basis', 26),
    text('scene', '使用场景', 'Scene', 26),
    text('way', '共享方式', 'Way', 12),
    text('content', '需求内容', 'What is needed', 26),
    day('agreed', '协商一致日期', 'Agreed on'),
    day('reported', '报送日期', 'Reported'),
  ],
  row: (life, at, say) => {
    const asked = first(life, ...opening)
    const agreed = life.acts[at]
    const reported = last(life, 'reportNeed')
    const items = agreed?.act === 'grantPartly' ? saidList(agreed, 'items') : saidList(asked, 'items')
    return {
      number: life.number,
      resource: said(asked, 'resource', 'name'),
      code: said(asked, 'resource', 'code'),
      provider: life.head.respondent,
      items: items.join('、'),
      basis: (Array.isArray(asked?.fields.basis) ? asked.fields.basis : [])
        .map((one) => {
          const { title, article } = one as { title: string; article: string }
          return `${title}${article}`
        })
        .join('\n'),
      scene: said(asked, 'scene'),
      way: choice(agreed, 'way', say),
      content: said(reported, 'content'),
      agreed: dayWhen(agreed),
      reported: dayWhen(reported),
    }
  },
}

export const requestLedgers = [requests, refusals, deliveries, use, disposals, direct, frontEnd, agreedNeeds] as const
