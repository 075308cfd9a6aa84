import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readXlsx } from 'hucre'
import { afterAll, beforeAll, expect, it, test } from 'vitest'
import type { Input, Output } from '../../../shared/contract.ts'
import { ledgerKinds } from '../../../shared/ledgers/ledger.ts'
import { ledgerOf } from '../../../shared/ledgers/ledgers.ts'
import { deskOf } from '../case/desk.fixture.ts'
import { readSheets } from '../sheets/read.ts'
import { startTaskHere } from '../tasks/testing.ts'
import { makeTestCore, type TestCore } from '../vault/testing.ts'

let core: TestCore
let desk: ReturnType<typeof deskOf>
const today = '2026-11-23'
let sealed = ''
beforeAll(async () => {
  core = await makeTestCore({ ports: { now: () => new Date(`${today}T02:00:00.000Z`), startTask: startTaskHere } })
  await core.as('sys')
  await core.value('profile.save', { patch: { agency: '宁波市民政局', region: '330200', regulations: ['NB-171'] } })
  await core.as('officer')
  desk = deskOf(core, today)
  await desk.live('request', 'respondent', [
    { act: 'apply', party: 'applicant', on: '2026-11-02' },
    { act: 'refuse', party: 'respondent', on: '2026-11-10' },
  ])
  await desk.live('request', 'applicant', [
    { act: 'apply', party: 'applicant', on: '2026-11-03' },
    { act: 'grant', party: 'respondent', on: '2026-11-05' },
    { act: 'deliver', party: 'respondent', on: '2026-11-20' },
    ['recordUse', 'applicant'],
    ['permit', 'applicant'],
    ['recordDirect', 'applicant'],
  ])
  sealed = await desk.live('request', 'respondent', [{ act: 'apply', party: 'applicant', on: '2026-11-04' }])
  await core.value('request.seal', { id: sealed, claimedBy: '宁波市自然资源局' })
}, 120_000)
afterAll(() => core.close())

let n = 0
const exported = async (input: Partial<Input<'ledger.export'>> & Pick<Input<'ledger.export'>, 'kind'>): Promise<Output<'ledger.export'> & { file: string }> => {
  const file = join(core.temp, `台账${++n}.${input.format ?? 'xlsx'}`)
  return { ...(await core.value('ledger.export', { secrecy: '不涉密', file, ...input })), file }
}
const read = async (file: string) => {
  const sheet = await readSheets(file, {})
  const rows = []
  for await (const batch of sheet.rows(0)) rows.push(...batch)
  sheet.close()
  return rows.map(({ cells }) => cells)
}

it('asks about secrecy, and knows what it is asked for', async () => {
  const file = join(core.temp, 'x.xlsx')
  expect(await core.call('ledger.export', { kind: 'requests', file })).toMatchObject({ ok: false, error: { code: 'secrecy.undeclared' } })
  expect(await core.call('ledger.export', { kind: 'requests', file, secrecy: '不涉密', by: 'moon' })).toMatchObject({
    ok: false,
    error: { code: 'ledger.unknownDay' },
  })
  expect(readdirSync(core.temp).filter((name) => name.startsWith('x.'))).toEqual([])
})

it('xlsx: read back by our reader and another, days are dates, the heading stays, the page is set', async () => {
  const { file, rows, bytes } = await exported({ kind: 'requests', purpose: '半年自查' })
  expect(rows).toBe(3)
  expect(bytes).toBeGreaterThan(3000)
  const listed = (await core.value('ledger.list', { kind: 'requests' })).rows
  const [title, about, head, ...body] = await read(file)
  expect(title?.[0]).toBe('共享申请办理台账')
  expect(about?.[0]).toBe('单位：宁波市民政局　　制表日期：2026-11-23')
  const { columns } = ledgerOf('requests')
  expect(head).toEqual(columns.map(({ words }) => words.zh))
  expect(body).toHaveLength(3)
  body.forEach((row, at) => {
    columns.forEach(({ type, key }, column) => {
      const [cell, said] = [row[column] ?? null, listed[at]?.cells[column] || null]
      if (type === 'day' && said !== null) expect([key, cell]).toEqual([key, new Date(`${said}T00:00:00.000Z`)])
      else if (type === 'time' && said !== null) expect(cell).toBeInstanceOf(Date)
      else expect([key, cell]).toEqual([key, said])
    })
  })
  const sheet = (await readXlsx(readFileSync(file), { readStyles: true })).sheets[0]
  expect(sheet?.freezePane).toMatchObject({ rows: 3 })
  expect(sheet?.pageSetup).toMatchObject({ orientation: 'landscape', paperSize: 'a4' })
  expect(sheet?.pageSetup?.printArea ?? '').toContain('6')
  expect(sheet?.headerFooter?.oddFooter).toContain('半年自查')
})

