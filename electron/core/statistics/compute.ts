import { allHold, type Figure, figuresOf, type Indicator, rowsBehind } from '../../../shared/statistics/indicator.ts'
import type { SourceName } from '../../../shared/statistics/sources.ts'
import type { SourceRow } from '../../../shared/submissions/document.ts'
import type { Sources } from './read-sources.ts'

export const sourcesOf = (indicators: readonly Indicator[]): Set<SourceName> =>
  new Set(indicators.flatMap(({ formula }) => (formula.kind === 'manual' ? [] : [formula.source])))

/** Every figure of these indicators, in their order. */
export const computeFigures = (indicators: readonly Indicator[], { rows }: Pick<Sources, 'rows'>): Figure[] =>
  indicators.flatMap((indicator) => figuresOf(indicator, indicator.formula.kind === 'manual' ? [] : (rows[indicator.formula.source] ?? [])))

export type Explained = { figure: Figure; rows: SourceRow[]; total: number }
export type Explaining = { indicator: Indicator; key: string | null; part: 'over' | 'under'; row: string | null; skip: number; limit: number }

/** A figure by its rows, and a page of those it stands on; the one row alone where one is asked for. */
export const explained = ({ indicator, key, part, row, skip, limit }: Explaining, rows: readonly SourceRow[]): Explained => {
  const figures = figuresOf(indicator, rows)
  const whole = figures.find((figure) => figure.key === null)
  const nothing: Figure = { indicator: indicator.id, key, value: indicator.formula.kind === 'manual' ? null : '0', over: 0, under: 0 }
  const figure = figures.find((one) => one.key === key) ?? (key === null ? (whole ?? nothing) : nothing)
  const conditions = rowsBehind(indicator, key, part)
  const behind = rows.filter(({ facts }) => allHold(facts, conditions))
  const page = row === null ? behind.slice(skip, skip + limit) : behind.filter(({ id }) => id === row)
  return { figure, rows: page, total: behind.length }
}
