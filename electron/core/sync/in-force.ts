import type { EntryContent } from '../../../shared/catalogue.ts'
import { undoChanges } from '../../../shared/changes.ts'
import type { EntityState } from '../../../shared/platform-api/schemas.ts'
import { entryById, type StoredEntry, versionsOf } from '../catalogue/queries.ts'
import { putStanding } from '../catalogue/standing.ts'
import { changeEntry } from '../catalogue/write.ts'
import type { Applying } from './applying.ts'
import { sameContent } from './same-content.ts'
import type { Shadow } from './shadow.ts'

/** Whether it must be looked up which version here has the text in force: the platform says of another than before, or nothing is known of it here. */
export const needsInForce = (entry: StoredEntry, state: EntityState, shadow: Shadow | undefined): boolean =>
  state.publishedVersion !== null && (entry.standing.publishedVersion === null || shadow?.state.publishedVersion !== state.publishedVersion)

/** The department's day stands beside the text and makes no other text of it. */
const sameText = (a: EntryContent, b: EntryContent): boolean => sameContent({ ...a, publishedOn: null }, { ...b, publishedOn: null })

/** The newest version with this text; null: none. */
const versionWith = ({ db }: Applying, entry: StoredEntry, text: EntryContent): number | null => {
  let { content } = entry
  if (sameText(content, text)) return entry.version
  for (const { version, changes } of versionsOf(db, entry.rid)) {
    content = undoChanges(content, changes)
    if (version > 1 && sameText(content, text)) return version - 1
  }
  return null
}

/** Makes a text that never stood here the entry's own, as a version by itself. */
export const layText = (applying: Applying, entry: StoredEntry, text: EntryContent, note: string): StoredEntry => {
  if (versionWith(applying, entry, text) !== null) return entry
  const { db, stamp, settings } = applying
  changeEntry(db, stamp, entry, text, { why: 'sync', note, settings })
  return entryById(db, entry.id) ?? entry
}

/** The same, and what is written here follows it. */
export const withText = (applying: Applying, entry: StoredEntry, text: EntryContent, note: string): StoredEntry => {
  const laid = layText(applying, entry, text, note)
  if (laid === entry) return entry
  const { db, stamp, settings } = applying
  changeEntry(db, stamp, laid, entry.content, { why: 'restore', note, settings })
  return entryById(db, entry.id) ?? entry
}

/** Says of the version that has the text in force that it is published, whatever stands beside it. */
export const keepInForce = (applying: Applying, id: string, text: EntryContent): void => {
  const { db } = applying
  const entry = entryById(db, id)
  const publishedVersion = entry === undefined ? null : versionWith(applying, entry, text)
  if (entry === undefined || publishedVersion === null || publishedVersion === entry.standing.publishedVersion) return
  putStanding(db, entry.rid, { ...entry.standing, sinceAt: entry.standing.sinceAt ?? applying.stamp.at, publishedVersion })
}
