import { ActionIcon, Button, Group, SegmentedControl, Skeleton, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconAlertTriangle, IconCalendarShare, IconChevronLeft, IconChevronRight, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addToMonth } from '../../shared/deadlines.ts'
import { dayInChina } from '../../shared/moments.ts'
import { useLanguage } from '../app/language.ts'
import { useMay } from '../app/session.tsx'
import { useSessionStore } from '../app/session-store.tsx'
import { useLoad } from '../app/use-load.ts'
import { usePrint } from '../app/use-print.ts'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { PrintSheet } from '../components/PrintSheet.tsx'
import { ResultNote } from '../components/ResultNote.tsx'
import { Screen } from '../components/Screen.tsx'
import { DayPanel } from './DayPanel.tsx'
import classes from './deadlines.module.css'
import { deadlinesRecipe } from './deadlines-store.ts'
import { ExportDialog } from './ExportDialog.tsx'
import { MonthGrid } from './MonthGrid.tsx'
import { MonthList } from './MonthList.tsx'
import { MonthSheet } from './MonthSheet.tsx'
import { sayMonth } from './words.ts'

/** 期限月历: a month of what is due, for me or the agency. */
export const DeadlinesScreen = () => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { month, shown, mine, form, show } = useSessionStore(deadlinesRecipe, (state) => state)
  const narrow = useMediaQuery('(max-width: 960px)', false, { getInitialValueInEffect: false })
  const mayExport = useMay('deadline.export')
  const { value, failure, loading, reload } = useLoad('deadline.month', { month, mine }, ['task', 'case', 'catalogue', 'calendar', 'rules', 'profile'])
  const { print, failure: unprinted } = usePrint('deadlines')
  const [exporting, setExporting] = useState(false)
  const [saved, setSaved] = useState<string | null>(null)
  const as = narrow ? 'list' : form
  // A day of a month that is not there yet asks for its month.
  const choose = (day: string) => show({ shown: day, ...(value?.days.some((one) => one.day === day) === true ? {} : { month: day.slice(0, 7) }) })
  const turn = (to: string) => show({ month: to, shown: `${to}-01` })
  const today = value?.today ?? dayInChina(new Date().toISOString())
  return (
    <Screen
      title={t('shell.screens.deadlines')}
      about={t('deadlines.about')}
      fill
      actions={
        <>
          <Button variant="default" leftSection={<IconPrinter size={15} aria-hidden />} disabled={value === null} onClick={print}>
            {t('deadlines.print')}
          </Button>
          {mayExport && (
            <Button leftSection={<IconCalendarShare size={15} aria-hidden />} onClick={() => setExporting(true)}>
              {t('deadlines.export')}
            </Button>
          )}
        </>
      }
    >
      <Group px="md" py="xs" gap="xs">
        <ActionIcon variant="default" size="lg" aria-label={t('deadlines.previous')} onClick={() => turn(addToMonth(month, -1))}>
          <IconChevronLeft size={16} aria-hidden />
        </ActionIcon>
        <Text fw={700} size="lg" miw={language === 'zh' ? 96 : 140} ta="center" aria-live="polite">
          {sayMonth(month, language)}
        </Text>
        <ActionIcon variant="default" size="lg" aria-label={t('deadlines.next')} onClick={() => turn(addToMonth(month, 1))}>
          <IconChevronRight size={16} aria-hidden />
        </ActionIcon>
        <Button variant="default" disabled={month === today.slice(0, 7) && shown === today} onClick={() => show({ month: today.slice(0, 7), shown: today })}>
          {t('deadlines.thisMonth')}
        </Button>
        <SegmentedControl
          aria-label={t('deadlines.whose')}
          value={mine ? 'mine' : 'all'}
          onChange={(next) => show({ mine: next === 'mine' })}
          data={[
            { value: 'all', label: t('deadlines.all') },
            { value: 'mine', label: t('deadlines.mine') },
          ]}
        />
        {!narrow && (
          <SegmentedControl
            aria-label={t('deadlines.form')}
            value={form}
            onChange={(next) => show({ form: next === 'list' ? 'list' : 'grid' })}
            data={[
              { value: 'grid', label: t('deadlines.grid') },
              { value: 'list', label: t('deadlines.list') },
            ]}
          />
        )}
        {value !== null && value.earlier.count > 0 && as === 'grid' && (
          <Button
            variant="light"
            className={classes.earlier ?? ''}
            color="red"
            leftSection={<IconAlertTriangle size={15} aria-hidden />}
            aria-pressed={shown === 'earlier'}
            onClick={() => show({ shown: 'earlier' })}
            ml="auto"
          >
            {t('deadlines.earlier', { count: value.earlier.count })}
          </Button>
        )}
      </Group>
      <div className="mulu-notes">
        <ErrorNote failure={failure ?? unprinted} onRetry={reload} />
        {saved !== null && <ResultNote onClose={() => setSaved(null)}>{saved}</ResultNote>}
      </div>
      {value === null && loading && <Skeleton h={420} mx="md" w="auto" role="img" aria-label={t('common.loading')} />}
      {value !== null && as === 'grid' && (
        <div className={classes.screen} aria-busy={loading}>
          <div className={classes.month}>
            <MonthGrid month={value} shown={shown} onShow={choose} />
            <Text id="deadline-keys" size="2xs" c="dimmed">
              {t('deadlines.keys')}
            </Text>
          </div>
          <DayPanel month={value} shown={shown} />
        </div>
      )}
      {value !== null && as === 'list' && (
        // A scrolling region must be reachable by keyboard even when nothing in it is.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        <section className={`mulu-scroll ${classes.list}`} aria-labelledby="screen-title" tabIndex={0}>
          <MonthList month={value} />
        </section>
      )}
      {value !== null && (
        <PrintSheet>
          <MonthSheet month={value} />
        </PrintSheet>
      )}
      {exporting && <ExportDialog month={month} mine={mine} onClose={() => setExporting(false)} onDone={setSaved} />}
    </Screen>
  )
}
