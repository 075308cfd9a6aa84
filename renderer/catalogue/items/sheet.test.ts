import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyItem } from '../../../shared/catalogue.ts'
import { columns } from './columns.ts'
import {
  clear,
  copy,
  deleteRows,
  fillDown,
  insertItems,
  insertRows,
  maxItems,
  move,
  moveRows,
  newSheet,
  next,
  paste,
  redo,
  type Sheet,
  select,
  selectAll,
  setCell,
  toggle,
  undo,
} from './sheet.ts'

const counter = () => {
  let made = 0
  return () => {
    made += 1
    return `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`
  }
}

const sheetOf = (...names: string[]): Sheet => {
  const newId = counter()
  return newSheet(names.map((name) => ({ ...emptyItem(newId()), name })))
}
const names = (sheet: Sheet) => sheet.items.map(({ name }) => name)
const column = (field: string) => columns.findIndex((each) => each.field === field)
const drag = (sheet: Sheet, fromRow: number, fromColumn: number, toRow: number, toColumn: number) =>
  select(select(sheet, { row: fromRow, column: fromColumn }), { row: toRow, column: toColumn }, true)

describe('moving', () => {
  test('stays inside, the empty last row included', () => {
    const sheet = sheetOf('姓名', '性别')
    expect(move(sheet, -1, -1).selection.focus).toEqual({ row: 0, column: 0 })
    expect(move(sheet, 9, 99).selection.focus).toEqual({ row: 2, column: columns.length - 1 })
  })

  test('Tab wraps to the next row and leaves at the end', () => {
    const sheet = select(sheetOf('姓名'), { row: 0, column: columns.length - 1 })
    expect(next(sheet, 1)?.selection.focus).toEqual({ row: 1, column: 0 })
    expect(next(select(sheet, { row: 1, column: columns.length - 1 }), 1)).toBeNull()
    expect(next(select(sheet, { row: 0, column: 0 }), -1)).toBeNull()
  })
})

describe('writing', () => {
  test('into the empty last row makes an item, nothing makes none', () => {
    const sheet = sheetOf('姓名')
    expect(names(setCell(sheet, { row: 1, column: 0 }, '性别', counter()))).toEqual(['姓名', '性别'])
    expect(setCell(sheet, { row: 1, column: 0 }, '  ', counter())).toBe(sheet)
  })

  test('the same text is no change to undo', () => {
    const sheet = sheetOf('姓名')
    expect(setCell(sheet, { row: 0, column: 0 }, '姓名', counter())).toBe(sheet)
  })

  test('the space bar turns a block of flags to the opposite of the focused one', () => {
    const key = column('isKey')
    const sheet = toggle(drag(sheetOf('a', 'b', 'c'), 0, key, 2, key), counter())
    expect(sheet.items.map(({ isKey }) => isKey)).toEqual([true, true, true])
    expect(toggle(sheet, counter()).items.map(({ isKey }) => isKey)).toEqual([false, false, false])
  })

  test('clearing empties text and flags of the block only', () => {
    const full = sheetOf('a', 'b')
    const sheet = clear(select(full, { row: 1, column: 0 }))
    expect(names(sheet)).toEqual(['a', ''])
  })
})

