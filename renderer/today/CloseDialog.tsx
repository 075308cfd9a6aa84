import { Radio, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Task } from '../../shared/contract/tasks.ts'
import { subjectOf } from '../../shared/deadlines.ts'
import { closings, type DoneWith } from '../../shared/work.ts'
import { useCall } from '../app/use-call.ts'
import { DayInput } from '../components/DayInput.tsx'
import { toastDone } from '../components/toast.tsx'
import { FormDialog } from './FormDialog.tsx'

type ByHand = Extract<DoneWith, 'version' | 'notNeeded' | 'reported' | 'done'>
const byHand: readonly DoneWith[] = ['version', 'notNeeded', 'reported', 'done']
const isByHand = (done: DoneWith): done is ByHand => byHand.includes(done)

/** Closes a task: with what, or why nothing is needed. */
export const CloseDialog = ({ task, onClose }: { task: Task; onClose(): void }) => {
  const { t } = useTranslation()
  const ways = closings[task.kind].filter(isByHand)
  const [done, setDone] = useState<ByHand | null>(ways.length === 1 ? (ways[0] ?? null) : null)
  const [on, setOn] = useState('')
  const [note, setNote] = useState('')
  const { run, busy, failure } = useCall('task.close')
  const needed = done === 'notNeeded' || done === 'reported'
  const submit = async () => {
    if (done === null) return
    const closed = await run({ ids: [task.id], with: done, note: note.trim(), ...(on === '' ? {} : { on }) })
    if (closed === null) return
    toastDone(t('tasks.closed'))
    onClose()
  }
  return (
    <FormDialog
      title={t('tasks.closeTitle', { what: subjectOf(task) })}
      confirm={t('common.ok')}
      complete={done !== null && (!needed || note.trim() !== '')}
      busy={busy}
      failure={failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Radio.Group label={t('tasks.with')} value={done} onChange={(value) => setDone(ways.find((each) => each === value) ?? null)} withAsterisk>
        <Stack gap={6} mt={4}>
          {ways.map((way, at) => (
            <Radio key={way} value={way} label={t(`tasks.closings.${way}`)} {...(at === 0 ? { 'data-autofocus': true } : {})} />
          ))}
        </Stack>
      </Radio.Group>
      <DayInput label={t('tasks.on')} value={on} onChange={setOn} />
      <Textarea
        label={t(done === 'reported' ? 'tasks.evidence' : done === 'notNeeded' ? 'tasks.reason' : 'tasks.note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={2000}
        autosize
        minRows={2}
        maxRows={6}
        withAsterisk={needed}
      />
    </FormDialog>
  )
}
