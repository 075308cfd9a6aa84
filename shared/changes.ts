import { type EntryContent, type EntryField, type EntryPatch, entryFieldNames, type Item } from './catalogue.ts'

/** What differs between two contents, each field with what it was and what it became; items are matched by their id. */
export type Changes = { [F in Exclude<EntryField, 'items'>]?: readonly [EntryContent[F], EntryContent[F]] } & { items?: ItemsChange }

export type ItemsChange = {
  changed?: readonly ItemChange[]
  added?: readonly Item[]
  removed?: readonly Item[]
  /** The ids before and after; absent where the sequence is the same. */
  order?: readonly [readonly string[], readonly string[]]
}
type ItemChange = { id: string; name: string; fields: Readonly<Record<string, readonly [unknown, unknown]>> }

/** One change as a person reads it: `field` is an EntryField, `items.<field>`, `items` (one added or removed) or `items.order`. */
export type FieldChange = { field: string; itemId?: string; itemName?: string; from: unknown; to: unknown }

/** The same value, whatever the order of an object's keys. */
export const equal = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((value, i) => equal(value, b[i]))
  const left = a as Record<string, unknown>
  const right = b as Record<string, unknown>
  const keys = Object.keys(left)
  return keys.length === Object.keys(right).length && keys.every((key) => Object.hasOwn(right, key) && equal(left[key], right[key]))
}

/** The content a patch makes: each field in it replaced as a whole. */
export const applyPatch = (content: EntryContent, patch: EntryPatch): EntryContent => {
  const next: Record<string, unknown> = { ...content }
  for (const field of entryFieldNames) if (patch[field] !== undefined) next[field] = patch[field]
  return next as EntryContent
}

/** What turns `from` into `to`; an empty object when they say the same. */
export const diffContent = (from: EntryContent, to: EntryContent): Changes => {
  const changes: Record<string, unknown> = {}
  for (const field of entryFieldNames) {
    if (field === 'items' || equal(from[field], to[field])) continue
    changes[field] = [from[field], to[field]]
  }
  const items = from.items === to.items ? null : diffItems(from.items, to.items)
  if (items !== null) changes.items = items
  return changes as Changes
}

const diffItems = (from: readonly Item[], to: readonly Item[]): ItemsChange | null => {
  const before = new Map(from.map((item) => [item.id, item]))
  const after = new Set(to.map((item) => item.id))
  const changed: ItemChange[] = []
  const added: Item[] = []
  for (const item of to) {
    const old = before.get(item.id)
    if (old === undefined) added.push(item)
    else {
      const fields = Object.fromEntries(
        Object.entries(item).flatMap(([field, value]) => (old[field as keyof Item] === value ? [] : [[field, [old[field as keyof Item], value] as const]])),
      )
      if (Object.keys(fields).length > 0) changed.push({ id: item.id, name: item.name || old.name, fields })
    }
  }
  const removed = from.filter((item) => !after.has(item.id))
  const moved = from.length !== to.length || from.some((item, i) => item.id !== to[i]?.id)
  if (changed.length === 0 && !moved) return null
  return {
    ...(changed.length > 0 ? { changed } : {}),
    ...(added.length > 0 ? { added } : {}),
    ...(removed.length > 0 ? { removed } : {}),
    ...(moved ? { order: [from.map((item) => item.id), to.map((item) => item.id)] as const } : {}),
  }
}

/** The content before `changes` were made. The inverse of `diffContent`: `undoChanges(to, diffContent(from, to))` is `from`. */
export const undoChanges = (content: EntryContent, changes: Changes): EntryContent => {
  const before: Record<string, unknown> = { ...content }
  for (const [field, pair] of Object.entries(changes)) {
    if (field !== 'items') before[field] = (pair as readonly [unknown, unknown])[0]
  }
  if (changes.items !== undefined) before.items = undoItems(content.items, changes.items)
  return before as EntryContent
}

const undoItems = (items: readonly Item[], change: ItemsChange): Item[] => {
  const byId = new Map(items.map((item) => [item.id, item]))
  for (const item of change.removed ?? []) byId.set(item.id, item)
  for (const { id, fields } of change.changed ?? []) {
    const item = byId.get(id)
    if (item !== undefined) byId.set(id, { ...item, ...Object.fromEntries(Object.entries(fields).map(([field, [from]]) => [field, from])) })
  }
  const order = change.order?.[0] ?? items.map((item) => item.id)
  return order.flatMap((id) => byId.get(id) ?? [])
}

/** The names of the changed fields, for the audit and for lists: `title`, `items` … */
export const changedFields = (changes: Changes): EntryField[] => Object.keys(changes) as EntryField[]

/** The changes one by one, items field by field. */
export const fieldChanges = (changes: Changes): FieldChange[] => {
  const { items, ...fields } = changes
  const list: FieldChange[] = Object.entries(fields).map(([field, [from, to]]) => ({ field, from, to }))
  if (items === undefined) return list
  for (const { id, name, fields: inside } of items.changed ?? []) {
    for (const [field, [from, to]] of Object.entries(inside)) list.push({ field: `items.${field}`, itemId: id, itemName: name, from, to })
  }
  for (const item of items.removed ?? []) list.push({ field: 'items', itemId: item.id, itemName: item.name, from: item, to: null })
  for (const item of items.added ?? []) list.push({ field: 'items', itemId: item.id, itemName: item.name, from: null, to: item })
  if (items.order !== undefined) {
    const [before, after] = items.order
    const kept = new Set(before)
    const staying = new Set(after)
    const from = before.filter((id) => staying.has(id))
    const to = after.filter((id) => kept.has(id))
    if (from.some((id, i) => id !== to[i])) list.push({ field: 'items.order', from, to })
  }
  return list
}
