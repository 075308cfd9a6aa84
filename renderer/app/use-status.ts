import { useCallback, useEffect, useState } from 'react'
import type { Output } from '../../shared/contract.ts'
import type { Failure } from '../../shared/errors.ts'
import { useApi } from './api-context.tsx'

export type Status = Output<'vault.status'>

/** The vault's state, asked at the start and whenever it locks, opens or changes. `lockedWhy` tells why it locked. */
export const useStatus = () => {
  const api = useApi()
  const [status, setStatus] = useState<Status | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [lockedWhy, setLockedWhy] = useState<'user' | 'idle' | 'suspend' | 'closed' | 'damaged' | null>(null)
  /** Counts the sessions; the tree of one session is never shown in another. */
  const [session, setSession] = useState(0)

  const reload = useCallback(async () => {
    const reply = await api.call('vault.status', {})
    setFailure(reply.ok ? null : reply.error)
    if (reply.ok) setStatus(reply.value)
  }, [api])

  useEffect(() => {
    void reload()
    const deaf = [
      api.on('locked', ({ why }) => {
        setSession((count) => count + 1)
        setLockedWhy(why)
        setStatus(null)
        void reload()
      }),
      api.on('unlocked', () => {
        setLockedWhy(null)
        void reload()
      }),
      api.on('changed', ({ noun }) => {
        if (noun === 'vault') void reload()
      }),
    ]
    return () => {
      for (const stop of deaf) stop()
    }
  }, [api, reload])

  return { status, failure, lockedWhy, session, reload }
}
