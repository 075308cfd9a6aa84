import { z } from 'zod'
import type { Words } from '../regulations/pack.ts'
import { type Fact, type Facts, type SourceName, sourceNames, sources } from './sources.ts'

/**
 * An indicator (指标) is data: which rows it counts and how. The same data is computed from, said in words and followed down
 * to its rows, so that the three cannot differ. A region's own arrive as part of its template.
 */
const words = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(300) })
const value = z.union([z.string().max(200), z.number(), z.boolean(), z.null()])

/** One thing asked of a row; all must hold. A day or number that is not there is neither at least nor at most anything. */
export const conditionSchema = z.union([
  z.strictObject({ fact: z.string().max(40), is: z.array(value).min(1).max(50) }),
  z.strictObject({ fact: z.string().max(40), not: z.array(value).min(1).max(50) }),
  z.strictObject({ fact: z.string().max(40), atLeast: z.number() }),
  z.strictObject({ fact: z.string().max(40), atMost: z.number() }),
])
export type Condition = z.infer<typeof conditionSchema>

const selection = { source: z.enum(sourceNames), where: z.array(conditionSchema).max(20) }

export const formulaSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('count'), ...selection }),
  /** Of rows whose fact is a number; nought where there is none at all: a sum of nothing is nothing, where a mean or a rate of nothing is not known. */
  z.strictObject({ kind: z.literal('sum'), ...selection, fact: z.string().max(40) }),
  z.strictObject({ kind: z.literal('mean'), ...selection, fact: z.string().max(40) }),
  /** Of the rows `where` holds for, those for which `over` holds too. */
  z.strictObject({ kind: z.literal('ratio'), ...selection, over: z.array(conditionSchema).min(1).max(20) }),
  /** Filled in by hand, with its source and who said so (practice P7). */
  z.strictObject({ kind: z.literal('manual') }),
])
export type Formula = z.infer<typeof formulaSchema>

export const indicatorUnits = ['count', 'percent', 'workingDay', 'tenThousand', 'gigabyte', 'times', 'text'] as const
export type IndicatorUnit = (typeof indicatorUnits)[number]
export const unitWords: Readonly<Record<IndicatorUnit, Words>> = {
  count: { zh: '个', en: '' },
  percent: { zh: '%', en: '%' },
  workingDay: { zh: '工作日', en: 'working days' },
  tenThousand: { zh: '万条', en: '×10,000 records' },
  gigabyte: { zh: 'G', en: 'GB' },
  times: { zh: '次', en: 'times' },
  text: { zh: '', en: '' },
}

export const indicatorSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)+$/)
    .max(60),
  words,
  /** What it counts, exactly: of which day, who is in and who is not. */
  about: z.strictObject({ zh: z.string().min(1).max(1000), en: z.string().min(1).max(1500) }),
  formula: formulaSchema,
  unit: z.enum(indicatorUnits),
  /** Decimal places, rounded half away from zero. */
  digits: z.number().int().min(0).max(4),
  /** more: the higher the better. less: the lower. none: neither. */
  direction: z.enum(['more', 'less', 'none']),
  /** A fact by whose values it is also given. */
  by: z.string().max(40).optional(),
  /** A change to the period before that asks for an explanation: in percent of it, and in absolute terms at least so much. */
  limit: z.strictObject({ percent: z.number().nonnegative(), least: z.number().nonnegative() }).optional(),
})
export type Indicator = z.infer<typeof indicatorSchema>

/** `times`: how many rows are like this one in all that is asked of them; one where it does not say. */
export type CountedRow = { facts: Facts; times?: number }

/** `value` as it is shown, `87.5`; null: nothing to divide by, or not filled in. `over`, `under`: what a ratio or mean divides; of a count, the count twice. */
export type Figure = { indicator: string; key: string | null; value: string | null; over: number | null; under: number | null }

const holds = (facts: Facts, condition: Condition): boolean => {
  const fact = facts[condition.fact] ?? null
  if ('is' in condition) return condition.is.includes(fact)
  if ('not' in condition) return !condition.not.includes(fact)
  if (typeof fact !== 'number') return false
  return 'atLeast' in condition ? fact >= condition.atLeast : fact <= condition.atMost
}
export const allHold = (facts: Facts, where: readonly Condition[]): boolean => where.every((condition) => holds(facts, condition))

