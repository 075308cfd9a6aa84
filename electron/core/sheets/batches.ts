import type { SheetRow } from './types.ts'

const batchSize = 500

/** Rows that are in memory anyway, handed on like those that are not. */
export async function* inBatches(rows: readonly SheetRow[]): AsyncGenerator<SheetRow[]> {
  for (let at = 0; at < rows.length; at += batchSize) yield rows.slice(at, at + batchSize)
}
