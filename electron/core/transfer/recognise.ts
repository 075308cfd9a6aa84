import type { Cell } from '../../../shared/cell.ts'
import type { Mapping } from '../../../shared/contract/catalogue.ts'
import type { ExtensionField } from '../../../shared/contract/profile.ts'
import { isItemColumn } from '../../../shared/template.ts'
import type { Merge, SheetRow } from '../sheets/types.ts'
import { type Guess, guesses, type Heading, headingKey, vocabulary } from './heading.ts'
import { remarkRows } from './synonyms.ts'

export type Proposal = {
  mapping: Mapping
  /** Per column of the mapping, 0..1; 0 where `field` is ''. */
  confidence: number[]
  /** Name of the recognised template, or of the kept mapping whose headings these are; null = look at the columns. */
  template: string | null
  /** Sum of what was recognised: the sheet of a workbook with the highest is proposed. */
  score: number
}

export type KeptMapping = { name: string; mapping: Mapping }

/** How far down the headings are looked for, and how many rows they may take. */
export const headRows = 30
const maxTop = 12
const maxHeight = 6
const longestHeading = 80

const cellText = (cell: Cell | undefined): string => (cell === null || cell === undefined || cell instanceof Date ? '' : String(cell).trim())

/** The first rows with each merged block's value in all of its cells; absent rows are empty. Index 0 is row 1. */
export const headGrid = (rows: readonly SheetRow[], merges: readonly Merge[], width: number): string[][] => {
  const grid = Array.from({ length: headRows }, () => Array.from({ length: width }, () => ''))
  for (const { row, cells } of rows) {
    const line = grid[row - 1]
    if (line !== undefined) for (let at = 0; at < width; at++) line[at] = cellText(cells[at])
  }
  for (const { top, left, bottom, right } of merges) {
    const value = grid[top - 1]?.[left] ?? ''
    if (value === '') continue
    for (let row = top; row <= Math.min(bottom, headRows); row++) {
      for (let at = left; at <= Math.min(right, width - 1); at++) (grid[row - 1] as string[])[at] = value
    }
  }
  return grid
}

const headingAt = (grid: readonly (readonly string[])[], top: number, height: number, column: number): Heading => {
  const texts: string[] = []
  for (let row = top; row < top + height; row++) {
    const text = grid[row]?.[column] ?? ''
    if (text !== '' && text !== texts.at(-1)) texts.push(text)
  }
  return { text: texts.at(-1) ?? '', groups: texts.slice(0, -1) }
}

/** A block heading that is written once over several columns without a merge (csv) reaches to the right until the next one. */
const spreadGroups = (grid: readonly (readonly string[])[], top: number, height: number): string[][] =>
  grid.map((line, row) => {
    if (row < top || row >= top + height - 1) return [...line]
    let last = ''
    return line.map((text, at) => {
      if (text !== '') last = text
      // Only where a heading stands below: a blank over nothing is a blank.
      return text === '' && (grid[row + 1]?.[at] ?? '') !== '' ? last : text
    })
  })

type Assigned = { columns: Mapping['columns']; confidence: number[]; score: number }

const assign = (offers: readonly (readonly Guess[])[], headings: readonly Heading[]): Assigned => {
  const chosen: (Guess | null)[] = headings.map(() => null)
  const taken = new Set<string>()
  const ranked = offers.flatMap((list, column) => list.map((guess) => ({ column, guess }))).sort((a, b) => b.guess.score - a.guess.score || a.column - b.column)
  for (const { column, guess } of ranked) {
    if (chosen[column] !== null) continue
    if (taken.has(guess.path) && guess.path !== 'codes.cls4') continue
    chosen[column] = guess
    taken.add(guess.path)
  }
  // Without a name, a type or a remark of an item belongs to something else.
  const items = taken.has('items.name') || taken.has('items.nameEn')
  for (const [column, guess] of chosen.entries())
    if (guess !== null && isItemColumn(guess.path) && guess.path !== 'meta.itemId' && !items) chosen[column] = null
  const columns = headings.map((heading, column) => ({ column, header: heading.text, field: chosen[column]?.path ?? '' }))
  const confidence = headings.map((_, column) => chosen[column]?.score ?? 0)
  return { columns, confidence, score: confidence.reduce((sum, value) => sum + value, 0) }
}

/** Is this row still part of the headings, or a filled-in example or a remark below them? */
const isRemark = (line: readonly string[]): boolean => {
  const filled = line.filter((text) => text !== '')
  return filled.length > 0 && remarkRows.test(filled[0] ?? '')
}

/**
 * Finds the headings of a sheet and proposes what each column means. Title rows above, one to six heading rows, merged
 * blocks, filling hints and unknown columns are all expected; a column nobody recognises stays in the proposal with
 * field ''. `kept` are the agency's own mappings: one whose headings are these is proposed as it was saved.
 */
