import { validityOn } from '../agreements/validity.ts'
import { agreementTextSchema } from '../cases/agreement-text.ts'
import { type CaseLedger, day, type Life, number, offSystem, type Say, text, time } from './ledger.ts'
import { choice, dayWhen, direction, dueOf, first, last, next, resourceLine, said, saidDay, saidList, timeOf, wordsOfAct, wordsOfState } from './read.ts'

const numberColumn = text('number', '编号', 'Number', 12)
const directionColumn = text('direction', '方向', 'Way', 8)
const otherColumn = text('other', '对方单位', 'Other agency', 22)
const stateColumn = text('state', '状态', 'State', 18)

const about = (life: Life, say: Say) => ({
  number: life.number,
  direction: direction(life, say),
  other: life.other,
  state: wordsOfState(life.kind, life.state, say),
})
/** The number of the case it is about; nothing more of a sealed one. */
const refersTo = ({ refers }: Life, say: Say): string =>
  refers === null ? '' : refers.sealedOn === null ? refers.number : `${refers.number} ${say(offSystem)}`

const disputes: CaseLedger = {
  kind: 'disputes',
  words: { zh: '争议协调台账', en: 'Disputes' },
  about: { zh: '协商、书面说明、协调、决定各在何时，期限到何时', en: 'When each was negotiated, explained, coordinated and decided, and by when it was due' },
  anchor: { case: 'dispute', acts: ['raise'] },
  days: [
    { by: 'raised', words: { zh: '提出日期', en: 'raised' }, acts: ['raise'] },
    { by: 'applied', words: { zh: '申请协调日期', en: 'coordination asked for' }, acts: ['applyCoordination'] },
    { by: 'settled', words: { zh: '结果日期', en: 'result' }, acts: ['settle', 'coordinate', 'failCoordination', 'decide'] },
  ],
  columns: [
    numberColumn,
    stateColumn,
    directionColumn,
    otherColumn,
    text('request', '所涉案卷', 'About', 12),
    text('subject', '争议事项', 'Subject', 14),
    text('matter', '事由', 'Matter', 30),
    time('raised', '提出时间', 'Raised'),
    number('rounds', '协商次数', 'Rounds'),
    day('applied', '申请协调', 'Coordination asked for'),
    day('explainBy', '说明期限', 'Explanation due'),
    day('explained', '书面说明', 'Explained'),
    day('coordinateBy', '协调期限', 'Coordination due'),
    day('coordinated', '协调日期', 'Coordinated'),
    text('result', '结果', 'Result', 30),
    day('settled', '结果日期', 'Result on'),
  ],
  row: (life, at, say) => {
    const raised = life.acts[at]
    const end = last(life, 'settle', 'coordinate', 'failCoordination', 'decide', 'withdraw')
    return {
      ...about(life, say),
      request: refersTo(life, say),
      subject: choice(raised, 'subject', say),
      matter: said(raised, 'matter'),
      raised: timeOf(raised),
      rounds: life.acts.filter(({ act }) => act === 'negotiate').length,
      applied: dayWhen(first(life, 'applyCoordination')),
      explainBy: dueOf(life, 'dispute.explain'),
      explained: dayWhen(first(life, 'explain')),
      coordinateBy: dueOf(life, 'dispute.coordinate'),
      coordinated: dayWhen(first(life, 'coordinate', 'failCoordination')),
      result: [wordsOfAct(life, end, say), said(end, 'outcome') || said(end, 'decision') || said(end, 'reason')].filter((line) => line !== '').join('\n'),
      settled: dayWhen(end),
    }
  },
}

const corrections: CaseLedger = {
  kind: 'corrections',
  words: { zh: '数据校核台账', en: 'Corrections' },
  about: {
    zh: '疑义何时提出、应在何时核实、结果如何，是否报告主管部门',
    en: 'When doubts were raised and due, what came of them, and whether the department was told',
  },
  anchor: { case: 'correction', acts: ['report'] },
  days: [
    { by: 'received', words: { zh: '提出日期', en: 'received' }, acts: ['report', 'reopen'] },
    { by: 'handled', words: { zh: '核实日期', en: 'verified' }, acts: ['correct', 'uphold'] },
  ],
  columns: [
    numberColumn,
    stateColumn,
    directionColumn,
    otherColumn,
    text('resource', '信息资源', 'Resource', 24),
    text('type', '校核类型', 'Kind', 14),
    text('wrong', '疑义', 'Doubt', 30),
    time('received', '提出时间', 'Received'),
    day('due', '应核实日', 'Due'),
    time('handled', '核实时间', 'Verified'),
    text('result', '核实结果', 'Result', 18),
    text('explanation', '更正或说明', 'Corrected, or why right', 30),
    number('rounds', '提出次数', 'Rounds'),
    day('told', '报告主管部门', 'Department told'),
    day('feedback', '书面反馈', 'Feedback'),
    day('closed', '确认办结', 'Confirmed'),
  ],
  row: (life, at, say) => {
    const report = life.acts[at]
    const handled = last(life, 'correct', 'uphold')
    return {
      ...about(life, say),
      resource: resourceLine(report, life.head.title),
      type: choice(report, 'type', say),
      wrong: said(report, 'wrong'),
      received: timeOf(report),
      due: dueOf(life, 'correction.handle'),
      handled: timeOf(handled),
      result: [wordsOfAct(life, handled, say), said(handled, 'result')].filter((line) => line !== '').join('\n'),
      explanation: said(handled, 'corrected') || said(handled, 'explanation'),
      rounds: life.acts.filter(({ act }) => act === 'report' || act === 'reopen').length,
      told: dayWhen(first(life, 'reportDepartment')),
      feedback: dayWhen(first(life, 'feedback')),
      closed: dayWhen(first(life, 'confirm')),
    }
  },
}

