import { useCallback, useRef, useState } from 'react'
import type { BulkOperation } from '../../../shared/bulk.ts'
import type { Input, Output } from '../../../shared/contract.ts'
import { useCall } from '../../app/use-call.ts'

export type Chosen = Pick<Input<'catalogue.bulkPreview'>, 'filter' | 'text'>
type Preview = Output<'catalogue.bulkPreview'>
export type Shown = { operation: BulkOperation; whole: NonNullable<Preview['whole']>; rows: Preview['rows']; more: boolean }

/** A preview and its further pages; any change of the operation throws it away. */
export const usePreview = (chosen: Chosen) => {
  const call = useCall('catalogue.bulkPreview')
  const further = useCall('catalogue.bulkPreview')
  const [shown, setShown] = useState<Shown | null>(null)
  const asking = useRef(false)
  const ask = async (operation: BulkOperation) => {
    const first = await call.run({ ...chosen, operation, limit: 500 })
    if (first?.whole != null) setShown({ operation, whole: first.whole, rows: first.rows, more: first.more })
  }
  const { run } = further
  const askMore = useCallback(async () => {
    if (shown === null || asking.current) return
    const after = shown.rows.at(-1)?.id
    if (after === undefined) return
    asking.current = true
    const page = await run({ ...chosen, operation: shown.operation, limit: 500, after })
    asking.current = false
    if (page !== null) setShown((now) => (now === shown ? { ...now, rows: [...now.rows, ...page.rows], more: page.more } : now))
  }, [shown, chosen, run])
  return {
    shown,
    ask,
    askMore,
    forget: () => setShown(null),
    busy: call.busy,
    progress: call.progress,
    cancel: call.cancel,
    cancelling: call.cancelling,
    failure: call.failure ?? further.failure,
    clear: call.clear,
  }
}
