import type { Cell } from '../../../shared/cell.ts'
import { headerText, repeatedInFlat, sheetColumns } from '../../../shared/template.ts'
import { entryRows } from './entry-rows.ts'
import { safeForCsv } from './formula-injection.ts'
import type { Entries, WriteOptions, Written } from './types.ts'
import { writeText } from './write-file.ts'

const field = (cell: Cell): string => {
  if (cell === null) return ''
  const text = typeof cell === 'string' ? safeForCsv(cell) : String(cell instanceof Date ? cell.toISOString() : cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One record as csv has it. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(field).join(',')}\r\n`

/**
 * The flat form as csv: one heading row, one row per item, UTF-8 with byte order mark so that Excel and WPS take it for
 * what it is, cells that look like formulas neutralised. Who took it out stands in the last column of the first row.
 */
export const writeCsv = async (path: string, entries: Entries, options: WriteOptions): Promise<Written> => {
  const columns = sheetColumns(options.extensions)
  const count = { entries: 0, rows: 0 }
  async function* lines() {
    yield `\ufeff${csvLine(columns.map(headerText))}`
    for await (const rows of entryRows(columns, entries, options, { repeated: repeatedInFlat, stamped: true }, count))
      for (const row of rows) yield csvLine(row)
  }
  const bytes = await writeText(path, lines(), options.signal)
  return { ...count, bytes }
}
