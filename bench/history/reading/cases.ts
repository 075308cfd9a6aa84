import type { Script, ScriptEvent } from '../script.ts'
import { dayOf, workingDaysAfter } from './days.ts'

/** The cases as they stood at the end of a day: those under a claim of state secrecy are in no figure. */

type Act = Extract<ScriptEvent, { do: 'act' }>
type Opened = Extract<ScriptEvent, { do: 'open' }>
export type Case = { name: string; opened: Opened; acts: Act[] }

export const casesAt = (script: Script, until: string): Case[] => {
  const cases = new Map<string, Case>()
  for (const event of script.events) {
    if (event.do === 'open') cases.set(event.case, { name: event.case, opened: event, acts: [] })
    if (event.do === 'act' && dayOf(event.when) <= until) cases.get(event.case)?.acts.push(event)
    if (event.do === 'seal') cases.delete(event.case)
  }
  return [...cases.values()].filter(({ acts }) => acts.length > 0)
}

export const actNamed = (one: Case, ...names: string[]): Act | undefined => one.acts.find(({ act }) => names.includes(act))
export const lastNamed = (one: Case, ...names: string[]): Act | undefined => one.acts.findLast(({ act }) => names.includes(act))

const closing: Readonly<Record<string, readonly string[]>> = {
  request: ['consentUse', 'dispose', 'close', 'withdraw'],
  correction: ['confirm', 'withdraw'],
  dispute: ['settle', 'coordinate', 'decide', 'withdraw'],
  agreement: ['conclude', 'terminate', 'abandon'],
  complaint: ['reply', 'answer', 'accept', 'withdraw'],
  incident: ['end'],
  need: ['match', 'drop'],
}
/** The act that closed it, if it is closed. */
export const closedBy = (one: Case): Act | undefined => actNamed(one, ...(closing[one.opened.kind] ?? []))

/** Between agencies an answer counts on the platform, or by a letter under a ruling of the department. */
export const counts = ({ source, ruling }: Act): boolean => source === '平台' || source === '平台清单' || ruling !== ''
const onPlatform = ({ source }: Act): boolean => source === '平台' || source === '平台清单'

export type Clock = {
  startedOn: string | null
  dueOn: string | null
  doneOn: string | null
  outcome: 'inTime' | 'late' | 'overdue' | 'running' | 'stopped' | 'stoppedLate' | 'noDays' | 'none'
}

const earliest = (acts: readonly Act[]): Act | undefined => {
  let found: Act | undefined
  for (const act of acts) {
    const sooner = found === undefined || dayOf(act.when) < dayOf(found.when) || (dayOf(act.when) === dayOf(found.when) && act.when < found.when)
    if (sooner) found = act
  }
  return found
}

const inForce809 = '2025-08-01'

const clockOf = (one: Case, until: string, starts: readonly string[], ends: readonly string[], limit: (startedOn: string) => number | null): Clock => {
  // Asked again after an answer: counted from there.
  let round: Act[] = []
  for (const act of one.acts) {
    if (starts.includes(act.act) && round.some(({ act: before }) => ends.includes(before))) round = []
    round.push(act)
  }
  const begun = round.filter(({ act, source }) => starts.includes(act) && source !== '电话')
  const start = earliest(begun.filter(onPlatform)) ?? earliest(begun)
  if (start === undefined) return { startedOn: null, dueOn: null, doneOn: null, outcome: 'none' }
  const startedOn = dayOf(start.when)
  const end = earliest(round.filter((act) => ends.includes(act.act) && counts(act) && dayOf(act.when) >= startedOn))
  const doneOn = end === undefined ? null : dayOf(end.when)
  const days = limit(startedOn)
  if (days === null) return { startedOn, dueOn: null, doneOn, outcome: 'noDays' }
  let dueOn = workingDaysAfter(startedOn, days)
  if (starts.includes('apply')) {
    // A longer time: the department consented and the applicant was told, both by the day it would have ended.
    const consent = earliest(round.filter(({ act, source }) => act === 'consentExtension' && source !== '电话'))
    const notice = earliest(round.filter(({ act, source }) => act === 'noticeExtension' && source !== '电话'))
    if (consent !== undefined && notice !== undefined && dayOf(consent.when) <= dueOn && dayOf(notice.when) <= dueOn)
      dueOn = workingDaysAfter(dueOn, Math.min(10, Number(consent.fields.n)))
  }
  // What ended before its last day nobody owes any more; what ended after it was overdue by then.
  const closed = closedBy(one)
  const ended = closed !== undefined && dayOf(closed.when) > dueOn ? 'stoppedLate' : 'stopped'
  const undone = closed !== undefined ? ended : dueOn <= until ? 'overdue' : 'running'
  const outcome = doneOn === null ? undone : doneOn <= dueOn ? 'inTime' : 'late'
  return { startedOn, dueOn, doneOn, outcome }
}

