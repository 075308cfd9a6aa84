import { sheetText } from '../cell.ts'
import type { Block, DocumentModel, Pair, TableColumn } from '../documents/document.ts'
import { paperDay } from '../documents/words.ts'
import type { Language } from '../errors.ts'
import { dayInChina } from '../moments.ts'
import type { Words } from '../regulations/pack.ts'
import { type Indicator, unitWords } from '../statistics/indicator.ts'
import { periodWords } from '../statistics/periods.ts'
import { type CoverLine, coverLines, type Digests, figureWords, headLines, signingWords } from './cover.ts'
import { deltaTable } from './delta-table.ts'
import type { SubmissionDocument } from './document.ts'
import { changeText, figureText } from './figure-text.ts'
import { figureNumber, figureOf, figuresByRef, type LaidColumn, type LaidEnd, type LaidRow, type LaidTable, layTable } from './tables.ts'
import { type FigureRef, indicatorsOf, refKey } from './template.ts'
import { unsignedWords } from './unsigned.ts'

/** What a paper takes of a table; more is said to stand in the workbook. */
const mostRows = 1000
const mostCells = 40_000
const mostCharacters = 800_000
/** What a cell of a paper has no room for ends in …; workbook and JSON have all of it. */
const mostInCell = 1500

const clipped = (text: string): string => {
  const plain = sheetText(text)
  return plain.length <= mostInCell ? plain : `${[...plain].slice(0, mostInCell - 1).join('')}…`
}

const shown = (row: LaidRow, column: LaidColumn, at: number, figureColumn: number | null, language: Language): string => {
  const cell = row.cells[at] ?? null
  if (cell === null) return ''
  if (typeof cell === 'string') return clipped(cell)
  const figures = row.type !== undefined && figureColumn !== null && at >= figureColumn && column.type === 'number'
  if (!figures) return at === 0 ? String(cell) : figureText(cell, { type: column.type, digits: column.digits ?? 0 })
  return at === figureColumn + 2 ? changeText(cell, row, language) : figureText(cell, row)
}

const widthOnPaper = ({ type, width }: LaidColumn): number =>
  type === 'day' ? 10.5 : type === 'number' ? Math.min(width, 13) : Math.max(6, Math.min(width, 44) / 2.2)

/** Numbers stand one below the other by their units' place; whole numbers alone by their end. */
const alignOf = ({ type }: LaidColumn, at: number, figureColumn: number | null): NonNullable<TableColumn['align']> => {
  if (at === 0 || type === 'day' || at === (figureColumn ?? 0) - 1) return 'center'
  if (type !== 'number') return 'left'
  return figureColumn !== null && at >= figureColumn ? 'decimal' : 'right'
}

const endRow = ({ words, sums }: LaidEnd, columns: readonly LaidColumn[], language: Language): string[] =>
  columns.map((_, at) => {
    const sum = sums.find(({ column }) => column === at)
    if (at === 0) return words[language]
    return sum === undefined ? '' : figureText(sum.value, { type: 'number', digits: 0 })
  })

const tableBlock = ({ columns, rows, figureColumn, end }: LaidTable, language: Language): Extract<Block, { kind: 'table' }> => {
  const groups = rows.flatMap(({ kind }, at) => (kind === 'group' ? [at] : []))
  return {
    kind: 'table',
    columns: columns.map(
      (column, at): TableColumn => ({ title: column.words[language], width: at === 0 ? 4.5 : widthOnPaper(column), align: alignOf(column, at, figureColumn) }),
    ),
    rows:
      rows.length === 0
        ? [[language === 'zh' ? '无' : 'none']]
        : [
            ...rows.map((row) =>
              row.kind === 'group'
                ? [String(row.cells[1] ?? '')]
                : columns.map((column, at) => `${row.kind === 'part' && at === 1 ? '　' : ''}${shown(row, column, at, figureColumn, language)}`),
            ),
            ...(end === null ? [] : [endRow(end, columns, language)]),
          ],
    ...(groups.length === 0 ? {} : { groups }),
    ...(end === null || rows.length === 0 ? {} : { total: true }),
  }
}

const charactersOf = ({ rows }: Extract<Block, { kind: 'table' }>): number => rows.flat().reduce((sum, text) => sum + text.length, 0)

/** Lists of which the rows are not with the document: how many there are. */
export type Longer = ReadonlyMap<string, { total: number }>

