import type { Cell } from '../../../shared/cell.ts'
import type { TemplateColumn } from '../../../shared/template.ts'
import { type EncodeOptions, entryEncoder } from '../../../shared/template-codec.ts'
import type { Entries, ExportEntry, Stamp, WriteOptions } from './types.ts'

/** Who took what out, when and for what (practice P16), in one line. */
export const stampLine = ({ agency, user, on, purpose }: Stamp): string =>
  `导出单位：${agency}；导出人：${user}；导出日期：${on}；用途：${purpose === '' ? '未填写' : purpose}`

/** What a writer has got through so far. */
export type Count = { entries: number; rows: number }

const assertKnown = ({ id, content }: ExportEntry, known: ReadonlySet<string>): void => {
  for (const key of Object.keys(content.ext)) if (!known.has(key)) throw new Error(`no column for ext.${key} of entry ${id}`)
}

/** The sheet rows of each entry, in their order; `stamped` puts the stamp on the first. Counts as it goes. */
export async function* entryRows(
  columns: readonly TemplateColumn[],
  entries: Entries,
  options: WriteOptions,
  encode: EncodeOptions & { stamped: boolean },
  count: Count,
): AsyncGenerator<Cell[][]> {
  const encodeEntry = entryEncoder(columns, encode)
  const known = new Set(options.extensions.map(({ key }) => key))
  for await (const batch of entries) {
    options.signal?.throwIfAborted()
    for (const entry of batch) {
      assertKnown(entry, known)
      const stamp = encode.stamped && count.entries === 0 ? { stamp: stampLine(options.stamp) } : {}
      const rows = encodeEntry({ ...entry, ...stamp })
      count.entries++
      count.rows += rows.length
      yield rows
    }
    options.onProgress?.(count.entries)
  }
}
