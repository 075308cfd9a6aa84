import type { FormCell, FormSheet } from './loaded.ts'

/** `C5` -> column 3, row 5; both from one. */
export const placeOf = (cell: string): { row: number; column: number } => {
  const [, letters = '', digits = ''] = /^([A-Z]{1,3})([1-9]\d*)$/.exec(cell) ?? []
  return { row: Number(digits), column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) }
}

/** 1 -> A, 27 -> AA. */
export const columnName = (column: number): string => {
  let left = column
  let name = ''
  while (left > 0) {
    const digit = (left - 1) % 26
    name = String.fromCharCode(65 + digit) + name
    left = (left - 1 - digit) / 26
  }
  return name
}

export type GridCell = { at: string; row: number; column: number; rows: number; columns: number; cell: FormCell | null }

const spanOf = (merge: string): { from: ReturnType<typeof placeOf>; rows: number; columns: number } => {
  const [first = '', last = first] = merge.split(':')
  const [from, to] = [placeOf(first), placeOf(last)]
  return { from, rows: to.row - from.row + 1, columns: to.column - from.column + 1 }
}

/** So much of a sheet is shown; a form is smaller. */
const mostRows = 300
const mostColumns = 60

/** A sheet row by row as it looks: merged cells once, with what they span; those under them not at all. */
export const gridOf = (sheet: FormSheet): GridCell[][] => {
  const cells = new Map(sheet.cells.map((cell) => [cell.cell, cell]))
  const spans = new Map(sheet.merges.map((merge) => [merge.split(':')[0] ?? '', spanOf(merge)]))
  const under = new Set<string>()
  for (const { from, rows, columns } of spans.values())
    for (let row = 0; row < Math.min(rows, mostRows); row++)
      for (let column = 0; column < Math.min(columns, mostColumns); column++)
        if (row + column > 0) under.add(`${columnName(from.column + column)}${from.row + row}`)
  return Array.from({ length: Math.min(sheet.rows, mostRows) }, (_, r) =>
    Array.from({ length: Math.min(sheet.columns, mostColumns) }, (_, c): GridCell | null => {
      const at = `${columnName(c + 1)}${r + 1}`
      if (under.has(at)) return null
      const span = spans.get(at)
      return { at, row: r + 1, column: c + 1, rows: span?.rows ?? 1, columns: span?.columns ?? 1, cell: cells.get(at) ?? null }
    }).filter((cell) => cell !== null),
  )
}
