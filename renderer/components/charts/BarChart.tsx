import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/language.ts'
import { formatNumber } from '../moments.ts'
import { ChartFrame } from './ChartFrame.tsx'
import classes from './charts.module.css'
import { most, share } from './facts.ts'

/** `onOpen` leads to what the number stands on. `rest`: many small ones together, which are not the most of anything. */
export type Bar = { key: string; label: string; value: number; onOpen?: () => void; rest?: boolean }

type Props = {
  title: string
  /** What the labels are. */
  of: string
  unit: string
  bars: readonly Bar[]
  /** They are not the parts of a whole: no shares are told. */
  apart?: boolean
}

/** One bar a name, lying, the longest name cut and told whole when pointed at; the number stands at its end. */
export const BarChart = ({ title, of, unit, bars, apart = false }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const total = bars.reduce((sum, { value }) => sum + value, 0)
  const longest = Math.max(1, ...bars.map(({ value }) => value))
  const said = (value: number) => formatNumber(value, language)
  const first = most(bars.filter(({ rest }) => rest !== true))
  const sentence =
    first === null
      ? t('charts.nothing')
      : t(apart ? 'charts.highest' : 'charts.most', {
          label: first.label,
          value: said(first.value),
          unit,
          share: share(first.value, total),
          total: said(total),
          count: bars.length,
        })
  return (
    <ChartFrame
      title={title}
      sentence={sentence}
      told
      table={{
        columns: [of, title, ...(apart ? [] : [t('charts.share')])],
        rows: bars.map(({ label, value }) => [label, said(value), ...(apart ? [] : [`${share(value, total)}%`])]),
      }}
    >
      <ul className={classes.bars}>
        {bars.map(({ key, label, value, onOpen, rest }) => (
          <li key={key}>
            <span className={classes.name} title={label}>
              {label}
            </span>
            <span className={classes.track} aria-hidden>
              <span className={classes.bar} data-rest={rest} style={{ width: `${(value / longest) * 100}%` }} />
            </span>
            {onOpen === undefined ? (
              <span className={classes.value}>
                {said(value)}
                {!apart && <span className={classes.share}>{share(value, total)}%</span>}
              </span>
            ) : (
              <UnstyledButton className={classes.value} data-link aria-label={t('charts.open', { label, value: said(value) })} onClick={onOpen}>
                {said(value)}
              </UnstyledButton>
            )}
          </li>
        ))}
      </ul>
    </ChartFrame>
  )
}
