import type { DocumentModel } from '../../../shared/documents/document.ts'
import type { Language } from '../../../shared/errors.ts'
import type { Digests } from '../../../shared/submissions/cover.ts'
import { sourcesShown } from '../../../shared/submissions/files-behind.ts'
import { submissionPaper } from '../../../shared/submissions/paper.ts'
import { layTable } from '../../../shared/submissions/tables.ts'
import { openErrors } from '../../../shared/submissions/unsigned.ts'
import { sha256File } from '../crypto/hash.ts'
import type { Location, ReadDb } from '../db/open.ts'
import { writeBytes } from '../sheets/write-file.ts'
import { composeWithoutRows } from './compose.ts'
import { fillCityForm } from './fill-city-form.ts'
import { refuseAltered } from './filling.ts'
import type { Given } from './sheet-parts.ts'
import { rowsOfSource, type Submission, submissionByRid, workbookOfSubmission } from './store.ts'
import { mostTwinBytes } from './taking.ts'
import { flatTable, longTables, writeForm } from './write-form.ts'
import { digestsOf, twinBytes } from './write-twin.ts'

/** What the writing process is asked of a submission that is kept here. The key goes over the line, as everywhere. */
export type SubmissionJob = {
  what: 'submission'
  path: string
  location: Location
  rid: number
  language: Language
  format: 'xlsx' | 'paper'
  /** Where each table goes that may be too long for a sheet of the form. */
  beside: readonly { table: string; path: string }[]
}

type WrittenFile = { sha256: string; bytes: number }
export type WrittenSubmission = WrittenFile & { document: Digests; beside: (WrittenFile & { table: string })[] }

/** Throws `submission.altered` where it is not the text any more that was signed: a purge went through it. */
const digestsOfKept = (db: ReadDb, one: Submission): Digests => {
  const made = digestsOf(twinBytes(db, one, mostTwinBytes))
  refuseAltered(one, made.sha256)
  return { sha256: made.sha256, sm3: made.sm3 }
}

/** Whose checks were free of errors when both signed it; later rules do not unsign it. */
const signedByBoth = ({ state, signatures }: Submission): boolean => signatures.length >= 2 || !['frozen', 'signed'].includes(state)

/** A frozen submission on its way into a form: of its rows only those that a table lists. */
export const givenOfKept = (db: ReadDb, one: Submission, language: Language): Given => {
  const sources = new Set(one.template.tables.flatMap((table) => sourcesShown(one.template, table)))
  const rows = Object.fromEntries([...sources].map((source) => [source, rowsOfSource(db, one.rid, source)]))
  const document = { ...composeWithoutRows(one), rows }
  return { document, digests: digestsOfKept(db, one), language, errors: signedByBoth(one) ? 0 : openErrors(document) }
}

export const paperOfKept = (db: ReadDb, { rid, language }: SubmissionJob): { paper: DocumentModel; document: Digests } => {
  const { document, digests, errors } = givenOfKept(db, submissionByRid(db, rid), language)
  return { paper: submissionPaper(document, digests, language, errors), document: digests }
}

/** The city's form as it was when it was drafted, where its template binds it; null: the default form. */
export const cityFormOf = (db: ReadDb, { rid, template }: Submission): { bytes: Buffer; name: string } | null => {
  const bytes = template.workbook === null ? null : workbookOfSubmission(db, rid)
  return bytes === null ? null : { bytes, name: `${template.words.zh}.xlsx` }
}

/** The workbook, and the long tables beside it: of those given only the ones that are needed. */
export const writeSubmissionFiles = async (db: ReadDb, job: SubmissionJob): Promise<WrittenSubmission> => {
  const one = submissionByRid(db, job.rid)
  const given = givenOfKept(db, one, job.language)
  const { workbook: binding } = one.template
  const form = cityFormOf(db, one)
  const done = async (path: string, bytes: number): Promise<WrittenFile> => ({ sha256: await sha256File(path), bytes })
  if (form !== null && binding !== null) {
    const made = await fillCityForm(given, form, binding)
    return { ...(await done(job.path, await writeBytes(job.path, [made], undefined))), document: given.digests, beside: [] }
  }
  const beside: WrittenSubmission['beside'] = []
  for (const table of longTables(given.document)) {
    const place = job.beside.find((each) => each.table === table.id)
    if (place === undefined) throw new Error(`no place for table ${table.id}`)
    const bytes = await writeBytes(place.path, flatTable(layTable(given.document, table, given.language), given), undefined)
    beside.push({ table: table.id, ...(await done(place.path, bytes)) })
  }
  const workbook = await writeForm(given, new Map(beside.map(({ table, ...file }) => [table, file])))
  return { ...(await done(job.path, await writeBytes(job.path, [workbook], undefined))), document: given.digests, beside }
}
