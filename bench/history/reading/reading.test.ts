import { expect, it } from 'vitest'
import type { Script, ScriptEvent } from '../script.ts'
import { countWorkingDays, dueAgain, monthsAfter, workingDaysAfter } from './days.ts'
import { readFigures } from './figures.ts'

const whole = {
  ...{
    title: '低保对象信息',
    provider: '市民政局',
    providerCode: '11330200002942100C',
    abstract: '救助',
    shareType: '无条件共享',
    isOpen: '否',
    openCondition: '',
  },
  ...{
    updateCycle: '每月',
    shareCondition: '',
    shareScope: '',
    shareUse: '',
    shareReason: '',
    shareBasis: [],
    shareWayClass: '共享平台方式',
    shareWayType: '接口',
  },
  ...{ formats: [{ formatClass: '数据库', formatType: 'mysql', formatOther: '' }], dataGrade: '2级', mountStatus: '已挂接', providerOffice: '救助处' },
  ...{ items: [{ id: 'a', name: '姓名', dataType: '字符型C' }], codes: [{ cls1: '3' }], publishedOn: null },
}
const enter = (entry: string, at: string, more: object = {}): ScriptEvent => ({
  at,
  do: 'enter',
  entry,
  content: { ...whole, ...more } as never,
  others: false,
})
const script = (...events: ScriptEvent[]): Script => ({
  ...{ seed: 0, agency: '市民政局', region: '330200', regulations: ['NB-171'], from: '2026-01-01', until: '2026-12-31' },
  events: events.sort((a, b) => a.at.localeCompare(b.at)),
})
const first = { from: '2026-01-01', until: '2026-03-31' }
const second = { from: '2026-04-01', until: '2026-06-30' }
const open = (name: string, at: string, as: 'applicant' | 'respondent', shareType = '有条件共享'): ScriptEvent => ({
  ...{ at, do: 'open', case: name, kind: 'request', title: '申请', other: '市公安局', as, shareType, sensitive: [], refers: null },
})
const act = (name: string, what: string, party: 'applicant' | 'respondent' | 'department', when: string, more: object = {}): ScriptEvent =>
  ({ at: when, do: 'act', case: name, act: what, party, when, source: '平台清单', ruling: '', fields: {}, entry: null, text: null, ...more }) as ScriptEvent

it('counts days as a wall calendar does', () => {
  expect(workingDaysAfter('2026-02-13', 1)).toBe('2026-02-14') // a Saturday that is worked before the Spring Festival
  expect(workingDaysAfter('2026-02-14', 1)).toBe('2026-02-24')
  expect(countWorkingDays('2025-09-26', '2025-10-09')).toBe(4) // 28, 29, 30 September, 9 October
  expect(monthsAfter('2026-01-31', 1)).toBe('2026-02-28')
  expect(dueAgain('每月', '2026-01-20')).toBe('2026-02-24')
})

it('reads the catalogue as it stood at the end of a quarter', () => {
  const told = script(
    enter('一', '2026-01-05T01:00:00.000Z'),
    enter('二', '2026-02-05T01:00:00.000Z', { shareType: '不予共享', shareBasis: [{ kind: '国务院决定', title: '决定', article: '一' }], shareReason: '隐私' }),
    // A quarter to midnight in UTC on 31 March is the first of April in China.
    enter('三', '2026-03-31T23:45:00.000Z', { dataGrade: '' }),
    { at: '2026-05-04T01:00:00.000Z', do: 'edit', entry: '一', patch: { shareType: '有条件共享' } },
    { at: '2026-05-05T01:00:00.000Z', do: 'delete', entries: ['二'] },
    { at: '2026-04-02T01:00:00.000Z', do: 'refresh', entries: ['一'], on: '2026-03-30' },
  )
  const [one, two] = [readFigures(told, first), readFigures(told, second)]
  const of = (figures: typeof one, ...names: string[]) => names.map((name) => figures.get(name) ?? '-').join(' ')
  const entered = [
    'entry.total',
    'entry.total|无条件共享',
    'entry.total|有条件共享',
    'entry.total|不予共享',
    'change.entered',
    'change.changed',
    'change.left',
  ] as const
  expect([of(one, ...entered), of(two, ...entered)]).toEqual(['2 1 - 1 2 0 0', '2 1 1 - 1 1 1'])
  const rates = ['entry.completeRate', 'entry.withheldRate', 'entry.basisRate', 'entry.mountRate', 'refresh.rate', 'refresh.unrecorded'] as const
  // Ningbo's rule does not know decisions of the State Council; a condition that is not written is missing.
  expect([of(one, ...rates), of(two, ...rates)]).toEqual(['100.0 50.0 0.0 100.0 50.0 1', '0.0 0.0 - 100.0 0.0 1'])
})

it('reads what became of requests: in time, late, stopped, by paper alone', () => {
  const day = (n: string) => `2026-${n}T02:00:00.000Z`
  const told = script(
    open('甲', day('03-02'), 'respondent'),
    act('甲', 'apply', 'applicant', day('03-02')),
    act('甲', 'grant', 'respondent', day('03-16')), // the tenth working day
    act('甲', 'deliver', 'respondent', day('04-14')), // the twentieth: 6 April is a holiday
    open('乙', day('03-03'), 'respondent', '无条件共享'),
    act('乙', 'apply', 'applicant', day('03-03')),
    act('乙', 'refuse', 'respondent', day('03-05')),
    open('丙', day('03-20'), 'respondent'),
    act('丙', 'apply', 'applicant', day('03-20')),
    act('丙', 'withdraw', 'applicant', day('03-23')),
    open('丁', day('03-24'), 'respondent'),
    act('丁', 'apply', 'applicant', day('03-24')),
    act('丁', 'grant', 'respondent', '2026-03-26', { source: '收文登记' }),
    open('戊', day('03-25'), 'applicant'),
    act('戊', 'apply', 'applicant', day('03-25')),
    act('戊', 'grant', 'respondent', '2026-03-27', { source: '收文登记', ruling: '甬数〔2026〕1号' }),
  )
  const names = [
    'request.received',
    'request.granted',
    'request.refused',
    'request.replyRate',
    'request.replyLate',
    'request.replyDays',
    'deliver.done',
    'deliver.rate',
  ]
  const of = (period: typeof first) => names.map((name) => readFigures(told, period).get(name) ?? '-').join(' ')
  expect(of(first)).toBe('4 1 1 50.0 1 6.0 0 -')
  // 丁 was due on 8 April: the letter stopped no clock, and began none for a delivery.
  expect(of(second)).toBe('0 0 0 0.0 1 - 1 100.0')
  expect(readFigures(told, first).get('need.metRate')).toBe('100.0')
})
