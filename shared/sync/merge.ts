import type { EntryContent, EntryField, Item } from '../catalogue.ts'
import { type Changes, diffContent, equal, type FieldChange, fieldChanges } from '../changes.ts'
import { applyContentPatch, type ContentPatch, inOrder, patchOf } from './patch.ts'

/**
 * Three-way merge of two texts of one entry that were made from the same base, by fields and by items (lesson 6: by base
 * version, never by clock). What only one side changed is taken and listed; what both changed is left to a person.
 */

/** One place both sides changed, with all three values. A whole item that one side removed has `field` `items` and null on that side. */
export type Overlap = { field: string; itemId?: string; itemName?: string; base: unknown; mine: unknown; theirs: unknown }

export type Merge = {
  /** Both sides' changes, and mine where they overlap, until somebody decides. */
  content: EntryContent
  overlaps: Overlap[]
  /** What was taken over from either side without asking. */
  mine: FieldChange[]
  theirs: FieldChange[]
}

/**
 * Fields that mean something only together: a sharing type with its conditions and basis, the opening with its condition,
 * class and grade. Where each side changed one of a group nothing is put together that nobody ever wrote.
 */
const groups: readonly (readonly EntryField[])[] = [
  ['shareType', 'shareCondition', 'shareScope', 'shareUse', 'shareReason', 'shareBasis'],
  ['shareWayClass', 'shareWayType'],
  ['isOpen', 'openCondition'],
  ['dataClass', 'dataGrade'],
]
const itemGroup: readonly (keyof Item)[] = ['shareType', 'isOpen', 'personalInformation', 'commercialSecret', 'grade']

type Side = Omit<Changes, 'items'>

/** Fields changed by both, or by one where the other changed its group; equal changes are no overlap. */
const clashes = (mine: Side, theirs: Side): Set<string> => {
  const found = new Set<string>()
  const value = (side: Side, field: string) => (side as Record<string, readonly [unknown, unknown]>)[field]?.[1]
  for (const field of Object.keys(mine)) if (Object.hasOwn(theirs, field) && !equal(value(mine, field), value(theirs, field))) found.add(field)
  for (const group of groups) {
    const ours = group.filter((field) => Object.hasOwn(mine, field))
    const others = group.filter((field) => Object.hasOwn(theirs, field))
    if (ours.length === 0 || others.length === 0) continue
    const agreed = equal(
      ours.map((field) => [field, value(mine, field)]),
      others.map((field) => [field, value(theirs, field)]),
    )
    if (!agreed) for (const field of [...ours, ...others]) found.add(field)
  }
  return found
}

const pick = (changes: Side, keep: (field: string) => boolean): Changes =>
  Object.fromEntries(Object.entries(changes).filter(([field]) => keep(field))) as Changes

export const mergeContents = (base: EntryContent, mine: EntryContent, theirs: EntryContent): Merge => {
  const { items: myItems, ...my } = diffContent(base, mine)
  const { items: theirItems, ...their } = diffContent(base, theirs)
  const clashing = clashes(my, their)
  const ext = clashing.has('ext') ? mergeExtension(base.ext, mine.ext, theirs.ext) : null
  if (ext !== null) clashing.delete('ext')
  const take: ContentPatch = patchOf(pick(their, (field) => !clashing.has(field)))
  const merged = applyContentPatch(mine, take)
  const items = mergeItems(base.items, mine.items, theirs.items)
  const overlaps: Overlap[] = [...clashing].map((field) => ({
    field,
    base: base[field as EntryField],
    mine: mine[field as EntryField],
    theirs: theirs[field as EntryField],
  }))
  const content = { ...merged, ...(ext === null ? {} : { ext }), items: items.items }
  const inOverlap = new Set([...overlaps, ...items.overlaps].map(keyOf))
  const alone = (changes: Changes, other: Changes): FieldChange[] => {
    const others = new Map(fieldChanges(other).map((change) => [keyOf(change), change]))
    return fieldChanges(changes).filter((change) => {
      const twin = others.get(keyOf(change))
      return !inOverlap.has(keyOf(change)) && !inOverlap.has(wholeItem(change)) && !(twin !== undefined && equal(twin.to, change.to))
    })
  }
  const mineWhole = myItems === undefined ? my : { ...my, items: myItems }
  const theirsWhole = theirItems === undefined ? their : { ...their, items: theirItems }
  return { content, overlaps: [...overlaps, ...items.overlaps], mine: alone(mineWhole, theirsWhole), theirs: alone(theirsWhole, mineWhole) }
}

