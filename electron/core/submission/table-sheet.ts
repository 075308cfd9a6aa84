import { type CellStyle, type CellValue, colToLetter, type DataValidation, type WriteSheet } from 'hucre'
import { periodWords } from '../../../shared/statistics/periods.ts'
import { headLines } from '../../../shared/submissions/cover.ts'
import type { LaidColumn, LaidRow, LaidTable } from '../../../shared/submissions/tables.ts'
import { bodyStyle, headStyle, styled } from '../sheets/workbook-parts.ts'
import {
  aboutStyle,
  type Cells,
  cellText,
  changeFormat,
  footerOf,
  formatOf,
  type Given,
  groupStyle,
  handStyle,
  heightFor,
  paddedFormat,
  sheetCell,
  tailOf,
  titleStyle,
  typeAt,
} from './sheet-parts.ts'

/** Title, whose it is, headings. */
const headRows = 3

/** `sums` of the lines below that really add up to it: a formula that came to something else would be another figure than was submitted. */
const sumRange = (rows: readonly LaidRow[], at: number, column: number): string | null => {
  const row = rows[at]
  const whole = row?.cells[column]
  const below = rows.slice(at + 1, at + 1 + (row?.sums ?? 0))
  if (row?.sums === undefined || typeof whole !== 'number' || below.length === 0) return null
  const parts = below.map(({ cells }) => cells[column])
  if (!parts.every((part) => typeof part === 'number')) return null
  const digits = row.digits ?? 0
  if (parts.reduce((sum, part) => sum + part, 0).toFixed(digits) !== whole.toFixed(digits)) return null
  const letter = colToLetter(column)
  return `${letter}${headRows + at + 2}:${letter}${headRows + at + 1 + below.length}`
}

type Counted = { formula: string; formulaResult: CellValue }

/** What is counted in the sheet itself, with what it comes to: totals, and the change to the period before. */
const counted = (table: LaidTable, at: number, column: number): Counted | null => {
  const { rows, figureColumn: figure } = table
  const row = rows[at]
  if (row === undefined || figure === null || row.type === 'text') return null
  const digits = row.digits ?? 0
  const percent = row.type === 'percent'
  if (column === figure || column === figure + 1) {
    const range = percent ? null : sumRange(rows, at, column)
    return range === null ? null : { formula: `SUM(${range})`, formulaResult: row.cells[column] ?? null }
  }
  const [now, before, change] = [row.cells[figure], row.cells[figure + 1], row.cells[figure + 2]]
  if (column !== figure + 2 || typeof now !== 'number' || typeof before !== 'number' || typeof change !== 'number') return null
  const [a, b] = [figure, figure + 1].map((one) => `${colToLetter(one)}${headRows + at + 1}`)
  return { formula: percent ? `ROUND((${a}-${b})*100,${digits})` : `ROUND(${a}-${b},${digits})`, formulaResult: change }
}

/** Cells that a person fills in are known by their colour, and take nothing that could not stand there. */
const validations = (table: LaidTable, language: Given['language'], answers: readonly string[]): DataValidation[] => {
  const { columns, rows, figureColumn: figure } = table
  if (rows.length === 0) return []
  const last = headRows + rows.length
  const warns = language === 'zh' ? '请核对' : 'Please check'
  const found: DataValidation[] = []
  for (const [at, row] of rows.entries())
    if (figure !== null && row.origin !== undefined && row.origin !== 'computed' && row.type !== 'text')
      found.push({
        ...{ type: 'decimal', operator: 'greaterThanOrEqual', formula1: '0', allowBlank: true, errorStyle: 'warning', errorTitle: warns },
        ...{ showErrorMessage: true, range: `${colToLetter(figure)}${headRows + at + 1}` },
      })
  for (const [at, { type }] of columns.entries()) {
    const range = `${colToLetter(at)}${headRows + 1}:${colToLetter(at)}${last}`
    if (type === 'day' && rows.every(({ row }) => row === undefined))
      found.push({
        type: 'date',
        operator: 'greaterThan',
        formula1: '36526',
        allowBlank: true,
        errorStyle: 'warning',
        errorTitle: warns,
        showErrorMessage: true,
        range,
      })
    if (answers.length > 0 && at === answersColumn)
      found.push({ type: 'list', values: [...answers], allowBlank: true, errorStyle: 'warning', errorTitle: warns, showErrorMessage: true, range })
  }
  return found
}
const answersColumn = 4

/** Numbers of lines and units stand in the middle, parts under what they are parts of. */
const alignmentOf = (row: LaidRow, { type }: LaidColumn, on: number, figureColumn: number | null): CellStyle['alignment'] => {
  if (on === 0 || type === 'day' || (figureColumn !== null && on === figureColumn - 1)) return { horizontal: 'center' }
  if (type === 'number') return { horizontal: 'right', indent: 1 }
  return row.kind === 'part' && on === 1 ? { horizontal: 'left', indent: 2 } : {}
}

/** On one page across: what would be printed too small to be read is wrapped instead. */
const mostWidth = 165
const printedWidths = (columns: readonly LaidColumn[]): number[] => {
  const whole = columns.reduce((sum, { width }) => sum + width, 0)
  return columns.map(({ width, type }) => (whole <= mostWidth ? width : Math.max(type === 'day' ? 11 : 6, Math.round((width * mostWidth) / whole))))
}

const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + (/[\u2e80-\uffef]/.test(char) ? 2 : 1), 0)

type EndRows = { rows: CellValue[][]; merges: { startRow: number; startCol: number; endRow: number; endCol: number }[] }

