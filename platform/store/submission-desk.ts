import { createHash } from 'node:crypto'
import { sm3 } from 'sm-crypto-v2'
import type { ReceivedReport, ReportAnswer, ReportHead } from '../../shared/platform-api/submissions.ts'
import { type Connection, type Database, type Sql, sql } from '../database/database.ts'
import { Refused } from '../problems.ts'
import { inTurn } from './push.ts'
import { answerReport } from './reports.ts'
import { utc } from './rows.ts'
import { standingReports, writeReports } from './submissions.ts'

/** The department's answer to a submission. `of`: the version that was looked at. Throws a Refused. */
export const answerSubmission = (
  db: Database,
  id: string,
  said: Omit<ReportAnswer, 'at'> & { of: number | null },
  now: Date,
): Promise<{ version: number; of: number }> =>
  db.transaction(async (connection) => {
    await inTurn(connection)
    const current = await standingReports(connection, id)
    if (current === null) throw new Refused('submission.unknown', id)
    const { of, ...rest } = said
    const answer: ReportAnswer = { ...rest, at: now.toISOString() }
    const next = answerReport(current, answer, of)
    if (typeof next === 'string') throw new Refused(next, String(current.reports.at(-1)?.head.version ?? ''))
    const { by: officer, at, outcome: kind } = answer
    const { agencyId } = current
    await writeReports(connection, id, next, { kind, changeId: null, deviceId: null, agencyId, officer, body: JSON.stringify(answer), at })
    return { version: next.version, of: next.reports.at(-1)?.head.version ?? 0 }
  })

/** Of which submissions is asked; left out: of all. */
export type Wanted = { kind?: string | undefined; from?: string | undefined; until?: string | undefined; template?: string | undefined }

const wanted = ({ kind, from, until, template }: Wanted): Sql => sql`
  (${kind ?? null}::text IS NULL OR s.period_kind = ${kind ?? null}) AND (${from ?? null}::date IS NULL OR s.period_from = ${from ?? null}::date)
    AND (${until ?? null}::date IS NULL OR s.period_until = ${until ?? null}::date) AND (${template ?? null}::text IS NULL OR s.template_id = ${template ?? null})`

type Row = { id: string; agency: string; reports: string; since: string }

/** Where one stands, by its last version. */
const summary = ({ id, agency, reports }: Row) => {
  const all = JSON.parse(reports) as ReceivedReport[]
  const [first, last] = [all[0], all.at(-1)]
  const { period, template, version, preparer, reviewer } = (last as ReceivedReport).head
  const state = last?.answer?.outcome ?? 'received'
  return { id, agency, period, template, version, state, firstReceivedAt: first?.receivedAt ?? '', receivedAt: last?.receivedAt ?? '', preparer, reviewer }
}

/** Submissions, those that wait for an answer first. */
export const submissionList = async (db: Connection, which: Wanted, limit = 500) =>
  (
    await db.all<Row>(sql`
      SELECT s.id::text AS id, a.name AS agency, s.reports, ${utc('s.changed_at')} AS since FROM submission s JOIN agency a ON a.id = s.agency_id
      WHERE ${wanted(which)} ORDER BY s.waiting DESC, s.changed_at, s.id LIMIT ${limit}`)
  ).map(summary)

/** By name alone, for a reminder (催报): who has sent nothing for a period, and whose last version was returned and not sent again; the department is left out. */
export type Owing = { missing: string[]; returned: string[] }

export const owingAgencies = async (db: Connection, which: Wanted): Promise<Owing> => {
  const rows = await db.all<{ name: string; sent: boolean; stands: boolean }>(sql`
    SELECT a.name, count(s.id) > 0 AS sent,
      coalesce(bool_or(coalesce(s.reports::jsonb -> -1 #>> '{answer,outcome}', '') <> 'returned') FILTER (WHERE s.id IS NOT NULL), FALSE) AS stands
    FROM agency a LEFT JOIN submission s ON s.agency_id = a.id AND ${wanted(which)} WHERE NOT a.competent GROUP BY a.name ORDER BY a.name`)
  const named = (of: typeof rows) => of.map(({ name }) => name)
  return { missing: named(rows.filter(({ sent }) => !sent)), returned: named(rows.filter(({ sent, stands }) => sent && !stands)) }
}

export const submissionPaper = async (db: Connection, id: string, sha256: string): Promise<Buffer> => {
  const row = await db.one<{ body: Uint8Array }>(sql`
    SELECT o.body FROM submission_paper p JOIN submission s ON s.id = p.submission_id JOIN attachment o ON o.agency_id = s.agency_id AND o.sha256 = p.sha256 AND o.complete
    WHERE p.sha256 = ${sha256} AND p.submission_id = ${id}::uuid`)
  if (row === undefined) throw new Refused('attachment.missing', sha256)
  return Buffer.from(row.body)
}

/** What of the document is not what its head says; empty: everything is. */
const differing = (head: ReportHead, body: Buffer): string[] => [
  ...(createHash('sha256').update(body).digest('hex') === head.sha256 ? [] : ['sha256']),
  ...(sm3(body) === head.sm3 ? [] : ['sm3']),
]

/** One submission with everything received of it, and whether the last document is what its head says. */
export const submissionWhole = async (db: Connection, id: string) => {
  const current = await standingReports(db, id)
  const last = current?.reports.at(-1)
  if (current === null || last === undefined) throw new Refused('submission.unknown', id)
  const owner = await db.one<{ name: string }>(sql`SELECT name FROM agency WHERE id = ${current.agencyId}::uuid`)
  const differs = differing(last.head, await submissionPaper(db, id, last.head.sha256))
  return { id, agency: owner?.name ?? '', version: current.version, reports: current.reports, verified: { ok: differs.length === 0, differs } }
}
