import { type EntryContent, emptyContent, emptyItem, type Item } from '../../../shared/catalogue.ts'
import { equal } from '../../../shared/changes.ts'
import type { Carried, ListingTemplate } from '../../../shared/listing/template.ts'
import { textKey } from '../../../shared/text-key.ts'
import { mergeCandidate, mergeItem } from '../transfer/merge.ts'
import type { Candidate, CandidateItem } from '../transfer/protocol.ts'
import { readItem } from '../transfer/words.ts'

/**
 * A row of a listing as the text it confirms. A sheet holds less than an entry, so a row is always laid over a text that is
 * known: what it has no column for stays, and what it says alike stays letter by letter.
 */
export type LaidRow = {
  /** The text the row says, where the entry stood at `now`; null: it was not known. */
  over(now: EntryContent | null): EntryContent
}

type Pair = { said: CandidateItem; id: string; before: Item | null }

/** All items of one cell, by the template's own marks. */
export const itemsInCell = (items: readonly Item[], form: ListingTemplate['items'] & { as: 'cell' }): string =>
  items
    .map((item) =>
      trimmedEnd(
        form.parts.map((part) => partText(item[part as keyof Item])),
        form.within,
      ),
    )
    .join(form.between)

const partText = (value: Item[keyof Item]): string => (typeof value === 'boolean' ? (value ? '是' : '否') : value)
const trimmedEnd = (parts: readonly string[], within: string): string => parts.slice(0, parts.findLastIndex((part) => part !== '') + 1).join(within)

const flags = new Set(Object.entries(emptyItem('')).flatMap(([field, value]) => (typeof value === 'boolean' ? [field] : [])))

const readCell = (text: string, { between, within, parts }: ListingTemplate['items'] & { as: 'cell' }): CandidateItem[] =>
  text
    .split(between)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => {
      const values = parts.length === 1 ? [one] : one.split(within)
      const fields = Object.fromEntries(
        parts.map((part, at) => {
          const value = (values[at] ?? '').trim()
          return [part, flags.has(part) ? value === '是' : value]
        }),
      ) as CandidateItem['fields']
      return { id: null, fields: readItem(fields), raw: fields }
    })

/** Which known item each of the row means: by its id, else by its name, in the sources' order; else a new one. */
const pairItems = (said: readonly CandidateItem[], sources: readonly (readonly Item[])[], newId: () => string): Pair[] => {
  const used = new Set<string>()
  const known = sources.flat()
  const take = (item: Item | undefined): Item | null => {
    if (item === undefined) return null
    used.add(item.id)
    return item
  }
  const found = said.map(({ id }) => (id === null ? null : take(known.find((item) => item.id === id && !used.has(id)))))
  for (const source of sources) {
    const byName = new Map<string, Item[]>()
    for (const item of source) byName.set(textKey(item.name), [...(byName.get(textKey(item.name)) ?? []), item])
    said.forEach(({ fields }, at) => {
      if (found[at] === null) found[at] = take(byName.get(textKey(fields.name ?? ''))?.find(({ id }) => !used.has(id)))
    })
  }
  return said.map((one, at) => ({ said: one, id: found[at]?.id ?? newId(), before: found[at] ?? null }))
}

/** `sources` are texts whose items the row's may be, the likeliest first. */
export const layRow = (candidate: Candidate, template: ListingTemplate, sources: readonly EntryContent[], newId: () => string): LaidRow => {
  const form = template.items
  const cell = form.as === 'cell' ? (candidate.said.items ?? '') : null
  const said =
    form.as === 'none' ? null : form.as === 'rows' ? candidate.items : cell === '' && template.blank === 'nothing' ? null : readCell(cell ?? '', form)
  const pairs =
    said === null
      ? null
      : pairItems(
          said,
          sources.map(({ items }) => items),
          newId,
        )
  const itemsOver = (now: readonly Item[]): Item[] => {
    if (pairs === null) return [...now]
    // The same cell says the same items, whatever its marks make of it.
    if (form.as === 'cell' && cell === itemsInCell(now, form).trim()) return [...now]
    return pairs.map(({ said: one, id, before }) => {
      const item = now.find((known) => known.id === id) ?? before
      return item === null ? { ...emptyItem(id), ...one.fields } : mergeItem(one, item, null).item
    })
  }
  return {
    over: (now) => {
      const { content } = mergeCandidate({ ...candidate, items: null }, now, null, newId)
      const items = itemsOver(now?.items ?? [])
      return { ...content, items: now !== null && equal(items, now.items) ? now.items : items }
    },
  }
}

/** What a row says of a change that left. `none`: nothing had left. */
export type Saying = 'confirmed' | 'altered' | 'differs' | 'pending' | 'none'

export type Judged = {
  saying: Saying
  /** The text the platform has. */
  theirs: EntryContent
  /** What of the change the platform took, sent or altered, on the text it had before: what the rest is compared with. */
  base: EntryContent
}

const fieldsOf = Object.keys(emptyContent()) as (keyof EntryContent)[]

