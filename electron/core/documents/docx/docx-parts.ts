import { AlignmentType, BorderStyle, LineRuleType, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlignTable, WidthType } from 'docx'
import type { Block, Pair, Signature } from '../../../../shared/documents/document.ts'
import { paperWords } from '../../../../shared/documents/words.ts'
import type { Language } from '../../../../shared/errors.ts'
import { linePitch, pageOf, sizes } from '../pdf/page.ts'
import { columnWidths, labelShare, pairSize, tableSize } from '../pdf/table-pieces.ts'

/** The faces official papers name; Word takes what is there when one is missing. */
export const docxFonts = { text: '仿宋', title: '方正小标宋简体', first: '黑体', second: '楷体', page: '宋体', latin: 'Times New Roman' } as const

const twips = (points: number): number => Math.round(points * 20)

export type TextStyle = {
  size: number
  font?: string
  bold?: boolean
  align?: 'left' | 'center' | 'right' | 'both'
  first?: number
  left?: number
  right?: number
  hanging?: number
  before?: number
  /** Exact height of a line in points; left out: as high as its letters need. */
  line?: number
  keepNext?: boolean
  newPage?: boolean
  outline?: number
  ruled?: boolean
}

const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT, both: AlignmentType.BOTH } as const

export const textRun = (text: string, { size, font = docxFonts.text, bold = false }: Pick<TextStyle, 'size' | 'font' | 'bold'>, first = true): TextRun =>
  new TextRun({
    text,
    size: size * 2,
    bold,
    font: { ascii: docxFonts.latin, hAnsi: docxFonts.latin, cs: docxFonts.latin, eastAsia: font },
    ...(first ? {} : { break: 1 }),
  })

export const textParagraph = (text: string, style: TextStyle): Paragraph => {
  const { align = 'both', first = 0, left = 0, right = 0, hanging = 0, before = 0, line, keepNext = false, newPage = false, outline, ruled = false } = style
  const border = { style: BorderStyle.SINGLE, size: 8, color: '000000', space: 4 }
  return new Paragraph({
    children: text.split('\n').map((part, at) => textRun(part, style, at === 0)),
    alignment: alignments[align],
    indent: { left: twips(left), right: twips(right), ...(hanging > 0 ? { hanging: twips(hanging) } : { firstLine: twips(first) }) },
    spacing: { before: twips(before), after: 0, ...(line === undefined ? {} : { line: twips(line), lineRule: LineRuleType.EXACT }) },
    keepNext,
    pageBreakBefore: newPage,
    ...(outline === undefined ? {} : { outlineLevel: outline }),
    ...(ruled ? { border: { top: border, bottom: border } } : {}),
  })
}

/** Of a cell's lines, in type sizes: the page's own grid is too wide for them. */
const leading = 1.45

type CellStyle = TextStyle & { width: number; lines?: number; open?: boolean; spans?: number }

const open = { style: BorderStyle.NONE, size: 0, color: 'auto' }

const cell = (text: string, { width, size, lines = 0, open: bare = false, spans = 1, ...style }: CellStyle): TableCell =>
  new TableCell({
    width: { size: twips(width), type: WidthType.DXA },
    ...(spans > 1 ? { columnSpan: spans } : {}),
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 60, bottom: 60, left: size < sizes.small5 ? 40 : 80, right: size < sizes.small5 ? 40 : 80 },
    ...(bare ? { borders: { top: open, bottom: open, left: open, right: open } } : {}),
    // Room to write by hand.
    children: [...text.split('\n'), ...Array.from({ length: Math.max(0, lines - text.split('\n').length) }, () => '')].map((part) =>
      textParagraph(part, { size, ...style }),
    ),
  })

const table = (widths: readonly number[], rows: TableRow[]): Table =>
  new Table({
    rows,
    columnWidths: widths.map(twips),
    width: { size: widths.reduce((sum, width) => sum + twips(width), 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
  })

type Paper = Parameters<typeof pageOf>[0]

type ListTable = Pick<Extract<Block, { kind: 'table' }>, 'columns' | 'rows' | 'groups' | 'total'>

export const listTable = (paper: Paper, { columns, rows, groups = [], total = false }: ListTable): Table => {
  const { width } = pageOf(paper)
  const size = tableSize(columns.length)
  const widths = columnWidths(columns, width, size)
  const line = size * leading
  const bold = { font: docxFonts.first }
  const row = (texts: readonly string[], head: boolean, strong = head): TableRow =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: columns.map(({ align = 'left' }, at) =>
        cell(texts[at] ?? '', {
          width: widths[at] ?? 0,
          size,
          line,
          align: head ? 'center' : align === 'decimal' ? 'right' : align,
          ...(strong ? bold : {}),
        }),
      ),
    })
  const across = (text: string): TableRow =>
    new TableRow({ cantSplit: true, children: [cell(text, { width, size, line, align: 'left', spans: columns.length, keepNext: true, ...bold })] })
  return table(widths, [
    row(
      columns.map(({ title }) => title),
      true,
    ),
    ...rows.map((texts, at) => (groups.includes(at) ? across(texts[0] ?? '') : row(texts, false, total && at === rows.length - 1))),
  ])
}

/** One grid for all rows: where a row has fewer pairs its last value is as wide as the rest. */
export const pairTable = (paper: Paper, rows: readonly (readonly Pair[])[]): Table => {
  const { width } = pageOf(paper)
  const size = pairSize(rows)
  const most = Math.max(...rows.map((row) => row.length))
  const label = width * labelShare[most === 1 ? 1 : most === 2 ? 2 : 3]
  const value = width / most - label
  const line = size * leading
  const made = rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: row.flatMap((pair, at) => {
          const spans = at === row.length - 1 ? 1 + 2 * (most - row.length) : 1
          const wide = value + ((spans - 1) / 2) * (label + value)
          return [
            cell(pair.label, { width: label, size, line, align: 'center', font: docxFonts.first }),
            cell(pair.value, { width: wide, size, line, align: 'left', lines: pair.lines ?? 0, spans }),
          ]
        }),
      }),
  )
  return table(Array.from({ length: most }, () => [label, value]).flat(), made)
}

export const signatureTable = (paper: Paper, lang: Language, sides: readonly Signature[]): Table => {
  const { width } = pageOf(paper)
  const half = width / 2
  const size = lang === 'zh' ? sizes.no4 : sizes.small4
  const colon = lang === 'zh' ? '：' : ': '
  const rows = Array.from({ length: Math.ceil(sides.length / 2) }, (_, at) => sides.slice(at * 2, at * 2 + 2))
  return table(
    [half, half],
    rows.flatMap((pair) => {
      const columns = pair.map(({ side, name, lines }) => [
        `${side}${paperWords.seal[lang]}${colon}${name}`,
        ...lines.map(({ label, value }) => `${label}${colon}${value}`),
      ])
      return Array.from(
        { length: Math.max(...columns.map(({ length }) => length)) },
        (_, at) =>
          new TableRow({
            cantSplit: true,
            children: [0, 1].map((place) =>
              cell(columns[place]?.[at] ?? '', { width: half, size, align: 'left', open: true, line: linePitch, keepNext: true }),
            ),
          }),
      )
    }),
  )
}
