import { asNumber, exact } from './exact-number.ts'
import { parsedFormula, type Sight, Unknown, type Value } from './formula.ts'
import { attribute, type Block, lies, type OpenedWorkbook, placeOf } from './workbook-edit.ts'
import { formulaBlocks } from './workbook-formulas.ts'

type Formula = { text: string; shift: { rows: number; columns: number } }
type CellOf = { row: number; column: number; value: Value | null; formula: Formula | null }
type Counted = { cells: Map<number, CellOf> /** From this row on others stand than here. */; rewrittenFrom: number; blocks: Block[] }

const keyOf = (row: number, column: number): number => row * 16_384 + column

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plainText = (xml: string): string =>
  xml.replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g, (whole, decimal?: string, hex?: string, name?: string) =>
    name === undefined ? String.fromCodePoint(Number.parseInt(decimal ?? hex ?? '0', decimal === undefined ? 16 : 10)) : (entities[name] ?? whole),
  )

const cellPattern = /<(?:[\w.-]+:)?c(\s[^>]*?)?(?:\/>|>([\s\S]*?)<\/(?:[\w.-]+:)?c>)/g
const rowPattern = /<(?:[\w.-]+:)?row(\s[^>]*?)?(?:\/>|>([\s\S]*?)<\/(?:[\w.-]+:)?row>)/g
const formulaPattern = /<(?:[\w.-]+:)?f(\s[^>]*?)?(?:\/>|>([\s\S]*?)<\/(?:[\w.-]+:)?f>)/
const valuePattern = /<(?:[\w.-]+:)?v(?:\s[^>]*)?>([^<]*)</

const valueIn = (attributes: string, inside: string): Value | null => {
  const type = attribute(attributes, 't') ?? 'n'
  const said = valuePattern.exec(inside)?.[1]
  if (type === 'e') return { kind: 'error' }
  if (type === 's' || type === 'inlineStr' || type === 'str') return { kind: 'text', text: null }
  if (type !== 'n') return null
  if (said === undefined) return { kind: 'blank' }
  const number = exact(said.trim())
  return number === null ? null : { kind: 'number', number }
}

/** A sheet's cells; those that a formula elsewhere fills are not known. */
const cellsOf = (xml: string, rewrittenFrom: number): Counted => {
  const cells = new Map<number, CellOf>()
  const blocks = formulaBlocks(xml)
  const shared = new Map<string, { text: string; row: number; column: number }>()
  let row = 0
  for (const [, ofRow = '', inRow = ''] of xml.matchAll(rowPattern)) {
    row = Number(attribute(ofRow, 'r') ?? row + 1)
    let column = -1
    for (const [, attributes = '', inside = ''] of inRow.matchAll(cellPattern)) {
      column = placeOf(attribute(attributes, 'r') ?? '')?.column ?? column + 1
      const found = formulaPattern.exec(inside)
      if (found === null) {
        const value = blocks.some((block) => lies({ row, column }, block)) ? null : valueIn(attributes, inside)
        cells.set(keyOf(row, column), { row, column, value, formula: null })
        continue
      }
      const [, ofFormula = '', own = ''] = found
      const kind = attribute(ofFormula, 't')
      const group = attribute(ofFormula, 'si') ?? ''
      let formula: Formula | null = { text: plainText(own), shift: { rows: 0, columns: 0 } }
      if (kind === 'shared' && own !== '') shared.set(group, { text: plainText(own), row, column })
      else if (kind === 'shared') {
        const master = shared.get(group)
        formula = master === undefined ? null : { text: master.text, shift: { rows: row - master.row, columns: column - master.column } }
      } else if (kind !== null && kind !== 'normal') formula = null
      cells.set(keyOf(row, column), { row, column, value: null, formula })
    }
  }
  return { cells, rewrittenFrom, blocks }
}

const mostCells = 200_000

