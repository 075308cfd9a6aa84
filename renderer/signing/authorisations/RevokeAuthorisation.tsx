import { useTranslation } from 'react-i18next'
import { useCall } from '../../app/use-call.ts'
import { ReasonDialog } from '../../components/ReasonDialog.tsx'
import { toastDone } from '../../components/toast.tsx'
import type { Authorisation } from '../authorisation-state.ts'

type Props = { authorisation: Authorisation; onClose(): void; onDone(): void }

export const RevokeAuthorisation = ({ authorisation: { id, user, number }, onClose, onDone }: Props) => {
  const { t } = useTranslation()
  const revoke = useCall('signing.revokeAuthorisation')
  const run = async (reason: string) => {
    if ((await revoke.run({ id, reason })) === null) return
    toastDone(t('signing.authorisations.revoked'))
    onDone()
  }
  return (
    <ReasonDialog
      title={t('signing.authorisations.revokeTitle')}
      confirmLabel={t('signing.authorisations.revokeConfirm')}
      label={t('signing.authorisations.revokeReason')}
      busy={revoke.busy}
      failure={revoke.failure}
      onConfirm={(reason) => void run(reason)}
      onCancel={onClose}
    >
      {t('signing.authorisations.revokeAbout', { name: user, number })}
    </ReasonDialog>
  )
}