const complaining = ['complain', 'receive', 'order'] as const

const complaints: CaseLedger = {
  kind: 'complaints',
  words: { zh: '投诉与整改台账', en: 'Complaints and rectification' },
  about: { zh: '投诉的处理和反馈，整改要求的期限和验收', en: 'What became of complaints, and by when orders to rectify were met' },
  anchor: { case: 'complaint', acts: complaining, first: true },
  days: [
    { by: 'received', words: { zh: '收到日期', en: 'received' }, acts: complaining },
    { by: 'answered', words: { zh: '反馈日期', en: 'answered' }, acts: ['answer', 'reply'] },
    { by: 'rectified', words: { zh: '整改报告日期', en: 'rectified' }, acts: ['rectify'] },
  ],
  columns: [
    numberColumn,
    stateColumn,
    otherColumn,
    text('how', '来源', 'How it began', 18),
    text('from', '投诉人或作出机关', 'From', 18),
    text('matter', '内容', 'Matter', 34),
    time('received', '收到时间', 'Received'),
    day('ordered', '责令整改', 'Ordered'),
    day('rectifyBy', '整改期限', 'Rectify by'),
    day('rectified', '整改完成', 'Rectified on'),
    text('late', '是否超期', 'In time', 12),
    text('result', '处理或整改结果', 'Result', 30),
    day('answered', '书面反馈', 'Answered'),
    day('accepted', '验收', 'Accepted'),
  ],
  row: (life, at, say) => {
    const begun = life.acts[at]
    const order = last(life, 'order', 'again')
    const done = last(life, 'rectify')
    const answer = last(life, 'answer', 'reply')
    const [by, on] = [saidDay(order, 'by'), saidDay(done, 'on')]
    const open = order !== undefined && (done === undefined || life.acts.indexOf(order) > life.acts.indexOf(done))
    const late = by !== null && (open ? life.today > by : on !== null && on > by)
    return {
      ...about(life, say),
      how: wordsOfAct(life, begun, say),
      from: said(begun, 'receivedFrom') || said(begun, 'orderedBy') || (begun?.act === 'complain' ? life.head.applicant : ''),
      matter: said(begun, 'matter'),
      received: timeOf(begun),
      ordered: dayWhen(order),
      rectifyBy: by,
      rectified: open ? null : on,
      late: by === null ? '' : say(late ? { zh: '超期', en: 'late' } : open ? { zh: '整改中', en: 'running' } : { zh: '按期', en: 'in time' }),
      result: said(open ? answer : (done ?? answer), 'result'),
      answered: dayWhen(answer),
      accepted: dayWhen(first(life, 'accept')),
    }
  },
}

const agreements: CaseLedger = {
  kind: 'agreements',
  words: { zh: '安全保密协议台账', en: 'Agreements' },
  about: { zh: '协议的有效期、签署、备案和终止', en: 'How long agreements hold, who signed when, their filing and end' },
  anchor: { case: 'agreement', acts: ['propose'] },
  days: [
    { by: 'proposed', words: { zh: '提出日期', en: 'proposed' }, acts: ['propose'] },
    { by: 'signed', words: { zh: '双方签署日期', en: 'signed by both' }, acts: ['countersign'] },
    { by: 'ended', words: { zh: '终止或了结日期', en: 'ended' }, acts: ['terminate', 'conclude'] },
  ],
  columns: [
    numberColumn,
    stateColumn,
    text('agreement', '协议编号', 'Agreement no.', 20),
    otherColumn,
    text('title', '协议名称', 'Title', 28),
    text('resources', '信息资源', 'Resources', 28),
    text('request', '所涉案卷', 'About', 12),
    day('proposed', '提出日期', 'Proposed'),
    day('signed', '先签日期', 'First signed'),
    day('countersigned', '后签日期', 'Countersigned'),
    day('from', '生效日期', 'From'),
    day('until', '到期日期', 'Until'),
    text('validity', '效力', 'Standing', 24),
    text('filing', '备案号', 'Filing no.', 18),
    day('ended', '终止或了结', 'Ended'),
  ],
  row: (life, _, say) => {
    const round = last(life, 'propose', 'counter', 'reopen')
    const parsed = agreementTextSchema.safeParse(round?.fields.text)
    const agreed = parsed.success ? parsed.data : null
    const filed = last(life, 'file')
    // A signature that was taken back is none.
    const signed = ['halfSigned', 'inForce', 'concluded', 'terminated'].includes(life.state)
    return {
      ...about(life, say),
      agreement: agreed?.head.number ?? '',
      title: agreed?.head.title ?? life.head.title,
      resources: (agreed?.content.resources ?? []).map(({ name }) => name).join('、'),
      request: refersTo(life, say),
      proposed: dayWhen(first(life, 'propose')),
      signed: signed ? saidDay(last(life, 'sign'), 'on') : null,
      countersigned: saidDay(last(life, 'countersign'), 'on'),
      from: agreed?.validity.from ?? null,
      until: agreed?.validity.until ?? null,
      validity: agreed === null ? '' : say(validityOn(agreed, life.state, life.today).words),
      filing: said(filed, 'number'),
      ended: dayWhen(last(life, 'terminate', 'conclude')),
    }
  },
}

