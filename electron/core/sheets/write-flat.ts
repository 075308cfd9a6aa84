import { colToLetter, dateToSerial } from 'hucre'
import { type Cell, sheetText } from '../../../shared/cell.ts'
import type { Stamp } from './types.ts'
import { corePropertiesXml, escapedXml } from './workbook-edit.ts'
import { fittingText, printFooter, workbookCell } from './workbook-parts.ts'
import { zipPieces } from './zip-stream.ts'
import type { NewPart } from './zip-write.ts'

export type FlatColumn = { title: string; width: number /** Excel's: yyyy-mm-dd, 0, 0.0%, @ */; format: string }

export type FlatSheet = {
  /** Within Excel's limits for the name of a sheet. */
  name: string
  columns: readonly FlatColumn[]
  total: number
  rows: Iterable<readonly Cell[]>
  /** In a last row of its own; '' = none. */
  below: string
  stamp: Stamp
  footer?: string
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** Rows of data a sheet takes beside its heading and the line below. */
const formatRows = 1_048_576 - 2

const edge = (side: string) => `<${side} style="thin"><color rgb="FFBFBFBF"/></${side}>`

/** 0 plain, 1 heading, then one for each format. */
const stylesXml = (formats: readonly string[]): string =>
  `${head}<styleSheet xmlns="${main}"><numFmts count="${formats.length}">${formats.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escapedXml(code)}"/>`).join('')}</numFmts><fonts count="2"><font><sz val="10"/><name val="宋体"/></font><font><b/><sz val="10"/><name val="黑体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFDDEBF7"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(edge).join('')}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${formats.length + 2}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>${formats.map((_, at) => `<xf numFmtId="${164 + at}" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>`).join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

const textXml = (text: string): string => `<is><t xml:space="preserve">${escapedXml(String(workbookCell(fittingText(sheetText(text)))))}</t></is>`

const cellXml = (place: string, style: number, cell: Cell): string => {
  const open = `<c r="${place}" s="${style}"`
  if (cell === null || cell === '') return `${open}/>`
  if (typeof cell === 'number') return `${open}><v>${cell}</v></c>`
  if (cell instanceof Date) return `${open}><v>${dateToSerial(cell)}</v></c>`
  if (typeof cell === 'boolean') return `${open} t="b"><v>${cell ? 1 : 0}</v></c>`
  return `${open} t="inlineStr">${textXml(cell)}</c>`
}

/** The next so many rows of an iterator that others go on with. */
function* next<T>(rows: Iterator<T>, most: number): Generator<T> {
  for (let n = 0; n < most; n++) {
    const { value, done } = rows.next()
    if (done === true) return
    yield value
  }
}

function* sheetXml(
  { columns, below, stamp, footer }: FlatSheet,
  rows: Iterable<readonly Cell[]>,
  last: boolean,
  styleOf: readonly number[],
): Generator<string> {
  const letters = columns.map((_, at) => colToLetter(at))
  const widths = columns.map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')
  yield `${head}<worksheet xmlns="${main}" xmlns:r="${office}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${widths}</cols><sheetData>`
  yield `<row r="1">${columns.map(({ title }, at) => `<c r="${letters[at]}1" s="1" t="inlineStr">${textXml(title)}</c>`).join('')}</row>`
  let row = 1
  for (const cells of rows) {
    row++
    let xml = `<row r="${row}">`
    for (let at = 0; at < letters.length; at++) xml += cellXml(`${letters[at]}${row}`, styleOf[at] ?? 0, cells[at] ?? null)
    yield `${xml}</row>`
  }
  if (last && below !== '') yield `<row r="${row + 1}"><c r="A${row + 1}" t="inlineStr">${textXml(below)}</c></row>`
  yield `</sheetData><pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>${escapedXml(footer ?? printFooter(stamp))}</oddFooter></headerFooter></worksheet>`
}

/**
 * A long table as a workbook, piece by piece: headings in sight and on every printed page, real numbers and days, properties;
 * above the format's last row a further sheet. Neither rows nor file are ever whole in memory. The same rows give the same bytes.
 */
export function* flatWorkbook(sheet: FlatSheet, mostRows = formatRows): Generator<Buffer> {
  const { columns, total, stamp } = sheet
  const formats = [...new Set(columns.map(({ format }) => format))]
  const styleOf = columns.map(({ format }) => formats.indexOf(format) + 2)
  const count = Math.max(1, Math.ceil(total / mostRows))
  const names = Array.from({ length: count }, (_, at) => (at === 0 ? sheet.name : `${sheet.name.slice(0, 28)}_${at + 1}`))
  const quoted = (name: string) => escapedXml(`'${name.replaceAll("'", "''")}'`)
  const rows = sheet.rows[Symbol.iterator]()
  function* parts(): Generator<NewPart> {
    const overrides = names.map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${spreadsheet}.worksheet+xml"/>`).join('')
    yield {
      name: '[Content_Types].xml',
      chunks: [
        `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/>${overrides}<Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
      ],
    }
    yield {
      name: '_rels/.rels',
      chunks: [
        `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${packages}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
      ],
    }
    yield { name: 'docProps/core.xml', chunks: [corePropertiesXml(stamp)] }
    yield {
      name: 'xl/workbook.xml',
      chunks: [
        `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names.map((name, at) => `<sheet name="${escapedXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets><definedNames>${names.map((name, at) => `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${quoted(name)}!$1:$1</definedName>`).join('')}</definedNames></workbook>`,
      ],
    }
    yield {
      name: 'xl/_rels/workbook.xml.rels',
      chunks: [
        `${head}<Relationships xmlns="${packages}/relationships">${names.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="rId${count + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
      ],
    }
    yield { name: 'xl/styles.xml', chunks: [stylesXml(formats)] }
    for (const at of names.keys()) yield { name: `xl/worksheets/sheet${at + 1}.xml`, chunks: sheetXml(sheet, next(rows, mostRows), at === count - 1, styleOf) }
  }
  yield* zipPieces(parts())
}
