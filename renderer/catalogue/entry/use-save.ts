import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Entry, type EntryContent, type EntryField, emptyContent, type Finding, type SecrecyAnswer } from '../../../shared/catalogue.ts'
import type { Failure } from '../../../shared/errors.ts'
import { useApi } from '../../app/api-context.tsx'
import { useGo } from '../../app/route.ts'
import { useSessionStoreApi } from '../../app/session-store.tsx'
import { toastDone } from '../../components/toast.tsx'
import { draftsRecipe, isDirty } from './drafts.ts'
import { compareEdits, mergeEdits, patchOf } from './patch.ts'

/** A newer version than the one the edits were made on. */
export type Newer = { entry: Entry; findings: readonly Finding[] }

export type Save = {
  busy: boolean
  failure: Failure | null
  clear(): void
  /** Saves, or asks what must be asked first. */
  save(): Promise<void>
  /** The secrecy question is up. */
  asking: boolean
  answered(): Promise<void>
  /** Drops the text; only the refusal is recorded, without it. */
  stopped(answer: SecrecyAnswer): Promise<void>
  notNow(): void
  /** Two edits differ, and the officer must choose. */
  newer: Newer | null
  compare(newer: Newer | null): void
  saveChosen(chosen: ReadonlyMap<EntryField, 'mine' | 'theirs'>): Promise<void>
}

export const useSave = (key: string): Save => {
  const { t } = useTranslation()
  const api = useApi()
  const go = useGo()
  const store = useSessionStoreApi(draftsRecipe)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [asking, setAsking] = useState(false)
  const [newer, setNewer] = useState<Newer | null>(null)

  const read = async (id: string): Promise<Newer | null> => {
    const reply = await api.call('catalogue.get', { id })
    if (reply.ok) return reply.value
    setFailure(reply.error)
    return null
  }

  const send = async (entry: Entry | null, base: EntryContent, sent: EntryContent, note = '') => {
    setBusy(true)
    setFailure(null)
    const target = entry === null ? {} : { id: entry.id, base: entry.version }
    const reply = await api.call('catalogue.save', { ...target, patch: patchOf(base, sent), secrecy: '不涉密', note })
    if (reply.ok) {
      const now = await read(reply.value.id)
      if (now !== null) store.getState().saved(key, sent, now.entry, now.findings)
      toastDone(t('catalogue.entry.saved', { version: reply.value.version }))
      if (entry === null) go('catalogue', reply.value.id)
    } else if (reply.error.code === 'catalogue.stale' && entry !== null) setNewer(await read(entry.id))
    else setFailure(reply.error)
    setBusy(false)
  }

  /** A side that was not chosen must stay restorable (lesson 7): what I typed becomes a version before it gives way. */
  const keepMine = async ({ entry }: Newer, mine: EntryContent): Promise<Newer | null> => {
    const reply = await api.call('catalogue.save', {
      id: entry.id,
      base: entry.version,
      patch: patchOf(entry.content, mine),
      secrecy: '不涉密',
      note: t('catalogue.stale.keptNote'),
    })
    if (reply.ok) return read(entry.id)
    setFailure(reply.error)
    return null
  }

  const current = () => store.getState().drafts.get(key)
  const sendCurrent = async () => {
    const draft = current()
    // Everything of a new entry is new, what was filled in beforehand too.
    if (draft !== undefined) await send(draft.entry, draft.entry === null ? emptyContent() : draft.base, draft.content)
  }

  return {
    busy,
    failure,
    clear: () => setFailure(null),
    save: async () => {
      const draft = current()
      if (draft === undefined || busy || (draft.entry !== null && !isDirty(draft))) return
      if (draft.entry === null) setAsking(true)
      else await sendCurrent()
    },
    asking,
    answered: async () => {
      setAsking(false)
      await sendCurrent()
    },
    stopped: async (answer) => {
      setAsking(false)
      store.getState().discard(key)
      go('catalogue')
      await api.call('catalogue.save', { patch: {}, secrecy: answer })
    },
    notNow: () => setAsking(false),
    newer,
    compare: setNewer,
    saveChosen: async (chosen) => {
      const draft = current()
      if (draft === undefined || newer === null) return
      const theirs = newer.entry.content
      const divergences = compareEdits(draft.base, draft.content, theirs)
      const merged = mergeEdits(theirs, draft.content, divergences, chosen)
      const allMine = mergeEdits(theirs, draft.content, divergences, new Map(divergences.map(({ field }) => [field, 'mine'])))
      const gaveWay = [...chosen.values()].includes('theirs')
      setBusy(true)
      const top = gaveWay ? await keepMine(newer, allMine) : newer
      setBusy(false)
      if (top === null) return
      store.getState().rebased(top.entry, merged, top.findings)
      setNewer(null)
      if (Object.keys(patchOf(top.entry.content, merged)).length > 0) {
        await send(top.entry, top.entry.content, merged, t('catalogue.stale.chosenNote'))
      }
    },
  }
}
