import { addDays } from '../../../shared/days.ts'
import { type CheckSettings, checkSettings } from '../../../shared/findings.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { type PackSet, turningDays } from '../../../shared/regulations/pack-set.ts'
import { endOfDay, type Period } from '../../../shared/statistics/periods.ts'
import { isUpToDate } from '../catalogue/check-stamp.ts'
import type { ReadDb } from '../db/open.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { allPacks } from '../rules/queries.ts'
import { type Law, readLaw } from '../work/law.ts'
import { type Judge, type Recorded, recordedUnder } from './judging.ts'

/** A period as figures are read by: its days, the law and calendar at its end, and the day before it began. */
export type Frame = {
  period: Period
  /** The end of the last day, or now where the period still runs: everything is as of this moment. */
  asOf: string
  /** The day of it. */
  day: string
  /** The last day that has passed: what was due by it and is not done is overdue, and what falls due after it is not yet counted. */
  passed: string
  /** The last day before it. */
  before: string
  /** Read just after the last day: what was due on it and not done is overdue. */
  law: Law
  judge: Judge
}

/** What the findings on record say under the law of another day; null while they are not all made, or say nothing of it. */
const recordedThen = (db: ReadDb, { packs }: CheckSettings, now: string): Recorded | null =>
  isUpToDate(db, now) ? recordedUnder(checkSettings(readProfile(db), now, allPacks(db)).packs, packs) : null

/** Thousands of cases have as many days: one set of rules for all between which no text begins or ends. Of the day it was made for it tells nothing. */
const bySpans = (law: Law): Law => {
  const turns = turningDays(law.packs)
  const sets = new Map<number, PackSet>()
  return {
    ...law,
    on: (day) => {
      const span = turns.filter((turn) => turn <= day).length
      const set = sets.get(span) ?? law.on(day)
      sets.set(span, set)
      return set
    },
  }
}

/** The end of a period's last day, or now where it still runs. */
export const asOfPeriod = ({ until }: Pick<Period, 'until'>, now: string): string => (until < dayInChina(now) ? endOfDay(until) : now)

/** `now`: the moment it is asked, for which findings on record were made. */
export const readFrame = (db: ReadDb, period: Period, now: string): Frame => {
  const today = dayInChina(now)
  const ended = period.until < today
  const asOf = asOfPeriod(period, now)
  const settings = checkSettings(readProfile(db), asOf, allPacks(db))
  const judge = { settings, recorded: recordedThen(db, settings, now) }
  return {
    ...{ period, asOf, judge, before: addDays(period.from, -1) },
    day: ended ? period.until : today,
    passed: ended ? period.until : addDays(today, -1),
    law: bySpans(readLaw(db, ended ? new Date(Date.parse(asOf) + 1).toISOString() : now)),
  }
}

export const inPeriod = ({ period: { from, until } }: Pick<Frame, 'period'>, day: string | null): boolean => day !== null && from <= day && day <= until

/** Whether a duty fell due in the period: on one of its days that has passed. */
export const fellDue = ({ period: { from }, passed }: Pick<Frame, 'period' | 'passed'>, due: string | null): boolean =>
  due !== null && from <= due && due <= passed
