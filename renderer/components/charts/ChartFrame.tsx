import { SegmentedControl, Text } from '@mantine/core'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './charts.module.css'

export type ChartTable = { columns: readonly string[]; rows: readonly (readonly string[])[] }

type Props = {
  title: string
  /** What it shows, in a sentence: which is the most, where it goes. */
  sentence: string
  table: ChartTable
  /** The picture can not be read out: whoever listens is given the table. */
  picture?: boolean
  /** Every number of the table stands on the chart: paper needs no table beside it. */
  told?: boolean
  /** What stands beside the switch. */
  actions?: ReactNode
  children: ReactNode
}

/**
 * Drawn by our own marks, HTML and SVG without any motion: they print as they are, need no width measured, and take other
 * patterns beside other colours. The table behind a chart is one switch away, and there on paper too, but where the chart says all of it.
 */
export const ChartFrame = ({ title, sentence, table, picture = false, told = false, actions, children }: Props) => {
  const { t } = useTranslation()
  const [as, setAs] = useState<'chart' | 'table'>('chart')
  const id = useId()
  return (
    <figure className={classes.frame} aria-labelledby={id}>
      <figcaption className={classes.caption}>
        <div>
          <Text fw={600} size="sm" id={id}>
            {title}
          </Text>
          <Text size="xs" c="dimmed">
            {sentence}
          </Text>
        </div>
        <div className={`${classes.actions} mulu-no-print`}>
          {actions}
          <SegmentedControl
            size="xs"
            aria-label={t('charts.form', { title })}
            value={as}
            onChange={(next) => setAs(next === 'table' ? 'table' : 'chart')}
            data={[
              { value: 'chart', label: t('charts.chart') },
              { value: 'table', label: t('charts.table') },
            ]}
          />
        </div>
      </figcaption>
      <div className={classes.drawn} data-shown={as === 'chart'} data-told={told}>
        {children}
      </div>
      <div className={picture ? classes.spoken : classes.behind} data-shown={as === 'table'} data-told={told}>
        <table className={classes.table} aria-label={title}>
          <thead>
            <tr>
              {table.columns.map((column, at) => (
                <th key={column} scope="col" data-number={at > 0}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row[0]}>
                {row.map((cell, at) =>
                  at === 0 ? (
                    <th key={table.columns[at]} scope="row">
                      {cell}
                    </th>
                  ) : (
                    <td key={table.columns[at]} data-number>
                      {cell}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}
