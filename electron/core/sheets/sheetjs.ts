import { TextDecoder } from 'node:util'
import { type CellObject, read, set_cptable, type WorkBook } from '@e965/xlsx'
import { isDateFormat, serialToDate } from 'hucre'
import { Refusal } from '../../../shared/errors.ts'
import { inBatches } from './batches.ts'
import { plainBreaks } from './line-breaks.ts'
import { broken, tooLarge } from './refuse.ts'
import type { Cell, Merge, ReadLimits, SheetFile, SheetFormat, SheetInfo, SheetRow } from './types.ts'

/** Code pages of old files, by the decoders every runtime has; cp 1200 and 65001 are asked for as well. */
const codePages: Readonly<Record<number, string>> = { 936: 'gb18030', 950: 'big5', 932: 'shift_jis', 949: 'euc-kr', 1200: 'utf-16le', 65001: 'utf-8' }
const codePageTable = {
  utils: {
    decode: (page: number, bytes: Uint8Array | number[] | string): string =>
      new TextDecoder(codePages[page] ?? 'windows-1252').decode(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : Uint8Array.from(bytes)),
    encode: (_page: number, text: string): Buffer => Buffer.from(text, 'latin1'),
  },
}

const cellValue = (cell: CellObject | undefined, from1904: boolean): Cell => {
  if (cell === undefined || cell.v === undefined || cell.v === '') return null
  if (cell.t === 'e') return cell.w ?? null
  if (typeof cell.v === 'number' && cell.v >= 1 && typeof cell.z === 'string' && isDateFormat(cell.z)) return serialToDate(cell.v, from1904)
  return typeof cell.v === 'string' ? plainBreaks(cell.v) : cell.v
}

type Loaded = { info: SheetInfo; rows: SheetRow[]; comments: string[] }

const load = (book: WorkBook, name: string, hidden: boolean, limits: ReadLimits): Loaded => {
  const sheet = book.Sheets[name]
  const data: (CellObject | undefined)[][] = (sheet?.['!data'] as (CellObject | undefined)[][] | undefined) ?? []
  const from1904 = book.Workbook?.WBProps?.date1904 === true
  const ranges = sheet?.['!merges'] ?? []
  if (ranges.length > limits.merges) throw new Refusal('sheet.tooManyMerges', { limit: limits.merges })
  const rows: SheetRow[] = []
  let columns = 0
  let total = 0
  const comments: string[] = []
  for (const [at, raw] of data.entries()) {
    for (const cell of raw ?? []) for (const { t } of cell?.c ?? []) if (t !== undefined) comments.push(t)
    const cells = Array.from(raw ?? [], (cell) => cellValue(cell, from1904))
    while (cells.length > 0 && cells.at(-1) === null) cells.pop()
    if (cells.length === 0) continue
    if (at >= limits.rows) throw new Refusal('sheet.tooManyRows', { limit: limits.rows })
    if (cells.length > limits.columns) throw new Refusal('sheet.tooManyColumns', { limit: limits.columns })
    total += cells.length
    if (total > limits.cells) throw new Refusal('sheet.tooManyCells', { limit: limits.cells })
    columns = Math.max(columns, cells.length)
    rows.push({ row: at + 1, cells })
  }
  const merges = ranges.map(({ s, e }): Merge => ({ top: s.r + 1, left: s.c, bottom: e.r + 1, right: e.c }))
  return { info: { name, rows: rows.at(-1)?.row ?? 0, columns, hidden, merges }, rows, comments }
}

/** The library reports every record it does not know on the console; what it can not read it throws. */
const quietly = <T>(work: () => T): T => {
  const { error, log } = console
  console.error = console.log = () => undefined
  try {
    return work()
  } finally {
    Object.assign(console, { error, log })
  }
}

/**
 * The second reader, for what only a whole-file library knows: BIFF2-8 in OLE2 containers, and the HTML tables and
 * SpreadsheetML 2003 that web platforms save as .xls. Only files up to `limits.wholeBytes`, since it holds everything
 * at once.
 */
export const openWhole = (data: Buffer | string, format: SheetFormat, limits: ReadLimits): SheetFile => {
  if (data.length > limits.wholeBytes) throw tooLarge(limits.wholeBytes)
  set_cptable(codePageTable)
  // Text of web pages is taken as it stands: "001" and "2018-04-02" are not numbers.
  const options = { dense: true, cellNF: true, cellText: false, cellHTML: false, cellFormula: false, raw: true } as const
  const book = quietly(() => (typeof data === 'string' ? read(data, { type: 'string', ...options }) : read(data, { type: 'buffer', ...options })))
  let loaded = book.SheetNames.map((name, at) => load(book, name, (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) !== 0, limits))
  if (loaded.length === 0) throw broken(format)
  const sheets = loaded.map(({ info }) => info)
  const loose = [...loaded.flatMap(({ comments }) => comments), ...Object.values(book.Props ?? {}).filter((value) => typeof value === 'string')]
  const rows = (sheetIndex: number) => inBatches(loaded[sheetIndex]?.rows ?? [])
  return {
    format,
    encoding: null,
    sheets,
    loose,
    rows,
    close: () => {
      loaded = []
    },
  }
}
