import type { SubmissionState } from '../../../shared/contract/statistics.ts'
import type { Receipt, SubmissionLine } from '../../../shared/contract/submissions.ts'
import { Refusal } from '../../../shared/errors.ts'
import { type Period, periodWords } from '../../../shared/statistics/periods.ts'
import type { SourceName } from '../../../shared/statistics/sources.ts'
import type { SaidBefore } from '../../../shared/submissions/corrected.ts'
import type { DocumentFigure, Remedy, RowRef, SourceRow, StatementAnswer, SubmissionDocument } from '../../../shared/submissions/document.ts'
import type { FigureRef, Template } from '../../../shared/submissions/template.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { type Sql, sql } from '../db/sql.ts'

export type Manual = FigureRef & { value: string; source: string; by: string }

/** What people fill in beside what is computed. */
export type Fills = {
  manual: Manual[]
  explanations: SubmissionDocument['explanations']
  reconciliations: SubmissionDocument['reconciliations']
  statements: StatementAnswer[]
  remedies: Remedy[]
}
export const noFills: Fills = { manual: [], explanations: [], reconciliations: [], statements: [], remedies: [] }

export type EarlierFigure = FigureRef & { value: string | null; from?: DocumentFigure['previousFrom'] }

/** What freezing leaves, but for the rows. `beside`, `form`: as in the document; of what was frozen before there were any, not there. */
export type Frozen = Pick<SubmissionDocument, 'agency' | 'periodBefore' | 'computed' | 'delta' | 'replaces' | 'beside' | 'form'> & {
  figures: DocumentFigure[]
  /** Of every figure of the form, as the period before was submitted. */
  previous: EarlierFigure[]
  /** Of a corrected version: what the one it takes the place of says. Left out: `replaces` stays as it is. */
  before?: SaidBefore
}

export type Signed = { as: 'preparer' | 'reviewer'; name: string; way: 'key' | 'paper'; on: string; evidence: string; recordedBy: string }
export type NoticeRef = NonNullable<SubmissionDocument['notice']> & { id: string }

export type Submission = {
  rid: number
  id: string
  version: number
  template: Template
  period: Period
  notice: NoticeRef | null
  state: SubmissionState
  reason: string
  preparer: string
  reviewer: string
  cover: Record<string, string>
  fills: Fills
  computed: Frozen | null
  sha256: string | null
  sm3: string | null
  signatures: Signed[]
  receipt: Receipt | null
  changeId: string | null
  frozenAt: string | null
  submittedAt: string | null
  createdAt: string
  createdBy: string
}

type Row = {
  rid: number
  id: string
  version: number
  template: string
  period_kind: Period['kind']
  period: string
  from_on: string
  until_on: string
  notice: string | null
  state: SubmissionState
  reason: string
  preparer: string
  reviewer: string
  cover: string
  fills: string
  computed: string | null
  sha256: string | null
  sm3: string | null
  signatures: string
  receipt: string | null
  change_id: string | null
  frozen_at: string | null
  submitted_at: string | null
  created_at: string
  created_by: string
}

const columns = sql`rid, id, version, template, period_kind, period, from_on, until_on, notice, state, reason, preparer, reviewer, cover, fills, computed, sha256, sm3,
  signatures, receipt, change_id, frozen_at, submitted_at, created_at, created_by`

const parsed = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T))

const asSubmission = (row: Row): Submission => ({
  rid: row.rid,
  id: row.id,
  version: row.version,
  template: JSON.parse(row.template) as Template,
  period: { kind: row.period_kind, id: row.period, from: row.from_on, until: row.until_on },
  notice: parsed<NoticeRef>(row.notice),
  state: row.state,
  reason: row.reason,
  preparer: row.preparer,
  reviewer: row.reviewer,
  cover: JSON.parse(row.cover) as Record<string, string>,
  fills: JSON.parse(row.fills) as Fills,
  computed: parsed<Frozen>(row.computed),
  sha256: row.sha256,
  sm3: row.sm3,
  signatures: JSON.parse(row.signatures) as Signed[],
  receipt: parsed<Receipt>(row.receipt),
  changeId: row.change_id,
  frozenAt: row.frozen_at,
  submittedAt: row.submitted_at,
  createdAt: row.created_at,
  createdBy: row.created_by,
})

