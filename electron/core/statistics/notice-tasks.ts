import type { Notice } from '../../../shared/contract/statistics.ts'
import { timeInChina } from '../../../shared/ledgers/ledger.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { type Period, periodBefore, periodOn, periodWords, type Years } from '../../../shared/statistics/periods.ts'
import type { Stamp } from '../catalogue/write.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { readLaw } from '../work/law.ts'
import { closeTask, moveTask, putTask } from '../work/queries.ts'
import { asksFor, noticeDue, noticesOf, readPeriodSettings } from './period-store.ts'

/** How a notice's task of one period is known. */
const sourceOf = (notice: Pick<Notice, 'id'>, period: Pick<Period, 'id'>): string => `${notice.id} ${period.id}`

/** Until which hour of its day a notice's task may be done: a task itself knows days. */
export const hoursOfNotices = (db: ReadDb): ((source: string) => string | undefined) => {
  const hours = new Map(noticesOf(db).map(({ id, due }) => [id, due.kind === 'after' ? due.hour : timeInChina(due.at).slice(-5)]))
  return (source) => hours.get(source.split(' ')[0] ?? '')
}

const kept = (db: ReadDb, source: string): { seq: number; closed: number; due_on: string | null } | undefined =>
  db.get(sql`SELECT seq, closed_at IS NOT NULL AS closed, due_on FROM task WHERE kind = 'statistics' AND source = ${source}`)

/** 第3季度报送（甬数〔2026〕5号）; until when is said beside it, by its day and the notice's hour. */
const titleOf = (notice: Notice, period: Period): string => `${periodWords(period).zh}${notice.title}${notice.number === '' ? '' : `（${notice.number}）`}`

/** The period that ended last and the one that runs: an earlier one that nobody submitted has a task already, or the notice came after it. */
const periodsNow = (notice: Notice, today: string, years: Years): Period[] => {
  const current = periodOn(notice.kind, today, years)
  return [periodBefore(current, years), current].filter((period) => asksFor(notice, period))
}

const submitted = (db: ReadDb, notice: Notice, period: Period): boolean =>
  db.get(sql`
    SELECT 1 FROM submission WHERE template_id = ${notice.template} AND period = ${period.id} AND (submitted_at IS NOT NULL OR state = 'opening')`) !==
  undefined

/**
 * Keeps the tasks that notices ask for: one for each period, from its beginning on, due by the day of the deadline. To be called
 * when a notice changes and once a day; calling it again changes nothing. Returns how many it opened or moved.
 */
export const followNotices = (db: WriteDb, stamp: Stamp): number => {
  const law = readLaw(db, stamp.at)
  const { years } = readPeriodSettings(db)
  const notices = noticesOf(db)
  let changed = 0
  for (const notice of notices) {
    for (const period of periodsNow(notice, law.today, years)) {
      const { at, provisional } = noticeDue(notice, period, law.calendar)
      const dueOn = dayInChina(at)
      const known = kept(db, sourceOf(notice, period))
      if (known?.closed === 1 || (known !== undefined && known.due_on === dueOn)) continue
      changed++
      if (known !== undefined) {
        moveTask(db, known.seq, { startsOn: period.until, dueOn, provisional })
        continue
      }
      if (submitted(db, notice, period)) continue
      putTask(db, {
        id: stamp.newId(),
        kind: 'statistics',
        ...{ rid: null, trigger: null, base: null },
        title: titleOf(notice, period),
        source: sourceOf(notice, period),
        owner: '@statisticsOfficer',
        rule: '',
        startsOn: period.until,
        dueOn,
        provisional,
        by: stamp.author,
        at: stamp.at,
      })
    }
  }
  return changed
}

/** Whether anything is to be opened or moved, without writing. */
export const noticesBehind = (db: ReadDb, now: string): boolean => {
  const law = readLaw(db, now)
  const { years } = readPeriodSettings(db)
  return noticesOf(db).some((notice) =>
    periodsNow(notice, law.today, years).some((period) => {
      const known = kept(db, sourceOf(notice, period))
      if (known?.closed === 1) return false
      if (known === undefined) return !submitted(db, notice, period)
      return known.due_on !== dayInChina(noticeDue(notice, period, law.calendar).at)
    }),
  )
}

/** What a period's submission fulfils. */
export const closeNoticeTasks = (db: WriteDb, stamp: Stamp, template: string, period: Period, on: string): void => {
  for (const notice of noticesOf(db)) {
    if (notice.template !== template || !asksFor(notice, period)) continue
    const known = kept(db, sourceOf(notice, period))
    if (known !== undefined && known.closed === 0) closeTask(db, known.seq, { at: stamp.at, by: stamp.author, on, with: 'submitted', version: null, note: '' })
  }
}

/** A notice that was recorded wrongly asks for nothing. */
export const dropNoticeTasks = (db: WriteDb, notice: Pick<Notice, 'id'>): void => {
  db.run(sql`DELETE FROM task WHERE kind = 'statistics' AND closed_at IS NULL AND source >= ${`${notice.id} `} AND source < ${`${notice.id}!`}`)
}
