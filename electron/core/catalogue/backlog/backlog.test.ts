import { afterAll, beforeAll, expect, it } from 'vitest'
import type { EntryPatch } from '../../../../shared/catalogue.ts'
import { soundEntry } from '../../../../shared/checks/sound-entry.fixture.ts'
import { answerSources } from '../../../../shared/entry-life.ts'
import { assetsDir, makeTestCore, type TestCore } from '../../vault/testing.ts'

const secrecy = '不涉密' as const
const today = '2026-11-22T15:59:50.000Z' // ten seconds before midnight in China
let now = today
let test: TestCore
beforeAll(async () => {
  test = await makeTestCore({ ports: { now: () => new Date(now) } })
  await test.as('officer')
  await test.value('catalogue.import', { file: `${assetsDir}/templates/guide-2017-example.xlsx`, secrecy, apply: true })
}, 60_000)
afterAll(async () => {
  await test.close()
})

const rule = async (code: string) => (await test.value('catalogue.backlog', {})).rules.find((row) => row.code === code)
const make = async (patch: EntryPatch) => (await test.value('catalogue.save', { patch: soundEntry({ codes: [], ...patch }), secrecy })).id

it('lists what was imported by rule, apart from what is made here', async () => {
  const imported = (await test.value('catalogue.search', { text: '', filter: { imported: true } })).total
  expect(imported).toBeGreaterThan(0)
  await make({ title: '新编目录甲', dataGrade: '' })
  const grade = await rule('missing.dataGrade')
  expect(grade).toEqual({
    code: 'missing.dataGrade',
    severity: 'error',
    field: 'dataGrade',
    entries: imported,
    confirmed: 0,
    later: 0,
    open: imported,
    overdue: 0,
    nextDueOn: null,
  })
  const whole = (await test.value('catalogue.check', {})).rules.find(({ code }) => code === 'missing.dataGrade')
  expect(whole).toMatchObject({ entries: imported + 1, existing: imported })
  expect((await test.value('catalogue.search', { text: '', filter: { existing: false } })).total).toBe(1)
})

it('takes one answer for all of them, with its day, and keeps who gave it out of the entries', async () => {
  const open = (await rule('missing.dataGrade'))?.open ?? 0
  const later = { code: 'missing.dataGrade', answer: '待补' as const, reason: '随年度分级工作补齐' }
  expect(await test.call('catalogue.answerBacklog', later)).toMatchObject({ ok: false, error: { code: 'catalogue.backlogDue' } })
  expect(await test.call('catalogue.answerBacklog', { ...later, dueOn: '2026-11-21' })).toMatchObject({ ok: false, error: { code: 'catalogue.backlogDue' } })
  expect(await test.value('catalogue.answerBacklog', { ...later, dueOn: '2026-11-22' })).toEqual({ answered: open })
  expect(await rule('missing.dataGrade')).toMatchObject({ later: open, open: 0, overdue: 0, nextDueOn: '2026-11-22' })
  expect((await test.value('catalogue.search', { text: '', filter: { imported: true }, limit: 1 })).items[0]?.version).toBe(1)
  expect(await test.value('catalogue.answerBacklog', { ...later, dueOn: '2026-11-30' })).toEqual({ answered: 0 })
})

it('answers some, again, and forgets the answer of what was corrected', async () => {
  const before = await rule('missing.dataGrade')
  const { items } = await test.value('catalogue.search', { text: '', filter: { imported: true }, limit: 1 })
  const [first] = items
  if (first === undefined || before === undefined) throw new Error('nothing was imported')
  const confirm = { code: 'missing.dataGrade', answer: '确认无误' as const, reason: '本地暂未分级', ids: [first.id], onlyOpen: false }
  expect(await test.value('catalogue.answerBacklog', confirm)).toEqual({ answered: 1 })
  expect(await rule('missing.dataGrade')).toMatchObject({ confirmed: 1, later: before.entries - 1 })
  await test.value('catalogue.save', { id: first.id, base: first.version, patch: { dataGrade: '一般数据' }, secrecy })
  expect((await rule('missing.dataGrade')) ?? { confirmed: 0, entries: 0 }).toMatchObject({ confirmed: 0, entries: before.entries - 1 })
})

it('takes a published entry for one of them, and no mark in a reason', async () => {
  const before = (await rule('missing.abstract'))?.entries ?? 0
  const id = await make({ title: '已发布目录乙', abstract: '' })
  expect((await rule('missing.abstract'))?.entries ?? 0).toBe(before)
  const answer = { source: answerSources[0], receivedAt: '2026-11-20T02:00:00.000Z', evidence: '平台清单第3页' }
  await test.value('catalogue.publish', { entries: [{ id, base: 1 }], ...answer })
  expect((await rule('missing.abstract'))?.entries).toBe(before + 1)
  const marked = { code: 'missing.abstract', answer: '确认无误' as const, reason: '秘密★10年' }
  expect(await test.call('catalogue.answerBacklog', marked)).toMatchObject({ ok: false, error: { code: 'secrecy.marked' } })
})

it('says what is overdue', async () => {
  const later = (await rule('missing.dataGrade'))?.later ?? 0
  expect(later).toBeGreaterThan(0)
  expect(await rule('missing.dataGrade')).toMatchObject({ overdue: 0 })
  now = '2026-11-22T16:00:05.000Z'
  expect(await rule('missing.dataGrade')).toMatchObject({ overdue: later })
})
