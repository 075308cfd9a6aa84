import { Select, SimpleGrid } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/contract.ts'
import { addYears } from '../../../shared/days.ts'
import { nextYearStart, periodKinds } from '../../../shared/statistics/periods.ts'
import { useSessionStore } from '../../app/session-store.tsx'
import { useCall } from '../../app/use-call.ts'
import { RecordForm } from '../../components/RecordForm.tsx'
import { submissionsRecipe } from '../submissions-store.ts'

const two = (n: number): string => String(n).padStart(2, '0')
const months = Array.from({ length: 12 }, (_, at) => two(at + 1))
const days = Array.from({ length: 28 }, (_, at) => two(at + 1))

/** When a year of periods begins and from when on, and which kind is usual here. */
export const SettingsDialog = ({ settings, onClose }: { settings: Output<'period.settings'>; onClose(): void }) => {
  const { t } = useTranslation()
  const { wrote, choose } = useSessionStore(submissionsRecipe, (state) => state)
  const last = settings.years.at(-1)?.yearStart ?? settings.yearStart
  const [month, setMonth] = useState(last.slice(0, 2))
  const [day, setDay] = useState(last.slice(3))
  const [from, setFrom] = useState<'ever' | 'this' | 'next' | 'later'>('next')
  const [usual, setUsual] = useState(settings.usual)
  const { run, busy, failure } = useCall('period.configure')
  const yearStart = `${month}-${day}`
  const next = nextYearStart(yearStart, settings.today)
  const begins = { ever: null, this: addYears(next, -1), next, later: addYears(next, 1) }
  const save = async () => {
    if ((await run({ yearStart, usual, ...(yearStart === last ? {} : { since: begins[from] }) })) === null) return
    choose(usual)
    wrote()
    onClose()
  }
  return (
    <RecordForm
      title={t('submissions.settings.title')}
      about={t('submissions.settings.about')}
      confirm={t('common.save')}
      complete
      busy={busy}
      failure={failure}
      onSubmit={save}
      onClose={onClose}
    >
      <SimpleGrid cols={2} spacing="sm">
        <Select
          label={t('submissions.settings.month')}
          data={months.map((value) => ({ value, label: t('submissions.settings.monthNumber', { n: Number(value) }) }))}
          value={month}
          onChange={(next) => setMonth(next ?? month)}
          allowDeselect={false}
        />
        <Select
          label={t('submissions.settings.day')}
          data={days.map((value) => ({ value, label: t('submissions.settings.dayNumber', { n: Number(value) }) }))}
          value={day}
          onChange={(next) => setDay(next ?? day)}
          allowDeselect={false}
        />
      </SimpleGrid>
      {yearStart !== last && (
        <Select
          label={t('submissions.settings.since')}
          description={t('submissions.settings.sinceHint')}
          data={(['this', 'next', 'later', 'ever'] as const).map((value) => ({
            value,
            label: t(`submissions.settings.from.${value}`, { day: begins[value] ?? '' }),
          }))}
          value={from}
          onChange={(chosen) => setFrom((['ever', 'this', 'next', 'later'] as const).find((each) => each === chosen) ?? from)}
          allowDeselect={false}
        />
      )}
      <Select
        label={t('submissions.settings.usual')}
        data={periodKinds.map((each) => ({ value: each, label: t(`submissions.kinds.${each}`) }))}
        value={usual}
        onChange={(next) => setUsual(periodKinds.find((each) => each === next) ?? usual)}
        allowDeselect={false}
      />
    </RecordForm>
  )
}
