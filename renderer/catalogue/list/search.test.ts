import { describe, expect, test } from 'vitest'
import { createStore } from 'zustand'
import { noStanding } from '../../../shared/catalogue.ts'
import type { Row } from '../../../shared/contract/catalogue.ts'
import type { Api, Output, Reply } from '../../../shared/contract.ts'
import { filterCount, listRecipe, toggledFacet } from './list-store.ts'
import { ask, askMore, refresh } from './search.ts'

const row = (id: string, title = id): Row => ({
  id,
  title,
  code: '',
  provider: '',
  office: '',
  shareType: '',
  format: '',
  status: 'draft',
  version: 1,
  items: 0,
  errors: 0,
  warnings: 0,
  others: false,
  updatedAt: '2026-11-22T00:00:00.000Z',
  standing: noStanding,
  next: null,
})

type Found = Output<'catalogue.search'>
type Asked = { text?: string; limit?: number; cursor?: string; facets?: boolean; filter?: { ids?: string[] }; sort?: string }

/** A core that answers when told to, in any order. */
const heldCore = () => {
  const asked: { input: Asked; aborted: () => boolean; answer: (value: Partial<Found>) => Promise<void> }[] = []
  const call = (_name: string, input: Asked, options?: { signal?: AbortSignal }) =>
    new Promise<Reply<Found>>((resolve) => {
      asked.push({
        input,
        aborted: () => options?.signal?.aborted ?? false,
        answer: async (value) => {
          resolve({ ok: true, value: { items: [], total: 0, capped: false, facets: null, othersHere: false, next: null, ...value } })
          await new Promise((done) => setTimeout(done, 0))
        },
      })
    })
  return { asked, list: { api: { call } as unknown as Api, store: createStore(listRecipe) } }
}

const titles = (list: ReturnType<typeof heldCore>['list']) => list.store.getState().rows.map(({ title }) => title)

describe('searching at every key', () => {
  test('cancels the question before and drops its answer, whichever comes first', async () => {
    const { asked, list } = heldCore()
    void ask(list, { text: '人' })
    void ask(list, { text: '人口' })
    expect(asked.map(({ input, aborted }) => [input.text, aborted()])).toEqual([
      ['人', true],
      ['人口', false],
    ])
    await asked[1]?.answer({ items: [row('b')] })
    await asked[0]?.answer({ items: [row('a')] })
    expect(titles(list)).toEqual(['b'])
  })

  test('asks for rows first, for facets and the exact count only when the keys rest', async () => {
    const { asked, list } = heldCore()
    const rested = ask(list, { text: '人口' })
    await asked[0]?.answer({ items: [row('a')], total: 1001, capped: true })
    expect(asked[0]?.input).toMatchObject({ facets: false, exact: false })
    expect(list.store.getState()).toMatchObject({ total: 1001, capped: true, facets: null })
    await new Promise((done) => setTimeout(done, 260))
    expect(asked[1]?.input).toMatchObject({ limit: 0, facets: true, exact: true })
    const facets = { shareType: [{ value: '有条件共享', count: 4203 }], office: [], class: [], status: [], format: [], finding: [] }
    await asked[1]?.answer({ total: 4203, facets })
    await rested
    expect(list.store.getState()).toMatchObject({ total: 4203, capped: false, facets })
    expect(titles(list)).toEqual(['a'])
  })

  test('nothing typed lists what was changed last', () => {
    const { asked, list } = heldCore()
    void ask(list)
    void ask(list, { text: 'rk' })
    expect(asked.map(({ input }) => input.sort)).toEqual(['updated', 'relevance'])
  })
})

test('the next page is added once, without doubles, and not after a new question', async () => {
  const { asked, list } = heldCore()
  void ask(list)
  await asked[0]?.answer({ items: [row('a'), row('b')], next: 'after-b' })
  void askMore(list)
  void askMore(list)
  expect(asked.length).toBe(2)
  await asked[1]?.answer({ items: [row('b'), row('c')], next: 'after-c' })
  expect(titles(list)).toEqual(['a', 'b', 'c'])
  void askMore(list)
  void ask(list, { text: 'x' })
  await asked[2]?.answer({ items: [row('d')] })
  expect(titles(list)).toEqual(['a', 'b', 'c'])
})

describe('after a change elsewhere', () => {
  test('changed rows are replaced where they stand, those that no longer fit go', async () => {
    const { asked, list } = heldCore()
    void ask(list)
    await asked[0]?.answer({ items: [row('a'), row('b'), row('c')] })
    list.store.setState({ picked: new Map([['b', 1]]), at: 2 })
    void refresh(list, ['b', 'c'])
    expect(asked[1]?.input.filter?.ids).toEqual(['b', 'c'])
    await asked[1]?.answer({ items: [{ ...row('b', 'b2'), version: 2 }] })
    expect(titles(list)).toEqual(['a', 'b2'])
    expect(list.store.getState()).toMatchObject({ at: 1, picked: new Map([['b', 2]]) })
  })

  test('something new reads the list again', async () => {
    const { asked, list } = heldCore()
    void ask(list)
    await asked[0]?.answer({ items: [row('a')] })
    void refresh(list, ['n'])
    await asked[1]?.answer({ items: [row('n')] })
    await asked[2]?.answer({ items: [row('n'), row('a')] })
    expect(titles(list)).toEqual(['n', 'a'])
  })
})

test('facets: values of one are alternatives, an emptied one leaves the filter', () => {
  const one = toggledFacet({ deleted: true }, 'shareType', '有条件共享')
  const two = toggledFacet(one, 'shareType', '不予共享')
  expect(two).toEqual({ deleted: true, shareType: ['有条件共享', '不予共享'] })
  expect(filterCount(two)).toBe(2)
  expect(toggledFacet(toggledFacet(two, 'shareType', '不予共享'), 'shareType', '有条件共享')).toEqual({ deleted: true })
})
