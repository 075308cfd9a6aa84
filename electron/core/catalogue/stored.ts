import { type EntryContent, emptyBasis, emptyCode, emptyContent, emptyFormat, emptyItem, type Item } from '../../../shared/catalogue.ts'
import type { Changes } from '../../../shared/changes.ts'

const isEmptyObject = (value: object): boolean => {
  for (const _ in value) return false
  return true
}

/** Fields of an object that hold something. Keys keep their order, so equal contents are stored as equal bytes. */
const filled = (value: object): Record<string, unknown> => {
  const kept: Record<string, unknown> = {}
  const fields = value as Readonly<Record<string, unknown>>
  for (const key in fields) {
    const inside = fields[key]
    if (inside === '' || inside === null || inside === false) continue
    if (typeof inside === 'object' && isEmptyObject(inside)) continue
    kept[key] = inside
  }
  return kept
}

const packedLists = ['codes', 'formats', 'shareBasis', 'items'] as const

/** The stored JSON: fields with nothing in them are left out, here and inside items, codes, formats and bases. */
export const packContent = (content: EntryContent): string => {
  const kept = filled(content)
  for (const field of packedLists) {
    if (kept[field] !== undefined) kept[field] = content[field].map(filled)
  }
  return JSON.stringify(kept)
}

type StoredContent = Partial<Omit<EntryContent, (typeof packedLists)[number]>> & {
  codes?: object[]
  formats?: object[]
  shareBasis?: object[]
  items?: object[]
}

/** The content with every field in its place again. */
export const unpackContent = (text: string): EntryContent => {
  const stored = JSON.parse(text) as StoredContent
  const content: EntryContent = { ...emptyContent(), ...(stored as Partial<EntryContent>) }
  if (stored.codes !== undefined) content.codes = stored.codes.map((code) => ({ ...emptyCode, ...code }))
  if (stored.formats !== undefined) content.formats = stored.formats.map((format) => ({ ...emptyFormat, ...format }))
  if (stored.shareBasis !== undefined) content.shareBasis = stored.shareBasis.map(fullBasis)
  if (stored.items !== undefined) content.items = stored.items.map(fullItem)
  return content
}

const fullBasis = (basis: object): EntryContent['shareBasis'][number] => ({ ...emptyBasis, ...basis })

/** The bases alone, as their part of the stored JSON. */
export const unpackBases = (text: string): EntryContent['shareBasis'] => (JSON.parse(text) as object[]).map(fullBasis)

const blankItem = emptyItem('')
const fullItem = (item: object): Item => ({ ...blankItem, ...item })

/** A version's changes as they are stored; whole items without their empty fields. */
export const packChanges = (changes: Changes): string => {
  const { items } = changes
  if (items?.added === undefined && items?.removed === undefined) return JSON.stringify(changes)
  return JSON.stringify({
    ...changes,
    items: {
      ...items,
      ...(items.added === undefined ? {} : { added: items.added.map(filled) }),
      ...(items.removed === undefined ? {} : { removed: items.removed.map(filled) }),
    },
  })
}

export const unpackChanges = (text: string): Changes => {
  const changes = JSON.parse(text) as Changes
  const { items } = changes
  if (items === undefined) return changes
  return {
    ...changes,
    items: {
      ...items,
      ...(items.added === undefined ? {} : { added: items.added.map(fullItem) }),
      ...(items.removed === undefined ? {} : { removed: items.removed.map(fullItem) }),
    },
  }
}
