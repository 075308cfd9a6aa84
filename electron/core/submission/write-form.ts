import { writeXlsx } from 'hucre'
import { deltaTable } from '../../../shared/submissions/delta-table.ts'
import { answerWords, endOf, layTable, listed, listFrame, listRow } from '../../../shared/submissions/tables.ts'
import type { ListTable, Table, Template } from '../../../shared/submissions/template.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { repacked } from '../sheets/repack.ts'
import { fullFormRows } from '../sheets/types.ts'
import { properties } from '../sheets/workbook-parts.ts'
import { flatWorkbook } from '../sheets/write-flat.ts'
import { coverSheet, type Listed } from './cover-sheet.ts'
import type { OrderedRows } from './ordered-rows.ts'
import { footerOf, formatOf, type Given, sheetCell, sheetNames, stampOf } from './sheet-parts.ts'
import { tableSheet } from './table-sheet.ts'

/** A list's rows, wherever they are. */
export const rowsListed = ({ document, long }: Pick<Given, 'document' | 'long'>, table: ListTable): OrderedRows => {
  const kept = long?.get(table.id)
  if (kept !== undefined) return kept
  const rows = listed(document.rows, table)
  return {
    total: rows.length,
    *rows(skip = 0, limit = rows.length) {
      yield* rows.slice(skip, skip + limit)
    },
  }
}

const isLong = (given: Pick<Given, 'document' | 'long'>, table: ListTable): boolean => rowsListed(given, table).total > fullFormRows

/** Tables too long for the full form: each leaves as a flat workbook of its own, beside the other (decisions M3). */
export const longTables = (given: Pick<Given, 'document' | 'long'>): ListTable[] =>
  given.document.template.tables.flatMap((table) => (table.kind === 'list' && isLong(given, table) ? [table] : []))

/** Lists a city's form has no place for. */
export const unboundLists = ({ tables, workbook }: Pick<Template, 'tables' | 'workbook'>): ListTable[] => {
  const bound = new Set(workbook?.blocks.map(({ table }) => table))
  return tables.flatMap((table) => (table.kind === 'list' && !bound.has(table.id) ? [table] : []))
}

/** What leaves in a workbook of its own beside the form: of Mulu's own form what is too long for it, of a city's what it has no place for. */
export const tablesBeside = (given: Pick<Given, 'document' | 'long'>, city: boolean): ListTable[] =>
  city ? unboundLists(given.document.template).filter((table) => rowsListed(given, table).total > 0) : longTables(given)

/** What a table's own workbook is called beside the one that was named: 报送.xlsx, 报送-共享申请办理台账.xlsx. */
export const besideName = (chosen: string, { words }: Pick<Table, 'words'>, { language }: Pick<Given, 'language'>): string =>
  `${chosen.replace(/\.xlsx$/i, '')}-${words[language].replace(/[\\/:*?"<>|]/g, ' ')}.xlsx`

/** A long table, piece by piece. */
const flatTable = (table: ListTable, given: Given): Generator<Buffer> => {
  const { language } = given
  const { words, columns } = listFrame(table)
  const listing = rowsListed(given, table)
  function* rows() {
    let at = 0
    for (const row of listing.rows()) {
      const { cells } = listRow(table, row, at++, language)
      yield columns.map(({ type, digits = 0 }, on) => sheetCell(cells[on] ?? null, type, digits))
    }
  }
  const [name = ''] = sheetNames([words[language]])
  const heads = columns.map(({ words: title, width, type, digits = 0 }) => ({ title: title[language], width, format: formatOf(type, digits) }))
  return flatWorkbook({
    name,
    columns: heads,
    total: listing.total,
    rows: rows(),
    below: endOf(listing.total, [])?.words[language] ?? '',
    stamp: stampOf(given),
    footer: footerOf(given),
  })
}

/** A list as a workbook of its own: as it stands in Mulu's own form, or flat where it is too long for that. */
export const tableWorkbook = async (table: ListTable, given: Given): Promise<Iterable<Buffer>> => {
  if (isLong(given, table)) return flatTable(table, given)
  const [name = ''] = sheetNames([table.words[given.language]])
  const sheets = [tableSheet(name, layTable(given.document, table, given.language), given)]
  return [await repacked(await writeXlsx({ properties: properties(stampOf(given), table.words[given.language]), sheets }))]
}

/** The default form as a workbook: cover, one sheet to a table. `beside`: the long tables' files, by the ids of their tables. The same text gives the same bytes, whoever writes it and where. */
export const writeForm = async (given: Given, beside: ReadonlyMap<string, { sha256: string }>): Promise<Buffer> => {
  const { document, language } = given
  const { template } = document
  const zh = language === 'zh'
  const delta = deltaTable(document, language, fullFormRows, { zh: '，见 JSON。', en: 'stand in the JSON.' })
  const [cover = '', ...names] = sheetNames([
    zh ? '封面' : 'Cover',
    ...template.tables.map(({ words }) => words[language]),
    ...(delta === null ? [] : [delta.words[language]]),
  ])
  const contents: Listed[] = []
  const sheets = template.tables.flatMap((table, at) => {
    const title = table.words[language]
    const elsewhere = beside.get(table.id)
    if (elsewhere !== undefined && table.kind === 'list') {
      contents.push({ title, rows: rowsListed(given, table).total, sha256: elsewhere.sha256 })
      return []
    }
    const laid = layTable(document, table, language)
    contents.push({ title, rows: laid.rows.filter(({ kind }) => kind !== 'group').length, sha256: null })
    return tableSheet(names[at] ?? laid.id, laid, given, table.kind === 'statements' ? Object.values(answerWords).map((words) => words[language]) : [])
  })
  if (delta !== null) contents.push({ title: delta.words[language], rows: delta.rows.length, sha256: null })
  const workbook = await writeXlsx({
    properties: properties(stampOf(given), template.words[language]),
    sheets: [coverSheet(cover, contents, given), ...sheets, ...(delta === null ? [] : [tableSheet(names.at(-1) ?? delta.id, delta, given)])],
  })
  return repacked(workbook)
}

export type SubmissionFiles = { workbook: Buffer; beside: { table: string; bytes: Buffer; sha256: string }[] }

/** All files of the default form. */
export const submissionFiles = async (given: Given): Promise<SubmissionFiles> => {
  const beside: SubmissionFiles['beside'] = []
  for (const table of longTables(given)) {
    const bytes = Buffer.concat([...(await tableWorkbook(table, given))])
    beside.push({ table: table.id, bytes, sha256: sha256Hex(bytes) })
  }
  return { workbook: await writeForm(given, new Map(beside.map(({ table, sha256 }) => [table, { sha256 }]))), beside }
}
