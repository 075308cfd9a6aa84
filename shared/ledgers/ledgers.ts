import { type CaseKind, caseKinds } from '../cases/act.ts'
import { machines } from '../cases/machines.ts'
import type { Words } from '../regulations/pack.ts'
import { events } from './events.ts'
import { type CaseLedger, day, type LedgerColumn, type LedgerKind, ledgerKinds, text } from './ledger.ts'
import { otherLedgers } from './others.ts'
import { requestLedgers } from './requests.ts'

/** Ledgers whose rows are acts of cases. */
export const caseLedgers: readonly CaseLedger[] = [...requestLedgers, ...otherLedgers, events]

/** Ledgers whose rows stand elsewhere too: consents of acts, entries and packages; persons in agreements. */
type OtherSource = {
  kind: 'reviews' | 'reviewsWaiting' | 'permissions'
  words: Words
  about: Words
  columns: readonly LedgerColumn[]
  days: readonly { by: string; words: Words }[]
  states: readonly { state: string; words: Words }[]
}

const reviewColumns = [
  text('subject', '审查事项', 'What was reviewed', 40),
  text('kind', '类别', 'Kind', 18),
  text('handledBy', '承办人', 'Handled by', 12),
  text('officeHead', '处室负责人', 'Office head', 12),
  text('leader', '分管领导', 'Leader', 12),
  text('conclusion', '审查结论', 'Conclusion', 14),
  day('reviewedOn', '审查日期', 'Reviewed on'),
  text('note', '备注', 'Note', 26),
] as const

export const permissionStates = [
  { state: '有效', words: { zh: '有效', en: 'in force' } },
  { state: '暂停', words: { zh: '暂停', en: 'suspended' } },
  { state: '已到期', words: { zh: '已到期', en: 'expired' } },
  { state: '已收回', words: { zh: '已收回', en: 'withdrawn' } },
] as const

export const otherSources: readonly OtherSource[] = [
  {
    kind: 'reviews',
    words: { zh: '保密审查台账', en: 'Secrecy reviews' },
    about: {
      zh: '答复、协议、公开和交换包的保密审查：谁承办、谁审查、结论如何',
      en: 'Reviews of replies, agreements, openings and packages: by whom, and with what result',
    },
    columns: reviewColumns,
    days: [{ by: 'reviewed', words: { zh: '审查日期', en: 'reviewed' } }],
    states: [
      { state: 'agreed', words: { zh: '通过', en: 'agreed' } },
      { state: 'declined', words: { zh: '未通过', en: 'declined' } },
    ],
  },
  {
    kind: 'reviewsWaiting',
    words: { zh: '待保密审查清单', en: 'Waiting for a review' },
    about: { zh: '已起草、还没有保密审查的办理，和等待审查的目录', en: 'Drafts and entries that wait for their secrecy review' },
    columns: [
      text('subject', '待审查事项', 'What waits', 44),
      text('kind', '类别', 'Kind', 20),
      text('number', '编号', 'Number', 14),
      text('draftedBy', '起草人', 'Drafted by', 14),
      day('since', '起草日期', 'Since'),
    ],
    days: [{ by: 'since', words: { zh: '起草日期', en: 'since' } }],
    states: [],
  },
  {
    kind: 'permissions',
    words: { zh: '使用授权清单', en: 'Permissions to use' },
    about: { zh: '谁可以用什么：协议附件所列人员和登记的授权', en: 'Who may use what: persons in agreements, and permissions on record' },
    columns: [
      text('resource', '资源', 'Resource', 28),
      text('number', '申请（协议）编号', 'Request (agreement)', 18),
      text('person', '被授权人', 'Person', 12),
      text('office', '处室', 'Office', 16),
      text('post', '岗位', 'Post', 12),
      text('system', '使用系统', 'System', 18),
      text('permission', '权限', 'Permission', 20),
      day('from', '起始日期', 'From'),
      day('until', '截止日期', 'Until'),
      text('grantedBy', '授权人', 'Granted by', 12),
      text('state', '状态', 'State', 10),
    ],
    days: [{ by: 'granted', words: { zh: '授权登记日期', en: 'recorded' } }],
    states: permissionStates,
  },
]

export const caseLedgerOf = (kind: LedgerKind): CaseLedger | undefined => caseLedgers.find((one) => one.kind === kind)
export const otherSourceOf = (kind: LedgerKind): OtherSource | undefined => otherSources.find((one) => one.kind === kind)

/** How rows may be narrowed: `@open`, `@closed`, or a state of the case. */
export const statesOf = (kind: LedgerKind): readonly { state: string; words: Words }[] => {
  const other = otherSourceOf(kind)
  if (other !== undefined) return other.states
  const of: readonly CaseKind[] = caseLedgerOf(kind)?.anchor === null ? [] : caseKinds.filter((each) => each === caseLedgerOf(kind)?.anchor?.case)
  return [
    { state: '@open', words: { zh: '在办', en: 'open' } },
    { state: '@closed', words: { zh: '已办结', en: 'closed' } },
    ...of.flatMap((each) => Object.entries(machines[each].states).map(([state, { words }]) => ({ state, words }))),
  ]
}

export const ledgerOf = (kind: LedgerKind) => {
  const found = caseLedgerOf(kind) ?? otherSourceOf(kind)
  if (found === undefined) throw new Error(`no ledger ${kind}`)
  return found
}

/** Every ledger, in the order they are listed. */
export const everyLedger = ledgerKinds.map(ledgerOf)
