import type { Words } from '../regulations/pack.ts'
import type { Line, Table, Template } from './template.ts'

const figure = (indicator: string, more: { key?: string; words?: Words; level?: 0 | 1; sums?: boolean } = {}): Line => ({
  kind: 'figure',
  indicator,
  key: more.key ?? null,
  ...(more.words === undefined ? {} : { words: more.words }),
  level: more.level ?? 0,
  sums: more.sums ?? false,
})
const part = (indicator: string, key: string, zh: string, en: string): Line => figure(indicator, { key, words: { zh, en }, level: 1 })
const group = (zh: string, en: string): Line => ({ kind: 'group', words: { zh, en } })

export const shareTypes = (indicator: string): Line[] => [
  part(indicator, '无条件共享', '其中：无条件共享', 'of these: unconditional'),
  part(indicator, '有条件共享', '有条件共享', 'conditional'),
  part(indicator, '不予共享', '不予共享', 'not shared'),
  part(indicator, '', '未填共享类型', 'no sharing type'),
]

const column = (fact: string, width: number, zh?: string, en?: string) => ({
  fact,
  width,
  ...(zh === undefined || en === undefined ? {} : { words: { zh, en } }),
})

/** 表2 of domain §7.4. */
const sharing: Table = {
  kind: 'lines',
  id: 'sharing',
  words: { zh: '共享情况统计表', en: 'Sharing' },
  lines: [
    group('目录', 'Catalogue'),
    figure('entry.total', { sums: true }),
    ...shareTypes('entry.total'),
    figure('item.total'),
    figure('entry.published'),
    figure('entry.mounted'),
    figure('change.entered'),
    figure('change.changed'),
    figure('change.left'),
    group('提供（收到申请）', 'Provided (requests received)'),
    figure('request.received'),
    figure('request.granted'),
    figure('request.refused'),
    figure('request.replyLate'),
    figure('request.replyDays'),
    figure('deliver.done'),
    group('使用（提出申请）', 'Used (requests made)'),
    figure('need.made'),
    figure('need.granted'),
    figure('need.refused'),
    figure('use.records'),
    group('数据交换（平台计数）', "Exchange (the platform's counters)"),
    figure('exchange.times'),
    figure('exchange.records'),
    figure('exchange.storage'),
    group('校核与争议', 'Corrections and disputes'),
    figure('correction.received'),
    figure('correction.handled'),
    figure('correction.late'),
    figure('dispute.raised'),
    group('协议', 'Agreements'),
    figure('agreement.valid'),
    figure('agreement.signed'),
    figure('agreement.expired'),
  ],
}

const rates: Table = {
  kind: 'lines',
  id: 'rates',
  words: { zh: '指标表', en: 'Indicators' },
  lines: [
    group('数量和质量', 'Number and quality'),
    figure('entry.completeRate'),
    figure('entry.withheldRate'),
    figure('entry.basisRate'),
    figure('entry.mountRate'),
    group('更新时效', 'Timeliness'),
    figure('update.rate'),
    figure('refresh.rate'),
    figure('refresh.unrecorded'),
    group('申请与提供', 'Requests and delivery'),
    figure('request.replyRate'),
    figure('request.replyDays'),
    figure('request.grantRate'),
    figure('request.completedRate'),
    figure('deliver.rate'),
    figure('need.metRate'),
    group('校核与争议', 'Corrections and disputes'),
    figure('correction.rate'),
    figure('correction.errorRate'),
    figure('dispute.raised'),
    figure('dispute.coordinated'),
    group('使用和平台外共享', 'Use, and sharing outside the platform'),
    figure('use.services'),
    figure('direct.times'),
    figure('direct.records'),
    figure('direct.storage'),
    figure('direct.unread'),
    figure('open.overdue'),
  ],
}

const updates: Table = {
  kind: 'list',
  id: 'updates',
  words: { zh: '目录更新情况表', en: 'Changes of the catalogue' },
  source: 'change',
  where: [],
  order: ['change', 'code', 'title'],
  columns: [
    column('code', 22),
    column('title', 30),
    column('provider', 22),
    column('change', 9),
    column('reason', 24),
    column('document', 26),
    column('triggerOn', 12),
    column('dueOn', 12),
    column('doneOn', 12),
    column('outcome', 12),
    column('submittedOn', 12),
    column('publishedOn', 12, '审核发布日期', 'Published'),
    column('note', 20),
  ],
}

