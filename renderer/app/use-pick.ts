import { useCallback, useState } from 'react'
import { type Failure, failure as makeFailure, Refusal } from '../../shared/errors.ts'
import type { FilePicker, PickedFile } from '../../shared/files.ts'
import { useApi } from './api-context.tsx'

export type Pick = {
  open(options: Parameters<FilePicker['open']>[0]): Promise<PickedFile | null>
  /** Empty: nothing was chosen, or it was refused. */
  openMany(options: Parameters<FilePicker['openMany']>[0]): Promise<PickedFile[]>
  save(options: Parameters<FilePicker['save']>[0]): Promise<PickedFile | null>
  failure: Failure | null
  clear(): void
}

/** The host's file dialogs; what they refuse (a file too large …) stands in `failure`. */
export const usePick = (): Pick => {
  const { files } = useApi()
  const [failure, setFailure] = useState<Failure | null>(null)
  const guarded = useCallback(async <T>(choose: () => Promise<T>): Promise<T | null> => {
    setFailure(null)
    try {
      return await choose()
    } catch (error) {
      setFailure(error instanceof Refusal ? error.failure : makeFailure('call.failed', { detail: String(error) }))
      return null
    }
  }, [])
  return {
    open: useCallback((options) => guarded(() => files.open(options)), [files, guarded]),
    openMany: useCallback(async (options) => (await guarded(() => files.openMany(options))) ?? [], [files, guarded]),
    save: useCallback((options) => guarded(() => files.save(options)), [files, guarded]),
    failure,
    clear: useCallback(() => setFailure(null), []),
  }
}
