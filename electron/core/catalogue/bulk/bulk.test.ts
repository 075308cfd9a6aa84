import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentArb } from '../../../../shared/catalogue.fixture.ts'
import { type EntryPatch, emptyItem } from '../../../../shared/catalogue.ts'
import type { Input } from '../../../../shared/contract.ts'
import { makeTestCore, type TestCore } from '../../vault/testing.ts'

let test: TestCore
beforeAll(async () => {
  test = await makeTestCore()
  await test.as('officer')
})
afterAll(async () => {
  await test.close()
})

const entry = async (patch: EntryPatch) => (await test.value('catalogue.save', { patch, secrecy: '不涉密' })).id
const get = async (id: string) => (await test.value('catalogue.get', { id })).entry
type Chosen = Pick<Input<'catalogue.bulkPreview'>, 'filter' | 'text' | 'operation'>
const preview = (input: Chosen) => test.value('catalogue.bulkPreview', input)
const apply = (input: Chosen, previewDigest: string, more: Partial<Input<'catalogue.bulkApply'>> = {}) =>
  test.call('catalogue.bulkApply', { ...input, previewDigest, secrecy: '不涉密', reason: '统一主题', ...more })
const applied = async (input: Chosen) => {
  const { whole } = await preview(input)
  const reply = await apply(input, whole?.digest ?? '')
  if (!reply.ok) throw new Error(reply.error.code)
  return reply.value
}
const codeOf = (reply: { ok: true } | { ok: false; error: { code: string } }) => (reply.ok ? 'ok' : reply.error.code)