const needs: CaseLedger = {
  kind: 'needs',
  words: { zh: '需求清单', en: 'Needs' },
  about: {
    zh: '履职需要、目前没有单位提供的数据，是否报送、有没有提供方',
    en: 'What duties need and nobody offers, whether it was reported, and who provides it',
  },
  anchor: { case: 'need', acts: ['list'] },
  days: [
    { by: 'listed', words: { zh: '列入日期', en: 'listed' }, acts: ['list'] },
    { by: 'reported', words: { zh: '报送日期', en: 'reported' }, acts: ['report'] },
  ],
  columns: [
    numberColumn,
    stateColumn,
    text('name', '需要的数据', 'What is needed', 26),
    text('items', '信息项', 'Items', 28),
    text('basis', '依据', 'Basis', 28),
    text('scene', '使用场景', 'Scene', 28),
    text('likely', '可能的提供方', 'Likely provider', 20),
    day('listed', '列入日期', 'Listed'),
    day('reported', '报送日期', 'Reported'),
    text('provider', '明确的提供方', 'Provider', 20),
    day('matched', '明确日期', 'Named on'),
  ],
  row: (life, at, say) => {
    const listed = life.acts[at]
    const matched = last(life, 'match')
    return {
      ...about(life, say),
      name: said(listed, 'name'),
      items: saidList(listed, 'items').join('、'),
      basis: (Array.isArray(listed?.fields.basis) ? listed.fields.basis : [])
        .map((one) => {
          const { title, article } = one as { title: string; article: string }
          return `${title}${article}`
        })
        .join('\n'),
      scene: said(listed, 'scene'),
      likely: said(listed, 'likelyProvider'),
      listed: dayWhen(listed),
      reported: saidDay(last(life, 'report'), 'on'),
      provider: said(matched, 'provider'),
      matched: dayWhen(matched),
    }
  },
}

const incidents: CaseLedger = {
  kind: 'incidents',
  words: { zh: '安全事件台账', en: 'Security incidents' },
  about: { zh: '事件经过、影响、处置和报告；不写泄露的内容', en: 'What happened, its reach, what was done and reported; never what was leaked' },
  anchor: { case: 'incident', acts: ['note'] },
  days: [
    { by: 'noted', words: { zh: '登记日期', en: 'recorded' }, acts: ['note'] },
    { by: 'reported', words: { zh: '报告登记日期', en: 'report recorded' }, acts: ['report'] },
  ],
  columns: [
    numberColumn,
    stateColumn,
    day('on', '发生日期', 'Happened on'),
    text('what', '事件经过', 'What happened', 34),
    text('reach', '影响范围', 'Reach', 24),
    text('measures', '已采取的措施', 'Measures', 28),
    time('noted', '登记时间', 'Recorded'),
    text('to', '报告给', 'Reported to', 18),
    day('reported', '报告日期', 'Reported on'),
    text('cause', '原因', 'Cause', 24),
    text('result', '处置结果', 'Result', 28),
    day('closed', '办结日期', 'Closed'),
  ],
  row: (life, at, say) => {
    const noted = life.acts[at]
    const [reported, ended] = [next(life, at, 'report'), next(life, at, 'end')]
    return {
      ...about(life, say),
      on: saidDay(noted, 'on'),
      what: said(noted, 'what'),
      reach: said(noted, 'reach'),
      measures: said(noted, 'measures'),
      noted: timeOf(noted),
      to: said(reported, 'to'),
      reported: saidDay(reported, 'on'),
      cause: said(ended, 'cause'),
      result: said(ended, 'result'),
      closed: dayWhen(ended),
    }
  },
}

export const otherLedgers = [disputes, corrections, complaints, agreements, needs, incidents] as const
