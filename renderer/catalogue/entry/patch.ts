import type { EntryContent, EntryField, EntryPatch } from '../../../shared/catalogue.ts'
import { applyPatch, diffContent } from '../../../shared/changes.ts'

/** The fields in which `edited` departs from `base`, in the order of the entry's fields (items last). */
export const changedFieldNames = (base: EntryContent, edited: EntryContent): EntryField[] =>
  base === edited ? [] : (Object.keys(diffContent(base, edited)) as EntryField[])

export const pick = (content: EntryContent, fields: readonly EntryField[]): EntryPatch =>
  Object.fromEntries(fields.map((field) => [field, content[field]])) as EntryPatch

/** What a save sends: changed fields only, so that nobody else's work is undone (lesson 20). */
export const patchOf = (base: EntryContent, edited: EntryContent): EntryPatch => pick(edited, changedFieldNames(base, edited))

/** One field of two edits that were made on the same version; `both` changed it, and needs a choice. */
export type Divergence = { field: EntryField; by: 'mine' | 'theirs' | 'both' }

/** Compares two edits of one version field by field; what came out the same is left out. */
export const compareEdits = (base: EntryContent, mine: EntryContent, theirs: EntryContent): Divergence[] => {
  const iChanged = new Set(changedFieldNames(base, mine))
  const theyChanged = new Set(changedFieldNames(base, theirs))
  return changedFieldNames(theirs, mine).map((field) => ({ field, by: iChanged.has(field) ? (theyChanged.has(field) ? 'both' : 'mine') : 'theirs' }))
}

/** What to go on editing on top of `theirs`: what only I changed, and where both did, the side that was chosen. */
export const mergeEdits = (
  theirs: EntryContent,
  mine: EntryContent,
  divergences: readonly Divergence[],
  chosen: ReadonlyMap<EntryField, 'mine' | 'theirs'>,
): EntryContent => {
  const kept = divergences.flatMap(({ by, field }) => (by === 'mine' || (by === 'both' && chosen.get(field) === 'mine') ? [field] : []))
  return applyPatch(theirs, pick(mine, kept))
}
