import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../../app/use-call.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { ProgressDialog } from '../../components/ProgressDialog.tsx'
import { toastDone } from '../../components/toast.tsx'
import { SecrecyDialog } from '../secrecy/SecrecyDialog.tsx'
import { OperationForm } from './OperationForm.tsx'
import { type Draft, emptyDraft, operationOf } from './operation.ts'
import { PreviewTable } from './PreviewTable.tsx'
import { type Chosen, usePreview } from './use-preview.ts'

type Props = { chosen: Chosen; onClose(): void; onDone(): void }

const firstTitles = (entries: readonly { title: string }[]): string =>
  entries
    .slice(0, 5)
    .map(({ title }) => title)
    .join('、')

/** Bulk edit: what is changed, a preview of every cell, the reason, and one transaction. */
export const BulkDialog = ({ chosen, onClose, onDone }: Props) => {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const [reason, setReason] = useState('')
  const [asking, setAsking] = useState(false)
  const preview = usePreview(chosen)
  const apply = useCall('catalogue.bulkApply')
  const operation = operationOf(draft)
  const { shown } = preview
  const change = (part: Partial<Draft>) => {
    preview.forget()
    preview.clear()
    apply.clear()
    setDraft({ ...draft, ...part })
  }
  const write = async () => {
    setAsking(false)
    if (shown === null) return
    const done = await apply.run({ ...chosen, operation: shown.operation, previewDigest: shown.whole.digest, secrecy: '不涉密', reason: reason.trim() })
    if (done === null) {
      // What was shown is no longer so, or was not written: it is to be looked at anew.
      preview.forget()
      return
    }
    toastDone(t('bulk.applied', { count: done.entries }))
    onDone()
  }
  return (
    <>
      <Modal opened onClose={onClose} title={t('bulk.title')} size={900}>
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            {t('bulk.about')}
          </Text>
          <OperationForm draft={draft} onChange={change} />
          <Group justify="space-between">
            <Text size="sm" role="status">
              {shown === null ? '' : shown.whole.entries === 0 ? t('bulk.none') : t('bulk.would', shown.whole)}
            </Text>
            <Button
              variant={shown === null ? 'filled' : 'default'}
              disabled={operation === null}
              loading={preview.busy}
              onClick={() => operation !== null && void preview.ask(operation)}
            >
              {t('bulk.preview')}
            </Button>
          </Group>
          <ErrorNote failure={preview.failure ?? apply.failure} />
          <Differing failure={apply.failure} />
          {shown !== null && shown.whole.blockedCount > 0 && (
            <Alert color="orange" p="xs">
              {t('bulk.blocked', {
                count: shown.whole.blockedCount,
                titles: firstTitles(shown.whole.blocked),
              })}
            </Alert>
          )}
          {shown !== null && shown.whole.othersCount > 0 && (
            <Alert color="gray" p="xs">
              {t('bulk.others', { count: shown.whole.othersCount, titles: firstTitles(shown.whole.others) })}
            </Alert>
          )}
          {shown !== null && shown.whole.entries > 0 && (
            <>
              <PreviewTable rows={shown.rows} more={shown.more} onMore={() => void preview.askMore()} />
              <TextInput
                label={t('bulk.reason')}
                description={t('bulk.reasonHint')}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
                maxLength={500}
                withAsterisk
              />
            </>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            {shown !== null && shown.whole.entries > 0 && (
              <Button disabled={reason.trim() === ''} loading={apply.busy} onClick={() => setAsking(true)}>
                {t('bulk.apply', { count: shown.whole.entries })}
              </Button>
            )}
          </Group>
        </Stack>
      </Modal>
      <SecrecyDialog opened={asking} about="save" onAnswer={() => void write()} onStopped={onClose} onCancel={() => setAsking(false)} />
      <ProgressDialog
        opened={preview.busy && preview.progress !== null}
        title={t('bulk.previewing')}
        progress={preview.progress}
        cancelling={preview.cancelling}
        onCancel={preview.cancel}
      />
      <ProgressDialog
        opened={apply.busy && apply.progress !== null}
        title={t('bulk.applying')}
        progress={apply.progress}
        cancelling={apply.cancelling}
        onCancel={apply.cancel}
      />
    </>
  )
}

/** The entries a refusal names. */
const Differing = ({ failure }: { failure: { code: string; details?: unknown } | null }) => {
  const { t } = useTranslation()
  if (failure?.code !== 'bulk.differs') return null
  const { entries } = failure.details as { entries: { id: string; title: string }[] }
  return (
    <Alert color="orange" p="xs" title={t('bulk.differs')}>
      <Text size="sm">{entries.map(({ title }) => title).join('、')}</Text>
    </Alert>
  )
}
