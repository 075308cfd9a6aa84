import { type Basis, type EntryPatch, emptyBasis } from '../../../shared/catalogue.ts'
import { type Cell, decodeText } from '../../../shared/cell.ts'
import { listedWord } from '../../../shared/dictionaries.ts'
import type { Params } from '../../../shared/errors.ts'
import type { RejectCode } from '../../../shared/import-rejects.ts'
import { isItemColumn, templateColumns } from '../../../shared/template.ts'
import { type DecodedEntry, entryDecoder, goesOn } from '../../../shared/template-codec.ts'
import { textKey } from '../../../shared/text-key.ts'
import { type Group, plainCode } from './grouping.ts'
import { isBlank, type Layout, type PlacedRow } from './layout.ts'
import { entryTooMuch, itemTooMuch, mostItems, type TooMuch } from './limits.ts'
import type { Candidate, CandidateItem, Defaults, ListingReading, Problem } from './protocol.ts'
import { isEmptyValue, openingSaid, readItem, readPatch } from './words.ts'

/** The largest a survey number may be; the guide's nine digits and four decimals. */
const largest = 999_999_999.9999

const kinds = new Map(templateColumns.map(({ path, kind }) => [path, kind]))
/** Written where nothing is known. In columns of numbers and days they are blanks. */
const nothingKnown = /^([-—–/\\*]+|无|暂无|未知|不详|null|n\/?a|none)$/i
/** In text columns of foreign sheets only what programs write for nothing. */
const noValue = /^(null|undefined|n\/a|[-—–]+|[/\\])$/i

/** The longest of them, with a few blanks. */
const longestNothing = 12
const says = (cell: Cell | undefined, pattern: RegExp): boolean => typeof cell === 'string' && cell.length <= longestNothing && pattern.test(cell.trim())

/** Fields an item may have for itself: rows of one resource may differ in them. */
const alsoOfItems = ['shareType', 'isOpen'] as const
/** Texts that may be said item by item; put together they lose nothing. */
const joinable = new Set(['shareCondition', 'openCondition', 'shareReason', 'shareScope', 'shareUse'])

type Fault = (row: number, path: string, code: RejectCode, params?: Params) => void

/** Makes entries of groups of rows. One per sheet; `decode` may be called for any group once its rows are together. */
export const decoder = (
  layout: Layout,
  defaults: Defaults,
  listing: ListingReading | null = null,
): ((group: Group, rows: readonly PlacedRow[]) => Candidate) => {
  const numbersAndDays = layout.paths.flatMap((path, at) => (['number', 'day'].includes(kinds.get(path) ?? '') ? [at] : []))
  const texts = layout.paths.flatMap((path, at) => (path.startsWith('meta.') || numbersAndDays.includes(at) ? [] : [at]))
  const parts = partsOf(layout.paths)
  const decode = entryDecoder(layout.paths)
  // A listing is written back as it was read: nothing of it moves to another field.
  const basisInCondition = listing === null && layout.at('shareBasis.title') < 0 && /依据/.test(layout.headers[layout.at('shareCondition')] ?? '')

  return (group, placed) => {
    const problems: Problem[] = []
    const fault: Fault = (row, path, code, params = {}) => {
      const column = layout.headers[layout.at(path)] ?? path
      if (problems.length < 100) problems.push({ row, column, code, params })
    }
    const ours = group.id !== ''
    const own = ours || listing?.blankEmpties === true
    const rows = placed.map(({ row, cells }) => ({ row, cells: inOurWords(layout, listing, cells) }))
    for (const { cells } of rows) {
      for (const at of numbersAndDays) if (says(cells[at], nothingKnown)) cells[at] = null
      if (!ours) for (const at of texts) if (says(cells[at], noValue)) cells[at] = null
    }
    const shared = shareDown(layout, group, rows, fault)
    const decoded = decode(rows.map(({ cells }) => cells))
    for (const { row, path, problem } of decoded.problems) fault(rows[row]?.row ?? group.first, path, problem)

    const cells = decoded.patch
    const meant = readPatch(cells)
    const moved = basisInCondition && meant.shareType === '不予共享' && (meant.shareCondition ?? '') !== ''
    if (moved) moveBasis(meant)
    const patch: Record<string, unknown> = {}
    const raw: Record<string, unknown> = {}
    for (const [field, value] of Object.entries(meant)) {
      if (!own && isEmptyValue(value)) continue
      patch[field] = value
      const was = cells[field as keyof EntryPatch]
      if (was !== value && (typeof was !== 'object' || JSON.stringify(was) !== JSON.stringify(value))) raw[field] = was
      if (typeof value === 'number' && !(value >= 0 && value <= largest)) fault(group.first, field, 'outOfRange')
    }
    const items = itemsOf(layout, own, decoded, rows, shared)
    judgeLengths(patch, items, group, fault)
    if (group.title === '' && group.code === '' && group.id === '') fault(group.first, 'title', 'noTitle')
    if (group.duplicateOf > 0) fault(group.first, group.title !== '' ? 'title' : 'codes.code', 'duplicate', { other: group.duplicateOf })
    return {
      row: group.first,
      rows: group.stretches,
      id: decoded.id,
      version: decoded.version,
      own,
      patch: patch as EntryPatch,
      raw: raw as EntryPatch,
      derived: derivedOf(patch, cells, defaults, layout),
      parts: moved ? { ...parts, shareBasis: Object.keys(emptyBasis) } : parts,
      items,
      said: decoded.said,
      cells: null,
      texts: null,
      problems,
    }
  }
}

