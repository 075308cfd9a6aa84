import type { StateCreator } from 'zustand'
import type { Entry, EntryContent, Finding } from '../../../shared/catalogue.ts'
import { newSheet, type Sheet } from '../items/sheet.ts'
import { changedFieldNames } from './patch.ts'

/** The key of the entry that was never saved. */
export const newKey = 'new'

/** One entry as it is being looked at or edited. In memory only: a lock drops it with the session's stores. */
export type Draft = {
  /** As last read from the core; null while it was never saved. */
  entry: Entry | null
  /** What the edits are made on: the entry's content at the version a save will be based on. */
  base: EntryContent
  content: EntryContent
  sheet: Omit<Sheet, 'items'>
  /** As the core found them, at `base`. */
  findings: readonly Finding[]
}

export type DraftsState = {
  drafts: ReadonlyMap<string, Draft>
  /** A new entry to fill in; one that was already begun is kept. */
  begin(content: EntryContent): void
  /** The entry as the core has it. Unsaved edits stay on the version they were made on. */
  opened(entry: Entry, findings: readonly Finding[]): void
  edit(key: string, change: Partial<EntryContent>): void
  editItems(key: string, change: (sheet: Sheet) => Sheet): void
  /** After a save: `sent` is what the core now holds; what was typed since stays unsaved. */
  saved(key: string, sent: EntryContent, entry: Entry, findings: readonly Finding[]): void
  /** Goes on with `content` on top of a newer version. */
  rebased(entry: Entry, content: EntryContent, findings: readonly Finding[]): void
  discard(key: string): void
  /** Forgets entries without unsaved edits, but for the one that is open. */
  keepOnly(key: string | null): void
}

export const isDirty = ({ base, content }: Pick<Draft, 'base' | 'content'>): boolean => changedFieldNames(base, content).length > 0

/** The keys of drafts that hold unsaved edits. */
export const unsavedKeys = ({ drafts }: DraftsState): string[] => [...drafts].flatMap(([key, draft]) => (isDirty(draft) ? [key] : []))

const draftOf = (entry: Entry, content: EntryContent, findings: readonly Finding[]): Draft => {
  const { items: _, ...sheet } = newSheet(content.items)
  return { entry, base: entry.content, content, sheet, findings }
}

export const draftsRecipe: StateCreator<DraftsState> = (set, get) => {
  const put = (key: string, draft: Draft | null, instead?: string) => {
    const drafts = new Map(get().drafts)
    if (instead !== undefined) drafts.delete(instead)
    if (draft === null) drafts.delete(key)
    else drafts.set(key, draft)
    set({ drafts })
  }
  return {
    drafts: new Map(),
    begin: (content) => {
      if (get().drafts.has(newKey)) return
      const { items, ...sheet } = newSheet(content.items)
      put(newKey, { entry: null, base: content, content: { ...content, items: [...items] }, sheet, findings: [] })
    },
    opened: (entry, findings) => {
      const known = get().drafts.get(entry.id)
      // Read again after a save: the same content, and the items' undo goes on from here.
      if (known?.entry?.version === entry.version) put(entry.id, { ...known, entry, findings })
      else if (known === undefined || !isDirty(known)) put(entry.id, draftOf(entry, entry.content, findings))
    },
    edit: (key, change) => {
      const draft = get().drafts.get(key)
      if (draft !== undefined) put(key, { ...draft, content: { ...draft.content, ...change } })
    },
    editItems: (key, change) => {
      const draft = get().drafts.get(key)
      if (draft === undefined) return
      const { items, ...sheet } = change({ ...draft.sheet, items: draft.content.items })
      const content = items === draft.content.items ? draft.content : { ...draft.content, items: [...items] }
      put(key, { ...draft, content, sheet })
    },
    saved: (key, sent, entry, findings) => {
      const draft = get().drafts.get(key)
      if (draft === undefined) return
      const typedSince = draft.content !== sent
      put(entry.id, { ...draft, entry, base: entry.content, content: typedSince ? draft.content : entry.content, findings }, key)
    },
    rebased: (entry, content, findings) => put(entry.id, draftOf(entry, content, findings)),
    discard: (key) => {
      const draft = get().drafts.get(key)
      put(key, draft?.entry == null ? null : draftOf(draft.entry, draft.entry.content, draft.findings))
    },
    keepOnly: (key) => {
      const drafts = new Map([...get().drafts].filter(([each, draft]) => each === key || isDirty(draft)))
      if (drafts.size !== get().drafts.size) set({ drafts })
    },
  }
}
