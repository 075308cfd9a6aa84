import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react'
import { createStore, type StoreApi, useStore } from 'zustand'
import type { AgreementText } from '../../../../shared/cases/agreement-text.ts'
import type { TextFinding } from '../../../../shared/contract/agreements.ts'
import { putAt, valueAt } from '../model/paths.ts'
import { fieldFor } from '../model/sections.ts'

/** A text as it is written; every field reads its own place, so that a key changes one field and not the form. */
export type TextState = {
  text: AgreementText
  /** As it was last kept. */
  base: AgreementText
  findings: readonly TextFinding[]
  notes: ReadonlyMap<string, readonly TextFinding[]>
  /** The place to go to; whatever field stands there takes the focus when it is on screen. */
  jump: string | null
  put(path: string, value: unknown): void
  change(how: (text: AgreementText) => AgreementText): void
  found(findings: readonly TextFinding[]): void
  kept(text: AgreementText): void
  jumpTo(path: string | null): void
}

export type TextStore = StoreApi<TextState>

export const createTextStore = (text: AgreementText, findings: readonly TextFinding[] = []): TextStore =>
  createStore<TextState>((set, get) => ({
    text,
    base: text,
    ...noted(findings),
    jump: null,
    put: (path, value) => set({ text: putAt(get().text, path, value) }),
    change: (how) => set({ text: how(get().text) }),
    found: (next) => set(noted(next)),
    kept: (base) => set({ base }),
    jumpTo: (path) => set({ jump: path === null ? null : fieldFor(path) }),
  }))

const noted = (findings: readonly TextFinding[]): Pick<TextState, 'findings' | 'notes'> => ({
  findings,
  notes: Map.groupBy(findings, ({ path }) => path),
})

const TextContext = createContext<TextStore | null>(null)

export const TextProvider = ({ store, children }: { store: TextStore; children: ReactNode }) => <TextContext value={store}>{children}</TextContext>

export const useTextStore = (): TextStore => {
  const store = useContext(TextContext)
  if (store === null) throw new Error('TextProvider is missing')
  return store
}

export const useText = <T,>(select: (state: TextState) => T): T => useStore(useTextStore(), select)

const none: readonly TextFinding[] = []

export const useNotes = (path: string): readonly TextFinding[] => useText(({ notes }) => notes.get(path) ?? none)

/** A place's value, changed only when that place is. */
export const useAt = (path: string): unknown => useText(({ text }) => valueAt(text, path))

export const usePut = (): TextState['put'] => useText(({ put }) => put)

/** For the box at a place: it takes the focus when a finding leads there. */
export const useJump = <E extends HTMLElement>(path: string) => {
  const box = useRef<E>(null)
  const wanted = useText(({ jump }) => jump === path)
  const jumpTo = useText((state) => state.jumpTo)
  useEffect(() => {
    if (!wanted || box.current === null) return
    box.current.focus()
    box.current.scrollIntoView({ block: 'center' })
    jumpTo(null)
  }, [wanted, jumpTo])
  return box
}
