import type { AgreementText } from '../cases/agreement-text.ts'
import { addDays, daysBetween } from '../days.ts'
import type { ErrorCode } from '../errors.ts'
import type { Words } from '../regulations/pack.ts'

export const validityStates = ['unsigned', 'notYet', 'inForce', 'ending', 'expired', 'ended'] as const
export type ValidityState = (typeof validityStates)[number]

export type Validity = {
  state: ValidityState
  /** Days after today up to and with the last one; null where there is no last day or it is past. */
  left: number | null
  /** Of the days agreed for looking at renewal, the one that is reached; null before the first. */
  reminder: number | null
  words: Words
}

const wordsOf = (state: ValidityState, left: number | null, from: string | null, until: string | null): Words => {
  switch (state) {
    case 'unsigned':
      return { zh: '尚未签署生效', en: 'not signed by both' }
    case 'notYet':
      return { zh: `${from}起生效`, en: `takes effect on ${from}` }
    case 'ended':
      return { zh: '已终止', en: 'ended' }
    case 'expired':
      return { zh: `${until}已到期，请续签或处置数据`, en: `expired on ${until}: renew it, or dispose of the data` }
    default:
      if (left === null) return { zh: '有效', en: 'in force' }
      if (left === 0) return { zh: '今天到期', en: 'expires today' }
      return state === 'ending'
        ? { zh: `还有${left}天到期，请核对是否续签`, en: `expires in ${left} days: consider renewal` }
        : { zh: `有效至${until}`, en: `in force until ${until}` }
  }
}

/** How an agreement stands on a day. Its last day still counts; what it says of its end needs no act, an earlier end does. */
export const validityOn = ({ validity }: Pick<AgreementText, 'validity'>, caseState: string, today: string): Validity => {
  const { from, until, reminders } = validity
  const state = (): ValidityState => {
    if (caseState === 'terminated' || caseState === 'concluded') return 'ended'
    if (caseState !== 'inForce') return 'unsigned'
    if (until !== null && today > until) return 'expired'
    if (from !== null && today < from) return 'notYet'
    return until !== null && reminders.some((days) => daysBetween(today, until) <= days) ? 'ending' : 'inForce'
  }
  const now = state()
  const counts = now === 'inForce' || now === 'ending'
  const left = counts && until !== null ? daysBetween(today, until) : null
  const reached = left === null ? [] : reminders.filter((days) => left <= days)
  return { state: now, left, reminder: reached.length === 0 ? null : Math.min(...reached), words: wordsOf(now, left, from, until) }
}

/** The days on which somebody is reminded of renewal, the earliest first. */
export const reminderDays = ({ validity: { until, reminders } }: Pick<AgreementText, 'validity'>): string[] =>
  until === null ? [] : [...new Set(reminders)].sort((a, b) => b - a).map((days) => addDays(until, -days))

/** Why data may not be used or delivered under it on a day; null: they may. What was used before stays recorded. */
export const whyNoUse = ({ state }: Pick<Validity, 'state'>): ErrorCode | null => {
  switch (state) {
    case 'inForce':
    case 'ending':
      return null
    case 'notYet':
      return 'agreement.notYet'
    case 'expired':
      return 'agreement.expired'
    case 'ended':
      return 'agreement.ended'
    default:
      return 'agreement.notSigned'
  }
}
