import type { CellStyle, CellValue, Cell as StyledCell } from 'hucre'
import { type Cell, sheetText } from '../../../shared/cell.ts'
import { shortHash } from '../../../shared/documents/words.ts'
import type { Language } from '../../../shared/errors.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { periodWords } from '../../../shared/statistics/periods.ts'
import type { Digests } from '../../../shared/submissions/cover.ts'
import type { SubmissionDocument } from '../../../shared/submissions/document.ts'
import { pointWords } from '../../../shared/submissions/figure-text.ts'
import type { CellType, LaidColumn, LaidRow } from '../../../shared/submissions/tables.ts'
import { unsignedWords } from '../../../shared/submissions/unsigned.ts'
import type { Stamp } from '../sheets/types.ts'
import { bodyStyle, fittingText, workbookCell } from '../sheets/workbook-parts.ts'
import type { OrderedRows } from './ordered-rows.ts'

/** A frozen submission on its way into a workbook: nothing but these says what stands in it. */
export type Given = {
  document: SubmissionDocument
  digests: Digests
  language: Language
  /** Lists whose rows are not with the document, since they are too many to be held: by the ids of their tables. */
  long?: ReadonlyMap<string, OrderedRows>
  /** What stands in the way of its signatures. */
  errors?: number
}

/** Who made it and when, by the document itself: whoever takes a copy out, it is the same file. */
export const stampOf = ({ document, language }: Given): Stamp => ({
  agency: document.agency.name,
  user: document.computed.by,
  on: dayInChina(document.computed.at),
  at: document.computed.at,
  purpose: `${document.template.words[language]} ${periodWords(document.period)[language]}`,
})

/** Under each page: number, version, the 16 digits that two people compare, and the page. Excel reads & as a sign of its own. */
export const footerOf = ({ document: { id, version }, digests, language, errors = 0 }: Given): string => {
  const mark = unsignedWords(errors, language)?.mark ?? ''
  return language === 'zh'
    ? `&L报送编号 ${id} 第${version}版&C校验 ${shortHash(digests.sha256)}&R${mark === '' ? '' : `${mark}　`}第&P页 共&N页`
    : `&L${id}, version ${version}&CCheck ${shortHash(digests.sha256)}&R${mark === '' ? '' : `${mark}, `}&P / &N`
}

export const cellText = (cell: Cell): CellValue => workbookCell(typeof cell === 'string' ? fittingText(sheetText(cell)) : cell)

const places = (digits: number): string => (digits === 0 ? '0' : `0.${'0'.repeat(digits)}`)

export const formatOf = (type: CellType, digits: number): string => {
  if (type === 'text') return '@'
  if (type === 'day') return 'yyyy-mm-dd'
  return type === 'percent' ? `${places(digits)}%` : `#,##${places(digits)}`
}

/** A change with its sign. Between two rates lie points, not per cent of either. */
export const changeFormat = (type: CellType, digits: number, language: Language): string => {
  const number = type === 'percent' ? `${places(digits)}"${pointWords[language]}"` : `#,##${places(digits)}`
  return `+${number};"−"${number};${number}`
}

/** What a number of a column has after its units' place, as wide as the longest has: numbers stand one below the other. */
export const tailOf = (format: string): string => (/^[^;]*?0(\.0+)?(%|"[^"]*")?(;|$)/.exec(format)?.slice(1, 3).join('') ?? '').replaceAll('"', '')
export const paddedFormat = (format: string, widest: string): string => {
  const missing = [...widest].slice(Math.min([...tailOf(format)].length, [...widest].length))
  const pad = missing.map((char) => `_${char}`).join('')
  return format
    .split(';')
    .map((part) => `${part}${pad}`)
    .join(';')
}

/** 87.5 of a hundred as the sheet keeps it. */
export const rate = (percent: number, digits: number): number => Number((percent / 100).toFixed(digits + 2))

/** A laid cell as a sheet's: days and rates as what they are. */
export const sheetCell = (cell: string | number | null, type: CellType, digits: number): Cell => {
  if (typeof cell === 'number') return type === 'percent' ? rate(cell, digits) : cell
  if (cell !== null && type === 'day' && /^\d{4}-\d\d-\d\d$/.test(cell)) return new Date(`${cell}T00:00:00.000Z`)
  return cell
}

/** What a cell of a row is: a line of figures has its own type in the columns of figures. */
export const typeAt = (row: LaidRow, column: LaidColumn, at: number, figureColumn: number | null): { type: CellType; digits: number } =>
  row.type !== undefined && figureColumn !== null && at >= figureColumn && column.type === 'number'
    ? { type: row.type, digits: row.digits ?? 0 }
    : { type: column.type, digits: column.digits ?? 0 }

export const titleStyle: CellStyle = { font: { name: '黑体', size: 16, bold: true }, alignment: { horizontal: 'center', vertical: 'center', wrapText: true } }
export const aboutStyle: CellStyle = { font: { name: '宋体', size: 10 }, alignment: { horizontal: 'left', vertical: 'center', wrapText: true } }
export const groupStyle: CellStyle = {
  ...bodyStyle,
  font: { name: '黑体', size: 10, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F2F2F2' } },
}
/** To be filled in by hand. */
export const handStyle: CellStyle = { ...bodyStyle, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF9E5' } } }

export type Cells = Map<string, Partial<StyledCell>>

/** As many lines as a text takes in so many columns of width: of what is merged or wrapped not every program finds the height itself. */
export const heightFor = (text: string, width: number, line = 13.5): number => {
  const lines = text
    .split('\n')
    .reduce((sum, one) => sum + Math.max(1, Math.ceil([...one].reduce((w, char) => w + (/[\u2e80-\uffef]/.test(char) ? 2 : 1.1), 0) / (width - 1))), 0)
  return Math.min(400, lines * line + 6)
}

const taken = (name: string, names: ReadonlySet<string>): boolean => names.has(name.toLowerCase())

/** Excel's limits for the name of a sheet; two tables of one name are told apart by a number. */
export const sheetNames = (wanted: readonly string[]): string[] => {
  const names = new Set<string>()
  return wanted.map((one) => {
    const plain = [...sheetText(one).replace(/[\\/?*[\]:'\n]/g, ' ')].join('').trim() || '-'
    let name = cut(plain, 31)
    for (let n = 2; taken(name, names); n++) name = `${cut(plain, 31 - String(n).length - 1)} ${n}`
    names.add(name.toLowerCase())
    return name
  })
}

const cut = (text: string, length: number): string =>
  text
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, '')
    .trim()
