import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { administer } from '../../../platform/administration.ts'
import { putSubmissionBack } from '../../../platform/put-back-submission.fixture.ts'
import { nextEpoch } from '../../../platform/store/platform.ts'
import { startTestPlatform, type TestPlatform } from '../../../platform/testing.ts'
import { soundEntry } from '../../../shared/checks/sound-entry.fixture.ts'
import { dropAttachment } from '../attachments/queries.ts'
import type { Desk } from '../sync/office.fixture.ts'
import { drafted, signOff } from './signed.fixture.ts'
import { inDatabase, openStatisticsDesk } from './travel.fixture.ts'

let platform: TestPlatform
let one: Desk
let colleague: Desk
beforeAll(async () => {
  platform = await startTestPlatform()
  one = await openStatisticsDesk(platform, '11430000743187451F')
  colleague = await openStatisticsDesk(platform, '11430000743187451F')
}, 240_000)
afterAll(async () => {
  for (const desk of [one, colleague]) await desk?.close()
  await platform?.close()
})

const state = async (desk: Desk, id: string, version?: number) => (await desk.value('submission.get', { id, version })).line
const happened = async (desk: Desk, id: string) => (await desk.value('submission.get', { id })).events.map(({ what }) => what.zh).toReversed()
const bytesOf = async (desk: Desk, id: string, version?: number): Promise<Buffer> => {
  const file = join(desk.temp, `${createHash('sha256').update(`${id} ${version} ${Math.random()}`).digest('hex').slice(0, 8)}.json`)
  await desk.value('submission.export', { id, version, file, format: 'json', secrecy: '不涉密' })
  return readFileSync(file)
}
const review = async (command: string, values: Record<string, string>) => {
  const answer = await administer(platform.db, { command, values })
  if (!answer.ok) throw new Error(answer.error)
}
const restored = async (desk: Desk) => {
  await desk.call('sync.run', { secrecy: '不涉密' })
  await desk.as('keeper')
  await desk.value('sync.confirm', { question: 'restored' })
  await desk.as('officer')
}

test('a quarter is submitted by the platform, answered and corrected, and a colleague opens it and writes the same bytes', async () => {
  await one.value('catalogue.save', { patch: soundEntry({ title: '婚姻登记信息' }), secrecy: '不涉密' })
  const id = await drafted(one, '2026-08-01')
  await signOff(one, id)
  await one.value('submission.submit', { id, secrecy: '不涉密' })
  // On its way it is not submitted yet: the platform's receipt says so, and when.
  expect(await state(one, id)).toMatchObject({ state: 'submitted', submittedAt: null, receipt: null })
  expect(await one.call('submission.submit', { id, secrecy: '不涉密' })).toMatchObject({ error: { code: 'submission.state' } })
  expect(await one.sync()).toMatchObject({ verdicts: { rejected: 0 } })
  const line = await state(one, id)
  expect(line).toMatchObject({ state: 'received', receipt: { kind: 'received', source: '平台' } })
  expect(line.submittedAt).toBe(line.receipt?.at)
  const [there] = (await one.value('submission.reports', { id })).submissions
  expect(there?.reports[0]?.receivedAt).toBe(line.submittedAt)
  expect(Object.keys(there?.reports[0]?.counts ?? {})).toContain('entry')

  await colleague.sync()
  expect(await state(colleague, id)).toMatchObject({ state: 'received', sha256: line.sha256, submittedAt: line.submittedAt, receipt: line.receipt })
  expect((await bytesOf(colleague, id)).equals(await bytesOf(one, id))).toBe(true)

  // So are the form and the paper: what went along is what every copy writes.
  const papers = (await colleague.value('submission.reports', { id })).submissions[0]?.reports[0]?.papers ?? []
  expect(papers.map(({ name, document, type }) => [name, document, type]).toSorted()).toEqual([
    ['报送.json', true, 'submission'],
    ['报送.pdf', false, null],
    ['报送.xlsx', false, null],
  ])
  for (const format of ['xlsx', 'pdf'] as const) {
    const { sha256 } = await colleague.value('submission.export', { id, file: join(colleague.temp, `再导.${format}`), format, secrecy: '不涉密' })
    expect(sha256).toBe(papers.find(({ name }) => name === `报送.${format}`)?.sha256)
    await colleague.value('submission.fetchPaper', { id, sha256 })
  }

  await review('review return', { id, reason: '共享次数与台账不符' })
  for (const desk of [one, colleague]) {
    await desk.sync()
    expect(await state(desk, id)).toMatchObject({ state: 'returned', receipt: { kind: 'returned', reason: '共享次数与台账不符' } })
  }
  expect(await happened(one, id)).toEqual(['起草', '冻结', '填报人签名', '审核人签名', '报送', '主管部门收到', '主管部门退回'])
  // The colleague corrects what was made elsewhere.
  await colleague.value('submission.correct', { id, reason: '漏报一件', secrecy: '不涉密' })
  await signOff(colleague, id)
  await colleague.value('submission.submit', { id, secrecy: '不涉密' })
  expect(await colleague.sync()).toMatchObject({ verdicts: { applied: 1 } })
  await review('review accept', { id, number: '数报收〔2026〕7号' })
  for (const desk of [one, colleague]) {
    await desk.sync()
    expect(await state(desk, id, 2)).toMatchObject({ state: 'accepted', reason: '漏报一件', receipt: { number: '数报收〔2026〕7号' } })
    expect(await state(desk, id, 1)).toMatchObject({ state: 'replaced' })
  }
  for (const version of [1, 2]) expect((await bytesOf(colleague, id, version)).equals(await bytesOf(one, id, version))).toBe(true)
}, 300_000)