/** Below a list's last row: how many there are, and its sums as formulas with what they come to. */
const endRows = ({ rows, columns, end }: LaidTable, language: Given['language'], cells: Cells): EndRows => {
  if (end === null) return { rows: [], merges: [] }
  const at = headRows + rows.length
  const first = Math.min(columns.length, ...end.sums.map(({ column }) => column))
  const line = columns.map((_, on): CellValue => {
    const sum = end.sums.find(({ column }) => column === on)
    const letter = colToLetter(on)
    const style: CellStyle = {
      ...groupStyle,
      numFmt: on === 0 ? '@' : '#,##0',
      alignment: { ...groupStyle.alignment, horizontal: on === 0 ? 'left' : 'right' },
    }
    cells.set(`${at},${on}`, {
      style: sum === undefined ? style : { ...style, alignment: { ...style.alignment, indent: 1 } },
      ...(sum === undefined ? {} : { formula: `SUM(${letter}${headRows + 1}:${letter}${at})`, formulaResult: sum.value }),
    })
    return on === 0 ? cellText(end.words[language]) : (sum?.value ?? null)
  })
  return { rows: [line], merges: first > 1 ? [{ startRow: at, startCol: 0, endRow: at, endCol: first - 1 }] : [] }
}

/** One table as a sheet of its own: it prints across A4, headings on every page, and is read with them in sight. `answers`: of 自查, what may be answered. */
export const tableSheet = (name: string, table: LaidTable, given: Given, answers: readonly string[] = []): WriteSheet => {
  const { document, language } = given
  const { columns, rows, figureColumn } = table
  const last = columns.length - 1
  const blank = columns.slice(1).map(() => null)
  const period = periodWords(document.period)[language]
  const about = [
    ...(language === 'zh' ? [`填报单位：${document.agency.name}`, `统计期：${period}`] : [`Agency: ${document.agency.name}`, `Period: ${period}`]),
    ...headLines(document, language),
  ].join('　　')
  const cells: Cells = new Map([['0,0', styled(titleStyle)], ['1,0', styled(aboutStyle)], ...columns.map((_, at) => [`2,${at}`, styled(headStyle)] as const)])
  const formatAt = (row: LaidRow, column: LaidColumn, on: number): string => {
    const { type, digits } = typeAt(row, column, on, figureColumn)
    return figureColumn !== null && on === figureColumn + 2 && type !== 'text' ? changeFormat(type, digits, language) : formatOf(type, digits)
  }
  const widest = columns.map((column, on) =>
    column.type !== 'number' || figureColumn === null || on < figureColumn
      ? ''
      : rows.reduce((most, row) => {
          const tail = typeof row.cells[on] === 'number' ? tailOf(formatAt(row, column, on)) : ''
          return widthOf(tail) > widthOf(most) ? tail : most
        }, ''),
  )
  const body = rows.map((row, at) =>
    columns.map((column, on): CellValue => {
      const { type, digits } = typeAt(row, column, on, figureColumn)
      const isChange = figureColumn !== null && on === figureColumn + 2
      const value = row.cells[on] ?? null
      const byHand = on === figureColumn && row.origin !== undefined && row.origin !== 'computed'
      const base = row.kind === 'group' ? groupStyle : byHand ? handStyle : bodyStyle
      const points = isChange && type === 'percent'
      const style = {
        ...base,
        numFmt: paddedFormat(formatAt(row, column, on), typeof value === 'number' ? (widest[on] ?? '') : ''),
        alignment: { ...base.alignment, ...alignmentOf(row, column, on, figureColumn) },
      }
      cells.set(`${headRows + at},${on}`, { style, ...counted(table, at, on) })
      return cellText(sheetCell(value, points ? 'number' : type, digits))
    }),
  )
  const ends = endRows(table, language, cells)
  const note = table.note?.[language] ?? ''
  const widths = printedWidths(columns)
  const width = widths.reduce((sum, one) => sum + one, 0)
  const texts = (values: readonly unknown[]) => Math.max(19, ...values.map((value, at) => (typeof value === 'string' ? heightFor(value, widths[at] ?? 10) : 0)))
  const below = headRows + rows.length
  const end = below + ends.rows.length + (note === '' ? 0 : 1)
  if (note !== '') cells.set(`${end - 1},0`, styled(aboutStyle))
  const merged = [0, 1, ...(note === '' ? [] : [end - 1])]
  return {
    name,
    rows: [
      [cellText(table.words[language]), ...blank],
      [cellText(about), ...blank],
      columns.map(({ words }) => cellText(words[language])),
      ...body,
      ...ends.rows,
      ...(note === '' ? [] : [[cellText(note), ...blank]]),
    ],
    columns: widths.map((one) => ({ width: one })),
    cells,
    merges: last === 0 ? [] : [...merged.map((row) => ({ startRow: row, startCol: 0, endRow: row, endCol: last })), ...ends.merges],
    rowDefs: new Map([
      [0, { height: 30 }],
      [1, { height: heightFor(about, width) }],
      [2, { height: texts(columns.map(({ words }) => words[language])) }],
      ...body.map((row, at) => [headRows + at, { height: texts(row) }] as const),
      ...ends.rows.map((_, at) => [below + at, { height: 21 }] as const),
      ...(note === '' ? [] : [[end - 1, { height: heightFor(note, width) }] as const]),
    ]),
    dataValidations: validations(table, language, answers),
    freezePane: { rows: headRows, columns: Math.min(2, last) },
    pageSetup: {
      ...{ paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      ...{ printArea: `$A$1:$${colToLetter(last)}$${end}`, printTitlesRow: `$${headRows}:$${headRows}` },
    },
    headerFooter: { oddFooter: footerOf(given) },
  }
}
