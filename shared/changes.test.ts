import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentArb } from './catalogue.fixture.ts'
import { emptyContent, emptyItem } from './catalogue.ts'
import { applyPatch, changedFields, diffContent, fieldChanges, undoChanges } from './changes.ts'

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`
const item = (n: number, name: string) => ({ ...emptyItem(id(n)), name })

describe('changes', () => {
  it('lead back exactly, between any two contents', () => {
    fc.assert(
      fc.property(contentArb, contentArb, (from, to) => {
        const changes = diffContent(from, to)
        expect(undoChanges(to, changes)).toEqual(from)
        expect(undoChanges(to, JSON.parse(JSON.stringify(changes)) as typeof changes)).toEqual(from)
      }),
      { numRuns: 300 },
    )
  })

  it('are empty exactly where nothing differs', () => {
    fc.assert(
      fc.property(contentArb, (content) => {
        expect(diffContent(content, structuredClone(content))).toEqual({})
        expect(applyPatch(content, {})).toEqual(content)
      }),
    )
  })

  it('name what a person sees', () => {
    const from = { ...emptyContent(), title: '甲', items: [item(1, '一'), item(2, '二'), item(3, '三')] }
    const to = { ...from, title: '乙', items: [{ ...item(3, '三'), length: '8' }, item(1, '一'), item(4, '四')] }
    const changes = diffContent(from, to)
    expect(changedFields(changes)).toEqual(['title', 'items'])
    expect(fieldChanges(changes)).toEqual([
      { field: 'title', from: '甲', to: '乙' },
      { field: 'items.length', itemId: id(3), itemName: '三', from: '', to: '8' },
      { field: 'items', itemId: id(2), itemName: '二', from: item(2, '二'), to: null },
      { field: 'items', itemId: id(4), itemName: '四', from: null, to: item(4, '四') },
      { field: 'items.order', from: [id(1), id(3)], to: [id(3), id(1)] },
    ])
  })

  it('do not call an addition a new order', () => {
    const from = { ...emptyContent(), items: [item(1, '一'), item(2, '二')] }
    const changes = diffContent(from, { ...from, items: [item(1, '一'), item(3, '三'), item(2, '二')] })
    expect(fieldChanges(changes).map(({ field }) => field)).toEqual(['items'])
  })

  it('do not care in which order local fields were written', () => {
    expect(diffContent({ ...emptyContent(), ext: { a: '1', b: '2' } }, { ...emptyContent(), ext: { b: '2', a: '1' } })).toEqual({})
  })
})
