import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { soundEntry } from '../../../shared/checks/sound-entry.fixture.ts'
import { deskOf } from '../case/desk.fixture.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'
import { drafted, signOff } from './signed.fixture.ts'

let core: TestCore
let now = '2026-07-01'
/** Another day: the idle lock has fallen meanwhile. */
const at = async (day: string): Promise<void> => {
  now = day
  await core.as('officer')
}

const office = (): Promise<TestCore> => makeTestCore({ ports: { now: () => new Date(`${now}T02:00:00.000Z`) } })

const profile = { agency: '宁波市民政局', region: '330200', regulations: ['NB-171'], departmentHead: '冯局长', creditCode: '11430000743187451F' } as const

beforeEach(async () => {
  now = '2026-06-20'
  core = await office()
  await core.as('sys')
  await core.value('profile.save', { patch: { ...profile, regulations: [...profile.regulations] } })
  await core.as('officer')
})
afterEach(() => core.close())

const entry = async (title: string, patch: object = {}) =>
  (await core.value('catalogue.save', { patch: { ...soundEntry({ title }), ...patch }, secrecy: '不涉密' })).id

/** A quarter's figures, by id and key. */
const quarter = async (on: string) => {
  const { figures } = await core.value('statistics.figures', { kind: 'quarter', on })
  return (id: string, key: string | null = null) => figures.find((one) => one.indicator === id && one.key === key)?.value ?? null
}

test('figures are those of the end of the period, whatever was changed since', async () => {
  const first = await entry('婚姻登记信息')
  const second = await entry('收养登记信息', { shareType: '有条件共享', shareCondition: '用于核验', shareScope: '各部门', shareUse: '核验' })
  await at('2026-07-10')
  const { version } = (await core.value('catalogue.get', { id: first })).entry
  await core.value('catalogue.save', { id: first, base: version, patch: { shareType: '有条件共享' }, secrecy: '不涉密' })
  await core.value('catalogue.delete', { entries: [{ id: second, base: 1 }] })
  await entry('低保信息')
  const [before, then, since] = [await quarter('2026-02-01'), await quarter('2026-05-01'), await quarter('2026-08-01')]
  expect([before('entry.total'), then('entry.total'), since('entry.total')]).toEqual(['0', '2', '2'])
  expect([then('entry.total', '无条件共享'), since('entry.total', '有条件共享')]).toEqual(['1', '1'])
  expect([then('change.entered'), since('change.changed'), since('change.left')]).toEqual(['2', '1', '1'])
})

test('of a period that still runs nothing is late that is not due yet', async () => {
  await at('2026-08-10')
  const desk = deskOf(core, '2026-08-07')
  await desk.live('request', 'respondent', [['apply', 'applicant']])
  const running = await quarter('2026-08-01')
  expect([running('request.received'), running('request.replyRate'), running('request.replyLate'), running('open.overdue')]).toEqual(['1', null, '0', '0'])
  await at('2026-09-15')
  const later = await quarter('2026-08-01')
  expect([later('request.replyRate'), later('request.replyLate'), later('open.overdue')]).toEqual(['0.0', '1', '1'])
})

