import { z } from 'zod'
import { validityOn } from '../../../shared/agreements/validity.ts'
import { workingDaysBetween } from '../../../shared/calendar.ts'
import type { Act, CaseKind } from '../../../shared/cases/act.ts'
import { agreementTextSchema } from '../../../shared/cases/agreement-text.ts'
import type { CaseClock } from '../../../shared/cases/clocks.ts'
import { onPlatform } from '../../../shared/clock.ts'
import { outcomeOf } from '../../../shared/ledgers/events.ts'
import { sayingIn } from '../../../shared/ledgers/ledger.ts'
import { dayWhen, first, groundsOf, last, resourceLine, said, saidDay, saidNumber } from '../../../shared/ledgers/read.ts'
import type { Duty } from '../../../shared/regulations/pack.ts'
import type { Facts, SourceName } from '../../../shared/statistics/sources.ts'
import { readVolume } from '../../../shared/statistics/volume.ts'
import type { SourceRow } from '../../../shared/submissions/document.ts'
import { type Frame, fellDue, inPeriod } from './frame.ts'
import type { LifeThen } from './lives-then.ts'

const say = sayingIn('zh')
const roles = { respondent: 'received', applicant: 'made', department: 'department' } as const

type Timed = { due: string | null; outcome: string }
const timed = (clock: CaseClock | undefined): Timed =>
  clock === undefined || clock.rule === null || clock.clock.start === null
    ? { due: null, outcome: 'none' }
    : { due: clock.clock.due, outcome: outcomeOf(clock) }

const clockOf = (life: LifeThen, duty: Duty): Timed => timed(life.clocks().find((one) => one.duty === duty))

/** Between agencies an answer counts on the platform, or under a ruling (practice L3); a letter alone answers nothing. */
const counts = ({ source, ruling }: Act): boolean => onPlatform({ source }) || ruling !== ''
const answered = ({ acts }: LifeThen, ...names: readonly string[]): Act | undefined => acts.find((act) => names.includes(act.act) && counts(act))
const answeredLast = ({ acts }: LifeThen, ...names: readonly string[]): Act | undefined => acts.findLast((act) => names.includes(act.act) && counts(act))

const numbersAbout = (life: LifeThen, kind: CaseKind): string =>
  life.about
    .filter((one) => one.kind === kind)
    .map(({ number }) => number)
    .join('、')

const row = (life: LifeThen, id: string, label: string, facts: Facts, act: string | null = null): SourceRow => ({
  id,
  label,
  ref: { kind: 'case', caseKind: life.kind, id: life.id, act },
  facts,
})

const opening = ['apply', 'obtainDirect'] as const
const replies = ['grant', 'grantPartly', 'refuse', 'consentUse', 'obtainDirect', 'grantAfter'] as const
const results: Readonly<Record<string, string>> = {
  ...{ grant: 'granted', consentUse: 'granted', obtainDirect: 'granted', grantAfter: 'granted', grantPartly: 'partly', refuse: 'refused' },
}
/** Granted by an act that came after a refusal or a grant in part: negotiated, or coordinated. */
const resultOf = (reply: Act | undefined, result: Act | undefined): string => {
  const said = results[result?.act ?? ''] ?? 'none'
  return said === 'granted' && reply !== result ? 'grantedAfter' : said
}

const inside = (frame: Frame, life: LifeThen, ...acts: readonly string[]): boolean =>
  life.acts.some((act) => acts.includes(act.act) && inPeriod(frame, dayWhen(act)))

const waiting: ReadonlySet<string> = new Set(['running', 'overdue'])

