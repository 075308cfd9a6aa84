import { useTranslation } from 'react-i18next'
import { useSessionStore } from '../../app/session-store.tsx'
import { useCall } from '../../app/use-call.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { submissionsRecipe } from '../submissions-store.ts'

type Props = { id: string; name: string; onClose(): void; onDone(): void }

export const RemoveTemplateDialog = ({ id, name, onClose, onDone }: Props) => {
  const { t } = useTranslation()
  const wrote = useSessionStore(submissionsRecipe, (state) => state.wrote)
  const { run, busy, failure } = useCall('submission.removeTemplate')
  const remove = async () => {
    if ((await run({ id })) === null) return
    wrote()
    onDone()
  }
  return (
    <ConfirmDialog
      opened
      title={t('submissions.form.remove')}
      confirmLabel={t('common.remove')}
      danger
      busy={busy}
      onConfirm={() => void remove()}
      onCancel={onClose}
    >
      {t('submissions.form.removeAbout', { name })}
      <ErrorNote failure={failure} />
    </ConfirmDialog>
  )
}
