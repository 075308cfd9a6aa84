import { emptyItem, type Item } from '../../../shared/catalogue.ts'
import { type Column, cellText, columns, tooLong, withCell } from './columns.ts'

export type Position = { row: number; column: number }
type Step = { items: readonly Item[]; selection: Selection }
export type Selection = { anchor: Position; focus: Position }

/**
 * The items as a spreadsheet. Below the last item stands one empty row (`row === items.length`): writing there makes
 * an item. Every function gives a new sheet; the old one stays as it was, which is what undo keeps.
 */
export type Sheet = {
  items: readonly Item[]
  selection: Selection
  past: readonly Step[]
  future: readonly Step[]
}

/** The contract's limit for one entry. */
export const maxItems = 5000
const keptSteps = 200

const at = (row: number, column: number): Selection => ({ anchor: { row, column }, focus: { row, column } })

export const newSheet = (items: readonly Item[]): Sheet => ({ items, selection: at(0, 0), past: [], future: [] })

/** The selected block, ends included; rows stay within the items unless the empty last row alone is selected. */
export const block = ({ selection: { anchor, focus } }: Sheet) => ({
  top: Math.min(anchor.row, focus.row),
  bottom: Math.max(anchor.row, focus.row),
  left: Math.min(anchor.column, focus.column),
  right: Math.max(anchor.column, focus.column),
})

const clamp = (value: number, max: number) => Math.max(0, Math.min(max, value))

/** Puts the focus on a cell; `extend` keeps the anchor, so that a block is selected. */
export const select = (sheet: Sheet, position: Position, extend = false): Sheet => {
  const focus = { row: clamp(position.row, sheet.items.length), column: clamp(position.column, columns.length - 1) }
  return { ...sheet, selection: { anchor: extend ? sheet.selection.anchor : focus, focus } }
}

export const move = (sheet: Sheet, rows: number, cells: number, extend = false): Sheet => {
  const { row, column } = sheet.selection.focus
  return select(sheet, { row: row + rows, column: column + cells }, extend)
}

export const selectAll = (sheet: Sheet): Sheet => ({
  ...sheet,
  selection: { anchor: { row: 0, column: 0 }, focus: { row: Math.max(0, sheet.items.length - 1), column: columns.length - 1 } },
})

/** Tab: the next cell, then the next row's first. Null where the sheet ends, so that Tab can leave it. */
export const next = (sheet: Sheet, step: 1 | -1): Sheet | null => {
  const index = sheet.selection.focus.row * columns.length + sheet.selection.focus.column + step
  if (index < 0 || index >= (sheet.items.length + 1) * columns.length) return null
  return select(sheet, { row: Math.floor(index / columns.length), column: index % columns.length })
}

const changed = (sheet: Sheet, items: readonly Item[], selection = sheet.selection): Sheet => ({
  items,
  selection,
  past: [...sheet.past, { items: sheet.items, selection: sheet.selection }].slice(-keptSteps),
  future: [],
})

/** Applies `edit` to every cell of the selected block; rows past the last item are left alone. */
const overBlock = (sheet: Sheet, edit: (item: Item, column: Column) => Item): Sheet => {
  const { top, bottom, left, right } = block(sheet)
  const items = sheet.items.map((item, row) => (row < top || row > bottom ? item : columns.slice(left, right + 1).reduce(edit, item)))
  return changed(sheet, items)
}

export const setCell = (sheet: Sheet, position: Position, text: string, newId: () => string): Sheet => {
  const column = columns[position.column]
  const item = sheet.items[position.row]
  if (column === undefined || (item === undefined && (text.trim() === '' || sheet.items.length >= maxItems))) return sheet
  if (item !== undefined && cellText(item, column) === text) return sheet
  const written = withCell(item ?? emptyItem(newId()), column, text)
  return changed(sheet, item === undefined ? [...sheet.items, written] : sheet.items.with(position.row, written))
}

/** The space bar on a flag: the whole block takes the opposite of the focused cell. */
export const toggle = (sheet: Sheet, newId: () => string): Sheet => {
  const { row, column: index } = sheet.selection.focus
  const column = columns[index]
  if (column?.kind !== 'flag') return sheet
  const item = sheet.items[row]
  if (item === undefined) return setCell(sheet, sheet.selection.focus, '是', newId)
  const text = item[column.field] ? '否' : '是'
  return overBlock(sheet, (each, other) => (other.kind === 'flag' ? withCell(each, other, text) : each))
}

export const clear = (sheet: Sheet): Sheet => overBlock(sheet, (item, column) => withCell(item, column, ''))

