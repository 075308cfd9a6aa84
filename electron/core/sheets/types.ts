import type { EntryContent, EntryStatus } from '../../../shared/catalogue.ts'
import type { Cell } from '../../../shared/cell.ts'
import type { ExtensionLabel } from '../../../shared/template.ts'

export type { Cell }

/** `row` is 1-based, as the officer sees it. `cells` may be shorter than the sheet is wide; absent cells are null. */
export type SheetRow = { row: number; cells: Cell[] }

/** A merged block, bounds included. Rows are 1-based as in SheetRow, columns 0-based as in Mapping. Its value stands in the top left cell, the others are null. */
export type Merge = { top: number; left: number; bottom: number; right: number }

/** `xls` is every BIFF workbook in an OLE2 container, so WPS's et too; `xml` is SpreadsheetML 2003. */
export type SheetFormat = 'xlsx' | 'xls' | 'csv' | 'json' | 'html' | 'xml'
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5'

export type SheetInfo = {
  name: string
  /** Number of the last row with content; 0 = nothing in it. */
  rows: number
  /** Width of the widest row. */
  columns: number
  /** Hidden in the workbook: reported, to be read only when named. */
  hidden: boolean
  merges: Merge[]
}

/** An opened spreadsheet of any format. `close` frees what it holds; it may be called twice. */
export type SheetFile = {
  format: SheetFormat
  /** Of text formats only. */
  encoding: TextEncoding | null
  sheets: SheetInfo[]
  /** Texts that stand in no cell: headers and footers, comments, text boxes, the document's properties. */
  loose: readonly string[]
  /**
   * The rows of one sheet, from the top, in batches; rows without any content are left out. Text has \n for every line
   * break and is not trimmed. Throws Refusal sheet.* when the file turns out broken or too large on the way.
   */
  rows(sheetIndex: number): AsyncIterable<SheetRow[]>
  close(): void
}

/** What a file may cost to read; passing one of them is answered by the Refusal named beside it. */
export type ReadLimits = {
  fileBytes: number // sheet.tooLarge
  /** A zip package as it is, which stands in memory. */
  packedBytes: number // sheet.tooLarge
  /** All parts of a package together, unpacked. */
  inflatedBytes: number // sheet.tooLarge
  /** Unpacked size over packed size of one part, when that is more than a few MB. */
  ratio: number // sheet.tooLarge
  /** What only a reader that holds it all at once knows: HTML, SpreadsheetML 2003, JSON that is no array. */
  wholeBytes: number // sheet.tooLarge
  /** From here on BIFF goes to a reader that is four times as quick, in half the memory, and knows less. */
  thoroughBytes: number
  /** Of text formats; workbooks have their own end. */
  rows: number // sheet.tooManyRows
  columns: number // sheet.tooManyColumns
  /** The widths of all rows of a sheet together, blanks between filled cells included. */
  cells: number // sheet.tooManyCells
  merges: number // sheet.tooManyMerges
  cellCharacters: number // sheet.cellTooLong
}

export const readLimits: ReadLimits = {
  fileBytes: 4 * 2 ** 30,
  packedBytes: 300 << 20,
  inflatedBytes: 4 * 2 ** 30,
  ratio: 100,
  wholeBytes: 24 << 20,
  thoroughBytes: 8 << 20,
  rows: 20_000_000,
  columns: 16_384,
  cells: 1_000_000_000,
  merges: 500_000,
  cellCharacters: 1_000_000,
}

/** `name` is what the officer calls the file, for messages; the path's last part when left out. */
export type ReadOptions = { name?: string; signal?: AbortSignal; limits?: Partial<ReadLimits> }

/** An entry on its way out. `version` and `id` travel in locked columns, so that a re-import recognises it. */
export type ExportEntry = { id: string; version: number; status: EntryStatus; content: EntryContent }

/** What leaves bears agency, user, day and purpose (practice P16). `at` also dates the workbook, so same input gives the same bytes (decisions M4). */
export type Stamp = { agency: string; user: string; on: string; at: string; purpose: string }

export type Entries = AsyncIterable<readonly ExportEntry[]> | Iterable<readonly ExportEntry[]>

export type WriteOptions = {
  stamp: Stamp
  /** The local extension fields to give a column each; a key an entry carries must be among them. */
  extensions: readonly ExtensionLabel[]
  signal?: AbortSignal
  /** Called now and then with the number of entries written so far. */
  onProgress?: (entries: number) => void
}

/** `rows` counts sheet rows below the headings (entries, for json and dcat). */
export type Written = { entries: number; rows: number; bytes: number }

/** Above this many sheet rows the workbook is streamed flat (decisions M3). */
export const fullFormRows = 5_000
