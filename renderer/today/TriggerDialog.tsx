import { Alert, Button, Checkbox, Group, List, Modal, Radio, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { dictionaries } from '../../shared/dictionaries.ts'
import { type TriggerKind, type TriggerStart, triggerKinds, triggerStarts } from '../../shared/work.ts'
import { useLanguage } from '../app/language.ts'
import { useCall } from '../app/use-call.ts'
import { DayInput } from '../components/DayInput.tsx'
import { DueChip } from '../components/DueChip.tsx'
import { FormDialog } from './FormDialog.tsx'

const blank = { title: '', number: '', level: '', issuedOn: '', inForceOn: '', happenedOn: '', note: '' }

/** A change of law, duty or data: what it is, which of its days counts, and the tasks it opens. */
export const TriggerDialog = ({ ids, onClose, onDone }: { ids: readonly string[]; onClose(): void; onDone(): void }) => {
  const { t } = useTranslation()
  const [kind, setKind] = useState<TriggerKind>('law')
  const [starts, setStarts] = useState<TriggerStart | null>(null)
  const [report, setReport] = useState(true)
  const [form, setForm] = useState(blank)
  const [opened, setOpened] = useState<Output<'trigger.open'> | null>(null)
  const { run, busy, failure, clear } = useCall('trigger.open')
  const put = (part: Partial<typeof form>) => {
    clear()
    setForm({ ...form, ...part })
  }
  const days = triggerStarts.filter((each) => form[each] !== '')
  const start = days.length === 1 ? (days[0] ?? null) : starts !== null && days.includes(starts) ? starts : null
  const day = (text: string) => (text === '' ? null : text)
  const submit = async () => {
    if (start === null) return
    const done = await run({
      filter: { ids: [...ids] },
      kind,
      title: form.title.trim(),
      number: form.number.trim(),
      level: kind === 'law' ? form.level : '',
      issuedOn: day(form.issuedOn),
      inForceOn: day(form.inForceOn),
      happenedOn: day(form.happenedOn),
      startsWith: start,
      note: form.note.trim(),
      report,
    })
    if (done !== null) setOpened(done)
  }
  if (opened !== null) return <Opened opened={opened} onClose={onDone} />
  return (
    <FormDialog
      title={t('tasks.triggerTitle', { count: ids.length })}
      about={t('tasks.triggerAbout')}
      confirm={t('tasks.openTrigger')}
      complete={form.title.trim() !== '' && start !== null && (kind !== 'law' || form.level !== '')}
      busy={busy}
      failure={failure}
      onSubmit={() => void submit()}
      onClose={onClose}
      size={620}
    >
      <Radio.Group
        label={t('tasks.triggerKind')}
        value={kind}
        onChange={(value) => {
          const next = triggerKinds.find((each) => each === value) ?? 'law'
          setKind(next)
          setReport(next !== 'data')
        }}
      >
        <Group gap="md" mt={4}>
          {triggerKinds.map((each) => (
            <Radio key={each} value={each} label={t(`tasks.triggerKinds.${each}`)} />
          ))}
        </Group>
      </Radio.Group>
      <TextInput
        label={t('tasks.document')}
        value={form.title}
        onChange={(event) => put({ title: event.currentTarget.value })}
        maxLength={500}
        withAsterisk
        data-autofocus
      />
      <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
        <TextInput label={t('tasks.documentNumber')} value={form.number} onChange={(event) => put({ number: event.currentTarget.value })} maxLength={100} />
        {kind === 'law' && (
          <Select
            label={t('tasks.level')}
            description={t('tasks.levelHint')}
            data={dictionaries.basisKind.map(({ zh }) => zh)}
            value={form.level === '' ? null : form.level}
            onChange={(level) => put({ level: level ?? '' })}
            withAsterisk
          />
        )}
      </SimpleGrid>
      <SimpleGrid cols={3} spacing="sm" verticalSpacing="xs">
        {triggerStarts.map((each) => (
          <DayInput key={each} label={t(`tasks.${each}`)} value={form[each]} onChange={(value) => put({ [each]: value })} />
        ))}
      </SimpleGrid>
      <Radio.Group
        label={t('tasks.startsWith')}
        value={start}
        onChange={(value) => setStarts(triggerStarts.find((each) => each === value) ?? null)}
        withAsterisk
      >
        <Group gap="md" mt={4}>
          {triggerStarts.map((each) => (
            <Radio key={each} value={each} label={t(`tasks.startDays.${each}`)} disabled={form[each] === ''} />
          ))}
        </Group>
      </Radio.Group>
      <Textarea
        label={t('tasks.changeNote')}
        value={form.note}
        onChange={(event) => put({ note: event.currentTarget.value })}
        maxLength={2000}
        autosize
        minRows={1}
        maxRows={4}
      />
      <Checkbox label={t('tasks.report')} checked={report} onChange={(event) => setReport(event.currentTarget.checked)} />
    </FormDialog>
  )
}

/** What was opened: each clock with its day and article, and the articles that set none going. */
const Opened = ({ opened, onClose }: { opened: Output<'trigger.open'>; onClose(): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <Modal opened onClose={onClose} title={t('tasks.opened', { count: opened.entries })} size={620}>
      <Stack gap="sm">
        <Alert color="green" icon={<IconCheck size={18} aria-hidden />} p="xs" role="status">
          <Stack gap={6}>
            {opened.opened.map(({ kind, tasks, rule, due, article }) => (
              <div key={`${kind} ${rule} ${due?.due ?? ''}`}>
                <Text size="sm">{t('tasks.openedLine', { what: t(`tasks.kind.${kind}`), count: tasks })}</Text>
                <DueChip who={null} what={due === null ? t('tasks.noRule') : t(`tasks.kind.${kind}`)} due={due} article={article?.[language] ?? ''} />
              </div>
            ))}
          </Stack>
        </Alert>
        {opened.aside.length > 0 && (
          <div>
            <Text size="sm" fw={600}>
              {t('tasks.asideTitle')}
            </Text>
            <List size="sm">
              {opened.aside.map(({ rule, article, why }) => (
                <List.Item key={`${rule} ${why}`}>
                  {article[language]}
                  {language === 'zh' ? '：' : ': '}
                  {t(`tasks.aside.${why}`)}
                </List.Item>
              ))}
            </List>
          </div>
        )}
        <Group justify="flex-end">
          <Button data-autofocus onClick={onClose}>
            {t('common.ok')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
