import type { Words } from '../regulations/pack.ts'
import { allHold, factValueWords, type Indicator, unitWords } from '../statistics/indicator.ts'
import { periodWords } from '../statistics/periods.ts'
import { type Fact, type FactSpec, type SourceName, sources } from '../statistics/sources.ts'
import type { DocumentFigure, SourceRow, StatementAnswer, SubmissionDocument } from './document.ts'
import { filesBehind } from './files-behind.ts'
import { type FigureRef, indicatorsOf, type ListTable, refKey, type Table } from './template.ts'

/**
 * A table of a document as it is shown, printed and written: cells with their type, so that a sheet gets real numbers and
 * days. The one place where a table's contents are decided.
 */
export type TableCell = string | number | null
export type CellType = 'text' | 'number' | 'percent' | 'day'
export type LaidColumn = { words: Words; type: CellType; width: number; digits?: number }
export type LaidRow = {
  kind: 'group' | 'line' | 'part'
  cells: readonly TableCell[]
  /** Of a line of figures: its type may differ from its column's. */
  type?: CellType
  digits?: number
  /** How many rows below add up to the figure of this one. */
  sums?: number
  figure?: FigureRef
  /** Filled in by hand or carried on, and from where. */
  origin?: DocumentFigure['origin']
  row?: SourceRow
}
export type LaidTable = {
  id: string
  words: Words
  note: Words | null
  columns: readonly LaidColumn[]
  rows: readonly LaidRow[] /** Which column holds the figure. */
  figureColumn: number | null
  /** Below the last row of a list: how many there are, and what its columns add up to. */
  end: LaidEnd | null
}
export type LaidEnd = { words: Words; sums: readonly { column: number; value: number }[] }

type Parts = Pick<
  SubmissionDocument,
  'template' | 'figures' | 'explanations' | 'reconciliations' | 'rows' | 'period' | 'periodBefore' | 'statements' | 'remedies'
>

export const figureNumber = (value: string | null, indicator: Pick<Indicator, 'unit'> | undefined): TableCell => {
  if (value === null) return null
  if (indicator?.unit === 'text') return value
  return Number(value)
}

/** A part that no record fell into is nothing of the whole; a figure that was not computed is not known. */
export const figureOf = (
  figures: ReadonlyMap<string, DocumentFigure>,
  ref: FigureRef,
): Pick<DocumentFigure, 'value' | 'origin' | 'previous' | 'previousFrom'> => {
  const found = figures.get(refKey(ref))
  if (found !== undefined) return found
  const whole = ref.key === null ? undefined : figures.get(refKey({ indicator: ref.indicator, key: null }))
  return whole === undefined || whole.origin !== 'computed'
    ? { value: null, origin: 'computed', previous: null }
    : { value: '0', origin: 'computed', previous: null }
}

export const figuresByRef = (figures: readonly DocumentFigure[]): ReadonlyMap<string, DocumentFigure> =>
  new Map(figures.map((figure) => [refKey(figure), figure]))

const typeOf = ({ unit }: Pick<Indicator, 'unit'>): CellType => (unit === 'percent' ? 'percent' : unit === 'text' ? 'text' : 'number')
const cellTypeOf = ({ type }: FactSpec): CellType => (type === 'number' ? 'number' : type === 'day' ? 'day' : 'text')

/** As a cell: words for choices and yes or no, numbers and days as they are. */
export const factCell = (source: SourceName, fact: string, value: Fact, language: 'zh' | 'en'): TableCell => {
  if (value === null || value === '') return null
  const spec = sources[source].facts[fact]
  if (typeof value === 'boolean' || spec?.values !== undefined) return factValueWords(source, fact, value)[language]
  return value
}

/** By what its texts are, code unit by code unit; `electron/core/submission/ordered-rows.ts` keeps the same order without the rows. */
const byFacts =
  (order: readonly string[]) =>
  (a: SourceRow, b: SourceRow): number => {
    for (const fact of order) {
      const [left, right] = [String(a.facts[fact] ?? ''), String(b.facts[fact] ?? '')]
      if (left !== right) return left < right ? -1 : 1
    }
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
  }