/** Local fields merge one by one; null where both changed one. */
const mergeExtension = (base: EntryContent['ext'], mine: EntryContent['ext'], theirs: EntryContent['ext']): EntryContent['ext'] | null => {
  const result = new Map(Object.entries(mine))
  for (const key of new Set([...Object.keys(base), ...Object.keys(theirs)])) {
    if (theirs[key] === base[key] || theirs[key] === mine[key]) continue
    if (mine[key] !== base[key]) return null
    if (theirs[key] === undefined) result.delete(key)
    else result.set(key, theirs[key])
  }
  return Object.fromEntries(result)
}

const keyOf = ({ field, itemId = '' }: { field: string; itemId?: string }): string => `${field} ${itemId}`
const wholeItem = ({ itemId = '' }: { itemId?: string }): string => (itemId === '' ? '' : keyOf({ field: 'items', itemId }))

const itemFields = (item: Item): (keyof Item)[] => (Object.keys(item) as (keyof Item)[]).filter((field) => field !== 'id')

const mergeItems = (base: readonly Item[], mine: readonly Item[], theirs: readonly Item[]): { items: Item[]; overlaps: Overlap[] } => {
  const [before, ours, others] = [base, mine, theirs].map((list) => new Map(list.map((item) => [item.id, item]))) as [
    Map<string, Item>,
    Map<string, Item>,
    Map<string, Item>,
  ]
  const overlaps: Overlap[] = []
  const result = new Map<string, Item>()
  for (const id of new Set([...before.keys(), ...ours.keys(), ...others.keys()])) {
    const [old, my, their] = [before.get(id), ours.get(id), others.get(id)]
    const name = my?.name || their?.name || old?.name || ''
    if (my === undefined || their === undefined) {
      const left = my ?? their
      // Removed by one side: gone, unless the other changed it meanwhile. Added by one side: taken.
      if (left === undefined) continue
      if (old === undefined) result.set(id, left)
      else if (!equal(left, old)) {
        overlaps.push({ field: 'items', itemId: id, itemName: name, base: old, mine: my ?? null, theirs: their ?? null })
        if (my !== undefined) result.set(id, my)
      }
      continue
    }
    const changed = (item: Item, field: keyof Item) => old === undefined || !equal(item[field], old[field])
    const clash = new Set(itemFields(my).filter((field) => !equal(my[field], their[field]) && changed(my, field) && changed(their, field)))
    const legalMine = itemGroup.filter((field) => changed(my, field) && !equal(my[field], their[field]))
    const legalTheirs = itemGroup.filter((field) => changed(their, field) && !equal(my[field], their[field]))
    if (old !== undefined && legalMine.length > 0 && legalTheirs.length > 0) for (const field of [...legalMine, ...legalTheirs]) clash.add(field)
    const merged: Record<string, unknown> = { ...my }
    for (const field of itemFields(their)) if (!clash.has(field) && changed(their, field)) merged[field] = their[field]
    for (const field of clash) {
      overlaps.push({ field: `items.${field}`, itemId: id, itemName: name, base: old?.[field] ?? null, mine: my[field], theirs: their[field] })
    }
    result.set(id, merged as Item)
  }
  // Their sequence where they moved something, else mine; what the other side added stays behind what it stood behind.
  const staying = (list: readonly Item[], other: ReadonlyMap<string, Item>) => list.filter(({ id }) => other.has(id)).map(({ id }) => id)
  const theyMoved = !equal(staying(base, others), staying(theirs, before))
  const [lead, follow] = theyMoved ? [theirs, mine] : [mine, theirs]
  const all = [...result.values()]
  return {
    items: inOrder(
      inOrder(all, [], follow),
      lead.map(({ id }) => id),
      follow,
    ),
    overlaps,
  }
}

/** The content after somebody decided: `chosen` gives the value for each overlap, in the overlaps' order. */
export const decide = ({ content, overlaps }: Pick<Merge, 'content' | 'overlaps'>, chosen: readonly unknown[]): EntryContent => {
  let next = content
  overlaps.forEach(({ field, itemId }, at) => {
    const value = chosen[at]
    if (itemId === undefined) next = { ...next, [field]: value }
    else if (field === 'items') {
      const rest = next.items.filter(({ id }) => id !== itemId)
      const place = next.items.findIndex(({ id }) => id === itemId)
      next = {
        ...next,
        items: value === null ? rest : place < 0 ? [...rest, value as Item] : next.items.map((item) => (item.id === itemId ? (value as Item) : item)),
      }
    } else next = { ...next, items: next.items.map((item) => (item.id === itemId ? { ...item, [field.slice('items.'.length)]: value } : item)) }
  })
  return next
}
