import { allHold, type Indicator, rowsBehind } from '../statistics/indicator.ts'
import type { SourceName } from '../statistics/sources.ts'
import type { SourceRow, SubmissionDocument } from './document.ts'
import { indicatorsOf, type Table, type Template } from './template.ts'

/** The sources whose rows a table shows. */
export const sourcesShown = (template: Pick<Template, 'indicators'>, table: Table): SourceName[] => {
  if (table.kind === 'list') return [table.source]
  if (table.kind !== 'statements') return []
  const known = new Map(indicatorsOf(template).map((indicator) => [indicator.id, indicator.formula]))
  const counted = table.lines.flatMap(({ indicators }) =>
    indicators.flatMap(({ indicator }) => {
      const formula = known.get(indicator)
      return formula?.kind === 'count' ? [formula.source] : []
    }),
  )
  return [...new Set(counted)]
}

/** The facts by which a table chooses among those rows. */
export const factsAsked = (template: Pick<Template, 'indicators'>, table: Table): string[] => {
  if (table.kind === 'list') return table.where.map(({ fact }) => fact)
  if (table.kind !== 'statements') return []
  const known = new Map(indicatorsOf(template).map((indicator) => [indicator.id, indicator]))
  return table.lines.flatMap(({ indicators }) =>
    indicators.flatMap(({ indicator, key }) => {
      const of = known.get(indicator)
      return of === undefined ? [] : rowsBehind(of, key, 'over').map(({ fact }) => fact)
    }),
  )
}

const mostFiles = 10
/** What a file or an entry is found by: its number or code; its name where it has neither. */
const fileOf = ({ label, facts }: SourceRow): string => {
  if (typeof facts.number === 'string' && facts.number !== '') return facts.number
  const [first = '', ...others] = label.split(' ')
  return others.length > 0 && /\d/.test(first) ? first : label
}

/** The files behind a count, so that an inspector can ask for them. */
export const filesBehind = (rows: SubmissionDocument['rows'], indicator: Indicator | undefined, key: string | null, language: 'zh' | 'en'): string => {
  if (indicator?.formula.kind !== 'count') return ''
  const where = rowsBehind(indicator, key, 'over')
  const files = [...new Set((rows[indicator.formula.source] ?? []).filter(({ facts }) => allHold(facts, where)).map(fileOf))]
  if (files.length === 0) return ''
  const first = files.slice(0, mostFiles)
  if (language === 'en') return ` (${first.join(', ')}${files.length > mostFiles ? ` and others, ${files.length} in all` : ''})`
  return `（${first.join('、')}${files.length > mostFiles ? `等${files.length}件` : ''}）`
}
