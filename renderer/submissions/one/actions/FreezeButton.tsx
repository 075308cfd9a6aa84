import { Button, Modal, Stack } from '@mantine/core'
import { IconSnowflake } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSessionStore } from '../../../app/session-store.tsx'
import { useCall } from '../../../app/use-call.ts'
import { ErrorNote } from '../../../components/ErrorNote.tsx'
import { ProgressDialog } from '../../../components/ProgressDialog.tsx'
import { toastDone } from '../../../components/toast.tsx'
import { submissionsRecipe } from '../../submissions-store.ts'
import { useDeclared } from '../../use-declared.tsx'

/** Counts the figures and keeps them with the rows they were counted from. */
export const FreezeButton = ({ id, early }: { id: string; early: boolean }) => {
  const { t } = useTranslation()
  const wrote = useSessionStore(submissionsRecipe, (state) => state.wrote)
  const { run, busy, failure, clear, progress, cancel, cancelling } = useCall('submission.freeze')
  const declared = useDeclared(id, () => undefined)
  const freeze = async () => {
    const done = await run({ id, secrecy: '不涉密' })
    if (done === null) return
    wrote()
    toastDone(t('submissions.freeze.done', { figures: done.figures, rows: done.rows }))
  }
  return (
    <>
      <Button leftSection={<IconSnowflake size={15} aria-hidden />} disabled={early} onClick={() => declared.ask(() => void freeze())}>
        {t('submissions.freeze.action')}
      </Button>
      <ProgressDialog
        opened={busy}
        title={t('submissions.freeze.title')}
        progress={progress}
        phase={t(progress === null ? 'submissions.freeze.reading' : 'submissions.freeze.counting')}
        cancelling={cancelling}
        onCancel={cancel}
      />
      {failure !== null && !busy && (
        <Modal opened onClose={clear} title={t('submissions.freeze.title')}>
          <Stack>
            <ErrorNote failure={failure} />
            <Button ml="auto" onClick={clear} data-autofocus>
              {t('common.close')}
            </Button>
          </Stack>
        </Modal>
      )}
      {declared.dialog}
    </>
  )
}