describe('pasting', () => {
  test('makes rows as needed, from the focused cell on', () => {
    const { sheet } = paste(
      select(sheetOf('姓名'), { row: 1, column: 0 }),
      [
        ['性别', '字符型C', '1'],
        ['出生日期', '日期型D', ''],
      ],
      counter(),
    )
    expect(sheet.items.map(({ name, dataType, length }) => [name, dataType, length])).toEqual([
      ['姓名', '', ''],
      ['性别', '字符型C', '1'],
      ['出生日期', '日期型D', ''],
    ])
    expect(sheet.selection.focus).toEqual({ row: 2, column: 2 })
  })

  test('one cell fills a selected block, flags read 是 √ and 1', () => {
    const key = column('isKey')
    const { sheet } = paste(drag(sheetOf('a', 'b', 'c'), 0, key, 2, key + 1), [['√']], counter())
    expect(sheet.items.every(({ isKey, isRequired }) => isKey && isRequired)).toBe(true)
  })

  test('keeps the identity of the rows it writes over', () => {
    const sheet = sheetOf('a', 'b')
    expect(paste(sheet, [['x'], ['y']], counter()).sheet.items.map(({ id }) => id)).toEqual(sheet.items.map(({ id }) => id))
  })

  test('says what was cut and what found no place', () => {
    const wide = [['长'.repeat(201), ...Array.from({ length: columns.length }, () => 'x')]]
    const { cut, left, sheet } = paste(newSheet([]), wide, counter())
    expect([cut, left, sheet.items[0]?.name.length]).toEqual([1, 1, 200])
  })

  test('stops at the contract’s limit', () => {
    const many = Array.from({ length: maxItems + 3 }, (_, index) => [String(index)])
    const { sheet, left } = paste(newSheet([]), many, counter())
    expect([sheet.items.length, left]).toEqual([maxItems, 3])
  })

  test('what was copied pastes as it was', () => {
    const source = setCell(toggle(select(sheetOf('姓名', '性别'), { row: 0, column: column('isKey') }), counter()), { row: 1, column: 1 }, '字符型C', counter())
    const { sheet } = paste(newSheet([]), copy(selectAll(source)), counter())
    expect(sheet.items.map(({ id, ...rest }) => rest)).toEqual(source.items.map(({ id, ...rest }) => rest))
  })
})

describe('rows', () => {
  test('fill down from the first of the block, or from above for a single row', () => {
    const sheet = setCell(sheetOf('a', 'b', 'c'), { row: 0, column: 1 }, '数值型N', counter())
    expect(fillDown(drag(sheet, 0, 1, 2, 1)).items.map(({ dataType }) => dataType)).toEqual(['数值型N', '数值型N', '数值型N'])
    expect(fillDown(select(sheet, { row: 1, column: 1 })).items.map(({ dataType }) => dataType)).toEqual(['数值型N', '数值型N', ''])
    expect(fillDown(select(sheet, { row: 0, column: 1 }))).toStrictEqual(select(sheet, { row: 0, column: 1 }))
  })

  test('insert, delete, move', () => {
    const sheet = drag(sheetOf('a', 'b', 'c'), 1, 0, 2, 0)
    expect(names(insertRows(sheet, counter()))).toEqual(['a', '', '', 'b', 'c'])
    expect(names(deleteRows(sheet))).toEqual(['a'])
    expect(names(moveRows(sheet, -1))).toEqual(['b', 'c', 'a'])
    expect(moveRows(sheet, 1)).toBe(sheet)
    expect(names(insertItems(select(sheet, { row: 3, column: 0 }), [{ ...emptyItem('x'), name: 'd' }]))).toEqual(['a', 'b', 'c', 'd'])
  })
})

test('undo gives back every earlier sheet, redo the later ones, whatever was done', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('set' as const), row: fc.nat(6), column: fc.nat(columns.length - 1), text: fc.string({ maxLength: 5 }) }),
    fc.record({
      kind: fc.constantFrom('clear', 'fill', 'insert', 'delete', 'up', 'down', 'toggle', 'paste'),
      row: fc.nat(6),
      column: fc.nat(columns.length - 1),
      text: fc.string({ maxLength: 5 }),
    }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const newId = counter()
      let sheet = sheetOf('甲', '乙', '丙')
      const seen = [sheet.items]
      for (const { kind, row, column: index, text } of steps) {
        const placed = select(sheet, { row, column: index })
        const after = {
          set: () => setCell(placed, placed.selection.focus, text, newId),
          clear: () => clear(placed),
          fill: () => fillDown(placed),
          insert: () => insertRows(placed, newId),
          delete: () => deleteRows(placed),
          up: () => moveRows(placed, -1),
          down: () => moveRows(placed, 1),
          toggle: () => toggle(placed, newId),
          paste: () => paste(placed, [[text, text], ['是']], newId).sheet,
        }[kind]()
        if (after.past.length > placed.past.length) seen.push(after.items)
        sheet = after
      }
      for (const items of seen.slice(0, -1).reverse()) {
        sheet = undo(sheet)
        expect(sheet.items).toBe(items)
      }
      expect(undo(sheet)).toBe(sheet)
      for (const items of seen.slice(1)) {
        sheet = redo(sheet)
        expect(sheet.items).toBe(items)
      }
    }),
  )
})
