import { Checkbox, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Entry } from '../../../shared/catalogue.ts'
import { useCall } from '../../app/use-call.ts'
import { useLoad } from '../../app/use-load.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { formatBytes } from '../../components/moments.ts'
import { RecordForm } from '../../components/RecordForm.tsx'
import { toastDone } from '../../components/toast.tsx'
import { AttachButton } from './AttachButton.tsx'

/** What goes to the department with the next run: this text, a word with it, and the papers that are ticked. */
export const SubmitDialog = ({ entry, onClose, onDone }: { entry: Entry; onClose(): void; onDone(): void }) => {
  const { t } = useTranslation()
  const { value, failure, reload } = useLoad('attachment.list', { entry: entry.id }, ['catalogue'])
  const submit = useCall('sync.submit')
  const [note, setNote] = useState('')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const papers = (value?.attachments ?? []).filter(({ type }) => type !== null)
  // What went with an earlier submission goes again only when it is ticked.
  const goes = papers.filter(({ sha256, submittedAt }) => left.has(sha256) !== (submittedAt === null))
  const toggle = (sha256: string) => {
    const next = new Set(left)
    if (!next.delete(sha256)) next.add(sha256)
    setLeft(next)
  }
  const send = async () => {
    const done = await submit.run({ ids: [entry.id], note: note.trim(), evidence: goes.map(({ sha256 }) => sha256) })
    if (done === null) return
    toastDone(t('submission.submitted'))
    onDone()
  }
  return (
    <RecordForm
      title={t('submission.submitTitle', { title: entry.content.title })}
      about={t('submission.about')}
      confirm={t('submission.confirm')}
      complete={value !== null}
      busy={submit.busy}
      failure={submit.failure}
      onSubmit={send}
      onClose={onClose}
    >
      <ErrorNote failure={failure} onRetry={reload} />
      <Stack gap={6} role="group" aria-label={t('submission.papers')}>
        <Text size="sm" fw={500}>
          {t('submission.papers')}
        </Text>
        {papers.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('submission.noPapers')}
          </Text>
        )}
        {papers.map(({ sha256, name, bytes }) => (
          <Checkbox
            key={sha256}
            label={bytes === null ? name : `${name} · ${formatBytes(bytes)}`}
            checked={goes.some((paper) => paper.sha256 === sha256)}
            onChange={() => toggle(sha256)}
          />
        ))}
        <AttachButton entries={[entry.id]} onAdded={reload} />
      </Stack>
      <Textarea label={t('submission.note')} value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={500} autosize maxRows={4} />
    </RecordForm>
  )
}
