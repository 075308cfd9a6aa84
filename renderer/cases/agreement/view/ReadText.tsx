import { Alert, Skeleton } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgreementText } from '../../../../shared/cases/agreement-text.ts'
import { readable } from '../../../../shared/documents/readable.ts'
import { useLanguage } from '../../../app/language.ts'
import { PaperText } from '../../../components/PaperText.tsx'
import { usePlaceLabel } from '../editor/fields.tsx'
import { useLaw } from '../editor/use-law.ts'
import { papersOf, placeOfFact } from './papers-of.ts'

/** The whole text, agreement and annexes, as they will be printed. */
export const ReadText = ({ text }: { text: AgreementText }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const law = useLaw()
  const place = usePlaceLabel()
  const made = useMemo(() => (law === null ? null : papersOf(text, law, language)), [text, law, language])
  if (made === null) return <Skeleton h={240} role="img" aria-label={t('common.loading')} />
  return (
    <>
      {made.missing !== null && (
        <Alert color="orange" p="xs" mb="sm" role="status">
          {t('agreement.notWhole', { place: place(placeOfFact(made.missing)) })}
        </Alert>
      )}
      {made.papers.map((model) => (
        <PaperText key={model.name} paper={readable(model)} lang={model.lang} />
      ))}
    </>
  )
}
