import { describe, expect, test } from 'vitest'
import { emptyItem } from '../../../shared/catalogue.ts'
import { columns } from './columns.ts'
import { type GridKey, gridAction } from './grid-keys.ts'
import { newSheet, type Sheet, select } from './sheet.ts'

const sheet = newSheet(['a', 'b', 'c'].map((name, index) => ({ ...emptyItem(`id-${index}`), name })))
const press = (from: Sheet, key: string, held: Partial<GridKey> = {}) =>
  gridAction(from, { key, ctrl: false, shift: false, alt: false, ...held }, 10, () => 'new')
const pressed = (from: Sheet, key: string, held: Partial<GridKey> = {}): Sheet => {
  const action = press(from, key, held)
  return action?.kind === 'sheet' ? action.change(from) : from
}

describe('keys of the items grid', () => {
  test('arrows move, with Ctrl to the edge, with Shift they extend', () => {
    expect(pressed(sheet, 'ArrowDown').selection.focus).toEqual({ row: 1, column: 0 })
    expect(pressed(sheet, 'ArrowRight', { ctrl: true }).selection.focus.column).toBe(columns.length - 1)
    expect(pressed(sheet, 'ArrowDown', { ctrl: true, shift: true }).selection).toEqual({ anchor: { row: 0, column: 0 }, focus: { row: 2, column: 0 } })
  })

  test('Tab leaves only past the ends, Esc first drops a block', () => {
    expect(press(sheet, 'Tab', { shift: true })).toEqual({ kind: 'leave', step: -1 })
    expect(pressed(sheet, 'Tab').selection.focus).toEqual({ row: 0, column: 1 })
    const picked = select(sheet, { row: 2, column: 0 }, true)
    expect(pressed(picked, 'Escape').selection.anchor).toEqual({ row: 2, column: 0 })
    expect(press(sheet, 'Escape')).toEqual({ kind: 'leave', step: 0 })
  })

  test('the space bar belongs to flags, elsewhere it starts typing', () => {
    expect(press(sheet, ' ')).toBeNull()
    const onFlag = select(sheet, { row: 0, column: columns.findIndex(({ kind }) => kind === 'flag') })
    expect(pressed(onFlag, ' ').items[0]?.isKey).toBe(true)
  })

  test('Ctrl+Z gives back, Ctrl+Y and Ctrl+Shift+Z do again; Alt with arrows moves rows', () => {
    const moved = pressed(sheet, 'ArrowDown', { alt: true })
    expect(moved.items.map(({ name }) => name)).toEqual(['b', 'a', 'c'])
    const back = pressed(moved, 'z', { ctrl: true })
    expect(back.items).toBe(sheet.items)
    expect(pressed(back, 'y', { ctrl: true }).items).toBe(moved.items)
    expect(pressed(back, 'Z', { ctrl: true, shift: true }).items).toBe(moved.items)
  })

  test('letters are left to the cell', () => {
    expect(press(sheet, 'a')).toBeNull()
    expect(press(sheet, 'd')).toBeNull()
    expect(press(sheet, 'd', { ctrl: true })).not.toBeNull()
  })
})
