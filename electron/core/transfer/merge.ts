import { type EntryContent, type EntryField, type EntryPatch, emptyContent, emptyItem, type Item } from '../../../shared/catalogue.ts'
import { sheetText } from '../../../shared/cell.ts'
import { textKey } from '../../../shared/text-key.ts'
import type { Candidate, CandidateItem } from './protocol.ts'
import { blankRecords, completeCode, completeFormat, isEmptyValue, isRecordField, type RecordField } from './words.ts'

/**
 * What an entry becomes when a sheet's row is laid over it. Pure.
 *
 * - A field without a column stays. A blank cell empties the field only in a sheet of our own export; elsewhere a blank
 *   says nothing.
 * - A cell that says what the field says already, letter by letter, changes nothing, even where reading it would
 *   put a listed word in its place.
 * - `base` is the entry as it was when the sheet was exported, if it has changed since: a cell that still says what it
 *   said then leaves the newer value; one that differs from both is a conflict (decided by no clock, lesson 6).
 * - Items are matched by id, then by name in any order, and keep id and place; new ones follow the item they follow in
 *   the sheet; those the sheet no longer has are removed.
 */
export type Merged = { content: EntryContent; conflicts: string[] }

type Take<T> = { now: T; base: T | undefined; cell: T; meant: T }

/** Two values that a sheet shows alike. */
const alike = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (typeof a === 'string' && typeof b === 'string') return sheetText(a) === sheetText(b)
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const left = Object.entries(a)
  return left.length === Object.keys(b).length && left.every(([key, value]) => alike(value, (b as Record<string, unknown>)[key]))
}

const decide = <T>({ now, base, cell, meant }: Take<T>): { value: T; conflict: boolean } => {
  if (alike(cell, now) || alike(meant, now)) return { value: now, conflict: false }
  if (base === undefined) return { value: meant, conflict: false }
  if (alike(cell, base) || alike(meant, base)) return { value: now, conflict: false }
  return alike(now, base) ? { value: meant, conflict: false } : { value: now, conflict: true }
}

type Record1 = Readonly<Record<string, string>>
const shown = (record: Record1, parts: readonly string[]): Record1 => Object.fromEntries(parts.map((part) => [part, sheetText(record[part] ?? '')]))
const filled = (records: readonly Record1[]): Record1[] => records.filter((record) => Object.values(record).some((value) => value !== ''))

/** A record's first part is its name: 代码, 格式分类, 依据类型 do not tell two apart as well as these. */
const nameOf: Readonly<Record<RecordField, string>> = { codes: 'code', formats: 'formatType', shareBasis: 'title' }

/** Records of which the sheet has only some parts take the others from the record of the same name, else of the same place. */
const wholeRecords = (field: RecordField, meant: readonly Record1[], now: readonly Record1[], parts: readonly string[]): Record1[] => {
  const name = nameOf[field]
  return meant.map((record, at) => {
    const named = parts.includes(name) && record[name] !== '' ? now.find((other) => other[name] === record[name]) : undefined
    // One that had no name yet gets it: a code is assigned to what was classed before.
    const nameless = now[at]?.[name] === '' && record[name] !== '' ? now[at] : undefined
    const before = named ?? (parts.includes(name) ? nameless : now[at])
    const given = Object.fromEntries(parts.map((part) => [part, record[part] ?? '']))
    const whole = { ...blankRecords[field], ...before, ...given }
    if (field === 'codes') return completeCode(whole as Parameters<typeof completeCode>[0])
    return field === 'formats' ? completeFormat(whole as Parameters<typeof completeFormat>[0]) : whole
  })
}

const mergeRecords = (field: RecordField, candidate: Candidate, now: EntryContent, base: EntryContent | null) => {
  const parts = candidate.parts[field] ?? []
  const view = (records: readonly Record1[]) => filled(records.map((record) => shown(record, parts)))
  const meant = candidate.patch[field] as readonly Record1[]
  const whole = wholeRecords(field, meant, now[field], parts)
  const cell = (candidate.raw[field] ?? meant) as readonly Record1[]
  const { value, conflict } = decide<readonly Record1[]>({
    now: view(now[field]),
    base: base === null ? undefined : view(base[field]),
    cell: view(cell),
    meant: view(meant),
  })
  return { value: conflict || !alike(value, view(meant)) || alike(view(now[field]), value) ? now[field] : whole, conflict }
}

const mergeExt = (candidate: Candidate, now: EntryContent, base: EntryContent | null) => {
  const ext = { ...now.ext }
  const conflicts: string[] = []
  for (const key of candidate.parts.ext ?? []) {
    const meant = candidate.patch.ext?.[key] ?? ''
    if (meant === '' && !candidate.own) continue
    const cell = candidate.raw.ext?.[key] ?? meant
    const { value, conflict } = decide({ now: now.ext[key] ?? '', base: base === null ? undefined : (base.ext[key] ?? ''), cell, meant })
    if (conflict) conflicts.push(`ext.${key}`)
    if (value === '') delete ext[key]
    else ext[key] = value
  }
  return { ext, conflicts }
}

type ItemPair = { said: CandidateItem; now: Item | null }

