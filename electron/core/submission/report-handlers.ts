import type { VaultHandlers } from '../context.ts'
import { fetchReportPaper, saveReportPaper } from './report-papers.ts'

export const reportHandlers: VaultHandlers<'submission.fetchPaper' | 'submission.savePaper'> = {
  'submission.fetchPaper': fetchReportPaper,
  'submission.savePaper': saveReportPaper,
}
