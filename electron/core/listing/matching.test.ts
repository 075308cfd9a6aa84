import { readFileSync } from 'node:fs'
import { afterAll, expect, test, vi } from 'vitest'
import { startTestPlatform } from '../../../platform/testing.ts'
import { emptyItem } from '../../../shared/catalogue.ts'
import { readSheets } from '../sheets/read.ts'
import { civil, enrol } from '../sync/office.fixture.ts'
import { createClerk, rowsIn } from './clerk.fixture.ts'
import { guideTemplate, guideWorkbook, type ListingDesk, openListingDesk } from './desk.fixture.ts'
import { portalTemplate, writePortal } from './portal.fixture.ts'

// Each listing is read by a process of its own: a busy machine takes its time.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

const desks: ListingDesk[] = []
const open = async (kind: 'portal' | 'guide') => {
  const desk = await openListingDesk(kind)
  desks.push(desk)
  return desk
}
afterAll(async () => {
  for (const desk of desks) await desk.close()
})

/** A portal row; what is not given is blank. */
const row = (cells: Record<string, string | number>) => portalTemplate.mapping.columns.map(({ field }) => cells[field] ?? null)

test('our own template, one row per item: out with its headings and drop-downs, back with codes, and the same again changes nothing', async () => {
  const desk = await open('guide')
  const id = await desk.save({
    title: '婚姻登记信息',
    provider: '滨海市民政局',
    codes: [{ code: '', cls1: '3', cls2: '', cls3: '', cls4: '' }],
    shareType: '有条件共享',
    items: [
      { ...emptyItem(crypto.randomUUID()), name: '姓名', dataType: '字符型C', length: '50', note: '没有这一列' },
      { ...emptyItem(crypto.randomUUID()), name: '登记日期', dataType: '日期型D', length: '10' },
    ],
  })
  const sent = await desk.export()
  const raw = readFileSync(sent.path)
  expect(raw.subarray(0, 2).toString()).toBe('PK')
  const file = await readSheets(sent.path)
  try {
    expect(file.sheets.map(({ name }) => name)).toEqual(['Sheet1', '字典'])
    // The example rows of the template are gone with their merged blocks, the headings' blocks stayed.
    expect(file.sheets[0]?.merges.every(({ top }) => top < 4)).toBe(true)
    expect(file.sheets[0]?.merges.length).toBeGreaterThan(10)
  } finally {
    file.close()
  }
  expect((await rowsIn(sent.path, guideTemplate)).map((cells) => [cells[4], cells[19], cells[20], cells[21]])).toEqual([
    ['婚姻登记信息', '姓名', '字符型C', '50'],
    [null, '登记日期', '日期型D', '10'],
  ])
  await desk.clerk.take(sent.path)
  expect(await desk.import({ complete: true })).toMatchObject({ rows: 1, handed: { confirmed: 1 }, effects: { conflict: 0, undecided: 0 } })
  const { content } = await desk.content(id)
  expect(content.codes).toEqual([{ code: 'CH-000001', cls1: '3', cls2: '', cls3: '', cls4: '' }])
  expect(content.items[0]).toMatchObject({ name: '姓名', note: '没有这一列' })
  expect(await desk.import({ complete: true })).toMatchObject({ effects: { same: 1, taken: 0, merged: 0 } })
  expect(await desk.value('listing.status', {})).toMatchObject({ open: 0, waiting: [] })
  // A field the template has no column for is nothing that could leave.
  await desk.save({ dutyBasis: '依职责', items: content.items.map((one) => ({ ...one, note: '又改' })) }, id)
  expect(await desk.call('listing.export', { file: desk.file('x'), template: 'guide', secrecy: '不涉密' })).toMatchObject({
    error: { code: 'listing.nothing' },
  })
})

