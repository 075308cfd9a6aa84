import { serialToDate } from 'hucre'
import { Refusal } from '../../../shared/errors.ts'
import { plainBreaks } from './line-breaks.ts'
import { plainPrinted } from './printed.ts'
import { broken, tooLarge } from './refuse.ts'
import type { Cell, Merge, ReadLimits, SheetRow } from './types.ts'
import type { Package } from './xlsx-package.ts'
import { readPart, type Span, scanPart, type XmlHandler, xmlScanner } from './xml.ts'
import { inflatePart, type ZipPart } from './zip.ts'

/** The format's own last row. */
const lastRow = 1_048_576

/** All shared strings stay in memory while a sheet is read. */
const maxStringsBytes = 300 << 20

/** `_x000D_` and its like (ECMA-376 part 1, 22.4.2.4), then one kind of line break. */
export const plainText = (text: string): string => {
  const plain = text.includes('_x') ? text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text
  return plainBreaks(plain)
}

/** The shared strings, rich text joined, phonetic readings left out. */
export const readSharedStrings = async (pack: Package, part: ZipPart | null): Promise<string[]> => {
  const strings: string[] = []
  if (part === null) return strings
  if (part.unpacked > maxStringsBytes) throw tooLarge(maxStringsBytes)
  const { limits } = pack
  let text = ''
  let inText = false
  let inReading = false
  const handler: XmlHandler = {
    tags: ['t', 'si', 'rPh'],
    open: (tag) => {
      if (tag === 'si') text = ''
      else if (tag === 't') inText = !inReading
      else inReading = true
    },
    text: (decode) => {
      if (inText) text += decode()
      if (text.length > limits.cellCharacters) throw new Refusal('sheet.cellTooLong', { limit: limits.cellCharacters })
    },
    close: (tag) => {
      if (tag === 't') inText = false
      else if (tag === 'rPh') inReading = false
      else {
        strings.push(plainText(text))
        if (strings.length > limits.cells) throw new Refusal('sheet.tooManyCells', { limit: limits.cells })
      }
    },
  }
  await readPart(inflatePart(pack.data, part, pack.signal), xmlScanner(part.name, handler))
  return strings
}

/** What a worksheet says about one cell, before its type and style are looked at. */
type RawCell = { column: number; type: string; style: string; text: string }

type SheetEvents = {
  /** false: every cell's text is told as one blank; the sheet is only measured. */
  texts: boolean
  row(row: number, cells: readonly RawCell[]): void
  merge(merge: Merge): void
  /** A header or footer. */
  printed?(text: string): void
}

