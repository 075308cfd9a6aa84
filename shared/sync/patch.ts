import { z } from 'zod'
import { type EntryContent, type EntryField, entryFieldNames, entryFields, type Item, itemSchema } from '../catalogue.ts'
import { type Changes, diffContent } from '../changes.ts'

/** Every key may be left out; one that is there holds a value. */
const some = <S extends z.ZodRawShape>(shape: S) =>
  z.strictObject(
    Object.fromEntries(Object.entries(shape).map(([key, schema]) => [key, z.exactOptional(schema)])) as { [K in keyof S]: z.ZodExactOptional<S[K]> },
  )
const { items: _items, ...plainFields } = entryFields
const { id: _id, ...itemFields } = itemSchema.shape
const fieldsSchema = some(plainFields)
const itemFieldsSchema = some(itemFields)

/**
 * What travels of a change: changed fields only (lesson 20), items by their id and field by field, so that two officers
 * can work on one entry's items. `order` are all item ids as they stand after; it is left out where none came, went or moved.
 */
export const contentPatchSchema = z.strictObject({
  fields: fieldsSchema.exactOptional(),
  items: z
    .strictObject({
      changed: z.array(z.strictObject({ id: z.uuid(), fields: itemFieldsSchema })).exactOptional(),
      added: z.array(itemSchema).exactOptional(),
      removed: z.array(z.uuid()).exactOptional(),
      order: z.array(z.uuid()).exactOptional(),
    })
    .exactOptional(),
})
export type ContentPatch = z.infer<typeof contentPatchSchema>

/** The forward half of what differs. */
export const patchOf = ({ items, ...fields }: Changes): ContentPatch => {
  const forward = Object.fromEntries(Object.entries(fields).map(([field, [, to]]) => [field, to])) as NonNullable<ContentPatch['fields']>
  return {
    ...(Object.keys(forward).length === 0 ? {} : { fields: forward }),
    ...(items === undefined
      ? {}
      : {
          items: {
            ...(items.changed === undefined
              ? {}
              : {
                  changed: items.changed.map(({ id, fields: inside }) => ({
                    id,
                    fields: Object.fromEntries(Object.entries(inside).map(([field, [, to]]) => [field, to])) as z.infer<typeof itemFieldsSchema>,
                  })),
                }),
            ...(items.added === undefined ? {} : { added: [...items.added] }),
            ...(items.removed === undefined ? {} : { removed: items.removed.map(({ id }) => id) }),
            ...(items.order === undefined ? {} : { order: [...items.order[1]] }),
          },
        }),
  }
}

/** What turns `from` into `to`. */
export const patchBetween = (from: EntryContent, to: EntryContent): ContentPatch => patchOf(diffContent(from, to))

export const isEmptyPatch = ({ fields, items }: ContentPatch): boolean => fields === undefined && items === undefined

/** The names of the fields a patch touches, for logs and lists. */
export const patchedFields = ({ fields = {}, items }: ContentPatch): EntryField[] => [
  ...entryFieldNames.filter((field) => field !== 'items' && Object.hasOwn(fields, field)),
  ...(items === undefined ? [] : (['items'] as const)),
]

/**
 * The content a patch makes. On the base it was made from it gives exactly what was meant; on another text it gives what
 * can be kept of it: changes of items that are gone are dropped, items the patch knows nothing of stay, after the one they followed.
 */
export const applyContentPatch = (content: EntryContent, { fields = {}, items }: ContentPatch): EntryContent => {
  const next = { ...content, ...fields }
  if (items === undefined) return next
  const removed = new Set(items.removed)
  const changed = new Map(items.changed?.map(({ id, fields: inside }) => [id, inside]))
  const added = (items.added ?? []).filter(({ id }) => !content.items.some((item) => item.id === id))
  const kept = content.items.filter(({ id }) => !removed.has(id)).map((item): Item => ({ ...item, ...changed.get(item.id) }))
  return { ...next, items: items.order === undefined ? [...kept, ...added] : inOrder([...kept, ...added], items.order, content.items) }
}

/** `items` as `order` has them; those it does not name come behind the one they stood behind in `before`. */
export const inOrder = (items: readonly Item[], order: readonly string[], before: readonly Item[]): Item[] => {
  const byId = new Map(items.map((item) => [item.id, item]))
  const placed = order.flatMap((id) => byId.get(id) ?? [])
  const named = new Set(order)
  const result = [...placed]
  before.forEach(({ id }, at) => {
    const item = byId.get(id)
    if (item === undefined || named.has(id)) return
    const previous = before
      .slice(0, at)
      .toReversed()
      .find((one) => result.some((other) => other.id === one.id))
    result.splice(previous === undefined ? 0 : result.findIndex((one) => one.id === previous.id) + 1, 0, item)
  })
  const there = new Set(result.map((item) => item.id))
  return [...result, ...items.filter(({ id }) => !there.has(id))]
}
