import { writeXlsx } from 'hucre'
import { deltaTable } from '../../../shared/submissions/delta-table.ts'
import type { SubmissionDocument } from '../../../shared/submissions/document.ts'
import { answerWords, type LaidTable, layTable, listed } from '../../../shared/submissions/tables.ts'
import type { Table } from '../../../shared/submissions/template.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { repacked } from '../sheets/repack.ts'
import { fullFormRows } from '../sheets/types.ts'
import { properties } from '../sheets/workbook-parts.ts'
import { flatWorkbook } from '../sheets/write-flat.ts'
import { coverSheet, type Listed } from './cover-sheet.ts'
import { footerOf, formatOf, type Given, sheetCell, sheetNames, stampOf, typeAt } from './sheet-parts.ts'
import { tableSheet } from './table-sheet.ts'

/** Tables too long for the full form: each leaves as a flat workbook of its own, beside the other (decisions M3). */
export const longTables = ({ template, rows }: Pick<SubmissionDocument, 'template' | 'rows'>): Table[] =>
  template.tables.filter((table) => table.kind === 'list' && listed(rows, table).length > fullFormRows)

/** What a long table's workbook is called beside the one that was named: 报送.xlsx, 报送-共享申请办理台账.xlsx. */
export const besideName = (chosen: string, { words }: Table, { language }: Pick<Given, 'language'>): string =>
  `${chosen.replace(/\.xlsx$/i, '')}-${words[language].replace(/[\\/:*?"<>|]/g, ' ')}.xlsx`

/** A long table, piece by piece. */
export const flatTable = (table: LaidTable, given: Given): Generator<Buffer> => {
  const { language } = given
  function* rows() {
    for (const row of table.rows)
      yield table.columns.map((column, at) => {
        const { type, digits } = typeAt(row, column, at, table.figureColumn)
        return sheetCell(row.cells[at] ?? null, type, digits)
      })
  }
  const [name = ''] = sheetNames([table.words[language]])
  const columns = table.columns.map(({ words, width, type, digits = 0 }) => ({ title: words[language], width, format: formatOf(type, digits) }))
  return flatWorkbook({
    name,
    columns,
    total: table.rows.length,
    rows: rows(),
    below: table.end?.words[language] ?? '',
    stamp: stampOf(given),
    footer: footerOf(given),
  })
}

/** The default form as a workbook: cover, one sheet to a table. `beside`: the long tables' files, by the ids of their tables. The same text gives the same bytes, whoever writes it and where. */
export const writeForm = async (given: Given, beside: ReadonlyMap<string, { sha256: string }>): Promise<Buffer> => {
  const { document, language } = given
  const { template } = document
  const zh = language === 'zh'
  const tables = template.tables.map((table) => ({ table, laid: layTable(document, table, language) }))
  const delta = deltaTable(document, language, fullFormRows, { zh: '，见 JSON。', en: 'stand in the JSON.' })
  const [cover = '', ...names] = sheetNames([
    zh ? '封面' : 'Cover',
    ...tables.map(({ laid }) => laid.words[language]),
    ...(delta === null ? [] : [delta.words[language]]),
  ])
  const contents = tables.map(({ table, laid }): Listed => {
    const figures = laid.rows.filter(({ kind }) => kind !== 'group').length
    return { title: laid.words[language], rows: figures, sha256: beside.get(table.id)?.sha256 ?? null }
  })
  if (delta !== null) contents.push({ title: delta.words[language], rows: delta.rows.length, sha256: null })
  const sheets = tables.flatMap(({ table, laid }, at) =>
    beside.has(table.id)
      ? []
      : tableSheet(names[at] ?? laid.id, laid, given, table.kind === 'statements' ? Object.values(answerWords).map((words) => words[language]) : []),
  )
  const workbook = await writeXlsx({
    properties: properties(stampOf(given), template.words[language]),
    sheets: [coverSheet(cover, contents, given), ...sheets, ...(delta === null ? [] : [tableSheet(names.at(-1) ?? delta.id, delta, given)])],
  })
  return repacked(workbook)
}

export type SubmissionFiles = { workbook: Buffer; beside: { table: string; bytes: Buffer; sha256: string }[] }

/** All files of the default form. */
export const submissionFiles = async (given: Given): Promise<SubmissionFiles> => {
  const beside = longTables(given.document).map((table) => {
    const bytes = Buffer.concat([...flatTable(layTable(given.document, table, given.language), given)])
    return { table: table.id, bytes, sha256: sha256Hex(bytes) }
  })
  return { workbook: await writeForm(given, new Map(beside.map(({ table, sha256 }) => [table, { sha256 }]))), beside }
}