/** The platform's words of a template's lists become ours before anything else reads them; of several in one cell each. */
const inOurWords = (layout: Layout, listing: ListingReading | null, cells: readonly Cell[]): Cell[] => {
  if (listing === null) return [...cells]
  return cells.map((cell, at) => {
    const words = listing.words[layout.paths[at] ?? '']
    if (words === undefined || typeof cell !== 'string') return cell
    const known = (text: string): string => words[text.trim()] ?? text
    return words[cell.trim()] ?? cell.split('\n').map(known).join('\n')
  })
}

/** Which parts of each record, and which local fields, have a column. */
const partsOf = (paths: readonly string[]): Record<string, string[]> => {
  const parts: Record<string, string[]> = {}
  for (const path of paths) {
    const dot = path.indexOf('.')
    const head = path.slice(0, dot)
    if (dot > 0 && head !== 'items' && head !== 'meta') {
      parts[head] ??= []
      parts[head].push(path.slice(dot + 1))
    }
  }
  return parts
}

type Shared = { own: Map<number, string>[]; differs: (typeof alsoOfItems)[number][] }

/**
 * Brings what belongs to the resource to its first row, and compares it with what the other rows say. Sharing type and
 * openness may differ from item to item, conditions may be said item by item; anything else that differs is a
 * contradiction and refuses the resource.
 */
const shareDown = (layout: Layout, group: Group, rows: readonly PlacedRow[], fault: Fault): Shared['differs'] => {
  const differs: Shared['differs'] = []
  const first = rows[0]
  if (first === undefined || rows.length === 1) return differs
  for (const [at, path] of layout.paths.entries()) {
    if (isItemColumn(path) || path === 'meta.stamp' || path === 'meta.version') continue
    let said = first.cells[at] ?? null
    let saidOn = first.row
    const texts = [decodeText(said).value.trim()]
    for (let index = 1; index < rows.length; index++) {
      const { row, cells } = rows[index] as PlacedRow
      const cell = cells[at] ?? null
      if (isBlank(cell)) continue
      if (isBlank(said)) {
        said = cell
        saidOn = row
        texts[0] = decodeText(cell).value.trim()
        continue
      }
      // The rest of a text too long for one cell.
      if (String(rows[index - 1]?.cells[at] ?? '').endsWith(goesOn)) continue
      const text = decodeText(cell).value.trim()
      if (text === texts[0] || sameWord(path, texts[0] ?? '', text)) continue
      const items = alsoOfItems.find((field) => field === path)
      if (items !== undefined && layout.byItem && layout.at(`items.${items}`) < 0) {
        if (!differs.includes(items)) differs.push(items)
      } else if (joinable.has(path)) {
        if (!texts.includes(text)) texts.push(text)
      } else {
        fault(row, path, path === 'title' && group.id !== '' ? 'copiedIdentity' : 'contradiction', { other: saidOn })
        break
      }
    }
    first.cells[at] = texts.length > 1 ? texts.join('\n') : said
  }
  return differs
}

