import { Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../../app/use-call.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { toastDone } from '../../components/toast.tsx'
import type { Authorisation } from '../authorisation-state.ts'

type Props = { authorisation: Authorisation; onClose(): void; onDone(): void }

export const RevokeAuthorisation = ({ authorisation: { id, user, number }, onClose, onDone }: Props) => {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const revoke = useCall('signing.revokeAuthorisation')
  const run = async () => {
    if ((await revoke.run({ id, reason: reason.trim() })) === null) return
    toastDone(t('signing.authorisations.revoked'))
    onDone()
  }
  return (
    <ConfirmDialog
      opened
      title={t('signing.authorisations.revokeTitle')}
      confirmLabel={t('signing.authorisations.revokeConfirm')}
      danger
      busy={revoke.busy}
      disabled={reason.trim() === ''}
      onConfirm={() => void run()}
      onCancel={onClose}
    >
      <Stack gap="sm">
        {t('signing.authorisations.revokeAbout', { name: user, number })}
        <TextInput
          label={t('signing.authorisations.revokeReason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={200}
          withAsterisk
        />
        <ErrorNote failure={revoke.failure} />
      </Stack>
    </ConfirmDialog>
  )
}
