import { colToLetter } from 'hucre'
import { Refusal } from '../../../shared/errors.ts'
import { type CellFill, fillCells } from './fill-cells.ts'
import { type Fill, fillRows } from './fill-rows.ts'
import type { Stamp } from './types.ts'
import { emptyUnused, notAsItIs, type OpenedWorkbook, openWorkbook, placeOf, stampWorkbook } from './workbook-edit.ts'
import { leaveCounting } from './workbook-formulas.ts'
import { type NewPart, zipOf } from './zip-write.ts'

const sheetOf = (opened: OpenedWorkbook, name: string) => {
  const sheet = name === '' ? opened.sheets[0] : opened.sheets.find((one) => one.name === name)
  const part = sheet === undefined ? undefined : opened.parts.get(sheet.part)
  if (sheet === undefined || part === undefined || part.text === null) throw notAsItIs(opened.name, name)
  return { key: sheet.part, part, text: part.text }
}

/** The cells of rows that a form has room for. Throws `sheet.noRoom`. */
const cellsOf = ({ sheet, firstDataRow, lastDataRow, rows }: Fill): CellFill[] => {
  if (lastDataRow === undefined) return []
  const room = lastDataRow - firstDataRow + 1
  if (rows.length > room) throw new Refusal('sheet.noRoom', { sheet, room, rows: rows.length })
  return rows.flatMap((cells, at) =>
    cells.flatMap((value, column) => (value === null ? [] : { sheet, at: `${colToLetter(column)}${firstDataRow + at}`, value })),
  )
}

/**
 * Somebody else's workbook with these rows and cells in its sheets, and everything else as it was: headings, order, widths,
 * styles, drop-downs, pictures, further sheets. With no rows a sheet keeps one empty row in its style. The same workbook and
 * values give the same bytes. Throws `listing.workbookForm`, `sheet.formulaCell`, `sheet.noCell`, `sheet.cellTwice`, `sheet.noRoom`.
 */
export const fillWorkbook = async (
  data: Buffer,
  name: string,
  { rows, cells }: { rows: readonly Fill[]; cells: readonly CellFill[] },
  stamp: Stamp | null,
): Promise<Buffer> => {
  const opened = await openWorkbook(data, name)
  const ofSheets = new Map<string, CellFill[]>()
  for (const cell of [...cells, ...rows.flatMap(cellsOf)]) {
    const { key } = sheetOf(opened, cell.sheet)
    ofSheets.set(key, [...(ofSheets.get(key) ?? []), cell])
  }
  for (const [key, wanted] of ofSheets) {
    const { part, text } = sheetOf(opened, wanted[0]?.sheet ?? '')
    const below = rows.find((fill) => fill.lastDataRow === undefined && sheetOf(opened, fill.sheet).key === key)?.firstDataRow ?? Number.POSITIVE_INFINITY
    const lost = wanted.find(({ at }) => (placeOf(at)?.row ?? 0) >= below)
    if (lost !== undefined) throw new Refusal('sheet.cellTwice', { sheet: lost.sheet, cell: lost.at })
    part.text = fillCells(text, wanted, opened)
  }
  leaveCounting(opened)
  const written = new Map<string, Iterable<string>>()
  const heads = new Map<string, string>()
  for (const fill of rows) {
    if (fill.lastDataRow !== undefined) continue
    const { key, text } = sheetOf(opened, fill.sheet)
    const { head, pieces } = fillRows(text, fill, opened)
    heads.set(key, head)
    written.set(key, pieces)
  }
  emptyUnused(
    opened,
    opened.sheets.map(({ part }) => heads.get(part) ?? opened.parts.get(part)?.text ?? ''),
  )
  if (stamp !== null) stampWorkbook(opened, stamp)
  return zipOf(
    [...opened.parts].map(
      ([key, { written: title, text, bytes }]): NewPart => ({ name: title, chunks: written.get(key) ?? [text === null ? bytes : Buffer.from(text, 'utf8')] }),
    ),
  )
}
