import fc from 'fast-check'
import { type EntryContent, emptyContent, emptyItem, type Item, itemSchema } from './catalogue.ts'
import type { DecodedEntry } from './template-codec.ts'

/** Random entries for round-trip tests: every field, 1..n values, blanks, quotes, formula signs, characters of two units. */

const piece = fc.constantFrom(
  '人口',
  '𠮷',
  '䶮',
  ' ',
  '\n',
  '\t',
  '"',
  "'",
  ',',
  ';',
  '=',
  '+',
  '-',
  '@',
  '＝',
  '↵',
  '\\',
  '1',
  '0',
  '.5',
  'e',
  'a',
  '<b>&',
  '_x000D_',
  '（必填项）',
  '\u00a0',
)
const text = (max: number) =>
  fc
    .oneof(
      fc.constant(''),
      fc.string({ maxLength: 8 }),
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
    )
    .map((value) => clean(value).slice(0, max).toWellFormed())
// biome-ignore lint/suspicious/noControlCharactersInRegex: what no sheet can hold
const clean = (value: string) => value.replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, '')

const record = <const K extends string>(...fields: K[]) =>
  fc
    .record(Object.fromEntries(fields.map((field) => [field, text(16)])) as Record<K, fc.Arbitrary<string>>)
    .filter((value) => Object.values(value).some((part) => part !== '')) as fc.Arbitrary<Record<K, string>>
const survey = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 0, max: 999_999_999_9999 }).map((n) => n / 10_000),
)
const day = fc.oneof(
  fc.constant(null),
  fc.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
)

const item: fc.Arbitrary<Item> = fc.record(
  Object.fromEntries(
    Object.entries(emptyItem('')).map(([field, value]) => [
      field,
      field === 'id' ? fc.uuid({ version: 4 }) : typeof value === 'boolean' ? fc.boolean() : text(4),
    ]),
  ),
) as unknown as fc.Arbitrary<Item>

export const arbitraryContent = (extKeys: readonly string[]): fc.Arbitrary<EntryContent> =>
  fc.record({
    ...(Object.fromEntries(Object.entries(emptyContent()).map(([field, value]) => [field, value === null ? survey : text(4)])) as unknown as {
      [K in keyof EntryContent]: fc.Arbitrary<EntryContent[K]>
    }),
    publishedOn: day,
    codes: fc.array(record('code', 'cls1', 'cls2', 'cls3', 'cls4'), { maxLength: 3 }),
    formats: fc.array(record('formatClass', 'formatType', 'formatOther'), { maxLength: 3 }),
    shareBasis: fc.array(record('kind', 'title', 'number', 'article', 'quotation'), { maxLength: 3 }),
    relatedCodes: fc.array(
      text(16).filter((code) => code !== ''),
      { maxLength: 4 },
    ),
    items: fc.array(item, { maxLength: 4 }),
    ext: fc.dictionary(
      fc.constantFrom(...extKeys),
      text(16).filter((value) => value !== ''),
    ),
  })

/** What a decoded entry says, as content; a field that is missing shows as such, only without any local column there are no local fields. */
export const decodedContent = (decoded: DecodedEntry): EntryContent =>
  ({ ext: {}, ...decoded.patch, items: decoded.items?.map(({ id, fields }) => itemSchema.parse({ ...fields, id })) }) as EntryContent