const replying = ['grant', 'grantPartly', 'refuse', 'consentUse', 'obtainDirect', 'grantAfter']

export const replyClock = (one: Case, until: string): Clock =>
  clockOf(one, until, ['apply', 'obtainDirect'], replying, (on) => {
    if (on < inForce809) return null
    return one.opened.shareType === '无条件共享' ? 1 : one.opened.shareType === '有条件共享' ? 10 : null
  })

export const deliverClock = (one: Case, until: string): Clock =>
  clockOf(one, until, ['grant', 'grantPartly', 'grantAfter', 'obtainDirect'], ['deliver', 'obtainDirect'], (on) => (on < inForce809 ? null : 20))

export const correctionClock = (one: Case, until: string): Clock =>
  clockOf(one, until, ['report', 'reopen'], ['correct', 'uphold'], (on) => (on < inForce809 ? null : 10))

/** The first reply that counts, if there is one: the one that is timed. */
export const replyOf = (one: Case): Act | undefined => one.acts.find((act) => replying.includes(act.act) && counts(act))
/** The last: what came of the request. */
export const outcomeOf = (one: Case): Act | undefined => one.acts.findLast((act) => replying.includes(act.act) && counts(act))
/** Whether a consent counts, without which no delivery is due. */
export const consented = (one: Case): boolean => one.acts.some((act) => ['grant', 'grantPartly', 'grantAfter', 'obtainDirect'].includes(act.act) && counts(act))

export const resultOf = (reply: Act | undefined): 'granted' | 'partly' | 'refused' | 'none' => {
  if (reply === undefined) return 'none'
  if (reply.act === 'refuse') return 'refused'
  return reply.act === 'grantPartly' ? 'partly' : 'granted'
}

/** A request's state, told from what was done. */
export const stateOf = (one: Case): string => {
  let state = 'new'
  const leads: Readonly<Record<string, string>> = {
    apply: 'applied',
    obtainDirect: 'delivered',
    noticeMissing: 'incomplete',
    complete: 'applied',
    grant: 'granted',
    grantAfter: 'granted',
    consentUse: 'consented',
    grantPartly: 'partly',
    refuse: 'refused',
    deliver: 'delivered',
    suspend: 'suspended',
    resume: 'delivered',
    endMisuse: 'ended',
    endService: 'ended',
    finishUse: 'ended',
    dispose: 'disposed',
    withdraw: 'withdrawn',
    close: 'closed',
  }
  for (const { act } of one.acts) state = leads[act] ?? state
  return state
}

export type Pact = {
  name: string
  from: string
  until: string
  signedOn: string | null
  state: 'open' | 'inForce' | 'ended' | 'abandoned'
  renews: string | null
}

export const pactsAt = (script: Script, until: string): Pact[] => {
  const pacts: Pact[] = []
  for (const one of casesAt(script, until)) {
    if (one.opened.kind !== 'agreement') continue
    const proposed = lastNamed(one, 'propose', 'counter', 'reopen')
    if (proposed === undefined || proposed.text === null) continue
    const signed = actNamed(one, 'countersign')
    const ended = actNamed(one, 'terminate', 'conclude')
    const state = actNamed(one, 'abandon') !== undefined ? 'abandoned' : ended !== undefined ? 'ended' : signed !== undefined ? 'inForce' : 'open'
    pacts.push({ name: one.name, ...proposed.text, signedOn: signed === undefined ? null : dayOf(signed.when), state })
  }
  return pacts
}
