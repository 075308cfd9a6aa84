import type { Item } from '../../../shared/catalogue.ts'
import { decodeFlag } from '../../../shared/cell.ts'

export type ItemField = Exclude<keyof Item, 'id'>
type FlagField = { [K in ItemField]: Item[K] extends boolean ? K : never }[ItemField]
type TextField = Exclude<ItemField, FlagField>

/** `max` is what the contract takes; `width` in CSS pixels. */
export type Column = { field: TextField; kind: 'text' | 'choice'; width: number; max: number } | { field: FlagField; kind: 'flag'; width: number }

/** Name, type and length come first, as in the fill-in template (1272), so that its three columns paste as they stand. */
export const columns: readonly Column[] = [
  { field: 'name', kind: 'text', width: 180, max: 200 },
  { field: 'dataType', kind: 'choice', width: 116, max: 32 },
  { field: 'length', kind: 'text', width: 68, max: 32 },
  { field: 'shareType', kind: 'choice', width: 112, max: 32 },
  { field: 'isOpen', kind: 'choice', width: 76, max: 4 },
  { field: 'isKey', kind: 'flag', width: 48 },
  { field: 'isRequired', kind: 'flag', width: 48 },
  { field: 'personalInformation', kind: 'flag', width: 68 },
  { field: 'commercialSecret', kind: 'flag', width: 68 },
  { field: 'grade', kind: 'choice', width: 96, max: 32 },
  { field: 'isCoded', kind: 'flag', width: 56 },
  { field: 'codeSet', kind: 'text', width: 150, max: 500 },
  { field: 'nameEn', kind: 'text', width: 150, max: 200 },
  { field: 'note', kind: 'text', width: 220, max: 2000 },
]

/** A cell as it is copied and shown: flags are 是 or 否. */
export const cellText = (item: Item, column: Column): string => {
  const value = item[column.field]
  return typeof value === 'boolean' ? (value ? '是' : '否') : value
}

/** The item with one cell set from text; text past the contract's length is cut. Breaks become blanks, except in notes. */
export const withCell = (item: Item, column: Column, text: string): Item => {
  if (column.kind === 'flag') return { ...item, [column.field]: decodeFlag(text).value }
  const line = column.field === 'note' ? text : text.replaceAll(/\s*[\r\n]+\s*/g, ' ')
  return { ...item, [column.field]: line.trim().slice(0, column.max) }
}

/** Whether `withCell` would cut this text. */
export const tooLong = (column: Column, text: string): boolean => column.kind !== 'flag' && text.trim().length > column.max
