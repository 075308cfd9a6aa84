import type { Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { Indicator } from '../../../shared/statistics/indicator.ts'
import { mayStep, stateWords } from '../../../shared/submissions/states.ts'
import { namedIndicators } from '../../../shared/submissions/template.ts'
import { readCalendar } from '../calendar/stored-calendar.ts'
import type { ReadDb } from '../db/open.ts'
import { knownNotice, noticeDue } from '../statistics/period-store.ts'
import type { Fills, NoticeRef, Submission } from './store.ts'

/** Throws `submission.state`. Once somebody signed nothing may be filled in. */
export const needStep = (one: Submission, step: Parameters<typeof mayStep>[1]): void => {
  const locked = one.signatures.length > 0 && (step === 'fill' || step === 'thaw' || step === 'remove')
  if (!mayStep(one.state, step) || locked) throw new Refusal('submission.state', { state: stateWords[locked ? 'signed' : one.state].zh })
}

export const noticeRef = (db: ReadDb, id: string, period: Submission['period']): NoticeRef => {
  const notice = knownNotice(db, id)
  return { id, number: notice.number, issuer: notice.issuer, title: notice.title, dueAt: noticeDue(notice, period, readCalendar(db)).at }
}

/** Throws `submission.notANumber` for what is typed as a figure and is none: not below zero, with no more places than the indicator has. */
export const refuseNoNumber = (value: string, { unit, words, digits }: Pick<Indicator, 'unit' | 'words' | 'digits'>): void => {
  if (unit === 'text') return
  const places = /^\d{1,15}(?:\.(\d{1,4}))?$/.exec(value)
  if (places === null || (places[1] ?? '').length > digits) throw new Refusal('submission.notANumber', { value, figure: words.zh, digits })
}

/** Only figures of the form that are filled in by hand, and numbers (practice P7). */
const refuseManual = (one: Submission, manual: readonly Fills['manual'][number][]): void => {
  const byHand = new Map(
    namedIndicators(one.template).flatMap((indicator) => (indicator.formula.kind === 'manual' ? [[indicator.id, indicator] as const] : [])),
  )
  for (const { indicator, key, value } of manual) {
    const known = byHand.get(indicator)
    if (known === undefined || key !== null) throw new Refusal('submission.unknownFigure', { figure: key === null ? indicator : `${indicator}[${key}]` })
    if (value !== '') refuseNoNumber(value, known)
  }
}

const refuseUnknown = (one: Submission, refs: readonly { indicator: string }[]): void => {
  const known = new Set(namedIndicators(one.template).map(({ id }) => id))
  const other = refs.find(({ indicator }) => !known.has(indicator))
  if (other !== undefined) throw new Refusal('statistics.noIndicator', { indicator: other.indicator })
}

type Filling = Omit<Parsed<'submission.fill'>, 'id' | 'secrecy'>

/** A submission with what was sent in its place; each list is sent whole. `by`: who says so. */
export const filled = (db: ReadDb, one: Submission, sent: Filling, by: string): Submission => {
  const { fills } = one
  refuseManual(one, sent.manual ?? [])
  refuseUnknown(one, [...(sent.explanations ?? []), ...(sent.reconciliations ?? [])])
  const signed = <T extends object>(list: readonly T[] | undefined, before: readonly (T & { by: string })[]): (T & { by: string })[] =>
    list === undefined
      ? [...before]
      : list.map((row) => {
          // Who said the same before is still who says it.
          const same = before.find(({ by: _, ...known }) => JSON.stringify(known) === JSON.stringify(row))
          return same ?? { ...row, by }
        })
  return {
    ...one,
    cover: { ...one.cover, ...sent.cover },
    reviewer: sent.reviewer ?? one.reviewer,
    notice: sent.notice === undefined ? one.notice : sent.notice === null ? null : noticeRef(db, sent.notice, one.period),
    fills: {
      manual: (sent.manual ?? fills.manual).filter(({ value }) => value !== ''),
      explanations: signed(sent.explanations, fills.explanations),
      reconciliations: signed(sent.reconciliations, fills.reconciliations),
      statements: signed(sent.statements, fills.statements),
      remedies: sent.remedies ?? fills.remedies,
    },
  }
}

/** Nothing leaves under a digest that is not its own. */
export const refuseAltered = ({ signatures, sha256, version }: Submission, now: string): void => {
  if (signatures.length > 0 && sha256 !== null && sha256 !== now) throw new Refusal('submission.altered', { version })
}
