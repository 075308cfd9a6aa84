import type { CellStyle, CellValue, FillStyle, Cell as StyledCell, WorkbookProperties } from 'hucre'
import type { Cell } from '../../../shared/cell.ts'
import { listWords, type TemplateColumn, type TemplateList } from '../../../shared/template.ts'
import { stampLine } from './entry-rows.ts'
import type { Stamp } from './types.ts'

/** A text as the workbook writer takes it: it does not mask what looks like its own escapes (`_x000D_`). */
export const workbookCell = (cell: Cell): CellValue =>
  typeof cell === 'string' && cell.includes('_x') ? cell.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') : cell

/** What a cell holds at most, in UTF-16 units; with more, Excel asks to repair the file. */
const cellText = 32_767

/** A text as long as a cell can be; what is left out is said by …, and stands whole where the text comes from. */
export const fittingText = (text: string): string => (text.length <= cellText ? text : `${text.slice(0, cellText - 1).replace(/[\ud800-\udbff]$/, '')}…`)

/** All dates in the file are the document's own, so that the same input gives the same bytes (decisions M4). */
export const properties = (stamp: Stamp, title: string): WorkbookProperties => ({
  title,
  creator: stamp.agency,
  lastModifiedBy: stamp.user,
  description: workbookText(stampLine(stamp)),
  created: new Date(stamp.at),
  modified: new Date(stamp.at),
})

const workbookText = (text: string): string => String(workbookCell(text))

/** Excel takes 255 characters in all for a header or footer; & starts a code there. */
export const printFooter = ({ agency, user, on, purpose }: Stamp): string => {
  const short = (text: string, length: number) => [...text.replaceAll('&', '＆').replaceAll('\n', ' ')].slice(0, length).join('')
  return `&L${short(agency, 40)} ${short(user, 20)}&C用途：${short(purpose, 60)}&R${on}  第&P页 共&N页`
}

const line = { style: 'thin', color: { rgb: 'BFBFBF' } } as const
const border = { top: line, bottom: line, left: line, right: line }
const headFill = (rgb: string): FillStyle => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } })

export const bodyStyle: CellStyle = { border, alignment: { vertical: 'center', wrapText: true }, font: { name: '宋体', size: 10 } }
export const headStyle: CellStyle = {
  border,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  font: { name: '黑体', size: 10, bold: true },
  fill: headFill('DDEBF7'),
}
/** Headings of what must be filled in. */
export const requiredStyle: CellStyle = { ...headStyle, fill: headFill('FCE4D6') }
const titleStyle: CellStyle = { font: { name: '黑体', size: 14, bold: true } }
const plainStyle: CellStyle = { alignment: { vertical: 'top', wrapText: true }, font: { name: '宋体', size: 11 } }

export const styled = (style: CellStyle): Partial<StyledCell> => ({ style })

const notes = [
  '填报说明',
  '1. 每个信息项占一行；同一信息资源的资源栏只在其第一行填写，下面各行留空或合并。',
  '2. 一个信息资源有多个代码、分类、格式、依据或关联资源代码时，在同一单元格内换行分列；同一条的各栏上下对齐。值内部的换行写作 ↵。',
  '3. 带下拉列表的栏可以填列表以外的值，导入后会提示核对。',
  '4. 标“（必填项）”的栏必须填写；共享类型为有条件共享的须填共享条件、共享范围和使用用途，不予共享的须填理由和依据。',
  '5. 发布日期写作 2026-01-31；是否类的栏填“是”或“否”。',
  '6. 最右边隐藏的“系统标识”用于再次导入时对上原有条目，请勿修改；复制出的新行请清空这几栏。',
  '7. 本表只用于不涉密的信息资源。',
]

/** The page that says where the workbook comes from and how it is filled in. */
export const coverSheet = (stamp: Stamp | null) => {
  const origin: Cell[][] =
    stamp === null
      ? []
      : [
          ['导出单位', stamp.agency],
          ['导出人', stamp.user],
          ['导出日期', stamp.on],
          ['用途', stamp.purpose],
          [null, null],
        ]
  const rows = [['政务信息资源目录', null], [null, null], ...origin, ...notes.map((note): Cell[] => [note, null])]
  const first = 2 + origin.length
  return {
    name: '填报说明',
    rows: rows.map((row) => row.map(workbookCell)),
    columns: [
      { width: 14, style: plainStyle },
      { width: 90, style: plainStyle },
    ],
    cells: new Map([['0,0', styled(titleStyle)]]),
    merges: [
      { startRow: 0, startCol: 0, endRow: 0, endCol: 1 },
      ...notes.map((_, at) => ({ startRow: first + at, startCol: 0, endRow: first + at, endCol: 1 })),
    ],
    rowDefs: new Map(notes.map((_, at) => [first + at, { height: 32 }])),
    pageSetup: { paperSize: 'a4', orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0 } as const,
  }
}

const listTitles: Partial<Record<TemplateList, string>> = { class: '类（1 基础 2 主题 3 部门）', yesNo: '是否' }

export const dictionarySheetName = '字典'

/** The lists behind the drop-downs, one per column; `ranges` says where each stands. */
export const dictionarySheet = (columns: readonly TemplateColumn[], letter: (column: number) => string) => {
  const lists = new Map<TemplateList, string>()
  for (const { list, header } of columns) if (list !== null && !lists.has(list)) lists.set(list, listTitles[list] ?? header)
  const words = [...lists.keys()].map(listWords)
  const height = Math.max(0, ...words.map((list) => list.length))
  const rows = [[...lists.values()], ...Array.from({ length: height }, (_, row) => words.map((list): CellValue => list[row] ?? null))]
  const ranges = new Map([...lists.keys()].map((list, at) => [list, `${dictionarySheetName}!$${letter(at)}$2:$${letter(at)}$${listWords(list).length + 1}`]))
  return {
    ranges,
    sheet: {
      name: dictionarySheetName,
      rows,
      columns: words.map(() => ({ width: 18, style: bodyStyle })),
      cells: new Map([...lists.keys()].map((_, at) => [`0,${at}`, styled(headStyle)])),
      freezePane: { rows: 1 },
    },
  }
}
