import { useTranslation } from 'react-i18next'
import type { Next } from '../../../shared/next-step.ts'
import { useLanguage } from '../../app/language.ts'
import { DueChip } from '../../components/DueChip.tsx'

/** Who acts next, until when, under which article. */
export const NextLine = ({ next }: { next: Next | null }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  if (next === null) return <DueChip who={null} what={t('life.nothingNext')} due={null} article="" />
  return <DueChip who={t(`life.actor.${next.actor}`)} what={t(`life.step.${next.step}`)} due={next.due} article={next.article?.[language] ?? ''} />
}
