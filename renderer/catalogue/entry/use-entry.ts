import { useEffect, useMemo } from 'react'
import { type EntryContent, emptyContent } from '../../../shared/catalogue.ts'
import type { Profile } from '../../../shared/contract/profile.ts'
import type { Output } from '../../../shared/contract.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { Pack } from '../../../shared/regulations/pack.ts'
import { useSessionStore } from '../../app/session-store.tsx'
import { useLoad } from '../../app/use-load.ts'
import { usePacks } from '../../rules/use-packs.ts'
import { type Draft, draftsRecipe, newKey } from './drafts.ts'

/** A draft without where the keyboard is in its items. */
export type ShownDraft = Omit<Draft, 'sheet'>

export type OpenEntry = {
  draft: ShownDraft | undefined
  /** The entry as the core has it now; newer than the draft's own when someone else saved meanwhile. */
  newest: Output<'catalogue.get'> | null
  profile: Profile | null
  /** Every regulation there is; null while they are read. */
  packs: readonly Pack[] | null
  failure: Failure | null
  reload(): void
}

/** What is known of the agency before anything is typed. */
const startOf = (profile: Profile | null): EntryContent =>
  profile === null ? emptyContent() : { ...emptyContent(), provider: profile.agency, providerCode: profile.creditCode }

/** The entry to look at or edit: read from the core, or begun anew. */
export const useEntry = (key: string): OpenEntry => {
  const input = useMemo(() => (key === newKey ? null : { id: key }), [key])
  const loaded = useLoad('catalogue.get', input, ['catalogue'])
  const profile = useLoad('profile.get', {}, ['profile'])
  const packs = usePacks()
  // Part by part: moving about in the items grid changes the draft, but nothing the form shows.
  const entry = useSessionStore(draftsRecipe, ({ drafts }) => drafts.get(key)?.entry)
  const base = useSessionStore(draftsRecipe, ({ drafts }) => drafts.get(key)?.base)
  const content = useSessionStore(draftsRecipe, ({ drafts }) => drafts.get(key)?.content)
  const findings = useSessionStore(draftsRecipe, ({ drafts }) => drafts.get(key)?.findings)
  const draft = useMemo(
    () => (entry === undefined || base === undefined || content === undefined || findings === undefined ? undefined : { entry, base, content, findings }),
    [entry, base, content, findings],
  )
  const opened = useSessionStore(draftsRecipe, (state) => state.opened)
  const begin = useSessionStore(draftsRecipe, (state) => state.begin)
  const keepOnly = useSessionStore(draftsRecipe, (state) => state.keepOnly)
  const agency = profile.value?.profile ?? null

  useEffect(() => keepOnly(key), [key, keepOnly])
  useEffect(() => {
    if (loaded.value !== null) opened(loaded.value.entry, loaded.value.findings)
  }, [loaded.value, opened])
  useEffect(() => {
    if (key === newKey && !profile.loading) begin(startOf(agency))
  }, [key, begin, profile.loading, agency])

  return { draft, newest: loaded.value, profile: agency, packs, failure: loaded.failure, reload: loaded.reload }
}
