import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BulkOperation, bulkKinds, bulkPatch, bulkPaths, isSound } from './bulk.ts'
import { contentArb } from './catalogue.fixture.ts'
import { emptyContent, emptyItem, entryContentSchema } from './catalogue.ts'
import { applyPatch, diffContent, fieldChanges } from './changes.ts'

const entry = (patch: Partial<ReturnType<typeof emptyContent>> = {}) => ({ ...emptyContent(), ...patch })
const done = (content: ReturnType<typeof entry>, operation: BulkOperation) => applyPatch(content, bulkPatch(content, operation).patch)
const ids = ['10000000-0000-4000-8000-000000000001', '10000000-0000-4000-8000-000000000002']

describe('one operation on one entry', () => {
  it('sets, replaces and clears texts, numbers, days and flags', () => {
    expect(done(entry(), { kind: 'set', field: 'theme', value: '社会保障' }).theme).toBe('社会保障')
    expect(done(entry({ storageG: 1 }), { kind: 'clear', field: 'storageG' }).storageG).toBeNull()
    expect(done(entry(), { kind: 'set', field: 'publishedOn', value: '2026-01-31' }).publishedOn).toBe('2026-01-31')
    // Literally, with everything in it that a pattern or a replacement text would take for a sign of its own.
    expect(done(entry({ abstract: 'a.c abc $& a.c' }), { kind: 'replace', field: 'abstract', find: 'a.c', with: '$&' }).abstract).toBe('$& abc $& $&')
  })

  it('adds to lists once and takes out of them', () => {
    expect(done(entry({ relatedCodes: ['a'] }), { kind: 'add', field: 'relatedCodes', value: 'a' }).relatedCodes).toEqual(['a'])
    expect(done(entry({ relatedCodes: ['a', 'b'] }), { kind: 'remove', field: 'relatedCodes', value: 'a' }).relatedCodes).toEqual(['b'])
    expect(done(entry({ keywords: '婚姻，登记' }), { kind: 'add', field: 'keywords', value: '民政' }).keywords).toBe('婚姻，登记，民政')
    expect(done(entry({ keywords: '婚姻，登记' }), { kind: 'add', field: 'keywords', value: '登记' }).keywords).toBe('婚姻，登记')
    expect(done(entry({ keywords: '婚姻 登记 民政' }), { kind: 'remove', field: 'keywords', value: '登记' }).keywords).toBe('婚姻 民政')
    const format = { formatClass: '数据库', formatType: 'Dm', formatOther: '' }
    expect(done(entry(), { kind: 'add', field: 'formats', value: format }).formats).toEqual([format])
    expect(done(entry({ formats: [format] }), { kind: 'remove', field: 'formats', value: { ...format } }).formats).toEqual([])
  })

  it('reaches into items, records and local fields', () => {
    const items = [
      { ...emptyItem(ids[0] ?? ''), name: '姓名', dataType: 'C' },
      { ...emptyItem(ids[1] ?? ''), name: '年龄', dataType: 'N', isKey: true },
    ]
    const typed = done(entry({ items }), { kind: 'set', field: 'items.dataType', value: '字符型C', only: { field: 'dataType', is: 'C' } })
    expect(typed.items.map(({ dataType }) => dataType)).toEqual(['字符型C', 'N'])
    const flagged = done(entry({ items }), { kind: 'set', field: 'items.personalInformation', value: true, only: { field: 'isKey', is: '是' } })
    expect(flagged.items.map(({ personalInformation }) => personalInformation)).toEqual([false, true])
    const code = { code: '330200/001', cls1: '3', cls2: '', cls3: '', cls4: '' }
    expect(done(entry({ codes: [code] }), { kind: 'replace', field: 'codes.code', find: '330200', with: '330201' }).codes[0]?.code).toBe('330201/001')
    expect(done(entry({ ext: { a: '1' } }), { kind: 'set', field: 'ext.b', value: '2' }).ext).toEqual({ a: '1', b: '2' })
    expect(done(entry({ ext: { a: '1' } }), { kind: 'clear', field: 'ext.a' }).ext).toEqual({})
  })

  it('says when the result does not fit', () => {
    expect(bulkPatch(entry({ title: '长'.repeat(400) }), { kind: 'replace', field: 'title', find: '长', with: '长长' }).tooLong).toBe(true)
    expect(bulkPatch(entry({ title: '长' }), { kind: 'replace', field: 'title', find: '长', with: '长长' }).tooLong).toBe(false)
  })

  it('is refused where it means nothing', () => {
    const bad: BulkOperation[] = [
      { kind: 'set', field: 'items', value: '' },
      { kind: 'set', field: 'items.id', value: '' },
      { kind: 'set', field: 'constructor', value: '' },
      { kind: 'set', field: 'storageG', value: '1' },
      { kind: 'set', field: 'publishedOn', value: '2026-13-01' },
      { kind: 'set', field: 'items.isKey', value: '是' },
      { kind: 'replace', field: 'storageG', find: '1', with: '2' },
      { kind: 'add', field: 'codes', value: 'x' },
      { kind: 'add', field: 'formats', value: 'x' },
      { kind: 'set', field: 'theme', value: 'x', only: { field: 'name', is: '' } },
      { kind: 'set', field: 'items.name', value: 'x', only: { field: 'nothing', is: '' } },
    ]
    for (const operation of bad) expect(isSound(operation), JSON.stringify(operation)).toBe(false)
    for (const path of bulkPaths) expect(bulkKinds(path).length, path).toBeGreaterThan(0)
    expect(bulkPaths).not.toContain('items')
  })
})

