import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Fault, faultNames } from '../faults.ts'
import { revoke } from '../store/devices.ts'
import { rule } from '../store/review.ts'
import { answerSubmission } from '../store/submission-desk.ts'
import { startTestPlatform, type TestPlatform, testAgencies, testDepartment } from '../testing.ts'
import type { Result, Subject } from './subject.ts'
import { runSuite } from './suite.ts'

const subjectOf = (platform: TestPlatform): Subject => ({
  base: platform.base,
  code: (agency) => platform.code(testAgencies[agency]),
  third: () => platform.code(testAgencies[2]),
  department: () => platform.code(testDepartment),
  publish: async (id) => {
    await rule(platform.db, id, { kind: 'publish', publishedOn: '2026-11-26', number: '' }, '市数据局', new Date())
  },
  revoke: async (id) => {
    await revoke(platform.db, id, new Date())
  },
  answer: async (id, reason) => {
    const outcome = reason === null ? 'accepted' : 'returned'
    await answerSubmission(platform.db, id, { outcome, reason: reason ?? '', number: '', by: testDepartment, of: null }, new Date())
  },
})

const failed = (results: readonly Result[]) => results.filter(({ outcome }) => outcome === 'failed').map(({ name, why }) => `${name}: ${why}`)

describe('the conformance suite', () => {
  let platform: TestPlatform
  beforeAll(async () => {
    platform = await startTestPlatform()
  })
  afterAll(() => platform.close())
  const suiteOn = async (faults: readonly Fault[]): Promise<Result[]> => {
    platform.faults.clear()
    for (const fault of faults) platform.faults.add(fault)
    return runSuite(subjectOf(platform))
  }

  it('finds nothing wrong with the reference platform', async () => {
    expect(failed(await suiteOn([]))).toEqual([])
  }, 120_000)

  it('knows a dozen faults', () => {
    expect(faultNames.length).toBeGreaterThanOrEqual(12)
  })

  it.each(faultNames)(
    'catches a platform that %s',
    async (fault) => {
      expect(failed(await suiteOn([fault]))).not.toEqual([])
    },
    120_000,
  )
})
