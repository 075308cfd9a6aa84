import { z } from 'zod'
import { emptyItem } from '../catalogue.ts'
import { mappingSchema } from '../contract/catalogue.ts'

/**
 * How a platform's own sheet (平台清单) is read and written, as data (practice P1): which column is what, its words and
 * ours, how items stand in it, by what a row is told to be which entry, and what a complete listing is. A further platform
 * is a further document of this form, and no code.
 */

/** Columns that say something of the row and are no field of an entry. `meta.entryId`, `meta.version` and `meta.itemId` are those of our own sheets. */
export const listingColumns = [
  'meta.platformId', // the platform's own number of the row
  'meta.status', // where the platform has it: words of `status`
  'meta.reason', // of a return
  'meta.answeredOn', // day of the platform's answer
  'meta.number', // of its notice
  'meta.action', // new, changed, deleted: written by us
  'meta.items', // all items in one cell
] as const

/** What a status word may mean; `gone`: the row speaks of an entry that is not there any more. */
export const listingStates = ['draft', 'submitted', 'returned', 'published', 'withdrawn', 'gone'] as const
export type ListingState = (typeof listingStates)[number]

/** By what a row is told to be which entry; the first that answers counts. */
export const listingKeys = ['entryId', 'code', 'platformId', 'name'] as const
export type ListingKey = (typeof listingKeys)[number]

export const dayForms = ['yyyy-MM-dd', 'yyyy/M/d', 'yyyy年M月d日', 'yyyyMMdd'] as const
export type DayForm = (typeof dayForms)[number]

const itemParts = Object.keys(emptyItem('')).filter((field) => field !== 'id') as [string, ...string[]]
const word = z.string().min(1).max(200)

/** One row per entry without items; one row per item; all items in one cell. */
const itemsSchema = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('none') }),
  z.strictObject({
    as: z.literal('rows'),
    /** The entry's own cells stand on each of its rows, not on the first alone. */
    repeat: z.boolean(),
  }),
  z.strictObject({
    as: z.literal('cell'),
    between: z.string().min(1).max(3),
    /** What is said of each item, in this order; the name first. */
    parts: z.array(z.enum(itemParts)).min(1).max(6),
    /** Between the parts of one item. */
    within: z.string().min(1).max(3),
  }),
])

export const listingTemplateSchema = z.strictObject({
  format: z.literal('mulu-listing-template'),
  version: z.literal(1),
  mapping: mappingSchema,
  items: itemsSchema,
  /** For each field: the platform's word -> ours. Words that are not here are read and written as they are. */
  words: z.record(z.string().max(100), z.record(word, z.string().max(200))),
  status: z.record(word, z.enum(listingStates)),
  /** How days are written; they are read in every usual form. */
  days: z.enum(dayForms),
  keys: z.array(z.enum(listingKeys)).min(1),
  /** What a blank cell says: that the field is empty, or nothing. */
  blank: z.enum(['empty', 'nothing']),
  /** Whether a file of this platform is the whole listing; `asked`: the officer says so of each. */
  complete: z.enum(['asked', 'always', 'never']),
  /** The states a complete listing shows; an entry in another one is not missed. Empty: all. */
  holds: z.array(z.enum(listingStates)).max(6),
  out: z.strictObject({
    /** Words of the column `meta.action`, where there is one. */
    added: z.string().max(40),
    changed: z.string().max(40),
    deleted: z.string().max(40),
    /** Where deletions go: beside the others with their word, on a sheet of their own in the same columns, or nowhere. */
    deletions: z.discriminatedUnion('as', [
      z.strictObject({ as: z.literal('rows') }),
      z.strictObject({ as: z.literal('sheet'), sheet: z.string().min(1).max(100), firstDataRow: z.number().int().min(2) }),
      z.strictObject({ as: z.literal('none') }),
    ]),
  }),
})
export type ListingTemplate = z.infer<typeof listingTemplateSchema>

/** Words platforms use for where they have a row; for the proposal only. */
export const usualStatusWords: Readonly<Record<string, ListingState>> = {
  草稿: 'draft',
  未提交: 'draft',
  待提交: 'draft',
  已提交: 'submitted',
  待审核: 'submitted',
  审核中: 'submitted',
  已报送: 'submitted',
  退回: 'returned',
  已退回: 'returned',
  驳回: 'returned',
  审核不通过: 'returned',
  未通过: 'returned',
  审核通过: 'published',
  已通过: 'published',
  已发布: 'published',
  已上架: 'published',
  已下架: 'withdrawn',
  已撤销: 'withdrawn',
  已停用: 'withdrawn',
  已删除: 'gone',
  已注销: 'gone',
}

/** What a template carries of an entry: whole fields, and of items only some. Parts of codes, formats and bases count as the field. */
export type Carried = { fields: ReadonlySet<string>; ext: ReadonlySet<string>; items: ReadonlySet<string> | null }

export const carriedBy = ({ mapping, items }: ListingTemplate): Carried => {
  const paths = mapping.columns.map(({ field }) => field).filter((field) => field !== '' && !field.startsWith('meta.'))
  const inside = items.as === 'cell' ? items.parts : paths.flatMap((path) => (path.startsWith('items.') ? [path.slice('items.'.length)] : []))
  return {
    fields: new Set(paths.filter((path) => !path.startsWith('items.') && !path.startsWith('ext.')).map((path) => path.split('.')[0] ?? path)),
    ext: new Set(paths.flatMap((path) => (path.startsWith('ext.') ? [path.slice('ext.'.length)] : []))),
    items: items.as === 'none' || inside.length === 0 ? null : new Set(inside),
  }
}

export const formatDay = (day: string, form: DayForm): string => {
  const [year = '', month = '', date = ''] = day.split('-')
  if (form === 'yyyy-MM-dd') return day
  if (form === 'yyyyMMdd') return `${year}${month}${date}`
  return form === 'yyyy/M/d' ? `${year}/${Number(month)}/${Number(date)}` : `${year}年${Number(month)}月${Number(date)}日`
}
