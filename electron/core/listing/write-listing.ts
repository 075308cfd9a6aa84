import type { Cell } from '../../../shared/cell.ts'
import type { Change } from '../../../shared/platform-api/schemas.ts'
import type { ReadDb } from '../db/open.ts'
import type { Fill } from '../sheets/fill-rows.ts'
import { fillWorkbook } from '../sheets/fill-workbook.ts'
import type { Stamp } from '../sheets/types.ts'
import { writeBytes } from '../sheets/write-file.ts'
import { outgoing } from '../sync/outbox.ts'
import { shadowOf } from '../sync/shadow.ts'
import { changesOf } from './handover.ts'
import { identitiesOf, rowsOf } from './identity.ts'
import { knownTemplate, workbookOf } from './templates.ts'
import { rowWriter } from './write-rows.ts'

/** Writes the changes of one hand-over into the platform's workbook, as they were frozen. */
export const writeListing = async (
  db: ReadDb,
  job: { path: string; handover: string; template: string; stamp: Stamp },
): Promise<{ entries: number; bytes: number }> => {
  const { name, template } = knownTemplate(db, job.template)
  const rowsOfChange = rowWriter(template)
  const { mapping, out } = template
  const rows: Cell[][] = []
  const removed: Cell[][] = []
  const changes = changesOf(db, job.handover)
  for (const changeId of changes) {
    const one = outgoing(db, changeId)
    if (one?.body == null) continue
    const change = JSON.parse(one.body) as Change
    const shadow = shadowOf(db, one.id)
    const made = rowsOfChange({
      id: one.id,
      version: one.localVersion,
      change,
      before: shadow?.content ?? null,
      added: shadow === undefined || shadow.gone !== null,
      remembered: shadow === undefined || shadow.gone !== null ? null : rowsOf(db, one.id, name),
      platformId: identitiesOf(db, 'platformId', one.id)[0] ?? '',
    })
    const into = change.kind === 'delete' && out.deletions.as === 'sheet' ? removed : rows
    for (const row of made) into.push(row)
  }
  const fills: Fill[] = [{ sheet: mapping.sheet, firstDataRow: mapping.firstDataRow, below: 'replaced', rows }]
  if (out.deletions.as === 'sheet') fills.push({ sheet: out.deletions.sheet, firstDataRow: out.deletions.firstDataRow, below: 'replaced', rows: removed })
  const workbook = await fillWorkbook(workbookOf(db, name), name, { rows: fills, cells: [] }, job.stamp)
  return { entries: changes.length, bytes: await writeBytes(job.path, [workbook], undefined) }
}
