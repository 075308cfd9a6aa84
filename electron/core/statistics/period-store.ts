import { z } from 'zod'
import type { Calendar } from '../../../shared/calendar.ts'
import type { Notice } from '../../../shared/contract/statistics.ts'
import { addDays } from '../../../shared/days.ts'
import { Refusal } from '../../../shared/errors.ts'
import {
  eraSchema,
  type Period,
  type PeriodKind,
  periodKindSchema,
  periodOn,
  plainYear,
  type Years,
  yearStartSchema,
  yearsFrom,
} from '../../../shared/statistics/periods.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

const key = 'statisticsPeriods'
export type PeriodSettings = { years: Years; usual: PeriodKind }
const storedSchema = z.union([
  z.strictObject({ years: z.array(eraSchema).min(1), usual: periodKindSchema }),
  // As it was kept before years could begin on another day from a day on.
  z.strictObject({ yearStart: yearStartSchema, usual: periodKindSchema }),
])

export const readPeriodSettings = (db: ReadDb): PeriodSettings => {
  const stored = readMeta(db, key)
  if (stored === null) return { years: yearsFrom(plainYear), usual: 'quarter' }
  const read = storedSchema.parse(JSON.parse(stored))
  return 'years' in read ? read : { years: yearsFrom(read.yearStart), usual: read.usual }
}

export const writePeriodSettings = (db: WriteDb, settings: PeriodSettings): void => {
  writeMeta(db, key, JSON.stringify(settings))
}

/** The period meant: that of a day, or the one that ended last. */
export const periodWanted = (db: ReadDb, { kind, on }: { kind: PeriodKind; on?: string | undefined }, today: string): Period => {
  const { years } = readPeriodSettings(db)
  if (on !== undefined) return periodOn(kind, on, years)
  const current = periodOn(kind, today, years)
  return periodOn(kind, addDays(current.from, -1), years)
}

type NoticeRow = Omit<Notice, 'due' | 'kind' | 'receivedOn' | 'fromOn' | 'untilOn' | 'recordedBy' | 'recordedAt'> & {
  received_on: string
  period_kind: PeriodKind
  from_on: string
  until_on: string | null
  due: string
  recorded_by: string
  recorded_at: string
}

export const noticesOf = (db: ReadDb): Notice[] =>
  db
    .all<NoticeRow>(sql`
      SELECT id, number, issuer, title, received_on, period_kind, period, from_on, until_on, due, template, recorded_by, recorded_at
      FROM submission_notice ORDER BY received_on DESC, id`)
    .map(({ received_on, period_kind, from_on, until_on, due, recorded_by, recorded_at, ...row }) => ({
      ...row,
      receivedOn: received_on,
      kind: period_kind,
      fromOn: from_on,
      untilOn: until_on,
      due: JSON.parse(due) as Notice['due'],
      recordedBy: recorded_by,
      recordedAt: recorded_at,
    }))

export const knownNotice = (db: ReadDb, id: string): Notice => {
  const found = noticesOf(db).find((notice) => notice.id === id)
  if (found === undefined) throw new Refusal('statistics.noNotice')
  return found
}

export const putNotice = (db: WriteDb, notice: Notice): void => {
  const { id, number, issuer, title, receivedOn, kind, period, fromOn, untilOn, due, template, recordedBy, recordedAt } = notice
  db.run(sql`DELETE FROM submission_notice WHERE id = ${id}`)
  db.run(sql`
    INSERT INTO submission_notice (id, number, issuer, title, received_on, period_kind, period, from_on, until_on, due, template, recorded_by, recorded_at)
    VALUES (${id}, ${number}, ${issuer}, ${title}, ${receivedOn}, ${kind}, ${period}, ${fromOn}, ${untilOn}, ${JSON.stringify(due)}, ${template}, ${recordedBy},
      ${recordedAt})`)
}

/** Whether a notice asks for a period. */
export const asksFor = ({ kind, period, fromOn, untilOn }: Notice, of: Period): boolean =>
  kind === of.kind && (period === null ? fromOn <= of.until && (untilOn === null || of.until <= untilOn) : period === of.id)

/** The last moment for a period by a notice, by China's clock; days are counted from the day after its end. */
export const noticeDue = ({ due }: Pick<Notice, 'due'>, { until }: Pick<Period, 'until'>, calendar: Calendar): { at: string; provisional: boolean } => {
  if (due.kind === 'at') return { at: due.at, provisional: false }
  let day = until
  for (let left = due.n; left > 0; ) {
    day = addDays(day, 1)
    if (due.unit === 'calendarDay' || calendar.dayOf(day).works) left -= 1
  }
  const [hour = '0', minute = '0'] = due.hour.split(':')
  const at = new Date(Date.parse(`${day}T00:00:00.000Z`) + ((Number(hour) - 8) * 60 + Number(minute)) * 60_000).toISOString()
  return { at, provisional: due.unit === 'workingDay' && calendar.missingFor(day).length > 0 }
}