const word = fc.constantFrom('甲', '乙', '甲乙', 'a', '$&', '')
const operationArb: fc.Arbitrary<BulkOperation> = fc.oneof(
  fc.record({
    kind: fc.constant('set' as const),
    field: fc.constantFrom('title', 'abstract', 'updateCycle', 'items.note', 'items.dataType', 'ext.a'),
    value: word,
  }),
  fc.record({
    kind: fc.constant('replace' as const),
    field: fc.constantFrom('title', 'abstract', 'relatedCodes', 'codes.code', 'shareBasis.title', 'items.name', 'ext.b'),
    find: fc.constantFrom('甲', '乙', 'a'),
    with: word,
  }),
  fc.record({ kind: fc.constant('add' as const), field: fc.constantFrom('relatedCodes', 'keywords'), value: fc.constantFrom('甲', '乙') }),
  fc.record({ kind: fc.constant('remove' as const), field: fc.constantFrom('relatedCodes', 'keywords'), value: fc.constantFrom('甲', '乙') }),
  fc.record({ kind: fc.constant('clear' as const), field: fc.constantFrom('storageG', 'formats', 'shareBasis', 'publishedOn', 'keywords', 'items.note') }),
)

it('any operation: a valid entry, one field changed, and the second time nothing', () => {
  fc.assert(
    fc.property(contentArb, operationArb, (content, operation) => {
      expect(isSound(operation)).toBe(true)
      const { patch, tooLong } = bulkPatch(content, operation)
      if (tooLong) return
      const made = applyPatch(content, patch)
      expect(entryContentSchema.safeParse(made).success).toBe(true)
      const fields = Object.keys(diffContent(content, made))
      expect(fields.every((field) => field === operation.field.split('.')[0])).toBe(true)
      expect(fieldChanges(diffContent(content, made)).every(({ field }) => field !== 'items' && field !== 'items.order')).toBe(true)
      // A replacement may hold what is looked for; everything else settles at once.
      if (operation.kind !== 'replace') expect(diffContent(made, applyPatch(made, bulkPatch(made, operation).patch))).toEqual({})
    }),
    { numRuns: 500 },
  )
})
