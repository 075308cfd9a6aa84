import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { soundEntry } from '../../../shared/checks/sound-entry.fixture.ts'
import { sayDue } from '../../../shared/clock-words.ts'
import type { Input } from '../../../shared/contract.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'

const secrecy = '不涉密'
let core: TestCore
let now = ''
const at = async (day: string): Promise<void> => {
  now = day
  await core.as('officer')
}
beforeEach(async () => {
  now = '2026-06-20'
  core = await makeTestCore({ ports: { now: () => new Date(`${now}T02:00:00.000Z`) } })
  await core.as('officer')
})
afterEach(() => core.close())

const changesOf = async (id: string, lang?: 'en') => {
  const { delta } = await core.value('submission.delta', { id, ...(lang === undefined ? {} : { lang }) })
  return delta?.changed.map(({ changes }) => changes)
}
const draft = async () => (await core.value('submission.draft', { reviewer: '郭主任', secrecy })).id

test('what changed is read in English too, of a draft and of what is frozen; the document stays Chinese', async () => {
  const { id: changed } = await core.value('catalogue.save', { patch: soundEntry({ title: '婚姻登记信息' }), secrecy })
  await at('2026-07-02')
  await core.value('submission.freeze', { id: await draft(), secrecy })
  await core.value('catalogue.save', { id: changed, base: 1, patch: { title: '婚姻登记' }, secrecy })
  await at('2026-10-08')
  const id = await draft()
  const [zh, en] = [['信息资源名称：“婚姻登记信息”改为“婚姻登记”'], ['Resource name: “婚姻登记信息” became “婚姻登记”']]
  expect([await changesOf(id), await changesOf(id, 'en')]).toEqual([[zh], [en]])
  await core.value('submission.freeze', { id, secrecy })
  // What was changed since is of the next period.
  await core.value('catalogue.save', { id: changed, base: 2, patch: { title: '婚姻' }, secrecy })
  expect([await changesOf(id), await changesOf(id, 'en')]).toEqual([[zh], [en]])
  const out = join(core.temp, '报送.json')
  await core.value('submission.export', { id, file: out, format: 'json', lang: 'en', secrecy })
  expect((JSON.parse(readFileSync(out, 'utf8')) as { delta: { changed: { changes: string[] }[] } }).delta.changed[0]?.changes).toEqual(zh)
})

test('a notice’s task says the hour beside its day, and a changed hour at once', async () => {
  const notice: Input<'period.saveNotice'>['notice'] = {
    ...{ number: '甬数〔2026〕5号', issuer: '宁波市数据局', title: '共享情况报送', receivedOn: '2026-06-18', kind: 'quarter', period: null },
    ...{ fromOn: '2026-04-01', untilOn: null, due: { kind: 'after', n: 10, unit: 'workingDay', hour: '17:00' }, template: 'mulu-standard' },
  }
  const { id } = await core.value('period.saveNotice', { notice })
  const said = async () => {
    const { tasks } = await core.value('task.list', { limit: 10 })
    return tasks.flatMap(({ kind, title, due }) => (kind === 'statistics' && due !== null ? [[title, sayDue(due, 'zh'), sayDue(due, 'en')]] : []))
  }
  const title = '2026年第2季度共享情况报送（甬数〔2026〕5号）'
  expect(await said()).toEqual([[title, '剩24天，7月14日（周二）17:00前', '24 days left, by Tue 14 Jul, 17:00']])
  await core.value('period.saveNotice', { notice: { ...notice, id, due: { kind: 'after', n: 10, unit: 'workingDay', hour: '12:00' } } })
  expect(await said()).toEqual([[title, '剩24天，7月14日（周二）12:00前', '24 days left, by Tue 14 Jul, 12:00']])
})
