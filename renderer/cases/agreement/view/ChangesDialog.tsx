import { Modal } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { compareTexts, differenceOf } from '../../../../shared/agreements/compare.ts'
import type { AgreementText } from '../../../../shared/cases/agreement-text.ts'
import { ChangeList } from './ChangeList.tsx'

/** What is different in the text being written from the one it answers. */
export const ChangesDialog = ({ before, text, onClose }: { before: AgreementText; text: AgreementText; onClose(): void }) => {
  const { t } = useTranslation()
  const changes = useMemo(() => compareTexts(before, text).map(differenceOf), [before, text])
  return (
    <Modal opened onClose={onClose} title={t('agreement.compare.last')} size={760}>
      <ChangeList changes={changes} />
    </Modal>
  )
}
