import { useMemo } from 'react'
import { dayInChina } from '../../../../shared/moments.ts'
import type { PackSet } from '../../../../shared/regulations/pack-set.ts'
import { packSet } from '../../../../shared/regulations/pack-set.ts'
import { useLoad } from '../../../app/use-load.ts'
import { usePacks } from '../../../rules/use-packs.ts'

/** The law of today for this agency: which clauses are offered, and what a finding rests on; null until it is read. */
export const useLaw = (): PackSet | null => {
  const packs = usePacks()
  const { value } = useLoad('profile.get', {}, ['profile'])
  const named = value?.profile.regulations
  return useMemo(() => (packs === null || named === undefined ? null : packSet(packs, dayInChina(new Date().toISOString()), named)), [packs, named])
}