const where = (db: ReadDb, condition: Sql): Submission[] => db.all<Row>(sql`SELECT ${columns} FROM submission WHERE ${condition}`).map(asSubmission)

export const submissionByRid = (db: ReadDb, rid: number): Submission => {
  const [found] = where(db, sql`rid = ${rid}`)
  if (found === undefined) throw new Refusal('submission.notFound')
  return found
}

/** By its id; without a version the newest. Throws `submission.notFound`. */
export const knownSubmission = (db: ReadDb, id: string, version?: number): Submission => {
  const [found] = where(db, version === undefined ? sql`id = ${id} ORDER BY version DESC LIMIT 1` : sql`id = ${id} AND version = ${version}`)
  if (found === undefined) throw new Refusal('submission.notFound')
  return found
}

export const versionsOfSubmission = (db: ReadDb, id: string): Submission[] => where(db, sql`id = ${id} ORDER BY version`)

/** What a period has by a template: the newest version, whatever became of it. */
export const submissionFor = (db: ReadDb, template: string, period: string): Submission | undefined =>
  where(db, sql`template_id = ${template} AND period = ${period} AND state <> 'opening' ORDER BY created_at DESC, version DESC LIMIT 1`)[0]

/** The last one of a template before a day that says figures: frozen at least, or carried on. */
export const submissionBefore = (db: ReadDb, template: string, kind: Period['kind'], until: string): Submission | undefined =>
  where(
    db,
    sql`template_id = ${template} AND period_kind = ${kind} AND until_on < ${until} AND computed IS NOT NULL ORDER BY until_on DESC, version DESC, created_at DESC LIMIT 1`,
  )[0]

/** What other forms say of a period: what was submitted first, then the newest. */
export const submissionsOfOtherForms = (db: ReadDb, template: string, { kind, id }: Pick<Period, 'kind' | 'id'>): Submission[] =>
  where(
    db,
    sql`template_id <> ${template} AND period_kind = ${kind} AND period = ${id} AND computed IS NOT NULL AND state <> 'replaced'
      ORDER BY submitted_at IS NULL, created_at DESC, version DESC`,
  )

export const listSubmissions = (db: ReadDb, template: string | undefined, limit: number, skip: number): { found: Submission[]; total: number } => {
  const which = template === undefined ? sql`1` : sql`template_id = ${template}`
  return {
    found: where(db, sql`${which} ORDER BY until_on DESC, created_at DESC, version DESC LIMIT ${limit} OFFSET ${skip}`),
    total: db.get<{ n: number }>(sql`SELECT count(*) AS n FROM submission WHERE ${which}`)?.n ?? 0,
  }
}

export const asLine = (one: Submission): SubmissionLine => ({
  id: one.id,
  version: one.version,
  template: { id: one.template.id, version: one.template.version, words: one.template.words },
  period: one.period,
  periodWords: periodWords(one.period),
  state: one.state,
  preparer: one.preparer,
  reviewer: one.reviewer,
  notice: one.notice === null ? null : { number: one.notice.number, issuer: one.notice.issuer, dueAt: one.notice.dueAt },
  frozenAt: one.frozenAt,
  sha256: one.sha256,
  submittedAt: one.submittedAt,
  receipt: one.receipt,
  reason: one.reason,
  createdAt: one.createdAt,
  createdBy: one.createdBy,
})

export type NewSubmission = Pick<
  Submission,
  'id' | 'version' | 'template' | 'period' | 'notice' | 'state' | 'reason' | 'preparer' | 'reviewer' | 'cover' | 'fills' | 'createdAt' | 'createdBy'
>