/** Ctrl+D: the block's first row goes into the rows below; of a single row, the row above goes into it. */
export const fillDown = (sheet: Sheet): Sheet => {
  const { top, bottom, left, right } = block(sheet)
  const source = sheet.items[top === bottom ? top - 1 : top]
  if (source === undefined) return sheet
  const filled = columns.slice(left, right + 1)
  const items = sheet.items.map((item, row) =>
    row < top || row > bottom || item === source ? item : filled.reduce((each, column) => withCell(each, column, cellText(source, column)), item),
  )
  return changed(sheet, items)
}

export const copy = (sheet: Sheet): string[][] => {
  const { top, bottom, left, right } = block(sheet)
  return sheet.items.slice(top, bottom + 1).map((item) => columns.slice(left, right + 1).map((column) => cellText(item, column)))
}

export type Pasted = { sheet: Sheet; cut: number; left: number }

/**
 * Pastes at the block's first cell; makes the rows it needs. A selection that is a multiple of the pasted block is
 * filled with repeats of it, as Excel does. `cut` counts cells shortened to the contract's length, `left` those for
 * which there is no column or no row.
 */
export const paste = (sheet: Sheet, cells: readonly (readonly string[])[], newId: () => string): Pasted => {
  const height = cells.length
  const width = Math.max(0, ...cells.map((row) => row.length))
  if (height === 0 || width === 0) return { sheet, cut: 0, left: 0 }
  const { top, bottom, left, right } = block(sheet)
  const repeats = (selected: number, pasted: number) => (selected % pasted === 0 ? selected : pasted)
  const rows = repeats(bottom - top + 1, height)
  const cellsWide = repeats(right - left + 1, width)
  const items = [...sheet.items]
  let cut = 0
  let lost = 0
  for (let row = 0; row < rows; row += 1) {
    const source = cells[row % height] as readonly string[]
    const target = top + row
    if (target >= maxItems) {
      lost += source.length
      continue
    }
    let item = items[target] ?? emptyItem(newId())
    for (let cell = 0; cell < cellsWide; cell += 1) {
      const text = source[cell % width]
      const column = columns[left + cell]
      if (text === undefined) continue
      if (column === undefined) lost += 1
      else {
        if (tooLong(column, text)) cut += 1
        item = withCell(item, column, text)
      }
    }
    items[target] = item
  }
  const selection = {
    anchor: { row: top, column: left },
    focus: { row: Math.min(top + rows, items.length) - 1, column: Math.min(left + cellsWide, columns.length) - 1 },
  }
  return { sheet: changed(sheet, items, selection), cut, left: lost }
}

/** Items made elsewhere (a data dictionary, CREATE TABLE), put in before the focused row. */
export const insertItems = (sheet: Sheet, items: readonly Item[]): Sheet => {
  const { row, column } = sheet.selection.focus
  const room = items.slice(0, maxItems - sheet.items.length)
  if (room.length === 0) return sheet
  const last = row + room.length - 1
  return changed(sheet, sheet.items.toSpliced(row, 0, ...room), { anchor: { row, column: 0 }, focus: { row: last, column } })
}

/** As many empty rows as are selected, before the first of them. */
export const insertRows = (sheet: Sheet, newId: () => string): Sheet => {
  const { top, bottom } = block(sheet)
  const made = Array.from({ length: Math.min(bottom - top + 1, maxItems - sheet.items.length) }, () => emptyItem(newId()))
  return made.length === 0 ? sheet : changed(sheet, sheet.items.toSpliced(top, 0, ...made), at(top, 0))
}

export const deleteRows = (sheet: Sheet): Sheet => {
  const { top, bottom } = block(sheet)
  if (top >= sheet.items.length) return sheet
  const items = sheet.items.toSpliced(top, bottom - top + 1)
  return changed(sheet, items, at(Math.min(top, items.length), sheet.selection.focus.column))
}

/** Moves the selected rows up or down by one, the selection with them. */
export const moveRows = (sheet: Sheet, step: 1 | -1): Sheet => {
  const { top, bottom } = block(sheet)
  if (bottom >= sheet.items.length || top + step < 0 || bottom + step >= sheet.items.length) return sheet
  const moved = sheet.items.slice(top, bottom + 1)
  const items = sheet.items.toSpliced(top, moved.length).toSpliced(top + step, 0, ...moved)
  const shift = ({ row, column }: Position) => ({ row: row + step, column })
  return changed(sheet, items, { anchor: shift(sheet.selection.anchor), focus: shift(sheet.selection.focus) })
}

export const undo = (sheet: Sheet): Sheet => {
  const step = sheet.past.at(-1)
  if (step === undefined) return sheet
  return { ...step, past: sheet.past.slice(0, -1), future: [{ items: sheet.items, selection: sheet.selection }, ...sheet.future] }
}

export const redo = (sheet: Sheet): Sheet => {
  const step = sheet.future[0]
  if (step === undefined) return sheet
  return { ...step, past: [...sheet.past, { items: sheet.items, selection: sheet.selection }], future: sheet.future.slice(1) }
}
