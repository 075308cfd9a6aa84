import { decodeDay, decodeFlag } from '../../../../shared/cell.ts'

/** A column of an annex's table; `max` is what the text's schema takes. */
export type RowColumn = { cell: string; width?: number } & ({ kind: 'text'; max: number } | { kind: 'flag' } | { kind: 'day' })

export type Row = Readonly<Record<string, string | boolean | null>>

const cellOf = (column: RowColumn, said: string): string | boolean | null => {
  if (column.kind === 'flag') return decodeFlag(said).value
  if (column.kind === 'day') return decodeDay(said).value
  return said
    .replaceAll(/\s*[\r\n]+\s*/g, ' ')
    .trim()
    .slice(0, column.max)
}

/** A block of cells laid over rows from one cell on, as a spreadsheet pastes; rows that are not there yet are made, up to `most`. */
export const pasted = <R extends Row>(
  rows: readonly R[],
  columns: readonly RowColumn[],
  from: { row: number; column: number },
  block: readonly (readonly string[])[],
  empty: R,
  most: number,
): R[] => {
  const length = Math.min(most, Math.max(rows.length, from.row + block.length))
  return Array.from({ length }, (_, at) => {
    const old = rows[at] ?? empty
    const line = block[at - from.row]
    if (line === undefined) return old
    const cells = line.flatMap((said, shift) => {
      const column = columns[from.column + shift]
      return column === undefined ? [] : [[column.cell, cellOf(column, said)] as const]
    })
    return { ...old, ...Object.fromEntries(cells) }
  })
}
