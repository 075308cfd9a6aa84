import { afterEach, expect, it } from 'vitest'
import { validFields } from '../../../shared/cases/acts.fixture.ts'
import { soundEntry } from '../../../shared/checks/sound-entry.fixture.ts'
import { deskOf } from '../case/desk.fixture.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'

/** What the coverage table says of articles about statistics and the year's check: one test each (decisions Y3). */

let core: TestCore
let day = '2027-01-08'
const office = async (region: string, ...regulations: string[]): Promise<void> => {
  core = await makeTestCore({ ports: { now: () => new Date(`${day}T02:00:00.000Z`) } })
  await core.as('sys')
  await core.value('profile.save', { patch: { agency: '宁波市民政局', region, regulations } })
  await core.as('officer')
}
const on = async (next: string): Promise<void> => {
  day = next
  await core.as('officer')
}
afterEach(() => core.close())

const citing = async (rule: string): Promise<string[]> =>
  (await core.value('indicator.list', {})).indicators.filter(({ rules }) => rules.some((one) => one.rule === rule)).map(({ id }) => id)

it('art.28: quantity, timeliness and use in one table of the year', async () => {
  day = '2026-11-20'
  await office('330200', 'NB-171')
  await core.value('catalogue.save', { patch: soundEntry({ title: '婚姻登记信息' }), secrecy: '不涉密' })
  await on('2027-01-08')
  expect(await citing('NB-171/28')).toEqual(expect.arrayContaining(['entry.total', 'update.rate', 'refresh.rate', 'use.records']))
  const { id } = await core.value('submission.draft', { template: 'mulu-assessment', kind: 'year', secrecy: '不涉密' })
  const { table } = await core.value('submission.table', { id, table: 'three' })
  const lines = Object.fromEntries(table.rows.map(({ figure, cells }) => [`${figure?.indicator}/${figure?.key ?? 'all'}`, cells[3]]))
  expect(lines).toMatchObject({ 'entry.total/all': 1, 'entry.total/无条件共享': 1, 'entry.total/': 0, 'change.entered/all': 1, 'use.records/all': 0 })
})

it('art.38: timeliness, quality, use and security are counted and can be submitted', async () => {
  day = '2027-01-08'
  await office('330200')
  expect(await citing('CN-809/38-2')).toEqual(expect.arrayContaining(['update.rate', 'entry.completeRate', 'request.replyRate', 'deliver.rate', 'use.records']))
  const { figures, period } = await core.value('statistics.figures', { kind: 'year' })
  expect(period.id).toBe('2026')
  for (const id of await citing('CN-809/38-2'))
    expect(
      figures.some(({ indicator }) => indicator === id),
      id,
    ).toBe(true)
})

it('art.39 and 40: each item is a line of the self-assessment with what is to be checked about it', async () => {
  day = '2026-12-20'
  await office('330200')
  const desk = deskOf(core, '2026-10-12')
  // Not answered within its days.
  await desk.live('request', 'respondent', [['apply', 'applicant']])
  await on('2027-01-08')
  const { id } = await core.value('submission.draft', { template: 'mulu-assessment', kind: 'year', secrecy: '不涉密' })
  const { table } = await core.value('submission.table', { id, table: 'selfCheck' })
  expect(table.rows).toHaveLength(16)
  // The items of each article run from the first to the last, 其他情形, which has no figure beside it.
  const items = table.rows.map(({ cells }) => /第(三十九|四十)条第（(.)）项/.exec(String(cells[1]))?.slice(1).join(''))
  expect(items).toEqual([...[...'一二三四五六七八九'].map((n) => `三十九${n}`), ...[...'一二三四五六七'].map((n) => `四十${n}`)])
  expect(table.rows.filter(({ cells }) => String(cells[1]).includes('其他情形')).map(({ cells }) => cells[2])).toEqual([null, null])
  const late = table.rows.find(({ cells }) => String(cells[1]).includes('未按时答复'))
  expect(late?.cells[2]).toBe(1)
  expect(String(late?.cells[1])).toMatch(/第三十九条/)
  // It says what is to be looked at, and judges nobody.
  expect(table.note?.zh).toContain('不表示存在违法')
  const { findings } = await core.value('submission.check', { id })
  expect(findings.filter(({ code }) => code === 'statement.missing')).toHaveLength(16)
})

it('art.14: what is shared outside the platform is counted for its statistics', async () => {
  day = '2021-05-10'
  await office('320000', 'JS-85')
  const desk = deskOf(core, '2021-05-10')
  await desk.live('request', 'respondent', [
    ['apply', 'applicant'],
    ['grant', 'respondent'],
    { act: 'recordDirect', party: 'respondent', fields: { ...validFields.request.recordDirect, times: 12, volume: '约3万条' } } as never,
  ])
  expect(await citing('JS-85/14-3')).toEqual(['direct.times', 'direct.records', 'direct.storage'])
  await on('2021-07-02')
  const { figures } = await core.value('statistics.figures', { kind: 'quarter' })
  const value = (id: string) => figures.find(({ indicator, key }) => indicator === id && key === null)?.value
  expect([value('direct.times'), value('direct.records'), value('direct.storage')]).toEqual(['12', '3.0000', '0.0000'])
})
