import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deviceById } from '../../../platform/store/devices.ts'
import { identityOf } from '../../../platform/store/platform.ts'
import { push } from '../../../platform/store/push.ts'
import { rule } from '../../../platform/store/review.ts'
import { startTestPlatform, type TestPlatform } from '../../../platform/testing.ts'
import type { DownLine } from '../../../shared/ferry/inner.ts'
import type { Verdict } from '../../../shared/platform-api/schemas.ts'
import { enrol, submitReady } from '../sync/office.fixture.ts'
import { makeTestCore } from '../vault/testing.ts'
import { type CarriedDesk, changesIn, makePlatform, meet, type PaperPlatform, sendDown } from './office.fixture.ts'

/**
 * A real platform over HTTP whose packages are made here: its card bears the platform's id. What a disc carries to it goes
 * through the platform's own push, as by REST.
 */
let platform: TestPlatform
let paper: PaperPlatform
let desk: CarriedDesk
beforeAll(async () => {
  platform = await startTestPlatform()
  const identity = await identityOf(platform.db)
  const made = await makePlatform({ id: identity.id })
  const core = await makeTestCore()
  await enrol(core, await platform.code('澄湖市民政局'), platform.base)
  const probe = await platform.enrol('澄湖市民政局')
  const agencyId = (await deviceById(platform.db, probe.id))?.agencyId ?? ''
  paper = { ...made, epoch: identity.epoch, agency: { id: agencyId, name: '澄湖市民政局' } }
  desk = await meet(core, paper)
})
afterAll(async () => {
  await desk?.close()
  await platform?.close()
})

/** The disc arrives at the platform. */
const arrives = async (files: readonly string[]): Promise<Verdict[]> => {
  const device = await deviceById(platform.db, desk.card.id)
  if (device === undefined) throw new Error('the device is enrolled')
  const { verdicts } = await push(platform.db, device, changesIn(files), new Date(), paper.epoch)
  return verdicts
}
const asLines = (verdicts: readonly Verdict[]): DownLine[] => verdicts.map((verdict) => ({ kind: 'verdict', ...verdict }))
const waiting = async () => (await desk.value('sync.status', {})).waiting
/** Where the copy stands in the platform's feed. */
const cursorIn = (files: readonly string[]): string => /"cursor": "([^"]*)"/.exec(readFileSync(files[0] ?? '', 'utf8'))?.[1] ?? ''

test('the same change by disc first and by REST after it has one effect; the late answer by disc changes nothing', async () => {
  const id = await desk.save({ title: '婚姻登记信息', abstract: '一' })
  const up = await desk.export()
  const verdicts = await arrives(up.files)
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['applied'])
  expect(await waiting()).toBe(1)
  expect(await desk.sync()).toMatchObject({ pushed: 1, verdicts: { already: 1 } })
  expect(await waiting()).toBe(0)
  // What was carried is answered, whichever way the answer came.
  expect((await desk.value('ferry.packages', { direction: 'out' })).packages[0]).toMatchObject({ verdicts: { already: 1 }, open: 0 })
  const { version } = await desk.content(id)
  const late = await sendDown(paper, desk, { after: '', cursor: 'late', lines: asLines(verdicts) })
  expect(await desk.bring(late.files)).toMatchObject({ freed: 0, verdicts: { applied: 1 }, passedOver: [] })
  expect((await desk.content(id)).version).toBe(version)
  expect(await desk.sync()).toMatchObject({ pulled: 0, pushed: 0, conflicts: 0 })
})

test('by REST with a lost answer and then by disc: the disc’s answer frees it, and REST has nothing left to say', async () => {
  const id = await desk.save({ title: '低保对象信息' })
  const up = await desk.export()
  const [first] = await arrives(up.files)
  const [again] = await arrives(up.files)
  expect([first?.verdict, again?.verdict]).toEqual(['applied', 'already'])
  const down = await sendDown(paper, desk, { after: cursorIn(up.files), cursor: 'disc-2', lines: asLines(again === undefined ? [] : [again]) })
  expect(await desk.bring(down.files)).toMatchObject({ freed: 1 })
  expect(await waiting()).toBe(0)
  // The disc moved the place in the feed to one this platform did not give out: REST starts over and finds nothing new.
  expect(await desk.sync()).toMatchObject({ pushed: 0, conflicts: 0 })
  expect((await desk.content(id)).content.title).toBe('低保对象信息')
})

test('a package that REST has overtaken leaves no gap and takes nothing back', async () => {
  const id = await desk.save({ title: '养老机构信息' })
  await submitReady(desk, [id])
  await desk.sync()
  const before = cursorIn((await desk.export()).files)
  await rule(platform.db, id, { kind: 'return', reason: '摘要不清', number: '退1号' }, '数据局', new Date())
  await desk.sync()
  expect((await desk.content(id)).status).toBe('returned')
  const overtaken = await sendDown(paper, desk, { after: before, cursor: 'between', lines: [] })
  expect(await desk.bring(overtaken.files)).toMatchObject({ already: null })
  expect((await desk.content(id)).status).toBe('returned')
  expect(await desk.sync()).toMatchObject({ pushed: 0, conflicts: 0 })
})

test('two ways at once: edits leave by both in turn, and both sides have the same in the end', async () => {
  const id = await desk.save({ title: '救助站信息', abstract: '0' })
  for (let round = 1; round <= 6; round++) {
    await desk.save({ abstract: String(round) }, id)
    if (round % 2 === 0) await desk.sync()
    else await arrives((await desk.export()).files)
  }
  await desk.sync()
  await desk.sync()
  expect(await waiting()).toBe(0)
  expect((await desk.value('conflict.list', {})).conflicts).toEqual([])
  expect((await desk.content(id)).content.abstract).toBe('6')
  const up = await desk.export()
  expect(up.counts).toEqual({ changes: 0 })
})
