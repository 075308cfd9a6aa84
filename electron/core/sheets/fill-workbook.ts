import { readFile } from 'node:fs/promises'
import { type Cell, sheetText } from '../../../shared/cell.ts'
import { Refusal } from '../../../shared/errors.ts'
import { stampLine } from './entry-rows.ts'
import { readLimits, type Stamp } from './types.ts'
import { workbookCell } from './workbook-parts.ts'
import { readWorkbook, workbookPart } from './xlsx-package.ts'
import { inflatePart, zipParts } from './zip.ts'
import { type NewPart, zipOf } from './zip-write.ts'

/**
 * Writes rows into somebody else's workbook and leaves the rest of it as it is, byte for byte: headings, order, widths,
 * styles, drop-downs, further sheets. No library does that: they read a workbook into a model and write the model.
 * Only the rows from the first data row on are replaced, with what hangs on them (merged blocks, links, the order of
 * calculation); the style of each column's first data cell goes on downwards.
 */
export type Fill = {
  /** '' = the first. */
  sheet: string
  /** 1-based. */
  firstDataRow: number
  rows: readonly (readonly Cell[])[]
}

/** What a template may be: an empty sheet with its drop-downs. */
const mostBytes = 8 << 20
const mostPart = 64 << 20

type Parts = Map<string, { written: string; text: string | null; bytes: Buffer }>

const refuse = (name: string, why: string): Refusal => new Refusal('listing.workbookForm', { name, why })

const opened = async (data: Buffer, name: string): Promise<{ parts: Parts; sheets: { name: string; part: string }[] }> => {
  if (data.length > mostBytes) throw new Refusal('sheet.tooLarge', { limitMb: mostBytes >> 20 })
  if (data.subarray(0, 2).toString('latin1') !== 'PK') throw refuse(name, 'xlsx')
  const limits = { ...readLimits, inflatedBytes: mostPart }
  const found = zipParts(data, limits)
  const pack = { data, parts: found, limits, signal: undefined }
  const workbook = await workbookPart(pack)
  if (workbook === null) throw refuse(name, 'xlsx')
  const { sheets } = await readWorkbook(pack, workbook)
  const parts: Parts = new Map()
  for (const part of found.values()) {
    const chunks: Buffer[] = []
    for await (const chunk of inflatePart(data, part)) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    parts.set(part.name, { written: part.written, bytes, text: /\.(xml|rels)$/.test(part.name) ? bytes.toString('utf8') : null })
  }
  return { parts, sheets: sheets.map(({ name: title, part }) => ({ name: title, part: part.name })) }
}

const columnName = (column: number): string => (column < 26 ? '' : columnName(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))
const columnNumber = (name: string): number => [...name].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1

