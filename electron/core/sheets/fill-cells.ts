import { colToLetter } from 'hucre'
import type { Cell } from '../../../shared/cell.ts'
import { Refusal } from '../../../shared/errors.ts'
import { attribute, type Block, blockOf, cellXml, lies, notAsItIs, type OpenedWorkbook, placeOf, styleOf } from './workbook-edit.ts'
import { formulaBlocks } from './workbook-formulas.ts'
import type { StyleKind } from './xlsx-package.ts'

/** One cell of somebody else's sheet: C7, or any cell of the merged block that C7 stands for. `null` empties it; its style stays. */
export type CellFill = { /** '' = the first. */ sheet: string; at: string; value: Cell | Percent }

/** 87.5: written as 0.875 where the form shows per cent of itself, and as 87.5 where it does not. */
type Percent = { percent: number }

type Wanted = { row: number; column: number; value: CellFill['value'] }

/** The format's own limits. */
const lastRow = 1_048_576
const lastColumn = 16_383

/** Where each value goes. Throws `sheet.noCell`, `sheet.cellTwice`. */
const places = (cells: readonly CellFill[], merges: readonly Block[]): Map<number, Wanted[]> => {
  const rows = new Map<number, Wanted[]>()
  for (const { sheet, at, value } of cells) {
    const place = placeOf(at)
    if (place === null || place.row > lastRow || place.column > lastColumn) throw new Refusal('sheet.noCell', { sheet, cell: at })
    const merge = merges.find((block) => lies(place, block))
    const [row, column] = merge === undefined ? [place.row, place.column] : [merge.top, merge.left]
    const wanted = rows.get(row) ?? []
    if (wanted.some((other) => other.column === column)) throw new Refusal('sheet.cellTwice', { sheet, cell: `${colToLetter(column)}${row}` })
    rows.set(row, [...wanted, { row, column, value }])
  }
  for (const wanted of rows.values()) wanted.sort((a, b) => a.column - b.column)
  return rows
}

const columnStyles = (xml: string, p: string): (Block & { style: string })[] =>
  [...xml.matchAll(new RegExp(`<${p}col\\s[^>]*>`, 'g'))].flatMap(([tag]) => {
    const style = attribute(tag, 'style')
    return style === null ? [] : [{ top: 1, bottom: lastRow, left: Number(attribute(tag, 'min')) - 1, right: Number(attribute(tag, 'max')) - 1, style }]
  })

/**
 * A sheet with these values in these cells; every other byte of it stays. A cell with a formula is not written over, nor one
 * that a formula elsewhere fills. Throws `sheet.formulaCell`, `sheet.noCell`, `sheet.cellTwice`, `listing.workbookForm`.
 */
