import { expect, it } from 'vitest'
import type { StateCreator } from 'zustand'
import { createSessionStores } from './session-store.tsx'

type Draft = { text: string; type(text: string): void }
const draftRecipe: StateCreator<Draft> = (set) => ({ text: '', type: (text) => set({ text }) })
const otherRecipe: StateCreator<{ rows: readonly string[] }> = () => ({ rows: [] })

it('gives one session one store of each recipe', () => {
  const session = createSessionStores()
  session.of(draftRecipe).getState().type('人口基础信息')
  expect(session.of(draftRecipe).getState().text).toBe('人口基础信息')
  session.of(otherRecipe).setState({ rows: ['a'] })
  expect(session.of(otherRecipe).getState().rows).toEqual(['a'])
})

it('gives the next session nothing of the last', () => {
  const before = createSessionStores()
  before.of(draftRecipe).getState().type('人口基础信息')
  const after = createSessionStores()
  expect(after.of(draftRecipe)).not.toBe(before.of(draftRecipe))
  expect(after.of(draftRecipe).getState().text).toBe('')
})
