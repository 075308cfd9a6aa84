import type { CellStyle, DataValidation, WriteSheet } from 'hucre'
import type { Cell } from '../../../shared/cell.ts'
import { timeInChina } from '../../../shared/ledgers/ledger.ts'
import { indicatorsOf } from '../../../shared/submissions/template.ts'
import { bodyStyle, headStyle, styled } from '../sheets/workbook-parts.ts'
import { aboutStyle, type Cells, cellText, footerOf, type Given, handStyle, heightFor, titleStyle } from './sheet-parts.ts'

/** A table as the cover lists it; `sha256`: of the file of its own that a long one went to. */
export type Listed = { title: string; rows: number; sha256: string | null }

const widths = [20, 40, 10, 40]
const labelStyle: CellStyle = { ...headStyle, alignment: { horizontal: 'left', vertical: 'center', wrapText: true } }

type Line = { label: string; value: Cell; format?: string }

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text)
const dayLine = (label: string, day: string): Line => ({ label, value: new Date(`${day}T00:00:00.000Z`), format: 'yyyy-mm-dd' })
const momentLine = (label: string, moment: string): Line => ({
  label,
  value: new Date(`${timeInChina(moment).replace(' ', 'T')}:00.000Z`),
  format: 'yyyy-mm-dd hh:mm',
})

/** The cover of the form as the template names it, and what the text it stands for is known by. */
export const coverLines = ({ document, text, language }: Given): Line[] => {
  const zh = language === 'zh'
  const { template, cover, computed, period, replaces } = document
  const filled = template.cover.map(({ id, words, from }): Line => {
    const value = cover[id] ?? ''
    const day = ['from', 'until', 'frozenOn'].includes(from) && isDay(value)
    return day ? dayLine(words[language], value) : { label: words[language], value: value === '' ? null : value }
  })
  const words = (ref: { indicator: string; key: string | null }) => {
    const name = indicatorsOf(template).find(({ id }) => id === ref.indicator)?.words[language] ?? ref.indicator
    return ref.key === null ? name : `${name}（${ref.key}）`
  }
  const corrected: Line[] =
    replaces === null
      ? []
      : [
          {
            label: zh ? '更正' : 'Corrects',
            value: zh ? `更正第${replaces.version}版：${replaces.reason}` : `version ${replaces.version}: ${replaces.reason}`,
          },
          ...replaces.figures.map(
            (one): Line => ({ label: zh ? '更正的数' : 'Another figure', value: `${words(one)}  ${one.from ?? '—'} → ${one.to ?? '—'}` }),
          ),
        ]
  const sealed: Line[] =
    computed.sealed === 0
      ? []
      : [
          {
            label: zh ? '未计入' : 'Not counted',
            value: zh ? `${computed.sealed} 件案卷线下办理，不在各数之内` : `${computed.sealed} files handled off the system, in no figure`,
          },
        ]
  return [
    ...filled,
    dayLine(zh ? '统计起始日' : 'From', period.from),
    dayLine(zh ? '统计截止日' : 'Until', period.until),
    momentLine(zh ? '数据冻结时间' : 'Frozen', computed.at),
    ...sealed,
    { label: zh ? '报送编号' : 'Submission', value: document.id },
    { label: zh ? '版本' : 'Version', value: document.version, format: '0' },
    ...corrected,
    { label: zh ? '表样' : 'Form', value: `${template.id} ${template.version}` },
    { label: 'SHA-256 (JSON)', value: text.sha256 },
    { label: 'SM3 (JSON)', value: text.sm3 },
  ]
}

/** Cover: who, of which period, under which notice, what the files are known by, which tables there are, and room to sign. */
export const coverSheet = (name: string, tables: readonly Listed[], given: Given): WriteSheet => {
  const { document, language } = given
  const zh = language === 'zh'
  const cells: Cells = new Map([['0,0', styled(titleStyle)]])
  const rows: Cell[][] = [[document.template.words[language], null, null, null]]
  const heights = new Map([[0, { height: 34 }]])
  const merges = [{ startRow: 0, startCol: 0, endRow: 0, endCol: 3 }]
  const put = (line: readonly { value: Cell; style: CellStyle }[], merge: readonly [from: number, to: number] | null, height: number) => {
    const at = rows.length
    rows.push(line.map(({ value }) => value))
    for (const [column, { style }] of line.entries()) cells.set(`${at},${column}`, styled(style))
    if (merge !== null) merges.push({ startRow: at, startCol: merge[0], endRow: at, endCol: merge[1] })
    heights.set(at, { height })
  }
  for (const { label, value, format } of coverLines(given)) {
    const style = { ...bodyStyle, numFmt: format ?? '@', alignment: { horizontal: 'left', vertical: 'center', wrapText: true } } as const
    const long = Math.max(heightFor(typeof value === 'string' ? value : '', 90), 21)
    put([{ value: label, style: labelStyle }, ...[value, null, null].map((one) => ({ value: one, style }))], [1, 3], long)
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
  const signing = zh ? ['填报人（签字）', '审核人（签字）', '单位（盖章）'] : ['Prepared by (signature)', 'Reviewed by (signature)', 'Agency (seal)']
  const signed = rows.length
  for (const label of signing)
    put(
      [
        { value: label, style: labelStyle },
        { value: null, style: handStyle },
        { value: zh ? '日期' : 'Date', style: labelStyle },
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
