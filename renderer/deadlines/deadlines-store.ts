import type { StateCreator } from 'zustand'
import { dayInChina } from '../../shared/moments.ts'

/** What is looked at, kept while the officer reads an entry or a case. */
export type DeadlinesState = {
  month: string
  /** The day whose items stand beside the month; `earlier`: what was due before it. */
  shown: string
  mine: boolean
  form: 'grid' | 'list'
  show(part: Partial<Pick<DeadlinesState, 'month' | 'shown' | 'mine' | 'form'>>): void
}

export const deadlinesRecipe: StateCreator<DeadlinesState> = (set) => {
  const today = dayInChina(new Date().toISOString())
  return { month: today.slice(0, 7), shown: today, mine: false, form: 'grid', show: (part) => set(part) }
}
