import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../app/use-call.ts'
import { DayInput } from '../components/DayInput.tsx'
import { toastDone } from '../components/toast.tsx'
import { FormDialog } from './FormDialog.tsx'

/** The data of these entries were refreshed: when, by whom. */
export const RefreshDialog = ({ ids, onClose, onDone }: { ids: readonly string[]; onClose(): void; onDone(): void }) => {
  const { t } = useTranslation()
  const [form, setForm] = useState({ refreshedOn: '', by: '', note: '' })
  const { run, busy, failure, clear } = useCall('data.recordRefresh')
  const put = (part: Partial<typeof form>) => {
    clear()
    setForm({ ...form, ...part })
  }
  const submit = async () => {
    const done = await run({ filter: { ids: [...ids] }, refreshedOn: form.refreshedOn, by: form.by.trim(), note: form.note.trim() })
    if (done === null) return
    toastDone(t('tasks.refreshed', { count: done.recorded, dated: done.dated }))
    onDone()
  }
  return (
    <FormDialog
      title={t('tasks.refreshTitle', { count: ids.length })}
      about={t('tasks.refreshAbout')}
      confirm={t('tasks.record')}
      complete={form.refreshedOn !== ''}
      busy={busy}
      failure={failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <DayInput label={t('tasks.refreshedOn')} value={form.refreshedOn} onChange={(refreshedOn) => put({ refreshedOn })} withAsterisk data-autofocus />
      <TextInput
        label={t('tasks.refreshedBy')}
        description={t('tasks.refreshedByHint')}
        value={form.by}
        onChange={(event) => put({ by: event.currentTarget.value })}
        maxLength={200}
      />
      <TextInput label={t('tasks.note')} value={form.note} onChange={(event) => put({ note: event.currentTarget.value })} maxLength={500} />
    </FormDialog>
  )
}
