import { sheetText } from '../cell.ts'
import type { Block, DocumentModel, Pair, TableColumn } from '../documents/document.ts'
import { paperDay } from '../documents/words.ts'
import type { Language } from '../errors.ts'
import { dayInChina } from '../moments.ts'
import { periodWords } from '../statistics/periods.ts'
import { coverLines, type Digests, figureWords, signingWords } from './cover.ts'
import type { SubmissionDocument } from './document.ts'
import { type LaidColumn, type LaidRow, type LaidTable, layTable } from './tables.ts'

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

const shown = (row: LaidRow, column: LaidColumn, at: number, figureColumn: number | null): string => {
  const cell = row.cells[at] ?? null
  if (cell === null) return ''
  if (typeof cell === 'string') return clipped(cell)
  const figures = row.type !== undefined && figureColumn !== null && at >= figureColumn && column.type === 'number'
  if (!figures) return String(cell)
  const digits = row.digits ?? 0
  // Volumes are counted to four places, and few of them need them.
  const said = digits > 2 ? String(cell) : cell.toFixed(digits)
  if (at === figureColumn + 2) return cell > 0 ? `+${said}` : said
  return row.type === 'percent' ? `${said}%` : said
}

const widthOnPaper = ({ type, width }: LaidColumn): number =>
  type === 'day' ? 10.5 : type === 'number' ? Math.min(width, 11) : Math.max(6, Math.min(width, 44) / 2.2)

const tableBlock = ({ columns, rows, figureColumn }: LaidTable, language: Language): Block => ({
  kind: 'table',
  columns: columns.map(
    (column, at): TableColumn => ({
      title: column.words[language],
      width: at === 0 ? 4.5 : widthOnPaper(column),
      align: at === 0 || column.type === 'day' || at === (figureColumn ?? 0) - 1 ? 'center' : column.type === 'number' ? 'right' : 'left',
    }),
  ),
  rows:
    rows.length === 0
      ? [[language === 'zh' ? '无' : 'none']]
      : rows.map((row) => columns.map((column, at) => `${row.kind === 'part' && at === 1 ? '　' : ''}${shown(row, column, at, figureColumn)}`)),
})

/** Lists of which the rows are not with the document: how many there are. */
export type Longer = ReadonlyMap<string, { total: number }>

const tables = (document: SubmissionDocument, language: Language, longer: Longer): Block[] => {
  let cells = 0
  let characters = 0
  return document.template.tables.flatMap((table): Block[] => {
    const heading: Block = { kind: 'heading', level: 1, text: table.words[language] }
    const note: Block[] = table.note === undefined ? [] : [{ kind: 'note', text: table.note[language] }]
    const elsewhere = (rows: number): Block[] => {
      const text =
        language === 'zh' ? `本表共 ${rows} 行，纸面不列，以电子表和 JSON 为准。` : `${rows} rows, not printed: they stand in the workbook and the JSON.`
      return [heading, { kind: 'paragraph', text, indent: 'none' }, ...note]
    }
    const long = longer.get(table.id)
    if (long !== undefined) return elsewhere(long.total)
    const laid = layTable(document, table, language)
    const block = tableBlock(laid, language)
    const size = laid.rows.length * laid.columns.length
    const length = block.kind === 'table' ? block.rows.flat().reduce((sum, text) => sum + text.length, 0) : 0
    if (laid.rows.length > mostRows || cells + size > mostCells || characters + length > mostCharacters) return elsewhere(laid.rows.length)
    cells += size
    characters += length
    return [heading, block, ...note]
  })
}

const explanations = (document: SubmissionDocument, language: Language): Block[] => {
  const zh = language === 'zh'
  const { explanations: said, reconciliations } = document
  const words = (ref: Parameters<typeof figureWords>[1]) => figureWords(document, ref, language)
  const column = (title: string, width: number): TableColumn => ({ title, width })
  return [
    ...(said.length === 0
      ? []
      : ([
          { kind: 'heading', level: 1, text: zh ? '情况说明' : 'Explanations' },
          {
            kind: 'table',
            columns: [column(zh ? '指标' : 'Indicator', 14), column(zh ? '说明' : 'Explanation', 44), column(zh ? '填写人' : 'By', 9)],
            rows: said.map((one) => [words(one), clipped(one.text), one.by]),
          },
        ] satisfies Block[])),
    ...(reconciliations.length === 0
      ? []
      : ([
          { kind: 'heading', level: 1, text: zh ? '与其他来源不同的数' : 'Where another list says another number' },
          {
            kind: 'table',
            columns: [
              column(zh ? '指标' : 'Indicator', 14),
              column(zh ? '其他来源' : 'Other list', 12),
              column(zh ? '其数' : 'Its number', 8),
              column(zh ? '原因' : 'Reason', 26),
              column(zh ? '佐证' : 'Evidence', 14),
              column(zh ? '填写人' : 'By', 8),
            ],
            rows: reconciliations.map((one) => [words(one), one.where, one.other, clipped(one.reason), one.evidence, one.by]),
          },
        ] satisfies Block[])),
  ]
}

const deltaBlock = ({ delta }: SubmissionDocument, language: Language): Block[] => {
  if (delta === null) return []
  const [entered, changed, left] = (['entered', 'changed', 'left'] as const).map((which) => delta[which].length + (delta.more?.[which] ?? 0))
  const against = periodWords({ id: delta.against.period })[language]
  const text =
    language === 'zh'
      ? `与${against}第${delta.against.version}版报送相比：新增目录 ${entered} 条，修改 ${changed} 条，撤销 ${left} 条；逐项内容见 JSON。`
      : `Against the submission of ${against}, version ${delta.against.version}: ${entered} entries came in, ${changed} changed, ${left} left; each stands in the JSON.`
  return [
    { kind: 'heading', level: 1, text: language === 'zh' ? '与上一次报送相比' : 'Against the submission before' },
    { kind: 'paragraph', text },
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

/**
 * A frozen submission on paper: cover, tables, what explains them, room to sign and to seal. It bears the text's own digest, and
 * nobody's name who took it out: the same submission is the same paper.
 */
export const submissionPaper = (document: SubmissionDocument, digests: Digests, language: Language, longer: Longer = new Map()): DocumentModel => {
  const zh = language === 'zh'
  const title = document.template.words[language]
  const { who, on } = signingWords(language)
  const lines = coverLines(document, digests, language).map(({ label, value, type }) => ({
    label,
    value: value === null ? '' : type === 'day' ? paperDay(String(value), language) : clipped(String(value)),
  }))
  return {
    lang: language,
    name: `${title} ${periodWords(document.period)[language]}`,
    number: zh ? `${document.id} 第${document.version}版` : `${document.id} v${document.version}`,
    on: dayInChina(document.computed.at),
    agency: document.agency.name,
    paper: 'across',
    numbering: 'sections',
    digest: digests.sha256,
    blocks: [
      { kind: 'title', text: title },
      { kind: 'subtitle', text: `${document.agency.name}　${periodWords(document.period)[language]}` },
      { kind: 'pairs', rows: besides(lines) },
      ...tables(document, language, longer),
      ...explanations(document, language),
      ...deltaBlock(document, language),
      {
        kind: 'pairs',
        rows: who.map((label, at) => [
          { label, value: '', lines: at === 2 ? 4 : 2 },
          { label: on, value: '', lines: at === 2 ? 4 : 2 },
        ]),
      },
    ],
  }
}
