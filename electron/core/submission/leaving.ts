import { attachmentBytes } from '../../../shared/attachments.ts'
import { failure, Refusal } from '../../../shared/errors.ts'
import { changeSchema, type ReportChange, type Verdict } from '../../../shared/platform-api/schemas.ts'
import { type ReportHead, reportHeadSchema } from '../../../shared/platform-api/submissions.ts'
import { heldOf } from '../attachments/queries.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { refusalOf } from '../failure.ts'
import type { Applying } from '../sync/applying.ts'
import { dropEvidence, putEvidence } from '../sync/evidence.ts'
import { dropOutgoing, noteAnswer, type Outgoing, outgoing, putOutgoing, putReceipt, quarantine } from '../sync/outbox.ts'
import { logLine, readPlatform, readTakes } from '../sync/platform.ts'
import { followReport } from './on-platform.ts'
import { dropReport, lineOf, putLine, putReport, reportBy, reportsIn, reportsOf, type StoredReport } from './reports.ts'

/** Throws why a submission can not leave by itself: then it goes by hand, and its receipt is recorded (practice P1, P3). */
export const needPlatform = (db: ReadDb): void => {
  const platform = readPlatform(db)
  if (platform === undefined || platform.platformId === null) throw new Refusal('sync.notConfigured')
  if (platform.kind === 'listing') throw new Refusal('listing.noAddress')
  if (readTakes(db)?.includes('submission') === false) throw new Refusal('submission.notTaken', { platform: platform.name })
}

/** Behind everything of submissions that is under way already, whatever this computer's clock did since. */
const behind = (db: ReadDb, at: string): string => {
  const last = db.get<{ at: string | null }>(sql`SELECT max(made_at) AS at FROM sync_outbox WHERE entity = 'submission'`)?.at ?? ''
  const next = last === '' ? '' : new Date(Date.parse(last) + 1).toISOString()
  return at > next ? at : next
}

/** Whether this version may leave now. Throws why not. */
const needFollowing = (reports: readonly StoredReport[], { version }: ReportHead): void => {
  const known = reports.find((report) => report.version === version)
  if (known?.status === 'received') throw new Refusal('submission.wasReceived', { version })
  if (known !== undefined && known.status !== 'refused') throw new Refusal('submission.onItsWay', { version })
  const last = reports.findLast(({ status }) => status !== 'refused')
  if (last !== undefined && last.version > version) throw new Refusal('submission.versionNext', { version: last.version })
}

const waitingOf = ({ id, changeId, officer }: StoredReport, madeAt: string): Outgoing => ({
  ...{ changeId, id, kind: 'report', baseVersion: 0, body: null, localVersion: 0, state: 'waiting', madeAt, officer, note: '', problem: null },
})

const leave = (db: WriteDb, report: StoredReport): void => {
  putReport(db, report)
  putOutgoing(db, waitingOf(report, behind(db, report.queuedAt)))
  putEvidence(db, report.changeId, report.head.papers)
}

/**
 * A version leaves with the next run or package. Inside the caller's transaction, its papers held (attachments/take.ts).
 * Returns the id it leaves under. Throws why it may not.
 */
export const queueSubmission = (db: WriteDb, by: { at: string; author: string; newId(): string }, { id, head }: { id: string; head: ReportHead }): string => {
  needPlatform(db)
  refuseMarks([head.notice, head.preparer, head.reviewer, head.reason, head.papers])
  const line = lineOf(db, id)
  if (line !== undefined && !line.ours) throw new Refusal('submission.othersReport')
  const reports = reportsOf(db, id)
  needFollowing(reports, head)
  for (const { sha256, name } of head.papers) {
    const held = heldOf(db, sha256)
    if (held === undefined) throw new Refusal('attachment.notHere', { name })
    if (held.bytes > attachmentBytes) throw new Refusal('attachment.tooLarge', { name, limit: attachmentBytes >> 20 })
  }
  const refused = reports.find(({ version }) => version === head.version)
  if (refused !== undefined) dropFromTray(db, refused)
  if (line === undefined) putLine(db, { id, ours: true, owner: '', ownerName: '', version: 0, stale: false })
  const changeId = by.newId()
  leave(db, {
    ...{ id, version: head.version, changeId, head: reportHeadSchema.parse(head), status: 'queued', officer: by.author, queuedAt: by.at },
    ...{ receivedAt: '', receiptId: '', answer: null, problem: null },
  })
  return changeId
}

const dropFromTray = (db: WriteDb, { changeId }: Pick<StoredReport, 'changeId'>): void => {
  dropOutgoing(db, changeId)
  dropEvidence(db, changeId)
}

const noReason: Verdict['problem'] = { type: '', title: '平台没有说明原因', status: 422, detail: '', code: 'unknown' }

/** It comes back to whoever made it, and stands in the tray with its reason. */
export const comeBack = (
  { db, stamp }: Pick<Applying, 'db' | 'stamp'>,
  out: Pick<Outgoing, 'changeId' | 'id'>,
  problem: NonNullable<Verdict['problem']>,
): void => {
  quarantine(db, out.changeId, problem)
  logLine(db, stamp.at, 'quarantined', out.id, `${problem.code} ${problem.title}`)
  const stored = reportBy(db, out.changeId)
  if (stored === undefined) return
  const message = problem.detail === '' ? problem.title : `${problem.title} ${problem.detail}`
  const refused: StoredReport = { ...stored, status: 'refused', problem: { code: problem.code, message } }
  putReport(db, refused)
  followReport(db, stamp, refused)
}

/** Why a version did not leave, as the tray says it of what was found here. */
export const foundHere = ({ failure: { code, message, action } }: Refusal, status = 422): NonNullable<Verdict['problem']> => ({
  ...{ type: '', title: message, status, detail: action, code },
})

