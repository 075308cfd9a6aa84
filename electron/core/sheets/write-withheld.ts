import { writeXlsx } from 'hucre'
import type { Cell } from '../../../shared/cell.ts'
import type { WithheldRow } from '../../../shared/contract/withheld.ts'
import { withheldResultWords } from '../../../shared/entry-life.ts'
import { dayInChina } from '../../../shared/moments.ts'
import type { Stamp } from './types.ts'
import { bodyStyle, headStyle, printFooter, properties, styled, workbookCell } from './workbook-parts.ts'
import { writeBytes } from './write-file.ts'

export const withheldSheetName = '不予共享目录清单'

const columns = [
  ['序号', 6],
  ['信息资源代码', 24],
  ['信息资源名称', 28],
  ['信息项', 30],
  ['不予共享理由', 30],
  ['依据类型', 12],
  ['依据名称', 26],
  ['文号', 16],
  ['条款', 12],
  ['原文', 40],
  ['审查结果', 22],
] as const

const resultOf = ({ result }: WithheldRow): string => {
  if (result === null) return '未报送'
  const said = [withheldResultWords[result.kind], dayInChina(result.receivedAt), result.number, result.reason].filter((part) => part !== '')
  return `${said.join(' ')}${result.outdated ? '（此后内容有改动）' : ''}`
}

/** An entry's line; its bases stand one below the other, aligned across their columns. */
const lineOf = (row: WithheldRow, at: number): Cell[] => {
  const each = (part: 'kind' | 'title' | 'number' | 'article' | 'quotation') => row.basis.map((basis) => basis[part]).join('\n')
  return [
    at + 1,
    row.code,
    row.title,
    row.items.join('、'),
    row.reason,
    each('kind'),
    each('title'),
    each('number'),
    each('article'),
    each('quotation'),
    resultOf(row),
  ]
}

/** The catalogue of what is not shared as a table (xlsx). */
export const writeWithheld = async (path: string, rows: readonly WithheldRow[], stamp: Stamp): Promise<number> => {
  const workbook = await writeXlsx({
    properties: properties(stamp, withheldSheetName),
    sheets: [
      {
        name: withheldSheetName,
        rows: [columns.map(([name]) => name), ...rows.map((row, at) => lineOf(row, at).map(workbookCell))],
        columns: columns.map(([, width]) => ({ width, style: bodyStyle })),
        cells: new Map(columns.map((_, at) => [`0,${at}`, styled(headStyle)] as const)),
        freezePane: { rows: 1, columns: 3 },
        pageSetup: { paperSize: 'a4', orientation: 'landscape', printTitlesRow: '$1:$1' },
        headerFooter: { oddHeader: `&C${withheldSheetName}`, oddFooter: printFooter(stamp) },
      },
    ],
  })
  return await writeBytes(path, [workbook], undefined)
}