const tables = (document: SubmissionDocument, language: Language, longer: Longer): Block[] => {
  const noteOf = (note: Words | null): Block[] => (note === null ? [] : [{ kind: 'note', text: note[language] }])
  let cells = 0
  let characters = 0
  return document.template.tables.flatMap((table): Block[] => {
    const elsewhere = (rows: number): Block[] => {
      const text =
        language === 'zh' ? `本表共 ${rows} 行，纸面不列，以电子表和 JSON 为准。` : `${rows} rows, not printed: they stand in the workbook and the JSON.`
      return [{ kind: 'heading', level: 1, text: table.words[language] }, { kind: 'paragraph', text, indent: 'none' }, ...noteOf(table.note ?? null)]
    }
    const long = longer.get(table.id)
    if (long !== undefined) return elsewhere(long.total)
    const laid = layTable(document, table, language, true)
    const heading: Block = { kind: 'heading', level: 1, text: laid.words[language] }
    const note = noteOf(laid.note)
    const block = tableBlock(laid, language)
    const size = laid.rows.length * laid.columns.length
    const length = charactersOf(block)
    if (laid.rows.length > mostRows || cells + size > mostCells || characters + length > mostCharacters) return elsewhere(laid.rows.length)
    cells += size
    characters += length
    return [heading, block, ...note]
  })
}

/** Every figure of the form in the order in which it names them first. */
const inFormOrder = (document: SubmissionDocument): ((a: FigureRef, b: FigureRef) => number) => {
  const places = new Map<string, number>()
  const note = (ref: FigureRef) => {
    if (!places.has(refKey(ref))) places.set(refKey(ref), places.size)
  }
  for (const table of document.template.tables) {
    if (table.kind === 'lines') for (const line of table.lines) if (line.kind === 'figure') note(line)
    if (table.kind === 'statements') for (const { indicators } of table.lines) indicators.forEach(note)
  }
  const place = (ref: FigureRef): number => places.get(refKey(ref)) ?? places.size
  return (a, b) => place(a) - place(b) || (refKey(a) < refKey(b) ? -1 : 1)
}

const explanations = (document: SubmissionDocument, language: Language): Block[] => {
  const zh = language === 'zh'
  const known = new Map(indicatorsOf(document.template).map((indicator) => [indicator.id, indicator]))
  const figures = figuresByRef(document.figures)
  const order = inFormOrder(document)
  const [said, reconciliations] = [document.explanations.toSorted(order), document.reconciliations.toSorted(order)]
  const words = (ref: FigureRef) => figureWords(document, ref, language)
  const column = (title: string, width: number, align: NonNullable<TableColumn['align']> = 'left'): TableColumn => ({ title, width, align })
  const value = (ref: FigureRef, which: 'value' | 'previous'): string => {
    const indicator = known.get(ref.indicator)
    const cell = figureNumber(figureOf(figures, ref)[which], indicator)
    const unit = indicator === undefined || indicator.unit === 'percent' || typeof cell !== 'number' ? '' : unitWords[indicator.unit][language]
    const shape = { type: indicator?.unit === 'percent' ? 'percent' : 'number', digits: typeof cell === 'number' ? placesOf(cell, indicator) : 0 } as const
    return `${figureText(cell, shape)}${zh || unit === '' ? unit : ` ${unit}`}`
  }
  const heading = (text: string): Block => ({ kind: 'heading', level: 1, text })
  const [now, before] = [periodWords(document.period)[language], periodWords({ id: document.periodBefore })[language]]
  return [
    ...(said.length === 0
      ? []
      : ([
          heading(zh ? '情况说明' : 'Explanations'),
          {
            kind: 'table',
            columns: [
              column(zh ? '指标' : 'Indicator', 14),
              column(before, 9, 'right'),
              column(now, 9, 'right'),
              column(zh ? '说明' : 'Explanation', 40),
              column(zh ? '填写人' : 'By', 8),
            ],
            rows: said.map((one) => [words(one), value(one, 'previous'), value(one, 'value'), clipped(one.text), one.by]),
          },
        ] satisfies Block[])),
    ...(reconciliations.length === 0
      ? []
      : ([
          heading(zh ? '与其他来源不同的数' : 'Where another list says another number'),
          {
            kind: 'table',
            columns: [
              column(zh ? '指标' : 'Indicator', 14),
              column(zh ? '本表' : 'Here', 8, 'right'),
              column(zh ? '其他来源' : 'Other list', 12),
              column(zh ? '其数' : 'Its number', 8, 'right'),
              column(zh ? '原因' : 'Reason', 24),
              column(zh ? '佐证' : 'Evidence', 13),
              column(zh ? '填写人' : 'By', 8),
            ],
            rows: reconciliations.map((one) => [words(one), value(one, 'value'), one.where, one.other, clipped(one.reason), one.evidence, one.by]),
          },
        ] satisfies Block[])),
  ]
}