const withheld: Table = {
  kind: 'list',
  id: 'withheld',
  words: { zh: '不予共享目录清单', en: 'Entries not shared' },
  source: 'withheld',
  where: [],
  order: ['code', 'title'],
  columns: [
    column('code', 22),
    column('title', 30),
    column('items', 30),
    column('reason', 30),
    column('basisKind', 12),
    column('basisTitle', 26),
    column('basisNumber', 16),
    column('basisArticle', 14),
    column('quotation', 40),
    column('basis', 12, '审查结果', 'Judged'),
  ],
}

const outside: Table = {
  kind: 'list',
  id: 'outside',
  words: { zh: '平台外共享统计表', en: 'Sharing outside the platform' },
  source: 'direct',
  where: [],
  order: ['resource', 'other', 'recordedOn'],
  columns: [
    column('resource', 30),
    column('other', 24, '接收（提供）单位', 'Other agency'),
    column('role', 8),
    column('channel', 18, '方式', 'Way'),
    { ...column('times', 8), sum: true },
    column('volume', 14),
    column('reason', 34),
    column('basis', 20, '依据/协议号', 'Agreement'),
  ],
}

const requests: Table = {
  kind: 'list',
  id: 'requests',
  words: { zh: '共享申请办理台账', en: 'Requests' },
  source: 'request',
  where: [{ fact: 'current', is: [true] }],
  order: ['receivedOn', 'number'],
  columns: [
    column('number', 14),
    column('role', 8),
    column('other', 24),
    column('resource', 30),
    column('type', 16),
    column('receivedOn', 12),
    column('replyDue', 12),
    column('repliedOn', 12),
    column('result', 10),
    column('reason', 34),
    column('deliverDue', 12),
    column('deliveredOn', 12),
    column('dispute', 16),
    column('agreement', 18, '协议号', 'Agreement'),
  ],
}

const use: Table = {
  kind: 'list',
  id: 'use',
  words: { zh: '使用记录台账', en: 'Records of use' },
  source: 'use',
  where: [],
  order: ['recordedOn', 'number'],
  columns: [
    column('resource', 26),
    column('other', 22, '提供单位', 'Provider'),
    column('scene', 28),
    column('process', 30),
    column('effect', 26),
    column('storage', 22),
    column('disposal', 22),
    column('from', 12),
    column('until', 12),
    column('responsible', 12),
  ],
}

const cover: Template['cover'] = [
  { id: 'agency', words: { zh: '填报单位', en: 'Agency' }, from: 'agency', required: true },
  { id: 'creditCode', words: { zh: '统一社会信用代码', en: 'Credit code' }, from: 'creditCode', required: true },
  { id: 'period', words: { zh: '统计期', en: 'Period' }, from: 'period', required: true },
  { id: 'notice', words: { zh: '报送通知文号', en: 'Notice' }, from: 'noticeNumber', required: false },
  { id: 'preparer', words: { zh: '填报人', en: 'Prepared by' }, from: 'preparer', required: true },
  { id: 'reviewer', words: { zh: '审核人', en: 'Reviewed by' }, from: 'reviewer', required: true },
  { id: 'phone', words: { zh: '联系电话', en: 'Telephone' }, from: 'typed', required: true },
  { id: 'on', words: { zh: '填报日期', en: 'Day' }, from: 'frozenOn', required: true },
]

/** The six tables of domain §7.4 with the indicator set of §7.3, for any period. */
export const standardTemplate: Template = {
  format: 'mulu-submission-template/1',
  id: 'mulu-standard',
  version: 1,
  words: { zh: '政务数据共享情况报送表（通用）', en: 'Sharing of government data: standard form' },
  about: {
    zh: '目录更新、共享情况、不予共享、平台外共享、申请办理、使用记录六张表和一张指标表；城市另有表样的，可导入其表样并绑定单元格。',
    en: 'Six tables and one of indicators; where the city has a form of its own, load its workbook and bind its cells.',
  },
  periods: ['month', 'quarter', 'halfYear', 'year'],
  cover,
  tables: [sharing, rates, updates, withheld, outside, requests, use],
  indicators: [],
  workbook: null,
}

export { cover as standardCover }
