import { useTranslation } from 'react-i18next'
import { useStartRestore } from '../app/restoring.ts'
import { useCall } from '../app/use-call.ts'
import { ConfirmDialog } from '../components/ConfirmDialog.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatMoment } from '../components/moments.ts'
import type { Backup } from './BackupsScreen.tsx'

/** A backup of this folder, restored in place: the vault is locked, and the restore page asks for the proof. */
export const RestoreDialog = ({ backup, onClose }: { backup: Backup; onClose(): void }) => {
  const { t } = useTranslation()
  const start = useStartRestore()
  const lock = useCall('vault.lock')
  const go = async () => {
    start({ backup: backup.name })
    if ((await lock.run({})) === null) start(null)
  }
  return (
    <ConfirmDialog
      opened
      title={t('backups.restoreTitle', { at: formatMoment(backup.at) })}
      confirmLabel={t('backups.lockAndRestore')}
      danger
      busy={lock.busy}
      onConfirm={() => void go()}
      onCancel={onClose}
    >
      {t('backups.restoreWarn')}
      <ErrorNote failure={lock.failure} />
    </ConfirmDialog>
  )
}
