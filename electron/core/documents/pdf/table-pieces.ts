import type { Block, Pair, TableColumn } from '../../../../shared/documents/document.ts'
import { breakLines, type Line } from '../line-breaks.ts'
import type { Piece } from './flow.ts'
import { sizes } from './page.ts'
import type { Style } from './pen.ts'
import { baseline, type Setting } from './text-pieces.ts'

type Align = NonNullable<TableColumn['align']>
/** `tail`: of numbers aligned by their units' place, the widest that stands after it in their column, less what stands after it here. */
type Cell = { lines: Line[]; x: number; width: number; align: Align; style: Style; least?: number; tail?: number }

const padding = 4.5
/** Beside the letters of crowded tables. */
const paddingAt = (size: number): number => (size < sizes.small5 ? 2.5 : padding)

/** Many columns are set smaller. */
export const tableSize = (columns: number): number => (columns > 12 ? 8 : columns > 9 ? sizes.small5 : columns > 4 ? sizes.no5 : sizes.small4)

const leading = (size: number): number => size * 1.45

const cellLines = ({ pen }: Setting, text: string, width: number, style: Style): Line[] => {
  const room = width - paddingAt(style.size) * 2
  return text.split('\n').flatMap((part) => breakLines(part, (piece) => pen.measure(piece, style), room, room))
}

/** A row with its frame; the frames of two rows share their line. */
const rowPiece = ({ pen }: Setting, cells: readonly Cell[]): Piece => {
  const height = Math.max(...cells.map(({ lines, style, least = 0 }) => Math.max(lines.length, least) * leading(style.size))) + padding * 2
  return {
    height,
    draw: (top) => {
      const [left = 0, right = 0] = [cells[0]?.x, cells.reduce((end, { x, width }) => Math.max(end, x + width), 0)]
      pen.rules([
        [left, top, right, top],
        [left, top + height, right, top + height],
        ...[...cells.map(({ x }) => x), right].map((x) => [x, top, x, top + height] as const),
      ])
      for (const { lines, x, width, align, style, tail = 0 } of cells) {
        const step = leading(style.size)
        const from = top + (height - lines.length * step) / 2
        for (const [at, line] of lines.entries()) {
          const beside = paddingAt(style.size)
          const free = width - beside * 2 - line.width
          const start = x + beside + (align === 'center' ? free / 2 : align === 'right' ? free : align === 'decimal' ? Math.max(0, free - tail) : 0)
          pen.writeLine({ ...line, last: true }, start, from + at * step + baseline(step, style.size), style, width)
        }
      }
    },
  }
}

/** A row that no page holds goes on in further rows. */
const rowPieces = (setting: Setting, cells: readonly Cell[], most: number): Piece[] => {
  const size = Math.max(...cells.map(({ style }) => style.size))
  const lines = Math.max(1, Math.floor((most - padding * 2) / leading(size)))
  const longest = Math.max(...cells.map((cell) => cell.lines.length))
  return Array.from({ length: Math.max(1, Math.ceil(longest / lines)) }, (_, at) =>
    rowPiece(
      setting,
      cells.map((cell) => ({ ...cell, lines: cell.lines.slice(at * lines, (at + 1) * lines) })),
    ),
  )
}

/** By their shares, but none is narrower than two characters. */
export const columnWidths = (columns: readonly TableColumn[], width: number, size: number): number[] => {
  const least = size * 2 + paddingAt(size) * 2 + 1
  const whole = columns.reduce((sum, column) => sum + column.width, 0)
  const shares = columns.map((column) => Math.max(least, (column.width / whole) * width))
  const over = shares.reduce((sum, share) => sum + share, 0) - width
  const spare = shares.reduce((sum, share) => sum + share - least, 0)
  return shares.map((share) => (spare > over ? share - ((share - least) / spare) * over : width / columns.length))
}

/** What stands after the units' place: .7%, 个百分点. */
const tailOf = (text: string): string => /^[+−-]?[\d,]+(.*)$/su.exec(text)?.[1] ?? ''

type Table = Pick<Extract<Block, { kind: 'table' }>, 'columns' | 'rows' | 'groups' | 'total'>

