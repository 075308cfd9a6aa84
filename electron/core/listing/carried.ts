import { type EntryContent, emptyItem, type Item } from '../../../shared/catalogue.ts'
import { equal } from '../../../shared/changes.ts'
import { type Carried, carriedBy, type ListingTemplate } from '../../../shared/listing/template.ts'
import type { ContentPatch } from '../../../shared/sync/patch.ts'

const pick = (fields: object, kept: ReadonlySet<string>) => Object.fromEntries(Object.entries(fields).filter(([field]) => kept.has(field)))

/**
 * What of a change a template has columns for. The rest is no change that could leave by it: it stays here, and is told to
 * a platform that can hold it. `from` is the text the change begins with.
 */
export const carriedPatch = ({ fields, items }: ContentPatch, carried: Carried, from: EntryContent): ContentPatch => {
  const told = Object.entries(fields ?? {}).flatMap(([field, value]) => {
    if (field !== 'ext') return carried.fields.has(field) ? [[field, value] as const] : []
    const ext = { ...from.ext }
    for (const key of carried.ext) {
      const next = (value as EntryContent['ext'])[key]
      if (next === undefined) delete ext[key]
      else ext[key] = next
    }
    return equal(ext, from.ext) ? [] : [['ext', ext] as const]
  })
  const inside = items === undefined || carried.items === null ? null : carriedItems(items, carried.items)
  return {
    ...(told.length === 0 ? {} : { fields: Object.fromEntries(told) as NonNullable<ContentPatch['fields']> }),
    ...(inside === null ? {} : { items: inside }),
  }
}

/** What any of these templates has a column for. */
export const carriedByAll = (templates: readonly ListingTemplate[]): Carried => {
  const all = templates.map(carriedBy)
  const items = all.flatMap((one) => (one.items === null ? [] : [...one.items]))
  return {
    fields: new Set(all.flatMap(({ fields }) => [...fields])),
    ext: new Set(all.flatMap(({ ext }) => [...ext])),
    items: items.length === 0 ? null : new Set(items),
  }
}

const carriedItems = (items: NonNullable<ContentPatch['items']>, kept: ReadonlySet<string>): NonNullable<ContentPatch['items']> | null => {
  const changed = (items.changed ?? []).flatMap(({ id, fields }) => {
    const told = pick(fields, kept) as typeof fields
    return Object.keys(told).length === 0 ? [] : [{ id, fields: told }]
  })
  const added = (items.added ?? []).map((item): Item => ({ ...emptyItem(item.id), ...pick(item, kept) }))
  const next = {
    ...(changed.length === 0 ? {} : { changed }),
    ...(added.length === 0 ? {} : { added }),
    ...(items.removed === undefined ? {} : { removed: items.removed }),
    ...(items.order === undefined ? {} : { order: items.order }),
  }
  return Object.keys(next).length === 0 ? null : next
}
