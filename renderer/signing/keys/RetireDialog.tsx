import { Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../../app/use-call.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { toastDone } from '../../components/toast.tsx'
import { Fingerprint } from '../../ferry/Fingerprint.tsx'
import type { SigningKey } from './Keys.tsx'

export const RetireDialog = ({ signingKey, onClose }: { signingKey: SigningKey; onClose(): void }) => {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const retire = useCall('signing.retireKey')
  const run = async () => {
    if ((await retire.run({ keyId: signingKey.id, reason: reason.trim() })) === null) return
    toastDone(t('signing.keys.retiredDone'))
    onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('signing.keys.retireTitle')}
      confirmLabel={t('signing.keys.retireConfirm')}
      danger
      busy={retire.busy}
      disabled={reason.trim() === ''}
      onConfirm={() => void run()}
      onCancel={onClose}
    >
      <Stack gap="sm">
        {t('signing.keys.retireAbout')}
        <Fingerprint value={signingKey.fingerprint} />
        <TextInput
          label={t('signing.keys.retireReason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={200}
          withAsterisk
        />
        <ErrorNote failure={retire.failure} />
      </Stack>
    </ConfirmDialog>
  )
}
