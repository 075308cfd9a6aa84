import { RefreshDialog } from '../../today/RefreshDialog.tsx'
import { TriggerDialog } from '../../today/TriggerDialog.tsx'
import { BulkDialog } from './BulkDialog.tsx'
import type { Chosen } from './use-preview.ts'

/** Work on several entries: a bulk edit, a change that touches them, a refresh of their data. */
export type Work = 'bulk' | 'trigger' | 'refresh'
export type Working = { work: Work; chosen: Chosen }

export const WorkDialog = ({ working: { work, chosen }, onClose, onDone }: { working: Working; onClose(): void; onDone(): void }) => {
  const ids = chosen.filter?.ids ?? []
  if (work === 'bulk') return <BulkDialog chosen={chosen} onClose={onClose} onDone={onDone} />
  return work === 'trigger' ? <TriggerDialog ids={ids} onClose={onClose} onDone={onDone} /> : <RefreshDialog ids={ids} onClose={onClose} onDone={onDone} />
}