const sameWord = (path: string, one: string, other: string): boolean => {
  if (path === 'title') return textKey(one) === textKey(other)
  if (path === 'codes.code') return plainCode(one) === plainCode(other)
  if (path === 'shareType' || path === 'isOpen' || path === 'updateCycle') return listedWord(path, one) === listedWord(path, other)
  return false
}

/** 共享条件/不予共享依据 is one column in many templates; the basis of a refusal belongs to the bases. */
const moveBasis = (patch: EntryPatch): void => {
  const text = patch.shareCondition ?? ''
  const basis: Basis = { kind: '', title: text.length <= 200 ? text : '', number: '', article: '', quotation: text.length > 200 ? text : '' }
  patch.shareBasis = [basis]
  patch.shareCondition = ''
}

const derivedOf = (patch: EntryPatch, cells: EntryPatch, defaults: Defaults, layout: Layout): EntryPatch => {
  const derived: EntryPatch = {}
  const provider = defaults.provider || (layout.at('provider') < 0 ? defaults.agency : '')
  if (provider !== '') derived.provider = provider
  // The agency's own code belongs to the agency alone.
  const own = (patch.provider ?? provider) === defaults.agency && layout.at('providerCode') < 0 ? defaults.agencyCode : ''
  const code = defaults.providerCode || own
  if (code !== '') derived.providerCode = code
  if (defaults.providerOffice !== '') derived.providerOffice = defaults.providerOffice
  const opening = openingSaid(cells.isOpen ?? '')
  if (opening !== null) derived.openCondition = opening
  return derived
}

const itemsOf = (layout: Layout, own: boolean, decoded: DecodedEntry, rows: readonly PlacedRow[], differs: Shared['differs']): CandidateItem[] | null => {
  if (decoded.items === null || (!own && decoded.items.length === 0)) return null
  const resource = Object.fromEntries(differs.map((field) => [field, listedWord(field, decoded.patch[field] ?? '')]))
  return decoded.items.map(({ id, row, fields: said }) => {
    const cells: readonly Cell[] = rows[row]?.cells ?? []
    const taken = { ...said } as Record<string, unknown>
    for (const field of differs) {
      const word = listedWord(field, decodeText(cells[layout.at(field)] ?? null).value)
      if (word !== '' && word !== resource[field]) taken[field] = word
    }
    if (!own) {
      for (const [field, value] of Object.entries(taken)) {
        const at = layout.at(`items.${field}`)
        if (value === '' || (at >= 0 && isBlank(cells[at]))) delete taken[field]
      }
    }
    const fields = readItem(taken as CandidateItem['fields'])
    const raw = Object.fromEntries(Object.entries(taken).filter(([field, value]) => fields[field as keyof typeof fields] !== value))
    return { id, fields, raw: Object.keys(raw).length === 0 ? null : raw }
  })
}

const judgeLengths = (patch: EntryPatch, items: readonly CandidateItem[] | null, group: Group, fault: Fault): void => {
  const found: TooMuch[] = []
  for (const [field, value] of Object.entries(patch)) entryTooMuch(field, value, found)
  if (items !== null) {
    if (items.length > mostItems) found.push({ path: 'items.name', code: 'tooMany', limit: mostItems })
    for (const { fields } of items) itemTooMuch(fields, found)
  }
  for (const { path, code, limit } of found) fault(group.first, path, code, { limit })
}