/** The bytes a version leaves as: made of its head alone but for who sends it, and taken by the platform by its head alone. */
const changeOf = ({ changeId, id, queuedAt, officer, head }: StoredReport): ReportChange => ({
  ...{ changeId, entity: 'submission', id, baseVersion: 0, madeAt: queuedAt, officer, kind: 'report', head },
})

/** Writes down how a version leaves, before its first byte does. False: it bears a mark and went to the tray. */
const freezeReport = (applying: Applying, out: Outgoing, report: StoredReport): boolean => {
  const change = changeOf(report)
  putOutgoing(applying.db, { ...out, body: JSON.stringify(change), state: 'sent' })
  // A mark that slipped through stays here, whatever the platform would say (practice L1).
  const mark = refusalOf(() => {
    changeSchema.parse(change)
    refuseMarks(change)
  })
  if (mark !== null) comeBack(applying, out, foundHere(mark))
  return mark === null
}

/** Versions that wait become changes, in the order they were queued. */
export const freezeReports = (applying: Applying, limit: number): number => {
  const { db } = applying
  const waiting = db.all<{ changeId: string }>(sql`
    SELECT change_id AS "changeId" FROM sync_outbox WHERE entity = 'submission' AND body IS NULL AND state = 'waiting' ORDER BY made_at, change_id LIMIT ${limit}`)
  let made = 0
  for (const { changeId } of waiting) {
    const [out, report] = [outgoing(db, changeId), reportBy(db, changeId)]
    if (out === undefined || report === undefined) dropOutgoing(db, changeId)
    else if (freezeReport(applying, out, report)) made++
  }
  return made
}

/** A platform that takes no submissions is sent none; they wait, and it is said once. One that takes them again gets them. */
export const holdReports = ({ db, stamp }: Pick<Applying, 'db' | 'stamp'>, takes: boolean): void => {
  const [from, to] = takes ? (['held', 'queued'] as const) : (['queued', 'held'] as const)
  for (const report of reportsIn(db, from)) {
    putReport(db, { ...report, status: to })
    if (takes) continue
    logLine(db, stamp.at, 'held', report.id, 'submission.notTaken')
    followReport(db, stamp, { ...report, status: to })
  }
}

/** The answer to one version, whichever way it came. Its time of receipt is the platform's first one. */
export const takeReportVerdict = (applying: Applying, out: Outgoing, verdict: Verdict): 'free' | 'quarantined' | 'later' => {
  const { db } = applying
  noteAnswer(db, out.changeId, verdict.verdict)
  // A platform that calls it a conflict is wrong; nothing is lost by asking again.
  if (verdict.verdict === 'retry' || verdict.verdict === 'conflict') return 'later'
  putReceipt(db, out, verdict, applying.evidence)
  const stored = reportBy(db, out.changeId)
  if (verdict.verdict === 'rejected' && stored?.status !== 'received') {
    comeBack(applying, out, verdict.problem ?? noReason)
    return 'quarantined'
  }
  dropFromTray(db, out)
  if (stored === undefined || stored.status === 'received') return 'free'
  const received: StoredReport = { ...stored, status: 'received', receivedAt: verdict.receivedAt, receiptId: verdict.receiptId, problem: null }
  putReport(db, received)
  followReport(db, applying.stamp, received)
  return 'free'
}

/** What was received and is gone there leaves once more, under its own id: the same bytes. */
export const leaveAgain = ({ db, stamp }: Pick<Applying, 'db' | 'stamp'>, report: StoredReport): void => {
  const again: StoredReport = { ...report, status: 'queued', receivedAt: '', receiptId: '', answer: null, problem: null }
  leave(db, again)
  followReport(db, stamp, again)
}

/** What the tray says of a version that came back. */
export const returnedReport = (db: ReadDb, { changeId, body }: Pick<Outgoing, 'changeId' | 'body'>) => {
  const head = reportBy(db, changeId)?.head ?? (JSON.parse(body ?? 'null') as ReportChange | null)?.head
  return head === undefined ? null : { version: head.version, period: head.period, template: head.template.id, notice: head.notice }
}

/** The very same once more, under another id: the platform has its answer for the old one. Throws why it may not. */
export const resendReport = ({ db, stamp }: Applying, out: Outgoing): void => {
  const report = reportBy(db, out.changeId)
  if (report === undefined)
    throw new Refusal('submission.versionTaken', { version: (JSON.parse(out.body ?? '{}') as Partial<ReportChange>).head?.version ?? 0 })
  needPlatform(db)
  needFollowing(reportsOf(db, out.id), report.head)
  dropFromTray(db, out)
  leave(db, { ...report, changeId: stamp.newId(), status: 'queued', problem: null })
}

/** It is not sent; the document stays what it is. */
export const giveUpReport = ({ db }: Pick<Applying, 'db'>, out: Outgoing): void => {
  const report = reportBy(db, out.changeId)
  dropFromTray(db, out)
  if (report !== undefined) dropReport(db, report)
}

/** Another device was quicker, with another text: ours can only follow as a correction, and stands in the tray until somebody has seen it. */
export const overtaken = (applying: Pick<Applying, 'db' | 'stamp'>, report: StoredReport): void => {
  const { db } = applying
  const out = outgoing(db, report.changeId) ?? waitingOf(report, report.queuedAt)
  putOutgoing(db, { ...out, body: JSON.stringify(changeOf(report)) })
  const { code, message, action } = failure('submission.versionTaken', { version: report.version })
  comeBack(applying, out, { type: '', title: message, status: 409, detail: action, code })
}
