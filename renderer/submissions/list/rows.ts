import type { PeriodLine } from '../../../shared/contract/statistics.ts'
import type { SubmissionLine } from '../../../shared/contract/submissions.ts'

export type ListRow = {
  template: string
  notices: PeriodLine['notices']
  /** The newest version; null: nobody began. */
  submission: SubmissionLine | null
  /** The newest that was handed in, which a correction that is only begun does not replace. */
  handed: SubmissionLine | null
}

/** What a period shows: a row for each form that a notice asks for or that somebody began; one empty row where there is neither. */
export const rowsOfPeriod = (period: PeriodLine, lines: readonly SubmissionLine[]): ListRow[] => {
  const templates = new Set([...period.notices.map(({ template }) => template), ...period.submissions.map(({ template }) => template)])
  const rows = [...templates].map((template): ListRow => {
    const ids = period.submissions.filter((one) => one.template === template).map(({ id }) => id)
    const versions = lines.filter((line) => ids.includes(line.id) && line.period.id === period.id).sort((a, b) => b.version - a.version)
    return {
      template,
      notices: period.notices.filter((notice) => notice.template === template),
      submission: versions[0] ?? null,
      handed: versions.find(({ submittedAt }) => submittedAt !== null) ?? null,
    }
  })
  return rows.length === 0 ? [{ template: '', notices: [], submission: null, handed: null }] : rows
}
