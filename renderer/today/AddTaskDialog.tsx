import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../app/use-call.ts'
import { DayInput } from '../components/DayInput.tsx'
import { toastDone } from '../components/toast.tsx'
import { FormDialog } from './FormDialog.tsx'

/** A monitor notice, a letter or a call becomes a task (practice P17). */
export const AddTaskDialog = ({ onClose }: { onClose(): void }) => {
  const { t } = useTranslation()
  const [form, setForm] = useState({ title: '', source: '', due: '', who: '' })
  const { run, busy, failure } = useCall('task.add')
  const put = (part: Partial<typeof form>) => setForm({ ...form, ...part })
  const submit = async () => {
    const { title, source, due, who } = form
    const done = await run({ title: title.trim(), source: source.trim(), who: who.trim(), ...(due === '' ? {} : { due }) })
    if (done === null) return
    toastDone(t('tasks.added'))
    onClose()
  }
  return (
    <FormDialog
      title={t('tasks.add')}
      about={t('tasks.addAbout')}
      confirm={t('tasks.record')}
      complete={form.title.trim() !== ''}
      busy={busy}
      failure={failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextInput
        label={t('tasks.title')}
        value={form.title}
        onChange={(event) => put({ title: event.currentTarget.value })}
        maxLength={500}
        withAsterisk
        data-autofocus
      />
      <TextInput
        label={t('tasks.source')}
        description={t('tasks.sourceHint')}
        value={form.source}
        onChange={(event) => put({ source: event.currentTarget.value })}
        maxLength={500}
      />
      <DayInput label={t('tasks.dueOn')} value={form.due} onChange={(due) => put({ due })} />
      <TextInput
        label={t('tasks.who')}
        description={t('tasks.whoHint')}
        value={form.who}
        onChange={(event) => put({ who: event.currentTarget.value })}
        maxLength={100}
      />
    </FormDialog>
  )
}
