import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { drafted, signOff } from '../../electron/core/submission/signed.fixture.ts'
import { inDatabase, makeReport, queue } from '../../electron/core/submission/travel.fixture.ts'
import { writeTakes } from '../../electron/core/sync/platform.ts'
import { sql } from '../database/database.ts'
import { putSubmissionBack } from '../put-back-submission.fixture.ts'
import { nextEpoch } from '../store/platform.ts'
import { startTestPlatform, type TestPlatform, testDepartment } from '../testing.ts'
import { type CarriedDesk, civil, openCarriedDesk, ordered } from './vault.fixture.ts'

/** An agency with two devices and the department, which have nothing but discs between them and the platform. */
let platform: TestPlatform
let one: CarriedDesk
let colleague: CarriedDesk
let bureau: CarriedDesk
beforeAll(async () => {
  platform = await startTestPlatform()
  one = await openCarriedDesk(platform)
  colleague = await openCarriedDesk(platform)
  bureau = await openCarriedDesk(platform, { agency: testDepartment })
  for (const desk of [one, colleague, bureau]) {
    await desk.as('sys')
    await desk.value('profile.save', { patch: { creditCode: '11430000743187451F', region: '330200' } })
    await desk.as('officer')
    await down(desk)
  }
}, 240_000)
afterAll(async () => {
  for (const desk of [one, colleague, bureau]) await desk?.close()
  await platform?.close()
})
const up = async (desk: CarriedDesk) => (await ordered(platform, 'package import', {}, await desk.out())).counts as Record<string, number>
const down = async (desk: CarriedDesk, values: Record<string, string> = {}) => desk.bring((await desk.given(values)).files)
const seen = async (desk: CarriedDesk, id: string) => (await desk.value('submission.reports', { id })).submissions[0]
const states = async (desk: CarriedDesk, id: string) =>
  (await seen(desk, id))?.reports.map(({ version, status, answer }) => `${version} ${status}${answer === null ? '' : ` ${answer.outcome}`}`) ?? []
const kept = async (id: string) =>
  (await platform.db.one<{ n: number }>(sql`SELECT json_array_length(reports::json)::int AS n FROM submission WHERE id = ${id}::uuid`))?.n ?? 0

it('a submission, its papers, its receipt and its answer go by disc, to a colleague and the department too', async () => {
  const made = makeReport()
  const { id, head, files } = made
  await queue(one, made)
  expect(await up(one)).toMatchObject({ changes: 1, applied: 1, papers: 2 })
  // Nothing counts before the answer is here.
  expect(await states(one, id)).toEqual(['1 queued'])
  // The disc with the answer is lost; what is sent again has the same effect and the same receipt.
  await one.given()
  expect(await up(one)).toMatchObject({ already: 1 })
  expect(await down(one)).toMatchObject({ freed: 1 })
  expect(await states(one, id)).toEqual(['1 received'])
  expect(await kept(id)).toBe(1)
  for (const desk of [colleague, bureau]) {
    expect(await down(desk)).toMatchObject({ effects: { taken: 1 } })
    const [report] = (await seen(desk, id))?.reports ?? []
    expect(report).toMatchObject({ status: 'received', sha256: head.sha256 })
    expect(report?.receivedAt).toBe((await seen(one, id))?.reports[0]?.receivedAt)
    for (const [sha256, data] of files) {
      const file = join(desk.temp, sha256.slice(0, 8))
      await desk.value('submission.savePaper', { id, sha256, file })
      expect(readFileSync(file).equals(data)).toBe(true)
    }
  }
  await ordered(platform, 'review return', { id, reason: '第二表合计不符' })
  await down(one)
  expect((await seen(one, id))?.reports[0]?.answer).toMatchObject({ outcome: 'returned', reason: '第二表合计不符' })
  await queue(one, makeReport({ id, version: 2 }))
  expect(await up(one)).toMatchObject({ applied: 1, papers: 2 })
  await ordered(platform, 'review accept', { id })
  for (const desk of [one, colleague, bureau]) {
    await down(desk)
    expect(await states(desk, id)).toEqual(['1 received returned', '2 received accepted'])
  }
}, 240_000)

