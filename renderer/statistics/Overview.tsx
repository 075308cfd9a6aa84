import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../shared/contract.ts'
import { taskKindWords } from '../../shared/work.ts'
import { useLanguage } from '../app/language.ts'
import { useGo } from '../app/route.ts'
import { BarChart } from '../components/charts/BarChart.tsx'
import { LineChart } from '../components/charts/LineChart.tsx'
import { StackedBarChart } from '../components/charts/StackedBarChart.tsx'
import { formatNumber } from '../components/moments.ts'
import { Section } from '../components/Section.tsx'
import { type Figures, figureOf, handled, type Listed, partsOf, shortPeriod, type Trend, timely, trends } from './figures.ts'
import classes from './statistics.module.css'
import type { Asked } from './statistics-store.ts'

type Props = {
  figures: Figures
  indicators: ReadonlyMap<string, Listed>
  trend: Trend | null
  counts: Output<'deadline.counts'> | null
  /** null: on paper nothing is to be pressed. */
  onAsk: ((asked: Asked) => void) | null
}

/** What there is, how well it is kept, how fast it is answered, where it goes, what is left undone. */
export const Overview = (props: Props) => {
  const { t } = useTranslation()
  return (
    <>
      <Section title={t('statistics.sections.catalogue')}>
        <div className={classes.charts}>
          {['entry.total', 'entry.byClass', 'entry.byFormat'].map((id) => (
            <Parts key={id} {...props} id={id} />
          ))}
        </div>
        <div className={classes.below}>
          <Parts {...props} id="entry.byOffice" />
        </div>
      </Section>
      <Section title={t('statistics.sections.timeliness')} about={t('statistics.timelinessAbout')}>
        <div className={classes.charts}>
          <Timely {...props} />
          <Handled {...props} />
        </div>
      </Section>
      <Section title={t('statistics.sections.trend')}>
        <Trends {...props} />
      </Section>
      <Section title={t('statistics.sections.open')} about={t('statistics.openAbout')}>
        <Open {...props} />
      </Section>
    </>
  )
}

const Parts = ({ figures, indicators, id, onAsk }: Props & { id: string }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const indicator = indicators.get(id)
  if (indicator === undefined) return null
  const parts = partsOf(figures, indicator, language, (count) => t('statistics.others', { count }))
  return (
    <BarChart
      title={indicator.words[language]}
      of={t('statistics.kind')}
      unit={indicator.unitWords[language] || t('statistics.entries')}
      bars={parts.map(({ key, label, value }) => ({
        key: key ?? 'others',
        label,
        value,
        rest: key === null,
        ...(onAsk === null || key === null ? {} : { onOpen: () => onAsk({ indicator: id, key, part: 'over' }) }),
      }))}
    />
  )
}

/** Of what fell due in the period: by its day, and not. */
const Timely = ({ figures, indicators, onAsk }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const stacks = timely.flatMap((id) => {
    const indicator = indicators.get(id)
    const figure = figureOf(figures, id)
    if (indicator === undefined) return []
    const [over, under] = [figure?.over ?? 0, figure?.under ?? 0]
    return [
      {
        key: id,
        label: indicator.words[language],
        values: [over, under - over],
        ...(onAsk === null ? {} : { onOpen: () => onAsk({ indicator: id, key: null, part: 'under' as const }) }),
      },
    ]
  })
  const late = stacks.reduce((sum, { values }) => sum + (values[1] ?? 0), 0)
  const due = stacks.reduce((sum, { values }) => sum + (values[0] ?? 0) + (values[1] ?? 0), 0)
  return (
    <StackedBarChart
      title={t('statistics.timely')}
      of={t('statistics.duty')}
      sentence={due === 0 ? t('charts.nothing') : t('statistics.timelySentence', { due: formatNumber(due, language), late: formatNumber(late, language) })}
      parts={[t('statistics.inTime'), t('statistics.notInTime')]}
      stacks={stacks}
      whole
    />
  )
}

const Handled = ({ figures, indicators, onAsk }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <BarChart
      title={t('statistics.handled')}
      of={t('statistics.kind')}
      unit={t('statistics.cases')}
      apart
      bars={handled.flatMap((id) => {
        const indicator = indicators.get(id)
        if (indicator === undefined) return []
        const value = Number(figureOf(figures, id)?.value ?? 0)
        return [
          {
            key: id,
            label: indicator.words[language],
            value,
            ...(onAsk === null ? {} : { onOpen: () => onAsk({ indicator: id, key: null, part: 'over' as const }) }),
          },
        ]
      })}
    />
  )
}

const Trends = ({ trend, indicators }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  if (trend === null) return <Skeleton h={240} role="img" aria-label={t('common.loading')} />
  const points = trend.periods.map(({ id }) => shortPeriod(id, language))
  const lines = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const indicator = indicators.get(id)
      const values = trend.series.find((one) => one.indicator === id)?.values
      return indicator === undefined || values === undefined
        ? []
        : [{ key: id, label: indicator.words[language], values: values.map((value) => (value === null ? null : Number(value))) }]
    })
  return (
    <div className={classes.wide}>
      <LineChart title={t('statistics.rates')} of={t('statistics.period')} points={points} lines={lines(trends.rates)} unit="%" ceiling={100} />
      <div className={classes.charts}>
        <LineChart title={t('statistics.amounts')} of={t('statistics.period')} points={points} lines={lines(trends.amounts)} unit="" />
        <LineChart title={t('statistics.requests')} of={t('statistics.period')} points={points} lines={lines(trends.requests)} unit="" />
      </div>
    </div>
  )
}

/** What is open today, whatever period is looked at. */
const Open = ({ counts, onAsk }: Props) => {
  const go = useGo()
  const { t } = useTranslation()
  const { language } = useLanguage()
  const kinds = (counts?.kinds ?? []).filter(({ overdue, near, atOnce, later }) => overdue + near + atOnce + later > 0)
  const overdue = kinds.reduce((sum, one) => sum + one.overdue, 0)
  const near = kinds.reduce((sum, one) => sum + one.near, 0)
  return (
    <StackedBarChart
      title={t('statistics.open')}
      of={t('statistics.kind')}
      sentence={
        kinds.length === 0 ? t('tasks.empty') : t('statistics.openSentence', { overdue: formatNumber(overdue, language), near: formatNumber(near, language) })
      }
      parts={[t('tasks.buckets.overdue'), t('tasks.buckets.near'), t('tasks.buckets.atOnce'), t('tasks.buckets.later')]}
      looks={[1, 2, 3, 0]}
      stacks={kinds.map(({ kind, later, overdue: past, near: soon, atOnce }) => ({
        key: kind,
        label: taskKindWords[kind][language],
        values: [past, soon, atOnce, later],
        ...(onAsk === null ? {} : { onOpen: () => go('today') }),
      }))}
    />
  )
}