test('rows nobody can tell are left to a person, never guessed; what was decided is remembered', async () => {
  const desk = await open('portal')
  const alike = await desk.save({ title: '低保对象信息', provider: '澄湖市民政局', abstract: '本机的' })
  const twin = await desk.save({ title: '低保对象信息', provider: '澄湖市民政局', abstract: '另一条' })
  const coded = await desk.save({ title: '养老机构信息', provider: '澄湖市民政局', codes: [{ code: 'A-1', cls1: '', cls2: '', cls3: '', cls4: '' }] })
  const path = desk.file('first')
  await writePortal(path, [
    row({ title: '低保对象信息', provider: '澄湖市民政局', 'meta.platformId': 'P-1', abstract: '平台的' }),
    row({ title: '全新的目录', provider: '澄湖市民政局', 'meta.platformId': 'P-2' }),
    row({ title: '养老机构信息', provider: '澄湖市民政局', 'meta.platformId': 'P-3' }),
    row({ title: '状态不明的目录', provider: '澄湖市民政局', 'meta.platformId': 'P-4', 'meta.status': '会签中' }),
  ])
  const tried = await desk.import({ path, apply: false })
  expect(tried.effects).toMatchObject({ new: 1, undecided: 2, passedOver: 1 })
  expect(tried.unknownWords).toEqual(['会签中'])
  expect(tried.undecided).toMatchObject([
    { row: 3, why: 'byName', candidates: [{ entry: alike }, { entry: twin }] },
    { row: 5, why: 'byName', candidates: [{ entry: coded, code: 'A-1' }] },
  ])
  const decisions = [
    { row: 3, entry: alike },
    { row: 5, entry: coded },
  ]
  expect(
    await desk.call('listing.import', { file: path, template: 'portal', secrecy: '不涉密', apply: true, decisions: [{ row: 3, entry: crypto.randomUUID() }] }),
  ).toMatchObject({
    error: { code: 'listing.badDecision' },
  })
  const done = await desk.import({ path, decisions })
  expect(done.effects).toMatchObject({ new: 1, undecided: 0, conflict: 1, passedOver: 1 })
  expect((await desk.value('conflict.list', {})).conflicts).toMatchObject([{ entry: alike, fields: ['abstract'] }])
  // Known by the platform's number from now on, under another name too.
  await writePortal(path, [
    row({ title: '最低生活保障对象信息', provider: '澄湖市民政局', 'meta.platformId': 'P-1', abstract: '平台的' }),
    row({ title: '养老机构信息', provider: '澄湖市民政局', 'meta.platformId': 'P-3' }),
    row({ title: '养老机构信息', provider: '澄湖市民政局', 'meta.platformId': 'P-9' }),
  ])
  const next = await desk.import({ path, apply: false })
  expect(next.undecided).toMatchObject([])
  expect(next.list).toMatchObject([
    { row: 3, entry: alike },
    { row: 5, effect: 'new' },
  ])
  expect((await desk.content(twin)).content.abstract).toBe('另一条')
})

test('two rows of one entry, other headings, an older listing, a mark, and no answer are refused or left', async () => {
  const desk = await open('portal')
  const path = desk.file('a')
  const first = row({ title: '救助站信息', provider: '澄湖市民政局', 'meta.platformId': 'P-1' })
  await writePortal(path, [first])
  expect(await desk.call('listing.import', { file: path, template: 'portal', apply: true })).toMatchObject({ error: { code: 'secrecy.undeclared' } })
  expect(await desk.call('listing.import', { file: path, template: 'none', secrecy: '不涉密', apply: true })).toMatchObject({
    error: { code: 'listing.noTemplate' },
  })
  await desk.import({ path, asOf: '2026-11-20T00:00:00.000Z' })
  const later = desk.file('b')
  await writePortal(later, [first, row({ title: '救助站信息', provider: '澄湖市民政局', 'meta.platformId': 'P-1' })])
  // The reading process names the second row of the same entry.
  expect((await desk.import({ path: later, apply: false })).effects).toMatchObject({ same: 1, undecided: 1 })
  expect(
    await desk.call('listing.import', { file: later, template: 'portal', secrecy: '不涉密', apply: true, asOf: '2026-11-01T00:00:00.000Z' }),
  ).toMatchObject({
    error: { code: 'listing.older' },
  })
  expect(
    await desk.call('listing.import', { file: later, template: 'portal', secrecy: '不涉密', apply: true, asOf: '2099-01-01T00:00:00.000Z' }),
  ).toMatchObject({
    error: { code: 'listing.inFuture' },
  })
  expect(await desk.call('listing.import', { file: guideWorkbook, template: 'portal', secrecy: '不涉密', apply: true })).toMatchObject({
    error: { code: 'listing.otherHeadings' },
  })
  const marked = desk.file('d')
  await writePortal(marked, [row({ title: '机密★10年', provider: '澄湖市民政局' })])
  expect(await desk.call('listing.import', { file: marked, template: 'portal', secrecy: '不涉密', apply: true })).toMatchObject({
    error: { code: 'secrecy.marked' },
  })
  expect(await desk.call('listing.saveTemplate', { name: 'x', template: portalTemplate, workbook: marked })).toMatchObject({
    error: { code: 'secrecy.marked' },
  })
})