/** `AB12` → 27 (0-based); -1 when there are no letters. */
const columnOf = ({ bytes, from, to }: Readonly<Span>): number => {
  let column = 0
  for (let at = from; at < to; at++) {
    const code = (bytes[at] as number) & 0xdf
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column - 1
}
const rowOf = (reference: string): number => Number(/\d+$/.exec(reference)?.[0] ?? 0)

const mergeOf = (reference: string): Merge | null => {
  const [first = '', last = first] = reference.split(':')
  const column = (text: string): number => columnOf({ bytes: Buffer.from(text), from: 0, to: text.length })
  const merge = { top: rowOf(first), left: column(first), bottom: rowOf(last), right: column(last) }
  return merge.top > 0 && merge.left >= 0 && merge.bottom >= merge.top && merge.right >= merge.left ? merge : null
}

const printedTags = ['oddHeader', 'oddFooter', 'evenHeader', 'evenFooter', 'firstHeader', 'firstFooter']

/** Only cells with a value are told; rows without any are not. */
const sheetHandler = (partName: string, limits: ReadLimits, events: SheetEvents): XmlHandler => {
  let row = 0
  let next = 0
  let width = 0
  let cells: RawCell[] = []
  let cell: RawCell | null = null
  let total = 0
  let merges = 0
  let inText = false
  let inReading = false
  let printed: string | null = null
  return {
    tags: ['c', 'v', 'row', 't', 'rPh', 'mergeCell', ...printedTags],
    open: (tag, attributes) => {
      switch (tag) {
        case 'row': {
          const given = attributes.text('r')
          row = given === null ? row + 1 : Number(given)
          if (!Number.isInteger(row) || row < 1) throw broken(partName)
          if (row > lastRow) throw new Refusal('sheet.tooManyRows', { limit: lastRow })
          cells = []
          next = 0
          width = 0
          break
        }
        case 'c': {
          const reference = attributes.span('r')
          const column = reference === null ? -1 : columnOf(reference)
          cell = { column: column === -1 ? next : column, type: attributes.text('t') ?? '', style: attributes.text('s') ?? '', text: '' }
          next = cell.column + 1
          break
        }
        case 'v':
          inText = cell !== null
          break
        case 't':
          inText = cell !== null && !inReading
          break
        case 'rPh':
          inReading = true
          break
        case 'mergeCell': {
          const merge = mergeOf(attributes.text('ref') ?? '')
          if (++merges > limits.merges) throw new Refusal('sheet.tooManyMerges', { limit: limits.merges })
          if (merge !== null) events.merge(merge)
          break
        }
        default:
          printed = ''
      }
    },
    text: (decode) => {
      if (printed !== null) printed += decode()
      if (!inText || cell === null) return
      cell.text += events.texts ? decode() : ' '
      if (cell.text.length > limits.cellCharacters) throw new Refusal('sheet.cellTooLong', { limit: limits.cellCharacters })
    },
    close: (tag) => {
      switch (tag) {
        case 'v':
        case 't':
          inText = false
          break
        case 'rPh':
          inReading = false
          break
        case 'c':
          if (cell !== null && cell.text !== '') {
            if (cell.column >= limits.columns) throw new Refusal('sheet.tooManyColumns', { limit: limits.columns })
            cells.push(cell)
            if (cell.column >= width) width = cell.column + 1
          }
          cell = null
          break
        case 'row':
          if (cells.length > 0) {
            total += Math.max(width, cells.length)
            if (total > limits.cells) throw new Refusal('sheet.tooManyCells', { limit: limits.cells })
            events.row(row, cells)
          }
          cells = []
          break
        case 'mergeCell':
          break
        default:
          events.printed?.(plainPrinted(printed ?? ''))
          printed = null
      }
    },
  }
}

/** Size, merges, headers and footers of a sheet, by reading it through without keeping its cells. */
export const measureSheet = async (pack: Package, part: ZipPart): Promise<{ rows: number; columns: number; merges: Merge[]; printed: string[] }> => {
  const found = { rows: 0, columns: 0, merges: [] as Merge[], printed: [] as string[] }
  const handler = sheetHandler(part.name, pack.limits, {
    texts: false,
    row: (row, cells) => {
      if (row > found.rows) found.rows = row
      for (const { column } of cells) if (column >= found.columns) found.columns = column + 1
    },
    merge: (merge) => {
      found.merges.push(merge)
    },
    printed: (text) => {
      found.printed.push(text)
    },
  })
  await readPart(inflatePart(pack.data, part, pack.signal), xmlScanner(part.name, handler))
  return found
}

const dayCell = (serial: number, from1904: boolean): Cell => {
  // Below one day it is a time of day, which has no date to show.
  if (serial < 1) return serial
  const date = serialToDate(serial, from1904)
  return Number.isNaN(date.getTime()) ? serial : date
}

export type CellContext = { strings: readonly string[]; dateStyles: readonly boolean[]; from1904: boolean }

/** ECMA-376 part 1, 18.18.11. Formulas give the value they had when the file was saved. */
const cellValue = ({ type, style, text }: RawCell, context: CellContext): Cell => {
  switch (type) {
    case 's': {
      const shared = context.strings[Number(text)]
      return shared === undefined || shared === '' ? null : shared
    }
    case 'inlineStr':
    case 'str':
      return plainText(text)
    case 'b':
      return text.trim() === '1' || text.trim().toLowerCase() === 'true'
    case 'e':
      return text
    case 'd': {
      const date = new Date(/[zZ]|[+-]\d\d:\d\d$/.test(text) || text.length <= 10 ? text : `${text}Z`)
      return Number.isNaN(date.getTime()) ? text : date
    }
    default: {
      const number = Number(text)
      if (text.trim() === '') return null
      if (!Number.isFinite(number)) return plainText(text)
      return context.dateStyles[Number(style)] === true ? dayCell(number, context.from1904) : number
    }
  }
}

/** The rows of a sheet, batch by batch as its part is inflated. */
export const readRows = (pack: Package, part: ZipPart, context: CellContext): AsyncIterable<SheetRow[]> => {
  let batch: SheetRow[] = []
  const handler = sheetHandler(part.name, pack.limits, {
    texts: true,
    row: (row, raw) => {
      const cells: Cell[] = []
      let filled = false
      for (const cell of raw) {
        const value = cellValue(cell, context)
        if (value === null) continue
        while (cells.length < cell.column) cells.push(null)
        cells[cell.column] = value
        filled = true
      }
      if (filled) batch.push({ row, cells })
    },
    merge: () => undefined,
  })
  return scanPart(inflatePart(pack.data, part, pack.signal), xmlScanner(part.name, handler), () => {
    const found = batch
    batch = []
    return found.length === 0 ? null : found
  })
}