test('a quarter from draft to receipt, corrected, and the past one as it was', async () => {
  await entry('婚姻登记信息')
  await entry('收养登记信息')
  await at('2026-06-23')
  const desk = deskOf(core, '2026-06-22')
  await desk.live('request', 'respondent', [
    ['apply', 'applicant'],
    ['grant', 'respondent'],
  ])
  await at('2026-07-03')
  await core.value('period.saveNotice', {
    notice: {
      ...{
        number: '甬数〔2026〕5号',
        issuer: '宁波市数据局',
        title: '共享情况报送',
        receivedOn: '2026-06-25',
        kind: 'quarter',
        period: null,
        fromOn: '2026-04-01',
        untilOn: null,
      },
      due: { kind: 'after', n: 10, unit: 'workingDay', hour: '17:00' },
      template: 'mulu-standard',
    },
  })
  const { tasks } = await core.value('task.list', { limit: 50 })
  expect(tasks.filter(({ kind }) => kind === 'statistics').map(({ title, due }) => [title, due?.due])).toEqual([
    ['2026年第2季度共享情况报送（甬数〔2026〕5号）', '2026-07-14'],
    ['2026年第3季度共享情况报送（甬数〔2026〕5号）', '2026-10-20'],
  ])
  const { id } = await core.value('submission.draft', { reviewer: '郭主任', secrecy: '不涉密' })
  const table = await core.value('submission.table', { id, table: 'sharing' })
  expect(table.table.rows.find(({ figure: of }) => of?.indicator === 'request.received')?.cells[3]).toBe(1)
  const frozen = await core.value('submission.freeze', { id, secrecy: '不涉密' })
  expect(frozen.rows).toBeGreaterThan(2)
  const codes = frozen.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)
  expect(codes).toContain('cover.missing')
  expect(codes).toContain('manual.missing')
  const { template, line } = await core.value('submission.get', { id })
  expect(line.notice?.dueAt).toBe('2026-07-14T09:00:00.000Z')
  const byHand = ['exchange.times', 'exchange.records', 'exchange.storage', 'use.services']
  await core.value('submission.fill', {
    id,
    cover: { phone: '0574-12345678' },
    manual: byHand.map((indicator) => ({ indicator, key: null, value: '3', source: '平台页面', by: '王五' })),
    secrecy: '不涉密',
  })
  expect((await core.value('submission.check', { id })).findings.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(
    await core.call('submission.signOnPaper', { id, as: 'reviewer', name: '郭主任', on: '2026-07-03', evidence: '扫描件', secrecy: '不涉密' }),
  ).toMatchObject({
    ok: false,
    error: { code: 'submission.preparerFirst' },
  })
  expect(
    (await core.value('submission.signOnPaper', { id, as: 'preparer', name: line.preparer, on: '2026-07-03', evidence: '扫描件1', secrecy: '不涉密' })).state,
  ).toBe('frozen')
  expect(
    (await core.value('submission.signOnPaper', { id, as: 'reviewer', name: '郭主任', on: '2026-07-03', evidence: '扫描件2', secrecy: '不涉密' })).state,
  ).toBe('signed')
  expect(await core.call('submission.fill', { id, cover: { phone: '1' }, secrecy: '不涉密' })).toMatchObject({ ok: false, error: { code: 'submission.state' } })
  const out = join(core.temp, '报送.json')
  const made = await core.value('submission.export', { id, file: out, format: 'json', secrecy: '不涉密' })
  expect(createHash('sha256').update(readFileSync(out)).digest('hex')).toBe(made.sha256)
  expect((await core.value('submission.get', { id })).line.sha256).toBe(made.sha256)
  const verified = await core.value('submission.verify', { file: out })
  expect(verified).toMatchObject({ consistent: true, problems: [], kept: { same: true, state: 'signed' } })
  await at('2026-07-06')
  await core.value('submission.record', { id, kind: 'received', at: '2026-07-06', source: '收文登记', number: '收12', evidence: '回执', secrecy: '不涉密' })
  expect((await core.value('task.list', { limit: 50 })).tasks.filter(({ kind }) => kind === 'statistics')).toHaveLength(1)

  // What is changed later changes nothing of it.
  await entry('低保信息')
  const again = join(core.temp, '再导.json')
  expect((await core.value('submission.export', { id, file: again, format: 'json', secrecy: '不涉密' })).sha256).toBe(made.sha256)
  expect(readFileSync(again).equals(readFileSync(out))).toBe(true)

  const { version } = await core.value('submission.correct', { id, reason: '漏报一件', secrecy: '不涉密' })
  expect(version).toBe(2)
  await desk.live('request', 'respondent', [['apply', 'applicant']])
  await core.value('submission.freeze', { id, secrecy: '不涉密' })
  const second = await core.value('submission.get', { id })
  expect(second.replaces).toMatchObject({ version: 1, reason: '漏报一件' })
  expect(second.replaces?.figures.find(({ indicator, key }) => indicator === 'request.received' && key === null)).toMatchObject({ from: '1', to: '2' })
  expect(template.id).toBe('mulu-standard')

  // The next quarter tells what came in since.
  await at('2026-10-08')
  const next = await core.value('submission.draft', { reviewer: '郭主任', secrecy: '不涉密' })
  const { delta } = await core.value('submission.delta', { id: next.id })
  expect(delta?.entered.map(({ title }) => title)).toEqual(['低保信息'])
  const explained = await core.value('indicator.explain', {
    submission: { id, version: 1 },
    indicator: 'entry.total',
    row: second.versions.length > 0 ? undefined : undefined,
  })
  expect(explained).toMatchObject({ total: 2, figure: { value: '2' } })
  const row = explained.rows[0]?.id
  const one = await core.value('indicator.explain', { submission: { id, version: 1 }, indicator: 'entry.total', row })
  expect(one.steps).toMatchObject([{ who: 'officer', mark: '1' }])
}, 60_000)

