import { type EntryContent, type EntryPatch, emptyContent, emptyItem, type Item } from './catalogue.ts'
import { type Cell, type CellProblem, type Decoded, decodeDay, decodeFlag, decodeNumber, decodeText, sheetText } from './cell.ts'
import { isItemColumn, type TemplateColumn } from './template.ts'

/**
 * How an entry becomes the cells of the template's columns, and cells an entry again. Encoding, for a person to read:
 *
 * - one row per item; what belongs to the entry stands on its first row;
 * - 1..n values (codes, formats, bases, related codes) stand one per line in the cell; the lines of one record stand at
 *   the same height in each of its columns. A line break inside such a value is shown as ↵;
 * - yes and no are 是 and 否, days are text `2026-11-22`;
 * - a text longer than a cell may be goes on in the rows below, each part but the last ending in 〔下接〕.
 *
 * Records without any content and control characters (which no sheet format can hold) are not kept.
 */

/** What Excel takes in one cell is 32,767 UTF-16 units. */
const partLength = 32_000
/** Stands at the end of a cell whose text goes on in the row below. */
export const goesOn = '〔下接〕'

const oneLine = (text: string): string => text.replace(/(\\*)([\n↵])/g, (_, slashes: string, mark: string) => slashes + slashes + (mark === '\n' ? '↵' : '\\↵'))
const manyLines = (line: string): string =>
  line.replace(/(\\*)↵/g, (_, slashes: string) => '\\'.repeat(Math.floor(slashes.length / 2)) + (slashes.length % 2 === 0 ? '\n' : '↵'))

const joinLines = (values: readonly string[]): string =>
  values
    .map((value) => oneLine(sheetText(value)))
    .join('\n')
    .replace(/\n+$/, '')
const splitLines = (text: string): string[] => (text === '' ? [] : text.split('\n').map(manyLines))

const recordFields = {
  codes: ['code', 'cls1', 'cls2', 'cls3', 'cls4'],
  formats: ['formatClass', 'formatType', 'formatOther'],
  shareBasis: ['kind', 'title', 'number', 'article', 'quotation'],
} as const
type RecordField = keyof typeof recordFields
const isRecordField = (field: string): field is RecordField => field in recordFields

type Records = Readonly<Record<string, string>>[]
const withContent = (records: Records): Records => records.filter((record) => Object.values(record).some((value) => sheetText(value) !== ''))

/** `codes.code` → codes, code; a local field's key may have dots of its own. */
const splitPath = (path: string): [head: string, tail: string] => {
  const dot = path.indexOf('.')
  return dot === -1 ? [path, ''] : [path.slice(0, dot), path.slice(dot + 1)]
}

const flagCell = (value: boolean): Cell => (value ? '是' : '否')
const textCell = (text: string): Cell => (text === '' ? null : text)
const scalarCell = (value: unknown): Cell =>
  typeof value === 'string' ? textCell(sheetText(value)) : typeof value === 'number' ? value : typeof value === 'boolean' ? flagCell(value) : null

/** One entry as it is written; `stamp` fills the column of that name on its first row. */
export type TemplateEntry = { id: string; version: number; content: EntryContent; stamp?: string }

type CellOf<T> = (value: T) => Cell

/** What an entry's column holds; the path is looked at once, not for every entry. */
const entryCell = (path: string): CellOf<TemplateEntry> => {
  const [head, tail] = splitPath(path)
  if (head === 'meta') {
    if (tail === 'entryId') return ({ id }) => id
    if (tail === 'version') return ({ version }) => version
    return ({ stamp }) => textCell(stamp ?? '')
  }
  if (head === 'ext') return ({ content }) => textCell(sheetText(content.ext[tail] ?? ''))
  if (head === 'relatedCodes') return ({ content }) => textCell(joinLines(content.relatedCodes.filter((code) => sheetText(code) !== '')))
  if (!isRecordField(head)) return ({ content }) => scalarCell(content[head as keyof EntryContent])
  return ({ content }) => textCell(joinLines(withContent(content[head]).map((record) => record[tail] ?? '')))
}

