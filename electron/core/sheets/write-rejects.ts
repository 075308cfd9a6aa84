import { type CellValue, writeXlsx, writeXlsxStream } from 'hucre'
import type { Cell } from '../../../shared/cell.ts'
import { fullFormRows, type Merge, type Stamp } from './types.ts'
import { bodyStyle, headStyle, printFooter, properties, requiredStyle, styled, workbookCell } from './workbook-parts.ts'
import { writeBytes } from './write-file.ts'

/** Heading of the column that says why a row was not taken; an import passes over it. */
export const reasonHeader = '退回原因'

export type RejectedRow = { cells: readonly Cell[]; reason: string }

export type RejectsOptions = {
  stamp: Stamp
  sheetName: string
  /** The sheet's heading rows as they were, titles above them included, and the merged blocks in them. */
  head: readonly (readonly Cell[])[]
  merges: readonly Merge[]
  signal?: AbortSignal
}

/** Excel's limits for the name of a sheet. */
const sheetNameOf = (name: string): string => [...name.replace(/[\\/?*[\]:]/g, ' ').replace(/^'+|'+$/g, '')].slice(0, 31).join('').trim() || '未导入'

/** What a merged block says, on each of its columns: a streamed sheet has no merges. */
const spread = (head: readonly (readonly Cell[])[], merges: readonly Merge[]): Cell[][] => {
  const rows = head.map((row) => [...row])
  for (const { top, left, bottom, right } of merges)
    for (let row = top; row <= Math.min(bottom, rows.length); row++)
      for (let column = left; column <= right; column++) (rows[row - 1] as Cell[])[column] ??= head[top - 1]?.[left] ?? null
  return rows
}

/**
 * Writes the rows an import did not take, with their own columns and headings and the reason at the end, so that the
 * officer can correct them and import the file again. Up to 5,000 rows with merged headings, above that streamed.
 */
export const writeRejects = async (
  path: string,
  rows: AsyncIterable<readonly RejectedRow[]> | Iterable<readonly RejectedRow[]>,
  { stamp, sheetName, head, merges, signal }: RejectsOptions,
): Promise<{ rows: number; bytes: number }> => {
  const kept: RejectedRow[] = []
  const source = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()
  let next = await source.next()
  while (next.done !== true && kept.length <= fullFormRows) {
    kept.push(...next.value)
    next = await source.next()
  }
  const headMerges = merges.filter(({ bottom }) => bottom <= head.length)
  const width = Math.max(0, ...head.map((row) => row.length), ...kept.map(({ cells }) => cells.length), ...headMerges.map(({ right }) => right + 1))
  const line = ({ cells, reason }: RejectedRow): CellValue[] => [
    ...Array.from({ length: width }, (_, at) => workbookCell(cells[at] ?? null)),
    workbookCell(reason),
  ]
  const headLine = (row: readonly Cell[], at: number, all: readonly unknown[]) => line({ cells: row, reason: at === all.length - 1 ? reasonHeader : '' })
  const name = sheetNameOf(sheetName)
  const columns = [...Array.from({ length: width }, () => ({ width: 18 })), { width: 60 }]

  if (kept.length <= fullFormRows) {
    const headCells = head.flatMap((row, at) => row.map((_, column) => [`${at},${column}`, styled(headStyle)] as const))
    const workbook = await writeXlsx({
      properties: properties(stamp, reasonHeader),
      sheets: [
        {
          name,
          rows: [...head.map(headLine), ...kept.map(line)],
          columns: columns.map((column) => ({ ...column, style: bodyStyle })),
          cells: new Map([...headCells, [`${head.length - 1},${width}`, styled(requiredStyle)]]),
          merges: headMerges.map(({ top, left, bottom, right }) => ({ startRow: top - 1, startCol: left, endRow: bottom - 1, endCol: right })),
          freezePane: { rows: head.length, columns: 1 },
          headerFooter: { oddFooter: printFooter(stamp) },
        },
      ],
    })
    return { rows: kept.length, bytes: await writeBytes(path, [workbook], signal) }
  }

  let count = 0
  async function* lines() {
    yield* spread(head, headMerges).map(headLine)
    for (const row of kept.splice(0)) {
      count++
      yield line(row)
    }
    for (; next.done !== true; next = await source.next())
      for (const row of next.value) {
        count++
        yield line(row)
      }
  }
  const bytes = await writeBytes(path, writeXlsxStream(lines(), { name, columns, freezePane: { rows: head.length, columns: 1 }, repeatHeaders: false }), signal)
  return { rows: count, bytes }
}
