import { colToLetter, type MergeRange, writeXlsx, writeXlsxStream } from 'hucre'
import type { Cell } from '../../../shared/cell.ts'
import { headerText, isItemColumn, repeatedInFlat, sheetColumns, type TemplateColumn } from '../../../shared/template.ts'
import { type Count, entryRows } from './entry-rows.ts'
import { type Entries, fullFormRows, type WriteOptions, type Written } from './types.ts'
import { bodyStyle, coverSheet, dictionarySheet, headStyle, printFooter, properties, requiredStyle, styled, workbookCell } from './workbook-parts.ts'
import { writeBytes } from './write-file.ts'

export const catalogueSheetName = '政务信息资源目录'

/** Empty rows below the last entry that still offer the drop-downs. */
const spareRows = 1_000
const headRows = 2

type Block = Cell[][]

/** The two heading rows: a group's name over its columns, a heading of its own over both rows. */
const headings = (columns: readonly TemplateColumn[]): { rows: Cell[][]; merges: MergeRange[] } => {
  const rows: Cell[][] = [[], []]
  const merges: MergeRange[] = []
  let start = 0
  for (const [at, column] of columns.entries()) {
    const alone = column.group === ''
    const follows = !alone && columns[at - 1]?.group === column.group
    if (!follows) start = at
    rows[0]?.push(alone ? headerText(column) : follows ? null : column.group)
    rows[1]?.push(alone ? null : headerText(column))
    if (alone) merges.push({ startRow: 0, startCol: at, endRow: 1, endCol: at })
    else if (columns[at + 1]?.group !== column.group && at > start) merges.push({ startRow: 0, startCol: start, endRow: 0, endCol: at })
  }
  return { rows, merges }
}

/** What belongs to the entry spans all of its rows, unless its text goes on in them. */
const entryMerges = (columns: readonly TemplateColumn[], blocks: readonly Block[]): MergeRange[] => {
  const merges: MergeRange[] = []
  let row = headRows
  for (const block of blocks) {
    if (block.length > 1)
      for (const [at, { path }] of columns.entries())
        if (!isItemColumn(path) && block.slice(1).every((cells) => cells[at] === null))
          merges.push({ startRow: row, startCol: at, endRow: row + block.length - 1, endCol: at })
    row += block.length
  }
  return merges
}

const writeFull = async (path: string, columns: readonly TemplateColumn[], blocks: readonly Block[], options: WriteOptions): Promise<number> => {
  const head = headings(columns)
  const rows = [...head.rows, ...blocks.flat()]
  const dictionary = dictionarySheet(columns, colToLetter)
  const headCells = [0, 1].flatMap((row) =>
    columns.map(({ required }, at) => [`${row},${at}`, styled(required && (row === 1 || columns[at]?.group === '') ? requiredStyle : headStyle)] as const),
  )
  const lastLetter = colToLetter(columns.findLastIndex(({ hidden }) => !hidden))
  const workbook = await writeXlsx({
    properties: properties(options.stamp, catalogueSheetName),
    sheets: [
      {
        name: catalogueSheetName,
        rows: rows.map((row) => row.map(workbookCell)),
        columns: columns.map(({ width, hidden }) => ({ width, hidden, style: bodyStyle })),
        cells: new Map(headCells),
        merges: [...head.merges, ...entryMerges(columns, blocks)],
        rowDefs: new Map([
          [0, { height: 24 }],
          [1, { height: 36 }],
        ]),
        freezePane: { rows: headRows, columns: 1 },
        dataValidations: columns.flatMap(({ list }, at) => {
          const range = list === null ? undefined : dictionary.ranges.get(list)
          return range === undefined
            ? []
            : [
                {
                  type: 'list' as const,
                  formula1: range,
                  allowBlank: true,
                  showErrorMessage: false,
                  range: `${colToLetter(at)}${headRows + 1}:${colToLetter(at)}${rows.length + spareRows}`,
                },
              ]
        }),
        pageSetup: {
          paperSize: 'a3',
          orientation: 'landscape',
          printArea: `$A$1:$${lastLetter}$${rows.length}`,
          printTitlesRow: '$1:$2',
          printTitlesColumn: '$A:$A',
        },
        headerFooter: { oddHeader: `&C${catalogueSheetName}`, oddFooter: printFooter(options.stamp) },
      },
      coverSheet(options.stamp),
      dictionary.sheet,
    ],
  })
  return await writeBytes(path, [workbook], options.signal)
}

/** One heading row; who took it out is the last, visible column, for a streamed workbook has no other place. */
const writeFlat = async (path: string, columns: readonly TemplateColumn[], rows: AsyncIterable<Cell[]>, signal: AbortSignal | undefined): Promise<number> => {
  async function* cells() {
    for await (const row of rows) yield row.map(workbookCell)
  }
  const stream = writeXlsxStream(cells(), {
    name: catalogueSheetName,
    columns: columns.map((column) => ({
      header: String(workbookCell(headerText(column))),
      width: column.width,
      hidden: column.hidden && column.path !== 'meta.stamp',
    })),
    freezePane: { rows: 1, columns: 1 },
  })
  return await writeBytes(path, stream, signal)
}

/**
 * Writes entries as 政务信息资源目录填报模板. Up to 5,000 sheet rows in the full form: two heading rows, merged, styled,
 * with drop-downs, a page on how to fill it in and the dictionaries; above that streamed flat, in constant memory
 * (decisions M3). Both are read back without a change.
 */
export const writeTemplate = async (path: string, entries: Entries, options: WriteOptions): Promise<Written & { form: 'full' | 'flat' }> => {
  const columns = sheetColumns(options.extensions)
  const count: Count = { entries: 0, rows: 0 }
  // Which form it will be shows only on the way: the rows so far are kept until they are too many for the full one.
  const blocks = entryRows(columns, entries, options, { stamped: true }, count)
  const kept: Block[] = []
  let next = await blocks.next()
  while (next.done !== true && count.rows <= fullFormRows) {
    kept.push(next.value)
    next = await blocks.next()
  }
  if (next.done === true && count.rows <= fullFormRows) return { form: 'full', bytes: await writeFull(path, columns, kept, options), ...count }

  const repeated = columns.flatMap(({ path }, at) => (repeatedInFlat.has(path) ? [at] : []))
  const repeat = (block: Block): Block => {
    for (const row of block.slice(1)) for (const at of repeated) row[at] ??= block[0]?.[at] ?? null
    return block
  }
  async function* rows() {
    for (const block of kept.splice(0)) yield* repeat(block)
    if (next.done !== true) yield* repeat(next.value)
    for await (const block of blocks) yield* repeat(block)
  }
  const bytes = await writeFlat(path, columns, rows(), options.signal)
  return { form: 'flat', bytes, ...count }
}
