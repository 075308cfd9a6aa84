import { columns } from './columns.ts'
import { block, clear, deleteRows, fillDown, insertRows, move, moveRows, next, redo, type Sheet, select, selectAll, toggle, undo } from './sheet.ts'

export type GridKey = { key: string; ctrl: boolean; shift: boolean; alt: boolean }

export type GridAction =
  | { kind: 'sheet'; change(sheet: Sheet): Sheet; writes: boolean }
  /** Esc, or Tab past either end: the keyboard leaves the grid. */
  | { kind: 'leave'; step: 1 | -1 | 0 }

const walk = (change: (sheet: Sheet) => Sheet): GridAction => ({ kind: 'sheet', change, writes: false })
const write = (change: (sheet: Sheet) => Sheet): GridAction => ({ kind: 'sheet', change, writes: true })

const steps: Readonly<Record<string, readonly [number, number]>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

/** What a key does while no cell is being edited; null leaves it to the browser. */
export const gridAction = (sheet: Sheet, { key, ctrl, shift, alt }: GridKey, pageRows: number, newId: () => string): GridAction | null => {
  const { focus } = sheet.selection
  const step = steps[key]
  if (step !== undefined && alt) return step[0] === 0 ? null : write((each) => moveRows(each, step[0] < 0 ? -1 : 1))
  if (step !== undefined && ctrl) {
    const row = step[0] === 0 ? focus.row : step[0] < 0 ? 0 : sheet.items.length - 1
    const column = step[1] === 0 ? focus.column : step[1] < 0 ? 0 : columns.length - 1
    return walk((each) => select(each, { row, column }, shift))
  }
  if (step !== undefined) return walk((each) => move(each, step[0], step[1], shift))
  const letter = ctrl && !alt ? key.toLowerCase() : ''
  if (letter === 'z') return write(shift ? redo : undo)
  if (letter === 'y') return write(redo)
  if (letter === 'd') return write(fillDown)
  if (letter === 'a') return walk(selectAll)
  switch (key) {
    case 'PageDown':
      return walk((each) => move(each, pageRows, 0, shift))
    case 'PageUp':
      return walk((each) => move(each, -pageRows, 0, shift))
    case 'Home':
      return walk((each) => select(each, { row: ctrl ? 0 : focus.row, column: 0 }, shift))
    case 'End':
      return walk((each) => select(each, { row: ctrl ? each.items.length - 1 : focus.row, column: columns.length - 1 }, shift))
    case 'Tab': {
      const after = next(sheet, shift ? -1 : 1)
      return after === null ? { kind: 'leave', step: shift ? -1 : 1 } : walk(() => after)
    }
    case 'Escape': {
      const { top, bottom, left, right } = block(sheet)
      return top === bottom && left === right ? { kind: 'leave', step: 0 } : walk((each) => select(each, focus))
    }
    case 'Enter':
      return columns[focus.column]?.kind === 'flag' ? walk((each) => move(each, shift ? -1 : 1, 0)) : null
    case ' ':
      return columns[focus.column]?.kind === 'flag' ? write((each) => toggle(each, newId)) : null
    case 'Delete':
      return write(ctrl ? deleteRows : clear)
    case 'Backspace':
      return write(clear)
    case 'Insert':
      return write((each) => insertRows(each, newId))
    default:
      return null
  }
}