const attribute = (tag: string, name: string): string | null => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? null

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }
const escaped = (text: string): string => sheetText(text).replace(/[&<>"\r]/g, (mark) => escapes[mark] ?? mark)

type SheetXml = { before: string; head: string[]; after: string; prefix: string; styles: Map<number, string>; rowTag: string }

/** A sheet cut where its rows are: those above the first data row, and what the first data row looks like. */
const cut = (xml: string, firstDataRow: number, name: string): SheetXml => {
  const prefix = /<((?:[\w.-]+:)?)worksheet[\s>]/.exec(xml)?.[1] ?? ''
  const p = prefix.replace(/[.-]/g, '\\$&')
  const data = new RegExp(`<${p}sheetData(?:\\s[^>]*)?(?:/>|>([\\s\\S]*?)</${p}sheetData>)`).exec(xml)
  if (data === null) throw refuse(name, 'sheetData')
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
        const place = /^[A-Z]+/.exec(attribute(tag, 'r') ?? '')?.[0]
        if (style !== null && place !== undefined) styles.set(columnNumber(place), style)
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

const cellXml = (prefix: string, place: string, style: string, cell: Cell): string => {
  const open = `<${prefix}c r="${place}"${style === '' ? '' : ` s="${style}"`}`
  if (cell === null || cell === '') return style === '' ? '' : `${open}/>`
  if (typeof cell === 'number') return `${open}><${prefix}v>${cell}</${prefix}v></${prefix}c>`
  if (typeof cell === 'boolean') return `${open} t="b"><${prefix}v>${cell ? 1 : 0}</${prefix}v></${prefix}c>`
  const text = String(workbookCell(cell instanceof Date ? cell.toISOString().slice(0, 10) : cell))
  return `${open} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escaped(text)}</${prefix}t></${prefix}is></${prefix}c>`
}

function* sheetXml({ before, head, after, prefix, styles, rowTag }: SheetXml, { firstDataRow, rows }: Fill): Generator<string> {
  const width = Math.max(0, ...styles.keys()) + 1
  const lines = rows.length === 0 ? [[]] : rows
  const most = lines.reduce((most, cells) => Math.max(most, cells.length), width)
  yield before.replace(/(dimension\s+ref=")[^"]*(")/, `$1A1:${columnName(Math.max(0, most - 1))}${firstDataRow + lines.length - 1}$2`)
  yield `<${prefix}sheetData>${head.join('')}`
  for (const [index, cells] of lines.entries()) {
    const row = firstDataRow + index
    const inside = Array.from({ length: Math.max(cells.length, width) }, (_, column) =>
      cellXml(prefix, `${columnName(column)}${row}`, styles.get(column) ?? '', cells[column] ?? null),
    ).join('')
    yield `<${prefix}row r="${row}"${rowTag}>${inside}</${prefix}row>`
  }
  yield `</${prefix}sheetData>`
  yield after
}

/** Shared texts that no cell bears any more are emptied: the numbers of the others stay. */
const emptyUnused = (parts: Parts, kept: readonly string[]): void => {
  const strings = [...parts.values()].find(({ written }) => /sharedStrings\.xml$/i.test(written))
  if (strings?.text === undefined || strings.text === null) return
  const used = new Set<number>()
  for (const xml of kept) {
    for (const [, attributes = '', inside = ''] of xml.matchAll(/<(?:[\w.-]+:)?c(\s[^>]*?)>([\s\S]*?)<\/(?:[\w.-]+:)?c>/g)) {
      if (attribute(attributes, 't') === 's') used.add(Number(/<(?:[\w.-]+:)?v(?:\s[^>]*)?>\s*(\d+)\s*</.exec(inside)?.[1] ?? -1))
    }
  }
  let at = -1
  strings.text = strings.text.replace(/<((?:[\w.-]+:)?)si(?:\s*\/>|(?:\s[^>]*)?>[\s\S]*?<\/(?:[\w.-]+:)?si>)/g, (whole, prefix: string) => {
    at++
    return used.has(at) ? whole : `<${prefix}si><${prefix}t/></${prefix}si>`
  })
}

/** The order in which formulas are counted names cells that are gone; every program makes it anew. */
const withoutCalcChain = (parts: Parts): void => {
  const name = [...parts.keys()].find((key) => /(^|\/)calcchain\.xml$/.test(key))
  if (name === undefined) return
  parts.delete(name)
  for (const part of parts.values()) {
    if (part.text === null) continue
    if (/^\[content_types\]\.xml$/i.test(part.written)) part.text = part.text.replace(/<(?:[\w.-]+:)?Override\s[^>]*calcChain\.xml"[^>]*\/>/gi, '')
    else if (/workbook\.xml\.rels$/i.test(part.written)) part.text = part.text.replace(/<(?:[\w.-]+:)?Relationship\s[^>]*calcChain\.xml"[^>]*\/>/gi, '')
  }
}

/** What leaves bears agency, user, day and purpose (practice P16): in the document's properties, for the sheet is the platform's. */
const stamped = (parts: Parts, stamp: Stamp): void => {
  const core = parts.get('docprops/core.xml')
  if (core === undefined) return
  core.text = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>${escaped(stamp.agency)}</dc:creator><cp:lastModifiedBy>${escaped(stamp.user)}</cp:lastModifiedBy><dc:description>${escaped(stampLine(stamp))}</dc:description><dcterms:created xsi:type="dcterms:W3CDTF">${stamp.at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${stamp.at}</dcterms:modified></cp:coreProperties>`
}

/** The workbook with these rows in these sheets. With no rows a sheet keeps one empty row in its style. Throws `listing.workbookForm`. */
export const fillWorkbook = async (data: Buffer, name: string, fills: readonly Fill[], stamp: Stamp | null): Promise<Buffer> => {
  const { parts, sheets } = await opened(data, name)
  const written = new Map<string, Iterable<string>>()
  const heads = new Map<string, string>()
  for (const fill of fills) {
    const sheet = fill.sheet === '' ? sheets[0] : sheets.find((one) => one.name === fill.sheet)
    const part = sheet === undefined ? undefined : parts.get(sheet.part)
    if (sheet === undefined || part?.text === undefined || part.text === null) throw refuse(name, fill.sheet)
    const xml = cut(part.text, fill.firstDataRow, name)
    heads.set(sheet.part, xml.head.join(''))
    written.set(sheet.part, sheetXml(xml, fill))
  }
  emptyUnused(
    parts,
    sheets.map(({ part }) => heads.get(part) ?? parts.get(part)?.text ?? ''),
  )
  withoutCalcChain(parts)
  if (stamp !== null) stamped(parts, stamp)
  return zipOf(
    [...parts].map(
      ([key, { written: title, text, bytes }]): NewPart => ({ name: title, chunks: written.get(key) ?? [text === null ? bytes : Buffer.from(text, 'utf8')] }),
    ),
  )
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plain = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex: string | undefined, number: string | undefined, name: string | undefined) =>
    name === undefined ? String.fromCodePoint(Number.parseInt(hex ?? number ?? '0', hex === undefined ? 10 : 16)) : (entities[name] ?? whole),
  )

/** Every text in a workbook: cells, drop-downs, names of sheets, headers, comments, properties. */
export const textsIn = async (data: Buffer, name: string): Promise<string[]> => {
  const { parts, sheets } = await opened(data, name)
  const found = new Set(sheets.map((sheet) => sheet.name))
  for (const { written, text } of parts.values()) {
    if (text === null || /\.rels$|\[content_types\]|styles\.xml$|theme\d*\.xml$/i.test(written)) continue
    // The runs of one text belong together; between two texts stands markup that ends a cell, a list or a property.
    for (const one of text.split(
      /<\/(?:[\w.-]+:)?(?:si|is|c|comment|p|formula1|formula2|oddHeader|oddFooter|definedName|title|subject|creator|keywords|description|category|lastModifiedBy|Company|Manager)>/,
    )) {
      const said = plain(one.replace(/<[^>]*>/g, '')).trim()
      if (said !== '' && !/^[\d.\s]+$/.test(said)) found.add(said)
    }
  }
  return [...found]
}

export const readWorkbookFile = async (path: string, name: string): Promise<Buffer> => {
  try {
    return await readFile(path)
  } catch (error) {
    throw new Refusal('file.unreadable', { name, why: error instanceof Error && 'code' in error ? String(error.code) : 'unreadable' })
  }
}
