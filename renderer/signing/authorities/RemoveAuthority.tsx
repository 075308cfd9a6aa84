import { useTranslation } from 'react-i18next'
import { useCall } from '../../app/use-call.ts'
import { ReasonDialog } from '../../components/ReasonDialog.tsx'
import { toastDone } from '../../components/toast.tsx'
import type { Authority } from './Authorities.tsx'

export const RemoveAuthority = ({ authority: { sha256, subject }, onClose }: { authority: Authority; onClose(): void }) => {
  const { t } = useTranslation()
  const remove = useCall('signing.removeAuthority')
  const run = async (reason: string) => {
    if ((await remove.run({ sha256, reason })) === null) return
    toastDone(t('signing.authorities.removed'))
    onClose()
  }
  return (
    <ReasonDialog
      title={t('signing.authorities.removeTitle')}
      confirmLabel={t('signing.authorities.removeConfirm')}
      label={t('signing.authorities.removeReason')}
      busy={remove.busy}
      failure={remove.failure}
      onConfirm={(reason) => void run(reason)}
      onCancel={onClose}
    >
      {t('signing.authorities.removeAbout', { name: subject })}
    </ReasonDialog>
  )
}
