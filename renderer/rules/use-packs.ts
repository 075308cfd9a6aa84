import { useMemo } from 'react'
import { builtInPacks } from '../../shared/regulations/built-in.ts'
import type { Pack } from '../../shared/regulations/pack.ts'
import { useLoad } from '../app/use-load.ts'

/** Every regulation there is: those Mulu comes with and those that came as files; null until the core has answered. */
export const usePacks = (): readonly Pack[] | null => {
  const { value } = useLoad('rules.imported', {}, ['rules'])
  return useMemo(() => (value === null ? null : [...builtInPacks, ...value.packs]), [value])
}
