import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { emptyItem } from '../../../shared/catalogue.ts'
import { rowsIn } from './clerk.fixture.ts'
import { type ListingDesk, openListingDesk } from './desk.fixture.ts'
import { portalTemplate } from './portal.fixture.ts'

// Each listing is read by a process of its own: a busy machine takes its time.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

const item = (name: string, dataType = '字符型C') => ({ ...emptyItem(crypto.randomUUID()), name, dataType })

describe('a platform with a sheet of its own, by a mapping alone', () => {
  let desk: ListingDesk
  beforeAll(async () => {
    desk = await openListingDesk('portal')
  })
  afterAll(async () => {
    await desk?.close()
  })
  const ids: Record<string, string> = {}
  const save = async (title: string, more: object = {}) => {
    ids[title] = await desk.save({ title, provider: '澄湖市民政局', abstract: `${title}的摘要`, shareType: '有条件共享', shareCondition: '凭函', ...more })
  }

  test('changed rows leave in its own sheet, in its words, and wait until a listing shows them', async () => {
    await save('婚姻登记信息', { items: [item('姓名'), item('登记日期', '日期型D')], publishedOn: '2026-03-01', dutyBasis: '没有这一列' })
    await save('低保对象信息')
    await save('养老机构信息')
    await save('救助站信息')
    const sent = await desk.export()
    expect(sent).toMatchObject({ added: 4, changed: 0, deleted: 0 })
    const rows = await rowsIn(sent.path, portalTemplate)
    const row = rows.find((cells) => cells.includes('婚姻登记信息'))
    expect(row?.slice(2, 13)).toEqual([
      '婚姻登记信息',
      '澄湖市民政局',
      '婚姻登记信息的摘要',
      '姓名：字符型C、登记日期：日期型D',
      null,
      null,
      '授权共享',
      '凭函',
      null,
      null,
      '2026/3/1',
    ])
    expect(row?.[16]).toBe('新增')
    expect(await desk.waiting()).toEqual(['低保对象信息', '养老机构信息', '婚姻登记信息', '救助站信息'].sort())
    expect(await desk.call('listing.export', { file: desk.file('x'), template: 'portal', secrecy: '不涉密' })).toMatchObject({
      error: { code: 'listing.nothing' },
    })
    // The file may be lost: written again it is the same.
    expect(await rowsIn((await desk.export({ again: true })).path, portalTemplate)).toEqual(rows)
    await desk.clerk.take(sent.path)
  })

  test('the clerk assigns numbers, publishes one, returns one with its reason, alters one, and leaves one', async () => {
    const { clerk } = desk
    clerk.set('婚姻登记信息', 'meta.status', '已上架')
    clerk.set('婚姻登记信息', 'publishedOn', '2026/11/20')
    clerk.set('婚姻登记信息', 'meta.answeredOn', '2026-11-20')
    clerk.set('低保对象信息', 'meta.status', '审核不通过')
    clerk.set('低保对象信息', 'meta.reason', '摘要未说明数据范围')
    clerk.set('养老机构信息', 'abstract', '平台改过的摘要')
    clerk.entries.splice(3, 1)

    const tried = await desk.import({ apply: false })
    expect(tried).toMatchObject({ applied: false, rows: 3, handed: { confirmed: 1, returned: 1, altered: 1 } })
    expect(await desk.waiting()).toHaveLength(4)
    const done = await desk.import()
    expect({ ...done, asOf: '', sha256: '', applied: false, appliedBeforeAt: null }).toEqual({ ...tried, asOf: '', sha256: '' })
    expect(await desk.waiting()).toEqual(['救助站信息'])

    expect(await desk.content(ids.婚姻登记信息 ?? '')).toMatchObject({ status: 'published', content: { publishedOn: '2026-11-20', dutyBasis: '没有这一列' } })
    const { answers } = await desk.value('catalogue.answers', { id: ids.婚姻登记信息 ?? '' })
    expect(answers[0]).toMatchObject({ kind: 'published', source: '平台', publishedOn: '2026-11-20', receivedAt: '2026-11-19T16:00:00.000Z' })
    expect(answers[0]?.evidence).toMatch(/平台清单 .*\.xlsx SHA-256 [0-9a-f]{64}/)

    expect(await desk.content(ids.低保对象信息 ?? '')).toMatchObject({ status: 'returned' })
    const { changes } = await desk.value('quarantine.list', {})
    expect(changes).toMatchObject([{ entry: ids.低保对象信息, problem: { title: '摘要未说明数据范围', code: 'listing.returned' } }])

    expect(await desk.content(ids.养老机构信息 ?? '')).toMatchObject({ status: 'submitted', content: { abstract: '平台改过的摘要' } })
    const { versions } = await desk.value('catalogue.history', { id: ids.养老机构信息 ?? '' })
    expect(JSON.stringify(versions)).toContain('养老机构信息的摘要')
    expect((await desk.value('listing.status', {})).open).toBe(0)
  })

  test('the same listing again changes nothing', async () => {
    const path = desk.file('same')
    await desk.clerk.write(path)
    await desk.import({ path })
    const before = await desk.value('audit.verify', {})
    const again = await desk.import({ path })
    expect(again.appliedBeforeAt).not.toBeNull()
    expect(again.effects).toMatchObject({ same: 3, taken: 0, merged: 0, conflict: 0, gone: 0, new: 0 })
    for (const id of Object.values(ids)) {
      const { versions } = await desk.value('catalogue.history', { id })
      const was = versions.length
      await desk.import({ path })
      expect((await desk.value('catalogue.history', { id })).versions).toHaveLength(was)
    }
    expect((await desk.value('quarantine.list', {})).changes).toHaveLength(1)
    expect(before.broken).toBeNull()
  })

  test('what was returned is mended and leaves again; untouched columns say what the platform wrote', async () => {
    const { clerk } = desk
    clerk.find('低保对象信息')[0]?.splice(0, 1, 17)
    clerk.set('低保对象信息', 'isOpen', '有条件开放')
    clerk.find('低保对象信息')[0]?.splice(7, 1, '公共管理')
    await desk.import()
    await desk.save({ abstract: '全市低保对象' }, ids.低保对象信息)
    const [change] = (await desk.value('quarantine.list', {})).changes
    await desk.value('quarantine.resend', { ids: [change?.id ?? ''] })
    const sent = await desk.export()
    expect(sent).toMatchObject({ added: 0, changed: 1 })
    const [row] = await rowsIn(sent.path, portalTemplate)
    expect(row?.[0]).toBe(17)
    expect(row?.[1]).toBe('P-2')
    expect(row?.slice(4, 5)).toEqual(['全市低保对象'])
    expect(row?.slice(7, 11)).toEqual(['公共管理', '授权共享', '凭函', '有条件开放'])
    expect(row?.[16]).toBe('修改')
    // The listing says the old return until the clerk has looked: that is no answer to the new text.
    expect(await desk.import()).toMatchObject({ handed: { pending: 1, returned: 0 } })
    // Nor is one in other words whose day lies before the hand-over.
    clerk.set('低保对象信息', 'meta.reason', '早先的另一条意见')
    clerk.set('低保对象信息', 'meta.answeredOn', '2026-01-05')
    expect(await desk.import()).toMatchObject({ handed: { pending: 1, returned: 0 } })
    clerk.set('低保对象信息', 'meta.answeredOn', null)
    await clerk.take(sent.path)
    clerk.set('低保对象信息', 'meta.status', '已上架')
    expect(await desk.import()).toMatchObject({ handed: { confirmed: 1 } })
    expect(await desk.content(ids.低保对象信息 ?? '')).toMatchObject({ status: 'published', content: { isOpen: '是', abstract: '全市低保对象' } })
    expect((await desk.value('quarantine.list', {})).changes).toEqual([])
  })

  test('the platform wrote in the place that left: a person decides, and nothing is lost', async () => {
    await desk.save({ abstract: '我们改的' }, ids.养老机构信息)
    const sent = await desk.export()
    expect(sent).toMatchObject({ changed: 1 })
    desk.clerk.set('养老机构信息', 'abstract', '平台又改的')
    expect(await desk.import()).toMatchObject({ handed: { differs: 1 }, effects: { conflict: 1 } })
    const [conflict] = (await desk.value('conflict.list', {})).conflicts
    expect(conflict).toMatchObject({ entry: ids.养老机构信息, fields: ['abstract'], theirsBy: '澄湖市数据目录平台' })
    const seen = await desk.value('conflict.get', { id: conflict?.id ?? '' })
    expect(seen.overlaps).toMatchObject([{ base: '平台改过的摘要', mine: '我们改的', theirs: '平台又改的' }])
    await desk.value('conflict.resolve', { id: seen.conflict.id, version: seen.version, decisions: [{ field: 'abstract', take: 'mine' }] })
    const again = await desk.export()
    await desk.clerk.take(again.path)
    expect(await desk.import()).toMatchObject({ handed: { confirmed: 1 } })
    expect((await desk.content(ids.养老机构信息 ?? '')).content.abstract).toBe('我们改的')
  })

  test('of a change only some of which was taken, the rest stays here and leaves again', async () => {
    const id = ids.婚姻登记信息 ?? ''
    const { content } = await desk.content(id)
    await desk.save({ theme: '民生服务', updateCycle: '每月', items: [...content.items, item('身份证号')] }, id)
    await desk.export()
    desk.clerk.set('婚姻登记信息', 'theme', '民生服务')
    desk.clerk.set('婚姻登记信息', 'updateCycle', '每年')
    expect(await desk.import()).toMatchObject({ handed: { altered: 1 } })
    const now = (await desk.content(id)).content
    expect(now).toMatchObject({ theme: '民生服务', updateCycle: '每年' })
    expect(now.items.map(({ name }) => name)).toEqual(['姓名', '登记日期', '身份证号'])
    expect(now.items.slice(0, 2).map((one) => one.id)).toEqual(content.items.map((one) => one.id))
    const rest = await desk.export()
    expect(rest).toMatchObject({ changed: 1 })
    await desk.clerk.take(rest.path)
    expect(await desk.import()).toMatchObject({ handed: { confirmed: 1 } })
    expect((await desk.content(id)).content.items).toEqual(now.items)
  })

  test('a complete listing tells what is gone; a partial one does not; a deletion leaves by its word', async () => {
    const [, other] = desk.clerk.entries
    const kept = desk.clerk.entries.splice(1, 1)
    expect(await desk.import()).toMatchObject({ effects: { gone: 0 } })
    expect(await desk.import({ complete: true })).toMatchObject({ effects: { gone: 1 } })
    expect((await desk.content(ids.低保对象信息 ?? '')).deletedAt).not.toBeNull()
    desk.clerk.entries.push(...kept)
    expect(other).toBeDefined()
    expect(await desk.import()).toMatchObject({ effects: { taken: 1 } })
    expect((await desk.content(ids.低保对象信息 ?? '')).deletedAt).toBeNull()

    const { version } = await desk.content(ids.养老机构信息 ?? '')
    await desk.value('catalogue.delete', { entries: [{ id: ids.养老机构信息 ?? '', base: version }], reason: '重复' })
    const sent = await desk.export()
    expect(sent).toMatchObject({ deleted: 1 })
    expect((await rowsIn(sent.path, portalTemplate)).find((row) => row.includes('养老机构信息'))?.[16]).toBe('注销')
    expect(await desk.import()).toMatchObject({ handed: { pending: 1 } })
    await desk.clerk.take(sent.path, (title) => title === '养老机构信息')
    expect(await desk.import({ complete: true })).toMatchObject({ handed: { confirmed: 1 } })
    expect(await desk.waiting()).toEqual(['救助站信息'])
  })
})
