import { Refusal } from '../../../shared/errors.ts'
import type { SubmissionDocument } from '../../../shared/submissions/document.ts'
import { isMarkedName } from '../attachments/marked-name.ts'
import { heldOf, isAsked, partsOf, putAttachment } from '../attachments/queries.ts'
import type { Stamp } from '../catalogue/write.ts'
import type { WriteDb } from '../db/open.ts'
import { logLine } from '../sync/platform.ts'
import type { Others } from './handed-in.ts'
import { followReport } from './on-platform.ts'
import { readTwin } from './read-document.ts'
import { lineOf, reportsOf, type StoredReport } from './reports.ts'
import { putPaper, versionsOfSubmission } from './store.ts'
import { takeDocument } from './taking.ts'

/** Whole or not at all. */
const inSavepoint = async (db: WriteDb, work: () => Promise<void>): Promise<void> => {
  db.exec('SAVEPOINT document')
  try {
    await work()
    db.exec('RELEASE document')
  } catch (error) {
    db.exec('ROLLBACK TO document')
    db.exec('RELEASE document')
    throw error
  }
}

/** Files of rows and the form that a document needs are fetched like itself; whether any is still on its way. */
const askForRest = (db: WriteDb, stamp: Stamp, { beside = [], form }: SubmissionDocument, { papers }: StoredReport['head']): boolean => {
  const needed = new Set([...beside.map(({ sha256 }) => sha256), ...(form === undefined ? [] : [form.sha256])])
  const missing = papers.filter(({ sha256, name }) => needed.has(sha256) && heldOf(db, sha256) === undefined && !isMarkedName(name))
  for (const { sha256 } of missing) if (!isAsked(db, sha256)) putAttachment(db, { sha256, type: '', bytes: 0 }, stamp.at, stamp.author)
  return missing.length > 0
}

const openOne = async (db: WriteDb, stamp: Stamp, report: StoredReport, breathe: () => Promise<void>): Promise<void> => {
  const { head, id } = report
  const held = heldOf(db, head.sha256)
  if (held === undefined) return
  const name = head.papers.find(({ sha256 }) => sha256 === head.sha256)?.name ?? ''
  const bytes = Buffer.concat([...partsOf(db, held)])
  if (askForRest(db, stamp, readTwin(bytes, name), head)) return
  const others: Others = async (sha256) => {
    const other = heldOf(db, sha256)
    return other === undefined ? null : Buffer.concat([...partsOf(db, other)])
  }
  const { one } = await takeDocument(db, stamp, { bytes, name, others, breathe })
  if (one.id !== id || one.version !== head.version) throw new Refusal('submission.fileForm', { name, why: 'id' })
  for (const paper of head.papers) putPaper(db, one.rid, paper)
  followReport(db, stamp, report)
}

/**
 * A colleague's document that came, whole with its files of rows, from the platform becomes a submission here, with its receipt, and is written with the same
 * bytes. In the caller's transaction. One that can not be is named in the log, and stays a paper.
 */
export const openTold = async (db: WriteDb, stamp: Stamp, { id, sha256 }: { id: string; sha256: string }, breathe: () => Promise<void>): Promise<void> => {
  if (lineOf(db, id)?.ours !== true) return
  const here = new Set(versionsOfSubmission(db, id).map(({ version }) => version))
  for (const report of reportsOf(db, id)) {
    if (report.status !== 'received' || !report.head.papers.some((paper) => paper.sha256 === sha256) || here.has(report.version)) continue
    try {
      await inSavepoint(db, () => openOne(db, stamp, report, breathe))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      logLine(db, stamp.at, 'passedOver', id, error.failure.code)
    }
  }
}
