import { type ReactNode, useState } from 'react'
import type { SecrecyAnswer } from '../../shared/catalogue.ts'
import { SecrecyDialog } from '../catalogue/secrecy/SecrecyDialog.tsx'

/** The secrecy question before something is held (practice L1): `then` runs on 不涉密 alone. `stopped` drops the text. */
export const useGate = (
  stopped: (answer: SecrecyAnswer) => void,
  about: 'save' | 'attach' | 'export' = 'save',
): { ask(then: () => void): void; dialog: ReactNode } => {
  const [then, setThen] = useState<(() => void) | null>(null)
  const close = () => setThen(null)
  return {
    ask: (next) => setThen(() => next),
    dialog: (
      <SecrecyDialog
        opened={then !== null}
        about={about}
        onAnswer={() => {
          close()
          then?.()
        }}
        onStopped={(answer) => {
          close()
          stopped(answer)
        }}
        onCancel={close}
      />
    ),
  }
}
