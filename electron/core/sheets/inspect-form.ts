import { colToLetter, serialToDate } from 'hucre'
import { Refusal } from '../../../shared/errors.ts'
import { type FormRawCell, readFormCells } from './form-cells.ts'
import { type Block, lies, type OpenedWorkbook, openWorkbook } from './workbook-edit.ts'
import { formulaBlocks } from './workbook-formulas.ts'
import { readSharedStrings } from './xlsx-cells.ts'
import type { StyleKind } from './xlsx-package.ts'

/** A cell of an unknown form, as the screen shows it. */
export type FormCell = {
  at: string
  /** What stands there; of a formula what it last came to. */
  text: string
  formula: boolean
}

/** An empty cell that can be filled, and what the form says beside it. */
export type FormPlace = {
  at: string
  /** 'B2:C2' where it is several cells in one. */
  block: string | null
  kind: StyleKind
  /** The nearest first. */
  left: string[]
  above: string[]
}

export type FormSheet = {
  name: string
  hidden: boolean
  rows: number
  columns: number
  merges: string[]
  cells: FormCell[]
  places: FormPlace[] /** More rows or columns than are looked at. */
  cut: boolean
}

export type InspectedForm = { sheets: FormSheet[] /** More sheets than are looked at. */; cut: boolean }

/** A form for people. More of it is not looked at, and `cut` says so. */
export const formLimits = { sheets: 30, rows: 400, columns: 100, cells: 40_000, places: 4000, text: 200, labels: 4 }

type Grid = {
  text: Map<number, string>
  formula: Set<number>
  style: Map<number, StyleKind>
  merges: ReadonlyMap<number, Block>
  bottom: number
  right: number
}

/** Blank cells with a style belong to the form so far beyond what is written in it: sheets carry styles to their very end. */
const blankRows = 20
const blankColumns = 3

const keyOf = (row: number, column: number): number => row * formLimits.columns + column

const shown = ({ type, text }: FormRawCell, kind: StyleKind, from1904: boolean): string => {
  const number = Number(text)
  if (type === 'b') return text.trim() === '1' ? '是' : '否'
  if (type !== '' || text.trim() === '' || !Number.isFinite(number) || kind !== 'day' || number < 1) return text
  const date = serialToDate(number, from1904)
  return Number.isNaN(date.getTime()) ? text : date.toISOString().slice(0, 10)
}

/** The block each cell lies in. Blocks of a sound workbook share no cell; of another's only so many are followed. */
const covered = (merges: readonly Block[]): Map<number, Block> => {
  const found = new Map<number, Block>()
  let left = 4 * formLimits.cells
  for (const block of merges)
    for (let row = block.top; row <= Math.min(block.bottom, formLimits.rows); row++)
      for (let column = block.left; column <= Math.min(block.right, formLimits.columns - 1); column++) {
        if (left-- === 0) return found
        found.set(keyOf(row, column), block)
      }
  return found
}

const gridOf = ({ styleKinds, from1904 }: OpenedWorkbook, cells: readonly FormRawCell[], merges: Block[], blocks: readonly Block[]): Grid => {
  const grid: Grid = { text: new Map(), formula: new Set(), style: new Map(), merges: covered(merges), bottom: 0, right: 0 }
  const last = { row: 0, column: 0 }
  for (const cell of cells) {
    const { row, column, style, formula } = cell
    const key = keyOf(row, column)
    const kind = styleKinds[style] ?? 'general'
    grid.style.set(key, kind)
    last.row = Math.max(last.row, row)
    last.column = Math.max(last.column, column)
    const counted = formula || blocks.some((block) => lies(cell, block))
    if (counted) grid.formula.add(key)
    const text = shown(cell, kind, from1904).trim()
    if (text !== '') grid.text.set(key, text.slice(0, formLimits.text))
    if (text === '' && !counted) continue
    grid.bottom = Math.max(grid.bottom, row)
    grid.right = Math.max(grid.right, column)
  }
  if (grid.bottom === 0) return grid
  for (const { top, left, bottom, right } of merges) {
    if (!grid.text.has(keyOf(top, left))) continue
    last.row = Math.max(last.row, Math.min(bottom, formLimits.rows))
    last.column = Math.max(last.column, Math.min(right, formLimits.columns - 1))
  }
  grid.bottom = Math.min(last.row, grid.bottom + blankRows)
  grid.right = Math.min(last.column, grid.right + blankColumns)
  return grid
}

