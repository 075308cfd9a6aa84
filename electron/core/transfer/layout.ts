import { type Cell, decodeText } from '../../../shared/cell.ts'
import type { Mapping } from '../../../shared/contract/catalogue.ts'
import { Refusal } from '../../../shared/errors.ts'
import { identityColumns, isItemColumn, templateColumns } from '../../../shared/template.ts'
import type { Merge, SheetRow } from '../sheets/types.ts'
import { headingKey } from './heading.ts'
import { remarkRows } from './synonyms.ts'

/** A mapping made ready: one place per meaning, whatever the sheet's columns are. */
export type Layout = {
  paths: readonly string[]
  /** Headings, for messages; by the same index as `paths`. */
  headers: readonly string[]
  /** Columns of the sheet that feed each path. */
  sources: readonly (readonly number[])[]
  firstDataRow: number
  /** The sheet has one row per item. */
  byItem: boolean
  at(path: string): number
}

/** The cells of one row in the order of the layout's paths. */
export type PlacedRow = { row: number; cells: Cell[] }

const lineKinds = new Set(templateColumns.filter(({ kind }) => kind === 'lines').map(({ path }) => path))

const knownPaths: ReadonlySet<string> = new Set([...templateColumns, ...identityColumns].map(({ path }) => path))
const localField = /^ext\..{1,64}$/s

/** Throws sheet.unknownField for a mapping that names what no entry has. */
export const checkMapping = ({ columns }: Mapping, further: readonly string[] = []): void => {
  for (const { field } of columns)
    if (field !== '' && !knownPaths.has(field) && !further.includes(field) && !localField.test(field)) throw new Refusal('sheet.unknownField', { field })
}

export const layoutOf = (mapping: Mapping): Layout => {
  const places = new Map<string, { header: string; sources: number[] }>()
  for (const { column, header, field } of mapping.columns) {
    if (field === '') continue
    const place = places.get(field)
    if (place === undefined) places.set(field, { header, sources: [column] })
    else place.sources.push(column)
  }
  const paths = [...places.keys()]
  const index = new Map(paths.map((path, at) => [path, at]))
  return {
    paths,
    headers: [...places.values()].map(({ header }) => header.replace(/\s+/g, '')),
    sources: [...places.values()].map(({ sources }) => sources),
    firstDataRow: mapping.firstDataRow,
    byItem: places.has('items.name') || places.has('items.nameEn'),
    at: (path) => index.get(path) ?? -1,
  }
}

export const isBlank = (cell: Cell | undefined): boolean => cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '')

/** Several columns that mean one thing: the levels of 细目 read as a path, anything else as a list. */
const joined = (path: string, cells: readonly Cell[]): Cell => {
  const texts = cells.filter((cell) => !isBlank(cell)).map((cell) => decodeText(cell).value.trim())
  if (texts.length === 0) return null
  return [...new Set(texts)].join(path === 'codes.cls4' ? '>' : lineKinds.has(path) ? '\n' : '；')
}

/**
 * Gives each row the value of the merged block it stands in, so that 提供方 merged down over ten resources belongs to all
 * ten. Rows must come from the top. An item's name is not repeated: two rows of one merged name are one item. Columns
 * that are not mapped are filled only if `everywhere`.
 */
export const mergeFiller = (merges: readonly Merge[], layout: Layout, everywhere = false): ((row: SheetRow) => Cell[]) => {
  const used = new Set(layout.sources.flat())
  const names = new Set(['items.name', 'items.nameEn', 'meta.itemId'].flatMap((path) => [...(layout.sources[layout.at(path)] ?? [])]))
  const ahead = merges
    .filter(({ bottom, left, right }) => bottom >= layout.firstDataRow && (everywhere || [...used].some((column) => column >= left && column <= right)))
    .sort((a, b) => a.top - b.top)
  const open = new Map<number, { bottom: number; value: Cell }>()
  let next = 0
  return ({ row, cells }) => {
    for (let merge = ahead[next]; merge !== undefined && merge.top <= row; merge = ahead[++next]) {
      // A block whose first row was left out as empty has no value.
      const value = merge.top === row ? (cells[merge.left] ?? null) : null
      if (value !== null)
        for (let column = merge.left; column <= merge.right; column++) if (everywhere || used.has(column)) open.set(column, { bottom: merge.bottom, value })
    }
    if (open.size === 0) return cells
    const filled = [...cells]
    for (const [column, { bottom, value }] of open) {
      if (row > bottom) open.delete(column)
      else if (!names.has(column) && isBlank(filled[column])) {
        while (filled.length < column) filled.push(null)
        filled[column] = value
      }
    }
    return filled
  }
}

/**
 * The rows that hold data, placed. Left out: headings repeated on each printed page, totals, explanations and
 * signature lines, rows without anything in a mapped column.
 */
export const placer = (layout: Layout, merges: readonly Merge[]): ((row: SheetRow) => PlacedRow | null) => {
  const fill = mergeFiller(merges, layout)
  const titleAt = layout.at('title')
  const titleHeading = headingKey(layout.headers[titleAt] ?? '')
  const itemValues = layout.paths.flatMap((path, at) => (isItemColumn(path) && path !== 'items.name' ? [at] : []))
  const nameAt = layout.at('items.name')
  return (row) => {
    if (row.row < layout.firstDataRow) return null
    const first = row.cells.find((cell) => !isBlank(cell))
    if (first === undefined) return null
    if (typeof first === 'string' && remarkRows.test(first.trim())) return null
    const filled = fill(row)
    const cells = layout.sources.map((columns, at) => {
      const only =
        columns.length === 1
          ? (filled[columns[0] ?? -1] ?? null)
          : joined(
              layout.paths[at] ?? '',
              columns.map((column) => filled[column] ?? null),
            )
      return isBlank(only) ? null : only
    })
    if (cells.every((cell) => cell === null)) return null
    const title = cells[titleAt]
    if (titleHeading !== '' && typeof title === 'string' && title.length < 100 && headingKey(title) === titleHeading) return null
    // Merged values alone make no item.
    if (nameAt >= 0 && cells[nameAt] === null && itemValues.every((at) => layout.sources[at]?.every((column) => isBlank(row.cells[column])))) {
      for (const at of itemValues) cells[at] = null
    }
    return { row: row.row, cells }
  }
}
