import { Radio, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Notice } from '../../../shared/contract/statistics.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { periodKinds } from '../../../shared/statistics/periods.ts'
import { useLanguage } from '../../app/language.ts'
import { useSessionStore } from '../../app/session-store.tsx'
import { useCall } from '../../app/use-call.ts'
import { DayInput } from '../../components/DayInput.tsx'
import { RecordForm } from '../../components/RecordForm.tsx'
import { submissionsRecipe } from '../submissions-store.ts'
import { useFresh } from '../use-fresh.ts'
import { emptyNotice, formOfNotice, type NoticeForm, noticeOfForm, unread } from './notice-form.ts'

/** A notice as it came: its number, which periods it asks for, until when to the hour, in which form. */
export const NoticeDialog = ({ notice, onClose }: { notice: Notice | null; onClose(): void }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { wrote, kind } = useSessionStore(submissionsRecipe, (state) => state)
  const [form, setForm] = useState<NoticeForm>(() =>
    notice === null ? emptyNotice(dayInChina(new Date().toISOString()), kind ?? 'quarter') : formOfNotice(notice),
  )
  const put = (part: Partial<NoticeForm>) => setForm({ ...form, ...part })
  const periods = useFresh('period.list', { kind: form.kind, count: 12 })
  const templates = useFresh('submission.templates', {}).value?.templates ?? []
  const { run, busy, failure } = useCall('period.saveNotice')
  const sent = noticeOfForm(form, notice?.id ?? null)
  const wrong = unread(form)
  const save = async () => {
    if (sent === null || (await run({ notice: sent })) === null) return
    wrote()
    onClose()
  }
  const listed = periods.value?.kind === form.kind ? [...periods.value.periods].reverse() : []
  const choices = listed.map((period) => ({ value: period.id, label: `${period.words[language]}  ${period.from} – ${period.until}` }))
  return (
    <RecordForm
      title={t(notice === null ? 'submissions.notice.addTitle' : 'submissions.notice.editTitle')}
      about={t('submissions.notice.about')}
      confirm={t('common.save')}
      complete={sent !== null}
      busy={busy}
      failure={failure}
      onSubmit={save}
      onClose={onClose}
    >
      <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
        <TextInput
          label={t('submissions.notice.number')}
          value={form.number}
          onChange={(event) => put({ number: event.currentTarget.value })}
          maxLength={100}
          data-autofocus
        />
        <DayInput label={t('submissions.notice.received')} value={form.receivedOn} onChange={(receivedOn) => put({ receivedOn })} withAsterisk />
      </SimpleGrid>
      <TextInput
        label={t('submissions.notice.issuer')}
        value={form.issuer}
        onChange={(event) => put({ issuer: event.currentTarget.value })}
        maxLength={200}
        withAsterisk
      />
      <TextInput
        label={t('submissions.notice.title')}
        value={form.title}
        onChange={(event) => put({ title: event.currentTarget.value })}
        maxLength={300}
        withAsterisk
      />
      <SimpleGrid cols={2} spacing="sm">
        <Select
          label={t('submissions.kind')}
          data={periodKinds.map((each) => ({ value: each, label: t(`submissions.kinds.${each}`) }))}
          value={form.kind}
          onChange={(next) => put({ kind: periodKinds.find((each) => each === next) ?? 'quarter', period: '' })}
          allowDeselect={false}
        />
        <Select
          label={t('submissions.template')}
          data={templates.map(({ id, words }) => ({ value: id, label: words[language] }))}
          value={form.template}
          onChange={(template) => put({ template: template ?? '' })}
          allowDeselect={false}
        />
      </SimpleGrid>
      <Radio.Group label={t('submissions.notice.asks')} value={form.way} onChange={(way) => put({ way: way === 'once' ? 'once' : 'every' })}>
        <Stack gap={4} mt={4}>
          <Radio value="every" label={t('submissions.notice.wayEvery')} />
          <Radio value="once" label={t('submissions.notice.wayOnce')} />
        </Stack>
      </Radio.Group>
      {form.way === 'every' ? (
        <>
          <SimpleGrid cols={2} spacing="sm">
            <DayInput label={t('submissions.notice.fromOn')} value={form.fromOn} onChange={(fromOn) => put({ fromOn })} withAsterisk />
            <DayInput
              label={t('submissions.notice.untilOn')}
              description={t('submissions.notice.untilHint')}
              value={form.untilOn}
              onChange={(untilOn) => put({ untilOn })}
              error={wrong.turned ? t('ledgers.turned') : undefined}
            />
          </SimpleGrid>
          <SimpleGrid cols={3} spacing="sm">
            <TextInput
              label={t('submissions.notice.days')}
              value={form.days}
              onChange={(event) => put({ days: event.currentTarget.value.trim() })}
              error={wrong.days ? t('submissions.notice.daysUnread') : undefined}
              inputMode="numeric"
              maxLength={3}
              withAsterisk
            />
            <Select
              label={t('submissions.notice.unit')}
              data={(['workingDay', 'calendarDay'] as const).map((each) => ({ value: each, label: t(`submissions.notice.units.${each}`) }))}
              value={form.unit}
              onChange={(next) => put({ unit: next === 'calendarDay' ? 'calendarDay' : 'workingDay' })}
              allowDeselect={false}
            />
            <Hour form={form} wrong={wrong.hour} onChange={put} />
          </SimpleGrid>
        </>
      ) : (
        <SimpleGrid cols={2} spacing="sm">
          <Select
            label={t('submissions.columns.period')}
            data={choices.some(({ value }) => value === form.period) || form.period === '' ? choices : [{ value: form.period, label: form.period }, ...choices]}
            value={form.period === '' ? null : form.period}
            onChange={(period) => put({ period: period ?? '' })}
            withAsterisk
          />
          <SimpleGrid cols={2} spacing="sm">
            <DayInput label={t('submissions.notice.dueOn')} value={form.dueOn} onChange={(dueOn) => put({ dueOn })} withAsterisk />
            <Hour form={form} wrong={wrong.hour} onChange={put} />
          </SimpleGrid>
        </SimpleGrid>
      )}
    </RecordForm>
  )
}

const Hour = ({ form, wrong, onChange }: { form: NoticeForm; wrong: boolean; onChange(part: Partial<NoticeForm>): void }) => {
  const { t } = useTranslation()
  return (
    <TextInput
      label={t('submissions.notice.hour')}
      value={form.hour}
      onChange={(event) => onChange({ hour: event.currentTarget.value.trim() })}
      error={wrong ? t('submissions.notice.hourUnread') : undefined}
      maxLength={5}
      withAsterisk
    />
  )
}
