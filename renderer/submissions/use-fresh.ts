import { useEffect, useRef } from 'react'
import type { CallName, Input, Output } from '../../shared/contract.ts'
import { useSessionStore } from '../app/session-store.tsx'
import { type Loaded, useLoad } from '../app/use-load.ts'
import { submissionsRecipe } from './submissions-store.ts'

/** Asks a reading call, and anew after anything was written on these screens or the platform answered. */
export const useFresh = <N extends CallName>(name: N, input: Input<N> | null): Loaded<Output<N>> => {
  const loaded = useLoad(name, input, ['sync', 'task'])
  const written = useSessionStore(submissionsRecipe, (state) => state.written)
  const { reload } = loaded
  const seen = useRef(written)
  useEffect(() => {
    if (seen.current === written) return
    seen.current = written
    reload()
  }, [written, reload])
  return loaded
}
