import type { CheckFinding } from '../../../shared/contract/submissions.ts'
import { eventWords } from '../../../shared/submissions/states.ts'
import type { Submission } from '../words.ts'

export const lifeSteps = ['draft', 'freeze', 'check', 'sign', 'export', 'submit', 'receipt'] as const

export type Next =
  | { at: number; key: 'wait'; until: string }
  | { at: number; key: 'explain'; count: number }
  | { at: number; key: 'signPreparer' | 'signReviewer'; name: string }
  | {
      at: number
      key:
        | 'freeze'
        | 'reviewer'
        | 'same'
        | 'export'
        | 'submit'
        | 'underWay'
        | 'receipt'
        | 'received'
        | 'returned'
        | 'accepted'
        | 'replaced'
        | 'opening'
        | 'older'
    }

/** Where it stands on its way, what is next and whose turn it is. `findings` null: not checked yet. */
export const nextOf = (one: Submission, findings: readonly CheckFinding[] | null, today: string): Next => {
  const { line, signatures, events, versions } = one
  if (versions.some(({ version }) => version > line.version)) return { at: 7, key: line.state === 'replaced' ? 'replaced' : 'older' }
  switch (line.state) {
    case 'draft':
      return today <= line.period.until ? { at: 0, key: 'wait', until: line.period.until } : { at: 1, key: 'freeze' }
    case 'frozen': {
      const errors = findings?.filter(({ severity }) => severity === 'error').length ?? 0
      if (errors > 0) return { at: 2, key: 'explain', count: errors }
      if (line.reviewer === '') return { at: 2, key: 'reviewer' }
      if (line.reviewer === line.preparer) return { at: 2, key: 'same' }
      const prepared = signatures.some(({ as }) => as === 'preparer')
      return { at: 3, key: prepared ? 'signReviewer' : 'signPreparer', name: prepared ? line.reviewer : line.preparer }
    }
    case 'signed':
      return events.some(({ what }) => what.zh === eventWords.exported.zh) ? { at: 5, key: 'submit' } : { at: 4, key: 'export' }
    case 'submitted':
      return line.submittedAt === null ? { at: 5, key: 'underWay' } : { at: 6, key: 'receipt' }
    case 'received':
      return { at: 7, key: 'received' }
    case 'accepted':
      return { at: 7, key: 'accepted' }
    case 'returned':
      return { at: 6, key: 'returned' }
    case 'replaced':
      return { at: 7, key: 'replaced' }
    case 'opening':
      return { at: 7, key: 'opening' }
  }
}
