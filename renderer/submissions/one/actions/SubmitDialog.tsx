import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSessionStore } from '../../../app/session-store.tsx'
import { useCall } from '../../../app/use-call.ts'
import { useGate } from '../../../cases/use-gate.tsx'
import { RecordForm } from '../../../components/RecordForm.tsx'
import { toastDone } from '../../../components/toast.tsx'
import { submissionsRecipe } from '../../submissions-store.ts'
import type { Submission } from '../../words.ts'

/** It leaves with the next sync or package; said before it does. */
export const SubmitDialog = ({ one: { line }, onClose }: { one: Submission; onClose(): void }) => {
  const { t } = useTranslation()
  const wrote = useSessionStore(submissionsRecipe, (state) => state.wrote)
  const gate = useGate(onClose, 'export')
  const { run, busy, failure } = useCall('submission.submit')
  const submit = async () => {
    if ((await run({ id: line.id, secrecy: '不涉密' })) === null) return
    wrote()
    toastDone(t('submissions.submit.done'))
    onClose()
  }
  return (
    <>
      <RecordForm
        title={t('submissions.submit.title')}
        about={t('submissions.submit.about')}
        confirm={t('submissions.submit.confirm')}
        complete
        busy={busy}
        failure={failure}
        onSubmit={async () => gate.ask(() => void submit())}
        onClose={onClose}
      >
        {line.sha256 !== null && (
          <Text size="2xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
            SHA-256 {line.sha256}
          </Text>
        )}
      </RecordForm>
      {gate.dialog}
    </>
  )
}
