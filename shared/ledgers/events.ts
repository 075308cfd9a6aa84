import type { CaseClock } from '../cases/clocks.ts'
import { machines } from '../cases/machines.ts'
import type { Duty, Words } from '../regulations/pack.ts'
import { type CaseLedger, day, dayOf, type Life, text, time } from './ledger.ts'
import { dayWhen, direction, timeOf, wordsOfAct, wordsOfState } from './read.ts'

const dutyWords: Partial<Record<Duty, Words>> = {
  'request.reply': { zh: '答复期限', en: 'reply' },
  'request.deliver': { zh: '提供期限', en: 'delivery' },
  'dispute.explain': { zh: '书面说明期限', en: 'written explanation' },
  'dispute.coordinate': { zh: '协调期限', en: 'coordination' },
  'correction.handle': { zh: '校核期限', en: 'verification' },
}

/** How a duty ended that an act began. `stopped`: the case ended without it, by withdrawal or agreement; `noDays`: the rule names none. */
const outcomes = ['inTime', 'late', 'running', 'overdue', 'stopped', 'stoppedLate', 'noDays'] as const
export type Outcome = (typeof outcomes)[number]
const outcomeWords: Readonly<Record<Outcome, Words>> = {
  inTime: { zh: '按期办结', en: 'done in time' },
  late: { zh: '超期办结', en: 'done late' },
  running: { zh: '办理中', en: 'running' },
  overdue: { zh: '超期未办', en: 'overdue' },
  stopped: { zh: '案卷终结，不再办理', en: 'the case ended before' },
  stoppedLate: { zh: '案卷终结时已超期', en: 'overdue when the case ended' },
  noDays: { zh: '未规定天数', en: 'no days set' },
}

type StartedClock = {
  duty: Duty
  rule: string
  startedOn: string | null
  dueOn: string | null
  doneOn: string | null
  outcome: Outcome
  provisional: boolean
}

export const outcomeOf = ({ clock, lapsedOn }: CaseClock): Outcome => {
  if (clock.due === null) return 'noDays'
  if (lapsedOn !== null) return lapsedOn > clock.due ? 'stoppedLate' : 'stopped'
  if (clock.end !== null) return clock.state === 'metLate' ? 'late' : 'inTime'
  return clock.state === 'overdue' ? 'overdue' : 'running'
}

const clockIn = (life: Life, duty: Duty, end?: number): CaseClock | undefined => life.clocks(end).find((one) => one.duty === duty)

/** Whether an act starts a duty's clock: it had not begun before, or had ended (what is asked again runs anew). */
const starts = (life: Life, at: number, duty: Duty): boolean => {
  const act = life.acts[at]
  const before = clockIn(life, duty, at)?.clock
  if (act === undefined || (before !== undefined && before.start !== null && before.end === null)) return false
  const start = clockIn(life, duty, at + 1)?.clock.start ?? null
  return start !== null && start.when === act.when && eventsOfAct(life, at).includes(start.kind)
}

const eventsOfAct = ({ kind, acts }: Life, at: number): readonly string[] => machines[kind].acts[acts[at]?.act ?? '']?.events ?? []

/** The clocks an act started, each as far as its own round goes. */
export const startedBy = (life: Life, at: number): StartedClock[] => {
  const own = eventsOfAct(life, at)
  if (own.length === 0) return []
  return machines[life.kind].clocks.flatMap((duty) => {
    if (!starts(life, at, duty)) return []
    const again = life.acts.findIndex((_, place) => place > at && eventsOfAct(life, place).some((event) => own.includes(event)) && starts(life, place, duty))
    const found = clockIn(life, duty, again === -1 ? undefined : again)
    if (found === undefined || found.rule === null) return []
    const { clock, rule } = found
    return [
      {
        duty,
        rule: rule.rule.id,
        startedOn: clock.startDay,
        dueOn: clock.due,
        doneOn: clock.end === null ? null : dayOf(clock.end.when),
        outcome: outcomeOf(found),
        provisional: clock.provisional.length > 0,
      },
    ]
  })
}

const joined = (clocks: readonly StartedClock[], each: (clock: StartedClock) => string): string => clocks.map(each).join('；')

/** 办理过程: everything that counted, and what its clocks came to; for 电子监察 (Jiangsu art.32, Ningbo art.26). */
export const events: CaseLedger = {
  kind: 'events',
  words: { zh: '办理过程（电子监察）', en: 'Events for supervision' },
  about: { zh: '每一项办理和由它起算的期限：到期日、办结日、是否超期', en: 'Every act, and the clocks it started: due, done, late' },
  anchor: null,
  days: [{ by: 'received', words: { zh: '办理日期', en: 'received' }, acts: [] }],
  columns: [
    text('number', '编号', 'Number', 12),
    text('kind', '案卷类型', 'Kind', 17),
    text('act', '办理事项', 'Act', 18),
    time('received', '时间', 'Received'),
    text('party', '办理方', 'Party', 10),
    text('duty', '起算的期限', 'Clock started', 14),
    day('due', '到期日', 'Due'),
    day('done', '办结日', 'Done'),
    text('late', '办理情况', 'Outcome', 16),
    text('state', '办理后状态', 'State after', 18),
    text('agency', '办理单位', 'Agency', 22),
    text('direction', '方向', 'Way', 8),
    text('other', '对方单位', 'Other agency', 22),
    text('source', '来源', 'Source', 12),
    text('letter', '文号', 'Letter', 18),
  ],
  row: (life, at, say) => {
    const act = life.acts[at]
    const machine = machines[life.kind]
    const clocks = startedBy(life, at)
    // One act starts two clocks only where it ends both on the spot.
    const [clock] = clocks
    return {
      number: life.number,
      kind: say(machine.words),
      direction: direction(life, say),
      other: life.other,
      act: wordsOfAct(life, act, say),
      party: act === undefined ? '' : say(machine.parties[act.party]),
      agency: act?.agency ?? '',
      received: timeOf(act),
      source: act?.source ?? '',
      letter: act?.number ?? '',
      state: wordsOfState(life.kind, stateAfter(life, at), say),
      duty: joined(clocks, ({ duty }) => say(dutyWords[duty] ?? { zh: duty, en: duty })),
      due: clock?.dueOn ?? null,
      done: clock?.doneOn ?? null,
      late: joined(clocks, ({ outcome }) => say(outcomeWords[outcome])),
    }
  },
}

const stateAfter = ({ kind, acts }: Life, at: number): string => {
  for (let place = at; place >= 0; place--) {
    const to = machines[kind].acts[acts[place]?.act ?? '']?.to
    if (typeof to === 'string') return to
  }
  return ''
}

/** The same as a program reads it. */
export const eventOf = (life: Life, at: number) => {
  const act = life.acts[at]
  return {
    case: life.number,
    caseId: life.id,
    kind: life.kind,
    role: life.party,
    other: life.other,
    actId: act?.id ?? '',
    act: act?.act ?? '',
    party: act?.party ?? '',
    agency: act?.agency ?? '',
    received: act?.when ?? '',
    receivedOn: dayWhen(act),
    source: act?.source ?? '',
    number: act?.number ?? '',
    state: stateAfter(life, at),
    clocks: startedBy(life, at),
  }
}
