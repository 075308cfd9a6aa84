import { Button, Group, SegmentedControl, Stack, TagsInput, Text } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { secrecyGate } from '../../shared/regulations/secrecy-gate.ts'
import { type Schedule, scheduleSchema } from '../../shared/sync/schedule.ts'
import { useLanguage } from '../app/language.ts'
import { useMay } from '../app/session.tsx'
import { useCall } from '../app/use-call.ts'
import { SecrecyDialog } from '../catalogue/secrecy/SecrecyDialog.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatMoment, formatShort } from '../components/moments.ts'
import { Section } from '../components/Section.tsx'
import { toastDone } from '../components/toast.tsx'
import type { Status } from './Overview.tsx'

const choices = ['off', '15', '30', '60', 'times'] as const
type Choice = (typeof choices)[number]

const choiceOf = (schedule: Schedule | null): Choice =>
  schedule === null ? 'off' : schedule.kind === 'times' ? 'times' : (choices.find((each) => each === String(schedule.minutes)) ?? 'off')

/** `8:5` and `８：30` as `08:05` and `08:30`; what is no time stays as it was typed. */
const asTime = (typed: string): string => {
  const [, hours, minutes] = /^(\d{1,2}):(\d{1,2})$/.exec(typed.normalize('NFKC').trim()) ?? []
  return hours === undefined || minutes === undefined ? typed.trim() : `${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}`
}

/** When it synchronises by itself. Setting it asks the secrecy question (practice L1), which is kept with the setting. */
export const SchedulePart = ({ scheduled, onChanged }: { scheduled: Status['scheduled']; onChanged(): void }) => {
  const { t } = useTranslation()
  const maySet = useMay('sync.schedule')
  const stored = scheduled?.schedule ?? null
  const [choice, setChoice] = useState<Choice>(choiceOf(stored))
  const [times, setTimes] = useState<string[]>(stored?.kind === 'times' ? stored.times : ['08:30', '17:00'])
  const [asking, setAsking] = useState(false)
  const set = useCall('sync.schedule')
  const label = useId()
  const wanted: unknown = choice === 'off' ? null : choice === 'times' ? { kind: 'times', times } : { kind: 'every', minutes: Number(choice) }
  const schedule = wanted === null ? null : (scheduleSchema.safeParse(wanted).data ?? undefined)
  const changed = JSON.stringify(wanted) !== JSON.stringify(stored)
  const save = async (secrecy?: '不涉密') => {
    setAsking(false)
    if (schedule === undefined) return
    const done = await set.run({ schedule, ...(secrecy === undefined ? {} : { secrecy }) })
    if (done === null) return
    toastDone(t(schedule === null ? 'sync.schedule.savedOff' : 'sync.schedule.savedOn'))
    onChanged()
  }
  return (
    <Section title={t('sync.schedule.title')} about={t('sync.schedule.about')}>
      <Stack gap="xs" mt="xs">
        {maySet ? (
          <>
            <Group gap="sm" align="center">
              <Text size="sm" id={label}>
                {t('sync.schedule.how')}
              </Text>
              <SegmentedControl
                aria-labelledby={label}
                value={choice}
                onChange={(value) => setChoice(choices.find((each) => each === value) ?? 'off')}
                data={choices.map((value) => ({
                  value,
                  label: value === 'off' || value === 'times' ? t(`sync.schedule.${value}`) : t('sync.schedule.every', { minutes: value }),
                }))}
              />
              <Button
                variant="default"
                disabled={!changed || schedule === undefined}
                loading={set.busy}
                onClick={() => (schedule === null ? void save() : setAsking(true))}
              >
                {t('sync.schedule.save')}
              </Button>
            </Group>
            {choice === 'times' && (
              <TagsInput
                label={t('sync.schedule.timesLabel')}
                description={t('sync.schedule.timesHint')}
                value={times}
                onChange={(typed) => setTimes([...new Set(typed.map(asTime))].sort())}
                splitChars={[' ', ',', '，', '、', ';', '；']}
                maxTags={12}
                maw={420}
                error={schedule === undefined && times.length > 0 ? t('sync.schedule.timesWrong') : undefined}
              />
            )}
          </>
        ) : (
          <Text size="sm">{t('sync.schedule.only')}</Text>
        )}
        <ErrorNote failure={set.failure} onClose={set.clear} />
        {scheduled !== null && <Stored scheduled={scheduled} />}
      </Stack>
      <SecrecyDialog
        opened={asking}
        about="schedule"
        onAnswer={() => void save('不涉密')}
        onStopped={() => setAsking(false)}
        onCancel={() => setAsking(false)}
      />
    </Section>
  )
}

const Stored = ({ scheduled }: { scheduled: NonNullable<Status['scheduled']> }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const answer = secrecyGate.answers.find((each) => each.answer === scheduled.secrecy)?.label[language] ?? scheduled.secrecy
  return (
    <div>
      {scheduled.failures > 0 && (
        <Text size="sm" c="var(--mulu-warning)">
          {t('sync.schedule.failures', { count: scheduled.failures, at: formatShort(scheduled.nextAt) })}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {t('sync.schedule.by', { by: scheduled.by, at: formatMoment(scheduled.at), secrecy: answer })}
      </Text>
    </div>
  )
}
