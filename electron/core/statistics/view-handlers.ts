import { dayInChina } from '../../../shared/moments.ts'
import { type Cited, cite } from '../../../shared/regulations/cited.ts'
import { formulaWords, unitWords } from '../../../shared/statistics/indicator.ts'
import { standardIndicators } from '../../../shared/statistics/indicators.ts'
import { periodNote, periodOn, periodsUpTo, periodWords, yearStartOn } from '../../../shared/statistics/periods.ts'
import { sources } from '../../../shared/statistics/sources.ts'
import { indicatorsOf } from '../../../shared/submissions/template.ts'
import type { ReaderHandlers } from '../context.ts'
import { listSubmissions } from '../submission/store.ts'
import { knownTemplate } from '../submission/templates.ts'
import { nearDay, readLaw } from '../work/law.ts'
import { asksFor, noticeDue, noticesOf, readPeriodSettings } from './period-store.ts'

/** Several rules may stand in one place of a text: it is cited once. */
const onePlaceOnce = (cited: readonly Cited[]): Cited[] => [...new Map(cited.map((one) => [one.title.zh, one])).values()]

export const statisticsViewHandlers: Pick<ReaderHandlers, 'period.list' | 'period.settings' | 'period.notices' | 'indicator.list'> = {
  'period.settings': (_, { db, now }) => {
    const { years, usual } = readPeriodSettings(db)
    const { today } = readLaw(db, now().toISOString())
    return { years: [...years], yearStart: yearStartOn(years, today), usual, today }
  },

  'period.notices': (_, { db }) => ({ notices: noticesOf(db) }),

  'period.list': ({ kind, until, count }, { db, now }) => {
    const at = now().toISOString()
    const law = readLaw(db, at)
    const { years } = readPeriodSettings(db)
    const near = nearDay(law)
    const notices = noticesOf(db)
    const periods = periodsUpTo(periodOn(kind, until ?? law.today, years), count, years)
    const submissions = listSubmissions(db, undefined, 10_000, 0).found
    return {
      yearStart: yearStartOn(years, law.today),
      kind,
      periods: periods.map((period) => {
        const made = submissions.filter((one) => one.period.id === period.id && one.period.kind === period.kind)
        return {
          ...period,
          words: periodWords(period),
          note: periodNote(period, years),
          ended: period.until < law.today,
          notices: notices
            .filter((notice) => asksFor(notice, period))
            .map((notice) => {
              const due = noticeDue(notice, period, law.calendar)
              const sent = made.filter(({ template, submittedAt }) => template.id === notice.template && submittedAt !== null)
              const done = sent.map(({ submittedAt }) => submittedAt ?? '').sort()[0]
              const state =
                // What was carried on from before Mulu was submitted then.
                made.some(({ template, state }) => template.id === notice.template && state === 'opening')
                  ? 'done'
                  : sent.some((one) => one.state === 'returned')
                    ? 'returned'
                    : done !== undefined
                      ? done <= due.at
                        ? 'done'
                        : 'doneLate'
                      : at > due.at
                        ? 'overdue'
                        : dayInChina(due.at) <= near
                          ? 'near'
                          : 'later'
              const { id, number, issuer, title, template } = notice
              return { id, number, issuer, title, template, dueAt: due.at, provisional: due.provisional, state } as const
            }),
          submissions: made.map(({ id, version, template, state }) => ({ id, version, template: template.id, words: template.words, state })),
        }
      }),
    }
  },

  'indicator.list': ({ template }, { db, now }) => {
    const at = now().toISOString()
    const law = readLaw(db, at)
    const rows = law.on(law.today).rules.filter(({ displaced }) => displaced === null)
    const indicators = template === undefined ? standardIndicators : indicatorsOf(knownTemplate(db, template, law.on(law.today)).template)
    return {
      indicators: indicators.map((indicator) => ({
        ...indicator,
        formulaWords: formulaWords(indicator),
        unitWords: unitWords[indicator.unit],
        sourceWords: indicator.formula.kind === 'manual' ? null : sources[indicator.formula.source].words,
        rules: onePlaceOnce(rows.filter(({ rule }) => rule.figures.includes(indicator.id)).map(cite)),
      })),
    }
  },
}
