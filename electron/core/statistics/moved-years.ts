import { Refusal } from '../../../shared/errors.ts'
import { nextYearStart, type Period, type PeriodKind, periodsOf, periodWords, withYearStart, type Years } from '../../../shared/statistics/periods.ts'
import type { ReadDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { noticesOf } from './period-store.ts'

type Fixed = { kind: PeriodKind; id: string; from: string | null; until: string }

/** Periods of which something is on record: a submission, begun or carried on, or a notice's task that is closed. */
const fixedPeriods = (db: ReadDb): Fixed[] => {
  const kinds = new Map(noticesOf(db).map(({ id, kind }) => [id, kind]))
  return [
    ...db.all<Fixed>(sql`SELECT DISTINCT period_kind AS kind, period AS id, from_on AS "from", until_on AS until FROM submission ORDER BY until_on`),
    ...db
      .all<{ source: string; until: string }>(
        sql`SELECT source, starts_on AS until FROM task WHERE kind = 'statistics' AND closed_at IS NOT NULL ORDER BY starts_on`,
      )
      .flatMap(({ source, until }): Fixed[] => {
        const [notice = '', id] = source.split(' ')
        const kind = kinds.get(notice)
        return kind === undefined || id === undefined ? [] : [{ kind, id, from: null, until }]
      }),
  ]
}

const stands = ({ kind, id, from, until }: Fixed, years: Years): boolean =>
  periodsOf(kind, Number(id.slice(0, 4)), years).some((one: Period) => one.id === id && (from === null || one.from === from) && one.until === until)

const mostYears = 5

/**
 * Years that begin on another day; without `since` from the next that begins, null from ever. What was submitted keeps its days:
 * otherwise it is refused, with the first day from which it could be.
 */
export const movedYears = (db: ReadDb, years: Years, { yearStart, since }: { yearStart: string; since?: string | null | undefined }, today: string): Years => {
  const last = years.at(-1)
  if (since === undefined && last?.yearStart === yearStart) return years
  const next = nextYearStart(yearStart, today)
  const from = since === undefined ? next : since
  if (from !== null && from.slice(5) !== yearStart) throw new Refusal('period.since', { since: from, yearStart, next })
  const moved = withYearStart(years, { since: from, yearStart })
  const fixed = fixedPeriods(db).filter((period) => stands(period, years))
  const shifted = fixed.find((period) => !stands(period, moved))
  if (shifted === undefined) return moved
  let later = next
  for (let n = 0; n < mostYears && fixed.some((period) => !stands(period, withYearStart(years, { since: later, yearStart }))); n++)
    later = nextYearStart(yearStart, later)
  throw new Refusal('period.taken', { period: periodWords(shifted).zh, later })
}
