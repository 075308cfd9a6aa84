import type { ReactNode } from 'react'
import type { Input } from '../../../shared/contract.ts'
import type { Failure } from '../../../shared/errors.ts'
import { useSessionStore } from '../../app/session-store.tsx'
import { useCall } from '../../app/use-call.ts'
import { submissionsRecipe } from '../submissions-store.ts'
import { useDeclared } from '../use-declared.tsx'

export type Filling = Omit<Input<'submission.fill'>, 'id' | 'secrecy'>

export type Fill = {
  /** `done` runs once it is held. */
  save(part: Filling, done?: () => void): void
  busy: boolean
  failure: Failure | null
  clear(): void
  dialog: ReactNode
}

/** Fills a part of a submission in, after the secrecy question; `stopped` drops what was typed. */
export const useFill = (id: string, stopped: () => void): Fill => {
  const wrote = useSessionStore(submissionsRecipe, (state) => state.wrote)
  const { run, busy, failure, clear } = useCall('submission.fill')
  const declared = useDeclared(id, stopped)
  const send = async (part: Filling, done?: () => void) => {
    if ((await run({ id, secrecy: '不涉密', ...part })) === null) return
    wrote()
    done?.()
  }
  return { save: (part, done) => declared.ask(() => void send(part, done)), busy, failure, clear, dialog: declared.dialog }
}
