import type { DocumentModel } from '../../../shared/documents/document.ts'
import { type Language, Refusal } from '../../../shared/errors.ts'
import type { SourceName } from '../../../shared/statistics/sources.ts'
import type { SourceRow } from '../../../shared/submissions/document.ts'
import { sourcesShown } from '../../../shared/submissions/files-behind.ts'
import { submissionPaper } from '../../../shared/submissions/paper.ts'
import type { ListTable } from '../../../shared/submissions/template.ts'
import { openErrors } from '../../../shared/submissions/unsigned.ts'
import { sha256File } from '../crypto/hash.ts'
import type { Location, ReadDb } from '../db/open.ts'
import { fullFormRows } from '../sheets/types.ts'
import { writeBytes } from '../sheets/write-file.ts'
import { cityFormOf } from './city-form.ts'
import { composeWithoutRows } from './compose.ts'
import { fillCityForm } from './fill-city-form.ts'
import { refuseAltered } from './filling.ts'
import { type OrderedRows, orderedRows } from './ordered-rows.ts'
import type { Digests } from './pieces.ts'
import type { Given } from './sheet-parts.ts'
import { countOfRows, rowsOfSource, type Submission, submissionByRid } from './store.ts'
import { tablesBeside, tableWorkbook, unboundLists, writeForm } from './write-form.ts'
import { digestsOfTwin } from './write-twin.ts'

/** What the writing process is asked of a submission that is kept here. The key goes over the line, as everywhere. */
export type SubmissionJob = {
  what: 'submission'
  path: string
  location: Location
  rid: number
  language: Language
  format: 'xlsx' | 'paper'
  /** Where each table goes that leaves, or may leave, in a workbook of its own. */
  beside: readonly { table: string; path: string }[]
}

type WrittenFile = { sha256: string; bytes: number }
type Document = Pick<Digests, 'sha256' | 'sm3'>
export type WrittenSubmission = WrittenFile & { document: Document; beside: (WrittenFile & { table: string })[] }

/** Throws `submission.altered` where it is not the text any more that was signed: a purge went through it. */
const digestsOfKept = async (db: ReadDb, one: Submission): Promise<Document> => {
  const { sha256, sm3 } = await digestsOfTwin(db, one)
  refuseAltered(one, sha256)
  return { sha256, sm3 }
}

/** More rows than that of one list a city's form is not filled with: all its cells are in memory. */
const mostInForm = 20_000

/** Throws `submission.formTooLong`. */
const refuseLongBlocks = ({ template }: Submission, long: ReadonlyMap<string, OrderedRows>): void => {
  for (const { table, sheet } of template.workbook?.blocks ?? []) {
    const rows = long.get(table)?.total ?? 0
    if (rows > mostInForm) throw new Refusal('submission.formTooLong', { sheet, rows, most: mostInForm })
  }
}

/** Whose checks were free of errors when both signed it; later rules do not unsign it. */
const signedByBoth = ({ state, signatures }: Submission): boolean => signatures.length >= 2 || !['frozen', 'signed'].includes(state)

/** A frozen submission on its way into a form, a city's or Mulu's own: of its rows only those that a table lists, and of long lists none. */
export const givenOfKept = async (db: ReadDb, one: Submission, language: Language, city: boolean): Promise<Given> => {
  const unbound = new Set(unboundLists(one.template).map(({ id }) => id))
  const rows: Partial<Record<SourceName, SourceRow[]>> = {}
  const long = new Map<string, OrderedRows>()
  const lists = one.template.tables.filter((table): table is ListTable => table.kind === 'list')
  for (const source of new Set(lists.map((table) => table.source))) {
    if (countOfRows(db, one.rid, source) <= fullFormRows) {
      rows[source] = rowsOfSource(db, one.rid, source)
      continue
    }
    // Of a long source what its short lists choose; what two of them do is there once.
    const chosen = new Map<string, SourceRow>()
    for (const table of lists.filter((each) => each.source === source)) {
      const listing = orderedRows(db, one.rid, table)
      const whole = listing.total <= (city && !unbound.has(table.id) ? mostInForm : fullFormRows)
      if (whole) for (const row of listing.rows()) chosen.set(row.id, row)
      else long.set(table.id, listing)
    }
    rows[source] = [...chosen.values()]
  }
  // What stands behind a statement is named by its number; of a source too long to be held it is not.
  for (const source of one.template.tables.flatMap((table) => (table.kind === 'statements' ? sourcesShown(one.template, table) : [])))
    if (rows[source] === undefined && countOfRows(db, one.rid, source) <= fullFormRows) rows[source] = rowsOfSource(db, one.rid, source)
  if (city) refuseLongBlocks(one, long)
  const document = { ...composeWithoutRows(one), rows }
  return { document, digests: await digestsOfKept(db, one), language, long, errors: signedByBoth(one) ? 0 : openErrors(document) }
}

export const paperOfKept = async (db: ReadDb, { rid, language }: SubmissionJob): Promise<{ paper: DocumentModel; document: Document }> => {
  const one = submissionByRid(db, rid)
  const { document, digests, long, errors } = await givenOfKept(db, one, language, false)
  return {
    paper: submissionPaper(document, digests, language, { ...(errors === undefined ? {} : { errors }), ...(long === undefined ? {} : { longer: long }) }),
    document: digests,
  }
}

/** The workbook, and the tables beside it: of the places given only the ones that are needed. */
export const writeSubmissionFiles = async (db: ReadDb, job: SubmissionJob): Promise<WrittenSubmission> => {
  const one = submissionByRid(db, job.rid)
  const { workbook: binding } = one.template
  const form = cityFormOf(db, one)
  const given = await givenOfKept(db, one, job.language, form !== null)
  const write = async (path: string, pieces: Iterable<Buffer>): Promise<WrittenFile> => {
    const bytes = await writeBytes(path, pieces, undefined)
    return { sha256: await sha256File(path), bytes }
  }
  const beside: WrittenSubmission['beside'] = []
  for (const table of tablesBeside(given, form !== null)) {
    const place = job.beside.find((each) => each.table === table.id)
    if (place === undefined) throw new Error(`no place for table ${table.id}`)
    beside.push({ table: table.id, ...(await write(place.path, await tableWorkbook(table, given))) })
  }
  const workbook =
    form !== null && binding !== null
      ? await fillCityForm(given, form, binding)
      : await writeForm(given, new Map(beside.map(({ table, ...file }) => [table, file])))
  return { ...(await write(job.path, [workbook])), document: given.digests, beside }
}
