import type { Mapping } from '../../../shared/contract/catalogue.ts'
import { sayReject } from '../../../shared/import-rejects.ts'
import type { SheetFile, SheetRow, Stamp } from '../sheets/types.ts'
import { type RejectedRow, writeRejects } from '../sheets/write-rejects.ts'
import { layoutOf, mergeFiller } from './layout.ts'
import type { Problem, Stretch } from './protocol.ts'

export type RejectsRequest = { path: string; stamp: Stamp; problems: readonly Problem[]; stretches: readonly Stretch[] }

/**
 * Writes the rows of every entry that was not taken, with the headings above them, merged values spelt out and the
 * reasons behind: what the officer corrects can be imported as it is. Reads the sheet once more. Gives the number of rows.
 */
export const writeRejected = async (
  file: SheetFile,
  index: number,
  mapping: Mapping,
  { path, stamp, problems, stretches }: RejectsRequest,
): Promise<number> => {
  const reasons = new Map<number, string[]>()
  for (const { row, column, code, params } of problems) {
    const said = `${column}：${sayReject(code, params, 'zh')}`
    const list = reasons.get(row)
    if (list === undefined) reasons.set(row, [said])
    else if (!list.includes(said)) list.push(said)
  }
  const sheet = file.sheets[index]
  const merges = sheet?.merges ?? []
  const head: SheetRow['cells'][] = Array.from({ length: mapping.firstDataRow - 1 }, () => [])
  for await (const batch of file.rows(index)) {
    for (const { row, cells } of batch) if (row < mapping.firstDataRow) head[row - 1] = cells
    if ((batch.at(-1)?.row ?? 0) >= mapping.firstDataRow) break
  }
  async function* rejected(): AsyncGenerator<RejectedRow[]> {
    const fill = mergeFiller(merges, layoutOf(mapping), true)
    const inside = rowFinder(stretches)
    for await (const batch of file.rows(index)) {
      const rows: RejectedRow[] = []
      for (const row of batch) {
        const cells = row.row < mapping.firstDataRow ? row.cells : fill(row)
        if (inside(row.row)) rows.push({ cells, reason: (reasons.get(row.row) ?? []).join('；') })
      }
      if (rows.length > 0) yield rows
    }
  }
  const written = await writeRejects(path, rejected(), {
    stamp,
    sheetName: sheet?.name ?? '',
    head,
    merges: merges.filter(({ bottom }) => bottom < mapping.firstDataRow),
  })
  return written.rows
}

/** Whether a row is in one of the stretches; to be asked with rising rows. Stretches may lie inside one another. */
const rowFinder = (stretches: readonly Stretch[]): ((row: number) => boolean) => {
  const sorted = [...stretches].sort((a, b) => a[0] - b[0])
  let next = 0
  let open: Stretch[] = []
  return (row) => {
    for (let stretch = sorted[next]; stretch !== undefined && stretch[0] <= row; stretch = sorted[++next]) open.push(stretch)
    open = open.filter(([, last]) => last >= row)
    return open.length > 0
  }
}
