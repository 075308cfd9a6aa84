import { canonicalJson } from '../../../shared/canonical.ts'
import type { Receipt } from '../../../shared/contract/submissions.ts'
import { dayOf } from '../../../shared/ledgers/ledger.ts'
import type { Stamp } from '../catalogue/write.ts'
import type { WriteDb } from '../db/open.ts'
import { closeNoticeTasks } from '../statistics/notice-tasks.ts'
import type { StoredReport } from './reports.ts'
import { closeReturnTasks, openReturnTask } from './return-tasks.ts'
import { putEvent, type Submission, setReceipt, setState, setSubmitted, setUnderWay, versionsOfSubmission } from './store.ts'

/** Who says what the platform tells. */
const platform = '平台'

/** What stands on record of it: that it was received, or what the department answered. */
const receiptOf = ({ receivedAt, receiptId, answer }: StoredReport): Receipt => ({
  ...{ kind: answer?.outcome ?? 'received', at: answer?.at ?? receivedAt, source: platform },
  ...{ number: answer?.number ?? '', reason: answer?.reason ?? '', evidence: receiptId, recordedBy: '' },
})

/** Only the platform's receipt says that it was submitted, and when: deadlines are judged by that time. */
const received = (db: WriteDb, stamp: Stamp, one: Submission, report: StoredReport, versions: readonly Submission[]): void => {
  const receipt = receiptOf(report)
  if (canonicalJson(receipt) === canonicalJson(one.receipt)) return
  const first = one.submittedAt !== report.receivedAt
  const newest = versions.every(({ version, state }) => version <= one.version || state === 'draft' || state === 'frozen' || state === 'signed')
  if (first) {
    setSubmitted(db, one.rid, report.receivedAt, report.changeId)
    closeNoticeTasks(db, stamp, one.template.id, one.period, dayOf(report.receivedAt))
    closeReturnTasks(db, stamp, one, dayOf(report.receivedAt))
    putEvent(db, one.rid, { at: report.receivedAt, by: platform, what: 'received', note: '' })
    for (const earlier of versions) if (earlier.version < one.version && earlier.submittedAt !== null) setState(db, earlier.rid, 'replaced')
  }
  setReceipt(db, one.rid, receipt, newest ? receipt.kind : 'replaced')
  if (newest && receipt.kind === 'returned') openReturnTask(db, stamp, one, { reason: receipt.reason, changeBy: null })
  const { answer } = report
  if (answer === null) return
  const note = [answer.number, answer.reason].filter((part) => part !== '').join(' ')
  putEvent(db, one.rid, { at: answer.at, by: answer.by === '' ? platform : answer.by, what: answer.outcome, note })
}

/** It may leave again as it is: it stays signed. */
const refused = (db: WriteDb, stamp: Stamp, one: Submission, report: StoredReport): void => {
  if (one.state !== 'submitted') return
  setUnderWay(db, one.rid, 'signed', null)
  putEvent(db, one.rid, { at: stamp.at, by: platform, what: 'refused', note: report.problem?.message ?? '' })
}

/** Received once and gone there: its receipt was of a platform that does not know it any more. */
const underWayAgain = (db: WriteDb, stamp: Stamp, one: Submission, report: StoredReport): void => {
  if (one.receipt === null || one.changeId !== report.changeId) return
  setUnderWay(db, one.rid, 'submitted', report.changeId)
  putEvent(db, one.rid, { at: stamp.at, by: platform, what: 'lost', note: '' })
}

/** What became of a version on its way stands with the submission here, where it is the same text. */
export const followReport = (db: WriteDb, stamp: Stamp, report: StoredReport): void => {
  const versions = versionsOfSubmission(db, report.id)
  const one = versions.find(({ version }) => version === report.version)
  if (one === undefined || one.sha256 !== report.head.sha256) return
  if (report.status === 'received') received(db, stamp, one, report, versions)
  else if (report.status === 'refused') refused(db, stamp, one, report)
  else if (report.status === 'held') putEvent(db, one.rid, { at: stamp.at, by: platform, what: 'held', note: '' })
  else if (report.status === 'queued') underWayAgain(db, stamp, one, report)
}

/** Another device was quicker under the same number: this text is none that the department has, and goes on as a correction. */
export const overtakenBy = (db: WriteDb, stamp: Stamp, mine: StoredReport, theirs: StoredReport): void => {
  const one = versionsOfSubmission(db, mine.id).find(({ version }) => version === mine.version)
  if (one === undefined || one.sha256 !== mine.head.sha256) return
  const reason = '本单位另一台设备先上报了同一版，内容不同；请核对后另做更正'
  setReceipt(db, one.rid, { ...receiptOf(theirs), kind: 'returned', reason }, 'returned')
  putEvent(db, one.rid, { at: stamp.at, by: platform, what: 'refused', note: reason })
  openReturnTask(db, stamp, one, { reason, changeBy: null })
}
