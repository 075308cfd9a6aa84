import { colToLetter } from 'hucre'
import { Refusal } from '../../../shared/errors.ts'
import { countFormulas } from './count-formulas.ts'
import { type CellFill, fillCells } from './fill-cells.ts'
import { type Fill, fillRows, roomIn } from './fill-rows.ts'
import type { Stamp } from './types.ts'
import { emptyUnused, notAsItIs, type OpenedWorkbook, openWorkbook, placeOf, stampWorkbook } from './workbook-edit.ts'
import { leaveCounting } from './workbook-formulas.ts'
import { zipPieces } from './zip-stream.ts'
import type { NewPart } from './zip-write.ts'

const sheetOf = (opened: OpenedWorkbook, name: string) => {
  const sheet = name === '' ? opened.sheets[0] : opened.sheets.find((one) => one.name === name)
  const part = sheet === undefined ? undefined : opened.parts.get(sheet.part)
  if (sheet === undefined || part === undefined || part.text === null) throw notAsItIs(opened.name, name)
  return { key: sheet.part, part, text: part.text }
}

/** Rows as cells, where the form has room for them; null: the sheet is written anew from its first data row on. Throws `sheet.noRoom`. */
const asCells = (opened: OpenedWorkbook, { sheet, firstDataRow, below, rows }: Fill): CellFill[] | null => {
  if (below === 'replaced') return null
  const room = roomIn(sheetOf(opened, sheet).text, firstDataRow)
  if (rows.length > room.rows) {
    if (!room.ends) return null
    throw new Refusal('sheet.noRoom', { sheet, room: room.rows, rows: rows.length })
  }
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
  const single = [...cells]
  const blocks: { key: string; fill: Fill }[] = []
  for (const fill of rows) {
    const own = asCells(opened, fill)
    if (own === null) blocks.push({ key: sheetOf(opened, fill.sheet).key, fill })
    else single.push(...own)
  }
  const ofSheets = new Map<string, CellFill[]>()
  for (const cell of single) {
    const { key } = sheetOf(opened, cell.sheet)
    const wanted = ofSheets.get(key) ?? []
    wanted.push(cell)
    ofSheets.set(key, wanted)
  }
  for (const [key, wanted] of ofSheets) {
    const { part, text } = sheetOf(opened, wanted[0]?.sheet ?? '')
    const below = Math.min(...blocks.filter((block) => block.key === key).map(({ fill }) => fill.firstDataRow))
    const lost = wanted.find(({ at }) => (placeOf(at)?.row ?? 0) >= below)
    if (lost !== undefined) throw new Refusal('sheet.cellTwice', { sheet: lost.sheet, cell: lost.at })
    part.text = fillCells(text, wanted, opened)
  }
  leaveCounting(opened)
  countFormulas(opened, new Map(blocks.map(({ key, fill }) => [key, fill.firstDataRow])))
  const written = new Map<string, Iterable<string>>()
  const heads = new Map<string, string>()
  for (const { key, fill } of blocks) {
    const { text } = sheetOf(opened, fill.sheet)
    const { head, pieces } = fillRows(text, fill, opened)
    heads.set(key, head)
    written.set(key, pieces)
  }
  emptyUnused(
    opened,
    opened.sheets.map(({ part }) => heads.get(part) ?? opened.parts.get(part)?.text ?? ''),
  )
  if (stamp !== null) stampWorkbook(opened, stamp)
  const parts = [...opened.parts].map(
    ([key, { written: title, text, bytes }]): NewPart => ({ name: title, chunks: written.get(key) ?? [text === null ? bytes : Buffer.from(text, 'utf8')] }),
  )
  return Buffer.concat([...zipPieces(parts)])
}
