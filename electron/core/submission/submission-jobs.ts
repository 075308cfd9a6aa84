import type { LaidTableView } from '../../../shared/contract/submissions.ts'
import type { Language } from '../../../shared/errors.ts'
import type { Delta } from '../../../shared/submissions/document.ts'
import { factsAsked, sourcesShown } from '../../../shared/submissions/files-behind.ts'
import type { Template } from '../../../shared/submissions/template.ts'
import type { ReadDb } from '../db/open.ts'
import { readWorkbookFile } from '../sheets/workbook-texts.ts'
import { lookAtForm } from '../transfer/look-at-form.ts'
import { composeWithoutRows } from './compose.ts'
import { deltaIn } from './delta-words.ts'
import { fillCityForm } from './fill-city-form.ts'
import { type FormView, formView } from './form-view.ts'
import { freezeParts } from './freeze-job.ts'
import { asFrozen, previousOf } from './previous.ts'
import { withoutSealed } from './sealed.ts'
import { rowsOfSource, type Submission, submissionByRid } from './store.ts'
import { knownTable, type PageAsked, tablePage } from './table-page.ts'
import { type Verified, verifyFile } from './verify-job.ts'
import { cityFormOf, givenOfKept } from './write-files.ts'
import { longTables, writeForm } from './write-form.ts'
import { type Digests, digestsOf, twinBytes, writeTwin } from './write-twin.ts'

/** What the figures process does of a submission that is kept here. */
export type SubmissionJob =
  | { what: 'table'; rid: number; asked: PageAsked }
  | { what: 'trial'; rid: number }
  /** What changed since the submission before, in a language. */
  | { what: 'delta'; rid: number; language: Language }
  | { what: 'twin'; rid: number; path: string }
  | { what: 'twinBytes'; rid: number; most: number }
  | { what: 'verify'; path: string; name: string }
  /** The form it leaves in, at once; none where a table is too long for it. */
  | { what: 'workbook'; rid: number }
  /** A city's form that came: what it looks like, and every text in it. */
  | { what: 'inspect'; path: string; name: string; template: Template }

export type FromSubmissionJob =
  | ({ kind: 'verify' } & Verified)
  | { kind: 'workbook'; data: Uint8Array | null }
  | { kind: 'inspect'; view: FormView; words: string; bytes: Uint8Array }
  | { kind: 'table'; table: LaidTableView }
  /** A draft as it would be frozen now, but for the rows. */
  | { kind: 'trial'; trial: Submission }
  | { kind: 'delta'; delta: Delta | null }
  | ({ kind: 'twin' } & Digests)
  | ({ kind: 'twinBytes'; data: Uint8Array } & Digests)

const workbookBytes = async (db: ReadDb, one: Submission): Promise<Buffer | null> => {
  const given = givenOfKept(db, one, 'zh')
  const form = cityFormOf(db, one)
  if (form !== null && one.template.workbook !== null) return fillCityForm(given, form, one.template.workbook)
  return longTables(given.document).length > 0 ? null : writeForm(given, new Map())
}

/** A draft with what freezing it now would leave. */
const trial = (db: ReadDb, one: Submission, now: string) => {
  const previous = previousOf(db, one)
  const { parts, rows } = freezeParts(db, { period: one.period, template: one.template, against: previous.against }, now)
  return { one: { ...one, computed: asFrozen(db, one, parts, previous, now, '') }, rows }
}

export const doSubmissionJob = async (db: ReadDb, job: SubmissionJob, now: string): Promise<FromSubmissionJob> => {
  if (job.what === 'verify') return { kind: 'verify', ...(await verifyFile(db, job.path, job.name, now)) }
  if (job.what === 'inspect') {
    const bytes = await readWorkbookFile(job.path, job.name)
    const { form, words } = await lookAtForm(bytes, job.name)
    return { kind: 'inspect', view: formView(form, job.template), words, bytes }
  }
  const one = submissionByRid(db, job.rid)
  switch (job.what) {
    case 'twin':
      return { kind: 'twin', ...(await writeTwin(db, one, job.path)) }
    case 'twinBytes': {
      const data = twinBytes(db, one, job.most)
      return { kind: 'twinBytes', data, ...digestsOf(data) }
    }
    case 'workbook':
      return { kind: 'workbook', data: await workbookBytes(db, one) }
    case 'trial':
      return { kind: 'trial', trial: trial(db, one, now).one }
    case 'delta': {
      const { one: told, rows } = one.computed === null ? trial(db, one, now) : { one, rows: { entry: rowsOfSource(db, one.rid, 'entry') } }
      const delta = told.computed?.delta ?? null
      return { kind: 'delta', delta: delta === null ? null : deltaIn(db, delta, rows.entry ?? [], job.language) }
    }
    case 'table': {
      if (one.computed === null) {
        const { one: tried, rows } = trial(db, one, now)
        return { kind: 'table', table: tablePage({ ...composeWithoutRows(tried), rows }, job.asked) }
      }
      const table = knownTable(one.template, job.asked.table)
      const asked = factsAsked(one.template, table)
      const rows = Object.fromEntries(
        sourcesShown(one.template, table).map((source) => [source, withoutSealed(db, one.rid, rowsOfSource(db, one.rid, source), asked)]),
      )
      return { kind: 'table', table: tablePage({ ...composeWithoutRows(one), rows }, job.asked) }
    }
  }
}