const request = (frame: Frame, life: LifeThen): SourceRow[] => {
  const asked = first(life, ...opening)
  if (asked === undefined) return []
  // The first reply is timed, the last is what came of it.
  const [reply, result] = [answered(life, ...replies), answeredLast(life, ...replies)]
  const [receivedOn, repliedOn, resultOn] = [dayWhen(asked), dayWhen(reply), dayWhen(result)]
  const consentedOn = dayWhen(answeredLast(life, 'grant', 'grantPartly', 'grantAfter', 'obtainDirect'))
  const answer = clockOf(life, 'request.reply')
  // A consent by letter alone owes the officer's list a delivery, and the figures nothing.
  const delivery = consentedOn === null ? timed(undefined) : clockOf(life, 'request.deliver')
  const delivered = dayWhen(answered(life, 'deliver', 'obtainDirect'))
  const grounds = groundsOf(result, say)
  const facts: Facts = {
    number: life.number,
    role: roles[life.party],
    other: life.other,
    resource: resourceLine(asked, life.head.title),
    type: said(asked, 'type'),
    shareType: life.head.shareType,
    state: life.state,
    atOnce: asked.act === 'obtainDirect',
    receivedOn,
    receivedIn: inPeriod(frame, receivedOn),
    replyDue: answer.due,
    replyDueIn: fellDue(frame, answer.due),
    replyOutcome: answer.outcome,
    repliedOn,
    repliedIn: inPeriod(frame, repliedOn),
    replyDays: receivedOn === null || repliedOn === null ? null : receivedOn >= repliedOn ? 0 : workingDaysBetween(frame.law.calendar, receivedOn, repliedOn),
    result: resultOf(reply, result),
    resultOn,
    resultIn: inPeriod(frame, resultOn),
    reason: [grounds.ground, grounds.basis, grounds.explanation].filter((line) => line !== '').join('\n'),
    dispute: numbersAbout(life, 'dispute'),
    agreement: numbersAbout(life, 'agreement'),
    missingIn: inside(frame, life, 'noticeMissing'),
    completed: first(life, 'complete') !== undefined,
    consentedOn,
    deliverDue: delivery.due,
    deliverDueIn: fellDue(frame, delivery.due),
    deliverOutcome: delivery.outcome,
    deliveredOn: delivered,
    deliveredIn: inPeriod(frame, delivered),
    current: life.acts.some((act) => inPeriod(frame, dayWhen(act))) || waiting.has(answer.outcome) || waiting.has(delivery.outcome),
    overdue: answer.outcome === 'overdue' || delivery.outcome === 'overdue',
    awaitsDisposal: life.state === 'ended',
    unrecordedUse: life.party === 'applicant' && delivered !== null && first(life, 'recordUse') === undefined,
    suspendedIn: inside(frame, life, 'suspend', 'endMisuse'),
    serviceEndedIn: inside(frame, life, 'endService'),
  }
  return [row(life, life.id, `${life.number} ${life.head.title}`, facts)]
}

const recordsOfUse = (frame: Frame, life: LifeThen): SourceRow[] =>
  life.acts
    .filter((act) => act.act === 'recordUse' && inPeriod(frame, dayWhen(act)))
    .map((act) =>
      row(
        life,
        act.id,
        `${life.number} ${life.head.title}`,
        {
          number: life.number,
          other: life.other,
          resource: resourceLine(first(life, ...opening), life.head.title),
          recordedOn: dayWhen(act),
          scene: said(act, 'scene'),
          process: said(act, 'process'),
          effect: said(act, 'effect'),
          storage: said(act, 'storage'),
          disposal: said(act, 'disposal'),
          from: saidDay(act, 'period', 'from'),
          until: saidDay(act, 'period', 'to'),
          responsible: said(act, 'responsible'),
        },
        act.id,
      ),
    )

const directOf = (frame: Frame, life: LifeThen): SourceRow[] =>
  life.acts
    .filter((act) => act.act === 'recordDirect' && inPeriod(frame, dayWhen(act)))
    .map((act) => {
      const volume = said(act, 'volume')
      const { recordsWan, storageG, read } = readVolume(volume)
      return row(
        life,
        act.id,
        `${life.number} ${life.head.title}`,
        {
          number: life.number,
          role: roles[life.party],
          other: life.other,
          resource: resourceLine(first(life, ...opening), life.head.title),
          recordedOn: dayWhen(act),
          channel: said(act, 'channel'),
          times: saidNumber(act, 'times'),
          volume,
          recordsWan,
          storageG,
          unread: volume !== '' && !read,
          reason: said(act, 'reason'),
          basis: numbersAbout(life, 'agreement'),
        },
        act.id,
      )
    })

const handled: Readonly<Record<string, string>> = { correct: 'corrected', uphold: 'upheld' }

const correction = (frame: Frame, life: LifeThen): SourceRow[] => {
  const report = first(life, 'report')
  if (report === undefined) return []
  const done = answeredLast(life, 'correct', 'uphold')
  const { due, outcome } = clockOf(life, 'correction.handle')
  const [receivedOn, handledOn] = [dayWhen(report), dayWhen(done)]
  const facts: Facts = {
    number: life.number,
    role: roles[life.party],
    other: life.other,
    receivedOn,
    receivedIn: inPeriod(frame, receivedOn),
    dueOn: due,
    dueIn: fellDue(frame, due),
    outcome,
    handledOn,
    handledIn: inPeriod(frame, handledOn),
    result: handled[done?.act ?? ''] ?? 'none',
  }
  return [row(life, life.id, `${life.number} ${life.head.title}`, facts)]
}

