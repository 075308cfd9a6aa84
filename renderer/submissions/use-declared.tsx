import type { ReactNode } from 'react'
import { useSessionStore, useSessionStoreApi } from '../app/session-store.tsx'
import { useGate } from '../cases/use-gate.tsx'
import { submissionsRecipe } from './submissions-store.ts'

/** The secrecy question once for each submission before its first text is held; `then` runs on 不涉密 alone, `stopped` drops the text. */
export const useDeclared = (id: string, stopped: () => void): { ask(then: () => void): void; dialog: ReactNode } => {
  const store = useSessionStoreApi(submissionsRecipe)
  const declare = useSessionStore(submissionsRecipe, (state) => state.declare)
  const gate = useGate(stopped)
  return {
    ask: (then) => {
      if (store.getState().declared.has(id)) then()
      else
        gate.ask(() => {
          declare(id)
          then()
        })
    },
    dialog: gate.dialog,
  }
}
