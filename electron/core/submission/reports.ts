import type { ReportAnswer, ReportHead } from '../../../shared/platform-api/submissions.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { identifier, type Sql, sql } from '../db/sql.ts'

/** `held`: the platform takes none, and it waits; `refused`: it stands in the tray. */
export const reportStatuses = ['queued', 'held', 'received', 'refused'] as const
export type ReportStatus = (typeof reportStatuses)[number]

/** One version of a submission as it travels. Its head never changes. */
export type StoredReport = {
  id: string
  version: number
  changeId: string
  head: ReportHead
  status: ReportStatus
  officer: string
  /** '' = it came from the platform. */
  queuedAt: string
  /** The platform's time; '' = not received yet. */
  receivedAt: string
  receiptId: string
  answer: ReportAnswer | null
  problem: { code: string; message: string } | null
}

/** The submission as the platform last told it. */
export type StoredLine = { id: string; ours: boolean; owner: string; ownerName: string; version: number; stale: boolean }

type Row = Omit<StoredReport, 'head' | 'answer' | 'problem'> & { head: string; answer: string | null; problem: string | null }

const columns = sql`id, version, change_id AS "changeId", head, status, officer, queued_at AS "queuedAt", received_at AS "receivedAt", receipt_id AS "receiptId",
  answer, problem`

const parsed = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T))
const reportOf = ({ head, answer, problem, ...row }: Row): StoredReport => ({
  ...row,
  head: JSON.parse(head) as ReportHead,
  answer: parsed<ReportAnswer>(answer),
  problem: parsed<{ code: string; message: string }>(problem),
})

const reportsWhere = (db: ReadDb, where: Sql): StoredReport[] => db.all<Row>(sql`SELECT ${columns} FROM submission_report WHERE ${where}`).map(reportOf)

/** All versions of a submission, in their order. */
export const reportsOf = (db: ReadDb, id: string): StoredReport[] => reportsWhere(db, sql`id = ${id} ORDER BY version`)

export const reportsIn = (db: ReadDb, status: ReportStatus): StoredReport[] => reportsWhere(db, sql`status = ${status} ORDER BY id, version`)

export const reportBy = (db: ReadDb, changeId: string): StoredReport | undefined =>
  reportsWhere(db, sql`change_id = ${changeId} ORDER BY id, version LIMIT 1`)[0]

/** As it stands now; its papers are known by it. */
export const putReport = (db: WriteDb, r: StoredReport): void => {
  db.run(sql`
    INSERT INTO submission_report (id, version, change_id, head, status, officer, queued_at, received_at, receipt_id, answer, problem)
    VALUES (${r.id}, ${r.version}, ${r.changeId}, ${JSON.stringify(r.head)}, ${r.status}, ${r.officer}, ${r.queuedAt}, ${r.receivedAt}, ${r.receiptId},
      ${r.answer === null ? null : JSON.stringify(r.answer)}, ${r.problem === null ? null : JSON.stringify(r.problem)})
    ON CONFLICT (id, version) DO UPDATE SET change_id = excluded.change_id, head = excluded.head, status = excluded.status, officer = excluded.officer,
      queued_at = excluded.queued_at, received_at = excluded.received_at, receipt_id = excluded.receipt_id, answer = excluded.answer, problem = excluded.problem`)
  db.run(sql`DELETE FROM submission_report_paper WHERE id = ${r.id} AND version = ${r.version}`)
  for (const { sha256, name } of r.head.papers) {
    db.run(sql`INSERT INTO submission_report_paper (id, version, sha256, name) VALUES (${r.id}, ${r.version}, ${sha256}, ${name}) ON CONFLICT DO NOTHING`)
  }
}

export const dropReport = (db: WriteDb, { id, version }: Pick<StoredReport, 'id' | 'version'>): void => {
  db.run(sql`DELETE FROM submission_report WHERE id = ${id} AND version = ${version}`)
  db.run(sql`DELETE FROM submission_report_paper WHERE id = ${id} AND version = ${version}`)
  db.run(sql`DELETE FROM submission_line WHERE id = ${id} AND version = 0 AND NOT EXISTS (SELECT 1 FROM submission_report r WHERE r.id = submission_line.id)`)
}