const dispute = (frame: Frame, life: LifeThen): SourceRow[] => {
  const raised = first(life, 'raise')
  if (raised === undefined) return []
  const end = life.closed ? last(life, 'settle', 'coordinate', 'decide', 'withdraw') : undefined
  const endedOn = dayWhen(end)
  const raisedOn = dayWhen(raised)
  const facts: Facts = {
    number: life.number,
    other: life.other,
    raisedOn,
    raisedIn: inPeriod(frame, raisedOn),
    coordinated: end?.act === 'coordinate',
    endedOn,
    endedIn: inPeriod(frame, endedOn),
  }
  return [row(life, life.id, `${life.number} ${life.head.title}`, facts)]
}

/** What is counted of a text; the rest of it was checked when it was put forward, and reading it again costs more than the whole case. */
const bindingSchema = z.looseObject({ head: z.looseObject({ number: z.string() }), validity: agreementTextSchema.shape.validity })

const signedStates: ReadonlySet<string> = new Set(['inForce', 'concluded', 'terminated'])

const agreement = (frame: Frame, life: LifeThen): SourceRow[] => {
  const round = last(life, 'propose', 'counter', 'reopen')
  const parsed = bindingSchema.safeParse(round?.fields.text)
  const text = parsed.success ? parsed.data : null
  const standing = text === null ? 'unsigned' : validityOn(text, life.state, frame.day).state
  // A signature that was taken back is none.
  const signedOn = signedStates.has(life.state) ? dayWhen(last(life, 'countersign')) : null
  const facts: Facts = {
    number: text?.head.number || life.number,
    other: life.other,
    role: roles[life.party],
    state: life.state,
    signedOn,
    signedIn: inPeriod(frame, signedOn),
    from: text?.validity.from ?? null,
    until: text?.validity.until ?? null,
    valid: standing === 'inForce' || standing === 'ending',
    expired: standing === 'expired',
    renewed: life.about.some(({ kind, signed }) => kind === 'agreement' && signed),
    endedIn: inside(frame, life, 'terminate', 'conclude'),
  }
  return [row(life, life.id, `${life.number} ${life.head.title}`, facts)]
}

const complaint = (frame: Frame, life: LifeThen): SourceRow[] => {
  const receivedOn = dayWhen(first(life, 'complain', 'receive', 'order'))
  const facts: Facts = { number: life.number, other: life.other, receivedOn, receivedIn: inPeriod(frame, receivedOn), closed: life.closed }
  return [row(life, life.id, `${life.number} ${life.head.title}`, facts)]
}

const incident = (frame: Frame, life: LifeThen): SourceRow[] => {
  const notedOn = dayWhen(first(life, 'note'))
  const facts: Facts = { number: life.number, notedOn, notedIn: inPeriod(frame, notedOn), reported: first(life, 'report') !== undefined, closed: life.closed }
  return [row(life, life.id, `${life.number} ${life.head.title}`, facts)]
}

/** Clocks that were running or past at the end, and who owed them: of a closed case nobody owes anything. */
const openClocks = (frame: Frame, life: LifeThen): SourceRow[] =>
  (life.closed ? [] : life.clocks()).flatMap((one): SourceRow[] => {
    const { due, outcome } = timed(one)
    if (due === null || (outcome !== 'running' && outcome !== 'overdue')) return []
    const kind = dutyWords[one.duty] ?? one.duty
    return [
      row(life, `${life.id}/${one.duty}`, `${life.number} ${life.head.title}`, {
        kind,
        dueOn: due,
        overdue: due <= frame.passed,
        ours: one.party === life.party,
      }),
    ]
  })

const dutyWords: Partial<Record<Duty, string>> = {
  'request.reply': '答复共享申请',
  'request.deliver': '提供数据',
  'dispute.explain': '书面说明',
  'dispute.coordinate': '协调争议',
  'correction.handle': '核实校核申请',
}

/** What a case gives to each source. */
export const rowsOfLife = (frame: Frame, life: LifeThen): Partial<Record<SourceName, SourceRow[]>> => {
  const open = openClocks(frame, life)
  switch (life.kind) {
    case 'request':
      return { request: request(frame, life), use: recordsOfUse(frame, life), direct: directOf(frame, life), open }
    case 'correction':
      return { correction: correction(frame, life), open }
    case 'dispute':
      return { dispute: dispute(frame, life), open }
    case 'agreement':
      return { agreement: agreement(frame, life) }
    case 'complaint':
      return { complaint: complaint(frame, life), open }
    case 'incident':
      return { incident: incident(frame, life) }
    default:
      return {}
  }
}
