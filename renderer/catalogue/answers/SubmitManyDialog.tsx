import { Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/contract.ts'
import { useCall } from '../../app/use-call.ts'
import { RecordForm } from '../../components/RecordForm.tsx'
import { toastDone } from '../../components/toast.tsx'
import { AttachButton } from '../process/AttachButton.tsx'
import type { DialogProps } from './recording.ts'

/** As many as one call and one paper take. */
const atOnce = 1000

/** 报送 of several entries, each as it stands, with the one paper that belongs to all of them: the signed list. */
export const SubmitManyDialog = ({ recording: { entries }, onClose, onDone }: DialogProps) => {
  const { t } = useTranslation()
  const submit = useCall('sync.submit')
  const [note, setNote] = useState('')
  const [papers, setPapers] = useState<Output<'attachment.add'>[]>([])
  const ids = [...entries.keys()]
  const whole = ids.length <= atOnce
  const send = async () => {
    const done = await submit.run({ ids, note: note.trim(), evidence: [...new Set(papers.map(({ sha256 }) => sha256))] })
    if (done === null) return
    toastDone(t('submission.manySubmitted', { count: ids.length }))
    onDone()
  }
  return (
    <RecordForm
      title={t('submission.manyTitle', { count: ids.length })}
      about={t('submission.manyAbout')}
      confirm={t('submission.confirm')}
      complete={whole}
      busy={submit.busy}
      failure={submit.failure}
      onSubmit={send}
      onClose={onClose}
    >
      {whole ? (
        <>
          <Stack gap={6} role="group" aria-label={t('submission.papers')}>
            <Text size="sm" fw={500}>
              {t('submission.papers')}
            </Text>
            {papers.map(({ sha256, name }) => (
              <Text key={sha256} size="sm">
                {name}
              </Text>
            ))}
            <AttachButton entries={ids} label={t('papers.scan')} onAdded={(added) => setPapers((before) => [...before, added])} />
          </Stack>
          <Textarea label={t('submission.note')} value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={500} autosize maxRows={4} />
        </>
      ) : (
        <Text size="sm" c="red" role="alert">
          {t('submission.tooMany', { most: atOnce })}
        </Text>
      )}
    </RecordForm>
  )
}
