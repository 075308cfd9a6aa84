import type { StateCreator } from 'zustand'
import type { PeriodKind } from '../../shared/statistics/periods.ts'

/** A figure that is asked where it comes from. */
export type Asked = { indicator: string; key: string | null; part: 'over' | 'under' }

/** What is looked at, kept while the officer reads what a figure stands on. */
export type StatisticsState = {
  /** null: as the agency usually counts. */
  kind: PeriodKind | null
  /** The last day of the period; null: the one that ended last. */
  until: string | null
  view: 'overview' | 'all'
  asked: Asked | null
  show(part: Partial<Pick<StatisticsState, 'kind' | 'until' | 'view' | 'asked'>>): void
}

export const statisticsRecipe: StateCreator<StatisticsState> = (set) => ({ kind: null, until: null, view: 'overview', asked: null, show: (part) => set(part) })
