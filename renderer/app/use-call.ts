import { useCallback, useEffect, useRef, useState } from 'react'
import type { Secrets } from '../../shared/contract/define.ts'
import type { CallName, Events, Input, Output } from '../../shared/contract.ts'
import type { Failure } from '../../shared/errors.ts'
import { useApi } from './api-context.tsx'

export type Progress = Pick<Events['progress'], 'phase' | 'done' | 'total'>

export type Call<N extends CallName> = {
  /** The reply's value, or null when it was refused: `failure` then says why. */
  run(input: Input<N>, secrets?: Secrets): Promise<Output<N> | null>
  busy: boolean
  failure: Failure | null
  clear(): void
  /** What a long call has reported so far; null before its first word. */
  progress: Progress | null
  /** Asks the core to stop; the reply is then `call.cancelled` and nothing was changed. */
  cancel(): void
  cancelling: boolean
}

/** One call a screen makes on demand, with what its buttons need to know. */
export const useCall = <N extends CallName>(name: N): Call<N> => {
  const api = useApi()
  const [busy, setBusy] = useState(false)
  const [cancelling, setCancelling] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [progress, setProgress] = useState<Progress | null>(null)
  const running = useRef<AbortController | null>(null)

  // Leaving the screen does not stop a save, but it does stop long work nobody watches any more.
  useEffect(() => () => running.current?.abort(), [])

  const run = useCallback(
    async (input: Input<N>, secrets?: Secrets) => {
      const controller = new AbortController()
      const callId = crypto.randomUUID()
      running.current = controller
      setBusy(true)
      setCancelling(false)
      setFailure(null)
      setProgress(null)
      const deaf = api.on('progress', (event) => {
        if (event.callId === callId) setProgress(event)
      })
      const reply = await api.call(name, input, { callId, signal: controller.signal, ...(secrets === undefined ? {} : { secrets }) })
      deaf()
      if (running.current === controller) running.current = null
      setBusy(false)
      setProgress(null)
      if (reply.ok) return reply.value
      setFailure(reply.error)
      return null
    },
    [api, name],
  )
  const cancel = useCallback(() => {
    setCancelling(true)
    running.current?.abort()
  }, [])
  const clear = useCallback(() => setFailure(null), [])
  return { run, busy, failure, clear, progress, cancel, cancelling }
}
