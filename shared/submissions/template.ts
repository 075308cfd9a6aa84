import { z } from 'zod'
import { conditionSchema, type Indicator, indicatorSchema, troubleIn } from '../statistics/indicator.ts'
import { standardIndicators } from '../statistics/indicators.ts'
import { periodKindSchema } from '../statistics/periods.ts'
import { sourceNames, sources } from '../statistics/sources.ts'

/**
 * A form to be submitted, as data: cover, tables, the region's own indicators, and where in a city's workbook what goes. A
 * template is passed on as a file; what was submitted keeps the one it was made with.
 */
const words = z.strictObject({ zh: z.string().min(1).max(200), en: z.string().min(1).max(300) })
const name = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/)

/** What fills a cover field of itself; typed: a person does. */
export const coverSources = [
  'agency',
  'creditCode',
  'region',
  'period',
  'from',
  'until',
  'noticeNumber',
  'noticeIssuer',
  'preparer',
  'reviewer',
  'frozenOn',
  'typed',
] as const

export const coverFieldSchema = z.strictObject({
  id: name,
  words,
  from: z.enum(coverSources),
  required: z.boolean(),
  /** head: at the top right, as 表号, 制定机关, 批准文号 and 有效期至 stand on a statistical form. */
  place: z.literal('head').optional(),
})
export type CoverField = z.infer<typeof coverFieldSchema>

/** A figure by its indicator, and by the value of the indicator's `by` where one is meant. */
export const figureRefSchema = z.strictObject({ indicator: z.string().max(60), key: z.string().max(200).nullable() })
export type FigureRef = z.infer<typeof figureRefSchema>

/** A figure as the key of a map, and for order: the whole stands before its parts. */
export const refKey = ({ indicator, key }: FigureRef): string => `${indicator}\n${key ?? '\u0000'}`
export const sameFigure = (a: FigureRef, b: FigureRef): boolean => a.indicator === b.indicator && a.key === b.key

export const lineSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('group'), words }),
  z.strictObject({
    kind: z.literal('figure'),
    ...figureRefSchema.shape,
    /** In place of the indicator's own. */
    words: words.optional(),
    /** 1: part of the line above at 0. */
    level: z.union([z.literal(0), z.literal(1)]),
    /** The lines of level 1 below add up to it: a formula in the sheet, and checked. */
    sums: z.boolean(),
  }),
])
export type Line = z.infer<typeof lineSchema>

export const columnSchema = z.strictObject({
  fact: z.string().max(40),
  words: words.optional(),
  width: z.number().int().min(4).max(80),
  /** Added up at the end of the list; of a fact that is a number. */
  sum: z.literal(true).optional(),
})

const tableCommon = { id: name, words, note: z.strictObject({ zh: z.string().max(1000), en: z.string().max(1500) }).optional() }

export const tableSchema = z.discriminatedUnion('kind', [
  /** One figure to a line, beside that of the period before and the explanation. */
  z.strictObject({ ...tableCommon, kind: z.literal('lines'), lines: z.array(lineSchema).min(1).max(300) }),
  /** The rows of a source, in the order of these facts, then of their ids. */
  z.strictObject({
    ...tableCommon,
    kind: z.literal('list'),
    source: z.enum(sourceNames),
    where: z.array(conditionSchema).max(20),
    order: z.array(z.string().max(40)).max(5),
    columns: z.array(columnSchema).min(1).max(40),
  }),
  /** 自查: a figure that asks for a look, what the agency says to it, and the rows that stand in the way. */
  z.strictObject({
    ...tableCommon,
    kind: z.literal('statements'),
    /** A rule each statement is about, by its id in the packs; the indicators that count what is to be checked. */
    lines: z
      .array(z.strictObject({ id: name, words, indicators: z.array(figureRefSchema).max(5) }))
      .min(1)
      .max(60),
  }),
  /** 整改清单. */
  z.strictObject({ ...tableCommon, kind: z.literal('remedies') }),
])
export type Table = z.infer<typeof tableSchema>
export type ListTable = Extract<Table, { kind: 'list' }>

/** What a cell of a city's workbook is filled with. */
export const boundSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('figure'), ...figureRefSchema.shape }),
  z.strictObject({ kind: z.literal('previous'), ...figureRefSchema.shape }),
  z.strictObject({ kind: z.literal('explanation'), ...figureRefSchema.shape }),
  z.strictObject({ kind: z.literal('cover'), field: name }),
  z.strictObject({ kind: z.literal('mark'), which: z.enum(['id', 'version', 'sha256', 'sm3']) }),
])
export type Bound = z.infer<typeof boundSchema>

