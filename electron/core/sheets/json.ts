import { Refusal } from '../../../shared/errors.ts'
import { headerText, sheetColumns } from '../../../shared/template.ts'
import { entryEncoder } from '../../../shared/template-codec.ts'
import { decodeText, headOf, type TextSource, wholeText } from './encoding.ts'
import { arrayElements, isObject, type Json, type JsonObject, listInside, parseJson } from './json-array.ts'
import { looksOwn, parseEntry } from './json-entry.ts'
import { plainBreaks } from './line-breaks.ts'
import { broken } from './refuse.ts'
import type { Cell, ReadLimits, SheetFile, SheetRow, TextEncoding } from './types.ts'

/** A value as one cell: lists line by line, times in milliseconds stay numbers. */
const cellOf = (value: Json): Cell => {
  if (typeof value === 'string') return value === '' ? null : plainBreaks(value)
  if (value === null || typeof value !== 'object') return value
  if (!Array.isArray(value)) return JSON.stringify(value)
  const lines = value.map((element) => (typeof element === 'string' ? element : element === null ? '' : JSON.stringify(element)))
  return lines.length === 0 ? null : lines.join('\n')
}

/** Objects inside objects become columns named `outer.inner`, three levels down; deeper ones stay JSON text. */
const flatten = (value: JsonObject, into = new Map<string, Cell>(), prefix = '', depth = 0): Map<string, Cell> => {
  for (const [key, inner] of Object.entries(value))
    if (isObject(inner) && depth < 3) flatten(inner, into, `${prefix}${key}.`, depth + 1)
    else into.set(prefix + key, cellOf(inner))
  return into
}

const batchSize = 500

function* batches(rows: Iterable<Cell[]>): Generator<SheetRow[]> {
  let batch: SheetRow[] = []
  let row = 0
  for (const cells of rows) {
    row++
    if (cells.some((cell) => cell !== null)) batch.push({ row, cells })
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** What the first pass over a list finds out. */
type Shape = { own: boolean; keys: string[]; rows: number }

const measure = (elements: Iterable<Json>, limits: ReadLimits, signal: AbortSignal | undefined): Shape => {
  const keys = new Set<string>()
  const extKeys = new Set<string>()
  let own = true
  let objects = 0
  let ownRows = 0
  for (const element of elements) {
    signal?.throwIfAborted()
    if (!isObject(element)) throw broken('JSON')
    objects++
    own &&= looksOwn(element)
    if (own) {
      for (const key of Object.keys(element.ext as JsonObject)) extKeys.add(key)
      ownRows += Math.max(1, (element.items as Json[]).length)
    }
    for (const key of flatten(element).keys()) keys.add(key)
    if (keys.size > limits.columns) throw new Refusal('sheet.tooManyColumns', { limit: limits.columns })
    if (Math.max(objects, ownRows) >= limits.rows) throw new Refusal('sheet.tooManyRows', { limit: limits.rows })
    if (objects * keys.size > limits.cells) throw new Refusal('sheet.tooManyCells', { limit: limits.cells })
  }
  if (objects === 0) return { own: false, keys: [], rows: 0 }
  return own ? { own, keys: [...extKeys], rows: ownRows + 1 } : { own, keys: [...keys], rows: objects + 1 }
}

/**
 * Opens a JSON array of objects as a sheet: the union of all keys is its first row, each object a further one. Entries
 * written by us come as the rows of our template, one per item, so that they are recognised like any sheet of ours.
 */
export const openJson = async (source: TextSource, encoding: TextEncoding, limits: ReadLimits, signal: AbortSignal | undefined): Promise<SheetFile> => {
  const wrapped = headOf(source, encoding).trimStart().startsWith('{')
  const unwrapped = wrapped ? listInside(parseJson(wholeText(source, encoding, limits))) : null
  const elements = (): Iterable<Json> => unwrapped ?? arrayElements(decodeText(source, encoding), limits.wholeBytes)

  const shape = measure(elements(), limits, signal)
  const columns = shape.own ? sheetColumns(shape.keys.map((key) => ({ key, label: key }))) : []

  function* ownRows(): Generator<Cell[]> {
    yield columns.map(headerText)
    const encode = entryEncoder(columns, { cellLength: Number.POSITIVE_INFINITY })
    let at = 0
    for (const element of elements()) yield* encode(parseEntry(element, at++))
  }
  function* foreignRows(): Generator<Cell[]> {
    yield shape.keys
    for (const element of elements()) {
      const cells = isObject(element) ? flatten(element) : new Map<string, Cell>()
      yield shape.keys.map((key) => cells.get(key) ?? null)
    }
  }
  async function* rows(): AsyncGenerator<SheetRow[]> {
    if (shape.rows === 0) return
    for (const batch of batches(shape.own ? ownRows() : foreignRows())) {
      signal?.throwIfAborted()
      yield batch
    }
  }
  const width = shape.own ? columns.length : shape.keys.length
  return {
    format: 'json',
    encoding,
    sheets: [{ name: '', rows: shape.rows, columns: width, hidden: false, merges: [] }],
    loose: [],
    rows,
    close: () => undefined,
  }
}
