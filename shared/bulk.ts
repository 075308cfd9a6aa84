import { z } from 'zod'
import {
  type Basis,
  basisSchema,
  type EntryContent,
  type EntryField,
  type EntryPatch,
  emptyBasis,
  emptyCode,
  emptyContent,
  emptyFormat,
  emptyItem,
  entryFields,
  type Format,
  formatSchema,
  type Item,
  itemSchema,
} from './catalogue.ts'
import type { ItemField } from './fields.ts'

/**
 * One change made to many entries at once. `field` is a path as in shared/template.ts: an entry's field (`theme`), a
 * part of its records (`codes.code`), an item's field (`items.dataType`) or a local field (`ext.<key>`).
 */

const path = z.string().min(1).max(120)
const text = z.string().max(9999)
const recordSchema = z.union([formatSchema, basisSchema])

/** Of the items only those whose field says exactly this: 是 / 否 for a flag. */
const onlySchema = z.strictObject({ field: z.string().max(40), is: text })

export const bulkOperationSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('set'), field: path, value: z.union([text, z.number(), z.boolean()]), only: onlySchema.optional() }),
  /** Every occurrence, exactly as it is written. */
  z.strictObject({ kind: z.literal('replace'), field: path, find: z.string().min(1).max(2000), with: text, only: onlySchema.optional() }),
  z.strictObject({ kind: z.literal('add'), field: path, value: z.union([z.string().min(1).max(500), recordSchema]) }),
  z.strictObject({ kind: z.literal('remove'), field: path, value: z.union([z.string().min(1).max(500), recordSchema]) }),
  z.strictObject({ kind: z.literal('clear'), field: path, only: onlySchema.optional() }),
])
export type BulkOperation = z.infer<typeof bulkOperationSchema>
export type BulkKind = BulkOperation['kind']

type Shape = 'text' | 'words' | 'number' | 'day' | 'flag' | 'list' | 'records' | 'part'

const kindsOf: Readonly<Record<Shape, readonly BulkKind[]>> = {
  text: ['set', 'replace', 'clear'],
  words: ['set', 'replace', 'add', 'remove', 'clear'],
  number: ['set', 'clear'],
  day: ['set', 'clear'],
  flag: ['set'],
  list: ['replace', 'add', 'remove', 'clear'],
  records: ['add', 'remove', 'clear'],
  part: ['replace'],
}

const blankEntry = emptyContent()
const blankItem = emptyItem('')
const blankRecords = { codes: emptyCode, formats: emptyFormat, shareBasis: emptyBasis }
type RecordsField = keyof typeof blankRecords

/** What a path holds; null for one that is not changed in bulk (the items as a whole, a code added to many entries). */
export const shapeOf = (field: string): Shape | null => {
  const [head = '', part] = field.split(/\.(.*)/su)
  if (part === undefined) return entryShape(head)
  if (part === '') return null
  if (head === 'ext') return 'text'
  if (head === 'items') return part === 'id' || !Object.hasOwn(blankItem, part) ? null : typeof blankItem[part as ItemField] === 'boolean' ? 'flag' : 'text'
  return Object.hasOwn(blankRecords, head) && Object.hasOwn(blankRecords[head as RecordsField], part) ? 'part' : null
}

const entryShape = (field: string): Shape | null => {
  if (!Object.hasOwn(blankEntry, field)) return null
  if (field === 'keywords') return 'words'
  if (field === 'publishedOn') return 'day'
  if (field === 'relatedCodes') return 'list'
  if (field === 'formats' || field === 'shareBasis') return 'records'
  const value = blankEntry[field as EntryField]
  return value === '' ? 'text' : value === null ? 'number' : null
}

/** What can be done with a field. */
export const bulkKinds = (field: string): readonly BulkKind[] => {
  const shape = shapeOf(field)
  return shape === null ? [] : kindsOf[shape]
}

/** Whether the operation means something for its field: the kind fits, the value is of the field's own. */
export const isSound = (operation: BulkOperation): boolean => {
  const shape = shapeOf(operation.field)
  if (shape === null || !kindsOf[shape].includes(operation.kind)) return false
  if ('only' in operation && operation.only !== undefined) {
    const item = operation.only.field
    if (!operation.field.startsWith('items.') || item === 'id' || !Object.hasOwn(blankItem, item)) return false
  }
  if (operation.kind === 'set') {
    const { value } = operation
    if (shape === 'number') return typeof value === 'number'
    if (shape === 'day') return typeof value === 'string' && entryFields.publishedOn.safeParse(value).success && !Number.isNaN(Date.parse(value))
    return typeof value === (shape === 'flag' ? 'boolean' : 'string')
  }
  if (operation.kind === 'add' || operation.kind === 'remove') {
    if (shape !== 'records') return typeof operation.value === 'string'
    return (operation.field === 'formats' ? formatSchema : basisSchema).safeParse(operation.value).success
  }
  return true
}

