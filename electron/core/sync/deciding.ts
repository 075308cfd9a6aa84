import { type EntryContent, entryContentSchema } from '../../../shared/catalogue.ts'
import type { Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { labelOf } from '../../../shared/fields.ts'
import { decide, type Merge, mergeContents, type Overlap } from '../../../shared/sync/merge.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import { entryById, type StoredEntry } from '../catalogue/queries.ts'
import { changeEntry, deleteEntry, undeleteEntry } from '../catalogue/write.ts'
import type { ReadDb } from '../db/open.ts'
import type { Applying } from './applying.ts'
import { type Conflict, closeConflict, conflictById } from './conflicts.ts'
import { refuseForeign } from './owner.ts'

export type Opened = { conflict: Conflict; entry: StoredEntry; merge: Merge }

/** A disagreement as it is now: what is written here may have been changed since it was opened. Throws `conflict.unknown`. */
export const openConflict = (db: ReadDb, conflictId: string): Opened => {
  const conflict = conflictById(db, conflictId)
  const entry = conflict === undefined ? undefined : entryById(db, conflict.id)
  if (conflict === undefined || entry === undefined) throw new Refusal('conflict.unknown')
  const deletedHere = entry.deletedAt !== null
  if (conflict.theirs === null || deletedHere) {
    const overlap: Overlap = { field: 'entry', base: null, mine: deletedHere ? null : entry.content.title, theirs: conflict.theirs?.title ?? null }
    return { conflict, entry, merge: { content: entry.content, overlaps: [overlap], mine: [], theirs: [] } }
  }
  return { conflict, entry, merge: mergeContents(conflict.base, entry.content, conflict.theirs) }
}

type Decision = Parsed<'conflict.resolve'>['decisions'][number]

const chosenValue = (overlap: Overlap, decision: Decision): unknown => (decision.take === 'value' ? decision.value : overlap[decision.take])

const decided = (content: EntryContent, overlaps: readonly Overlap[], chosen: readonly unknown[]): EntryContent => {
  const parsed = entryContentSchema.safeParse(decide({ content, overlaps: [...overlaps] }, chosen))
  if (parsed.success) return parsed.data
  throw new Refusal('conflict.badValue', { field: labelOf(String(parsed.error.issues[0]?.path[0] ?? '')).zh })
}

/**
 * Writes what was decided. What the other side wrote becomes a version of its own first: whichever text loses stays in
 * the history, and who decided stands beside it (lesson 7). Returns the entry's version.
 */
export const resolve = (applying: Applying, { id, version, decisions }: Parsed<'conflict.resolve'>): { version: number; entry: string } => {
  const { db, stamp, settings, extensionFields } = applying
  const { conflict, entry, merge } = openConflict(db, id)
  if (conflict.resolvedAt !== null) throw new Refusal('conflict.unknown')
  refuseForeign(db, entry)
  if (entry.version !== version) throw new Refusal('conflict.moved', { title: entry.content.title })
  const found = merge.overlaps.map((overlap) => decisions.find(({ field, itemId }) => field === overlap.field && itemId === overlap.itemId))
  const open = merge.overlaps.filter((_, at) => found[at] === undefined)
  if (open.length > 0) throw new Refusal('conflict.undecided', { count: open.length, fields: open.map(({ field }) => labelOf(field).zh).join('、') })
  refuseMarks(
    decisions.map(({ value }) => value ?? null),
    extensionFields,
  )
  const close = (after: number): { version: number; entry: string } => {
    closeConflict(db, id, stamp.at, stamp.author, { version: after, decisions })
    return { version: after, entry: entry.id }
  }
  const theirsStamp = { ...stamp, author: conflict.theirsBy || stamp.author }
  const theirsNote = { why: 'sync' as const, note: `平台第${conflict.theirsVersion}版`, settings }
  if (merge.overlaps[0]?.field === 'entry') {
    const mine = found[0]?.take !== 'theirs'
    const deletedHere = entry.deletedAt !== null
    if (mine) return close(entry.version)
    if (!deletedHere) return close(deleteEntry(db, stamp, entry, { note: '两处修改不一致：按平台删除', settings }).version)
    undeleteEntry(db, stamp, entry, { settings })
    const back = entryById(db, entry.id) ?? entry
    return close(changeEntry(db, theirsStamp, back, conflict.theirs ?? back.content, theirsNote).version)
  }
  const content = decided(
    merge.content,
    merge.overlaps,
    merge.overlaps.map((overlap, at) => chosenValue(overlap, found[at] as Decision)),
  )
  changeEntry(db, theirsStamp, entry, conflict.theirs ?? entry.content, theirsNote)
  const between = entryById(db, entry.id) ?? entry
  return close(changeEntry(db, stamp, between, content, { why: 'edit', note: '两处修改不一致：已决定', settings }).version)
}
