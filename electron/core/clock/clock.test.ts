import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeTestCore, type TestCore } from '../vault/testing.ts'

let made: TestCore
let now = '2026-11-20T02:00:00.000Z'
beforeAll(async () => {
  made = await makeTestCore({ ports: { now: () => new Date(now) } })
})
beforeEach(async () => {
  now = '2026-11-20T02:00:00.000Z'
  await made.as('officer')
  await made.value('profile.save', { patch: { region: '', regulations: [] } })
})
afterAll(() => made.close())

describe('as of a day: a Jiangsu request for data with personal privacy (decisions F5)', () => {
  const request = { duty: 'request.reply', shareType: '有条件共享', sensitive: ['个人隐私'] }
  beforeEach(async () => {
    await made.value('profile.save', { patch: { region: '320000', regulations: ['JS-85'] } })
  })

  test('2015: 15 working days under Jiangsu 85', async () => {
    const answer = await made.value('clock.due', { ...request, at: '2015-09-01' })
    expect(answer).toMatchObject({ on: '2015-09-01', rule: { pack: 'JS-85', place: { article: 18 } }, provisional: [] })
    // 09-03 to 09-05 off, 09-06 (a Sunday) worked: counted by hand.
    expect(answer.due).toBe('2015-09-23')
    expect(answer.sources).toMatchObject([{ limit: { zh: '15个工作日' }, applied: true }])
  })

  test('2024: no rule in force; what stands in its place is named, its text is not loaded', async () => {
    const answer = await made.value('clock.due', { ...request, at: '2024-03-01' })
    expect(answer).toMatchObject({ rule: null, due: null, sources: [], words: { zh: '没有施行中的期限规定' } })
    expect(answer.lost.find(({ pack }) => pack === 'JS-85')).toMatchObject({
      standing: { state: 'replaced', successor: { title: '《江苏省公共数据管理办法》', from: '2022-02-01', pack: null } },
    })
  })

  test('2026: 10 working days under Order 809', async () => {
    const answer = await made.value('clock.due', { ...request, at: '2026-09-18' })
    expect(answer).toMatchObject({ due: '2026-10-09', rule: { pack: 'CN-809', place: { article: 21, paragraph: 1 } } })
    expect(answer.rule?.wording[0]?.text).toContain('10个工作日')
  })
})

test('the strictest of several, with all sources: Ningxia asks 15 working days, the country 10', async () => {
  await made.value('profile.save', { patch: { regulations: ['NX'] } })
  const answer = await made.value('clock.due', { duty: 'catalogue.update', starts: 'lawOrDutyChanged', at: '2026-11-09', source: '文件原文', region: '' })
  expect(answer).toMatchObject({ due: '2026-11-23', words: { zh: '剩1个工作日，11月23日（周一）前' } })
  expect(answer.sources.map(({ cited, due }) => [cited.pack, due])).toEqual([
    ['CN-809', '2026-11-23'],
    ['NX', '2026-11-30'],
  ])
})

test('every counted and skipped day is listed with its reason', async () => {
  const { days, due } = await made.value('clock.due', { rule: 'CN-809/21-1:conditional', at: '2026-09-18' })
  expect(days[0]).toMatchObject({ day: '2026-09-18', why: 'start', counted: 0 })
  expect(days.filter(({ counted }) => counted > 0)).toHaveLength(10)
  expect(days.find(({ day }) => day === '2026-09-20')).toMatchObject({ why: 'counted', kind: 'makeUp', name: '国庆节' })
  expect(days.find(({ day }) => day === '2026-10-01')).toMatchObject({ why: 'notWorked', kind: 'dayOff', source: expect.stringContaining('2026年') })
  expect(days.at(-1)?.day).toBe(due)
})