/**
 * Compares a row with what was last confirmed and, where a change has left, with the text it makes: place by place as sent,
 * as before, or a third text. All as sent: confirmed. Some as sent: the platform took it and altered the rest (`altered`; what
 * still stands as before is not confirmed and leaves again). None as sent and a third text: somebody wrote there (`differs`).
 * What the template has no column for says nothing either way. A code that was assigned and, with `published`, the day of publication are the platform's own word.
 */
export const judgeRow = (
  row: LaidRow,
  before: EntryContent | null,
  sent: EntryContent | null,
  { fields, items: inside }: Carried,
  published = false,
): Judged => {
  const was = before ?? emptyContent()
  if (sent === null) {
    const theirs = row.over(before)
    return { saying: 'none', theirs, base: was }
  }
  const overSent = row.over(sent)
  const overWas = row.over(was)
  const theirs: Record<string, unknown> = { ...overWas }
  const base: Record<string, unknown> = { ...was }
  const seen = { sent: 0, before: 0, third: 0 }
  let told = false
  const settle = (asSent: boolean, asBefore: boolean): 'sent' | 'before' | 'third' => {
    const how = asSent ? 'sent' : asBefore ? 'before' : 'third'
    seen[how]++
    return how
  }
  for (const field of fieldsOf) {
    if (field === 'items' || equal(was[field], sent[field])) continue
    // Left by another template: this one can not show it.
    if (field !== 'ext' && !fields.has(field)) continue
    const theirWord = (published && field === 'publishedOn') || (field === 'codes' && onlyAssigned(sent.codes, overSent.codes))
    if (theirWord) told = true
    const how = theirWord ? 'third' : settle(equal(overSent[field], sent[field]), equal(overWas[field], was[field]))
    theirs[field] = how === 'before' ? was[field] : overSent[field]
    base[field] = how === 'before' ? was[field] : sent[field]
  }
  if (inside !== null && !equal(was.items, sent.items)) {
    const items = judgeItems({ was: was.items, sent: sent.items, overSent: overSent.items, overWas: overWas.items }, settle)
    theirs.items = items.theirs
    base.items = items.base
  }
  const shown = told || seen.sent + seen.third + seen.before > 0
  const saying: Saying = !shown ? 'pending' : seen.third + seen.before === 0 ? 'confirmed' : seen.sent > 0 ? 'altered' : seen.third > 0 ? 'differs' : 'pending'
  return { saying, theirs: theirs as EntryContent, base: base as EntryContent }
}

/** The same codes, but for those that were blank. */
const onlyAssigned = (sent: EntryContent['codes'], shown: EntryContent['codes']): boolean =>
  sent.length === shown.length && shown.every((record, at) => equal(sent[at]?.code === '' ? { ...record, code: '' } : record, sent[at]))

type Items = Record<'was' | 'sent' | 'overSent' | 'overWas', readonly Item[]>

const judgeItems = ({ was, sent, overSent, overWas }: Items, settle: (asSent: boolean, asBefore: boolean) => 'sent' | 'before' | 'third') => {
  const [olds, news, laidNew, laidOld] = [was, sent, overSent, overWas].map((list) => new Map(list.map((item) => [item.id, item]))) as [
    Map<string, Item>,
    Map<string, Item>,
    Map<string, Item>,
    Map<string, Item>,
  ]
  const theirs = new Map<string, Item>()
  const base = new Map<string, Item>()
  for (const id of new Set([...news.keys(), ...olds.keys(), ...laidNew.keys()])) {
    const [old, next, shown] = [olds.get(id), news.get(id), laidNew.get(id)]
    const same = (laid: Item | undefined, item: Item | undefined) => (item === undefined ? laid === undefined : laid !== undefined && equal(laid, item))
    const put = (of: Map<string, Item>, item: Item | undefined) => {
      if (item !== undefined) of.set(id, item)
    }
    if (equal(old, next)) {
      put(base, old)
      put(theirs, old === undefined ? shown : laidOld.get(id))
      continue
    }
    const how = settle(same(shown, next), same(laidOld.get(id), old))
    put(base, how === 'before' ? old : next)
    put(theirs, how === 'before' ? old : how === 'sent' ? next : shown)
  }
  const order = (list: readonly Item[], of: ReadonlyMap<string, Item>): Item[] => [
    ...list.flatMap(({ id }) => of.get(id) ?? []),
    ...[...of.values()].filter(({ id }) => !list.some((item) => item.id === id)),
  ]
  const shownOrder = order(overSent, theirs)
  const ids = (list: readonly Item[], among: readonly Item[]) => list.filter(({ id }) => among.some((item) => item.id === id)).map(({ id }) => id)
  const moved = !equal(ids(was, sent), ids(sent, was))
  // A sequence counts as taken where the row has it.
  const asSent = equal(ids(sent, shownOrder), ids(shownOrder, sent))
  if (moved) settle(asSent, equal(ids(was, shownOrder), ids(shownOrder, was)))
  return { theirs: shownOrder, base: order(asSent || !moved ? sent : was, base) }
}