describe('a bulk edit', () => {
  it('writes what was previewed, once, with its ledger, and takes it back', async () => {
    const ids = [await entry({ title: '甲一', theme: '旧' }), await entry({ title: '甲二' }), await entry({ title: '甲三', theme: '社会保障' })]
    const input: Chosen = { filter: { ids }, operation: { kind: 'set', field: 'theme', value: '社会保障' } }
    const { whole, rows, more } = await preview(input)
    expect(whole).toMatchObject({ selected: 3, entries: 2, cells: 2, blocked: [], blockedCount: 0 })
    expect(more).toBe(false)
    expect(rows.map(({ id, changes }) => [id, changes])).toEqual([
      [ids[0], [{ field: 'theme', from: '旧', to: '社会保障' }]],
      [ids[1], [{ field: 'theme', from: '', to: '社会保障' }]],
    ])
    const reply = await apply(input, whole?.digest ?? '')
    expect(reply).toMatchObject({ ok: true, value: { entries: 2, cells: 2 } })
    const id = reply.ok ? reply.value.id : ''
    for (const row of rows) {
      const { versions } = await test.value('catalogue.history', { id: row.id })
      expect(versions[0]).toMatchObject({ version: row.version + 1, why: 'edit', note: '统一主题', author: 'officer', changes: row.changes })
    }
    expect((await get(ids[2] ?? '')).version).toBe(1)
    const ledger = await test.value('catalogue.bulkLedger', { id })
    expect(ledger.rows).toMatchObject([{ id, by: 'officer', reason: '统一主题', entries: 2, cells: 2, operation: input.operation, undone: null }])
    expect(ledger.entries?.map((each) => [each.id, each.version, each.undoneVersion])).toEqual([
      [ids[0], 2, null],
      [ids[1], 2, null],
    ])
    expect(await test.value('catalogue.bulkUndo', { id })).toEqual({ restored: 2, left: [], leftCount: 0 })
    expect((await get(ids[0] ?? '')).content.theme).toBe('旧')
    expect((await test.value('catalogue.bulkLedger', {})).rows[0]).toMatchObject({ id, undone: { by: 'officer', entries: 2, left: 0 } })
    expect(codeOf(await test.call('catalogue.bulkUndo', { id }))).toBe('bulk.undone')
  })

  it('is refused, by name, when an entry differs from its preview; nothing is written', async () => {
    const ids = [await entry({ title: '乙一' }), await entry({ title: '乙二' }), await entry({ title: '乙三' })]
    const input: Chosen = { filter: { ids }, operation: { kind: 'replace', field: 'title', find: '乙', with: '丙' } }
    const { whole } = await preview(input)
    await test.value('catalogue.save', { id: ids[1] ?? '', base: 1, patch: { abstract: '别处改过' }, secrecy: '不涉密' })
    const reply = await apply(input, whole?.digest ?? '')
    expect(reply).toMatchObject({ error: { code: 'bulk.differs', params: { count: 1, title: '乙二' }, details: { entries: [{ id: ids[1], title: '乙二' }] } } })
    await test.value('catalogue.delete', { entries: [{ id: ids[2] ?? '', base: 1 }] })
    expect(await apply(input, whole?.digest ?? '')).toMatchObject({ error: { code: 'bulk.differs', params: { count: 2 } } })
    expect((await get(ids[0] ?? '')).version).toBe(1)
    // By a filter the new ones it finds are named too.
    const found: Chosen = { text: '乙', operation: input.operation }
    const before = await preview(found)
    await entry({ title: '乙四' })
    expect(await apply(found, before.whole?.digest ?? '')).toMatchObject({ error: { code: 'bulk.differs', params: { title: '乙四' } } })
    expect((await test.value('catalogue.bulkLedger', {})).rows).toHaveLength(1)
  })

  it('goes on from a filter that its own writes empty', async () => {
    for (let at = 0; at < 250; at++) await entry({ title: `丁${at}`, shareType: '有条件共享' })
    const input: Chosen = { filter: { shareType: ['有条件共享'] }, operation: { kind: 'set', field: 'shareType', value: '无条件共享' } }
    const first = await test.value('catalogue.bulkPreview', { ...input, limit: 100 })
    expect([first.rows.length, first.more, first.whole?.entries]).toEqual([100, true, 250])
    const seen = [...first.rows]
    for (let page = first; page.more; ) {
      page = await test.value('catalogue.bulkPreview', { ...input, limit: 100, after: seen.at(-1)?.id })
      expect(page.whole).toBeNull()
      seen.push(...page.rows)
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(250)
    expect(await applied(input)).toMatchObject({ entries: 250, cells: 250 })
    expect((await test.value('catalogue.search', { filter: { shareType: ['有条件共享'] }, limit: 0 })).total).toBe(0)
  })

  it('leaves what was edited since on those fields, and keeps edits of others', async () => {
    const items = [{ ...emptyItem('10000000-0000-4000-8000-0000000000a1'), name: '姓名' }]
    const ids = [await entry({ title: '戊一', items }), await entry({ title: '戊二', items }), await entry({ title: '戊三', items })]
    const [kept = '', edited = '', gone = ''] = ids
    const { id } = await applied({ filter: { ids }, operation: { kind: 'set', field: 'items.grade', value: '一般' } })
    await test.value('catalogue.save', { id: kept, base: 2, patch: { abstract: '后来写的' }, secrecy: '不涉密' })
    const touched = (await get(edited)).content.items.map((item) => ({ ...item, grade: '重要' }))
    await test.value('catalogue.save', { id: edited, base: 2, patch: { items: touched }, secrecy: '不涉密' })
    await test.value('catalogue.delete', { entries: [{ id: gone, base: 2 }] })
    expect(await test.value('catalogue.bulkUndo', { id })).toEqual({
      restored: 1,
      left: [
        { id: edited, title: '戊二', why: 'edited' },
        { id: gone, title: '戊三', why: 'deleted' },
      ],
      leftCount: 2,
    })
    expect((await get(kept)).content).toMatchObject({ abstract: '后来写的', items: [{ name: '姓名', grade: '' }] })
    expect((await get(edited)).content.items[0]?.grade).toBe('重要')
  })

  it('asks for secrecy, reason and sense, and takes in no mark, not even one that is put together', async () => {
    const id = await entry({ title: '己', abstract: '机★密级10年' })
    const input: Chosen = { filter: { ids: [id] }, operation: { kind: 'set', field: 'theme', value: '新' } }
    const digest = (await preview(input)).whole?.digest ?? ''
    expect(codeOf(await apply(input, digest, { secrecy: undefined }))).toBe('secrecy.undeclared')
    expect(codeOf(await apply(input, digest, { reason: ' ' }))).toBe('bulk.reasonNeeded')
    expect(codeOf(await test.call('catalogue.bulkPreview', { ...input, operation: { kind: 'set', field: 'items', value: '' } }))).toBe('bulk.notForField')
    expect(codeOf(await test.call('catalogue.bulkPreview', { ...input, operation: { kind: 'set', field: 'theme', value: '机密★10年' } }))).toBe(
      'secrecy.marked',
    )
    const joined: Chosen = { filter: { ids: [id] }, operation: { kind: 'replace', field: 'abstract', find: '★密级', with: '密★' } }
    expect(codeOf(await test.call('catalogue.bulkPreview', joined))).toBe('secrecy.marked')
    const nothing: Chosen = { filter: { ids: [id] }, operation: { kind: 'clear', field: 'theme' } }
    expect(codeOf(await apply(nothing, (await preview(nothing)).whole?.digest ?? ''))).toBe('bulk.nothing')
    const long: Chosen = { filter: { ids: [id] }, operation: { kind: 'replace', field: 'title', find: '己', with: '己'.repeat(501) } }
    expect((await preview(long)).whole).toMatchObject({ entries: 0, blockedCount: 1, blocked: [{ id, title: '己' }] })
    await test.as('head')
    expect(codeOf(await apply(input, digest))).toBe('access.denied')
    await test.as('officer')
  })

  it('leaves digests and field names alone in the audit', async () => {
    const id = await entry({ title: '庚' })
    await applied({ filter: { ids: [id] }, operation: { kind: 'set', field: 'contact', value: '王某某' } })
    await test.as('aud')
    const [event] = (await test.value('audit.list', { action: 'catalogue.bulkApply', limit: 1 })).events
    expect(event).toMatchObject({ actor: 'officer', entity: 'entry', entityId: id, fields: ['contact'], note: '1' })
    expect(JSON.stringify(event)).not.toMatch(/王某某|统一主题/)
    await test.as('officer')
  })
})

const operations: fc.Arbitrary<Chosen['operation']> = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), field: fc.constantFrom('title', 'abstract', 'items.note', 'ext.a'), value: fc.constantFrom('甲', '', 'a b') }),
  fc.record({
    kind: fc.constant('replace' as const),
    field: fc.constantFrom('title', 'abstract', 'relatedCodes', 'codes.cls4', 'shareBasis.title', 'items.name'),
    find: fc.constantFrom('a', '信', '息'),
    with: fc.constantFrom('', '乙', 'aa'),
  }),
  fc.record({ kind: fc.constant('add' as const), field: fc.constantFrom('relatedCodes', 'keywords'), value: fc.constantFrom('甲', '乙') }),
  fc.record({ kind: fc.constant('clear' as const), field: fc.constantFrom('storageG', 'formats', 'shareBasis', 'publishedOn', 'items.dataType') }),
)

