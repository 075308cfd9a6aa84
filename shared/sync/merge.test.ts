import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentArb } from '../catalogue.fixture.ts'
import { type EntryContent, emptyContent, emptyItem } from '../catalogue.ts'
import { diffContent, equal, fieldChanges } from '../changes.ts'
import { decide, mergeContents } from './merge.ts'
import { applyContentPatch, contentPatchSchema, isEmptyPatch, patchBetween, patchedFields } from './patch.ts'

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`
const item = (n: number, name: string) => ({ ...emptyItem(id(n)), name })
const text = (some: Partial<EntryContent>): EntryContent => ({ ...emptyContent(), ...some })

describe('patches', () => {
  it('carry one content to another, over JSON and the schema', () => {
    fc.assert(
      fc.property(contentArb, contentArb, (from, to) => {
        const patch = contentPatchSchema.parse(JSON.parse(JSON.stringify(patchBetween(from, to))))
        expect(applyContentPatch(from, patch)).toEqual(to)
        expect(isEmptyPatch(patch)).toBe(equal(from, to))
      }),
      { numRuns: 500 },
    )
  })

  it('hold changed fields only', () => {
    const patch = patchBetween(text({ title: '甲', abstract: '一' }), text({ title: '乙', abstract: '一', items: [item(1, '一')] }))
    expect(patch).toEqual({ fields: { title: '乙' }, items: { added: [item(1, '一')], order: [id(1)] } })
    expect(patchedFields(patch)).toEqual(['title', 'items'])
  })
})

describe('three-way merge', () => {
  it('takes the one side that changed, and agrees where both say the same', () => {
    fc.assert(
      fc.property(contentArb, contentArb, (base, other) => {
        for (const [mine, theirs] of [
          [other, base],
          [base, other],
          [other, other],
        ] as const) {
          const merged = mergeContents(base, mine, theirs)
          expect(merged.content).toEqual(other)
          expect(merged.overlaps).toEqual([])
        }
      }),
      { numRuns: 400 },
    )
  })

  it('loses nothing silently: every change of either side is in the result or among the overlaps', () => {
    fc.assert(
      fc.property(contentArb, contentArb, contentArb, (base, mine, theirs) => {
        const { content, overlaps } = mergeContents(base, mine, theirs)
        const asked = new Set(overlaps.map(({ field, itemId = '' }) => `${field} ${itemId}`))
        const open = ({ field, itemId = '' }: { field: string; itemId?: string }) => asked.has(`${field} ${itemId}`) || asked.has(`items ${itemId}`)
        for (const side of [mine, theirs]) {
          for (const change of fieldChanges(diffContent(base, side))) {
            if (open(change) || change.field === 'items.order') continue
            if (change.field === 'items') {
              const there = content.items.find(({ id: one }) => one === change.itemId)
              if (change.to === null) expect(there).toBeUndefined()
              else expect(there).toBeDefined()
            } else if (change.itemId !== undefined) {
              expect(content.items.find(({ id: one }) => one === change.itemId)).toMatchObject({ [change.field.slice(6)]: change.to })
            } else if (change.field !== 'ext') expect(content[change.field as keyof EntryContent]).toEqual(change.to)
          }
        }
        expect(new Set(content.items.map(({ id: one }) => one)).size).toBe(content.items.length)
      }),
      { numRuns: 1500 },
    )
  })

  it('gives the same text whichever side is called mine, once somebody decided', () => {
    fc.assert(
      fc.property(contentArb, contentArb, contentArb, (base, a, b) => {
        const one = mergeContents(base, a, b)
        const two = mergeContents(base, b, a)
        const forA = decide(
          one,
          one.overlaps.map(({ mine }) => mine),
        )
        const alsoA = decide(
          two,
          two.overlaps.map(({ theirs }) => theirs),
        )
        const sorted = (content: EntryContent) => ({ ...content, items: content.items.toSorted((x, y) => x.id.localeCompare(y.id)) })
        expect(sorted(alsoA)).toEqual(sorted(forA))
      }),
      { numRuns: 1000 },
    )
  })

  it('leaves to a person what means something only together', () => {
    const base = text({ shareType: '无条件共享', abstract: '旧' })
    const { content, overlaps, theirs } = mergeContents(base, { ...base, shareType: '不予共享' }, { ...base, shareCondition: '仅限政务', abstract: '新' })
    expect(overlaps.map(({ field }) => field).toSorted()).toEqual(['shareCondition', 'shareType'])
    expect(content).toMatchObject({ shareType: '不予共享', shareCondition: '', abstract: '新' })
    expect(theirs).toEqual([{ field: 'abstract', from: '旧', to: '新' }])
  })

  it('merges items row by row, and local fields one by one', () => {
    const base = text({ items: [item(1, '一'), item(2, '二'), item(3, '三')], ext: { a: '1', b: '1' } })
    const mine = { ...base, items: [item(1, '壹'), item(2, '二'), item(4, '四'), item(3, '三')], ext: { a: '2', b: '1' } }
    const theirs = { ...base, items: [item(1, '一'), { ...item(3, '三'), length: '8' }], ext: { a: '1', b: '2', c: '3' } }
    const merged = mergeContents(base, mine, theirs)
    expect(merged.overlaps).toEqual([])
    expect(merged.content.items.map(({ name, length }) => name + length)).toEqual(['壹', '四', '三8'])
    expect(merged.content.ext).toEqual({ a: '2', b: '2', c: '3' })
  })

  it('asks where one side removed what the other changed; the decision is carried out', () => {
    const base = text({ items: [item(1, '一'), item(2, '二')] })
    const merged = mergeContents(base, { ...base, items: [item(2, '二')] }, { ...base, items: [item(1, '壹'), item(2, '二')] })
    expect(merged.overlaps).toEqual([{ field: 'items', itemId: id(1), itemName: '壹', base: item(1, '一'), mine: null, theirs: item(1, '壹') }])
    expect(merged.content.items).toEqual([item(2, '二')])
    expect(decide(merged, [item(1, '壹')]).items.map(({ name }) => name)).toContain('壹')
    expect(decide(merged, [null]).items).toEqual([item(2, '二')])
  })
})