/** Exact, half away from zero: 0.125 to two places is 0.13. `over` and `under` are whole, or have at most four decimal places. */
export const rounded = (over: number, under: number, digits: number): string => {
  const scale = 10 ** 4
  const top = BigInt(Math.round(over * scale)) * 10n ** BigInt(digits)
  const bottom = BigInt(Math.round(under * scale))
  const negative = top < 0n !== bottom < 0n && top !== 0n
  const [a, b] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom]
  const whole = (2n * a + b) / (2n * b)
  const text = whole.toString().padStart(digits + 1, '0')
  const said = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
  return negative && whole !== 0n ? `-${said}` : said
}

type Tally = { over: number; under: number }

const add = (tally: Tally, formula: Exclude<Formula, { kind: 'manual' }>, { facts, times = 1 }: CountedRow): void => {
  switch (formula.kind) {
    case 'count':
      tally.over += times
      tally.under += times
      return
    case 'ratio':
      tally.under += times
      if (allHold(facts, formula.over)) tally.over += times
      return
    case 'sum':
    case 'mean': {
      const fact = facts[formula.fact]
      if (typeof fact !== 'number') return
      tally.over += fact * times
      tally.under += times
    }
  }
}

const said = ({ formula, digits, unit }: Indicator, { over, under }: Tally): string | null => {
  if (formula.kind === 'count') return rounded(over, 1, 0)
  if (formula.kind === 'sum') return rounded(over, 1, digits)
  if (under === 0) return null
  return rounded(unit === 'percent' ? over * 100 : over, under, digits)
}

/** All that an indicator asks of a row, each once: rows alike in these are counted alike. */
export const factsAsked = ({ formula, by }: Pick<Indicator, 'formula' | 'by'>): string[] => {
  if (formula.kind === 'manual') return []
  const conditions = formula.kind === 'ratio' ? [...formula.where, ...formula.over] : formula.where
  const others = [by, 'fact' in formula ? formula.fact : undefined].filter((fact) => fact !== undefined)
  return [...new Set([...conditions.map(({ fact }) => fact), ...others])].sort()
}

/** Values as forms list them: those of the field's list in its order, then others by their text, and last what is not filled in. */
const inFormOrder = (source: SourceName, by: string | undefined): ((a: string, b: string) => number) => {
  const known = Object.keys((by === undefined ? undefined : sources[source].facts[by]?.values) ?? {})
  const rank = new Map(known.map((value, at) => [value, at]))
  const place = (key: string): number => (key === '' ? known.length + 1 : (rank.get(key) ?? known.length))
  return (a, b) => place(a) - place(b) || (a < b ? -1 : 1)
}

/** An indicator's figures over the rows of its source: the whole, and with `by` each value's, in the order of forms. */
export const figuresOf = (indicator: Indicator, rows: Iterable<CountedRow>): Figure[] => {
  const { formula, id, by } = indicator
  if (formula.kind === 'manual') return [{ indicator: id, key: null, value: null, over: null, under: null }]
  const whole: Tally = { over: 0, under: 0 }
  const parts = new Map<string, Tally>()
  for (const row of rows) {
    if (!allHold(row.facts, formula.where)) continue
    add(whole, formula, row)
    if (by === undefined) continue
    const key = String(row.facts[by] ?? '')
    const part = parts.get(key) ?? { over: 0, under: 0 }
    add(part, formula, row)
    parts.set(key, part)
  }
  const figure = (key: string | null, { over, under }: Tally): Figure => {
    // Numbers of rows have at most four places; their sum in binary may have more.
    const tally = { over: Number(over.toFixed(4)), under }
    return { indicator: id, key, value: said(indicator, tally), ...tally }
  }
  const order = inFormOrder(formula.source, by)
  return [figure(null, whole), ...[...parts].sort(([a], [b]) => order(a, b)).map(([key, tally]) => figure(key, tally))]
}

/** The formula of one part: that of the whole, of the rows that say this value. */
export const partFormula = ({ formula, by }: Pick<Indicator, 'formula' | 'by'>, key: string | null): Indicator['formula'] =>
  formula.kind === 'manual' || key === null || by === undefined ? formula : { ...formula, where: [...formula.where, { fact: by, is: [key] }] }

