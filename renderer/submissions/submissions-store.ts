import type { StateCreator } from 'zustand'
import type { PeriodKind } from '../../shared/statistics/periods.ts'

export type SubmissionsState = {
  /** Which periods the list shows; null: the usual ones. */
  kind: PeriodKind | null
  /** Counts what was written here; whatever is on screen is asked anew. */
  written: number
  /** Submissions whose text was declared 不涉密 since the vault was opened (practice L1). */
  declared: ReadonlySet<string>
  choose(kind: PeriodKind): void
  wrote(): void
  declare(id: string): void
}

export const submissionsRecipe: StateCreator<SubmissionsState> = (set, get) => ({
  kind: null,
  written: 0,
  declared: new Set(),
  choose: (kind) => set({ kind }),
  wrote: () => set({ written: get().written + 1 }),
  declare: (id) => set({ declared: new Set([...get().declared, id]) }),
})
