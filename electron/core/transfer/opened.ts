import type { ExtensionField } from '../../../shared/contract/profile.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { SheetFile, SheetRow } from '../sheets/types.ts'
import type { KeptMapping, Proposal } from './recognise.ts'
import { headRows, propose } from './recognise.ts'

/** A workbook with more visible sheets is looked at only as far as this; any sheet can be named. */
const mostSheets = 40

/** The first rows of a sheet, as far down as headings are looked for. */
export const headOf = async (file: SheetFile, index: number): Promise<SheetRow[]> => {
  const head: SheetRow[] = []
  for await (const batch of file.rows(index)) {
    for (const row of batch) if (row.row <= headRows) head.push(row)
    if ((batch.at(-1)?.row ?? 0) > headRows) break
  }
  return head
}

export type Chosen = { index: number; proposal: Proposal; head: SheetRow[] }

/** Proposes a mapping for the sheet of that name, or for the visible one whose headings say most. */
export const chooseSheet = async (
  file: SheetFile,
  name: string | null,
  extensionFields: readonly ExtensionField[],
  kept: readonly KeptMapping[],
  further: Readonly<Record<string, readonly string[]>> = {},
): Promise<Chosen> => {
  let best: Chosen | null = null
  const named = name === null || name === '' ? -1 : file.sheets.findIndex((sheet) => sheet.name === name)
  for (const [index, sheet] of file.sheets.entries()) {
    if (named >= 0 ? index !== named : sheet.hidden || index >= mostSheets) continue
    if (sheet.rows === 0) continue
    const head = await headOf(file, index)
    const proposal = propose({ name: sheet.name, rows: head, merges: sheet.merges, columns: sheet.columns }, extensionFields, kept, further)
    if (best === null || proposal.score > best.proposal.score) best = { index, proposal, head }
  }
  if (best === null) throw new Refusal('sheet.empty')
  return best
}

/** The sheet a mapping is for: '' is the first with content. */
export const mappedSheet = (file: SheetFile, name: string): number => {
  const index = file.sheets.findIndex((sheet) => (name === '' ? sheet.rows > 0 && !sheet.hidden : sheet.name === name))
  if (index < 0) throw new Refusal('sheet.empty')
  return index
}
