import { Modal, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FigureRef } from '../../../shared/submissions/template.ts'
import { indicatorsOf } from '../../../shared/submissions/template.ts'
import { type Submission, useFigureWords } from '../words.ts'
import { ExplanationField } from './ExplanationField.tsx'

/** The explanation of one figure. */
export const ExplainDialog = ({ one, figure, onClose }: { one: Submission; figure: FigureRef; onClose(): void }) => {
  const { t } = useTranslation()
  const figureWords = useFigureWords(one.template)
  return (
    <Modal opened onClose={onClose} title={t('submissions.explain.title')} size={560}>
      <Text size="sm" fw={600} mb={6}>
        {figureWords(figure, indicatorsOf(one.template))}
      </Text>
      <ExplanationField one={one} figure={figure} label={t('submissions.explain.label')} onSaved={onClose} />
    </Modal>
  )
}