export const tablePieces = (setting: Setting, { columns, rows, groups = [], total = false }: Table): Piece[] => {
  const { page, pen } = setting
  const size = tableSize(columns.length)
  const widths = columnWidths(columns, page.width, size)
  const across = new Set(groups)
  let x = page.left
  const places = columns.map(({ align = 'left' }, at) => {
    const tails = align === 'decimal' ? rows.map((texts, row) => (across.has(row) ? 0 : pen.measure(tailOf(texts[at] ?? ''), { size }))) : []
    const place = { x, width: widths[at] ?? 0, align, tail: tails.reduce((most, tail) => Math.max(most, tail), 0) }
    x += place.width
    return place
  })
  const cellsOf = (texts: readonly string[], style: Style, align?: 'center'): Cell[] =>
    places.map(({ tail, ...place }, at) => {
      const text = texts[at] ?? ''
      return {
        ...place,
        tail: tail - pen.measure(tailOf(text), { size }),
        align: align ?? place.align,
        style,
        lines: cellLines(setting, text, place.width, style),
      }
    })
  const bold: Style = { size, bold: true }
  const acrossCell = (text: string): Cell[] => [
    { x: page.left, width: page.width, align: 'left', style: bold, lines: cellLines(setting, text, page.width, bold) },
  ]
  /** What the rows come to: its words take the cells that are empty beside them. */
  const totalCells = (texts: readonly string[]): Cell[] => {
    const next = texts.findIndex((text, at) => at > 0 && text !== '')
    const [first, ...others] = cellsOf(texts, bold)
    if (first === undefined) return []
    const until = next === -1 ? places.length : next
    const width = places.slice(0, until).reduce((sum, place) => sum + place.width, 0)
    return [{ ...first, width, align: 'left', lines: cellLines(setting, texts[0] ?? '', width, bold) }, ...others.slice(until - 1)]
  }
  const head = rowPiece(
    setting,
    cellsOf(
      columns.map(({ title }) => title),
      bold,
      'center',
    ),
  )
  const last = rows.length - 1
  const body = rows.flatMap((texts, at) => {
    const cells = across.has(at) ? acrossCell(texts[0] ?? '') : total && at === last ? totalCells(texts) : cellsOf(texts, { size })
    // A heading stays with what it is over, the head of the table with two rows, and what rows come to with the last of them.
    const together = at < last && (across.has(at) || at === 0 || (total && at === last - 1))
    const made = rowPieces(setting, cells, page.height - head.height)
    return together && made.length === 1 ? made.map((piece) => ({ ...piece, withNext: true })) : made
  })
  return [{ ...head, before: 6, withNext: true }, ...body.map((piece) => ({ ...piece, head }))]
}

/** So few rows stay on one page. */
const togetherRows = 6

export const labelShare = { 1: 0.24, 2: 0.22, 3: 0.16 } as const
/** Labels and values side by side are set smaller. */
export const pairSize = (rows: readonly (readonly Pair[])[]): number => (rows.some((pairs) => pairs.length > 1) ? sizes.no5 : sizes.small4)

/** Labels beside their values, one to three to a row. */
export const pairPieces = (setting: Setting, rows: readonly (readonly Pair[])[]): Piece[] => {
  const { page } = setting
  const style: Style = { size: pairSize(rows) }
  const most = Math.max(...rows.map((pairs) => pairs.length))
  const label = page.width * labelShare[most === 1 ? 1 : most === 2 ? 2 : 3]
  return rows.flatMap((pairs, at) => {
    const share = page.width / pairs.length
    const cells = pairs.flatMap((pair, place): Cell[] => {
      const x = page.left + share * place
      const bold: Style = { ...style, bold: true }
      return [
        { x, width: label, align: 'center', style: bold, lines: cellLines(setting, pair.label, label, bold) },
        { x: x + label, width: share - label, align: 'left', style, lines: cellLines(setting, pair.value, share - label, style), least: pair.lines ?? 0 },
      ]
    })
    const together = rows.length <= togetherRows && at < rows.length - 1
    return rowPieces(setting, cells, page.height).map((piece) => ({ ...piece, before: at === 0 ? 6 : 0, ...(together ? { withNext: true } : {}) }))
  })
}
