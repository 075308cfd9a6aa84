import { afterAll, beforeAll, expect, test } from 'vitest'
import { rule } from '../../../platform/store/review.ts'
import { type Desk, makeOffice, openDesk, police, submitReady } from './office.fixture.ts'

let office: Awaited<ReturnType<typeof makeOffice>>
let first: Desk
let second: Desk
beforeAll(async () => {
  office = await makeOffice(2)
  ;[first, second] = office.desks as [Desk, Desk]
})
afterAll(async () => {
  await office?.close()
})

test('what one desk writes the other has, and nothing is said twice', async () => {
  const id = await first.save({ title: '婚姻登记信息', abstract: '登记办法' })
  expect(await first.sync()).toMatchObject({ pulled: 0, pushed: 1, conflicts: 0, quarantined: 0 })
  expect(await second.sync()).toMatchObject({ pulled: 1, pushed: 0 })
  expect((await second.content(id)).content).toEqual((await first.content(id)).content)
  expect(await first.sync()).toMatchObject({ pulled: 0, pushed: 0 })
  expect(await second.sync()).toMatchObject({ pulled: 0, pushed: 0 })
  const { versions } = await second.value('catalogue.history', { id })
  expect(versions).toMatchObject([{ why: 'sync', author: 'officer', note: '平台第1版' }])
})

test('edits of different fields are put together and listed; a deletion travels and comes back', async () => {
  const id = await first.save({ title: '低保对象信息', abstract: '一' })
  await first.sync()
  await second.sync()
  await first.save({ abstract: '二' }, id)
  await second.save({ keywords: '低保' }, id)
  await first.sync()
  expect(await second.sync()).toMatchObject({ conflicts: 0 })
  await first.sync()
  for (const desk of [first, second]) expect((await desk.content(id)).content).toMatchObject({ abstract: '二', keywords: '低保' })
  const { versions } = await second.value('catalogue.history', { id })
  expect(versions.find(({ note }) => note.includes('合并'))?.note).toMatch(/平台改 信息资源摘要，本机改 关键字/)

  await first.value('catalogue.delete', { entries: [{ id, base: (await first.content(id)).version }], reason: '重复' })
  await first.sync()
  await second.sync()
  expect((await second.content(id)).deletedAt).not.toBeNull()
  await second.value('catalogue.undelete', { ids: [id] })
  await second.sync()
  await first.sync()
  expect((await first.content(id)).deletedAt).toBeNull()
})

test('the same field changed on both desks waits for a person, and neither text is lost', async () => {
  const id = await first.save({ title: '养老机构信息', abstract: '原文' })
  await first.sync()
  await second.sync()
  await first.save({ abstract: '甲写的', theme: '民生' }, id)
  await second.save({ abstract: '乙写的', keywords: '养老' }, id)
  await first.sync()
  expect(await second.sync()).toMatchObject({ conflicts: 1 })
  expect((await second.content(id)).content.abstract).toBe('乙写的')
  const [conflict] = (await second.value('conflict.list', {})).conflicts
  expect(conflict).toMatchObject({ entry: id, title: '养老机构信息', fields: ['abstract'] })
  const seen = await second.value('conflict.get', { id: conflict?.id ?? '' })
  expect(seen.overlaps).toEqual([{ field: 'abstract', base: '原文', mine: '乙写的', theirs: '甲写的' }])
  expect(seen.result).toMatchObject({ theme: '民生', keywords: '养老' })
  // It does not leave meanwhile, and the rest of the work goes on.
  expect(await second.sync()).toMatchObject({ pushed: 0, conflicts: 1 })
  expect(await second.call('conflict.resolve', { id: seen.conflict.id, version: seen.version, decisions: [] })).toMatchObject({
    error: { code: 'conflict.undecided', params: { count: 1 } },
  })
  await second.value('conflict.resolve', { id: seen.conflict.id, version: seen.version, decisions: [{ field: 'abstract', take: 'value', value: '两人商定' }] })
  await second.sync()
  await first.sync()
  for (const desk of [first, second]) expect((await desk.content(id)).content).toMatchObject({ abstract: '两人商定', theme: '民生', keywords: '养老' })
  const texts = JSON.stringify((await second.value('catalogue.history', { id })).versions)
  for (const text of ['甲写的', '乙写的', '两人商定']) expect(texts).toContain(text)
  expect(await second.value('conflict.list', { resolved: true })).toMatchObject({ conflicts: [{ resolvedBy: 'officer' }] })
})

test('an edit here against a deletion there is asked about, either way', async () => {
  const kept = await first.save({ title: '救助站信息' })
  const gone = await first.save({ title: '殡葬服务信息' })
  await first.sync()
  await second.sync()
  await first.value('catalogue.delete', {
    entries: await Promise.all([kept, gone].map(async (id) => ({ id, base: (await first.content(id)).version }))),
    reason: '',
  })
  await first.sync()
  await second.save({ abstract: '仍在使用' }, kept)
  await second.save({ abstract: '仍在使用' }, gone)
  expect(await second.sync()).toMatchObject({ conflicts: 2 })
  for (const { id, entry } of (await second.value('conflict.list', {})).conflicts) {
    const { version } = await second.content(entry)
    await second.value('conflict.resolve', { id, version, decisions: [{ field: 'entry', take: entry === kept ? 'mine' : 'theirs' }] })
  }
  await second.sync()
  await first.sync()
  for (const desk of [first, second]) {
    expect((await desk.content(kept)).deletedAt).toBeNull()
    expect((await desk.content(gone)).deletedAt).not.toBeNull()
  }
  expect((await first.content(kept)).content.abstract).toBe('仍在使用')
})

