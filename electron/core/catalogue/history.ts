import type { EntryContent } from '../../../shared/catalogue.ts'
import { undoChanges } from '../../../shared/changes.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { ReadDb } from '../db/open.ts'
import { type StoredEntry, versionsOf } from './queries.ts'

/** The content an entry had at one of its versions: back from the current one, change by change. */
export const contentAt = (db: ReadDb, entry: StoredEntry, version: number): EntryContent => {
  if (version < 1 || version > entry.version) throw new Refusal('catalogue.noVersion', { version })
  let { content } = entry
  for (const { changes } of versionsOf(db, entry.rid, version)) content = undoChanges(content, changes)
  return content
}
