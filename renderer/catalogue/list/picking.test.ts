import { expect, test } from 'vitest'
import { createStore } from 'zustand'
import { noStanding } from '../../../shared/catalogue.ts'
import { listRecipe } from './list-store.ts'
import { pickRange, pickRow } from './picking.ts'

const row = (id: string, version: number) => ({
  id,
  version,
  code: '',
  title: id,
  provider: '',
  office: '',
  shareType: '',
  format: '',
  status: 'draft' as const,
  items: 0,
  errors: 0,
  warnings: 0,
  others: false,
  updatedAt: '2026-11-22T00:00:00.000Z',
  standing: noStanding,
  next: null,
})

test('picking keeps the version a deletion will be based on', () => {
  const store = createStore(listRecipe)
  store.setState({ rows: [row('a', 3), row('b', 1), row('c', 2)] })
  store.setState((state) => pickRow(state, 0))
  store.setState((state) => pickRow(state, 2))
  expect([...store.getState().picked]).toEqual([
    ['a', 3],
    ['c', 2],
  ])
  store.setState((state) => pickRow(state, 0))
  expect([...store.getState().picked.keys()]).toEqual(['c'])
  expect([...pickRange(store.getState(), 2, 1).picked.keys()]).toEqual(['b', 'c'])
})
