import { Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../../app/use-call.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { toastDone } from '../../components/toast.tsx'
import type { Authority } from './Authorities.tsx'

export const RemoveAuthority = ({ authority: { sha256, subject }, onClose }: { authority: Authority; onClose(): void }) => {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const remove = useCall('signing.removeAuthority')
  const run = async () => {
    if ((await remove.run({ sha256, reason: reason.trim() })) === null) return
    toastDone(t('signing.authorities.removed'))
    onClose()
  }
  return (
    <ConfirmDialog
      opened
      title={t('signing.authorities.removeTitle')}
      confirmLabel={t('signing.authorities.removeConfirm')}
      danger
      busy={remove.busy}
      disabled={reason.trim() === ''}
      onConfirm={() => void run()}
      onCancel={onClose}
    >
      <Stack gap="sm">
        {t('signing.authorities.removeAbout', { name: subject })}
        <TextInput
          label={t('signing.authorities.removeReason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={200}
          withAsterisk
        />
        <ErrorNote failure={remove.failure} />
      </Stack>
    </ConfirmDialog>
  )
}
