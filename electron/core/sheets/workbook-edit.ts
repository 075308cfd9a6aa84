import { dateToSerial } from 'hucre'
import { type Cell, sheetText } from '../../../shared/cell.ts'
import { Refusal } from '../../../shared/errors.ts'
import { stampLine } from './entry-rows.ts'
import { readLimits, type Stamp } from './types.ts'
import { workbookCell } from './workbook-parts.ts'
import { type Package, readStyleKinds, readWorkbook, type StyleKind, workbookPart } from './xlsx-package.ts'
import { xmlScanner } from './xml.ts'
import { inflatePart, type ZipPart, zipParts } from './zip.ts'

type Part = { written: string; text: string | null; bytes: Buffer }

/**
 * Somebody else's workbook, taken apart to be written into and put together again: what nobody touches stays as it is,
 * byte for byte. No library does that: they read a workbook into a model and write the model.
 */
export type OpenedWorkbook = {
  name: string
  parts: Map<string, Part>
  /** As it came. */
  pack: Package
  sharedStrings: ZipPart | null
  /** Name of the part that lists the sheets. */
  workbook: string
  sheets: { name: string; hidden: boolean; part: string }[]
  /** Of each cell style, by its number. */
  styleKinds: readonly StyleKind[]
  from1904: boolean
}

/** What a form may be: an empty sheet with its drop-downs. */
const mostBytes = 8 << 20
const mostPart = 64 << 20

export const notAsItIs = (name: string, why: string): Refusal => new Refusal('listing.workbookForm', { name, why })

/** Throws `listing.workbookForm`, `sheet.tooLarge`, `sheet.broken`, `sheet.encrypted`. */
export const openWorkbook = async (data: Buffer, name: string): Promise<OpenedWorkbook> => {
  if (data.length > mostBytes) throw new Refusal('sheet.tooLarge', { limitMb: mostBytes >> 20 })
  if (data.subarray(0, 2).toString('latin1') !== 'PK') throw notAsItIs(name, 'xlsx')
  const limits = { ...readLimits, inflatedBytes: mostPart }
  const found = zipParts(data, limits)
  const pack = { data, parts: found, limits, signal: undefined }
  const workbook = await workbookPart(pack)
  if (workbook === null) throw notAsItIs(name, 'xlsx')
  // What runs by itself is not handed on under our name.
  if ([...found.keys()].some((part) => /(^|\/)vbaproject[^/]*\.bin$/.test(part))) throw notAsItIs(name, '含有宏')
  const { sheets, styles, sharedStrings, from1904 } = await readWorkbook(pack, workbook)
  const parts: OpenedWorkbook['parts'] = new Map()
  for (const part of found.values()) {
    const chunks: Buffer[] = []
    for await (const chunk of inflatePart(data, part)) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    parts.set(part.name, { written: part.written, bytes, text: /\.(xml|rels)$/.test(part.name) ? bytes.toString('utf8') : null })
  }
  // What is cut by patterns is whole: where an end is missing, each beginning would be looked for to the end of the part.
  for (const { part } of sheets) {
    const scanner = xmlScanner(part.name, { tags: [], open: () => undefined })
    scanner.push(parts.get(part.name)?.bytes ?? Buffer.alloc(0))
    scanner.end()
  }
  return {
    name,
    parts,
    pack,
    sharedStrings,
    workbook: workbook.name,
    sheets: sheets.map(({ name: title, hidden, part }) => ({ name: title, hidden, part: part.name })),
    styleKinds: await readStyleKinds(pack, styles),
    from1904,
  }
}

export const attribute = (tag: string, name: string): string | null => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? null

/** C7 → 7 and 2 (0-based column); null: no place of one cell. */
export const placeOf = (text: string): { row: number; column: number } | null => {
  const found = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(text)
  if (found === null) return null
  const [, letters = '', row] = found
  return { row: Number(row), column: [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1 }
}

export type Block = { top: number; left: number; bottom: number; right: number }

export const blockOf = (reference: string): Block | null => {
  const [first = '', last = first] = reference.replaceAll('$', '').split(':')
  const [start, end] = [placeOf(first), placeOf(last)]
  return start === null || end === null ? null : { top: start.row, left: start.column, bottom: end.row, right: end.column }
}

export const lies = ({ row, column }: { row: number; column: number }, { top, left, bottom, right }: Block): boolean =>
  row >= top && row <= bottom && column >= left && column <= right

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }
export const escapedXml = (text: string): string => sheetText(text).replace(/[&<>"\r]/g, (mark) => escapes[mark] ?? mark)

/** `day`: the cell's style shows numbers as days. */
type CellStyle = { style: string; day: boolean; from1904: boolean }

/** `style` as a cell names it; '' = none. */
export const styleOf = ({ styleKinds, from1904 }: OpenedWorkbook, style: string): CellStyle => ({
  style,
  day: styleKinds[Number(style || 0)] === 'day',
  from1904,
})

export const cellXml = (prefix: string, place: string, cell: Cell, { style, day, from1904 }: CellStyle): string => {
  const open = `<${prefix}c r="${place}"${style === '' ? '' : ` s="${style}"`}`
  if (cell === null || (typeof cell === 'string' && sheetText(cell) === '')) return style === '' ? '' : `${open}/>`
  if (typeof cell === 'number') return `${open}><${prefix}v>${cell}</${prefix}v></${prefix}c>`
  if (typeof cell === 'boolean') return `${open} t="b"><${prefix}v>${cell ? 1 : 0}</${prefix}v></${prefix}c>`
  if (cell instanceof Date && day) return `${open}><${prefix}v>${dateToSerial(cell, from1904)}</${prefix}v></${prefix}c>`
  const text = String(workbookCell(cell instanceof Date ? cell.toISOString().slice(0, 10) : cell))
  return `${open} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escapedXml(text)}</${prefix}t></${prefix}is></${prefix}c>`
}

/** Shared texts that no cell bears any more are emptied: the numbers of the others stay. `kept`: the cells that are left of every sheet. */
export const emptyUnused = ({ parts }: OpenedWorkbook, kept: readonly string[]): void => {
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

/** Agency, user, day and purpose of what leaves (practice P16), and the one moment it bears (decisions M4). */
export const corePropertiesXml = (stamp: Stamp): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>${escapedXml(stamp.agency)}</dc:creator><cp:lastModifiedBy>${escapedXml(stamp.user)}</cp:lastModifiedBy><dc:description>${escapedXml(stampLine(stamp))}</dc:description><dcterms:created xsi:type="dcterms:W3CDTF">${stamp.at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${stamp.at}</dcterms:modified></cp:coreProperties>`

/** In the document's properties, for the sheet is somebody else's. */
export const stampWorkbook = ({ parts }: OpenedWorkbook, stamp: Stamp): void => {
  const core = parts.get('docprops/core.xml')
  if (core !== undefined) core.text = corePropertiesXml(stamp)
}
