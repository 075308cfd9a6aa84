import { expect, it } from 'vitest'
import { usualDays } from './following.ts'
import { pasted, type RowColumn } from './rows.ts'

const columns: readonly RowColumn[] = [
  { cell: 'name', kind: 'text', max: 4 },
  { cell: 'personal', kind: 'flag' },
  { cell: 'from', kind: 'day' },
]
const empty = { name: '', personal: false, from: null, note: '' }

it('a block is laid over the rows from a cell on; rows are made as needed, and no more than may be', () => {
  const rows = [{ ...empty, name: '甲', note: '留' }]
  const block = [
    ['乙', '是', '2026年12月1日'],
    ['丙丁戊己庚', '', '无'],
  ]
  expect(pasted(rows, columns, { row: 0, column: 0 }, block, empty, 5)).toEqual([
    { name: '乙', personal: true, from: '2026-12-01', note: '留' },
    { name: '丙丁戊己', personal: false, from: null, note: '' },
  ])
  expect(pasted(rows, columns, { row: 1, column: 2 }, [['2027-01-01', '多出的']], empty, 5)[1]).toEqual({ ...empty, from: '2027-01-01' })
  expect(pasted(rows, columns, { row: 0, column: 0 }, block, empty, 1)).toHaveLength(1)
  expect(pasted(rows, columns, { row: 0, column: 0 }, [['一\n二']], empty, 1)[0]?.name).toBe('一 二')
})

it('what follows an agreement begins where it ends, or today', () => {
  const held = { from: '2026-01-01', until: '2026-12-31' }
  expect(usualDays('续签', held, '2026-11-27')).toEqual({ from: '2027-01-01', until: '2027-12-31' })
  expect(usualDays('续签', held, '2027-03-01')).toEqual({ from: '2027-03-01', until: '2028-02-28' })
  expect(usualDays('变更', held, '2026-11-27')).toEqual({ from: '2026-11-27', until: '2026-12-31' })
  expect(usualDays('终止', held, '2026-11-27')).toEqual({ from: '2026-01-01', until: '2026-11-27' })
  expect(usualDays('续签', { from: null, until: null }, '2026-11-27').from).toBe('2026-11-27')
})
