import { Button, Group, SegmentedControl, Select, Skeleton, Stack, Text } from '@mantine/core'
import { IconChartBar, IconPrinter } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { dayInChina } from '../../shared/moments.ts'
import { periodKinds, periodKindWords } from '../../shared/statistics/periods.ts'
import { useLanguage } from '../app/language.ts'
import { usePunctuation } from '../app/punctuation.ts'
import { useGo } from '../app/route.ts'
import { useSessionStore } from '../app/session-store.tsx'
import { useLoad } from '../app/use-load.ts'
import { usePrint } from '../app/use-print.ts'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorNote } from '../components/ErrorNote.tsx'
import { formatMoment } from '../components/moments.ts'
import { PrintSheet } from '../components/PrintSheet.tsx'
import { Screen } from '../components/Screen.tsx'
import { AllFigures } from './AllFigures.tsx'
import { ExplainDrawer } from './ExplainDrawer.tsx'
import { asked as askedOf, figureOf } from './figures.ts'
import { Overview } from './Overview.tsx'
import classes from './statistics.module.css'
import { statisticsRecipe } from './statistics-store.ts'
import { Tiles } from './Tiles.tsx'

/** English labels begin with a capital; Chinese has none. */
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const listened = ['catalogue', 'case', 'task', 'calendar', 'rules', 'profile'] as const

/** 统计: the agency's figures of a period, each of which leads to what it stands on. */
export const StatisticsScreen = () => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { pair } = usePunctuation()
  const go = useGo()
  const { kind: chosen, until, view, asked, show } = useSessionStore(statisticsRecipe, (state) => state)
  const settings = useLoad('period.settings', {})
  const kind = chosen ?? settings.value?.usual ?? null
  const periods = useLoad('period.list', kind === null ? null : { kind, count: 12 })
  // The last one that ended is looked at first: what runs is not to be compared yet.
  const offered = periods.value?.kind === kind ? (periods.value?.periods ?? []) : []
  const period = offered.find((one) => one.until === until) ?? offered.findLast(({ ended }) => ended) ?? offered.at(-1)
  const question = kind === null || period === undefined ? null : { kind, on: period.until }
  const figures = useLoad('statistics.figures', question, listened)
  const trend = useLoad('statistics.trend', question === null ? null : { ...question, count: 8, indicators: [...askedOf] }, listened)
  const listedIndicators = useLoad('indicator.list', {}, ['rules', 'profile'])
  const counts = useLoad('deadline.counts', {}, ['task', 'case', 'catalogue'])
  const agency = useLoad('profile.get', {}, ['profile']).value?.profile.agency ?? ''
  const indicators = useMemo(() => new Map(listedIndicators.value?.indicators.map((one) => [one.id, one])), [listedIndicators.value])
  const { print, failure: unprinted } = usePrint('statistics')
  const value = figures.value
  const reading = figures.loading || trend.loading
  const nothing = value !== null && Number(figureOf(value, 'entry.total')?.value ?? 0) === 0 && Number(figureOf(value, 'request.received')?.value ?? 0) === 0
  return (
    <Screen
      title={t('shell.screens.statistics')}
      about={t('statistics.about')}
      actions={
        <Button variant="default" leftSection={<IconPrinter size={15} aria-hidden />} disabled={value === null || trend.value === null} onClick={print}>
          {t('common.print')}
        </Button>
      }
    >
      <Stack gap="md">
        <Group gap="xs">
          <SegmentedControl
            aria-label={t('statistics.kinds')}
            value={kind ?? ''}
            onChange={(next) => show({ kind: periodKinds.find((each) => each === next) ?? null, until: null })}
            data={periodKinds.map((each) => ({ value: each, label: upper(periodKindWords[each][language]) }))}
          />
          <Select
            aria-label={t('statistics.period')}
            data={offered.toReversed().map((one) => ({ value: one.until, label: `${one.words[language]}${one.ended ? '' : ` · ${t('statistics.running')}`}` }))}
            value={period?.until ?? null}
            onChange={(next) => show({ until: next })}
            allowDeselect={false}
            w={210}
          />
          <SegmentedControl
            aria-label={t('statistics.form')}
            value={view}
            onChange={(next) => show({ view: next === 'all' ? 'all' : 'overview' })}
            data={(['overview', 'all'] as const).map((each) => ({ value: each, label: t(`statistics.views.${each}`) }))}
          />
          <Text size="xs" c="dimmed" ml="auto" role="status">
            {reading ? t('statistics.reading') : value === null ? '' : `${value.words[language]} · ${t('statistics.asOf', { at: formatMoment(value.asOf) })}`}
          </Text>
        </Group>
        <ErrorNote
          failure={settings.failure ?? periods.failure ?? figures.failure ?? trend.failure ?? listedIndicators.failure ?? unprinted}
          onRetry={figures.reload}
        />
        {value === null && figures.failure === null && (
          <Stack gap="sm" role="img" aria-label={t('common.loading')}>
            <Skeleton h={84} />
            <Skeleton h={220} />
            <Skeleton h={220} />
          </Stack>
        )}
        {nothing && (
          <EmptyState
            icon={<IconChartBar size={32} stroke={1.3} />}
            title={t('statistics.empty')}
            actions={
              <Button variant="default" onClick={() => go('import')}>
                {t('statistics.toImport')}
              </Button>
            }
          >
            {t('statistics.emptyHint')}
          </EmptyState>
        )}
        {value !== null && !nothing && (
          <div className={classes.body} aria-busy={reading} data-old={figures.loading || undefined}>
            {value.sealed > 0 && (
              <Text size="xs" c="dimmed">
                {t('statistics.sealed', { count: value.sealed })}
              </Text>
            )}
            {view === 'all' ? (
              <AllFigures figures={value} indicators={indicators} onAsk={(next) => show({ asked: next })} />
            ) : (
              <>
                <Tiles figures={value} indicators={indicators} trend={trend.value} onAsk={(next) => show({ asked: next })} />
                <Overview figures={value} indicators={indicators} trend={trend.value} counts={counts.value} onAsk={(next) => show({ asked: next })} />
              </>
            )}
          </div>
        )}
      </Stack>
      {value !== null && !nothing && trend.value !== null && (
        <PrintSheet>
          <div className={classes.sheet}>
            <h1>{t('statistics.sheetTitle', { period: value.words[language] })}</h1>
            <p>
              {[
                pair(t('life.sheet.agency'), agency),
                pair(t('deadlines.madeOn'), dayInChina(new Date().toISOString())),
                t('statistics.asOf', { at: formatMoment(value.asOf) }),
              ].join('　')}
            </p>
            {view === 'all' ? (
              <AllFigures figures={value} indicators={indicators} onAsk={null} />
            ) : (
              <>
                <Tiles figures={value} indicators={indicators} trend={trend.value} onAsk={null} />
                <Overview figures={value} indicators={indicators} trend={trend.value} counts={counts.value} onAsk={null} />
              </>
            )}
          </div>
        </PrintSheet>
      )}
      {asked !== null && value !== null && (
        <ExplainDrawer
          key={`${asked.indicator} ${asked.key ?? ''} ${asked.part}`}
          asked={asked}
          of={{ kind: value.period.kind, on: value.period.until }}
          rules={indicators.get(asked.indicator)?.rules ?? []}
          onAsk={(next) => show({ asked: next })}
          onClose={() => show({ asked: null })}
        />
      )}
    </Screen>
  )
}