test('a corrected version tells what was filled in by hand otherwise; a workbook and a paper that come back are verified by writing them anew', async () => {
  await entry('婚姻登记信息')
  await at('2026-07-03')
  const id = await drafted(core, '2026-05-01')
  await signOff(core, id, { on: '2026-07-03' })
  await core.value('submission.record', { id, kind: 'submitted', at: '2026-07-03', source: '当面', evidence: '回执', secrecy: '不涉密' })
  await core.value('submission.correct', { id, reason: '核对交换次数', secrecy: '不涉密' })
  await core.value('submission.freeze', { id, secrecy: '不涉密' })
  const { manual } = await core.value('submission.get', { id })
  const other = manual.map((one) => (one.indicator === 'exchange.times' ? { ...one, value: '4' } : one))
  await core.value('submission.fill', { id, manual: other, explanations: [{ indicator: 'exchange.times', key: null, text: '漏计一次' }], secrecy: '不涉密' })
  const { replaces } = await core.value('submission.get', { id })
  expect(replaces?.figures).toEqual([{ indicator: 'exchange.times', key: null, from: '3', to: '4' }])
  expect(replaces?.others).toMatchObject({ explanations: [{ indicator: 'exchange.times', key: null }], statements: [], remedies: false })
  for (const format of ['xlsx', 'pdf'] as const) {
    const file = join(core.temp, `报送.${format}`)
    await core.value('submission.export', { id, file, format, secrecy: '不涉密' })
    expect(await core.value('submission.verify', { file })).toMatchObject({ id, version: 2, consistent: true, problems: [], kept: { same: true } })
    const bytes = readFileSync(file)
    const changed = join(core.temp, `改.${format}`)
    writeFileSync(changed, Buffer.concat([bytes, Buffer.from('\n')]))
    if (format === 'pdf') expect(await core.value('submission.verify', { file: changed })).toMatchObject({ id, consistent: false, kept: { same: false } })
    const foreign = join(core.temp, `他.${format}`)
    if (format === 'pdf') {
      writeFileSync(foreign, '%PDF-1.7\n%%EOF')
      expect((await core.call('submission.verify', { file: foreign })).ok).toBe(false)
    }
  }
}, 120_000)

test('a document is taken in on another vault and written there with the same bytes', async () => {
  await entry('婚姻登记信息')
  await at('2026-07-03')
  const { id } = await core.value('submission.draft', { reviewer: '郭主任', secrecy: '不涉密' })
  await core.value('submission.freeze', { id, secrecy: '不涉密' })
  const out = join(core.temp, '报送.json')
  const { sha256 } = await core.value('submission.export', { id, file: out, format: 'json', secrecy: '不涉密' })
  const other = await office()
  try {
    await other.as('sys')
    await other.value('profile.save', { patch: { ...profile, regulations: [...profile.regulations] } })
    await other.as('officer')
    expect(await other.value('submission.import', { file: out, secrecy: '不涉密' })).toMatchObject({ id, known: false, sha256 })
    expect(await other.value('submission.import', { file: out, secrecy: '不涉密' })).toMatchObject({ known: true })
    const there = join(other.temp, '报送.json')
    expect((await other.value('submission.export', { id, file: there, format: 'json', secrecy: '不涉密' })).sha256).toBe(sha256)
    expect(readFileSync(there).equals(readFileSync(out))).toBe(true)
  } finally {
    await other.close()
  }
})

