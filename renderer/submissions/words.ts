import { useTranslation } from 'react-i18next'
import type { SubmissionState } from '../../shared/contract/statistics.ts'
import type { Output } from '../../shared/contract.ts'
import type { Language } from '../../shared/errors.ts'
import { stateWords } from '../../shared/submissions/states.ts'
import type { FigureRef } from '../../shared/submissions/template.ts'
import { useLanguage } from '../app/language.ts'

export type Submission = Output<'submission.get'>

/** `2026-10-20 17:00` on China's clock: a deadline is the city's, wherever the computer stands. */
export const clockInChina = (moment: string): string => new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

/** When it was handed in: what was recorded of a day alone stands at its midnight, and is said as that day. */
export const handedInAt = (moment: string): string => clockInChina(moment).replace(/ 00:00$/, '')

/** A moment on China's clock, or the day where only a day is recorded. */
export const dayOrMoment = (at: string): string => (at.length > 10 ? clockInChina(at) : at)

export const stateColours: Readonly<Record<SubmissionState, string>> = {
  draft: 'gray',
  frozen: 'blue',
  signed: 'teal',
  submitted: 'grape',
  received: 'green',
  returned: 'orange',
  accepted: 'green',
  replaced: 'gray',
  opening: 'yellow',
}

/** English words of the contract begin small; at the head of a line they do not. */
export const upper = (text: string, language: Language): string => (language === 'en' ? text.charAt(0).toUpperCase() + text.slice(1) : text)

export const useStateWords = (): ((state: SubmissionState) => string) => {
  const { language } = useLanguage()
  return (state) => upper(stateWords[state][language], language)
}

/** Of a submission: one that no platform has received yet is only on its way. */
export const useStanding = (): ((line: Pick<Submission['line'], 'state' | 'submittedAt'>) => string) => {
  const { t } = useTranslation()
  const stateOf = useStateWords()
  return ({ state, submittedAt }) => (state === 'submitted' && submittedAt === null ? t('submissions.underWay') : stateOf(state))
}

/** Of a figure its indicator's name, and the part's where one is meant. */
export const useFigureWords = (template: Submission['template'] | null) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return ({ indicator, key }: FigureRef, known: readonly { id: string; words: { zh: string; en: string } }[]): string => {
    const line = template?.tables
      .flatMap((table) => (table.kind === 'lines' ? table.lines : []))
      .find((one) => one.kind === 'figure' && one.indicator === indicator && one.key === key && one.words !== undefined)
    const name = known.find(({ id }) => id === indicator)?.words[language] ?? indicator
    if (key === null) return name
    const part = line?.kind === 'figure' ? line.words?.[language] : undefined
    return t('submissions.partOf', { whole: name, part: part ?? (key === '' ? t('submissions.unfilled') : key) })
  }
}
