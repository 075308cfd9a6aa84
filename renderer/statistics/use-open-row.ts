import { caseKinds } from '../../shared/cases/act.ts'
import type { RowRef } from '../../shared/submissions/document.ts'
import { useGo } from '../app/route.ts'
import { writePlace } from '../cases/place.ts'

/** The entry or the case behind a row; a task leads nowhere of its own. */
export const useOpenRow = (): ((ref: RowRef) => (() => void) | null) => {
  const go = useGo()
  return (ref) => {
    if (ref.kind === 'entry') return () => go('catalogue', ref.id)
    const kind = ref.kind === 'case' ? caseKinds.find((one) => one === ref.caseKind) : undefined
    return ref.kind !== 'case' || kind === undefined ? null : () => go('cases', writePlace({ kind, view: 'file', id: ref.id }))
  }
}
