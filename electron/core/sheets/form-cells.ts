import { Refusal } from '../../../shared/errors.ts'
import { type Block, blockOf, type OpenedWorkbook, placeOf } from './workbook-edit.ts'
import { plainText } from './xlsx-cells.ts'
import { xmlScanner } from './xml.ts'

/** A cell of a form as it is written, blank ones with a style too. */
export type FormRawCell = { row: number; column: number; type: string; style: number; text: string; formula: boolean }

type Bounds = { rows: number; columns: number; cells: number }

/** The cells of one sheet within the bounds, and its merged blocks; `beyond`: something is written outside of them. Throws `sheet.broken`, `sheet.tooManyMerges`. */
export const readFormCells = (opened: OpenedWorkbook, part: string, strings: readonly string[], bounds: Bounds) => {
  const bytes = opened.parts.get(part)?.bytes ?? Buffer.alloc(0)
  const found = { cells: [] as FormRawCell[], merges: [] as Block[], beyond: false }
  const { cellCharacters } = opened.pack.limits
  let row = 0
  let next = 0
  let cell: FormRawCell | null = null
  let inText = false
  let inReading = false
  const ended = (one: FormRawCell) => {
    if (one.type === 's') one.text = strings[Number(one.text)] ?? ''
    else if (one.type === 'inlineStr' || one.type === 'str') one.text = plainText(one.text)
    const inside = one.row <= bounds.rows && one.column < bounds.columns && found.cells.length < bounds.cells
    if (inside) found.cells.push(one)
    else if (one.text !== '') found.beyond = true
  }
  const scanner = xmlScanner(part, {
    tags: ['c', 'f', 'v', 'row', 't', 'rPh', 'mergeCell'],
    open: (tag, attributes) => {
      if (tag === 'row') {
        row = Number(attributes.text('r') ?? row + 1)
        next = 0
      } else if (tag === 'c') {
        const column = placeOf(attributes.text('r') ?? '')?.column ?? next
        next = column + 1
        cell = { row, column, type: attributes.text('t') ?? '', style: Number(attributes.text('s') ?? 0), text: '', formula: false }
      } else if (tag === 'f' && cell !== null) cell.formula = true
      else if (tag === 'v') inText = cell !== null
      else if (tag === 't') inText = cell !== null && !inReading
      else if (tag === 'rPh') inReading = true
      else if (tag === 'mergeCell') {
        const block = blockOf(attributes.text('ref') ?? '')
        if (block !== null) found.merges.push(block)
        if (found.merges.length > bounds.cells) throw new Refusal('sheet.tooManyMerges', { limit: bounds.cells })
      }
    },
    text: (decode) => {
      if (!inText || cell === null) return
      cell.text += decode()
      if (cell.text.length > cellCharacters) throw new Refusal('sheet.cellTooLong', { limit: cellCharacters })
    },
    close: (tag) => {
      if (tag === 'v' || tag === 't') inText = false
      else if (tag === 'rPh') inReading = false
      else if (tag === 'c' && cell !== null) {
        ended(cell)
        cell = null
      }
    },
  })
  scanner.push(bytes)
  scanner.end()
  return found
}
