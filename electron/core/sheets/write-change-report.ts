import { writeXlsx } from 'hucre'
import type { Cell } from '../../../shared/cell.ts'
import type { ReportLine, Trigger } from '../../../shared/contract/tasks.ts'
import { changesInWords, triggerInWords } from '../../../shared/report-words.ts'
import type { Stamp } from './types.ts'
import { bodyStyle, headStyle, printFooter, properties, styled, workbookCell } from './workbook-parts.ts'
import { writeBytes } from './write-file.ts'

export const changeReportName = '政务信息资源目录变更报告'

/** Domain §7.4, table 1, with the changes in words. */
const columns = [
  ['序号', 6],
  ['信息资源代码', 24],
  ['信息资源名称', 28],
  ['信息资源提供方', 20],
  ['变更类型', 9],
  ['变更原因', 26],
  ['依据文件', 30],
  ['触发日期', 12],
  ['时限', 12],
  ['完成日期', 12],
  ['是否超期', 9],
  ['报送日期', 12],
  ['审核发布日期', 12],
  ['变更内容', 60],
  ['备注', 24],
] as const

const lineOf = (line: ReportLine, at: number): Cell[] => [
  at + 1,
  line.code,
  line.title,
  line.provider,
  line.change,
  line.reason,
  line.document,
  line.startsOn,
  line.dueOn === null ? '未规定天数' : `${line.dueOn}${line.provisional ? '（暂定）' : ''}`,
  line.doneOn ?? '',
  line.late === null ? '' : line.late ? '是' : '否',
  line.submittedOn ?? '',
  line.publishedOn ?? '',
  changesInWords(line.changes),
  [line.done, line.note].filter((part) => part !== '').join('；'),
]

/** The change report as a workbook. */
export const writeChangeReport = async (path: string, trigger: Trigger, lines: readonly ReportLine[], stamp: Stamp): Promise<number> => {
  const head = [
    [changeReportName, ...columns.slice(1).map(() => null)],
    [`填报单位：${stamp.agency}　${triggerInWords(trigger)}`, ...columns.slice(1).map(() => null)],
  ]
  const workbook = await writeXlsx({
    properties: properties(stamp, changeReportName),
    sheets: [
      {
        name: '变更报告',
        rows: [...head, columns.map(([name]) => name), ...lines.map(lineOf)].map((row) => row.map(workbookCell)),
        columns: columns.map(([, width]) => ({ width, style: bodyStyle })),
        cells: new Map(columns.map((_, at) => [`2,${at}`, styled(headStyle)] as const)),
        merges: [0, 1].map((row) => ({ startRow: row, startCol: 0, endRow: row, endCol: columns.length - 1 })),
        freezePane: { rows: 3, columns: 3 },
        pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '$3:$3' },
        headerFooter: { oddFooter: printFooter(stamp) },
      },
    ],
  })
  return await writeBytes(path, [workbook], undefined)
}
