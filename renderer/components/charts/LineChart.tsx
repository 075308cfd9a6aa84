import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/language.ts'
import { formatNumber } from '../moments.ts'
import { ChartFrame } from './ChartFrame.tsx'
import classes from './charts.module.css'
import { ceilingOf, trend } from './facts.ts'

/** `values`: one for each point; null: nothing to tell. */
export type Line = { key: string; label: string; values: readonly (number | null)[] }

type Props = {
  title: string
  of: string
  points: readonly string[]
  lines: readonly Line[]
  unit: string /** The highest there can be: 100 of percent. */
  ceiling?: number
}

/** Values over time: each line with marks and dashes of its own and its name at its end, so that no colour has to be told from another. */
export const LineChart = ({ title, of, points, lines, unit, ceiling }: Props) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const said = (value: number | null) => (value === null ? '–' : `${formatNumber(value, language)}${unit}`)
  const top = ceiling ?? ceilingOf(lines.flatMap(({ values }) => values))
  const across = (at: number) => (points.length < 2 ? 50 : (at / (points.length - 1)) * 100)
  const up = (value: number) => 100 - (value / top) * 100
  const told = lines.flatMap(({ label, values }) => {
    const found = trend(values)
    if (found === null) return []
    const { first, last, highest } = found
    const known = values.filter((value) => value !== null)
    const way = known.every((value) => value === first.value) ? 'same' : last.value > first.value ? 'up' : last.value < first.value ? 'down' : 'level'
    const ends = { label, from: points[first.at], to: points[last.at], first: said(first.value), last: said(last.value) }
    const inside = way !== 'same' && highest.value > Math.max(first.value, last.value)
    return [`${t(`charts.trend.${way}`, ends)}${inside ? t('charts.trend.high', { high: said(highest.value), at: points[highest.at] }) : ''}`]
  })
  return (
    <ChartFrame
      title={title}
      sentence={
        told.length === 0
          ? t(lines.some(({ values }) => values.some((value) => value !== null)) ? 'charts.oneOnly' : 'charts.nothing')
          : told.join(language === 'zh' ? '；' : '; ')
      }
      picture
      table={{
        columns: [of, ...lines.map(({ label }) => label)],
        rows: points.map((point, at) => [point, ...lines.map(({ values }) => said(values[at] ?? null))]),
      }}
    >
      <div className={classes.plot} aria-hidden>
        <div className={classes.scale}>
          {[1, 0.5, 0].map((part) => (
            <span key={part} style={{ top: `${(1 - part) * 100}%` }}>
              {formatNumber(top * part, language)}
              {unit}
            </span>
          ))}
        </div>
        <div className={classes.field}>
          {[0, 50, 100].map((at) => (
            <span key={at} className={classes.rule} style={{ top: `${at}%` }} />
          ))}
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" className={classes.lines}>
            <title>{title}</title>
            {lines.map(({ key, values }, line) =>
              runs(values).map((run) => (
                <polyline
                  key={`${key} ${run[0]?.at ?? 0}`}
                  data-line={line}
                  points={run.map(({ at, value }) => `${across(at)},${up(value)}`).join(' ')}
                  vectorEffect="non-scaling-stroke"
                />
              )),
            )}
          </svg>
          {lines.map(({ key, values }, line) =>
            values.map((value, at) =>
              value === null ? null : (
                <span
                  // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place
                  key={`${key} ${at}`}
                  className={classes.dot}
                  data-line={line}
                  style={{ left: `${across(at)}%`, top: `${up(value)}%` }}
                  title={`${points[at]} ${said(value)}`}
                >
                  {lines.length === 1 && <span className={classes.at}>{said(value)}</span>}
                </span>
              ),
            ),
          )}
        </div>
        <div className={classes.ends}>
          {spread(lines, up).map(({ key, label, line, top: place, value }) => (
            <span key={key} style={{ top: `${place}%` }} title={label}>
              <span className={classes.dash} data-line={line} />
              {label} {lines.length > 1 && said(value)}
            </span>
          ))}
        </div>
        <div className={classes.points}>
          {points.map((point, at) => (
            <span key={point} style={{ left: `${across(at)}%` }} data-thin={points.length > 6 && (points.length - 1 - at) % 2 === 1 ? true : undefined}>
              {point}
            </span>
          ))}
        </div>
      </div>
    </ChartFrame>
  )
}

type Point = { at: number; value: number }

/** A line is broken where there is nothing to tell. */
const runs = (values: readonly (number | null)[]): Point[][] => {
  const found: Point[][] = [[]]
  values.forEach((value, at) => {
    if (value === null) found.push([])
    else found.at(-1)?.push({ at, value })
  })
  return found.filter((run) => run.length > 1)
}

/** So far apart, in percent of the height, that two names do not cover each other. */
const room = 14

/** Names beside the ends of their lines, moved apart where ends are near each other. */
const spread = (lines: readonly Line[], up: (value: number) => number) => {
  const ends = lines
    .flatMap(({ key, label, values }, line) => {
      const value = values.findLast((one) => one !== null) ?? null
      return value === null ? [] : [{ key, label, line, value, top: up(value) }]
    })
    .sort((a, b) => a.top - b.top)
  let before = -room
  for (const end of ends) {
    end.top = Math.max(end.top, before + room)
    before = end.top
  }
  let after = 100 + room
  for (const end of ends.toReversed()) {
    end.top = Math.min(end.top, after - room)
    after = end.top
  }
  return ends
}
