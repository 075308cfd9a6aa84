import { readFile, writeFile } from 'node:fs/promises'
import type { Cell } from '../../../shared/cell.ts'
import type { ListingTemplate } from '../../../shared/listing/template.ts'
import { fillWorkbook } from '../sheets/fill-workbook.ts'
import { readSheets } from '../sheets/read.ts'

/** Rows of data of a sheet, as a person at the platform sees them; merged cells are repeated, as a database would hold them. */
export const rowsIn = async (path: string, { mapping }: ListingTemplate, sheet = mapping.sheet): Promise<Cell[][]> => {
  const file = await readSheets(path)
  try {
    const index = sheet === '' ? 0 : file.sheets.findIndex(({ name }) => name === sheet)
    const rows: Cell[][] = []
    for await (const batch of file.rows(index)) for (const { row, cells } of batch) if (row >= mapping.firstDataRow) rows.push(cells)
    return rows
  } finally {
    file.close()
  }
}

/**
 * The clerk of a platform without an interface: holds rows, takes the sheets an agency hands in, and writes its own listing
 * in the same columns. Knows nothing of Mulu: everything goes by the cells of xlsx files.
 */
export type Clerk = {
  /** Groups of rows, one an entry, as the platform holds them. */
  entries: Cell[][][]
  /** The column of a heading's field. */
  at(field: string): number
  /** Takes the rows of a sheet that `accept` says yes to: a known entry's row replaces it, another one is added with a code and a number. */
  take(path: string, accept?: (title: string) => boolean): Promise<number>
  find(title: string): Cell[][]
  set(title: string, field: string, value: Cell): void
  write(path: string): Promise<void>
}

export const createClerk = (template: ListingTemplate, workbook: string, codePrefix: string): Clerk => {
  const entries: Cell[][][] = []
  let codes = 0
  const at = (field: string) => template.mapping.columns.find((column) => column.field === field)?.column ?? -1
  const text = (row: readonly Cell[] | undefined, field: string) => String(row?.[at(field)] ?? '').trim()
  const find = (title: string): Cell[][] => {
    const found = entries.find(([row]) => text(row, 'title') === title)
    if (found === undefined) throw new Error(`the platform has no ${title}`)
    return found
  }
  return {
    entries,
    at,
    find,
    set: (title, field, value) => {
      const [row] = find(title)
      if (row === undefined || at(field) < 0) throw new Error(field)
      row[at(field)] = value
    },
    take: async (path, accept = () => true) => {
      const groups: Cell[][][] = []
      for (const row of await rowsIn(path, template)) {
        if (text(row, 'title') === '') groups.at(-1)?.push([...row])
        else groups.push([[...row]])
      }
      let taken = 0
      for (const group of groups) {
        const [row = []] = group
        if (!accept(text(row, 'title'))) continue
        taken++
        const same = (other: Cell[][]) =>
          ['codes.code', 'meta.platformId'].some((field) => text(row, field) !== '' && text(row, field) === text(other[0], field)) ||
          text(other[0], 'title') === text(row, 'title')
        const known = entries.findIndex(same)
        if (template.out.deleted !== '' && text(row, 'meta.action') === template.out.deleted) {
          if (known >= 0) entries.splice(known, 1)
          continue
        }
        codes++
        if (at('codes.code') >= 0 && text(row, 'codes.code') === '') row[at('codes.code')] = `${codePrefix}${String(codes).padStart(6, '0')}`
        if (at('meta.platformId') >= 0 && text(row, 'meta.platformId') === '') row[at('meta.platformId')] = `P-${codes}`
        if (at('meta.action') >= 0) row[at('meta.action')] = null
        const waiting = Object.entries(template.status).find(([, state]) => state === 'submitted')?.[0]
        if (at('meta.status') >= 0 && waiting !== undefined) {
          row[at('meta.status')] = waiting
          if (at('meta.reason') >= 0) row[at('meta.reason')] = null
        }
        if (known >= 0) entries[known] = group
        else entries.push(group)
      }
      return taken
    },
    write: async (path) => {
      const data = await readFile(workbook)
      const { sheet, firstDataRow } = template.mapping
      await writeFile(
        path,
        await fillWorkbook(data, 'platform.xlsx', { rows: [{ sheet, firstDataRow, below: 'replaced', rows: entries.flat() }], cells: [] }, null),
      )
    },
  }
}
