import { writeXlsx } from 'hucre'
import type { MediumLine } from '../../../shared/contract/ferry.ts'
import type { Stamp } from './types.ts'
import { bodyStyle, headStyle, printFooter, properties, styled, workbookCell } from './workbook-parts.ts'
import { csvLine } from './write-csv.ts'
import { writeBytes, writeText } from './write-file.ts'

const sheetName = '介质登记簿'

const columns = [
  ['介质编号', 14],
  ['标志', 6],
  ['方向', 6],
  ['内容', 8],
  ['交出方', 20],
  ['接收方', 20],
  ['登记时间', 20],
  ['登记人', 10],
  ['交接日期', 12],
  ['交出人', 10],
  ['接收人', 10],
  ['归还日期', 12],
  ['销毁日期', 12],
  ['销毁人', 10],
  ['监销人', 10],
  ['备注', 20],
  ['文件及 SHA-256', 72],
] as const

const kinds: Readonly<Record<string, string>> = { up: '上报包', down: '下发包', receipt: '回执' }

const rowOf = (m: MediumLine, between: string): string[] => [
  m.number,
  m.mark,
  m.direction === 'out' ? '带出' : '带入',
  kinds[m.kind] ?? m.kind,
  m.from,
  m.to,
  m.recordedAt,
  m.recordedBy,
  m.handedOverOn ?? '',
  m.handedOverBy,
  m.receivedBy,
  m.returnedOn ?? '',
  m.destroyedOn ?? '',
  m.destroyedBy,
  m.witness,
  m.note,
  m.files.map(({ name, sha256 }) => `${name} ${sha256}`).join(between),
]

/** The register of media (practice P15) as text. */
export const writeMediaCsv = async (path: string, media: readonly MediumLine[], { agency, user, on }: Stamp): Promise<number> => {
  const lines = [
    `\ufeff${csvLine(columns.map(([name]) => name))}`,
    ...media.map((medium) => csvLine(rowOf(medium, '；'))),
    csvLine([`${agency} ${user} ${on}`]),
  ]
  return await writeText(path, lines, undefined)
}

/** The same as a table to be printed and signed (xlsx). */
export const writeMedia = async (path: string, media: readonly MediumLine[], stamp: Stamp): Promise<number> => {
  const workbook = await writeXlsx({
    properties: properties(stamp, sheetName),
    sheets: [
      {
        name: sheetName,
        rows: [columns.map(([name]) => name), ...media.map((medium) => rowOf(medium, '\n').map(workbookCell))],
        columns: columns.map(([, width]) => ({ width, style: bodyStyle })),
        cells: new Map(columns.map((_, at) => [`0,${at}`, styled(headStyle)] as const)),
        freezePane: { rows: 1, columns: 1 },
        pageSetup: { paperSize: 'a4', orientation: 'landscape', printTitlesRow: '$1:$1' },
        headerFooter: { oddHeader: `&C${sheetName}`, oddFooter: printFooter(stamp) },
      },
    ],
  })
  return await writeBytes(path, [workbook], undefined)
}