/** Which item of the entry each row of the sheet means. */
const pairItems = (said: readonly CandidateItem[], items: readonly Item[]): ItemPair[] => {
  const byId = new Map(items.map((item) => [item.id, item]))
  const free = new Set(items)
  const pairs: ItemPair[] = said.map((one) => {
    const now = (one.id === null ? undefined : byId.get(one.id)) ?? null
    if (now !== null && !free.delete(now)) return { said: one, now: null }
    return { said: one, now }
  })
  const byName = new Map<string, Item[]>()
  for (const item of free) {
    const key = textKey(item.name)
    byName.set(key, [...(byName.get(key) ?? []), item])
  }
  for (const pair of pairs) if (pair.now === null && pair.said.id === null) pair.now = byName.get(textKey(pair.said.fields.name ?? ''))?.shift() ?? null
  return pairs
}

export const mergeItem = (said: CandidateItem, now: Item, base: Item | null): { item: Item; conflicts: string[] } => {
  const item: Record<string, unknown> = { ...now }
  const conflicts: string[] = []
  for (const [field, meant] of Object.entries(said.fields)) {
    const cell = said.raw?.[field as keyof CandidateItem['fields']] ?? meant
    const key = field as keyof Item
    const { value, conflict } = decide<unknown>({ now: now[key], base: base === null ? undefined : base[key], cell, meant })
    if (conflict) conflicts.push(`items.${field}`)
    item[field] = value
  }
  return { item: item as Item, conflicts }
}

type ItemsAt = {
  said: readonly CandidateItem[]
  now: readonly Item[]
  base: readonly Item[] | null
  /** New items come with the ids another vault gave them. */
  keepIds: boolean
  newId: () => string
}

const mergeItems = ({ said, now, base, keepIds, newId }: ItemsAt) => {
  const conflicts: string[] = []
  const before = new Map(base?.map((item) => [item.id, item]))
  const merged = new Map<string, Item>()
  const added = new Map<string, Item[]>()
  const used = new Set(now.map(({ id }) => id))
  let after = ''
  for (const pair of pairItems(said, now)) {
    if (pair.now !== null) {
      const { item, conflicts: found } = mergeItem(pair.said, pair.now, before.get(pair.now.id) ?? null)
      conflicts.push(...found)
      merged.set(item.id, item)
      after = item.id
      continue
    }
    const old = pair.said.id === null ? undefined : before.get(pair.said.id)
    if (old !== undefined) {
      // Removed here since the export: stays so, unless the sheet has a new word on it.
      if (!alike(mergeItem(pair.said, old, null).item, old)) conflicts.push('items')
      continue
    }
    const id = keepIds && pair.said.id !== null && isUuid(pair.said.id) && !used.has(pair.said.id) ? pair.said.id : newId()
    used.add(id)
    added.set(after, [...(added.get(after) ?? []), { ...emptyItem(id), ...pair.said.fields }])
  }
  const items: Item[] = [...(added.get('') ?? [])]
  for (const item of now) {
    const kept = merged.get(item.id)
    const old = before.get(item.id)
    if (kept !== undefined) items.push(kept)
    else if (base !== null && old === undefined)
      items.push(item) // added here since the export
    else if (old !== undefined && !alike(old, item)) {
      conflicts.push('items')
      items.push(item)
    }
    items.push(...(added.get(item.id) ?? []))
  }
  return { items, conflicts }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
export const isUuid = (text: string): boolean => uuid.test(text)

/** `now` is null for an entry that is not there yet. */
export const mergeCandidate = (candidate: Candidate, now: EntryContent | null, base: EntryContent | null, newId: () => string): Merged => {
  const current = now ?? emptyContent()
  const content: Record<string, unknown> = { ...current }
  const conflicts: string[] = []
  for (const field of Object.keys(candidate.patch) as (keyof EntryPatch)[]) {
    if (field === 'items' || field === 'ext') continue
    if (isRecordField(field)) {
      const { value, conflict } = mergeRecords(field, candidate, current, base)
      content[field] = value
      if (conflict) conflicts.push(field)
      continue
    }
    const meant: unknown = candidate.patch[field]
    const cell: unknown = Object.hasOwn(candidate.raw, field) ? candidate.raw[field] : meant
    const { value, conflict } = decide<unknown>({ now: current[field], base: base === null ? undefined : base[field], cell, meant })
    content[field] = value
    if (conflict) conflicts.push(field)
  }
  if (candidate.parts.ext !== undefined) {
    const { ext, conflicts: found } = mergeExt(candidate, current, base)
    content.ext = ext
    conflicts.push(...found)
  }
  if (candidate.items !== null) {
    const { items, conflicts: found } = mergeItems({
      said: candidate.items,
      now: current.items,
      base: base?.items ?? null,
      keepIds: candidate.id !== null,
      newId,
    })
    content.items = items
    conflicts.push(...found)
  }
  // An emptied cell of our own sheet stays empty; elsewhere what follows from the rest, or was given for all, fills it.
  if (now === null || !candidate.own) {
    for (const [field, value] of Object.entries(candidate.derived)) if (isEmptyValue(content[field] as EntryContent[EntryField])) content[field] = value
  }
  return { content: content as EntryContent, conflicts: [...new Set(conflicts)] }
}
