import type { SecrecyAnswer } from '../../../shared/catalogue.ts'
import { nextRun, type Schedule } from '../../../shared/sync/schedule.ts'
import { readMeta, removeMeta, writeMeta } from '../db/meta.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'

/** When this copy synchronises by itself, and who answered the secrecy question for it; `nextAt` and `failures` move with every run by schedule. */
export type Scheduled = { schedule: Schedule; secrecy: SecrecyAnswer; by: string; at: string; nextAt: string; failures: number }

const key = 'syncSchedule'

export const readScheduled = (db: ReadDb): Scheduled | null => {
  const stored = readMeta(db, key)
  return stored === null ? null : (JSON.parse(stored) as Scheduled)
}

/** In the caller's transaction. */
export const writeScheduled = (db: WriteDb, scheduled: Scheduled | null): void => {
  if (scheduled === null) removeMeta(db, key)
  else writeMeta(db, key, JSON.stringify(scheduled))
}

/** As it stands after a run by schedule that came to its end, or did not. */
export const afterRun = (scheduled: Scheduled, now: Date, ended: boolean, random: number): Scheduled => {
  const failures = ended ? 0 : scheduled.failures + 1
  return { ...scheduled, failures, nextAt: nextRun(scheduled.schedule, now, failures, random).toISOString() }
}

/** For the log: `every 15`, `at 08:30 17:30`, `off`. */
export const ruleOf = (schedule: Schedule | null): string =>
  schedule === null ? 'off' : schedule.kind === 'every' ? `every ${schedule.minutes}` : `at ${schedule.times.join(' ')}`
