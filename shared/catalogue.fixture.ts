import fc from 'fast-check'
import { type EntryContent, type EntryPatch, emptyContent, emptyItem, type Item } from './catalogue.ts'
import { applyPatch } from './changes.ts'

/** For tests: arbitrary contents and patches, with few distinct values so that things meet. */
const words = fc.constantFrom('', '企业信息', '人口', '𠮷', 'a b', '每月', '无条件共享', '"引号"', '第一行\n第二行')
const itemId = fc.integer({ min: 0, max: 9 }).map((n) => `00000000-0000-4000-8000-00000000000${n}`)

const itemArb: fc.Arbitrary<Item> = fc
  .record({ id: itemId, name: words, dataType: words, length: words, isKey: fc.boolean(), personalInformation: fc.boolean(), note: words })
  .map((some) => ({ ...emptyItem(some.id), ...some }))

const parts: { [F in keyof EntryContent]?: fc.Arbitrary<EntryContent[F]> } = {
  title: words,
  provider: words,
  abstract: words,
  shareType: words,
  updateCycle: words,
  codes: fc.array(fc.record({ code: words, cls1: words, cls2: words, cls3: words, cls4: words }), { maxLength: 3 }),
  formats: fc.array(fc.record({ formatClass: words, formatType: words, formatOther: words }), { maxLength: 3 }),
  shareBasis: fc.array(fc.record({ kind: words, title: words, number: words, article: words, quotation: words }), { maxLength: 2 }),
  items: fc.uniqueArray(itemArb, { maxLength: 8, selector: ({ id }) => id }),
  storageG: fc.option(fc.constantFrom(0, 1.5, 12), { nil: null }),
  publishedOn: fc.constantFrom(null, '2024-01-31', '2020-02-29'),
  relatedCodes: fc.array(words, { maxLength: 3 }),
  ext: fc.dictionary(fc.constantFrom('a', 'b', '__proto__x'), words, { maxKeys: 3 }),
}

export const patchArb: fc.Arbitrary<EntryPatch> = fc.record(parts as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: [] }) as fc.Arbitrary<EntryPatch>
export const contentArb: fc.Arbitrary<EntryContent> = patchArb.map((patch) => applyPatch(emptyContent(), patch))
