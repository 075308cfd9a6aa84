import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentArb } from '../../../shared/catalogue.fixture.ts'
import { emptyContent, emptyItem } from '../../../shared/catalogue.ts'
import { diffContent } from '../../../shared/changes.ts'
import { packChanges, packContent, unpackChanges, unpackContent } from './stored.ts'

describe('the stored form', () => {
  it('gives every content back', () => {
    fc.assert(
      fc.property(contentArb, (content) => {
        expect(unpackContent(packContent(content))).toEqual(content)
      }),
    )
  })
  it('gives every change back', () => {
    fc.assert(
      fc.property(contentArb, contentArb, (from, to) => {
        const changes = diffContent(from, to)
        expect(unpackChanges(packChanges(changes))).toEqual(changes)
      }),
    )
  })
  it('leaves out what is empty', () => {
    expect(packContent(emptyContent())).toBe('{}')
    const id = '00000000-0000-4000-8000-000000000001'
    expect(packContent({ ...emptyContent(), title: '甲', items: [{ ...emptyItem(id), name: '一' }] })).toBe(
      `{"title":"甲","items":[{"id":"${id}","name":"一"}]}`,
    )
  })
})