it('csv, and json by the columns’ keys; of the sealed case number and day', async () => {
  const csv = await exported({ kind: 'requests', format: 'csv', from: '2026-11-04' })
  expect(csv.rows).toBe(1)
  const text = readFileSync(csv.file, 'utf8')
  expect(text).toContain('2026-0003')
  expect(text).toContain('线下办理')
  expect(text).not.toContain('自然资源')
  const json = await exported({ kind: 'requests', format: 'json' })
  const { ledger, rows } = JSON.parse(readFileSync(json.file, 'utf8')) as { ledger: string; rows: Record<string, unknown>[] }
  expect(ledger).toBe('requests')
  expect(rows[0]).toMatchObject({ number: '2026-0001', direction: '收到', result: '不同意', due: '2026-11-16' })
  expect(rows[2]).toEqual({ number: '2026-0003', received: '2026-11-04', state: '线下办理' })
})

it('events for supervision say of every clock when it was due, done, and whether late', async () => {
  const { file, rows } = await exported({ kind: 'events', format: 'json' })
  const { rows: events } = JSON.parse(readFileSync(file, 'utf8')) as { rows: Record<string, unknown>[] }
  expect(rows).toBe(9)
  expect(events[0]).toMatchObject({
    case: '2026-0001',
    act: 'apply',
    receivedOn: '2026-11-02',
    clocks: [{ duty: 'request.reply', rule: 'CN-809/21-1:conditional', dueOn: '2026-11-16', doneOn: '2026-11-10', outcome: 'inTime' }],
  })
  expect(events.find(({ act }) => act === 'grant')).toMatchObject({
    clocks: [{ duty: 'request.deliver', dueOn: '2026-12-03', doneOn: '2026-11-20', outcome: 'inTime' }],
  })
  expect(events.find((event) => event.case === '2026-0003')).toEqual({ case: '2026-0003', sealed: true, receivedOn: '2026-11-04' })
  const csv = await exported({ kind: 'events', format: 'csv' })
  expect(readFileSync(csv.file, 'utf8')).toContain('按期办结')
})

test.each(ledgerKinds)('%s leaves as a paper and as docx, and is on record', async (kind) => {
  const pdf = await exported({ kind, format: 'pdf', purpose: '检查' })
  expect(readFileSync(pdf.file).subarray(0, 5).toString()).toBe('%PDF-')
  const docx = await exported({ kind, format: 'docx', lang: 'en' })
  expect(readFileSync(docx.file).subarray(0, 2).toString()).toBe('PK')
})

it('every export is in the register of copies and in the audit, with its digest and without content', async () => {
  const { sha256 } = await exported({ kind: 'refusals', purpose: '年终自查' })
  await core.as('aud')
  const { events } = await core.value('audit.list', { action: 'ledger.export', limit: 1 })
  expect(events[0]).toMatchObject({ outcome: 'ok', entity: 'copy', digest: sha256, note: 'ledger refusals, xlsx, 1 lines' })
  await core.as('officer')
})

it('an export that is cancelled leaves no file, no record and no copy', async () => {
  const file = join(core.temp, '取消.xlsx')
  const controller = new AbortController()
  const running = core.core.call('ledger.export', { kind: 'requests', file, secrecy: '不涉密' }, { signal: controller.signal })
  controller.abort()
  expect(await running).toMatchObject({ ok: false, error: { code: 'call.cancelled' } })
  expect(readdirSync(core.temp).filter((name) => name.startsWith('取消'))).toEqual([])
})
