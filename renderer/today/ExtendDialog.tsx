import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '../../shared/contract/tasks.ts'
import { subjectOf } from '../../shared/deadlines.ts'
import { useCall } from '../app/use-call.ts'
import { DayInput } from '../components/DayInput.tsx'
import { toastDone } from '../components/toast.tsx'
import { FormDialog } from './FormDialog.tsx'

/** The competent department's consent to a longer time: number, day, evidence. */
export const ExtendDialog = ({ task, onClose }: { task: Task; onClose(): void }) => {
  const { t } = useTranslation()
  const [form, setForm] = useState({ number: '', consentedOn: '', evidence: '' })
  const { run, busy, failure, clear } = useCall('task.extend')
  const put = (part: Partial<typeof form>) => {
    clear()
    setForm({ ...form, ...part })
  }
  const submit = async () => {
    const done = await run({ ids: [task.id], number: form.number.trim(), consentedOn: form.consentedOn, evidence: form.evidence.trim() })
    if (done === null) return
    toastDone(t('tasks.extended', { day: done.dueOn ?? '' }))
    onClose()
  }
  return (
    <FormDialog
      title={t('tasks.extendTitle', { what: subjectOf(task) })}
      about={t('tasks.extendAbout')}
      confirm={t('tasks.record')}
      complete={form.number.trim() !== '' && form.consentedOn !== '' && form.evidence.trim() !== ''}
      busy={busy}
      failure={failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextInput
        label={t('tasks.number')}
        value={form.number}
        onChange={(event) => put({ number: event.currentTarget.value })}
        maxLength={100}
        withAsterisk
        data-autofocus
      />
      <DayInput label={t('tasks.consentedOn')} value={form.consentedOn} onChange={(consentedOn) => put({ consentedOn })} withAsterisk />
      <TextInput
        label={t('tasks.extendEvidence')}
        value={form.evidence}
        onChange={(event) => put({ evidence: event.currentTarget.value })}
        maxLength={500}
        withAsterisk
      />
    </FormDialog>
  )
}
