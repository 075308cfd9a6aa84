import { useTranslation } from 'react-i18next'
import { useCall } from '../../app/use-call.ts'
import { ReasonDialog } from '../../components/ReasonDialog.tsx'
import { toastDone } from '../../components/toast.tsx'
import { Fingerprint } from '../../ferry/Fingerprint.tsx'
import type { SigningKey } from './Keys.tsx'

export const RetireDialog = ({ signingKey, onClose }: { signingKey: SigningKey; onClose(): void }) => {
  const { t } = useTranslation()
  const retire = useCall('signing.retireKey')
  const run = async (reason: string) => {
    if ((await retire.run({ keyId: signingKey.id, reason })) === null) return
    toastDone(t('signing.keys.retiredDone'))
    onClose()
  }
  return (
    <ReasonDialog
      title={t('signing.keys.retireTitle')}
      confirmLabel={t('signing.keys.retireConfirm')}
      label={t('signing.keys.retireReason')}
      busy={retire.busy}
      failure={retire.failure}
      onConfirm={(reason) => void run(reason)}
      onCancel={onClose}
    >
      {t('signing.keys.retireAbout')}
      <Fingerprint value={signingKey.fingerprint} />
    </ReasonDialog>
  )
}
