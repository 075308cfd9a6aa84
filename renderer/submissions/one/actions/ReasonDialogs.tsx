import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSessionStore } from '../../../app/session-store.tsx'
import { useCall } from '../../../app/use-call.ts'
import { useGate } from '../../../cases/use-gate.tsx'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { ReasonDialog } from '../../../components/ReasonDialog.tsx'
import { submissionsRecipe } from '../../submissions-store.ts'
import { useGoTo } from '../../use-place.ts'

type Props = { id: string; onClose(): void }

export const ThawDialog = ({ id, onClose }: Props) => {
  const { t } = useTranslation()
  const wrote = useSessionStore(submissionsRecipe, (state) => state.wrote)
  const { run, busy, failure } = useCall('submission.thaw')
  const thaw = async (reason: string) => {
    if ((await run({ id, reason })) === null) return
    wrote()
    onClose()
  }
  return (
    <ReasonDialog
      title={t('submissions.deeds.thaw')}
      confirmLabel={t('submissions.thaw.confirm')}
      label={t('submissions.reason')}
      busy={busy}
      failure={failure}
      onConfirm={(reason) => void thaw(reason)}
      onCancel={onClose}
    >
      <Text size="sm">{t('submissions.thaw.about')}</Text>
    </ReasonDialog>
  )
}

export const UnsignDialog = ({ id, onClose }: Props) => {
  const { t } = useTranslation()
  const wrote = useSessionStore(submissionsRecipe, (state) => state.wrote)
  const { run, busy, failure } = useCall('submission.unsign')
  const unsign = async (reason: string) => {
    if ((await run({ id, reason })) === null) return
    wrote()
    onClose()
  }
  return (
    <ReasonDialog
      title={t('submissions.deeds.unsign')}
      confirmLabel={t('submissions.unsign.confirm')}
      label={t('submissions.reason')}
      busy={busy}
      failure={failure}
      onConfirm={(reason) => void unsign(reason)}
      onCancel={onClose}
    >
      <Text size="sm">{t('submissions.unsign.about')}</Text>
    </ReasonDialog>
  )
}

/** Another version; the one before stays as it was handed in. */
export const CorrectDialog = ({ id, onClose }: Props) => {
  const { t } = useTranslation()
  const goTo = useGoTo()
  const { wrote, declare } = useSessionStore(submissionsRecipe, (state) => state)
  const { run, busy, failure } = useCall('submission.correct')
  const gate = useGate(onClose)
  const correct = async (reason: string) => {
    if ((await run({ id, reason, secrecy: '不涉密' })) === null) return
    declare(id)
    wrote()
    goTo({ view: 'one', id, version: null, part: 'tables' })
    onClose()
  }
  return (
    <>
      <ReasonDialog
        title={t('submissions.correct.title')}
        confirmLabel={t('submissions.correct.confirm')}
        label={t('submissions.correct.reason')}
        busy={busy}
        failure={failure}
        onConfirm={(reason) => gate.ask(() => void correct(reason))}
        onCancel={onClose}
      >
        <Text size="sm">{t('submissions.correct.about')}</Text>
      </ReasonDialog>
      {gate.dialog}
    </>
  )
}

export const RemoveDialog = ({ id, onClose }: Props) => {
  const { t } = useTranslation()
  const goTo = useGoTo()
  const wrote = useSessionStore(submissionsRecipe, (state) => state.wrote)
  const { run, busy, failure } = useCall('submission.remove')
  const remove = async () => {
    if ((await run({ id })) === null) return
    goTo({ view: 'periods' })
    wrote()
  }
  return (
    <ConfirmDialog
      opened
      title={t('submissions.remove.title')}
      confirmLabel={t('common.remove')}
      danger
      busy={busy}
      onConfirm={() => void remove()}
      onCancel={onClose}
    >
      {t('submissions.remove.about')}
      <ErrorNote failure={failure} />
    </ConfirmDialog>
  )
}