export const fillCells = (xml: string, cells: readonly CellFill[], opened: OpenedWorkbook): string => {
  const prefix = /<((?:[\w.-]+:)?)worksheet[\s>]/.exec(xml)?.[1] ?? ''
  const p = prefix.replace(/[.-]/g, '\\$&')
  const data = new RegExp(`<${p}sheetData(?:\\s[^>]*)?(?:/>|>([\\s\\S]*?)</${p}sheetData>)`).exec(xml)
  if (data === null || /<!--|<!\[CDATA\[/.test(data[1] ?? '')) throw notAsItIs(opened.name, 'sheetData')
  const [whole, inside = ''] = data
  const merges = [...xml.matchAll(new RegExp(`<${p}mergeCell\\s[^>]*>`, 'g'))].flatMap(([tag]) => blockOf(attribute(tag, 'ref') ?? '') ?? [])
  const wanted = places(cells, merges)
  const sheet = cells[0]?.sheet ?? ''
  const formulas = formulaBlocks(inside)
  for (const row of wanted.values())
    for (const place of row)
      if (formulas.some((block) => lies(place, block))) throw new Refusal('sheet.formulaCell', { sheet, cell: `${colToLetter(place.column)}${place.row}` })
  const ofColumns = columnStyles(xml.slice(0, data.index), p)

  const made = ({ row, column, value }: Wanted, style: string): string =>
    cellXml(prefix, `${colToLetter(column)}${row}`, plain(value, opened.styleKinds[Number(style || 0)]), styleOf(opened, style))

  const rewritten = (number: number, attributes: string, old: string, values: readonly Wanted[]): string => {
    const rowStyle = ['1', 'true'].includes(attribute(attributes, 'customFormat') ?? '') ? attribute(attributes, 's') : null
    const styleAt = (column: number) => rowStyle ?? ofColumns.find((one) => lies({ row: number, column }, one))?.style ?? ''
    const left = [...values]
    const out: string[] = []
    let at = 0
    let column = -1
    let added = false
    const addBefore = (limit: number) => {
      for (let next = left[0]; next !== undefined && next.column < limit; next = left[0]) {
        out.push(made(next, styleAt(next.column)))
        left.shift()
        added = true
      }
    }
    for (const cell of old.matchAll(new RegExp(`<${p}c((?:\\s[^>]*?)?)(?:/>|>([\\s\\S]*?)</${p}c>)`, 'g'))) {
      const [text, tag = '', content = ''] = cell
      column = placeOf(attribute(tag, 'r') ?? '')?.column ?? column + 1
      out.push(old.slice(at, cell.index))
      addBefore(column)
      at = cell.index + text.length
      if (left[0]?.column !== column) {
        out.push(text)
        continue
      }
      const [one] = left.splice(0, 1)
      if (one === undefined) continue
      if (new RegExp(`<${p}f[\\s/>]`).test(content)) throw new Refusal('sheet.formulaCell', { sheet, cell: `${colToLetter(column)}${number}` })
      out.push(made(one, attribute(tag, 's') ?? ''))
    }
    addBefore(Number.POSITIVE_INFINITY)
    // What a row says of its width only helps to read it faster; wrong it misleads.
    return `<${prefix}row${added ? attributes.replace(/\sspans="[^"]*"/, '') : attributes}>${out.join('')}${old.slice(at)}</${prefix}row>`
  }

  const rows = [...wanted.keys()].sort((a, b) => a - b)
  const out: string[] = []
  let at = 0
  let number = 0
  const addBefore = (limit: number) => {
    for (let next = rows[0]; next !== undefined && next < limit; next = rows[0]) {
      out.push(rewritten(next, ` r="${next}"`, '', wanted.get(next) ?? []))
      rows.shift()
    }
  }
  for (const row of inside.matchAll(new RegExp(`<${p}row((?:\\s[^>]*?)?)(?:/>|>([\\s\\S]*?)</${p}row>)`, 'g'))) {
    const [text, attributes = '', old = ''] = row
    number = Number(attribute(attributes, 'r') ?? number + 1)
    out.push(inside.slice(at, row.index))
    addBefore(number)
    at = row.index + text.length
    if (rows[0] !== number) {
      out.push(text)
      continue
    }
    rows.shift()
    // A row without its number is known by its place, which others before it might change.
    const numbered = attribute(attributes, 'r') === null ? ` r="${number}"${attributes}` : attributes
    out.push(rewritten(number, numbered, old, wanted.get(number) ?? []))
  }
  addBefore(Number.POSITIVE_INFINITY)
  const filled = `<${prefix}sheetData>${out.join('')}${inside.slice(at)}</${prefix}sheetData>`
  return widened(xml.slice(0, data.index), p, [...wanted.values()].flat()) + filled + xml.slice(data.index + whole.length)
}

const plain = (value: CellFill['value'], kind: StyleKind | undefined): Cell => {
  if (value === null || typeof value !== 'object' || value instanceof Date) return value
  // Of a hundred it has at most four places.
  return kind === 'percent' ? Number((value.percent / 100).toFixed(6)) : value.percent
}

/** What a sheet says of its extent reaches as far as its cells. */
const widened = (xml: string, p: string, cells: readonly Wanted[]): string =>
  xml.replace(new RegExp(`(<${p}dimension\\s[^>]*ref=")([^"]*)(")`), (whole, before: string, reference: string, after: string) => {
    const block = blockOf(reference)
    if (block === null || cells.every((cell) => lies(cell, block))) return whole
    const top = Math.min(block.top, ...cells.map(({ row }) => row))
    const left = Math.min(block.left, ...cells.map(({ column }) => column))
    const bottom = Math.max(block.bottom, ...cells.map(({ row }) => row))
    const right = Math.max(block.right, ...cells.map(({ column }) => column))
    return `${before}${colToLetter(left)}${top}:${colToLetter(right)}${bottom}${after}`
  })