export const putSubmission = (db: WriteDb, one: NewSubmission): number =>
  Number(
    db.run(sql`
      INSERT INTO submission (id, version, template, template_id, period_kind, period, from_on, until_on, notice, state, reason, preparer, reviewer, cover, fills,
        signatures, created_at, created_by)
      VALUES (${one.id}, ${one.version}, ${JSON.stringify(one.template)}, ${one.template.id}, ${one.period.kind}, ${one.period.id}, ${one.period.from},
        ${one.period.until}, ${one.notice === null ? null : JSON.stringify(one.notice)}, ${one.state}, ${one.reason}, ${one.preparer}, ${one.reviewer},
        ${JSON.stringify(one.cover)}, ${JSON.stringify(one.fills)}, '[]', ${one.createdAt}, ${one.createdBy})`).lastInsertRowid,
  )

/** The city's form it is written in, as it was when it was drafted; null: the standard form. */
export const workbookOfSubmission = (db: ReadDb, rid: number): Buffer | null =>
  db.get<{ workbook: Buffer | null }>(sql`SELECT workbook FROM submission WHERE rid = ${rid}`)?.workbook ?? null

export const keepWorkbook = (db: WriteDb, rid: number, workbook: Buffer | null): void => {
  db.run(sql`UPDATE submission SET workbook = ${workbook} WHERE rid = ${rid}`)
}

export const setFills = (db: WriteDb, { rid, cover, fills, reviewer, notice }: Pick<Submission, 'rid' | 'cover' | 'fills' | 'reviewer' | 'notice'>): void => {
  db.run(sql`
    UPDATE submission SET cover = ${JSON.stringify(cover)}, fills = ${JSON.stringify(fills)}, reviewer = ${reviewer},
      notice = ${notice === null ? null : JSON.stringify(notice)}, sha256 = NULL, sm3 = NULL WHERE rid = ${rid}`)
}

export const setFrozen = (db: WriteDb, rid: number, computed: Frozen | null, at: string | null, state: SubmissionState): void => {
  db.run(sql`
    UPDATE submission SET computed = ${computed === null ? null : JSON.stringify(computed)}, frozen_at = ${at}, state = ${state}, sha256 = NULL, sm3 = NULL WHERE rid = ${rid}`)
}

export const setState = (db: WriteDb, rid: number, state: SubmissionState): void => {
  db.run(sql`UPDATE submission SET state = ${state} WHERE rid = ${rid}`)
}

export const setDigests = (db: WriteDb, rid: number, { sha256, sm3 }: { sha256: string; sm3: string }): void => {
  db.run(sql`UPDATE submission SET sha256 = ${sha256}, sm3 = ${sm3} WHERE rid = ${rid}`)
}

export const setSignatures = (db: WriteDb, rid: number, signatures: readonly Signed[]): void => {
  db.run(sql`UPDATE submission SET signatures = ${JSON.stringify(signatures)} WHERE rid = ${rid}`)
}

export const setSubmitted = (db: WriteDb, rid: number, at: string, changeId: string | null): void => {
  db.run(sql`UPDATE submission SET submitted_at = ${at}, change_id = ${changeId}, state = 'submitted' WHERE rid = ${rid}`)
}

/** On its way, or back from it: neither submitted nor answered. */
export const setUnderWay = (db: WriteDb, rid: number, state: 'signed' | 'submitted', changeId: string | null): void => {
  db.run(sql`UPDATE submission SET submitted_at = NULL, receipt = NULL, change_id = ${changeId}, state = ${state} WHERE rid = ${rid}`)
}

export const setReceipt = (db: WriteDb, rid: number, receipt: Receipt, state: SubmissionState): void => {
  db.run(sql`UPDATE submission SET receipt = ${JSON.stringify(receipt)}, state = ${state} WHERE rid = ${rid}`)
}

/** What happened to it, by a word of `eventWords` (shared/submissions/states.ts). */
export const putEvent = (db: WriteDb, rid: number, event: { at: string; by: string; what: string; note: string }): void => {
  db.run(sql`INSERT INTO submission_event (rid, at, by_user, what, note) VALUES (${rid}, ${event.at}, ${event.by}, ${event.what}, ${event.note})`)
}