/** The rows a list shows, in its order. */
export const listed = (rows: Parts['rows'], { source, where, order }: ListTable): SourceRow[] =>
  (rows[source] ?? []).filter(({ facts }) => allHold(facts, where)).sort(byFacts(order))

/** A part is called by its value where its line gives it no name. */
const partWords = (indicator: Indicator | undefined, of: string | null): Words | undefined =>
  of === null || indicator?.by === undefined || indicator.formula.kind === 'manual' ? undefined : factValueWords(indicator.formula.source, indicator.by, of)

/** What a figure is called: its indicator, and the part that is meant. */
export const figureName = (indicator: Indicator, key: string | null): Words => {
  const { words } = indicator
  const part = partWords(indicator, key)
  return part === undefined ? words : { zh: `${words.zh}（${part.zh}）`, en: `${words.en} (${part.en})` }
}

const text = (zh: string, en: string, width: number): LaidColumn => ({ words: { zh, en }, type: 'text', width })
const number = (zh: string, en: string, width: number): LaidColumn => ({ words: { zh, en }, type: 'number', width })
const day = (zh: string, en: string): LaidColumn => ({ words: { zh, en }, type: 'day', width: 12 })

/** Decimal places a number really has, of four at most. */
const placesIn = (cell: TableCell): number => (typeof cell === 'number' ? (/\.(\d+)$/.exec(cell.toFixed(4).replace(/0+$/, ''))?.[1]?.length ?? 0) : 0)

/** Volumes are counted to four places, and few of them need them: all of a table are given to the places one of them needs, so that they stand below each other. */
const evenPlaces = (rows: readonly LaidRow[], figureColumn: number): LaidRow[] => {
  const fine = ({ digits = 0 }: LaidRow): boolean => digits > 2
  const needed = Math.max(0, ...rows.filter(fine).flatMap(({ cells }) => cells.slice(figureColumn, figureColumn + 3).map(placesIn)))
  return rows.map((row) => (fine(row) ? { ...row, digits: needed } : row))
}

/** 本期无此项: a rate or a mean of nothing, told apart from what nobody filled in. */
const nothing = '—'
const nothingNote: Words = { zh: '—：本期无此项，不能计算。', en: '—: there was none in this period, so nothing to compute.' }
const withNote = (note: Words | null, more: Words): Words => (note === null ? more : { zh: `${note.zh}\n${more.zh}`, en: `${note.en}\n${more.en}` })

/** Where a figure is from that was not computed: whose word, and on which page (practice P7). */
const originSaid = (figure: Pick<DocumentFigure, 'origin' | 'source' | 'by'> | undefined, language: 'zh' | 'en'): string => {
  if (figure === undefined || figure.origin === 'computed') return ''
  const from = [figure.source, figure.by].filter((part) => part !== '')
  return `${originWords[figure.origin][language]}${from.length === 0 ? '' : language === 'zh' ? `：${from.join('，')}` : `: ${from.join(', ')}`}`
}

/** What a form says of a figure in full elsewhere, on paper. */
const referred = {
  explained: { zh: '见“情况说明”', en: 'see “Explanations”' },
  reconciled: { zh: '见“与其他来源不同的数”', en: 'see “Where another list says another number”' },
} as const