const itemCell = (path: string): CellOf<Item> => {
  const field = splitPath(path)[1] as keyof Item
  return path === 'meta.itemId' ? ({ id }) => id : (item) => scalarCell(item[field])
}

/** Cuts a text into parts a cell can hold, never through a character of two units. */
const parts = (text: string, partLength: number): string[] => {
  const out: string[] = []
  let rest = text
  while (rest.length > partLength) {
    const high = rest.charCodeAt(partLength - 1)
    const end = high >= 0xd800 && high < 0xdc00 ? partLength - 1 : partLength
    out.push(rest.slice(0, end) + goesOn)
    rest = rest.slice(end)
  }
  out.push(rest)
  return out
}

export type EncodeOptions = {
  /** Columns whose value stands on each of the entry's rows. */
  repeated?: ReadonlySet<string>
  /** Longest text of one cell; Infinity where no spreadsheet will hold it. */
  cellLength?: number
}

/** Makes the rows of entries: one per item, at least one for each entry. */
export const entryEncoder = (columns: readonly TemplateColumn[], { repeated = new Set(), cellLength = partLength }: EncodeOptions = {}) => {
  const indexed = columns.map(({ path }, at) => ({ path, at }))
  const itemColumns = indexed.filter(({ path }) => isItemColumn(path)).map(({ path, at }) => ({ at, cell: itemCell(path) }))
  const entryColumns = indexed.filter(({ path }) => !isItemColumn(path)).map(({ path, at }) => ({ at, cell: entryCell(path), repeats: repeated.has(path) }))
  const emptyRow = (): Cell[] => new Array<Cell>(columns.length).fill(null)

  return (entry: TemplateEntry): Cell[][] => {
    const first = emptyRow()
    const rows = [first]
    for (const [at, item] of entry.content.items.entries()) {
      const row = at === 0 ? first : emptyRow()
      if (at > 0) rows.push(row)
      for (const column of itemColumns) row[column.at] = column.cell(item)
    }
    for (const { at, cell, repeats } of entryColumns) {
      const value = cell(entry)
      if (value === null) continue
      if (typeof value === 'string' && value.length > cellLength)
        for (const [row, part] of parts(value, cellLength).entries()) {
          rows[row] ??= emptyRow()
          ;(rows[row] as Cell[])[at] = part
        }
      else if (repeats) for (const row of rows) row[at] = value
      else first[at] = value
    }
    return rows
  }
}

export type DecodedItem = { id: string | null; row: number; fields: Partial<Omit<Item, 'id'>> }

export type DecodedEntry = {
  id: string | null
  version: number | null
  /** Only fields that have a column. `codes`, `formats` and `shareBasis` hold '' where a part of the record has none. */
  patch: EntryPatch
  /** Of other columns that say something of the row (`meta.status` …), by their name without `meta.`. */
  said: Record<string, string>
  /** null when no column stands for items. Rows without a value in any item column give none. */
  items: DecodedItem[] | null
  problems: { row: number; path: string; problem: CellProblem; text: string }[]
}

const numberFields = new Set<string>(Object.entries(emptyContent()).flatMap(([field, value]) => (value === null && field !== 'publishedOn' ? [field] : [])))
const flagFields = new Set<string>(Object.entries(emptyItem('')).flatMap(([field, value]) => (typeof value === 'boolean' ? [field] : [])))

/** The whole text of an entry's cell: the first row's, with what goes on below it. */
const whole = (rows: readonly (readonly Cell[])[], at: number): Cell => {
  let cell = rows[0]?.[at] ?? null
  for (let row = 1; typeof cell === 'string' && cell.endsWith(goesOn); row++) {
    const next = rows[row]?.[at]
    if (typeof next !== 'string') break
    cell = cell.slice(0, -goesOn.length) + next
  }
  return cell
}

type Collected = Pick<DecodedEntry, 'id' | 'version' | 'said'> & { patch: Record<string, unknown>; records: Map<RecordField, Map<string, string[]>> }
type Take = <T>(row: number, path: string, cell: Cell, decode: (cell: Cell) => Decoded<T>) => T
type EntryColumn = { at: number; path: string; read(cell: Cell, into: Collected, take: Take): void }

