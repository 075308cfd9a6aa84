import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { type ErrorCode, errors, failure } from '../../shared/errors.ts'
import { packageKinds } from '../../shared/ferry/manifest.ts'
import { useLanguage } from '../app/language.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { failureWords } from '../components/failure-words.ts'

export type Said = Output<'ferry.verify'>['problems'][number]
export type HandOver = Output<'ferry.packages'>['packages'][number]['form']
export type Party = HandOver['sender']

const countNames = ['changes', 'states', 'gone', 'verdicts', 'papers', 'later', 'wanted', 'lines', 'cases', 'issued', 'copies', 'drafts'] as const

/** The words of packages: kinds, parties, what is inside. What this version does not know is shown as it is. */
export const useFerryWords = () => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { list, aside } = usePunctuation()
  return {
    kind: (kind: string): string => {
      const known = packageKinds.find((each) => each === kind)
      return known === undefined ? kind : t(`ferry.kinds.${known}`)
    },
    party: ({ kind, agency }: Party): string => (agency.name === '' ? t(`ferry.parties.${kind}`) : aside(agency.name, t(`ferry.parties.${kind}`))),
    counts: (counts: Readonly<Record<string, number>>): string =>
      list(
        Object.entries(counts).flatMap(([name, count]) => {
          const known = countNames.find((each) => each === name)
          return count === 0 ? [] : [known === undefined ? `${name} ${count}` : t(`ferry.counts.${known}`, { count })]
        }),
      ) || t('ferry.nothing'),
    /** What was found, in the language on screen: what it is, and what to do. */
    said: ({ code, params, message, action }: Said): { message: string; action: string } =>
      Object.hasOwn(errors, code) ? failureWords(failure(code as ErrorCode, params), language, (role) => role) : { message, action },
  }
}
