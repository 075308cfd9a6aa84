import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { validFields } from '../../../shared/cases/acts.fixture.ts'
import type { LedgerCell, LedgerKind } from '../../../shared/ledgers/ledger.ts'
import { ledgerOf } from '../../../shared/ledgers/ledgers.ts'
import { deskOf } from '../case/desk.fixture.ts'
import { startTaskHere } from '../tasks/testing.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'

/** What the coverage table says of articles about registers and archives: one test each (decisions Y3). */

let core: TestCore
let desk: ReturnType<typeof deskOf>
let day = '2026-11-23'
/** On a day on which the regulation was in force. */
const under = async (on: string, ...regulations: string[]): Promise<void> => {
  day = on
  core = await makeTestCore({ ports: { now: () => new Date(`${day}T02:00:00.000Z`), startTask: startTaskHere } })
  await core.as('sys')
  await core.value('profile.save', { patch: { agency: '宁波市民政局', region: '330200', regulations } })
  await core.as('officer')
  desk = deskOf(core, day)
}
afterEach(() => core.close())

const listed = async (kind: LedgerKind): Promise<Record<string, LedgerCell>[]> => {
  const { columns } = ledgerOf(kind)
  const { rows } = await core.value('ledger.list', { kind })
  return rows.map(({ cells }) => Object.fromEntries(columns.map(({ key }, at) => [key, cells[at] ?? null])))
}
/** The articles the screen shows beside a register. */
const cited = async (kind: LedgerKind): Promise<string[]> => {
  const { ledgers } = await core.value('ledger.kinds', {})
  return ledgers.find((one) => one.kind === kind)?.rules.map(({ rule }) => rule) ?? []
}
const granted = [
  ['apply', 'applicant'],
  ['grant', 'respondent'],
] as const
const asked = () =>
  desk.live(
    'request',
    'applicant',
    granted.map(([act, party]) => ({ act, party })),
  )
const given = () =>
  desk.live(
    'request',
    'respondent',
    granted.map(([act, party]) => ({ act, party })),
  )
const exported = async (kind: LedgerKind, format: 'json' | 'csv' | 'pdf' | 'docx'): Promise<string> => {
  const file = join(core.temp, `${kind}.${format}`)
  await core.value('ledger.export', { kind, format, file, secrecy: '不涉密' })
  return readFileSync(file, format === 'json' || format === 'csv' ? 'utf8' : 'latin1')
}

describe('Order 809', () => {
  it('art.29: records of use say until when they are kept', async () => {
    await under('2026-11-23', 'NB-171')
    const id = await asked()
    await desk.done('request', id, 'applicant', { act: 'deliver', party: 'respondent' })
    await desk.done('request', id, 'applicant', { act: 'recordUse', party: 'applicant' })
    expect(await listed('use')).toMatchObject([{ recorded: day, keepUntil: '2029-11-23', responsible: '赵使用' }])
    expect(await cited('use')).toContain('CN-809/29-2:keep')
  })
})

