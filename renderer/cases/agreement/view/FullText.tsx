import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AgreementText } from '../../../../shared/cases/agreement-text.ts'
import { ReadText } from './ReadText.tsx'

/** The whole text over what is being done. */
export const FullText = ({ text, onClose }: { text: AgreementText; onClose(): void }) => {
  const { t } = useTranslation()
  return (
    <Modal opened onClose={onClose} title={t('agreement.whole', { title: text.head.title })} size={900}>
      <ReadText text={text} />
    </Modal>
  )
}