/** Texts met on the way from a cell, the nearest first, each merged block once. Once there were some, a gap ends them. */
const labels = ({ text, merges }: Grid, row: number, column: number, step: { row: number; column: number }): string[] => {
  const found: string[] = []
  let met: Block | undefined
  for (
    let at = { row: row + step.row, column: column + step.column };
    at.row > 0 && at.column >= 0;
    at = { row: at.row + step.row, column: at.column + step.column }
  ) {
    const merge = merges.get(keyOf(at.row, at.column))
    if (merge !== undefined && merge === met) continue
    met = merge
    const label = merge === undefined ? text.get(keyOf(at.row, at.column)) : text.get(keyOf(merge.top, merge.left))
    // Figures beside a cell are other figures and say nothing of it.
    if (label !== undefined && !/^[\d\s.,%/-]*$/.test(label)) found.push(label)
    if (found.length === formLimits.labels) break
  }
  return found
}

const placesOf = (grid: Grid): FormPlace[] => {
  const found: FormPlace[] = []
  for (let row = 1; row <= grid.bottom; row++)
    for (let column = 0; column <= grid.right; column++) {
      const key = keyOf(row, column)
      if (grid.text.has(key) || grid.formula.has(key)) continue
      const merge = grid.merges.get(key)
      if (merge !== undefined && (merge.top !== row || merge.left !== column)) continue
      const left = labels(grid, row, column, { row: 0, column: -1 })
      const above = labels(grid, row, column, { row: -1, column: 0 })
      if (left.length + above.length === 0) continue
      const at = `${colToLetter(column)}${row}`
      found.push({ at, block: merge === undefined ? null : rangeOf(merge), kind: grid.style.get(key) ?? 'general', left, above })
      if (found.length > formLimits.places) return found
    }
  return found
}

const rangeOf = ({ top, left, bottom, right }: Block): string => `${colToLetter(left)}${top}:${colToLetter(right)}${bottom}`

const cellsShown = ({ text, formula }: Grid): FormCell[] =>
  [...new Set([...text.keys(), ...formula])]
    .sort((a, b) => a - b)
    .map((key) => ({
      at: `${colToLetter(key % formLimits.columns)}${Math.floor(key / formLimits.columns)}`,
      text: text.get(key) ?? '',
      formula: formula.has(key),
    }))

/** Reads an unknown form: what stands in it and where something can be filled in. Throws what `openWorkbook` throws, `sheet.empty`. */
export const inspectForm = async (data: Buffer, name: string): Promise<InspectedForm> => {
  const opened = await openWorkbook(data, name)
  const looked = opened.sheets.slice(0, formLimits.sheets)
  const strings = await readSharedStrings(opened.pack, opened.sharedStrings)
  const sheets = looked.map(({ name: title, hidden, part }): FormSheet => {
    const { cells, merges, beyond } = readFormCells(opened, part, strings, formLimits)
    const grid = gridOf(opened, cells, merges, formulaBlocks(opened.parts.get(part)?.text ?? ''))
    const places = placesOf(grid)
    return {
      name: title,
      hidden,
      rows: grid.bottom,
      columns: grid.bottom === 0 ? 0 : grid.right + 1,
      merges: merges.filter(({ top, left }) => top <= grid.bottom && left <= grid.right).map(rangeOf),
      cells: cellsShown(grid),
      places: places.slice(0, formLimits.places),
      cut: beyond || places.length > formLimits.places,
    }
  })
  if (sheets.every(({ rows }) => rows === 0)) throw new Refusal('sheet.empty')
  return { sheets, cut: looked.length < opened.sheets.length }
}
