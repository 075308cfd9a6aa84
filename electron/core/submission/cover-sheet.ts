import type { CellStyle, DataValidation, WriteSheet } from 'hucre'
import type { Cell } from '../../../shared/cell.ts'
import { type CoverLine, coverLines, headLines, signingWords } from '../../../shared/submissions/cover.ts'
import { unsignedWords } from '../../../shared/submissions/unsigned.ts'
import { bodyStyle, headStyle, styled } from '../sheets/workbook-parts.ts'
import { aboutStyle, type Cells, cellText, footerOf, type Given, handStyle, heightFor, titleStyle } from './sheet-parts.ts'

/** A table as the cover lists it; `sha256`: of the file of its own that a long one went to. */
export type Listed = { title: string; rows: number; sha256: string | null }

const widths = [20, 40, 10, 40]
const labelStyle: CellStyle = { ...headStyle, alignment: { horizontal: 'left', vertical: 'center', wrapText: true } }

/** A line's value as the sheet keeps it: days and times are dates whose UTC fields are what is shown. */
const asCell = ({ value, type }: CoverLine): Cell => {
  if (typeof value !== 'string') return value
  if (type === 'day') return new Date(`${value}T00:00:00.000Z`)
  return type === 'time' ? new Date(`${value.replace(' ', 'T')}:00.000Z`) : value
}
const formats = { text: '@', day: 'yyyy-mm-dd', time: 'yyyy-mm-dd hh:mm', number: '0' } as const

/** Cover: who, of which period, under which notice, what the files are known by, which tables there are, and room to sign. */
export const coverSheet = (name: string, tables: readonly Listed[], given: Given): WriteSheet => {
  const { document, language } = given
  const zh = language === 'zh'
  const cells: Cells = new Map([['0,0', styled(titleStyle)]])
  const unsigned = unsignedWords(given.errors ?? 0, language)
  const title = document.template.words[language]
  const rows: Cell[][] = [[unsigned === null ? title : `${title}\n${unsigned.mark}`, null, null, null]]
  const heights = new Map([[0, { height: unsigned === null ? 34 : 52 }]])
  const merges = [{ startRow: 0, startCol: 0, endRow: 0, endCol: 3 }]
  const put = (line: readonly { value: Cell; style: CellStyle }[], merge: readonly [from: number, to: number] | null, height: number) => {
    const at = rows.length
    rows.push(line.map(({ value }) => value))
    for (const [column, { style }] of line.entries()) cells.set(`${at},${column}`, styled(style))
    if (merge !== null) merges.push({ startRow: at, startCol: merge[0], endRow: at, endCol: merge[1] })
    heights.set(at, { height })
  }
  for (const text of headLines(document, language))
    put([{ value: text, style: { ...aboutStyle, alignment: { horizontal: 'right', vertical: 'center' } } }], [0, 3], 16)
  for (const line of coverLines(document, given.digests, language, given.errors)) {
    const { label, value, type } = line
    const style = { ...bodyStyle, numFmt: formats[type], alignment: { horizontal: 'left', vertical: 'center', wrapText: true } } as const
    const long = Math.max(heightFor(typeof value === 'string' ? value : '', 90), 21)
    put([{ value: label, style: labelStyle }, ...[asCell(line), null, null].map((one) => ({ value: one, style }))], [1, 3], long)
  }
  put([], null, 10)
  const head = zh ? ['序号', '附表', '行数', '所在'] : ['No.', 'Table', 'Rows', 'Where']
  put(
    head.map((value) => ({ value, style: headStyle })),
    null,
    20,
  )
  for (const [at, { title, rows: count, sha256 }] of tables.entries()) {
    const where =
      sha256 === null ? (zh ? '本工作簿' : 'in this workbook') : zh ? `随附的工作簿，SHA-256 ${sha256}` : `workbook beside this one, SHA-256 ${sha256}`
    put(
      [at + 1, title, count, where].map((value, column) => ({
        value,
        style: {
          ...bodyStyle,
          numFmt: column % 2 === 0 ? '#,##0' : '@',
          alignment: { horizontal: column % 2 === 0 ? 'center' : 'left', vertical: 'center', wrapText: true } as const,
        },
      })),
      null,
      Math.max(heightFor(where, 40), 21),
    )
  }
  put([], null, 10)
  const signing = signingWords(language)
  const signed = rows.length
  for (const { who, on } of signing)
    put(
      [
        { value: who, style: labelStyle },
        { value: null, style: handStyle },
        { value: on, style: labelStyle },
        { value: null, style: { ...handStyle, numFmt: 'yyyy-mm-dd' } },
      ],
      null,
      38,
    )
  const note = zh
    ? '本表由所附 JSON 生成；SHA-256 与 SM3 为该 JSON 的摘要，可用任何工具核对。浅黄色单元格由人工填写。'
    : 'This form is made from the JSON beside it; SHA-256 and SM3 are of that JSON and can be checked with any tool. Cells in pale yellow are filled in by hand.'
  put([{ value: note, style: aboutStyle }], [0, 3], heightFor(note, 110))
  const dates: DataValidation = {
    ...{ type: 'date', operator: 'greaterThan', formula1: '36526', allowBlank: true, errorStyle: 'warning', showErrorMessage: true },
    range: `D${signed + 1}:D${signed + signing.length}`,
  }
  return {
    name,
    rows: rows.map((row) => row.map(cellText)),
    columns: widths.map((width) => ({ width })),
    cells,
    merges,
    rowDefs: heights,
    dataValidations: [dates],
    pageSetup: {
      paperSize: 'a4',
      orientation: 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 1,
      horizontalCentered: true,
      printArea: `$A$1:$D$${rows.length}`,
    },
    headerFooter: { oddFooter: footerOf(given) },
  }
}
