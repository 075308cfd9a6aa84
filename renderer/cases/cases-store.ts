import type { StateCreator } from 'zustand'
import type { CaseKind } from '../../shared/cases/act.ts'
import type { Json } from './form/schema.ts'

export const whichNames = ['turn', 'open', 'closed', 'all'] as const
export type Which = (typeof whichNames)[number]
export type Asked = { which: Which; text: string; order: 'changed' | 'due'; page: number }

export const askedFirst: Asked = { which: 'open', text: '', order: 'changed', page: 1 }

/** What each list shows, kept while the officer reads a file; and what the next letter that is recorded begins with: that of `act`, or the one that opens the file. */
export type CasesState = {
  asked: Partial<Record<CaseKind, Asked>>
  begun: { id: string; fields: Record<string, Json>; act?: string } | null
  ask(kind: CaseKind, part: Partial<Asked>): void
  begin(id: string, fields: Record<string, Json>, act?: string): void
}

export const casesRecipe: StateCreator<CasesState> = (set, get) => ({
  asked: {},
  begun: null,
  ask: (kind, part) => {
    const { asked } = get()
    // Another question begins on its first page.
    set({ asked: { ...asked, [kind]: { ...askedFirst, ...asked[kind], page: 1, ...part } } })
  },
  begin: (id, fields, act) => set({ begun: { id, fields, ...(act === undefined ? {} : { act }) } }),
})
