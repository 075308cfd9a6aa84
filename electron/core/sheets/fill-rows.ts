import { colToLetter } from 'hucre'
import type { Cell } from '../../../shared/cell.ts'
import { attribute, cellXml, notAsItIs, type OpenedWorkbook, placeOf, styleOf } from './workbook-edit.ts'

/** Rows of a sheet from its first data row on. */
export type Fill = {
  /** '' = the first. */
  sheet: string
  /** 1-based. */
  firstDataRow: number
  /**
   * replaced: all that stood there goes, with what hangs on it (merged blocks, links); the style of each column's first data
   * cell goes on downwards. kept: rows go into the blank ones of the form, and what stands below them stays.
   */
  below: 'replaced' | 'kept'
  rows: readonly (readonly Cell[])[]
}

/** How many rows a form has before it goes on, and whether anything is said below them. */
export const roomIn = (xml: string, firstDataRow: number): { rows: number; ends: boolean } => {
  const content = /<(?:[\w.-]+:)?(?:v|is|f)[\s>]/
  let number = 0
  for (const [row, attributes = ''] of xml.matchAll(/<(?:[\w.-]+:)?row((?:\s[^>]*?)?)(?:\/>|>[\s\S]*?<\/(?:[\w.-]+:)?row>)/g)) {
    number = Number(attribute(attributes, 'r') ?? number + 1)
    if (number > firstDataRow && content.test(row)) return { rows: number - firstDataRow, ends: true }
  }
  return { rows: Math.max(0, number - firstDataRow + 1), ends: false }
}

type SheetXml = { before: string; head: string[]; after: string; prefix: string; styles: Map<number, string>; rowTag: string }

/** A sheet cut where its rows are: those above the first data row, and what the first data row looks like. */
const cut = (xml: string, firstDataRow: number, name: string): SheetXml => {
  const prefix = /<((?:[\w.-]+:)?)worksheet[\s>]/.exec(xml)?.[1] ?? ''
  const p = prefix.replace(/[.-]/g, '\\$&')
  const data = new RegExp(`<${p}sheetData(?:\\s[^>]*)?(?:/>|>([\\s\\S]*?)</${p}sheetData>)`).exec(xml)
  if (data === null) throw notAsItIs(name, 'sheetData')
  const head: string[] = []
  const styles = new Map<number, string>()
  let rowTag = ''
  let number = 0
  for (const [row, attributes = ''] of (data[1] ?? '').matchAll(new RegExp(`<${p}row((?:\\s[^>]*?)?)(?:/>|>[\\s\\S]*?</${p}row>)`, 'g'))) {
    number = Number(attribute(` ${attributes}`, 'r') ?? number + 1)
    if (number < firstDataRow) head.push(row)
    else if (number === firstDataRow) {
      rowTag = ['ht', 'customHeight', 's', 'customFormat']
        .flatMap((key) => (attribute(attributes, key) === null ? [] : [` ${key}="${attribute(attributes, key)}"`]))
        .join('')
      for (const [tag] of row.matchAll(new RegExp(`<${p}c(?:\\s[^>]*)?/?>`, 'g'))) {
        const style = attribute(tag, 's')
        const place = placeOf(attribute(tag, 'r') ?? '')
        if (style !== null && place !== null) styles.set(place.column, style)
      }
    }
  }
  // Columns without a first cell go by the style of the column.
  for (const [tag] of xml.matchAll(new RegExp(`<${p}col\\s[^>]*>`, 'g'))) {
    const style = attribute(tag, 'style')
    if (style === null) continue
    for (let column = Number(attribute(tag, 'min')) - 1; column < Math.min(Number(attribute(tag, 'max')), 1000); column++) {
      if (!styles.has(column)) styles.set(column, style)
    }
  }
  const after = xml.slice(data.index + data[0].length)
  return { before: xml.slice(0, data.index), head, after: withoutBelow(after, p, firstDataRow), prefix, styles, rowTag }
}

/** Merged blocks and links of rows that are not there any more. */
const withoutBelow = (after: string, p: string, firstDataRow: number): string => {
  const drop = (xml: string, list: string, item: string): string =>
    xml.replace(new RegExp(`<${p}${list}(?:\\s[^>]*)?>([\\s\\S]*?)</${p}${list}>`), (_, inside: string) => {
      const kept = [...inside.matchAll(new RegExp(`<${p}${item}\\s[^>]*?(?:/>|>[\\s\\S]*?</${p}${item}>)`, 'g'))]
        .map(([tag]) => tag)
        .filter((tag) => Number(/^[A-Z]+(\d+)/.exec(attribute(tag, 'ref') ?? '')?.[1] ?? 0) < firstDataRow)
      if (kept.length === 0) return ''
      const name = p.replaceAll('\\', '')
      return `<${name}${list}${list === 'mergeCells' ? ` count="${kept.length}"` : ''}>${kept.join('')}</${name}${list}>`
    })
  return drop(drop(after, 'mergeCells', 'mergeCell'), 'hyperlinks', 'hyperlink')
}

function* sheetXml({ before, head, after, prefix, styles, rowTag }: SheetXml, { firstDataRow, rows }: Fill, opened: OpenedWorkbook): Generator<string> {
  const width = Math.max(0, ...styles.keys()) + 1
  const lines = rows.length === 0 ? [[]] : rows
  const most = lines.reduce((most, cells) => Math.max(most, cells.length), width)
  yield before.replace(/(dimension\s+ref=")[^"]*(")/, `$1A1:${colToLetter(Math.max(0, most - 1))}${firstDataRow + lines.length - 1}$2`)
  yield `<${prefix}sheetData>${head.join('')}`
  for (const [index, cells] of lines.entries()) {
    const row = firstDataRow + index
    const inside = Array.from({ length: Math.max(cells.length, width) }, (_, column) =>
      cellXml(prefix, `${colToLetter(column)}${row}`, cells[column] ?? null, styleOf(opened, styles.get(column) ?? '')),
    ).join('')
    yield `<${prefix}row r="${row}"${rowTag}>${inside}</${prefix}row>`
  }
  yield `</${prefix}sheetData>`
  yield after
}

/** A sheet with these rows, piece by piece; `head` is what stays of its cells. Throws `listing.workbookForm`. */
export const fillRows = (xml: string, fill: Fill, opened: OpenedWorkbook): { head: string; pieces: Iterable<string> } => {
  const sheet = cut(xml, fill.firstDataRow, opened.name)
  return { head: sheet.head.join(''), pieces: sheetXml(sheet, fill, opened) }
}
