import type { CaseKind } from '../cases/act.ts'
import { wordsOfValue } from '../cases/field-words.ts'
import { machines } from '../cases/machines.ts'
import { requestTypes } from '../cases/request.ts'
import { classes } from '../codes.ts'
import { dictionaries } from '../dictionaries.ts'
import type { Words } from '../regulations/pack.ts'

/**
 * What figures are counted from: rows read off the records as they stood at the end of a period. A row's facts are flat; an
 * indicator is a question about them. `…In`: whether that happened within the period.
 */
export const sourceNames = [
  'entry',
  'change',
  'update',
  'withheld',
  'request',
  'correction',
  'dispute',
  'agreement',
  'use',
  'direct',
  'complaint',
  'incident',
  'open',
] as const
export type SourceName = (typeof sourceNames)[number]

export type Fact = string | number | boolean | null
export type Facts = Readonly<Record<string, Fact>>

/** text: as it stands in the record; `values` are then what it mostly says. day: `2026-11-23`. choice: one of `values`. `values` stand in the order of forms. */
export type FactSpec = { words: Words; type: 'text' | 'number' | 'day' | 'flag' | 'choice'; values?: Readonly<Record<string, Words>> }
export type SourceSpec = {
  words: Words
  /** Which records are rows, exactly. */
  about: Words
  facts: Readonly<Record<string, FactSpec>>
}

const text = (zh: string, en: string): FactSpec => ({ words: { zh, en }, type: 'text' })
/** Text of a field that has a dictionary: other words stay what they are. */
const listed = (zh: string, en: string, dictionary: 'shareType' | 'formatClass' | 'mountStatus' | 'updateCycle'): FactSpec => ({
  ...text(zh, en),
  values: Object.fromEntries(dictionaries[dictionary].map((term) => [term.zh, { zh: term.zh, en: term.en }])),
})
const number = (zh: string, en: string): FactSpec => ({ words: { zh, en }, type: 'number' })
const day = (zh: string, en: string): FactSpec => ({ words: { zh, en }, type: 'day' })
const flag = (zh: string, en: string): FactSpec => ({ words: { zh, en }, type: 'flag' })
const choice = (zh: string, en: string, values: Readonly<Record<string, Words>>): FactSpec => ({ words: { zh, en }, type: 'choice', values })

const statesOf = (kind: CaseKind): FactSpec =>
  choice('状态', 'State', Object.fromEntries(Object.entries(machines[kind].states).map(([state, { words }]) => [state, words])))
const typesOfRequest = Object.fromEntries(requestTypes.map((type) => [type, wordsOfValue(type) ?? { zh: type, en: type }]))

/** How a duty with a last day came out, as of the end of the period. */
const outcome = {
  inTime: { zh: '按期', en: 'in time' },
  late: { zh: '超期办结', en: 'done late' },
  overdue: { zh: '超期未办', en: 'overdue' },
  running: { zh: '办理中', en: 'running' },
  stopped: { zh: '终结，不再办理', en: 'stopped' },
  stoppedLate: { zh: '终结时已超期', en: 'overdue when it was stopped' },
  noDays: { zh: '未规定天数', en: 'no days set' },
  none: { zh: '不涉及', en: 'does not arise' },
} as const
const role = { received: { zh: '收到', en: 'received' }, made: { zh: '提出', en: 'made' }, department: { zh: '主管', en: 'as the department' } } as const

