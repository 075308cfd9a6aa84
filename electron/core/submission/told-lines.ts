import { canonicalJson } from '../../../shared/canonical.ts'
import type { ReceivedReport, ReportHead, SubmissionLine } from '../../../shared/platform-api/submissions.ts'
import { heldName, isMarkedName } from '../attachments/marked-name.ts'
import { heldOf, isAsked, putAttachment } from '../attachments/queries.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import type { WriteDb } from '../db/open.ts'
import { refusalOf } from '../failure.ts'
import type { Applying } from '../sync/applying.ts'
import { dropEvidence } from '../sync/evidence.ts'
import { dropOutgoing, putReceipt } from '../sync/outbox.ts'
import { leaveAgain, overtaken } from './leaving.ts'
import { followReport, overtakenBy } from './on-platform.ts'
import { lineOf, putLine, putReport, reportsOf, type StoredReport, staleLines } from './reports.ts'

/** What a line says of itself that can not be. */
const wrongIn = ({ reports, version }: SubmissionLine): string | null => {
  const inOrder = reports.every(
    ({ head }, at) => head.version > (reports[at - 1]?.head.version ?? 0) && head.replaces === (head.version === 1 ? null : head.version - 1),
  )
  const whole = reports.every(({ head }) => head.papers.some(({ sha256 }) => sha256 === head.sha256))
  // Each version and each answer is one step of it.
  if (!inOrder || !whole || version !== reports.length + reports.filter(({ answer }) => answer !== null).length) return 'submissionVersions'
  const said = reports.map(({ head: { papers: _papers, ...head }, officer, answer }) => [head, officer, answer])
  return refusalOf(() => refuseMarks(said)) === null ? null : 'marked'
}

/** A name with a classification mark is held nowhere (practice L1), and its paper is never fetched. */
const heldHead = (head: ReportHead): ReportHead => ({ ...head, papers: head.papers.map((paper) => ({ ...paper, name: heldName(paper.name) })) })

const storedOf = (id: string, { head, changeId, officer, receivedAt, receiptId, answer }: ReceivedReport): StoredReport => ({
  ...{ id, version: head.version, changeId, head: heldHead(head), status: 'received', officer, queuedAt: '', receivedAt, receiptId, answer, problem: null },
})

const sameHead = (a: ReportHead, b: ReportHead): boolean => canonicalJson(a) === canonicalJson(b)

/** One that was received leaves no more, and is not in the tray any more, whether its own answer came or not. */
const settle = (db: WriteDb, { changeId }: StoredReport): void => {
  dropOutgoing(db, changeId)
  dropEvidence(db, changeId)
}

/** The platform's word for the time of receipt stays, whatever becomes of it. */
const keepReceipt = (db: WriteDb, { changeId, id, version, receivedAt, receiptId }: StoredReport): void => {
  putReceipt(db, { changeId, id, kind: 'report' }, { changeId, verdict: 'applied', receivedAt, version, now: null, problem: null, receiptId })
}

/** A colleague's document is asked for once, with its first line: without it the submission can be read nowhere but where it was made. */
const askForDocument = ({ db, stamp }: Pick<Applying, 'db' | 'stamp'>, { head }: StoredReport): void => {
  const name = head.papers.find(({ sha256 }) => sha256 === head.sha256)?.name ?? ''
  if (isMarkedName(name) || isAsked(db, head.sha256) || heldOf(db, head.sha256) !== undefined) return
  putAttachment(db, { sha256: head.sha256, type: '', bytes: 0 }, stamp.at, stamp.author)
}

/**
 * A submission as the platform has it: what was received of it counts here with its receipt, whoever sent it, and each
 * version with its answer. What was received stays as it was; only after the platform was put back may less or other be
 * told. Of ours what stands here and was not received stays on its way, where its number is free.
 */
export const takeSubmissionLine = (applying: Applying, told: SubmissionLine): 'same' | 'taken' | { why: string } => {
  const { db, agencyId } = applying
  const wrong = wrongIn(told)
  if (wrong !== null) return { why: wrong }
  const { id, owner, version } = told
  const ours = owner.id === agencyId
  const line = lineOf(db, id)
  if (line !== undefined && (line.ours !== ours || (line.owner !== '' && line.owner !== owner.id))) return { why: 'submissionOwner' }
  if (line !== undefined && !line.stale && version <= line.version) return 'same'
  const stored = new Map(reportsOf(db, id).map((report) => [report.version, report]))
  const parted = told.reports.some(({ head }) => {
    const known = stored.get(head.version)
    return known?.status === 'received' && !sameHead(known.head, heldHead(head))
  })
  if (parted && line?.stale !== true) return { why: 'submissionVersions' }
  for (const report of told.reports) {
    const next = storedOf(id, report)
    const known = stored.get(next.version)
    stored.delete(next.version)
    if (ours) keepReceipt(db, next)
    if (known === undefined) {
      putReport(db, next)
      if (ours) askForDocument(applying, next)
    } else {
      const same = sameHead(known.head, next.head)
      if (same) settle(db, known)
      else if (ours) {
        overtaken(applying, known)
        overtakenBy(db, applying.stamp, known, next)
      }
      putReport(db, same ? { ...next, queuedAt: known.queuedAt } : next)
    }
  }
  if (ours) for (const report of reportsOf(db, id)) if (report.status === 'received') followReport(db, applying.stamp, report)
  putLine(db, { id, ours, owner: owner.id, ownerName: owner.name, version, stale: false })
  // Put back to before it had received them.
  if (line?.stale === true) loseRest(applying, ours, [...stored.values()])
  return 'taken'
}

/** Ours leave again; of others' the platform knows no more, and nor do we until their agency sends them again. */
const loseRest = (applying: Pick<Applying, 'db' | 'stamp'>, ours: boolean, reports: readonly StoredReport[]): void => {
  for (const report of reports) if (report.status === 'received' && ours) leaveAgain(applying, report)
}

/** Submissions the platform was put back to before. After everything it has was told. */
export const loseSubmissions = (applying: Pick<Applying, 'db' | 'stamp'>): string[] =>
  staleLines(applying.db).map((line) => {
    putLine(applying.db, { ...line, version: 0, stale: false })
    loseRest(applying, line.ours, reportsOf(applying.db, line.id))
    return line.id
  })