/** What each formula comes to, sheet by sheet: nothing where that is not beyond doubt. */
const resultsOf = (sheets: ReadonlyMap<string, Counted>): Map<string, Map<number, number>> => {
  const done = new Map<CellOf, Value | 'open' | 'unknown'>()
  const unknown = (): never => {
    throw new Unknown()
  }
  const evaluate = (sheet: string, cell: CellOf, depth: number): Value => {
    if (cell.formula === null) return cell.value ?? unknown()
    const known = done.get(cell)
    // A formula that comes back to itself has no value of its own.
    if (known === 'open' || known === 'unknown' || depth > 500) return unknown()
    if (known !== undefined) return known
    done.set(cell, 'open')
    try {
      const value = parsedFormula(cell.formula.text, cell.formula.shift)(sightFrom(sheet, depth + 1))
      // A cell that only repeats an empty one shows 0.
      const shown: Value = value.kind === 'blank' ? { kind: 'number', number: { over: 0n, under: 1n } } : value
      done.set(cell, shown)
      return shown
    } catch (problem) {
      done.set(cell, 'unknown')
      throw problem
    }
  }
  const sightFrom = (own: string, depth: number): Sight => {
    const sheetOf = (sheet: string | null) => {
      const name = sheet ?? own
      // Excel finds a sheet whatever the case of its name.
      const found = sheets.get(name) ?? [...sheets].find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1]
      return { name, ...(found ?? unknown()) }
    }
    return {
      at: (sheet, row, column) => {
        const { name, cells, rewrittenFrom, blocks } = sheetOf(sheet)
        if (row >= rewrittenFrom || blocks.some((block) => lies({ row, column }, block))) return unknown()
        const cell = cells.get(keyOf(row, column))
        return cell === undefined ? { kind: 'blank' } : evaluate(name, cell, depth)
      },
      *within(sheet, block) {
        const { name, cells, rewrittenFrom, blocks } = sheetOf(sheet)
        const meets = blocks.some((one) => one.top <= block.bottom && one.bottom >= block.top && one.left <= block.right && one.right >= block.left)
        if (block.bottom >= rewrittenFrom || meets) unknown()
        const { top, bottom, left, right } = block
        if ((bottom - top + 1) * (right - left + 1) > cells.size) {
          for (const cell of cells.values()) if (lies(cell, block)) yield evaluate(name, cell, depth)
          return
        }
        for (let row = top; row <= bottom; row++)
          for (let column = left; column <= right; column++) {
            const cell = cells.get(keyOf(row, column))
            if (cell !== undefined) yield evaluate(name, cell, depth)
          }
      },
    }
  }
  const results = new Map<string, Map<number, number>>()
  for (const [name, { cells, rewrittenFrom }] of sheets) {
    const own = new Map<number, number>()
    results.set(name, own)
    for (const [key, cell] of cells) {
      if (cell.formula === null || cell.row >= rewrittenFrom) continue
      try {
        const value = evaluate(name, cell, 0)
        const number = value.kind === 'number' ? asNumber(value.number) : Number.NaN
        if (Number.isFinite(number)) own.set(key, number)
      } catch (problem) {
        // Also what is nested deeper, or grows longer, than can be followed.
        if (!(problem instanceof Unknown) && !(problem instanceof RangeError)) throw problem
      }
    }
  }
  return results
}

const written = (xml: string, results: ReadonlyMap<number, number>): string => {
  let row = 0
  return xml.replace(/<(?:[\w.-]+:)?row(?:\s[^>]*?)?(?:\/>|>[\s\S]*?<\/(?:[\w.-]+:)?row>)/g, (whole) => {
    const open = /^<[^>]*>/.exec(whole)?.[0] ?? ''
    row = Number(attribute(open, 'r') ?? row + 1)
    let column = -1
    return whole.replace(/<((?:[\w.-]+:)?)c(\s[^>]*?)?(?:\/>|>([\s\S]*?)<\/(?:[\w.-]+:)?c>)/g, (cell, prefix: string, attributes = '', inside = '') => {
      column = placeOf(attribute(attributes, 'r') ?? '')?.column ?? column + 1
      const result = results.get(keyOf(row, column))
      const formula = formulaPattern.exec(inside)?.[0]
      if (result === undefined || formula === undefined) return cell
      return `<${prefix}c${attributes}>${inside.replace(formula, () => `${formula}<${prefix}v>${result}</${prefix}v>`)}</${prefix}c>`
    })
  })
}

/**
 * Totals of a form that was filled, for readers that count nothing themselves (a preview, a script). Only what is beyond doubt;
 * results that stood there were taken out before (`leaveCounting`), and every program that counts does so when it opens the file.
 * `rewritten`: by sheet part, from which row on other rows stand in the end.
 */
export const countFormulas = (opened: OpenedWorkbook, rewritten: ReadonlyMap<string, number>): void => {
  const workbook = opened.parts.get(opened.workbook)?.text ?? ''
  // "Precision as displayed": every result hangs on how its cell is shown.
  if (/<(?:[\w.-]+:)?calcPr\s[^>]*fullPrecision="(?:0|false)"/.test(workbook)) return
  const sheets = new Map<string, Counted>()
  let cells = 0
  for (const { name, part } of opened.sheets) {
    const text = opened.parts.get(part)?.text ?? ''
    const own = cellsOf(text, rewritten.get(part) ?? Number.POSITIVE_INFINITY)
    sheets.set(name, own)
    cells += own.cells.size
  }
  if (cells > mostCells) return
  for (const [name, results] of resultsOf(sheets)) {
    const sheet = opened.parts.get(opened.sheets.find((one) => one.name === name)?.part ?? '')
    if (results.size > 0 && sheet?.text !== undefined && sheet.text !== null) sheet.text = written(sheet.text, results)
  }
}
