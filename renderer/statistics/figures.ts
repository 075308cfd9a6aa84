import type { Output } from '../../shared/contract.ts'
import type { Language } from '../../shared/errors.ts'
import { factValueWords } from '../../shared/statistics/indicator.ts'
import { formatNumber } from '../components/moments.ts'

export type Figures = Output<'statistics.figures'>
export type Figure = Figures['figures'][number]
export type Listed = Output<'indicator.list'>['indicators'][number]
export type Trend = Output<'statistics.trend'>

/** What stands at the top: how much there is, how well it is kept, how fast it is answered, what is left undone. */
export const leading = [
  'entry.total',
  'item.total',
  'entry.completeRate',
  'refresh.rate',
  'update.rate',
  'request.replyRate',
  'request.replyDays',
  'open.overdue',
] as const

/** Duties with a last day: how many were done by it. */
export const timely = ['update.rate', 'refresh.rate', 'request.replyRate', 'deliver.rate', 'correction.rate'] as const

export const handled = ['request.received', 'request.granted', 'request.refused', 'need.made', 'need.granted', 'need.refused'] as const

export const trends = {
  rates: ['update.rate', 'refresh.rate', 'request.replyRate', 'deliver.rate'],
  amounts: ['entry.total'],
  requests: ['request.received', 'need.made'],
} as const

export const asked: readonly string[] = [...new Set([...leading, ...trends.rates, ...trends.amounts, ...trends.requests])]

export const figureOf = ({ figures }: Pick<Figures, 'figures'>, indicator: string, key: string | null = null): Figure | undefined =>
  figures.find((one) => one.indicator === indicator && one.key === key)

/** `87.5%`, `3,000`; – where there is nothing to count or divide by. */
export const sayFigure = (value: string | null, unit: Listed['unit'] | undefined, language: Language): string => {
  if (value === null) return '–'
  const [whole = '', part] = value.split('.')
  const grouped = /^-?\d+$/.test(whole) ? formatNumber(Number(whole), language) : whole
  return `${grouped}${part === undefined ? '' : `.${part}`}${unit === 'percent' ? '%' : ''}`
}

/** So many bars stand apart; what is less stands together at the end. */
const most = 12

export type Part = { key: string | null; label: string; value: number }

/** A figure's values by one fact, the greatest first; `others`: what the rest is called. */
export const partsOf = (of: Pick<Figures, 'figures'>, indicator: Listed, language: Language, others: (count: number) => string): Part[] => {
  const { formula, by, id } = indicator
  if (formula.kind === 'manual' || by === undefined) return []
  const parts = of.figures
    .filter((one) => one.indicator === id && one.key !== null)
    .map(({ key, value }): Part => ({ key, label: factValueWords(formula.source, by, key)[language], value: Number(value ?? 0) }))
    .sort((a, b) => b.value - a.value)
  if (parts.length <= most) return parts
  const rest = parts.slice(most - 1)
  return [...parts.slice(0, most - 1), { key: null, label: others(rest.length), value: rest.reduce((sum, { value }) => sum + value, 0) }]
}

/** The last value less the one before; null where either is not known. */
export const stepOf = (trend: Trend | null, indicator: string): number | null => {
  const [before, last] = trend?.series.find((one) => one.indicator === indicator)?.values.slice(-2) ?? []
  return before == null || last == null ? null : Math.round((Number(last) - Number(before)) * 100) / 100
}

/** As it stands under a point: 26年4季度, Q4 26. */
export const shortPeriod = (id: string, language: Language): string => {
  const [year = '', part = ''] = id.split('-')
  const [yy, n] = [year.slice(2), Number(part.slice(1))]
  const zh = language === 'zh'
  if (part === '') return year
  if (part.startsWith('M')) return zh ? `${yy}年${n}月` : `${n}/${yy}`
  if (part.startsWith('Q')) return zh ? `${yy}年${n}季度` : `Q${n} ${yy}`
  return zh ? `${yy}年${n === 1 ? '上' : '下'}半年` : `H${n} ${yy}`
}
