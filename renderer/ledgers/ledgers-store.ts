import type { StateCreator } from 'zustand'
import type { Input } from '../../shared/contract.ts'
import type { LedgerKind } from '../../shared/ledgers/ledger.ts'

export type Narrowed = { by: string; from: string; until: string; state: string; other: string }
export const everything: Narrowed = { by: '', from: '', until: '', state: '', other: '' }

/** What each register shows, kept while the officer reads a case. */
export type LedgersState = { narrowed: Partial<Record<LedgerKind, Narrowed>>; narrow(kind: LedgerKind, part: Partial<Narrowed>): void }

export const ledgersRecipe: StateCreator<LedgersState> = (set, get) => ({
  narrowed: {},
  narrow: (kind, part) => {
    const { narrowed } = get()
    set({ narrowed: { ...narrowed, [kind]: { ...everything, ...narrowed[kind], ...part } } })
  },
})

export type Question = Pick<Input<'ledger.list'>, 'kind' | 'by' | 'from' | 'until' | 'state' | 'other'>

/** What is asked: a period that is turned round asks for nothing. */
export const questionOf = (kind: LedgerKind, { by, from, until, state, other }: Narrowed): Question | null =>
  from !== '' && until !== '' && from > until
    ? null
    : {
        kind,
        ...(by === '' ? {} : { by }),
        ...(from === '' ? {} : { from }),
        ...(until === '' ? {} : { until }),
        ...(state === '' ? {} : { state }),
        ...(other.trim() === '' ? {} : { other: other.trim() }),
      }