const placesOf = (cell: number, indicator: Indicator | undefined): number => {
  if (indicator?.unit === 'percent' || indicator?.unit === 'workingDay') return indicator.digits
  return /\.(\d+)$/.exec(String(Number(cell.toFixed(4))))?.[1]?.length ?? 0
}

/** So many lines of what changed are printed; a long delta is for the workbook. */
const mostDelta = 200
const mostDeltaCharacters = 60_000

const deltaBlocks = (document: SubmissionDocument, language: Language): Block[] => {
  const elsewhere = { zh: '，见电子表和 JSON。', en: 'stand in the workbook and the JSON.' }
  const whole = deltaTable(document, language, mostDelta, elsewhere)
  if (whole === null) return []
  let [characters, fitting] = [0, 0]
  for (const { cells } of whole.rows) {
    characters += cells.reduce((sum: number, cell) => sum + Math.min(String(cell ?? '').length, mostInCell), 0)
    if (characters > mostDeltaCharacters) break
    fitting++
  }
  const laid = fitting === whole.rows.length ? whole : (deltaTable(document, language, fitting, elsewhere) ?? whole)
  return [
    { kind: 'heading', level: 1, text: laid.words[language] },
    { kind: 'paragraph', text: laid.note?.[language] ?? '' },
    ...(laid.rows.length === 0 ? [] : [tableBlock(laid, language)]),
  ]
}

const shortLine = ({ value }: Pair): boolean => [...value].length <= 24

/** Two short lines of the cover side by side, so that it stays a page. */
const besides = (lines: readonly Pair[]): Pair[][] => {
  const rows: Pair[][] = []
  for (const line of lines) {
    const last = rows.at(-1)
    if (last?.length === 1 && [...last, line].every(shortLine)) last.push(line)
    else rows.push([line])
  }
  return rows
}

type Beside = { /** What stands in the way of its signatures. */ errors?: number; longer?: Longer }

/**
 * A frozen submission on paper: cover, tables, what explains them, room to sign and to seal. It bears the text's own digest, and
 * nobody's name who took it out: the same submission is the same paper.
 */
export const submissionPaper = (
  document: SubmissionDocument,
  digests: Digests,
  language: Language,
  { errors = 0, longer = new Map() }: Beside = {},
): DocumentModel => {
  const zh = language === 'zh'
  const title = document.template.words[language]
  const unsigned = unsignedWords(errors, language)
  const signing = signingWords(language)
  const number = zh ? `${document.id} 第${document.version}版` : `${document.id} v${document.version}`
  const said = ({ value, type }: CoverLine): string => {
    if (value === null) return ''
    if (type === 'day') return paperDay(String(value), language)
    const [day = '', hour = ''] = String(value).split(' ')
    return type === 'time' ? `${paperDay(day, language)} ${hour}` : clipped(String(value))
  }
  const lines = coverLines(document, digests, language, errors).map((line) => ({ label: line.label, value: said(line) }))
  return {
    lang: language,
    name: `${title} ${periodWords(document.period)[language]}`,
    number: unsigned === null ? number : `${number}　${unsigned.mark}`,
    on: dayInChina(document.computed.at),
    agency: document.agency.name,
    paper: 'across',
    numbering: 'sections',
    digest: digests.sha256,
    blocks: [
      ...headLines(document, language).map((text): Block => ({ kind: 'number', text })),
      { kind: 'title', text: title },
      ...(unsigned === null ? [] : [{ kind: 'subtitle', text: unsigned.mark } as const]),
      { kind: 'subtitle', text: `${document.agency.name}　${periodWords(document.period)[language]}` },
      { kind: 'pairs', rows: besides(lines) },
      ...tables(document, language, longer),
      ...explanations(document, language),
      ...deltaBlocks(document, language),
      {
        kind: 'pairs',
        rows: signing.map(({ who, on }, at) => {
          const room = at === signing.length - 1 ? 4 : 2
          return [
            { label: who, value: '', lines: room },
            { label: on, value: '', lines: room },
          ]
        }),
      },
    ],
  }
}
