import { expect, test } from 'vitest'
import type { Bound, WorkbookBinding } from '../../../../shared/submissions/template.ts'
import { bind, boundAt, noBinding, strayCells, takeProposals } from './bindings.ts'
import type { FormCell, FormSheets } from './loaded.ts'

const total: Bound = { kind: 'figure', indicator: 'entry.total', key: null }
const phone: Bound = { kind: 'cover', field: 'phone' }
const blank = (cell: string, proposed: Bound | null): FormCell => ({
  cell,
  text: '',
  formula: false,
  kind: 'number',
  left: '',
  above: '',
  fillable: true,
  proposed,
})
const sheets: FormSheets = [
  { name: '报表', rows: 9, columns: 6, merges: [], truncated: false, cells: [blank('D4', total), blank('D5', null), blank('D6', total)] },
]

test('a cell is filled by one thing, and by nothing once it is unbound', () => {
  const once = bind(noBinding, '报表', 'D4', total)
  const again = bind(once, '报表', 'D4', phone)
  expect(again.cells).toHaveLength(1)
  expect(boundAt(again, '报表', 'D4')).toEqual(phone)
  expect(boundAt(again, '汇总', 'D4')).toBeNull()
  expect(bind(again, '报表', 'D4', null).cells).toEqual([])
})

test('proposals are taken up where nothing is bound, and never over what somebody chose', () => {
  const chosen: WorkbookBinding = bind(noBinding, '报表', 'D4', phone)
  const taken = takeProposals(chosen, sheets)
  expect(boundAt(taken, '报表', 'D4')).toEqual(phone)
  expect(boundAt(taken, '报表', 'D6')).toEqual(total)
  expect(taken.cells).toHaveLength(2)
  expect(takeProposals(taken, sheets)).toEqual(taken)
})

test('cells another form had are named', () => {
  expect(strayCells(bind(bind(noBinding, '报表', 'D4', total), '旧表', 'B2', phone), sheets)).toEqual(['旧表!B2'])
})
