import { Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../app/use-call.ts'
import { ConfirmDialog } from '../components/ConfirmDialog.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { toastDone } from '../components/toast.tsx'
import type { Card } from './Cards.tsx'

export const RevokeDialog = ({ card, onClose, onDone }: { card: Card; onClose(): void; onDone(): void }) => {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const revoke = useCall('ferry.revokeIdentity')
  const run = async () => {
    if ((await revoke.run({ fingerprint: card.fingerprint, reason: reason.trim() })) === null) return
    toastDone(t('ferry.cards.revoked'))
    onDone()
  }
  return (
    <ConfirmDialog
      opened
      title={t('ferry.cards.revokeTitle')}
      confirmLabel={t('ferry.cards.revoke')}
      danger
      busy={revoke.busy}
      disabled={reason.trim() === ''}
      onConfirm={() => void run()}
      onCancel={onClose}
    >
      <Stack gap="sm">
        {t('ferry.cards.revokeAbout', { name: card.agency || card.name })}
        <TextInput label={t('ferry.cards.reason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={200} withAsterisk />
        <ErrorNote failure={revoke.failure} />
      </Stack>
    </ConfirmDialog>
  )
}