test('an unusual share of missing rows is asked about before anything is deleted; rows nobody could read delete nothing', async () => {
  const desk = await open('portal')
  const rows = Array.from({ length: 30 }, (_, n) => row({ title: `信息资源${n}`, provider: '澄湖市民政局', 'meta.platformId': `P-${n}` }))
  const path = desk.file('all')
  await writePortal(path, rows)
  expect((await desk.import({ path, complete: true })).effects.new).toBe(30)
  const few = desk.file('few')
  await writePortal(few, [...rows.slice(0, 5), row({ title: '状态不明', 'meta.platformId': 'P-99', 'meta.status': '会签中' })])
  expect(await desk.import({ path: few, complete: true })).toMatchObject({ effects: { gone: 0 }, missingLeft: 25 })
  await writePortal(few, rows.slice(0, 5))
  expect((await desk.import({ path: few, complete: true, apply: false })).effects.gone).toBe(25)
  const input = { file: few, template: 'portal', secrecy: '不涉密', apply: true, complete: true } as const
  expect(await desk.call('listing.import', input)).toMatchObject({ error: { code: 'sync.asks.deletions', params: { count: 25 } } })
  expect((await desk.value('catalogue.search', { text: '', limit: 1 })).total).toBe(30)
  expect(await desk.call('listing.import', input)).toMatchObject({ error: { code: 'sync.asks.deletions' } })
  await desk.as('sys')
  await desk.value('sync.confirm', { question: 'deletions' })
  await desk.as('officer')
  expect((await desk.import({ path: few, complete: true })).effects.gone).toBe(25)
  expect((await desk.value('catalogue.search', { text: '', limit: 1 })).total).toBe(5)
})

test('a template travels as a file with its workbook, and is proposed from a sheet nobody has seen', async () => {
  const desk = await open('portal')
  const out = desk.file('template')
  await desk.value('listing.exportTemplate', { name: 'portal', file: out })
  const other = await open('guide')
  expect(await other.value('listing.importTemplate', { file: out, name: '外地' })).toEqual({ name: '外地', workbook: true })
  const { templates } = await other.value('listing.templates', {})
  expect(templates.find(({ name }) => name === '外地')?.template).toEqual(portalTemplate)
  await other.save({ title: '婚姻登记信息', provider: '澄湖市民政局' })
  const sheet = other.file('out')
  await other.value('listing.export', { file: sheet, template: '外地', secrecy: '不涉密' })
  expect((await rowsIn(sheet, portalTemplate))[0]?.[2]).toBe('婚姻登记信息')

  const unseen = desk.file('unseen')
  await writePortal(unseen, [row({ title: '甲', 'meta.status': '待审核' }), row({ title: '乙', 'meta.status': '已上架' })])
  await desk.value('listing.removeTemplate', { name: 'portal' })
  const { known, template, statusWords } = await desk.value('listing.inspect', { file: unseen })
  expect(known).toBeNull()
  expect(statusWords).toEqual(['待审核', '已上架'])
  expect(template.status).toEqual({ 待审核: 'submitted', 已上架: 'published' })
  expect(template.items).toMatchObject({ as: 'cell' })
  const field = (header: string) => template.mapping.columns.find((column) => column.header === header)?.field
  expect(['平台编号', '标题', '数据提供方', '数据项列表', '更新频率', '审核状态', '审核意见', '审核时间', '操作类型'].map(field)).toEqual([
    'meta.platformId',
    'title',
    'provider',
    'meta.items',
    'updateCycle',
    'meta.status',
    'meta.reason',
    'meta.answeredOn',
    'meta.action',
  ])
  await desk.value('listing.saveTemplate', { name: '提出的', template, workbook: unseen })
  expect((await desk.value('listing.inspect', { file: unseen })).known).toBe('提出的')
  const bad = { ...template, items: { as: 'rows', repeat: false } } as const
  expect(await desk.call('listing.saveTemplate', { name: 'x', template: bad })).toMatchObject({ error: { code: 'listing.badTemplate' } })
})