test('a platform put back to a backup gets again what it lost', async () => {
  const id = await drafted(one, '2026-05-01')
  await signOff(one, id)
  await one.value('submission.submit', { id, secrecy: '不涉密' })
  await one.sync()
  expect(await state(one, id)).toMatchObject({ state: 'received' })
  await putSubmissionBack(platform.db, id)
  await nextEpoch(platform.db)
  await restored(one)
  await one.sync()
  expect(await state(one, id)).toMatchObject({ state: 'received', receipt: { kind: 'received' } })
  expect(await happened(one, id)).toContain('平台恢复备份后没有这一版，再次上报')
  await restored(colleague)
  await colleague.sync()
}, 300_000)

test('where both correct the same version, the one that came second is said to be so, and goes on as a correction', async () => {
  const id = await drafted(one, '2026-02-01')
  await signOff(one, id)
  await one.value('submission.submit', { id, secrecy: '不涉密' })
  await one.sync()
  await colleague.sync()
  for (const desk of [colleague, one]) {
    await desk.value('submission.correct', { id, reason: desk === one ? '漏报一件' : '多报一件', secrecy: '不涉密' })
    await signOff(desk, id)
    await desk.value('submission.submit', { id, secrecy: '不涉密' })
  }
  expect((await one.value('sync.waiting', { limit: 5 })).lines).toMatchObject([{ kind: 'report', title: '2026-Q1' }])
  await colleague.sync()
  await one.sync()
  expect(await state(colleague, id)).toMatchObject({ version: 2, state: 'received' })
  expect(await state(one, id)).toMatchObject({
    version: 2,
    state: 'returned',
    receipt: { reason: '本单位另一台设备先上报了同一版，内容不同；请核对后另做更正' },
  })
  const { changes } = await one.value('quarantine.list', {})
  expect(changes).toMatchObject([{ kind: 'report', problem: { code: 'submission.versionTaken' } }])
  await one.value('quarantine.withdraw', { ids: changes.map((change) => change.id) })
  await one.value('submission.correct', { id, reason: '两处合并', secrecy: '不涉密' })
  await signOff(one, id)
  await one.value('submission.submit', { id, secrecy: '不涉密' })
  expect(await one.sync()).toMatchObject({ verdicts: { applied: 1 } })
  expect(await state(one, id)).toMatchObject({ version: 3, state: 'received' })
}, 300_000)

test('what the platform refuses is signed as before and may leave again', async () => {
  const id = await drafted(one, '2025-11-01')
  await signOff(one, id)
  await one.value('submission.submit', { id, secrecy: '不涉密' })
  // Taken out of the vault before it left: the platform says that a paper is missing.
  const [waiting] = (await one.value('submission.reports', { id })).submissions
  await inDatabase(one, (db) => dropAttachment(db, waiting?.reports[0]?.sha256 ?? ''))
  expect(await one.sync()).toMatchObject({ verdicts: { rejected: 1 } })
  expect(await state(one, id)).toMatchObject({ state: 'signed', submittedAt: null, receipt: null })
  expect((await happened(one, id)).at(-1)).toBe('平台不接收，退回待改')
  await one.value('submission.submit', { id, secrecy: '不涉密' })
  expect((await one.value('quarantine.list', {})).changes).toEqual([])
  expect(await one.sync()).toMatchObject({ verdicts: { applied: 1 } })
  expect(await state(one, id)).toMatchObject({ state: 'received' })
}, 300_000)