export const propose = (
  sheet: { name: string; rows: readonly SheetRow[]; merges: readonly Merge[]; columns: number },
  extensionFields: readonly ExtensionField[],
  kept: readonly KeptMapping[] = [],
  further: Readonly<Record<string, readonly string[]>> = {},
): Proposal => {
  const width = Math.min(sheet.columns, 1000)
  const grid = headGrid(sheet.rows, sheet.merges, width)
  const known = keptFor(sheet.name, grid, width, kept)
  if (known !== null) return known
  const words = vocabulary(extensionFields, further)
  const memo = new Map<string, Guess[]>()
  const guess = (heading: Heading): Guess[] => {
    if (heading.text === '' || heading.text.length > longestHeading) return []
    const key = [heading.text, ...heading.groups].join('\u0000')
    let list = memo.get(key)
    if (list === undefined) {
      list = guesses(heading, words)
      memo.set(key, list)
    }
    return list
  }
  const rowScores = grid.slice(0, maxTop + maxHeight).map((line) => line.reduce((sum, text) => sum + (guess({ text, groups: [] })[0]?.score ?? 0), 0))
  let best: (Assigned & { top: number; height: number }) | null = null
  for (let top = 0; top < maxTop; top++) {
    for (let height = 1; height <= maxHeight && top + height < headRows; height++) {
      // The lowest heading row must say something; the rows above it may be blocks only.
      if ((rowScores[top + height - 1] ?? 0) === 0 || grid[top]?.every((text) => text === '')) continue
      const spread = spreadGroups(grid, top, height)
      const headings = Array.from({ length: width }, (_, column) => headingAt(spread, top, height, column))
      const found = assign(headings.map(guess), headings)
      // Equal with fewer rows: what stood above was a title.
      const gain = best === null ? 1 : found.score - best.score
      if (gain > 0.01 || (gain > -0.01 && best !== null && height < best.height)) best = { ...found, top, height }
    }
  }
  if (best === null || !convincing(best.columns)) return nothing(sheet.name, grid, width)
  const firstDataRow = skipRemarks(grid, best.top + best.height) + 1
  const mapping: Mapping = { sheet: sheet.name, headerRows: best.height, firstDataRow: Math.max(2, firstDataRow), columns: named(best.columns) }
  return { mapping, confidence: best.confidence, template: templateName(mapping, best.confidence), score: best.score }
}

/** One word that happens to be a heading somewhere does not make a row of values a row of headings. */
const convincing = (columns: Mapping['columns']): boolean => {
  const known = columns.filter(({ field }) => field !== '')
  return known.length >= 2 || known.length * 2 >= columns.length || known.some(({ field }) => field === 'title')
}

const named = (columns: Mapping['columns']): Mapping['columns'] => columns.map((column) => ({ ...column, header: column.header.slice(0, 500) }))

const skipRemarks = (grid: readonly (readonly string[])[], from: number): number => {
  let row = from
  while (row < headRows - 1 && isRemark(grid[row] ?? [])) row++
  return row
}

const nothing = (name: string, grid: readonly (readonly string[])[], width: number): Proposal => {
  const first = grid.findIndex((line) => line.some((text) => text !== ''))
  const row = Math.max(0, first)
  return {
    mapping: {
      sheet: name,
      headerRows: 1,
      firstDataRow: row + 2,
      columns: Array.from({ length: width }, (_, column) => ({ column, header: (grid[row]?.[column] ?? '').slice(0, 500), field: '' })),
    },
    confidence: Array.from({ length: width }, () => 0),
    template: null,
    score: 0,
  }
}

/** A kept mapping fits where all of its headings stand in their places, wherever in the sheet that is. */
const keptFor = (name: string, grid: readonly (readonly string[])[], width: number, kept: readonly KeptMapping[]): Proposal | null => {
  for (const { name: template, mapping } of kept) {
    const { headerRows, columns } = mapping
    if (!columns.some(({ field }) => field !== '')) continue
    for (let top = 0; top < maxTop; top++) {
      const spread = spreadGroups(grid, top, headerRows)
      const headings = Array.from({ length: width }, (_, column) => headingAt(spread, top, headerRows, column).text)
      if (!columns.every(({ column, header }) => headingKey(headings[column] ?? '') === headingKey(header))) continue
      const fields = new Map(columns.map(({ column, field }) => [column, field]))
      return {
        mapping: {
          sheet: name,
          headerRows,
          firstDataRow: skipRemarks(grid, top + headerRows) + 1,
          columns: named(headings.map((header, column) => ({ column, header, field: fields.get(column) ?? '' }))),
        },
        confidence: headings.map((_, column) => ((fields.get(column) ?? '') === '' ? 0 : 1)),
        template,
        score: 1000,
      }
    }
  }
  return null
}

const templateFields = [
  'title',
  'codes.code',
  'provider',
  'abstract',
  'formats.formatClass',
  'formats.formatType',
  'items.name',
  'items.dataType',
  'shareType',
  'updateCycle',
  'publishedOn',
]

/** The fill-in template of 1272 in one of its forms: nearly all of its core columns, surely recognised. */
const templateName = (mapping: Mapping, confidence: readonly number[]): string | null => {
  const sure = new Set(mapping.columns.flatMap(({ field }, at) => ((confidence[at] ?? 0) >= 0.9 ? [field] : [])))
  const core = templateFields.filter((field) => sure.has(field)).length
  if (!sure.has('title') || core < templateFields.length - 2) return null
  return sure.has('meta.entryId') ? '政务信息资源目录填报模板（本程序导出）' : `政务信息资源目录填报模板（表头 ${mapping.headerRows} 行）`
}