test('a day is believed as far as it can have been, and what was sent back is somebody’s to mend', async () => {
  await at('2026-07-03')
  const { id } = await core.value('submission.draft', { reviewer: '郭主任', secrecy: '不涉密' })
  const why = async (call: 'submission.signOnPaper' | 'submission.record', input: object) => {
    const answer = await core.call(call, { id, evidence: '扫描件', secrecy: '不涉密', ...input } as never)
    return answer.ok ? 'taken' : answer.error.code
  }
  await core.value('submission.freeze', { id, secrecy: '不涉密' })
  await signOff(core, id, { freeze: false, sign: false })
  const { line } = await core.value('submission.get', { id })
  const sign = (as: 'preparer' | 'reviewer', on: string) => why('submission.signOnPaper', { as, name: as === 'preparer' ? line.preparer : '郭主任', on })
  expect(await sign('preparer', '2026-07-02')).toBe('submission.beforeFrozen')
  expect(await sign('preparer', '2026-07-04')).toBe('submission.inFuture')
  await at('2026-07-06')
  expect(await sign('preparer', '2026-07-05')).toBe('taken')
  expect(await sign('reviewer', '2026-07-04')).toBe('submission.beforeSigned')
  expect(await sign('reviewer', '2026-07-06')).toBe('taken')
  const record = (kind: string, day: string, more: object = {}) => why('submission.record', { kind, at: day, source: '收文登记', ...more })
  expect([await record('submitted', '2026-07-05'), await record('submitted', '2026-07-07')]).toEqual(['submission.beforeSigned', 'submission.inFuture'])
  await at('2026-07-08')
  expect(await record('submitted', '2026-07-07')).toBe('taken')
  expect(await record('received', '2026-07-06')).toBe('submission.beforeSubmitted')
  expect(await record('returned', '2026-07-08', { reason: '请核对交换次数', changeBy: '2026-07-10' })).toBe('taken')
  const open = async () =>
    (await core.value('task.list', { limit: 50 })).tasks.filter(({ kind }) => kind === 'statistics').map(({ title, due }) => [title, due?.due])
  expect(await open()).toEqual([['2026年第2季度政务数据共享情况报送表（通用）退回待改：请核对交换次数', '2026-07-10']])
  await core.value('submission.correct', { id, reason: '核对交换次数', secrecy: '不涉密' })
  await signOff(core, id, { on: '2026-07-08' })
  expect(await record('submitted', '2026-07-08')).toBe('taken')
  expect(await open()).toEqual([])
}, 60_000)

test('of a case that is sealed later nothing is shown and nothing leaves', async () => {
  await at('2026-06-23')
  const desk = deskOf(core, '2026-06-22')
  const file = await desk.live('request', 'respondent', [['apply', 'applicant']])
  await at('2026-07-03')
  const { id } = await core.value('submission.draft', { reviewer: '郭主任', secrecy: '不涉密' })
  await core.value('submission.freeze', { id, secrecy: '不涉密' })
  const out = join(core.temp, '封存.json')
  await core.value('submission.export', { id, file: out, format: 'json', secrecy: '不涉密' })
  const cells = async () =>
    (await core.value('submission.table', { id, table: 'requests' })).table.rows.map(({ cells: row }) => row.filter((cell) => cell !== null))
  expect((await cells())[0]?.length).toBeGreaterThan(4)
  await core.value('request.seal', { id: file, claimedBy: '宁波市公安局' })
  const [shown] = await cells()
  expect(JSON.stringify(shown)).toContain('线下办理')
  expect(shown?.length).toBeLessThanOrEqual(3)
  const explained = await core.value('indicator.explain', { submission: { id, version: 1 }, indicator: 'request.received' })
  expect(explained.rows.map(({ label }) => label)).toEqual([expect.stringMatching(/线下办理$/)])
  for (const format of ['json', 'xlsx', 'pdf'] as const)
    expect(await core.call('submission.export', { id, file: join(core.temp, `封存.${format}`), format, secrecy: '不涉密' })).toMatchObject({
      ok: false,
      error: { code: 'submission.sealed' },
    })
  // Frozen anew it is counted without the case.
  await core.value('submission.thaw', { id, reason: '案卷封存' })
  await core.value('submission.freeze', { id, secrecy: '不涉密' })
  expect(await cells()).toEqual([])
  await core.value('submission.export', { id, file: out, format: 'json', secrecy: '不涉密' })
  expect(JSON.parse(readFileSync(out, 'utf8')).computed.sealed).toBe(1)
}, 60_000)