export const sources: Readonly<Record<SourceName, SourceSpec>> = {
  entry: {
    words: { zh: '目录', en: 'Entries' },
    about: {
      zh: '期末时本单位的目录：已建立、未删除、未撤销；内容按期末时的版本',
      en: "The agency's own entries at the end of the period: made, not deleted, not withdrawn; as their text stood then",
    },
    facts: {
      shareType: listed('共享类型', 'Sharing type', 'shareType'),
      class: choice('资源分类（类）', 'Class', Object.fromEntries(classes.map(({ code, zh, en }) => [code, { zh, en }]))),
      format: listed('格式分类', 'Format', 'formatClass'),
      office: text('处室', 'Office'),
      items: number('信息项数', 'Items'),
      status: choice('状态', 'Status', {
        draft: { zh: '未报送', en: 'never submitted' },
        submitted: { zh: '已报送', en: 'submitted' },
        returned: { zh: '退回', en: 'returned' },
        published: { zh: '已发布', en: 'published' },
      }),
      published: flag('有发布的文本', 'A text is published'),
      mount: listed('挂接状态', 'Mount status', 'mountStatus'),
      mounted: flag('已挂接（含部分）', 'Mounted, wholly or partly'),
      shareable: flag('可共享（无条件或有条件）', 'Shareable'),
      cycle: listed('更新周期', 'Update cycle', 'updateCycle'),
      refresh: choice('数据更新', 'Data refresh', {
        noCycle: { zh: '周期不定日', en: 'the cycle names no day' },
        inCycle: { zh: '在周期内更新', en: 'refreshed within its cycle' },
        late: { zh: '已过周期', en: 'past its cycle' },
        unrecorded: { zh: '未登记过更新', en: 'no refresh on record' },
      }),
      refreshedOn: day('最近更新', 'Last refreshed'),
      refreshDue: day('应更新日', 'Refresh due'),
      complete: flag('必填项齐全', 'All that must be filled is'),
      basis: choice('不予共享依据', 'Basis for not sharing', {
        none: { zh: '不涉及', en: 'does not arise' },
        accepted: { zh: '依据合规', en: 'accepted' },
        doubtful: { zh: '依据待核对', en: 'to be checked' },
      }),
      conditions: flag('共享条件待核对', 'Its condition is to be checked'),
      open: flag('向社会开放', 'Open to the public'),
      imported: flag('存量（导入）', 'Imported'),
    },
  },
  change: {
    words: { zh: '本期变动', en: 'Changes' },
    about: {
      zh: '期初与期末相比新增、修改、撤销的目录，一条目录一行，修改指内容有变；本期应完成或期末未完成的更新任务，未在上述行中的另列一行',
      en: 'Entries that entered, changed their text or left between the beginning and the end of the period, one row each; and each update due in it or open at its end that no such row tells of',
    },
    facts: {
      change: choice('变更类型', 'Change', {
        entered: { zh: '新增', en: 'entered' },
        changed: { zh: '修改', en: 'changed' },
        left: { zh: '撤销', en: 'left' },
        due: { zh: '应更新', en: 'to be updated' },
      }),
      shareType: listed('共享类型', 'Sharing type', 'shareType'),
      office: text('处室', 'Office'),
      provider: text('提供方', 'Provider'),
      code: text('信息资源代码', 'Code'),
      title: text('名称', 'Name'),
      reason: text('变更原因', 'Reason'),
      document: text('依据文件', 'Document'),
      triggerOn: day('触发日期', 'Began on'),
      dueOn: day('时限', 'Due'),
      doneOn: day('完成日期', 'Done'),
      outcome: choice('是否超期', 'In time', outcome),
      submittedOn: day('报送日期', 'Submitted'),
      publishedOn: day('审核发布日期', 'Published'),
      note: text('备注', 'Note'),
    },
  },
  update: {
    words: { zh: '目录更新任务', en: 'Update tasks' },
    about: {
      zh: '因法律或职责变化而应更新目录的任务，期限在本期内',
      en: 'Updates of the catalogue that a change of law or duty called for and that fell due in the period',
    },
    facts: {
      trigger: choice('变化', 'Change', { law: { zh: '法律调整', en: 'law' }, duty: { zh: '职责变化', en: 'duty' }, data: { zh: '数据变化', en: 'data' } }),
      startsOn: day('触发日期', 'Began on'),
      dueOn: day('时限', 'Due'),
      doneOn: day('完成日期', 'Done'),
      outcome: choice('完成情况', 'Outcome', outcome),
    },
  },
  withheld: {
    words: { zh: '不予共享目录', en: 'Not shared' },
    about: {
      zh: '期末目录中共享类型为不予共享的，每项依据一行；没有依据的也列一行',
      en: 'Entries not shared at the end of the period, one row for each basis; one without any has a row too',
    },
    facts: {
      code: text('代码', 'Code'),
      title: text('名称', 'Name'),
      items: text('信息项', 'Items'),
      reason: text('理由', 'Reason'),
      basisKind: text('依据类型', 'Kind of basis'),
      basisTitle: text('依据名称', 'Basis'),
      basisNumber: text('文号', 'Number'),
      basisArticle: text('条款', 'Article'),
      quotation: text('原文', 'Wording'),
      basis: choice('审查结果', 'Judged', { accepted: { zh: '依据合规', en: 'accepted' }, doubtful: { zh: '待核对', en: 'to be checked' } }),
    },
  },
  request: {
    words: { zh: '共享申请', en: 'Requests' },
    about: {
      zh: '本期内办理过、期初尚未办结、或期限落在本期的共享申请；答复、提供以平台上的或有书面裁定的为准',
      en: 'Requests with an act or a due day in the period, or open when it began; replies and deliveries count on the platform or under a ruling',
    },
    facts: {
      number: text('编号', 'Number'),
      role: choice('方向', 'Way', role),
      other: text('对方单位', 'Other agency'),
      resource: text('信息资源', 'Resource'),
      type: choice('申请类型', 'Kind', typesOfRequest),
      shareType: listed('共享类型', 'Sharing type', 'shareType'),
      state: statesOf('request'),
      atOnce: flag('平台即时获取', 'Obtained from the platform at once'),
      receivedOn: day('收到日期', 'Received'),
      receivedIn: flag('本期收到', 'Received in the period'),
      replyDue: day('应答复日', 'Reply due'),
      replyDueIn: flag('应答复日在本期', 'Reply due in the period'),
      replyOutcome: choice('答复情况', 'Reply', outcome),
      repliedOn: day('答复日期', 'Replied'),
      repliedIn: flag('本期答复', 'Replied in the period'),
      replyDays: number('答复工作日', 'Working days to reply'),
      result: choice('结果', 'Result', {
        granted: { zh: '同意', en: 'granted' },
        grantedAfter: { zh: '改为同意', en: 'granted after all' },
        partly: { zh: '部分同意', en: 'granted in part' },
        refused: { zh: '不同意', en: 'refused' },
        none: { zh: '未答复', en: 'no reply' },
      }),
      resultOn: day('结果日期', 'Result of'),
      resultIn: flag('结果在本期', 'Result within the period'),
      reason: text('理由', 'Reason'),
      dispute: text('争议', 'Dispute'),
      agreement: text('协议', 'Agreement'),
      missingIn: flag('本期告知补正', 'Missing papers named in the period'),
      completed: flag('已补正', 'Completed'),
      consentedOn: day('同意日期', 'Consented'),
      deliverDue: day('提供期限', 'Deliver by'),
      deliverDueIn: flag('提供期限在本期', 'Delivery due in the period'),
      deliverOutcome: choice('提供情况', 'Delivery', outcome),
      deliveredOn: day('提供日期', 'Delivered'),
      deliveredIn: flag('本期提供', 'Delivered in the period'),
      current: flag('本期办理过或期末待答复、待提供', 'With an act in the period, or waiting for a reply or delivery at its end'),
      overdue: flag('期末超期未答复或未提供', 'Reply or delivery overdue at the end'),
      awaitsDisposal: flag('期末待处置', 'Waiting to be disposed of at the end'),
      unrecordedUse: flag('已获提供、期末无使用记录', 'Delivered to us, no record of use at the end'),
      suspendedIn: flag('本期被暂停或因使用问题终止', 'Suspended, or ended for misuse, in the period'),
      serviceEndedIn: flag('本期终止或变更服务', 'Service ended or changed in the period'),
    },
  },
  correction: {
    words: { zh: '数据校核', en: 'Corrections' },
    about: {
      zh: '本期内办理过、期初尚未办结、或期限落在本期的校核申请；核实以平台上的或有书面裁定的为准',
      en: 'Corrections with an act or a due day in the period, or open when it began; what was verified counts on the platform or under a ruling',
    },
    facts: {
      number: text('编号', 'Number'),
      role: choice('方向', 'Way', role),
      other: text('对方单位', 'Other agency'),
      receivedOn: day('收到日期', 'Received'),
      receivedIn: flag('本期收到', 'Received in the period'),
      dueOn: day('应核实日', 'Due'),
      dueIn: flag('应核实日在本期', 'Due in the period'),
      outcome: choice('办理情况', 'Outcome', outcome),
      handledOn: day('核实日期', 'Verified'),
      handledIn: flag('本期核实', 'Verified in the period'),
      result: choice('核实结果', 'Result', {
        corrected: { zh: '已更正', en: 'corrected' },
        upheld: { zh: '核实无误', en: 'found right' },
        none: { zh: '未核实', en: 'not verified' },
      }),
    },
  },
  dispute: {
    words: { zh: '争议', en: 'Disputes' },
    about: { zh: '本期内办理过或期初尚未办结的争议', en: 'Disputes with an act in the period, or open when it began' },
    facts: {
      number: text('编号', 'Number'),
      other: text('对方单位', 'Other agency'),
      raisedOn: day('提出日期', 'Raised'),
      raisedIn: flag('本期提出', 'Raised in the period'),
      coordinated: flag('经协调一致', 'Settled by coordination'),
      endedOn: day('了结日期', 'Ended'),
      endedIn: flag('本期了结', 'Ended in the period'),
    },
  },
  agreement: {
    words: { zh: '安全保密协议', en: 'Agreements' },
    about: { zh: '期末时已提出的协议，本期之前已终结的除外', en: 'Agreements proposed by the end of the period, but for those that ended before it' },
    facts: {
      number: text('编号', 'Number'),
      other: text('对方单位', 'Other agency'),
      role: choice('我方', 'We are', {
        received: { zh: '提供方', en: 'provider' },
        made: { zh: '使用方', en: 'user' },
        department: { zh: '主管', en: 'department' },
      }),
      state: statesOf('agreement'),
      signedOn: day('双方签署', 'Signed by both'),
      signedIn: flag('本期签署', 'Signed in the period'),
      from: day('生效日期', 'From'),
      until: day('到期日期', 'Until'),
      valid: flag('期末有效', 'In force at the end'),
      expired: flag('期末已到期、未了结', 'Past its last day, not settled'),
      renewed: flag('已续签', 'Renewed'),
      endedIn: flag('本期终止或了结', 'Ended in the period'),
    },
  },
  use: {
    words: { zh: '使用记录', en: 'Records of use' },
    about: { zh: '本期登记的使用记录', en: 'Records of use made in the period' },
    facts: {
      number: text('编号', 'Number'),
      other: text('对方单位', 'Other agency'),
      resource: text('信息资源', 'Resource'),
      recordedOn: day('登记日期', 'Recorded'),
      scene: text('使用场景', 'Scene'),
      process: text('使用过程', 'Process'),
      effect: text('应用成效', 'Effect'),
      storage: text('存储情况', 'Storage'),
      disposal: text('销毁情况', 'Disposal'),
      from: day('起始日期', 'From'),
      until: day('截止日期', 'Until'),
      responsible: text('责任人', 'Responsible'),
    },
  },
  direct: {
    words: { zh: '平台外共享', en: 'Sharing outside the platform' },
    about: { zh: '本期登记的平台外直接共享', en: 'Direct sharing outside the platform recorded in the period' },
    facts: {
      number: text('编号', 'Number'),
      role: choice('方向', 'Way', role),
      other: text('对方单位', 'Other agency'),
      resource: text('信息资源', 'Resource'),
      recordedOn: day('登记日期', 'Recorded'),
      channel: text('共享渠道', 'Channel'),
      times: number('次数', 'Times'),
      volume: text('数据量', 'How much'),
      recordsWan: number('数据量（万条）', 'Ten thousand records'),
      storageG: number('数据量（G）', 'GB'),
      unread: flag('数据量无法折算', 'Volume cannot be read'),
      reason: text('原因', 'Why'),
      basis: text('协议号', 'Agreement'),
    },
  },
  complaint: {
    words: { zh: '投诉与整改', en: 'Complaints' },
    about: { zh: '本期内办理过或期初尚未办结的投诉、整改要求', en: 'Complaints and orders with an act in the period, or open when it began' },
    facts: {
      number: text('编号', 'Number'),
      other: text('对方单位', 'Other agency'),
      receivedOn: day('收到日期', 'Received'),
      receivedIn: flag('本期收到', 'Received in the period'),
      closed: flag('期末已办结', 'Closed at the end'),
    },
  },
  incident: {
    words: { zh: '安全事件', en: 'Incidents' },
    about: { zh: '本期内办理过或期初尚未办结的安全事件', en: 'Incidents with an act in the period, or open when it began' },
    facts: {
      number: text('编号', 'Number'),
      notedOn: day('登记日期', 'Recorded'),
      notedIn: flag('本期登记', 'Recorded in the period'),
      reported: flag('已报告', 'Reported'),
      closed: flag('期末已办结', 'Closed at the end'),
    },
  },
  open: {
    words: { zh: '未办事项', en: 'Open items' },
    about: { zh: '期末时尚未办结的任务和期限', en: 'Tasks and clocks not done at the end of the period' },
    facts: {
      kind: text('事项', 'Item'),
      dueOn: day('期限', 'Due'),
      overdue: flag('期末超期', 'Overdue at the end'),
      ours: flag('由本单位办理', 'Ours to do'),
    },
  },
}
