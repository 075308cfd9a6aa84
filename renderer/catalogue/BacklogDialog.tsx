import { Button, Checkbox, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { labelOfRule } from '../../shared/findings.ts'
import { useLanguage } from '../app/language.ts'
import { useCall } from '../app/use-call.ts'
import { DayInput } from '../components/DayInput.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { toastDone } from '../components/toast.tsx'

type Row = Output<'catalogue.backlog'>['rules'][number]

/** One answer for all existing entries with a finding (practice P8): confirmed, or to be made up for by a day. */
export const BacklogDialog = ({ row: { code, entries, open }, onClose }: { row: Row; onClose(): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [answer, setAnswer] = useState<'确认无误' | '待补' | null>(null)
  const [dueOn, setDueOn] = useState('')
  const [reason, setReason] = useState('')
  const [again, setAgain] = useState(false)
  const { run, busy, failure, clear } = useCall('catalogue.answerBacklog')
  const count = again ? entries : open
  const complete = answer !== null && reason.trim() !== '' && (answer === '确认无误' || dueOn !== '') && count > 0
  const submit = async () => {
    if (answer === null || !complete) return
    const done = await run({ code, answer, dueOn: answer === '待补' ? dueOn : null, reason: reason.trim(), onlyOpen: !again })
    if (done === null) return
    toastDone(t('backlog.done', { count: done.answered }))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('backlog.dialog')} size={520} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('backlog.about', { rule: labelOfRule(code, language), count: entries, open })}</Text>
          <Radio.Group
            label={t('backlog.kind')}
            value={answer}
            onChange={(value) => {
              clear()
              setAnswer(value === '确认无误' || value === '待补' ? value : null)
            }}
            withAsterisk
          >
            <Stack gap={6} mt={4}>
              <Radio value="确认无误" label={t('backlog.kinds.confirm')} data-autofocus />
              <Radio value="待补" label={t('backlog.kinds.later')} />
            </Stack>
          </Radio.Group>
          {answer === '待补' && (
            <DayInput
              label={t('backlog.dueOn')}
              value={dueOn}
              onChange={(day) => {
                clear()
                setDueOn(day)
              }}
              withAsterisk
            />
          )}
          <Textarea
            label={t('backlog.reason')}
            value={reason}
            maxLength={500}
            autosize
            minRows={2}
            maxRows={6}
            withAsterisk
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {open < entries && <Checkbox label={t('backlog.again')} checked={again} onChange={(event) => setAgain(event.currentTarget.checked)} />}
          <ErrorNote failure={failure} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={!complete}>
              {t('backlog.confirm', { count })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
