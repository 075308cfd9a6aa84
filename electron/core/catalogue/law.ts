import { dayInChina } from '../../../shared/moments.ts'
import type { Law } from '../../../shared/next-step.ts'
import type { PackSet } from '../../../shared/regulations/pack-set.ts'
import { readCalendar } from '../calendar/stored-calendar.ts'
import type { ReadDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { packsOn } from '../rules/view-handlers.ts'

type Kept = Pick<Law, 'calendar' | 'updating'> & { sets: Map<string, PackSet> }

const readKept = (db: ReadDb): Kept => ({
  calendar: readCalendar(db),
  updating: db.get(sql`SELECT 1 FROM entry_life WHERE published_version > 0 LIMIT 1`) !== undefined,
  sets: new Map(),
})

/** The law the agency works under at a moment, read again when something was written. */
export const lawAt = (db: ReadDb, now: string): Law => {
  const on = dayInChina(now)
  const { calendar, updating, sets } = db.kept(readKept)
  const rules = sets.get(on) ?? packsOn(db, on)
  sets.set(on, rules)
  return { rules, calendar, updating }
}
