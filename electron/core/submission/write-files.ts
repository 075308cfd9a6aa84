import type { DocumentModel } from '../../../shared/documents/document.ts'
import type { Language } from '../../../shared/errors.ts'
import { submissionDocumentSchema } from '../../../shared/submissions/document.ts'
import { submissionPaper } from '../../../shared/submissions/paper.ts'
import { layTable } from '../../../shared/submissions/tables.ts'
import { sha256File } from '../crypto/hash.ts'
import { writeBytes } from '../sheets/write-file.ts'
import { readCanonical } from '../signing/canonical-text.ts'
import { fillCityForm } from './fill-city-form.ts'
import type { Given } from './sheet-parts.ts'
import { textOf } from './submission-text.ts'
import { flatTable, longTables, writeForm } from './write-form.ts'

/** What the writing process is asked of a submission. */
export type SubmissionJob = {
  what: 'submission'
  path: string
  /** Its one text, as it was frozen. */
  document: Uint8Array
  language: Language
  format: 'xlsx' | 'paper'
  /** The city's own workbook, where its template binds one. */
  form: { bytes: Uint8Array; name: string } | null
  /** Where each table goes that may be too long for a sheet of the form. */
  beside: readonly { table: string; path: string }[]
}

export type WrittenFile = { sha256: string; bytes: number }
export type WrittenSubmission = WrittenFile & { beside: (WrittenFile & { table: string })[] }

/** More than any submission is: its text is read whole. */
const mostDocument = 400 << 20

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)

/** What is kept was written here; anything else is a fault of ours. */
const givenOf = ({ document: bytes, language }: SubmissionJob): Given => {
  const text = textOf(asBuffer(bytes))
  const document = readCanonical(text.bytes, mostDocument, submissionDocumentSchema)
  if (document === null) throw new Error('not the text of a submission')
  return { document, text, language }
}

export const paperOfSubmission = (job: SubmissionJob): DocumentModel => {
  const { document, text, language } = givenOf(job)
  return submissionPaper(document, text, language)
}

/** The workbook, and the long tables beside it: of those given only the ones that are needed. */
export const writeSubmissionFiles = async (job: SubmissionJob): Promise<WrittenSubmission> => {
  const given = givenOf(job)
  const { workbook: binding } = given.document.template
  const done = async (path: string, bytes: number): Promise<WrittenFile> => ({ sha256: await sha256File(path), bytes })
  if (job.form !== null && binding !== null) {
    const made = await fillCityForm(given, { bytes: asBuffer(job.form.bytes), name: job.form.name }, binding)
    return { ...(await done(job.path, await writeBytes(job.path, [made], undefined))), beside: [] }
  }
  const beside: WrittenSubmission['beside'] = []
  for (const table of longTables(given.document)) {
    const place = job.beside.find((one) => one.table === table.id)
    if (place === undefined) throw new Error(`no place for table ${table.id}`)
    const bytes = await writeBytes(place.path, flatTable(layTable(given.document, table, given.language), given), undefined)
    beside.push({ table: table.id, ...(await done(place.path, bytes)) })
  }
  const workbook = await writeForm(given, new Map(beside.map(({ table, ...file }) => [table, file])))
  return { ...(await done(job.path, await writeBytes(job.path, [workbook], undefined))), beside }
}
