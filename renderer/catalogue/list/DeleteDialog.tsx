import { Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../../app/use-call.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import { useDeleted } from './use-deleted.tsx'

type Props = {
  opened: boolean
  entries: ReadonlyMap<string, number>
  onClose(): void
  onDone(): void
}

/** Asks why, deletes, and offers the way back at once. */
export const DeleteDialog = ({ opened, entries, onClose, onDone }: Props) => {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  // While it fades out nothing is chosen any more; the title stays as it was.
  const [count, setCount] = useState(entries.size)
  if (entries.size > 0 && entries.size !== count) setCount(entries.size)
  const { run, busy, failure, clear } = useCall('catalogue.delete')
  const deleted = useDeleted()
  const close = () => {
    clear()
    setReason('')
    onClose()
  }
  const confirm = async () => {
    const done = await run({ entries: [...entries].map(([id, base]) => ({ id, base })), reason: reason.trim() })
    if (done === null) return
    deleted([...entries.keys()])
    close()
    onDone()
  }
  return (
    <ConfirmDialog
      opened={opened}
      title={t('catalogue.list.deleteTitle', { count })}
      confirmLabel={t('catalogue.list.delete')}
      danger
      busy={busy}
      onConfirm={() => void confirm()}
      onCancel={close}
    >
      <Stack gap="xs">
        <Text size="sm">{t('catalogue.list.deleteText')}</Text>
        <TextInput label={t('catalogue.list.reason')} value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
        <ErrorNote failure={failure} />
      </Stack>
    </ConfirmDialog>
  )
}