it('one that the platform refuses comes to the tray with its reason; a package taken in twice changes nothing', async () => {
  const made = makeReport()
  await queue(one, made)
  await up(one)
  await queue(colleague, makeReport({ id: made.id, text: '另一份' }))
  const files = await colleague.out()
  expect((await ordered(platform, 'package import', {}, files)).counts).toMatchObject({ rejected: 1 })
  expect(await ordered(platform, 'package import', {}, files)).toMatchObject({ already: expect.any(String) })
  await down(colleague)
  // The one that was received stands here; ours is in the tray.
  expect(await states(colleague, made.id)).toEqual(['1 received'])
  expect((await colleague.value('quarantine.list', {})).changes).toMatchObject([{ kind: 'report', problem: { code: 'submission.versionTaken' } }])
  await down(one)
  expect(await kept(made.id)).toBe(1)
}, 240_000)

it('to a platform that said it takes none nothing is carried', async () => {
  const made = makeReport()
  await queue(one, made)
  await inDatabase(one, (db) => writeTakes(db, ['epoch', 'case']))
  expect(await up(one)).toMatchObject({ changes: 0 })
  expect(await states(one, made.id)).toEqual(['1 held'])
  await inDatabase(one, (db) => writeTakes(db, ['epoch', 'case', 'submission']))
  expect(await up(one)).toMatchObject({ applied: 1 })
  await down(one)
  expect(await states(one, made.id)).toEqual(['1 received'])
}, 240_000)

it('a quarter is submitted by disc, and a colleague opens it and writes the same bytes', async () => {
  const id = await drafted(one, '2026-08-01')
  await signOff(one, id)
  await one.value('submission.submit', { id, secrecy: '不涉密' })
  expect(await up(one)).toMatchObject({ applied: 1, papers: 3 })
  expect((await one.value('submission.get', { id })).line).toMatchObject({ state: 'submitted', submittedAt: null })
  for (const desk of [one, colleague]) {
    await down(desk)
    expect((await desk.value('submission.get', { id })).line).toMatchObject({ state: 'received', receipt: { source: '平台' } })
  }
  const exported = async (desk: CarriedDesk, format: 'json' | 'xlsx') => {
    const file = join(desk.temp, `${id}.${format}`)
    await desk.value('submission.export', { id, file, format, secrecy: '不涉密' })
    return readFileSync(file)
  }
  for (const format of ['json', 'xlsx'] as const) expect((await exported(colleague, format)).equals(await exported(one, format))).toBe(true)
  await ordered(platform, 'review return', { id, reason: '共享次数与台账不符' })
  await down(colleague)
  expect((await colleague.value('submission.get', { id })).line).toMatchObject({ state: 'returned', receipt: { reason: '共享次数与台账不符' } })
}, 300_000)

it('a platform put back to a backup gets again by disc what it lost', async () => {
  const made = makeReport()
  const { id } = made
  await queue(one, made)
  await up(one)
  await down(one)
  await putSubmissionBack(platform.db, id)
  await nextEpoch(platform.db)
  const { files } = await one.given({ full: 'true' })
  expect(await one.call('ferry.import', { files, secrecy: '不涉密' })).toMatchObject({ error: { code: 'sync.asks.restored' } })
  await one.as('keeper')
  await one.value('sync.confirm', { question: 'restored' })
  await one.as('officer')
  await one.bring(files)
  expect(await states(one, id)).toEqual(['1 queued'])
  expect(await up(one)).toMatchObject({ applied: 1 })
  await down(one)
  expect(await states(one, id)).toEqual(['1 received'])
  expect(
    (await one.value('submission.reports', { whose: 'own' })).submissions.every(({ reports }) => reports.every(({ status }) => status === 'received')),
  ).toBe(true)
  expect(civil).toBe((await seen(one, id))?.agency)
}, 240_000)
