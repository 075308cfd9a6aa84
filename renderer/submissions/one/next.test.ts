import { expect, test } from 'vitest'
import type { SubmissionState } from '../../../shared/contract/statistics.ts'
import { submissionStates } from '../../../shared/contract/statistics.ts'
import type { CheckFinding } from '../../../shared/contract/submissions.ts'
import { standardTemplate } from '../../../shared/submissions/standard.ts'
import { eventWords } from '../../../shared/submissions/states.ts'
import type { Submission } from '../words.ts'
import { lifeSteps, nextOf } from './next.ts'

const words = { zh: '2026年第3季度', en: 'Q3 2026' }
const one = (state: SubmissionState, line: Partial<Submission['line']> = {}, more: Partial<Submission> = {}): Submission => ({
  line: {
    ...{ id: '5f0c1b1e-5a2a-4c55-9d2f-7b1b6a4f2c11', version: 1, template: { id: 'mulu-standard', version: 1, words }, periodWords: words, state },
    period: { kind: 'quarter', id: '2026-Q3', from: '2026-07-01', until: '2026-09-30' },
    ...{ preparer: '李文静', reviewer: '王建华', notice: null, frozenAt: null, sha256: null, submittedAt: null, receipt: null, reason: '' },
    ...{ createdAt: '2026-10-08T02:00:00.000Z', createdBy: '李文静' },
    ...line,
  },
  template: standardTemplate,
  ...{
    cover: {},
    manual: [],
    explanations: [],
    reconciliations: [],
    statements: [],
    remedies: [],
    signatures: [],
    replaces: null,
    events: [],
    papers: [],
    may: [],
  },
  versions: [{ version: 1, state, sha256: null, reason: '' }],
  ...more,
})
const error: CheckFinding = { code: 'change.unexplained', severity: 'error', figure: null, params: {}, words }
const signed = (as: 'preparer' | 'reviewer') => ({ as, name: '', way: 'paper' as const, on: '2026-10-09', evidence: '', recordedBy: '' })
const today = '2026-10-09'

test('whose turn it is, from the draft to the department', () => {
  expect(nextOf(one('draft'), null, '2026-09-30')).toMatchObject({ key: 'wait' })
  expect(nextOf(one('draft'), null, today)).toMatchObject({ key: 'freeze' })
  expect(nextOf(one('frozen'), [error, { ...error, severity: 'warning' }], today)).toMatchObject({ key: 'explain', count: 1 })
  expect(nextOf(one('frozen', { reviewer: '' }), [], today)).toMatchObject({ key: 'reviewer' })
  expect(nextOf(one('frozen', { reviewer: '李文静' }), [], today)).toMatchObject({ key: 'same' })
  expect(nextOf(one('frozen'), [], today)).toMatchObject({ key: 'signPreparer', name: '李文静' })
  expect(nextOf(one('frozen', {}, { signatures: [signed('preparer')] }), [], today)).toMatchObject({ key: 'signReviewer', name: '王建华' })
  expect(nextOf(one('signed'), [], today)).toMatchObject({ key: 'export' })
  const exported = [{ at: '2026-10-09T02:00:00.000Z', by: '李文静', what: eventWords.exported, note: '' }]
  expect(nextOf(one('signed', {}, { events: exported }), [], today)).toMatchObject({ key: 'submit' })
  // Until the platform has received it, it is on its way.
  expect(nextOf(one('submitted'), [], today)).toMatchObject({ key: 'underWay', at: 5 })
  expect(nextOf(one('submitted', { submittedAt: '2026-10-12T02:00:00.000Z' }), [], today)).toMatchObject({ key: 'receipt' })
  expect(nextOf(one('returned'), [], today)).toMatchObject({ key: 'returned' })
})

test('an earlier version has nothing next', () => {
  const versions = [1, 2].map((version) => ({ version, state: 'submitted' as const, sha256: null, reason: '' }))
  expect(nextOf(one('submitted', {}, { versions }), [], today)).toMatchObject({ key: 'older' })
  expect(nextOf(one('replaced', {}, { versions }), [], today)).toMatchObject({ key: 'replaced' })
})

test.each(submissionStates)('%s stands somewhere on the way', (state) => {
  const { at } = nextOf(one(state), [], today)
  expect(at).toBeGreaterThanOrEqual(0)
  expect(at).toBeLessThanOrEqual(lifeSteps.length)
})