test('one change the platform refuses goes to the tray and the others go on; mended it is sent again, or given up', async () => {
  const bad = await first.save({ title: '', abstract: '没有名称' })
  const worse = await first.save({ title: '', abstract: '也没有名称' })
  const good = await Promise.all(Array.from({ length: 30 }, (_, n) => first.save({ title: `信息资源${n}` })))
  const ran = await first.sync()
  expect(ran).toMatchObject({ pushed: 30, quarantined: 2, verdicts: { applied: 30, rejected: 2 } })
  const { changes } = await first.value('quarantine.list', {})
  expect(changes.map(({ problem }) => problem.code)).toEqual(['content.titleMissing', 'content.titleMissing'])
  expect(await first.sync()).toMatchObject({ pushed: 0, quarantined: 2 })
  await first.save({ title: '补上的名称' }, bad)
  const of = (entry: string) => changes.flatMap((change) => (change.entry === entry ? [change.id] : []))
  await first.value('quarantine.resend', { ids: of(bad) })
  expect(await first.value('quarantine.withdraw', { ids: of(worse) })).toEqual({ withdrawn: 1 })
  expect(await first.sync()).toMatchObject({ pushed: 1, quarantined: 0 })
  await second.sync()
  expect((await second.content(bad)).content.title).toBe('补上的名称')
  expect(await second.call('catalogue.get', { id: worse })).toMatchObject({ error: { code: 'catalogue.notFound' } })
  expect((await second.content(good[0] ?? '')).content.title).toBe('信息资源0')
})

test('报送 and the answers of the department come back as they were given, on every desk', async () => {
  const id = await first.save({ title: '社会组织登记信息' })
  await submitReady(first, [id])
  expect(await first.sync()).toMatchObject({ pushed: 2, verdicts: { applied: 1, altered: 1 } })
  await second.sync()
  for (const desk of [first, second]) {
    expect(await desk.content(id)).toMatchObject({ status: 'submitted' })
    const { answers } = await desk.value('catalogue.answers', { id })
    expect(answers.filter(({ kind }) => kind === 'submitted')).toMatchObject([{ source: '平台' }])
  }
  expect((await first.content(id)).content.codes).toHaveLength(1)
  // The code the platform gave came with the submission: it is no change since.
  for (const desk of [first, second]) {
    const { version, standing } = await desk.content(id)
    expect(standing).toMatchObject({ outside: 'submitted', submittedVersion: version })
    expect(standing.textVersion).toBeLessThan(version)
  }
  const [mine, theirs] = await Promise.all([first, second].map(async (desk) => (await desk.value('catalogue.answers', { id })).answers[0]))
  expect(mine).toMatchObject({ receivedAt: (theirs as { receivedAt: string }).receivedAt })

  await rule(office.platform.db, id, { kind: 'return', reason: '共享条件不清', number: '退〔2026〕3号' }, '数据局', new Date())
  await second.sync()
  expect(await second.content(id)).toMatchObject({ status: 'returned' })
  expect((await second.value('catalogue.answers', { id })).answers[0]).toMatchObject({ kind: 'returned', reason: '共享条件不清', number: '退〔2026〕3号' })
  await second.save({ shareCondition: '凭函' }, id)
  await submitReady(second, [id])
  await second.sync()
  await rule(office.platform.db, id, { kind: 'publish', publishedOn: '2026-11-25', number: '公告5号' }, '数据局', new Date())
  await first.sync()
  expect(await first.content(id)).toMatchObject({ status: 'published', content: { publishedOn: '2026-11-25', shareCondition: '凭函' } })
  expect((await first.value('catalogue.answers', { id })).answers[0]).toMatchObject({ kind: 'published', publishedOn: '2026-11-25', number: '公告5号' })
  expect(await first.sync()).toMatchObject({ pulled: 0, pushed: 0 })

  const other = await openDesk(office.platform, { agency: police })
  try {
    expect(await other.sync()).toMatchObject({ pulled: 1, pushed: 0 })
    expect(await other.content(id)).toMatchObject({ status: 'published', standing: { outside: 'published' } })
    const foreign = await other.content(id)
    const refused = await other.call('catalogue.save', { id, base: foreign.version, patch: { abstract: '改' }, secrecy: '不涉密' })
    expect(refused).toMatchObject({ error: { code: 'sync.notYours', params: { owner: '澄湖市民政局' } } })
    await rule(office.platform.db, id, { kind: 'withdraw', reason: '停用', number: '' }, '数据局', new Date())
    await other.sync()
    expect((await other.content(id)).deletedAt).not.toBeNull()
    await first.sync()
    expect(await first.content(id)).toMatchObject({ status: 'withdrawn', deletedAt: null })
  } finally {
    await other.close()
  }
})

test('without 不涉密 nothing leaves; without the role neither', async () => {
  expect(await first.call('sync.run', { secrecy: '不确定' })).toMatchObject({ ok: false })
  expect(await first.call('sync.configure', { url: 'http://127.0.0.1:1/' })).toMatchObject({ error: { code: 'access.denied' } })
  const status = await first.value('sync.status', {})
  expect(status).toMatchObject({ configured: true, enrolled: true, waiting: 0, asks: null, lastError: null })
  expect((await first.value('sync.log', {})).lines.length).toBeGreaterThan(3)
})
