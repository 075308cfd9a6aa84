import { afterEach, beforeEach, expect, test } from 'vitest'
import { soundEntry } from '../../../shared/checks/sound-entry.fixture.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'

let core: TestCore
const now = '2026-10-08'
beforeEach(async () => {
  core = await makeTestCore({ ports: { now: () => new Date(`${now}T02:00:00.000Z`) } })
  await core.as('officer')
})
afterEach(() => core.close())

const quarters = async (until: string, count: number) =>
  (await core.value('period.list', { until, count })).periods.map(({ id, from, until: last, note }) => [id, from, last, note === null ? '' : note.zh])

test('years begin on another day from the next on; what is before keeps its days and says where it ends', async () => {
  await core.value('catalogue.save', { patch: soundEntry({ title: '婚姻登记信息' }), secrecy: '不涉密' })
  await core.value('submission.draft', { kind: 'quarter', on: '2026-09-30', secrecy: '不涉密' })
  const { years } = await core.value('period.configure', { yearStart: '12-21', usual: 'quarter' })
  expect(years).toEqual([
    { since: null, yearStart: '01-01' },
    { since: '2026-12-21', yearStart: '12-21' },
  ])
  expect(await quarters('2026-12-21', 3)).toEqual([
    ['2026-Q3', '2026-07-01', '2026-09-30', ''],
    ['2026-Q4', '2026-10-01', '2026-12-20', '统计年度自2026-12-21起改变起始日，本期止于2026-12-20（原为2026-12-31）'],
    ['2027-Q1', '2026-12-21', '2027-03-20', ''],
  ])
  expect(await core.value('period.settings', {})).toMatchObject({ yearStart: '01-01', years, today: now })
  expect(
    (await core.value('statistics.trend', { kind: 'quarter', on: '2027-01-05', count: 2, indicators: ['entry.total'] })).periods.map(({ id }) => id),
  ).toEqual(['2026-Q4', '2027-Q1'])
})

test('what was submitted is not renamed: the day from which it may be is named', async () => {
  const set = (since: string | null | undefined) => core.call('period.configure', { yearStart: '12-21', usual: 'quarter', since })
  expect(await set('2026-12-20')).toMatchObject({ ok: false, error: { code: 'period.since', params: { next: '2026-12-21' } } })
  // Nothing was submitted: from ever.
  expect(await set(null)).toMatchObject({ ok: true, value: { years: [{ since: null, yearStart: '12-21' }] } })
  expect((await quarters('2026-10-08', 1))[0]?.slice(0, 3)).toEqual(['2026-Q4', '2026-09-21', '2026-12-20'])
  expect(await core.call('period.configure', { yearStart: '01-01', usual: 'quarter', since: null })).toMatchObject({ ok: true })
  await core.value('catalogue.save', { patch: soundEntry({ title: '婚姻登记信息' }), secrecy: '不涉密' })
  await core.value('submission.draft', { kind: 'quarter', on: '2026-09-30', secrecy: '不涉密' })
  for (const since of [null, '2025-12-21'])
    expect(await set(since)).toMatchObject({ ok: false, error: { code: 'period.taken', params: { period: '2026年第3季度', later: '2026-12-21' } } })
  expect(await set(undefined)).toMatchObject({ ok: true })
})

test("a fulfilled notice's task holds its period; another day of the year before it came is taken back", async () => {
  const notice = {
    ...{ number: '甬数〔2026〕5号', issuer: '宁波市数据局', title: '共享情况报送', receivedOn: '2026-09-20', kind: 'quarter' as const, period: null },
    ...{ fromOn: '2026-07-01', untilOn: null, template: 'mulu-standard', due: { kind: 'after' as const, n: 10, unit: 'workingDay' as const, hour: '17:00' } },
  }
  await core.value('period.saveNotice', { notice })
  const { tasks } = await core.value('task.list', { kind: ['statistics'], limit: 10 })
  expect(tasks).toHaveLength(2)
  const moved = await core.value('period.configure', { yearStart: '02-01', usual: 'quarter' })
  expect(moved.years).toHaveLength(2)
  // Tasks of periods that ended keep their days.
  const after = (await core.value('task.list', { kind: ['statistics'], limit: 10 })).tasks
  expect(after.find(({ title }) => title.startsWith('2026年第3季度'))?.due?.due).toBe(tasks.find(({ title }) => title.startsWith('2026年第3季度'))?.due?.due)
  expect((await core.value('period.configure', { yearStart: '01-01', usual: 'month', since: '2027-01-01' })).years).toEqual([
    { since: null, yearStart: '01-01' },
  ])
})