const lines = (parts: Parts, table: Extract<Table, { kind: 'lines' }>, language: 'zh' | 'en', brief: boolean): LaidTable => {
  const known = new Map(indicatorsOf(parts.template).map((indicator) => [indicator.id, indicator]))
  const figures = figuresByRef(parts.figures)
  const said = new Map(parts.explanations.map((one) => [refKey(one), one.text]))
  const reconciled = new Map(parts.reconciliations.map((one) => [refKey(one), one]))
  let n = 0
  const rows = table.lines.map((line, at): LaidRow => {
    if (line.kind === 'group') return { kind: 'group', cells: [null, line.words[language], null, null, null, null, null] }
    const indicator = known.get(line.indicator)
    const { value, previous, previousFrom, origin } = figureOf(figures, line)
    const now = figureNumber(value, indicator)
    const before = figureNumber(previous, indicator)
    const change = typeof now === 'number' && typeof before === 'number' ? Number((now - before).toFixed(indicator?.digits ?? 0)) : null
    const below = table.lines.slice(at + 1)
    const end = below.findIndex((one) => one.kind === 'group' || one.level === 0)
    const other = reconciled.get(refKey(line))
    const explained = said.get(refKey(line)) ?? ''
    const reconciledBy =
      other === undefined ? '' : language === 'zh' ? `${other.where}为${other.other}：${other.reason}` : `${other.where} says ${other.other}: ${other.reason}`
    const remark = [
      brief && explained !== '' ? referred.explained[language] : explained,
      brief && reconciledBy !== '' ? referred.reconciled[language] : reconciledBy,
      originSaid(figures.get(refKey(line)), language),
      previousFrom === undefined ? '' : previousWords[previousFrom][language],
    ]
      .filter((part) => part !== '')
      .join('\n')
    if (line.level === 0) n++
    return {
      kind: line.level === 0 ? 'line' : 'part',
      cells: [
        line.level === 0 ? n : null,
        (line.words ?? partWords(indicator, line.key) ?? indicator?.words ?? { zh: line.indicator, en: line.indicator })[language],
        indicator === undefined ? '' : unitWords[indicator.unit][language],
        now === null && origin === 'computed' && indicator !== undefined ? nothing : now,
        before,
        change,
        remark === '' ? null : remark,
      ],
      ...(indicator === undefined ? {} : { type: typeOf(indicator), digits: indicator.formula.kind === 'count' ? 0 : indicator.digits }),
      ...(line.sums ? { sums: end === -1 ? below.length : end } : {}),
      figure: { indicator: line.indicator, key: line.key },
      origin,
    }
  })
  const [now, before] = [periodWords(parts.period), periodWords({ id: parts.periodBefore })]
  return {
    id: table.id,
    words: table.words,
    note: rows.some(({ cells }) => cells[3] === nothing) ? withNote(table.note ?? null, nothingNote) : (table.note ?? null),
    columns: [
      number('序号', 'No.', 6),
      text('指标', 'Indicator', 34),
      text('单位', 'Unit', 10),
      number(now.zh, now.en, 14),
      number(before.zh, before.en, 14),
      number('增减', 'Change', 18),
      text('说明', 'Remarks', 40),
    ],
    rows: evenPlaces(rows, 3),
    figureColumn: 3,
    end: null,
  }
}

/** Of a figure of the period before that was not submitted in this form. */
const previousWords = {
  otherForm: { zh: '上期取自另一报表', en: 'the period before: from another form' },
  computed: { zh: '上期系统计算、未报送', en: 'the period before: computed, not submitted' },
} as const

export const originWords = {
  computed: { zh: '系统计算', en: 'computed' },
  manual: { zh: '人工填报', en: 'filled in by hand' },
  opening: { zh: '接续未计算', en: 'carried on, not computed' },
} as const

export const answerWords: Readonly<Record<StatementAnswer['answer'], Words>> = {
  无此情形: { zh: '无此情形', en: 'none' },
  待核对: { zh: '待核对', en: 'to be checked' },
  已整改: { zh: '已整改', en: 'put right' },
  不涉及: { zh: '不涉及', en: 'does not arise' },
}

/** A row of a list, by its place in the list's order. */
export const listRow = ({ source, columns }: ListTable, row: SourceRow, at: number, language: 'zh' | 'en'): LaidRow => ({
  kind: 'line',
  cells: [at + 1, ...columns.map(({ fact }) => factCell(source, fact, row.facts[fact] ?? null, language))],
  row,
})

/** A list without its rows. */
export const listFrame = (table: ListTable): Omit<LaidTable, 'rows' | 'end'> => {
  const { facts } = sources[table.source]
  const columns = table.columns.map(({ fact, words, width }): LaidColumn => {
    const spec = facts[fact]
    return { words: words ?? spec?.words ?? { zh: fact, en: fact }, type: spec === undefined ? 'text' : cellTypeOf(spec), width }
  })
  return { id: table.id, words: table.words, note: table.note ?? null, columns: [number('序号', 'No.', 6), ...columns], figureColumn: null }
}