test('an answer entered by hand with its evidence answers what was handed over; what never arrived is taken back', async () => {
  const desk = await open('portal')
  const id = await desk.save({ title: '婚姻登记信息', provider: '澄湖市民政局', abstract: '一' })
  const lost = await desk.save({ title: '低保对象信息', provider: '澄湖市民政局' })
  const first = await desk.export()
  const letter = { receivedAt: new Date().toISOString(), source: '收文登记', number: '澄数〔2026〕1号', reason: '', evidence: '收文登记第7号' } as const
  const entries = async () => [{ id, base: (await desk.content(id)).version }]
  await desk.value('catalogue.publish', { ...letter, entries: await entries(), publishedOn: '2026-11-20' })
  expect(await desk.waiting()).toEqual(['低保对象信息'])
  await desk.save({ abstract: '二' }, id)
  const sent = await desk.export()
  expect(sent).toMatchObject({ added: 0, changed: 1 })
  expect((await rowsIn(sent.path, portalTemplate))[0]?.[4]).toBe('二')
  await desk.value('catalogue.return', { ...letter, receivedAt: new Date().toISOString(), reason: '请补充共享条件', entries: await entries() })
  expect((await desk.value('quarantine.list', {})).changes).toMatchObject([{ entry: id, problem: { title: '请补充共享条件', detail: '收文登记第7号' } }])
  const { waiting } = await desk.value('listing.status', {})
  await desk.value('listing.recall', { changes: waiting.map(({ change }) => change) })
  expect((await desk.value('listing.status', {})).waiting).toEqual([])
  const again = await desk.export()
  expect(again).toMatchObject({ added: 1, changed: 0 })
  await desk.clerk.take(first.path)
  await desk.clerk.take(again.path)
  // What the sheet shows of the first text is older than the answer that is on record.
  expect((await desk.import()).handed.confirmed).toBe(1)
  expect((await desk.content(lost)).content.codes).toEqual([])
})

test('later by REST: what the sheets showed is compared anew, nothing is lost, and what the platform never had leaves', async () => {
  const platform = await startTestPlatform()
  const desk = await open('portal')
  try {
    const known = await desk.save({ title: '婚姻登记信息', provider: '澄湖市民政局', dutyBasis: '依职责' })
    const handed = await desk.save({ title: '低保对象信息', provider: '澄湖市民政局' })
    const sent = await desk.export()
    await desk.clerk.take(sent.path, (title) => title === '婚姻登记信息')
    await desk.import()
    expect(await desk.call('sync.run', { secrecy: '不涉密' })).toMatchObject({ error: { code: 'listing.noAddress' } })
    expect(await desk.call('sync.submit', { ids: [known] })).toMatchObject({ error: { code: 'listing.noAddress' } })
    await enrol(desk, await platform.code(civil), platform.base)
    expect(await desk.call('listing.export', { file: desk.file('x'), template: 'portal', secrecy: '不涉密' })).toMatchObject({
      error: { code: 'listing.otherWay' },
    })
    await desk.sync()
    expect(await desk.sync()).toMatchObject({ pulled: 0, pushed: 0, conflicts: 0, quarantined: 0 })
    expect((await desk.value('sync.status', {})).waiting).toBe(0)
    const second = await open('guide')
    await enrol(second, await platform.code(civil), platform.base)
    await second.sync()
    for (const id of [known, handed]) expect((await second.content(id)).content).toEqual((await desk.content(id)).content)
    expect((await second.content(known)).content.dutyBasis).toBe('依职责')
  } finally {
    await platform.close()
  }
})

test('two sheets of one platform: what left by one is not confirmed by the other that has no column for it', async () => {
  const desk = await open('portal')
  await desk.value('listing.saveTemplate', { name: '另一张表', template: guideTemplate, workbook: guideWorkbook })
  const id = await desk.save({ title: '婚姻登记信息', provider: '澄湖市民政局', abstract: '一' })
  await desk.clerk.take((await desk.export()).path)
  await desk.import()
  await desk.save({ theme: '民生服务' }, id)
  await desk.export()
  const other = createClerk(guideTemplate, guideWorkbook, 'CH-')
  const cells = guideTemplate.mapping.columns.map(({ field }) => ({ title: '婚姻登记信息', provider: '澄湖市民政局', abstract: '平台改的' })[field] ?? null)
  other.entries.push([cells])
  const path = desk.file('other')
  await other.write(path)
  const done = await desk.value('listing.import', { file: path, template: '另一张表', secrecy: '不涉密', apply: true })
  expect(done).toMatchObject({ handed: { pending: 1, confirmed: 0 }, effects: { conflict: 0 } })
  expect(await desk.waiting()).toEqual(['婚姻登记信息'])
  expect((await desk.content(id)).content).toMatchObject({ theme: '民生服务', abstract: '平台改的' })
  // A field only the other sheet has is no change for this one, and waits for it.
  await desk.value('listing.recall', { changes: (await desk.value('listing.status', {})).waiting.map(({ change }) => change) })
  await desk.save({ theme: '', recordsWan: 3 }, id)
  expect(await desk.call('listing.export', { file: desk.file('x'), template: 'portal', secrecy: '不涉密' })).toMatchObject({
    error: { code: 'listing.nothing' },
  })
  expect((await desk.value('listing.status', {})).open).toBe(1)
  expect(await desk.value('listing.export', { file: desk.file('y'), template: '另一张表', secrecy: '不涉密' })).toMatchObject({ changed: 1, left: 0 })
})
