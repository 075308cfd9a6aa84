import { canonicalJson } from '../../shared/canonical.ts'
import type { ReportChange } from '../../shared/platform-api/schemas.ts'
import type { ReceivedReport, ReportAnswer, ReportHead } from '../../shared/platform-api/submissions.ts'
import { secrecyMarks } from '../../shared/secrecy.ts'
import type { ProblemCode } from '../problems.ts'

/** A submission as it stands here. */
export type StandingReports = { agencyId: string; version: number; reports: readonly ReceivedReport[] }

/** What a version is judged by beside the submission itself. */
export type ReportJudging = {
  agencyId: string
  at: string
  receiptId: string
  officer: string
  /** Whether a paper of the agency is whole here. */
  holds(sha256: string): boolean
}

export type JudgedReport =
  | { verdict: 'applied'; standing: StandingReports }
  /** The very version is here: by another device, or one that was put back to a backup. */
  | { verdict: 'already'; version: number; first: ReceivedReport }
  | { verdict: 'rejected'; problem: ProblemCode; detail: string }

/** Of one submission: its line is read whole. */
export const reportLimits = { versions: 100, bytes: 1024 * 1024 } as const

const no = (problem: ProblemCode, detail = ''): JudgedReport => ({ verdict: 'rejected', problem, detail })

const textsIn = ({ papers, ...head }: ReportHead): string =>
  [head.template.id, head.notice, head.preparer, head.reviewer, head.reason, ...papers.map(({ name }) => name)].join('\n')

/** What is said of one version alone. */
const wrongIn = (head: ReportHead, { holds }: ReportJudging): JudgedReport | null => {
  // State secrets and work secrets are nothing for a platform like this one (Order 809 art.3; practice L1).
  if (secrecyMarks(textsIn(head)).length > 0) return no('content.marked')
  if (head.period.from > head.period.until) return no('submission.period')
  if (!head.papers.some(({ sha256 }) => sha256 === head.sha256)) return no('submission.noDocument')
  if (head.replaces !== (head.version === 1 ? null : head.version - 1)) return no('submission.notNext', String(head.version))
  if (head.version > 1 && head.reason.trim() === '') return no('submission.noReason')
  const missing = head.papers.find(({ sha256 }) => !holds(sha256))
  return missing === undefined ? null : no('attachment.missing', missing.name)
}

const sameForm = (a: ReportHead, b: ReportHead): boolean => canonicalJson(a.period) === canonicalJson(b.period) && a.template.id === b.template.id

/** A version against the submission as it stands, decided without a database: appended, known, or refused. Never a conflict. */
export const judgeReport = ({ id, changeId, head }: ReportChange, current: StandingReports | null, judging: ReportJudging): JudgedReport => {
  const { agencyId, at: receivedAt, receiptId, officer } = judging
  if (current !== null && current.agencyId !== agencyId) return no('submission.notYours')
  const before = current?.reports ?? []
  const known = before.find((report) => report.head.version === head.version)
  if (known !== undefined) {
    const same = canonicalJson(known.head) === canonicalJson(head)
    return same ? { verdict: 'already', version: current?.version ?? 0, first: known } : no('submission.versionTaken', String(head.version))
  }
  const wrong = wrongIn(head, judging)
  if (wrong !== null) return wrong
  const last = before.at(-1)
  // What came before may have gone by hand: then it is not here.
  if (last !== undefined && head.version < last.head.version) return no('submission.notNext', String(last.head.version))
  if (last !== undefined && !sameForm(last.head, head)) return no('submission.otherPeriod')
  const reports = [...before, { head, changeId, officer, receivedAt, receiptId, answer: null }]
  if (reports.length > reportLimits.versions || JSON.stringify(reports).length > reportLimits.bytes) return no('submission.full', id)
  return { verdict: 'applied', standing: { agencyId, version: (current?.version ?? 0) + 1, reports } }
}

/** The department's answer to the last version. `of`: the version that was looked at, where that is said. */
export const answerReport = (current: StandingReports, answer: ReportAnswer, of: number | null): StandingReports | ProblemCode => {
  const last = current.reports.at(-1)
  if (last === undefined || (of !== null && last.head.version !== of)) return 'submission.moved'
  if (last.answer !== null) return 'submission.answered'
  if (answer.outcome === 'returned' && answer.reason.trim() === '') return 'submission.noReason'
  return { ...current, version: current.version + 1, reports: [...current.reports.slice(0, -1), { ...last, answer }] }
}