type LineRow = Omit<StoredLine, 'ours' | 'stale'> & { ours: number; stale: number }
const lineColumns = sql`id, ours, owner, owner_name AS "ownerName", version, stale`
const lineFrom = (row: LineRow): StoredLine => ({ ...row, ours: row.ours === 1, stale: row.stale === 1 })

export const lineOf = (db: ReadDb, id: string): StoredLine | undefined => {
  const row = db.get<LineRow>(sql`SELECT ${lineColumns} FROM submission_line WHERE id = ${id}`)
  return row === undefined ? undefined : lineFrom(row)
}

export const allLines = (db: ReadDb): StoredLine[] => db.all<LineRow>(sql`SELECT ${lineColumns} FROM submission_line ORDER BY id`).map(lineFrom)

export const staleLines = (db: ReadDb): StoredLine[] =>
  db.all<LineRow>(sql`SELECT ${lineColumns} FROM submission_line WHERE stale = 1 ORDER BY id`).map(lineFrom)

export const putLine = (db: WriteDb, l: StoredLine): void => {
  db.run(sql`
    INSERT INTO submission_line (id, ours, owner, owner_name, version, stale)
    VALUES (${l.id}, ${l.ours ? 1 : 0}, ${l.owner}, ${l.ownerName}, ${l.version}, ${l.stale ? 1 : 0})
    ON CONFLICT (id) DO UPDATE SET ours = excluded.ours, owner = excluded.owner, owner_name = excluded.owner_name, version = excluded.version, stale = excluded.stale`)
}

/** The platform was put back: its numbers mean nothing any more, and what it received may be gone. */
export const staleSubmissions = (db: WriteDb): void => {
  db.run(sql`UPDATE submission_line SET stale = 1 WHERE version > 0`)
}

/** Another platform: others' were shown by the one before, and ours are counted anew. What was received stays received. */
export const forgetSubmissions = (db: WriteDb): void => {
  for (const table of ['submission_report_paper', 'submission_report'] as const)
    db.run(sql`DELETE FROM ${identifier(table)} WHERE id IN (SELECT id FROM submission_line WHERE ours = 0)`)
  db.run(sql`DELETE FROM submission_line WHERE ours = 0`)
  db.run(sql`UPDATE submission_line SET owner = '', owner_name = '', version = 0, stale = 0`)
}

export type ReportPaper = { id: string; version: number; sha256: string; name: string }

/** The papers of one version, and what is here of them. */
export const reportPapers = (db: ReadDb, { id, version }: Pick<StoredReport, 'id' | 'version'>) =>
  db.all<{ sha256: string; name: string; type: string | null; bytes: number | null; asked: number }>(sql`
    SELECT p.sha256, p.name, nullif(a.type, '') AS type, CASE WHEN a.type <> '' THEN a.bytes END AS bytes, a.type = '' AND a.type IS NOT NULL AS asked
    FROM submission_report_paper p LEFT JOIN attachment a ON a.sha256 = p.sha256 WHERE p.id = ${id} AND p.version = ${version} ORDER BY p.name, p.sha256`)

/** Under which name a submission has a paper, in its last version that names it. */
export const reportPaper = (db: ReadDb, id: string, sha256: string): ReportPaper | undefined =>
  db.get<ReportPaper>(sql`
    SELECT id, version, sha256, name FROM submission_report_paper WHERE id = ${id} AND sha256 = ${sha256} ORDER BY version DESC LIMIT 1`)

/** Papers of submissions that are asked for and not here. */
export const askedPapers = (db: ReadDb): ReportPaper[] =>
  db.all<ReportPaper>(sql`
    SELECT p.id, max(p.version) AS version, p.sha256, p.name FROM attachment a JOIN submission_report_paper p ON p.sha256 = a.sha256
    WHERE a.type = '' GROUP BY p.sha256 ORDER BY p.sha256`)