/** What the operation makes of one entry: changed fields only. `tooLong` where the result no longer fits its field. */
export const bulkPatch = (content: EntryContent, operation: BulkOperation): { patch: EntryPatch; tooLong: boolean } => {
  const [head = '', part] = operation.field.split(/\.(.*)/su)
  const field = head as EntryField
  const value = part === undefined ? entryValue(content, field, operation) : partValue(content, head, part, operation)
  if (value === content[field]) return { patch: {}, tooLong: false }
  return { patch: { [field]: value }, tooLong: !entryFields[field].safeParse(value).success }
}

const entryValue = (content: EntryContent, field: EntryField, operation: BulkOperation): unknown => {
  const now = content[field]
  switch (operation.kind) {
    case 'set':
      return operation.value
    case 'clear':
      return Array.isArray(now) && now.length === 0 ? now : blankEntry[field]
    case 'replace':
      return Array.isArray(now)
        ? same(
            now as readonly string[],
            (now as readonly string[]).map((each) => replaced(each, operation)),
          )
        : replaced(String(now), operation)
    case 'add':
      return Array.isArray(now) ? (holds(now, operation.value) ? now : [...now, operation.value]) : withWord(String(now), String(operation.value))
    case 'remove':
      return Array.isArray(now)
        ? same(
            now as readonly unknown[],
            (now as readonly unknown[]).filter((each) => !alike(each, operation.value)),
          )
        : withoutWord(String(now), String(operation.value))
  }
}

const partValue = (content: EntryContent, head: string, part: string, operation: BulkOperation): unknown => {
  if (head === 'ext') {
    const before = content.ext[part] ?? ''
    const after = textAfter(before, operation)
    if (after === before) return content.ext
    const { [part]: _, ...rest } = content.ext
    return after === '' ? rest : { ...rest, [part]: after }
  }
  if (head === 'items') {
    const field = part as ItemField
    const items = content.items.map((item) => (chosen(item, operation) ? { ...item, [field]: itemValue(item[field], operation) } : item))
    return items.every((item, at) => item[field] === content.items[at]?.[field]) ? content.items : items
  }
  const records = content[head as RecordsField] as readonly Record<string, string>[]
  return same(
    records,
    records.map((record) => {
      const after = textAfter(record[part] ?? '', operation)
      return after === record[part] ? record : { ...record, [part]: after }
    }),
  )
}

const chosen = (item: Item, operation: BulkOperation): boolean => {
  if (!('only' in operation) || operation.only === undefined) return true
  const value = item[operation.only.field as ItemField]
  return (typeof value === 'boolean' ? (value ? '是' : '否') : value) === operation.only.is
}

const itemValue = (before: string | boolean, operation: BulkOperation): string | boolean =>
  typeof before === 'boolean' ? (operation.kind === 'set' ? operation.value === true : before) : textAfter(before, operation)

const textAfter = (before: string, operation: BulkOperation): string =>
  operation.kind === 'set' ? String(operation.value) : operation.kind === 'replace' ? replaced(before, operation) : operation.kind === 'clear' ? '' : before

const replaced = (before: string, operation: Extract<BulkOperation, { kind: 'replace' }>): string => before.split(operation.find).join(operation.with)

/** The list itself when nothing in it differs. */
const same = <T>(before: readonly T[], after: readonly T[]): readonly T[] =>
  before.length === after.length && before.every((each, at) => each === after[at]) ? before : after

const alike = (a: unknown, b: unknown): boolean =>
  typeof a === 'string' || typeof b === 'string'
    ? a === b
    : Object.entries(a as Format | Basis).every(([key, value]) => (b as Record<string, unknown>)[key] === value)

const holds = (values: readonly unknown[], value: unknown): boolean => values.some((each) => alike(each, value))

const separators = /[\s,，;；、]+/u
const wordsOf = (before: string): string[] => before.split(separators).filter((word) => word !== '')

/** One more 关键字, parted as the others are. */
const withWord = (before: string, word: string): string => {
  if (wordsOf(before).includes(word)) return before
  return before.trim() === '' ? word : `${before}${separators.exec(before.trim())?.[0] ?? '、'}${word}`
}

const withoutWord = (before: string, word: string): string => {
  const words = wordsOf(before)
  if (!words.includes(word)) return before
  return words.filter((each) => each !== word).join(separators.exec(before.trim())?.[0] ?? '、')
}

/** Paths a person can choose from: the entry's fields, then the items'. Local fields are added by whoever knows them. */
export const bulkPaths: readonly string[] = [
  ...Object.keys(blankEntry).filter((field) => shapeOf(field) !== null),
  ...Object.entries(blankRecords).flatMap(([field, blank]) => Object.keys(blank).map((part) => `${field}.${part}`)),
  ...Object.keys(itemSchema.shape).flatMap((field) => (field === 'id' ? [] : [`items.${field}`])),
]