describe('Hebei', () => {
  it('needs are on file, and on a list that can be handed in', async () => {
    await under('2022-03-02', 'HE')
    await desk.live('need', 'applicant', [
      ['list', 'applicant'],
      ['report', 'applicant'],
    ])
    expect(await listed('needs')).toMatchObject([{ name: '不动产登记信息', reported: '2026-11-10', state: '已报送' }])
    expect(await exported('needs', 'csv')).toContain('不动产登记信息')
  })

  it('art.9: sharing outside the platform is recorded as an exception, with its reason', async () => {
    await under('2022-03-02', 'HE')
    const id = await given()
    const { reason: _, ...without } = validFields.request.recordDirect ?? {}
    expect(await desk.refusedFor('request', id, 'recordDirect', without)).toBe('case.fieldsWrong reason')
    await desk.done('request', id, 'respondent', { act: 'recordDirect', party: 'respondent' })
    expect(await listed('direct')).toMatchObject([{ reason: '平台接口尚未开通', platformBy: '2026-12-31', times: 12 }])
    expect(await cited('direct')).toContain('HE/9-1')
    // It stays in the office: nothing waits to leave.
    expect((await desk.file('request', id)).acts).toContainEqual(expect.objectContaining({ act: 'recordDirect', status: 'counted', source: '本单位登记' }))
  })

  it('art.10: whether the front-end database is in step is recorded, and why not', async () => {
    await under('2022-03-02', 'HE')
    const id = await given()
    expect(await desk.refusedFor('request', id, 'checkFrontEnd', { ...validFields.request.checkFrontEnd, difference: '' })).toBe('case.fieldsWrong difference')
    await desk.done('request', id, 'respondent', { act: 'checkFrontEnd', party: 'respondent' })
    expect(await listed('frontEnd')).toMatchObject([{ sync: '不同步', businessOn: '2026-11-20', frontEndOn: '2026-11-18', mendedOn: null }])
    expect(await cited('frontEnd')).toContain('HE/10:synchronous')
  })

  it('art.13: agreed needs leave as the report of needs', async () => {
    await under('2022-03-02', 'HE')
    const id = await asked()
    expect(await listed('agreedNeeds')).toMatchObject([{ provider: '宁波市自然资源局', way: '服务接口', agreed: day, reported: null }])
    await desk.done('request', id, 'applicant', { act: 'reportNeed', party: 'applicant' })
    expect(await listed('agreedNeeds')).toMatchObject([{ reported: day }])
    expect(await cited('agreedNeeds')).toContain('HE/13-2')
    expect((await exported('agreedNeeds', 'pdf')).startsWith('%PDF-')).toBe(true)
  })

  it('art.14: who may use what is a list, with whose permission was withdrawn', async () => {
    await under('2022-03-02', 'HE')
    const id = await asked()
    await desk.done('request', id, 'applicant', { act: 'permit', party: 'applicant' })
    await desk.done('request', id, 'applicant', { act: 'permit', party: 'applicant', fields: { ...validFields.request.permit, person: '周使用' } })
    await desk.done('request', id, 'applicant', {
      act: 'permit',
      party: 'applicant',
      fields: { ...validFields.request.permit, person: '吴使用', period: { from: '2021-01-01', to: '2022-03-01' } },
    })
    await desk.done('request', id, 'applicant', { act: 'endPermit', party: 'applicant', fields: { person: '赵使用', on: day, reason: '调离' } })
    expect((await listed('permissions')).map(({ person, state }) => `${person} ${state}`)).toEqual(['赵使用 已收回', '周使用 有效', '吴使用 已到期'])
    expect((await core.value('ledger.list', { kind: 'permissions', state: '有效' })).total).toBe(1)
    expect(await cited('permissions')).toContain('HE/14')
  })
})

describe('Jiangsu', () => {
  it('art.14: sharing outside the platform has its statistics by period', async () => {
    await under('2020-03-02', 'JS-85')
    const id = await given()
    await desk.done('request', id, 'respondent', { act: 'recordDirect', party: 'respondent' })
    const { rows } = JSON.parse(await exported('direct', 'json')) as { rows: object[] }
    expect(rows).toMatchObject([{ from: '2026-10-01', until: '2026-10-31', times: 12, volume: '约3万条', other: '宁波市自然资源局' }])
  })

  it('art.32: every act and clock of a period leaves for supervision', async () => {
    await under('2020-03-02', 'JS-85')
    await desk.live(
      'request',
      'respondent',
      granted.map(([act, party]) => ({ act, party })),
      { sensitive: ['个人隐私'] },
    )
    const { rows } = JSON.parse(await exported('events', 'json')) as { rows: { act: string; clocks: { duty: string; outcome: string }[] }[] }
    expect(rows.map(({ act, clocks }) => [act, ...clocks.map(({ duty, outcome }) => `${duty} ${outcome}`)])).toEqual([
      ['apply', 'request.reply inTime'],
      ['grant'],
    ])
  })
})

describe('Ningbo', () => {
  it('art.8: a closed file is archived whole, an open one is not', async () => {
    await under('2026-11-23', 'NB-171')
    const id = await desk.live('request', 'respondent', [
      ['apply', 'applicant'],
      ['refuse', 'respondent'],
    ])
    const file = join(core.temp, '归档.zip')
    expect(await core.call('request.archive', { id, file, secrecy: '不涉密' })).toMatchObject({ ok: false, error: { code: 'archive.notClosed' } })
    await desk.done('request', id, 'respondent', { act: 'close', party: 'applicant' })
    await core.value('request.archive', { id, file, secrecy: '不涉密' })
    expect(await core.value('archive.verify', { file })).toMatchObject({ whole: true, case: { acts: 3 }, recorded: { same: true } })
  })

  it('art.26: what was late is on the export for supervision', async () => {
    await under('2026-11-23', 'NB-171')
    await desk.live('request', 'respondent', [
      { act: 'apply', party: 'applicant', on: '2026-10-09' },
      { act: 'grant', party: 'respondent', on: '2026-11-20' },
    ])
    await desk.live('request', 'respondent', [{ act: 'apply', party: 'applicant', on: '2026-10-12' }])
    const csv = await exported('events', 'csv')
    expect(csv).toContain('超期办结')
    expect(csv).toContain('超期未办')
  })
})
