import { attachmentBytes } from '../../../shared/attachments.ts'
import type { LaidTableView } from '../../../shared/contract/submissions.ts'
import type { Language } from '../../../shared/errors.ts'
import type { Delta } from '../../../shared/submissions/document.ts'
import { factsAsked, sourcesShown } from '../../../shared/submissions/files-behind.ts'
import type { Template } from '../../../shared/submissions/template.ts'
import type { ReadDb } from '../db/open.ts'
import { readWorkbookFile } from '../sheets/workbook-texts.ts'
import { lookAtForm } from '../transfer/look-at-form.ts'
import { cityFormOf, formOf } from './city-form.ts'
import { composeWithoutRows } from './compose.ts'
import { deltaIn } from './delta-words.ts'
import { fillCityForm } from './fill-city-form.ts'
import { type FormView, formView } from './form-view.ts'
import { freezeParts } from './freeze-job.ts'
import type { Place } from './handed-in.ts'
import { orderedRows } from './ordered-rows.ts'
import { type Digests, digestsOf, digestsOfAll, writePieces } from './pieces.ts'
import { asFrozen, previousOf } from './previous.ts'
import { besideOf, besidePieces, refuseOtherRows, rowsBeside } from './rows-beside.ts'
import { withoutSealed } from './sealed.ts'
import { rowsOfSource, type Submission, submissionByRid } from './store.ts'
import { knownTable, listPage, type PageAsked, tablePage } from './table-page.ts'
import { type Verified, verifyFiles } from './verify-job.ts'
import { givenOfKept } from './write-files.ts'
import { besideName, tablesBeside, tableWorkbook, writeForm } from './write-form.ts'
import { digestsOfTwin, twinBytes, writeTwin } from './write-twin.ts'

/** What the figures process does of a submission that is kept here. */
export type SubmissionJob =
  | { what: 'table'; rid: number; asked: PageAsked }
  | { what: 'trial'; rid: number }
  /** What changed since the submission before, in a language. */
  | { what: 'delta'; rid: number; language: Language }
  | { what: 'twin'; rid: number; path: string | null; beside: readonly string[] }
  | { what: 'twinBytes'; rid: number; most: number }
  | { what: 'verify'; file: Place; beside: readonly Place[] }
  /** The form it leaves in, where it is asked for, and the workbooks beside it, each no longer than a paper may be. */
  | { what: 'workbooks'; rid: number; form: boolean }
  /** A city's form that came: what it looks like, and every text in it. */
  | { what: 'inspect'; path: string; name: string; template: Template }

export type FromSubmissionJob =
  | ({ kind: 'verify' } & Verified)
  | { kind: 'workbooks'; files: { name: string; data: Uint8Array }[]; left: string[] }
  | { kind: 'inspect'; view: FormView; words: string; bytes: Uint8Array }
  | { kind: 'table'; table: LaidTableView }
  /** A draft as it would be frozen now, but for the rows. */
  | { kind: 'trial'; trial: Submission }
  | { kind: 'delta'; delta: Delta | null }
  | ({ kind: 'twin'; beside: Digests[] } & Digests)
  | ({ kind: 'twinBytes'; data: Uint8Array } & Digests)

/** What a bundle takes of workbooks beside the document, all together. */
const annexBytes = 8 << 20
const formFile = '报送.xlsx'

/** Its bytes, or only what they are known by where they are too many. */
const heldUpTo = async (pieces: Iterable<Buffer>, most: number): Promise<{ sha256: string; data: Buffer | null }> => {
  const held: Uint8Array[] = []
  let length = 0
  const { sha256 } = await digestsOfAll(pieces, async (data) => {
    length += data.length
    if (length > most) held.length = 0
    else held.push(data)
  })
  return { sha256, data: length > most ? null : Buffer.concat(held) }
}

