import type { Output } from '../../../../shared/contract.ts'
import { findHeadings, guessColumns } from './columns.ts'
import { draftsFromDdl, looksLikeDdl } from './ddl.ts'
import { finishItems } from './draft.ts'
import { draftsFromGrid } from './from-grid.ts'
import { readGrid } from './grid.ts'

/** Items from what an officer pastes: cells of a sheet, a data dictionary, or CREATE TABLE. Lines that gave none are listed. */
export const parseItems = (text: string, newId: () => string): Output<'catalogue.parseItems'> => {
  if (looksLikeDdl(text)) {
    const { drafts, skipped } = draftsFromDdl(text)
    const finished = finishItems(drafts, newId)
    return { kind: 'ddl', items: finished.items, skipped: [...skipped, ...finished.skipped] }
  }
  const rows = readGrid(text)
  if (rows.length === 0) return { kind: 'cells', items: [], skipped: [] }
  const columns = findHeadings(rows) ?? guessColumns(rows)
  return { kind: columns.kind, ...finishItems(draftsFromGrid(rows, columns), newId) }
}
