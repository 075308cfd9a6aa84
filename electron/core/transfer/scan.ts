import { type Cell, decodeText } from '../../../shared/cell.ts'
import { secrecyCell, secrecyMarks, secrecyWords } from '../../../shared/secrecy.ts'
import type { SheetRow } from '../sheets/types.ts'
import type { Asked, Mark } from './protocol.ts'

/** Most texts contain none of these; only the others are looked at closely. */
const touching = /密|隐私|内部|外传/
const asking = /密|隐私|内部文件|内部资料|外传/
/** One mark refuses the file; a few more help to find them. */
const mostMarks = 20
/** Of a mark only its level is told. */
const levels = /绝密|机密|工作秘密|秘密/u
/** A form has its question and answer side by side; in the rows of a table what stands beside is another column. */
const formCells = 4
const mostAsked = 1000

/**
 * Looks through every cell of every sheet, hidden ones and headings too, before any row is kept (practice L1). A heading
 * that asks for secrecy (是否涉密, 密级) makes each cell below it and right of it an answer.
 */
export const createScan = () => {
  const marks: Mark[] = []
  const asked: Asked[] = []
  const mark = (found: Mark) => {
    if (marks.length < mostMarks) marks.push({ ...found, mark: levels.exec(found.mark)?.[0] ?? '涉密' })
  }
  /** A text that stands in no cell: a sheet's name, the file's. */
  const loose = (sheet: string, text: string): void => {
    for (const found of secrecyMarks(text)) mark({ sheet, row: 0, column: 0, mark: found })
  }
  /** `words` from which row on words alone are asked about; Infinity = nowhere. */
  const sheet = (name: string, words: number): ((row: SheetRow) => void) => {
    loose(name, name)
    const headings = new Map<number, string>()
    return ({ row, cells }) => {
      let left = ''
      const form = cells.length <= formCells || cells.filter((cell) => cell !== null).length <= formCells
      for (let column = 0; column < cells.length; column++) {
        const cell: Cell = cells[column] ?? null
        if (cell === null) continue
        const above = headings.get(column)
        const plain = typeof cell === 'string'
        if (above === undefined && left === '' && (!plain || !touching.test(cell))) continue
        const text = decodeText(cell).value
        if (text.trim() === '') continue
        const answers = (above !== undefined && secrecyCell(above, text)) || (left !== '' && secrecyCell(left, text))
        const found = secrecyMarks(text)[0] ?? (answers ? text : undefined)
        if (found !== undefined) mark({ sheet: name, row, column, mark: found })
        left = ''
        if (secrecyCell(text, '是') || secrecyCell(text, '机密')) {
          headings.set(column, text)
          if (form) left = text
        } else if (row >= words && asking.test(text) && asked.length < mostAsked) {
          for (const word of secrecyWords(text)) asked.push({ row, column: columnName(column), word })
        }
      }
    }
  }
  return { marks, asked, loose, sheet }
}

/** Where a mark stands, as the officer's program names the place. */
export const markPlace = ({ sheet, row, column }: Mark): string =>
  row === 0 ? sheet || '文件名' : `${sheet === '' ? '' : `${sheet}!`}${columnName(column)}${row}`

/** A, B … Z, AA: as the officer's program names a column. */
const columnName = (column: number): string => (column < 26 ? '' : columnName(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))
