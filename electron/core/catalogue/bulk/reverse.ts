import type { EntryPatch, Item } from '../../../../shared/catalogue.ts'
import { applyPatch, diffContent, undoChanges } from '../../../../shared/changes.ts'
import type { ReadDb } from '../../db/open.ts'
import { type StoredEntry, versionsOf } from '../queries.ts'

/**
 * The patch that takes back what one version changed, on the text as it stands today; null when any of those cells was
 * changed since, or its item is gone.
 */
export const reversed = (db: ReadDb, entry: StoredEntry, version: number): EntryPatch | null => {
  const made = versionsOf(db, entry.rid, version - 1).find((each) => each.version === version)
  if (made === undefined) return null
  const { items, ...fields } = made.changes
  const patch: Record<string, unknown> = {}
  for (const [field, pair] of Object.entries(fields)) {
    const [from, to] = pair as readonly [unknown, unknown]
    if (Object.keys(diffContent(entry.content, applyPatch(entry.content, { [field]: to }))).length > 0) return null
    patch[field] = from
  }
  if (items !== undefined) {
    if (items.added !== undefined || items.removed !== undefined || items.order !== undefined) return null
    const byId = new Map(entry.content.items.map((item) => [item.id, item]))
    for (const { id, fields: inside } of items.changed ?? []) {
      const item = byId.get(id)
      if (item === undefined || Object.entries(inside).some(([field, [, to]]) => item[field as keyof Item] !== to)) return null
    }
    patch.items = undoChanges(entry.content, { items }).items
  }
  return patch as EntryPatch
}