/** Which rows a figure stands on: of a ratio those it divides by, or those it divides. */
export const rowsBehind = (indicator: Pick<Indicator, 'formula' | 'by'>, key: string | null, part: 'over' | 'under'): Condition[] => {
  const formula = partFormula(indicator, key)
  if (formula.kind === 'manual') return []
  return [...formula.where, ...(part === 'over' && formula.kind === 'ratio' ? formula.over : [])]
}

const factWords = (source: SourceName, fact: string): Words => sources[source].facts[fact]?.words ?? { zh: fact, en: fact }
export const factValueWords = (source: SourceName, fact: string, said: Fact): Words => {
  const spec = sources[source].facts[fact]
  const known = typeof said === 'string' ? spec?.values?.[said] : undefined
  if (known !== undefined) return known
  if (typeof said === 'boolean') return said ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  return said === null || said === '' ? { zh: '未填写', en: 'not filled in' } : { zh: String(said), en: String(said) }
}

const join = (parts: readonly Words[], zh: string, en: string): Words => ({
  zh: parts.map((part) => part.zh).join(zh),
  en: parts.map((part) => part.en).join(en),
})

/** 共享类型为“不予共享”; 本期收到. */
const conditionWords = (source: SourceName, condition: Condition): Words => {
  const name = factWords(source, condition.fact)
  if ('atLeast' in condition) return { zh: `${name.zh}不少于${condition.atLeast}`, en: `${name.en} at least ${condition.atLeast}` }
  if ('atMost' in condition) return { zh: `${name.zh}不超过${condition.atMost}`, en: `${name.en} at most ${condition.atMost}` }
  const no = 'not' in condition
  const values = no ? condition.not : condition.is
  if (sources[source].facts[condition.fact]?.type === 'flag' && values.length === 1) {
    const yes = (values[0] === true) !== no
    return yes ? { zh: name.zh, en: name.en } : { zh: `不是“${name.zh}”`, en: `not: ${name.en}` }
  }
  const listed = join(
    values.map((one) => factValueWords(source, condition.fact, one)),
    '、',
    ' or ',
  )
  return no
    ? { zh: `${name.zh}不为“${listed.zh}”`, en: `${name.en} is not ${listed.en}` }
    : { zh: `${name.zh}为“${listed.zh}”`, en: `${name.en} is ${listed.en}` }
}

const selectionWords = (source: SourceName, where: readonly Condition[]): Words => {
  const { words: name } = sources[source]
  if (where.length === 0) return name
  const asked = join(
    where.map((condition) => conditionWords(source, condition)),
    '，且',
    '; ',
  )
  return { zh: `${name.zh}（${asked.zh}）`, en: `${name.en} (${asked.en})` }
}

/** The formula as a person reads it, made from what is computed. */
export const formulaWords = ({ formula, unit }: Pick<Indicator, 'formula' | 'unit'>): Words => {
  if (formula.kind === 'manual') return { zh: '人工填报，注明来源和填报人', en: 'Filled in by hand, with its source and who said so' }
  const { source } = formula
  const rows = selectionWords(source, formula.where)
  if (formula.kind === 'count') return { zh: `${rows.zh}的数量`, en: `Number of: ${rows.en}` }
  if (formula.kind === 'ratio') {
    const over = join(
      formula.over.map((condition) => conditionWords(source, condition)),
      '，且',
      '; ',
    )
    const times = unit === 'percent' ? ' × 100%' : ''
    return { zh: `其中${over.zh}的数量 ÷ ${rows.zh}的数量${times}`, en: `Those with ${over.en} ÷ number of: ${rows.en}${times}` }
  }
  const fact = factWords(source, formula.fact)
  if (formula.kind === 'sum') return { zh: `${rows.zh}的${fact.zh}之和`, en: `Sum of ${fact.en} over: ${rows.en}` }
  return { zh: `${rows.zh}的${fact.zh}之和 ÷ 有此数的数量`, en: `Sum of ${fact.en} ÷ number that have one, over: ${rows.en}` }
}

/** Facts and sources an indicator names that there are not; '' = none. */
export const troubleIn = ({ formula, by }: Pick<Indicator, 'formula' | 'by'>): string => {
  if (formula.kind === 'manual') return by === undefined ? '' : by
  const named = [...formula.where, ...(formula.kind === 'ratio' ? formula.over : [])].map(({ fact }) => fact)
  if ('fact' in formula) named.push(formula.fact)
  if (by !== undefined) named.push(by)
  return named.find((fact) => !Object.hasOwn(sources[formula.source].facts, fact)) ?? ''
}
