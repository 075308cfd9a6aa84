import { ActionIcon, Alert, Button, Group, Select, Skeleton, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconChevronLeft, IconChevronRight, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { holidayRegions } from '../../../shared/calendars/shipped.ts'
import type { Output } from '../../../shared/contract.ts'
import { yearOf } from '../../../shared/days.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { useMay } from '../../app/session.tsx'
import { useLoad } from '../../app/use-load.ts'
import { ErrorNote } from '../../components/ErrorNote.tsx'
import classes from './calendar.module.css'
import { EditYear } from './EditYear.tsx'
import { ImportCalendar } from './ImportCalendar.tsx'
import { YearFacts } from './YearFacts.tsx'
import { YearGrid } from './YearGrid.tsx'

export type CalendarYear = Output<'calendar.year'>

/** A region in words: the country, one with holidays of its own, or its code. */
export const useRegionWords = (): ((region: string) => string) => {
  const { t } = useTranslation()
  return (region) =>
    region === '' ? t('calendar.country') : (holidayRegions.find((known) => known.region === region)?.name ?? t('calendar.region', { region }))
}

/** The working-day calendar: a year at a time, for the country or the office's region. */
export const CalendarPart = () => {
  const { t } = useTranslation()
  const today = dayInChina(new Date().toISOString())
  const whose = useRegionWords()
  const mayEdit = useMay('calendar.save')
  const [year, setYear] = useState(yearOf(today))
  const [region, setRegion] = useState<string | null>(null)
  const [editing, setEditing] = useState<string | null>(null)
  const list = useLoad('calendar.list', {}, ['calendar', 'profile'])
  const office = list.value?.office
  const code = office?.region ?? ''
  // A region that has no days of its own is the whole country's until somebody enters some.
  const own = office?.holidays?.region ?? (list.value?.packs.some((pack) => pack.region === code) === true ? code : '')
  const shown = region ?? own
  const loaded = useLoad('calendar.year', list.value === null ? null : { year, region: shown }, ['calendar', 'profile'])
  const regions = [...new Set(['', own, code, ...holidayRegions.map((known) => known.region)])]
  const packOf = (wanted: string) => loaded.value?.packs.find((pack) => pack.region === wanted) ?? null
  const holidays = holidayRegions.find((known) => shown.startsWith(known.region.slice(0, 2)) && shown !== '')
  return (
    <Stack gap="sm">
      <Group gap="xs" align="flex-end">
        <Group gap={4} wrap="nowrap" role="group" aria-label={t('calendar.year')}>
          <ActionIcon variant="default" size="lg" aria-label={t('calendar.earlier')} onClick={() => setYear(year - 1)}>
            <IconChevronLeft size={16} aria-hidden />
          </ActionIcon>
          <Text fw={700} size="lg" w={64} ta="center" aria-live="polite">
            {year}
          </Text>
          <ActionIcon variant="default" size="lg" aria-label={t('calendar.later')} onClick={() => setYear(year + 1)}>
            <IconChevronRight size={16} aria-hidden />
          </ActionIcon>
        </Group>
        <Select
          aria-label={t('calendar.whose')}
          w={220}
          value={shown}
          onChange={(value) => setRegion(value ?? '')}
          allowDeselect={false}
          data={regions.map((value) => ({ value, label: value === '' ? t('calendar.country') : t('calendar.ofRegion', { name: whose(value) }) }))}
        />
        <Text size="xs" c="dimmed">
          {t('calendar.legend')}
        </Text>
        {mayEdit && (
          <Group gap="xs" ml="auto">
            <ImportCalendar
              whose={whose}
              onImported={(imported) => {
                setYear(imported)
                list.reload()
                loaded.reload()
              }}
            />
            <Button leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setEditing(shown)} disabled={loaded.value === null}>
              {t('calendar.edit')}
            </Button>
          </Group>
        )}
      </Group>
      <ErrorNote failure={list.failure ?? loaded.failure} onRetry={loaded.reload} />
      {office !== undefined && office.text !== '' && office.region === '' && (
        <Alert color="yellow" p="xs">
          {t('calendar.unknownRegion', { text: office.text })}
        </Alert>
      )}
      {loaded.value?.missing.map((missing) => (
        <Alert key={missing.region} color="orange" p="xs" icon={<IconAlertTriangle size={18} aria-hidden />}>
          {t('calendar.missing', { year: missing.year, whose: whose(missing.region) })}
        </Alert>
      ))}
      {loaded.value === null ? (
        <Skeleton h={420} aria-label={t('common.loading')} />
      ) : (
        <div className={classes.part}>
          <div>
            <YearGrid year={loaded.value} today={today} />
            <Text size="xs" c="dimmed" mt={6}>
              {loaded.value.missing.length === 0 && loaded.value.days.at(-1)?.provisional === true && t('calendar.provisionalTail', { year: year + 1 })}{' '}
              {holidays !== undefined && t('calendar.ownHolidays', { name: holidays.name, holidays: holidays.holidays })}
            </Text>
          </div>
          <YearFacts
            year={loaded.value}
            versions={(list.value?.packs ?? []).filter(
              (pack) => pack.year === year && (pack.region === '' || loaded.value?.packs.some(({ region: of }) => of === pack.region)),
            )}
            whose={whose}
          />
        </div>
      )}
      {editing !== null && (
        <EditYear
          year={year}
          region={editing}
          whose={whose(editing)}
          pack={packOf(editing)}
          onClose={() => setEditing(null)}
          onSaved={() => {
            setEditing(null)
            list.reload()
            loaded.reload()
          }}
        />
      )}
    </Stack>
  )
}
