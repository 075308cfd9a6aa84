import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnName, gridOf, placeOf } from './grid.ts'
import type { FormSheet } from './loaded.ts'

test('a column is named as sheets name it', () => {
  expect([1, 26, 27, 52, 53, 702, 703].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 16_384 }), fc.integer({ min: 1, max: 1_048_576 }), (column, row) => {
      expect(placeOf(`${columnName(column)}${row}`)).toEqual({ row, column })
    }),
  )
})

const sheet = (merges: string[]): FormSheet => ({
  ...{ name: '表', rows: 4, columns: 3, truncated: false, merges },
  cells: [{ cell: 'A1', text: '统计表', formula: false, kind: 'text', left: '', above: '', fillable: false, proposed: null }],
})

test('what is merged stands once, with what it spans', () => {
  const grid = gridOf(sheet(['A1:C1', 'A2:A4']))
  expect(grid.map((row) => row.map(({ at }) => at))).toEqual([['A1'], ['A2', 'B2', 'C2'], ['B3', 'C3'], ['B4', 'C4']])
  expect(grid[0]?.[0]).toMatchObject({ rows: 1, columns: 3, cell: { text: '统计表' } })
  expect(grid[1]?.[0]).toMatchObject({ rows: 3, columns: 1, cell: null })
})

test('every place of a sheet is shown exactly once, or covered', () => {
  const rows = gridOf(sheet(['B2:C3']))
  const covered = rows.flat().reduce((sum, cell) => sum + cell.rows * cell.columns, 0)
  expect(covered).toBe(12)
})
