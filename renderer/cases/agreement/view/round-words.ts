import { useTranslation } from 'react-i18next'
import type { Output } from '../../../../shared/contract.ts'
import { useCaseWords } from '../../words.ts'

export type Round = Output<'agreement.text'>['rounds'][number]

/** 第2轮 · 乙方 · 2026-11-25. */
export const useRoundWords = () => {
  const { t } = useTranslation()
  const words = useCaseWords('agreement')
  return ({ party, on }: Round, at: number): string =>
    [t('agreement.nthRound', { at: at + 1 }), words.party(party), on.slice(0, 10)].filter((part) => part !== '').join(' · ')
}
