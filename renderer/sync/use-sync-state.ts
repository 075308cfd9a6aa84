import { createContext, useContext, useEffect, useRef, useState } from 'react'
import type { Output } from '../../shared/contract.ts'
import { useApi } from '../app/api-context.tsx'
import { useMay } from '../app/session.tsx'

export type SyncState = Output<'sync.status'> & { running: boolean }

/** What waits is counted over the whole catalogue: after edits it is asked when they pause, and less often the longer the answer takes. */
const quietMs = 600
const restTimes = 10
const longestMs = 20_000

/** The state of the work with the platform for the line under every screen; null until it is known, and for those who may not see it. */
export const useSyncState = (): SyncState | null => {
  const api = useApi()
  const may = useMay('sync.status')
  const [state, setState] = useState<SyncState | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(() => {
    if (!may) return
    let gone = false
    let notBefore = 0
    let dueAt = Number.POSITIVE_INFINITY
    let asking = false
    const ask = async () => {
      timer.current = null
      dueAt = Number.POSITIVE_INFINITY
      if (asking) return askIn(quietMs)
      asking = true
      const begun = performance.now()
      const [status, now] = await Promise.all([api.call('sync.status', {}), api.call('sync.now', {})])
      asking = false
      notBefore = performance.now() + Math.min(longestMs, (performance.now() - begun) * restTimes)
      if (!gone && status.ok && now.ok) setState({ ...status.value, running: now.value.running })
    }
    /** Keeps the sooner of two. */
    const askIn = (ms: number) => {
      const at = performance.now() + ms
      if (gone || at >= dueAt) return
      if (timer.current !== null) clearTimeout(timer.current)
      dueAt = at
      timer.current = setTimeout(() => void ask(), ms)
    }
    void ask()
    const deaf = api.on('changed', ({ noun }) => {
      if (noun === 'sync') askIn(quietMs)
      else if (noun === 'catalogue') askIn(Math.max(quietMs, notBefore - performance.now()))
    })
    return () => {
      gone = true
      deaf()
      if (timer.current !== null) clearTimeout(timer.current)
      timer.current = null
    }
  }, [api, may])
  return state
}

/** Everything that waits for a person. */
export const needsOf = ({ conflicts, quarantined, asks }: Pick<SyncState, 'conflicts' | 'quarantined' | 'asks'>): number =>
  conflicts + quarantined + (asks === null ? 0 : 1)

const OnPlatform = createContext(false)

/** Around the screens: whether there is a platform to submit to. */
export const OnPlatformProvider = OnPlatform.Provider

export const useOnPlatform = (): boolean => useContext(OnPlatform)