const list = (parts: Parts, table: ListTable, language: 'zh' | 'en'): LaidTable => {
  const rows = listed(parts.rows, table).map((row, at) => listRow(table, row, at, language))
  const sums = table.columns.flatMap(({ sum }, at) => {
    const values = rows.flatMap(({ cells }) => (typeof cells[at + 1] === 'number' ? [Number(cells[at + 1])] : []))
    return sum === true && values.length > 0 ? [{ column: at + 1, value: Number(values.reduce((whole, value) => whole + value, 0).toFixed(4)) }] : []
  })
  return {
    ...listFrame(table),
    rows,
    end: endOf(rows.length, sums),
  }
}

/** 共N条, and 合计 where something is added up. */
export const endOf = (count: number, sums: LaidEnd['sums']): LaidEnd | null =>
  count === 0
    ? null
    : {
        words: sums.length === 0 ? { zh: `共${count}条`, en: `${count} in all` } : { zh: `合计（共${count}条）`, en: `Total (${count} in all)` },
        sums,
      }

const statements = (parts: Parts, table: Extract<Table, { kind: 'statements' }>, language: 'zh' | 'en'): LaidTable => {
  const known = new Map(indicatorsOf(parts.template).map((indicator) => [indicator.id, indicator]))
  const figures = figuresByRef(parts.figures)
  const answers = new Map(parts.statements.map((one) => [one.line, one]))
  const rows = table.lines.map(({ id, words, indicators }, at): LaidRow => {
    const found = indicators.map((ref) => ({
      words: known.get(ref.indicator)?.words ?? { zh: ref.indicator, en: ref.indicator },
      files: filesBehind(parts.rows, known.get(ref.indicator), ref.key, language),
      ...figureOf(figures, ref),
    }))
    const counted = found.reduce((sum, { value }) => sum + (value === null ? 0 : Number(value)), 0)
    const which = found.map((one) => `${one.words[language]}${language === 'zh' ? '：' : ': '}${one.value ?? '—'}${one.files}`).join('\n')
    const answer = answers.get(id)
    return {
      kind: 'line',
      cells: [
        at + 1,
        words[language],
        indicators.length === 0 ? null : counted,
        which === '' ? null : which,
        answer === undefined ? null : answerWords[answer.answer][language],
        answer?.text || null,
      ],
      ...(indicators[0] === undefined ? {} : { figure: indicators[0] }),
    }
  })
  const columns = [
    number('序号', 'No.', 6),
    text('情形', 'Matter', 46),
    number('待核对', 'To be checked', 10),
    text('依据的数（案卷）', 'Counted, and the files', 40),
    text('自查结果', 'Answer', 12),
    text('说明', 'Remarks', 36),
  ]
  return { id: table.id, words: table.words, note: table.note ?? null, columns, rows, figureColumn: null, end: null }
}

/** Which item of 自查 each answers to stands before what it is, as it is numbered there. */
const remedies = (parts: Parts, table: Extract<Table, { kind: 'remedies' }>): LaidTable => {
  const items = parts.template.tables.flatMap((one) => (one.kind === 'statements' ? one.lines : []))
  const numberOf = (line: string | undefined): number | null => {
    const at = items.findIndex(({ id }) => id === line)
    return at === -1 ? null : at + 1
  }
  return {
    id: table.id,
    words: table.words,
    note: table.note ?? null,
    columns: [
      number('序号', 'No.', 6),
      number('自查项', 'Item', 8),
      text('问题', 'Problem', 40),
      text('整改措施', 'Measure', 40),
      text('责任人', 'Responsible', 12),
      day('完成时限', 'Due'),
      day('完成日期', 'Done'),
      text('结果', 'Result', 30),
    ],
    rows: parts.remedies.map(
      (one, at): LaidRow => ({
        kind: 'line',
        cells: [at + 1, numberOf(one.statement), one.problem, one.measure || null, one.responsible || null, one.dueOn, one.doneOn, one.result || null],
      }),
    ),
    figureColumn: null,
    end: endOf(parts.remedies.length, []),
  }
}

/** `brief`: explanations and reconciliations stand in a part of their own, and a line refers to it. */
export const layTable = (parts: Parts, table: Table, language: 'zh' | 'en', brief = false): LaidTable => {
  switch (table.kind) {
    case 'lines':
      return lines(parts, table, language, brief)
    case 'list':
      return list(parts, table, language)
    case 'statements':
      return statements(parts, table, language)
    case 'remedies':
      return remedies(parts, table)
  }
}