test('an extension with its consent and notice; without the notice it changes nothing', async () => {
  const consent = { kind: 'extensionConsented', when: '2026-11-20', source: '平台', n: 5 } as const
  const notice = { kind: 'extensionNotified', when: '2026-11-20', source: '平台' } as const
  const asked = { rule: 'CN-809/21-1:conditional', at: '2026-11-09' }
  expect(await made.value('clock.due', { ...asked, events: [consent] })).toMatchObject({
    due: '2026-11-23',
    extension: { state: 'missing', lacks: ['notice'] },
  })
  expect(await made.value('clock.due', { ...asked, events: [consent, notice] })).toMatchObject({
    due: '2026-11-30',
    firstDue: '2026-11-23',
    extension: { state: 'granted', n: 5 },
  })
  const late = { ...consent, when: '2026-11-24' }
  expect(await made.value('clock.due', { ...asked, events: [late, notice] })).toMatchObject({ due: '2026-11-23', extension: { state: 'tooLate' } })
})

test('a draft does not stop it, a delivered answer does; the moments count, not this computer’s clock', async () => {
  const asked = { rule: 'CN-809/21-1:conditional', at: '2026-11-09T01:00:00.000Z' }
  const draft = { kind: 'replied', when: '2026-11-20T02:00:00.000Z', source: '本机草稿' } as const
  const sent = { kind: 'replied', when: '2026-11-20T03:00:00.000Z', source: '平台' } as const
  now = '2026-11-25T02:00:00.000Z'
  await made.as('officer')
  expect((await made.value('clock.due', { ...asked, events: [draft] })).words.zh).toBe('超期2个工作日，应在11月23日（周一）前；已写好，未送达')
  expect((await made.value('clock.due', { ...asked, events: [draft, sent] })).words.zh).toBe('11月20日（周五）办结')
  now = '2019-01-01T00:00:00.000Z'
  await made.as('officer')
  expect(await made.value('clock.due', { ...asked, events: [draft, sent] })).toMatchObject({ due: '2026-11-23', facts: { state: 'met' } })
  expect(await made.value('clock.due', asked)).toMatchObject({ due: '2026-11-23', facts: { state: 'running' } })
})

test('Hebei, while it stood, counted calendar days; a last day that is off moves on', async () => {
  await made.value('profile.save', { patch: { regulations: ['HE'] } })
  const asked = { duty: 'dispute.explain', at: '2021-09-17' }
  expect(await made.value('clock.due', asked)).toMatchObject({ rule: { pack: 'HE' }, due: '2021-10-08' })
  const { days } = await made.value('clock.due', asked)
  expect(days.filter(({ why }) => why === 'rolledOver').map(({ day }) => day)).toEqual([
    '2021-10-02',
    '2021-10-03',
    '2021-10-04',
    '2021-10-05',
    '2021-10-06',
    '2021-10-07',
  ])
})

test('records are kept three years; 及时 gets no invented day; an unknown rule is refused', async () => {
  const kept = await made.value('clock.due', { rule: 'CN-809/29-2:keep', at: '2023-11-21', source: '本单位登记' })
  expect(kept).toMatchObject({ due: '2026-11-21', words: { zh: '保存到11月21日（周六）' }, sources: [{ limit: { zh: '3年' } }] })
  await made.value('profile.save', { patch: { regulations: ['JS-85'] } })
  const promptly = await made.value('clock.due', { rule: 'JS-85/10-2', at: '2026-11-20', source: '本单位登记' })
  expect(promptly).toMatchObject({ due: null, words: { zh: '及时办理（没有规定天数）' }, sources: [{ applied: false }] })
  expect(await made.call('clock.due', { rule: 'CN-809/1', at: '2026-11-20' })).toMatchObject({ error: { code: 'clock.noRule' } })
  expect(await made.call('clock.due', { rule: 'CN-809/13-2', at: '2026-11-20' })).toMatchObject({ error: { code: 'clock.noRule' } })
  expect(await made.call('clock.due', { duty: 'request.reply', at: '2026-02-30' })).toMatchObject({ error: { code: 'call.invalid' } })
})