const workbooks = async (db: ReadDb, one: Submission, withForm: boolean) => {
  const form = cityFormOf(db, one)
  const { workbook: binding } = one.template
  const given = await givenOfKept(db, one, 'zh', form !== null)
  const files: { name: string; data: Buffer }[] = []
  const left: string[] = []
  const beside = new Map<string, { sha256: string }>()
  let room = withForm ? Number.POSITIVE_INFINITY : annexBytes
  for (const table of tablesBeside(given, form !== null)) {
    const { sha256, data } = await heldUpTo(await tableWorkbook(table, given), Math.min(room, attachmentBytes))
    beside.set(table.id, { sha256 })
    if (data === null) left.push(table.words.zh)
    else {
      files.push({ name: besideName(formFile, table, given), data })
      room -= data.length
    }
  }
  if (withForm)
    files.unshift({ name: formFile, data: form !== null && binding !== null ? await fillCityForm(given, form, binding) : await writeForm(given, beside) })
  return { files, left }
}

/** Each in its place. Throws `submission.altered`. */
const writeBeside = async (db: ReadDb, one: Submission, places: readonly string[]): Promise<Digests[]> => {
  const { beside } = rowsBeside(one)
  const made: Digests[] = []
  for (const [at, place] of places.entries()) {
    const file = beside[at]
    if (file === undefined) throw new Error(`no file ${at}`)
    const written = await writePieces(besidePieces(db, rowsBeside(one), file), place)
    refuseOtherRows(one, file, written)
    made.push(written)
  }
  return made
}

/** A draft with what freezing it now would leave. */
const trial = async (db: ReadDb, one: Submission, now: string) => {
  const previous = previousOf(db, one)
  const { parts, rows } = freezeParts(db, { period: one.period, template: one.template, against: previous.against, earlier: previous.earlier }, now)
  parts.beside = await besideOf(rows)
  return { one: { ...one, computed: asFrozen(db, one, parts, previous, now, '', await formOf(db, one)) }, rows }
}

export const doSubmissionJob = async (db: ReadDb, job: SubmissionJob, now: string): Promise<FromSubmissionJob> => {
  if (job.what === 'verify') return { kind: 'verify', ...(await verifyFiles(db, job.file, job.beside, now)) }
  if (job.what === 'inspect') {
    const bytes = await readWorkbookFile(job.path, job.name)
    const { form, words } = await lookAtForm(bytes, job.name)
    return { kind: 'inspect', view: formView(form, job.template), words, bytes }
  }
  const one = submissionByRid(db, job.rid)
  switch (job.what) {
    case 'twin':
      return {
        kind: 'twin',
        ...(job.path === null ? await digestsOfTwin(db, one) : await writeTwin(db, one, job.path)),
        beside: await writeBeside(db, one, job.beside),
      }
    case 'twinBytes': {
      const data = twinBytes(db, one, job.most)
      return { kind: 'twinBytes', data, ...(await digestsOf(data)) }
    }
    case 'workbooks':
      return { kind: 'workbooks', ...(await workbooks(db, one, job.form)) }
    case 'trial':
      return { kind: 'trial', trial: (await trial(db, one, now)).one }
    case 'delta': {
      const { one: told, rows } = one.computed === null ? await trial(db, one, now) : { one, rows: { entry: rowsOfSource(db, one.rid, 'entry') } }
      const delta = told.computed?.delta ?? null
      return { kind: 'delta', delta: delta === null ? null : deltaIn(db, delta, rows.entry ?? [], job.language) }
    }
    case 'table': {
      if (one.computed === null) {
        const { one: tried, rows } = await trial(db, one, now)
        return { kind: 'table', table: tablePage({ ...composeWithoutRows(tried), rows }, job.asked) }
      }
      const table = knownTable(one.template, job.asked.table)
      if (table.kind === 'list') {
        const { total, rows } = orderedRows(db, one.rid, table)
        const asked = table.where.map(({ fact }) => fact)
        const page = withoutSealed(db, one.rid, [...rows(job.asked.skip, job.asked.limit)], asked)
        return { kind: 'table', table: listPage(table, { total, page }, job.asked) }
      }
      const asked = factsAsked(one.template, table)
      const rows = Object.fromEntries(
        sourcesShown(one.template, table).map((source) => [source, withoutSealed(db, one.rid, rowsOfSource(db, one.rid, source), asked)]),
      )
      return { kind: 'table', table: tablePage({ ...composeWithoutRows(one), rows }, job.asked) }
    }
  }
}
