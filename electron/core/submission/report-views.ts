import type { ReaderHandlers } from '../context.ts'
import type { ReadDb } from '../db/open.ts'
import { allLines, type ReportStatus, reportPapers, reportsOf, type StoredReport } from './reports.ts'

const shown = (db: ReadDb, report: StoredReport) => {
  const { version, head, status, officer, queuedAt, receivedAt, receiptId, answer, problem } = report
  const { replaces: _replaces, papers: _papers, version: _version, ...facts } = head
  const papers = reportPapers(db, report).map(({ asked, ...paper }) => ({ ...paper, document: paper.sha256 === head.sha256, asked: asked === 1 }))
  return { version, ...facts, status: status satisfies ReportStatus, officer, queuedAt, receivedAt, receiptId, answer, problem, papers }
}

export const reportViewHandlers: ReaderHandlers<'submission.reports'> = {
  'submission.reports': ({ id, whose }, { db }) => ({
    submissions: allLines(db).flatMap((line) => {
      if ((id !== undefined && line.id !== id) || (whose !== 'all' && line.ours !== (whose === 'own'))) return []
      return [
        { id: line.id, ours: line.ours, agency: line.ownerName, version: line.version, reports: reportsOf(db, line.id).map((report) => shown(db, report)) },
      ]
    }),
  }),
}