export const workbookBindingSchema = z.strictObject({
  cells: z.array(z.strictObject({ sheet: z.string().max(31), cell: z.string().regex(/^[A-Z]{1,3}[1-9]\d{0,6}$/), value: boundSchema })).max(2000),
  /** A list table's rows from a row on; `columns`: which of its facts stands in which column, null leaves one empty. */
  blocks: z
    .array(
      z.strictObject({
        sheet: z.string().max(31),
        firstRow: z.number().int().min(1).max(1_000_000),
        table: name,
        columns: z.array(z.string().max(40).nullable()).min(1).max(100),
      }),
    )
    .max(20),
})
export type WorkbookBinding = z.infer<typeof workbookBindingSchema>

export const templateSchema = z.strictObject({
  format: z.literal('mulu-submission-template/1'),
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/),
  version: z.number().int().positive(),
  words,
  about: z.strictObject({ zh: z.string().max(1000), en: z.string().max(1500) }),
  /** Which periods it is for. */
  periods: z.array(periodKindSchema).min(1),
  cover: z.array(coverFieldSchema).max(40),
  tables: z.array(tableSchema).min(1).max(40),
  /** Beside the standard ones, or in place of one of the same id. */
  indicators: z.array(indicatorSchema).max(200),
  workbook: workbookBindingSchema.nullable(),
})
export type Template = z.infer<typeof templateSchema>

/** A template's indicators: its own, and the standard ones it does not replace. */
export const indicatorsOf = ({ indicators }: Pick<Template, 'indicators'>): readonly Indicator[] => {
  const own = new Set(indicators.map(({ id }) => id))
  return [...standardIndicators.filter(({ id }) => !own.has(id)), ...indicators]
}

/** The indicators a form really shows, in the order it names them first. */
export const namedIndicators = (template: Template): readonly Indicator[] => {
  const known = new Map(indicatorsOf(template).map((indicator) => [indicator.id, indicator]))
  const named = new Set<string>()
  for (const table of template.tables) {
    if (table.kind === 'lines') for (const line of table.lines) if (line.kind === 'figure') named.add(line.indicator)
    if (table.kind === 'statements') for (const { indicators } of table.lines) for (const { indicator } of indicators) named.add(indicator)
  }
  for (const { value } of template.workbook?.cells ?? []) if ('indicator' in value) named.add(value.indicator)
  return [...named].flatMap((id) => known.get(id) ?? [])
}

/** Something a template names that there is not: where, and what. */
export type TemplateTrouble = { where: string; what: string }

const unknownFacts = (source: (typeof sourceNames)[number], facts: readonly string[]): string[] =>
  facts.filter((fact) => !Object.hasOwn(sources[source].facts, fact))

/** All of it; empty: the template can be used. */
export const templateTroubles = (template: Template): TemplateTrouble[] => {
  const known = new Map(indicatorsOf(template).map((indicator) => [indicator.id, indicator]))
  const lists = new Map(template.tables.flatMap((table) => (table.kind === 'list' ? [[table.id, table] as const] : [])))
  const cover = new Set(template.cover.map(({ id }) => id))
  const found: TemplateTrouble[] = []
  const note = (where: string, what: string) => {
    if (what !== '') found.push({ where, what })
  }
  const figure = (where: string, { indicator, key }: FigureRef) => {
    const of = known.get(indicator)
    if (of === undefined) note(where, indicator)
    else if (key !== null && of.by === undefined) note(where, `${indicator}[${key}]`)
  }
  for (const indicator of template.indicators) note(indicator.id, troubleIn(indicator))
  const ids = template.tables.map(({ id }) => id)
  for (const [at, id] of ids.entries()) if (ids.indexOf(id) !== at) note(id, id)
  for (const table of template.tables) {
    if (table.kind === 'lines') for (const line of table.lines) if (line.kind === 'figure') figure(table.id, line)
    if (table.kind === 'statements') for (const { indicators } of table.lines) for (const ref of indicators) figure(table.id, ref)
    if (table.kind === 'list') {
      const named = [...table.where.map(({ fact }) => fact), ...table.order, ...table.columns.map(({ fact }) => fact)]
      for (const fact of unknownFacts(table.source, named)) note(table.id, fact)
    }
  }
  for (const { sheet, cell, value } of template.workbook?.cells ?? []) {
    const where = `${sheet}!${cell}`
    if ('indicator' in value) figure(where, value)
    if (value.kind === 'cover' && !cover.has(value.field)) note(where, value.field)
  }
  for (const { sheet, firstRow, table, columns } of template.workbook?.blocks ?? []) {
    const where = `${sheet}!${firstRow}`
    const list = lists.get(table)
    if (list === undefined) note(where, table)
    else
      for (const fact of unknownFacts(
        list.source,
        columns.filter((fact) => fact !== null),
      ))
        note(where, fact)
  }
  return found
}