it('what is applied is what was previewed, and the undo restores it, whatever is changed', { timeout: 120_000 }, async () => {
  let changed = 0
  await fc.assert(
    fc.asyncProperty(fc.array(contentArb, { minLength: 1, maxLength: 4 }), operations, async (contents, operation) => {
      const ids: string[] = []
      for (const content of contents) ids.push(await entry(content))
      const before = await Promise.all(ids.map(get))
      const input: Chosen = { filter: { ids }, operation }
      const { whole, rows } = await preview(input)
      if (whole?.entries === 0) return
      const done = await applied(input)
      changed += done.entries
      expect(done).toMatchObject({ entries: whole?.entries, cells: whole?.cells })
      const previewed = new Map(rows.map((row) => [row.id, row.changes]))
      for (const old of before) {
        const now = await get(old.id)
        const { versions } = await test.value('catalogue.history', { id: old.id })
        if (previewed.has(old.id)) expect(versions[0]?.changes).toEqual(previewed.get(old.id))
        else expect(now).toEqual(old)
      }
      expect(await test.value('catalogue.bulkUndo', { id: done.id })).toMatchObject({ restored: done.entries, leftCount: 0 })
      for (const old of before) expect((await get(old.id)).content).toEqual(old.content)
    }),
    { numRuns: 60 },
  )
  expect(changed).toBeGreaterThan(30)
})
