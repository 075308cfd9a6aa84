import { colToLetter, writeXlsx } from 'hucre'
import type { Cell } from '../../../shared/cell.ts'
import type { Language } from '../../../shared/errors.ts'
import type { LedgerCell, LedgerColumn } from '../../../shared/ledgers/ledger.ts'
import type { Words } from '../../../shared/regulations/pack.ts'
import { stampLine } from './entry-rows.ts'
import { fullFormRows, type Stamp } from './types.ts'
import { bodyStyle, headStyle, printFooter, properties, styled, workbookCell } from './workbook-parts.ts'
import { csvLine } from './write-csv.ts'
import { writeBytes, writeText } from './write-file.ts'
import { flatWorkbook } from './write-flat.ts'

export type LedgerSheet = {
  title: Words
  columns: readonly LedgerColumn[]
  /** What was asked for, in words. */
  about: string
  total: number
  language: Language
  stamp: Stamp
  /** Page by page, oldest first. */
  rows: Iterable<readonly (readonly LedgerCell[])[]>
}

type Written = { entries: number; bytes: number; form: 'full' | 'flat' | 'text' }

/** Days and times as dates, whose UTC fields are what the sheet shows. */
const cellOf = (cell: LedgerCell, { type }: LedgerColumn): Cell => {
  if (cell === null || cell === '') return null
  if (typeof cell === 'number') return cell
  if (type === 'day') return new Date(`${cell}T00:00:00.000Z`)
  if (type === 'time') return new Date(`${cell.length === 10 ? `${cell}T00:00` : cell.replace(' ', 'T')}:00.000Z`)
  return cell
}

const formats = { day: 'yyyy-mm-dd', time: 'yyyy-mm-dd hh:mm', number: '0', text: '@' } as const

/** As a table to be printed: title and period above the headings, which stay in sight; above 5,000 rows headings and rows alone (decisions M3). */
export const writeLedger = async (path: string, sheet: LedgerSheet, signal?: AbortSignal): Promise<Written> => {
  const { title, columns, total, language, stamp, rows } = sheet
  const name = title[language]
  let entries = 0
  function* lines(): Generator<Cell[]> {
    for (const page of rows)
      for (const cells of page) {
        entries++
        yield columns.map((column, at) => cellOf(cells[at] ?? null, column))
      }
  }
  const head = columns.map(({ words }) => words[language])
  if (total > fullFormRows) {
    const flat = columns.map(({ words, width, type }) => ({ title: words[language], width, format: formats[type] }))
    const pieces = flatWorkbook({ name: sheetName(name), columns: flat, total, rows: lines(), below: stampLine(stamp), stamp })
    const bytes = await writeBytes(path, pieces, signal)
    return { entries, bytes, form: 'flat' }
  }
  const widths = columns.map(({ width, type }) => ({ width, style: { ...bodyStyle, numFmt: formats[type] } }))
  const blank = columns.slice(1).map(() => null)
  const body = [...lines()].map((cells) => cells.map(workbookCell))
  const workbook = await writeXlsx({
    properties: properties(stamp, name),
    sheets: [
      {
        name: sheetName(name),
        rows: [[name, ...blank], [workbookCell(underTitle(sheet)), ...blank], head, ...body],
        columns: widths,
        cells: new Map([['0,0', styled(titleStyle)], ['1,0', styled(aboutStyle)], ...columns.map((_, at) => [`2,${at}`, styled(headStyle)] as const)]),
        merges: [0, 1].map((row) => ({ startRow: row, startCol: 0, endRow: row, endCol: columns.length - 1 })),
        freezePane: { rows: 3, columns: 1 },
        pageSetup: {
          paperSize: 'a4',
          orientation: 'landscape',
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
          printArea: `$A$1:$${colToLetter(columns.length - 1)}$${body.length + 3}`,
          printTitlesRow: '$3:$3',
        },
        headerFooter: { oddFooter: printFooter(stamp) },
      },
    ],
  })
  return { entries, bytes: await writeBytes(path, [workbook], signal), form: 'full' }
}

/** Whose it is, for which period, and of which day. */
const underTitle = ({ about, language, stamp: { agency, on } }: LedgerSheet): string =>
  (language === 'zh' ? [`单位：${agency}`, about, `制表日期：${on}`] : [`Agency: ${agency}`, about, `Made on: ${on}`])
    .filter((part) => part !== '')
    .join('　　')

const titleStyle = { font: { name: '黑体', size: 14, bold: true }, alignment: { horizontal: 'center', vertical: 'center' } } as const
const aboutStyle = { font: { name: '宋体', size: 10 }, alignment: { horizontal: 'left', vertical: 'center', wrapText: true } } as const

/** Excel's limits for the name of a sheet. */
const sheetName = (name: string): string => [...name.replace(/[\\/?*[\]:]/g, ' ')].slice(0, 31).join('').trim()

/** As text: headings, rows, and in a last line of its own who took it out (practice P16). */
export const writeLedgerCsv = async (path: string, { columns, language, stamp, rows }: LedgerSheet, signal?: AbortSignal): Promise<Written> => {
  let entries = 0
  function* lines(): Generator<string> {
    yield `\ufeff${csvLine(columns.map(({ words }) => words[language]))}`
    for (const page of rows)
      for (const cells of page) {
        entries++
        yield csvLine(cells)
      }
    const { agency, user, on, purpose } = stamp
    yield csvLine([`${agency} ${user} ${on} ${purpose}`.trim()])
  }
  const bytes = await writeText(path, lines(), signal)
  return { entries, bytes, form: 'text' }
}

/** For programs: `rows` by the columns' keys, or the records themselves. */
export const writeLedgerJson = async (
  path: string,
  { title, columns, about, stamp }: LedgerSheet,
  kind: string,
  records: Iterable<readonly object[]>,
  signal?: AbortSignal,
): Promise<Written> => {
  let entries = 0
  function* pieces(): Generator<string> {
    const head = {
      format: 'mulu-ledger/1',
      ledger: kind,
      title,
      about,
      exported: stamp,
      columns: columns.map(({ key, words, type }) => ({ key, words, type })),
    }
    yield `${JSON.stringify(head).slice(0, -1)},"rows":[`
    for (const page of records)
      for (const one of page) {
        yield `${entries === 0 ? '\n' : ',\n'}${JSON.stringify(one)}`
        entries++
      }
    yield '\n]}\n'
  }
  const bytes = await writeText(path, pieces(), signal)
  return { entries, bytes, form: 'text' }
}
