import { useTranslation } from 'react-i18next'
import { useCall } from '../app/use-call.ts'
import { ReasonDialog } from '../components/ReasonDialog.tsx'
import { toastDone } from '../components/toast.tsx'
import type { Card } from './Cards.tsx'

export const RevokeDialog = ({ card, onClose, onDone }: { card: Card; onClose(): void; onDone(): void }) => {
  const { t } = useTranslation()
  const revoke = useCall('ferry.revokeIdentity')
  const run = async (reason: string) => {
    if ((await revoke.run({ fingerprint: card.fingerprint, reason })) === null) return
    toastDone(t('ferry.cards.revoked'))
    onDone()
  }
  return (
    <ReasonDialog
      title={t('ferry.cards.revokeTitle')}
      confirmLabel={t('ferry.cards.revoke')}
      label={t('ferry.cards.reason')}
      busy={revoke.busy}
      failure={revoke.failure}
      onConfirm={(reason) => void run(reason)}
      onCancel={onClose}
    >
      {t('ferry.cards.revokeAbout', { name: card.agency || card.name })}
    </ReasonDialog>
  )
}
