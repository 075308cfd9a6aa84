import type { LaidTableView } from '../../../shared/contract/submissions.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { SubmissionDocument } from '../../../shared/submissions/document.ts'
import { layTable } from '../../../shared/submissions/tables.ts'
import type { Table, Template } from '../../../shared/submissions/template.ts'

export type PageAsked = { table: string; lang: 'zh' | 'en'; limit: number; skip: number }

/** Throws `submission.noTable`. */
export const knownTable = ({ tables }: Pick<Template, 'tables'>, id: string): Table => {
  const found = tables.find((table) => table.id === id)
  if (found === undefined) throw new Refusal('submission.noTable', { table: id })
  return found
}

/** A page of a table as screens show it. */
export const tablePage = (document: Omit<SubmissionDocument, 'replaces' | 'delta'>, { table: id, lang, limit, skip }: PageAsked): LaidTableView => {
  const table = knownTable(document.template, id)
  const laid = layTable(document, table, lang)
  return {
    id: laid.id,
    kind: table.kind,
    words: laid.words,
    note: laid.note,
    columns: laid.columns.map((column) => ({ ...column })),
    rows: laid.rows.slice(skip, skip + limit).map(({ kind, cells, type, digits, figure, origin, row }) => ({
      kind,
      cells: [...cells],
      type: type ?? null,
      digits: digits ?? null,
      figure: figure ?? null,
      origin: origin ?? null,
      row: row?.ref ?? null,
    })),
    total: laid.rows.length,
    figureColumn: laid.figureColumn,
  }
}