export const eventsOf = (db: ReadDb, rid: number): { at: string; by: string; what: string; note: string }[] =>
  db.all(sql`SELECT at, by_user AS by, what, note FROM submission_event WHERE rid = ${rid} ORDER BY seq DESC`)

export const putPaper = (db: WriteDb, rid: number, { sha256, name }: { sha256: string; name: string }): void => {
  db.run(sql`INSERT INTO submission_paper (rid, sha256, name) VALUES (${rid}, ${sha256}, ${name}) ON CONFLICT DO UPDATE SET name = ${name}`)
}

export const papersOfSubmission = (db: ReadDb, rid: number): { name: string; sha256: string; bytes: number | null }[] =>
  db.all(sql`
    SELECT p.name, p.sha256, a.bytes FROM submission_paper p LEFT JOIN attachment a ON a.sha256 = p.sha256 WHERE p.rid = ${rid} ORDER BY p.name, p.sha256`)

export const dropPapers = (db: WriteDb, rid: number): void => {
  db.run(sql`DELETE FROM submission_paper WHERE rid = ${rid}`)
}

export const putRow = (db: WriteDb, rid: number, source: SourceName, n: number, { id, label, ref, facts }: SourceRow): void => {
  db.run(sql`
    INSERT INTO submission_row (rid, source, n, id, label, ref, facts) VALUES (${rid}, ${source}, ${n}, ${id}, ${label}, ${JSON.stringify(ref)}, ${JSON.stringify(facts)})`)
}

export const dropRows = (db: WriteDb, rid: number): void => {
  db.run(sql`DELETE FROM submission_row WHERE rid = ${rid}`)
}

type StoredRow = { source: SourceName; id: string; label: string; ref: string; facts: string }
const asRow = ({ id, label, ref, facts }: StoredRow): SourceRow => ({
  id,
  label,
  ref: JSON.parse(ref) as RowRef,
  facts: JSON.parse(facts) as SourceRow['facts'],
})

const page = 500

/** A source's rows behind the first so many, read page by page: between two of them the handle is free for others. */
export function* rowsFrom(db: ReadDb, rid: number, source: SourceName, after: number): Generator<SourceRow> {
  for (let last = after; ; ) {
    const rows = db.all<StoredRow & { n: number }>(sql`
      SELECT n, source, id, label, ref, facts FROM submission_row WHERE rid = ${rid} AND source = ${source} AND n > ${last} ORDER BY n LIMIT ${page}`)
    for (const row of rows) yield asRow(row)
    const end = rows.at(-1)
    if (end === undefined || rows.length < page) return
    last = end.n
  }
}

export const rowAt = (db: ReadDb, rid: number, source: SourceName, n: number): SourceRow | undefined => {
  const row = db.get<StoredRow>(sql`SELECT source, id, label, ref, facts FROM submission_row WHERE rid = ${rid} AND source = ${source} AND n = ${n}`)
  return row === undefined ? undefined : asRow(row)
}

/** How many there are: they are numbered from 1 on. */
export const countOfRows = (db: ReadDb, rid: number, source: SourceName): number =>
  db.get<{ n: number | null }>(sql`SELECT max(n) AS n FROM submission_row WHERE rid = ${rid} AND source = ${source}`)?.n ?? 0

/** Which sources have rows, without a look at each row. */
export const sourcesOfRows = (db: ReadDb, rid: number): SourceName[] => {
  const found: SourceName[] = []
  for (let last = ''; ; ) {
    const next = db.get<{ source: SourceName | null }>(sql`SELECT min(source) AS source FROM submission_row WHERE rid = ${rid} AND source > ${last}`)?.source
    if (next === null || next === undefined) return found
    found.push(next)
    last = next
  }
}

export const rowsOfSource = (db: ReadDb, rid: number, source: SourceName): SourceRow[] =>
  db.all<StoredRow>(sql`SELECT source, id, label, ref, facts FROM submission_row WHERE rid = ${rid} AND source = ${source} ORDER BY n`).map(asRow)
