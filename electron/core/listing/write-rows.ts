import { type EntryContent, emptyContent } from '../../../shared/catalogue.ts'
import type { Cell } from '../../../shared/cell.ts'
import { formatDay, type ListingTemplate } from '../../../shared/listing/template.ts'
import type { Change } from '../../../shared/platform-api/schemas.ts'
import { applyContentPatch, patchedFields } from '../../../shared/sync/patch.ts'
import { isItemColumn, type TemplateColumn, templateColumns } from '../../../shared/template.ts'
import { entryEncoder } from '../../../shared/template-codec.ts'
import { itemsInCell } from './lay.ts'

/** One change as the rows of the platform's sheet. */
export type ChangeRows = {
  id: string
  version: number
  change: Change
  /** As the platform last showed it. */
  before: EntryContent | null
  /** The platform has no row of it. */
  added: boolean
  /** Its rows as the platform last wrote them. */
  remembered: readonly (readonly Cell[])[] | null
  platformId: string
}

const kinds = new Map(templateColumns.map(({ path, kind }) => [path, kind]))
const column = (path: string): TemplateColumn => ({
  path,
  group: '',
  header: '',
  aliases: [],
  kind: kinds.get(path) ?? 'text',
  required: false,
  width: 0,
  list: null,
  hidden: false,
})

type Place = { path: string; columns: number[] }

const placesOf = ({ mapping }: ListingTemplate): Place[] => {
  const places = new Map<string, Place>()
  for (const { column: at, field } of mapping.columns) {
    if (field === '') continue
    const place = places.get(field) ?? { path: field, columns: [] }
    place.columns.push(at)
    places.set(field, place)
  }
  return [...places.values()]
}

/** The platform's word for each of ours; of several the first that was named. */
const theirWords = (words: Readonly<Record<string, string>> | undefined): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const [theirs, ours] of Object.entries(words ?? {})) if (!found.has(ours)) found.set(ours, theirs)
  return found
}

const headOf = (path: string): string => (isItemColumn(path) || path === 'meta.items' ? 'items' : (path.split('.')[0] ?? path))

/**
 * Makes the rows of changes in a template's columns. A column the change does not touch, and one that is none of ours, says
 * what the platform wrote in it last, so that nobody's work there is undone (lesson 20).
 */
export const rowWriter = (template: ListingTemplate): ((one: ChangeRows) => Cell[][]) => {
  const { items, days, out, mapping } = template
  const places = placesOf(template)
  const encoded = places.filter(
    ({ path }) => !['meta.status', 'meta.reason', 'meta.answeredOn', 'meta.number', 'meta.action', 'meta.items', 'meta.platformId'].includes(path),
  )
  const encode = entryEncoder(encoded.map(({ path }) => column(path)))
  const words = new Map(places.map(({ path }) => [path, theirWords(template.words[path])]))
  const width = Math.max(0, ...mapping.columns.map(({ column: at }) => at)) + 1

  const inTheirs = (path: string, cell: Cell): Cell => {
    if (typeof cell !== 'string') return cell
    if (kinds.get(path) === 'day') return formatDay(cell, days)
    const known = words.get(path)
    return known === undefined || known.size === 0
      ? cell
      : (known.get(cell) ??
          cell
            .split('\n')
            .map((text) => known.get(text) ?? text)
            .join('\n'))
  }
  /** One value over the columns that stand for it: the levels of 细目 each in its own, anything else in the first. */
  const put = (row: Cell[], { path, columns }: Place, cell: Cell): void => {
    const parts = columns.length > 1 && path === 'codes.cls4' && typeof cell === 'string' ? cell.split('>') : [cell]
    columns.forEach((at, place) => {
      row[at] = place === columns.length - 1 && parts.length > columns.length ? parts.slice(place).join('>') : (parts[place] ?? null)
    })
  }

  return ({ id, version, change, before, added, remembered, platformId }) => {
    const was = before ?? emptyContent()
    const content = change.kind === 'patch' ? applyContentPatch(was, change.patch) : was
    const touched = new Set<string>(change.kind === 'patch' ? patchedFields(change.patch) : [])
    const keepItems = remembered !== null && !touched.has('items')
    const cells = encode({ id, version, content })
    const rows = Array.from({ length: keepItems ? remembered.length : cells.length }, (_, at): Cell[] => {
      const row = new Array<Cell>(width).fill(null)
      const old = keepItems || (items.as === 'rows' && items.repeat) ? (remembered?.[at] ?? remembered?.[0]) : at === 0 ? remembered?.[0] : undefined
      old?.forEach((cell, place) => {
        if (place < width) row[place] = cell
      })
      return row
    })
    const everywhere = items.as === 'rows' && items.repeat
    rows.forEach((row, at) => {
      encoded.forEach((place, index) => {
        const ofItem = isItemColumn(place.path)
        if (remembered !== null && !place.path.startsWith('meta.') && !touched.has(headOf(place.path)) && (!ofItem || keepItems)) return
        if (remembered !== null && place.path === 'meta.itemId' && keepItems) return
        const from = ofItem ? cells[at] : at === 0 || everywhere ? cells[0] : cells[at]
        put(row, place, inTheirs(place.path, from?.[index] ?? null))
      })
      if (at > 0 && !everywhere) return
      for (const place of places) {
        if (place.path === 'meta.items' && items.as === 'cell' && (remembered === null || touched.has('items')))
          put(row, place, itemsInCell(content.items, items) || null)
        if (place.path === 'meta.platformId' && platformId !== '') put(row, place, platformId)
        if (place.path === 'meta.action') put(row, place, (change.kind === 'delete' ? out.deleted : added ? out.added : out.changed) || null)
      }
    })
    return rows
  }
}
