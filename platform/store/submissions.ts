import type { ReportChange } from '../../shared/platform-api/schemas.ts'
import type { ReceivedReport } from '../../shared/platform-api/submissions.ts'
import { type Connection, sql } from '../database/database.ts'
import { adoptPapers, wholeOf } from './attachments.ts'
import type { Speaker } from './cases.ts'
import { type JudgedReport, judgeReport, type StandingReports } from './reports.ts'

/** A submission with all of its versions; null: there is none. */
export const standingReports = async (db: Connection, id: string): Promise<StandingReports | null> => {
  const row = await db.one<{ agencyId: string; version: number; reports: string }>(
    sql`SELECT agency_id::text AS "agencyId", version, reports FROM submission WHERE id = ${id}::uuid`,
  )
  return row === undefined ? null : { ...row, reports: JSON.parse(row.reports) as ReceivedReport[] }
}

type Logged = { kind: string; changeId: string | null; deviceId: string | null; agencyId: string; officer: string; body: string; at: string }

/** Writes a submission down as it stands now, and tells it to everybody who sees it. */
export const writeReports = async (db: Connection, id: string, { agencyId, version, reports }: StandingReports, log: Logged): Promise<void> => {
  const last = reports.at(-1)
  if (last === undefined) return
  const { period, template, papers } = last.head
  const { seq } = (await db.one<{ seq: string }>(sql`SELECT nextval('feed')::text AS seq`)) ?? { seq: '0' }
  await db.run(sql`
    INSERT INTO submission (id, agency_id, period_kind, period_from, period_until, template_id, version, reports, waiting, changed_at)
    VALUES (${id}::uuid, ${agencyId}::uuid, ${period.kind}, ${period.from}::date, ${period.until}::date, ${template.id}, ${version}, ${JSON.stringify(reports)},
      ${last.answer === null}, ${log.at}::timestamptz)
    ON CONFLICT (id) DO UPDATE SET version = excluded.version, reports = excluded.reports, waiting = excluded.waiting, changed_at = excluded.changed_at`)
  // Its own agency and the competent department see it move.
  await db.run(sql`
    INSERT INTO submission_reader (submission_id, agency_id, seq)
    SELECT ${id}::uuid, a.id, ${seq}::bigint FROM agency a WHERE a.id = ${agencyId}::uuid OR a.competent
    ON CONFLICT (submission_id, agency_id) DO UPDATE SET seq = excluded.seq`)
  await db.run(sql`
    INSERT INTO submission_paper (sha256, submission_id) SELECT d, ${id}::uuid FROM unnest(${papers.map(({ sha256 }) => sha256)}::text[]) AS d ON CONFLICT DO NOTHING`)
  await db.run(sql`
    INSERT INTO change_log (seq, entity, id, version, kind, change_id, device_id, agency_id, officer, body, at)
    VALUES (${seq}::bigint, 'submission', ${id}::uuid, ${version}, ${log.kind}, ${log.changeId}::uuid, ${log.deviceId}::uuid, ${log.agencyId}::uuid, ${log.officer}, ${log.body},
      ${log.at}::timestamptz)`)
}

/** Judges a version and writes it down where it is new, in a transaction whose turn it is. `body`: as it was sent. */
export const takeReport = async (
  db: Connection,
  speaker: Speaker,
  change: ReportChange,
  { at, receiptId, body }: { at: string; receiptId: string; body: string },
): Promise<JudgedReport> => {
  const digests = change.head.papers.map(({ sha256 }) => sha256)
  await adoptPapers(db, speaker.agencyId, digests)
  const held = await wholeOf(db, speaker.agencyId, digests)
  const { agencyId, deviceId } = speaker
  const officer = change.officer === '' ? speaker.officer : change.officer
  const judged = judgeReport(change, await standingReports(db, change.id), { agencyId, at, receiptId, officer, holds: (sha256) => held.has(sha256) })
  if (judged.verdict === 'applied')
    await writeReports(db, change.id, judged.standing, { kind: 'report', changeId: change.changeId, deviceId, agencyId, officer, body, at })
  return judged
}

export const isSubmission = async (db: Connection, id: string): Promise<boolean> =>
  (await db.one(sql`SELECT 1 FROM submission WHERE id = ${id}::uuid`)) !== undefined

/** What is told of to an agency that becomes competent: everything that came before. */
export const showSubmissions = (db: Connection, agencyId: string): Promise<number> =>
  db.run(sql`
    INSERT INTO submission_reader (submission_id, agency_id, seq) SELECT s.id, ${agencyId}::uuid, nextval('feed') FROM submission s
    ON CONFLICT (submission_id, agency_id) DO NOTHING`)
