import { addDays } from '../../../../shared/days.ts'

/** What may follow an agreement: one that renews, changes or ends it. */
export const followings = ['续签', '变更', '终止'] as const
export type Following = (typeof followings)[number]

/** The days offered: renewed from the day after its end for as long again; changed or ended from today on. */
export const usualDays = (kind: Following, { from, until }: { from: string | null; until: string | null }, today: string): { from: string; until: string } => {
  if (kind === '终止') return { from: from !== null && from <= today ? from : today, until: today }
  if (kind === '变更') return { from: today, until: until !== null && until >= today ? until : addDays(today, 364) }
  const start = until === null || until < today ? today : addDays(until, 1)
  return { from: start, until: addDays(start, 364) }
}
