import { expect, test } from 'vitest'
import type { PeriodLine } from '../../../shared/contract/statistics.ts'
import type { SubmissionLine } from '../../../shared/contract/submissions.ts'
import { rowsOfPeriod } from './rows.ts'

const words = { zh: '2026年第3季度', en: 'Q3 2026' }
const quarter = { kind: 'quarter' as const, id: '2026-Q3', from: '2026-07-01', until: '2026-09-30' }
const [a, b] = ['5f0c1b1e-5a2a-4c55-9d2f-7b1b6a4f2c11', '5f0c1b1e-5a2a-4c55-9d2f-7b1b6a4f2c12'] as const
const line = (id: string, template: string, version: number, part: Partial<SubmissionLine> = {}): SubmissionLine => ({
  ...{ id, version, template: { id: template, version: 1, words }, period: quarter, periodWords: words, state: 'draft', preparer: '李', reviewer: '王' },
  ...{ notice: null, frozenAt: null, sha256: null, submittedAt: null, receipt: null, reason: '', createdAt: '2026-10-08T02:00:00.000Z', createdBy: '李' },
  ...part,
})
const period = (notices: string[], submissions: SubmissionLine[]): PeriodLine => ({
  ...quarter,
  ...{ words, note: null, ended: true },
  notices: notices.map((template, at) => ({
    ...{ id: `5f0c1b1e-5a2a-4c55-9d2f-7b1b6a4f2d0${at}`, number: '3号', issuer: '市数据局', title: '', dueAt: '2026-10-20T09:00:00.000Z' },
    ...{ template, state: 'later', provisional: false },
  })),
  submissions: submissions.map(({ id, version, template, state }) => ({ id, version, template: template.id, words, state })),
})

test('a row for each form that is asked for or begun, and one where there is neither', () => {
  expect(rowsOfPeriod(period([], []), [])).toEqual([{ template: '', notices: [], submission: null, handed: null }])
  const drafted = line(b, 'city', 1)
  const rows = rowsOfPeriod(period(['mulu-standard'], [drafted]), [drafted])
  expect(rows.map(({ template, notices, submission }) => [template, notices.length, submission?.id ?? null])).toEqual([
    ['mulu-standard', 1, null],
    ['city', 0, b],
  ])
})

test('a correction that is only begun leaves what was handed in standing', () => {
  const first = line(a, 'mulu-standard', 1, { state: 'received', submittedAt: '2026-10-09T02:00:00.000Z' })
  const second = line(a, 'mulu-standard', 2)
  const [row] = rowsOfPeriod(period(['mulu-standard'], [first, second]), [second, first])
  expect(row?.submission?.version).toBe(2)
  expect(row?.handed?.version).toBe(1)
})