/** Where an entry's column puts its cell. */
const entryColumn = (path: string, at: number): EntryColumn => {
  const [head, tail] = splitPath(path)
  const column = (read: EntryColumn['read']): EntryColumn => ({ at, path, read })
  const field = <T>(decode: (cell: Cell) => Decoded<T>) =>
    column((cell, { patch }, take) => {
      patch[head] = take(0, path, cell, decode)
    })
  if (path === 'meta.entryId')
    return column((cell, into) => {
      into.id = textOrNull(cell)
    })
  if (path === 'meta.version')
    return column((cell, into) => {
      into.version = decodeNumber(cell).value
    })
  if (path === 'meta.stamp') return column(() => undefined)
  if (head === 'meta')
    return column((cell, { said }) => {
      said[tail] = decodeText(cell).value.trim()
    })
  if (head === 'ext')
    return column((cell, { patch }, take) => {
      const value = take(0, path, cell, decodeText)
      patch.ext = { ...(patch.ext as Record<string, string> | undefined), ...(value === '' ? {} : { [tail]: value }) }
    })
  if (isRecordField(head))
    return column((cell, { records }, take) => {
      if (!records.has(head)) records.set(head, new Map())
      records.get(head)?.set(tail, splitLines(take(0, path, cell, decodeText)))
    })
  if (head === 'relatedCodes')
    return column((cell, { patch }, take) => {
      patch[head] = splitLines(take(0, path, cell, decodeText)).filter((code) => code !== '')
    })
  if (head === 'publishedOn') return field(decodeDay)
  return numberFields.has(head) ? field(decodeNumber) : field(decodeText)
}

/**
 * The inverse of entryEncoder, for our own sheets and for mapped foreign ones. `paths` gives each column's path (null =
 * not used). The decoder takes the cells of the rows that belong to one entry, top first; row numbers in its answer
 * count from 0.
 */
export const entryDecoder = (paths: readonly (string | null)[]) => {
  const used = paths.flatMap((path, at) => (path === null ? [] : [{ path, at }]))
  const entryColumns = used.filter(({ path }) => !isItemColumn(path)).map(({ path, at }) => entryColumn(path, at))
  const itemColumns = used
    .filter(({ path }) => isItemColumn(path))
    .map(({ path, at }) => ({ path, at, field: splitPath(path)[1], decode: flagFields.has(splitPath(path)[1]) ? decodeFlag : decodeText }))

  return (rows: readonly (readonly Cell[])[]): DecodedEntry => {
    const problems: DecodedEntry['problems'] = []
    const take: Take = (row, path, cell, decode) => {
      const { value, problem } = decode(cell)
      if (problem !== null) problems.push({ row, path, problem, text: decodeText(cell).value })
      return value
    }
    const found: Collected = { patch: {}, records: new Map(), id: null, version: null, said: {} }
    for (const column of entryColumns) column.read(whole(rows, column.at), found, take)
    for (const [field, lines] of found.records) {
      const count = Math.max(...[...lines.values()].map((values) => values.length))
      const all = Array.from({ length: count }, (_, at) => Object.fromEntries(recordFields[field].map((part) => [part, lines.get(part)?.[at] ?? ''])))
      found.patch[field] = withContent(all)
    }

    const items: DecodedItem[] = []
    for (const [row, cells] of rows.entries()) {
      if (itemColumns.every(({ at }) => (cells[at] ?? null) === null || cells[at] === '')) continue
      const fields: Record<string, unknown> = {}
      let id: string | null = null
      for (const { path, at, field, decode } of itemColumns)
        if (path === 'meta.itemId') id = textOrNull(cells[at] ?? null)
        else fields[field] = take<string | boolean>(row, path, cells[at] ?? null, decode)
      items.push({ id, row, fields: fields as DecodedItem['fields'] })
    }
    return {
      id: found.id,
      version: found.version,
      patch: found.patch as EntryPatch,
      said: found.said,
      items: itemColumns.length === 0 ? null : items,
      problems,
    }
  }
}

const textOrNull = (cell: Cell): string | null => {
  const { value } = decodeText(cell)
  return value.trim() === '' ? null : value.trim()
}
