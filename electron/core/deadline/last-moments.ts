import type { Calendar } from '../../../shared/calendar.ts'
import type { DeadlineItem } from '../../../shared/contract/deadlines.ts'
import { dayInChina } from '../../../shared/moments.ts'
import type { ReadDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { noticeDue, noticesOf } from '../statistics/period-store.ts'

/** A task knows days; of what a notice asks for, the last moment is the notice's (practice L12). By the item's key. */
export const lastMoments = (db: ReadDb, items: readonly DeadlineItem[], calendar: Calendar): ReadonlyMap<string, string> => {
  const asked = new Map(items.flatMap(({ kind, key, on }) => (kind === 'statistics' ? [[key, on]] : [])))
  if (asked.size === 0) return new Map()
  const notices = new Map(noticesOf(db).map((notice) => [notice.id, notice]))
  return new Map(
    db
      .all<{ id: string; source: string; until: string }>(
        sql`SELECT id, source, starts_on AS until FROM task WHERE kind = 'statistics' AND closed_at IS NULL AND due_on IS NOT NULL`,
      )
      .flatMap(({ id, source, until }) => {
        const notice = notices.get(source.split(' ')[0] ?? '')
        if (notice === undefined || !asked.has(id)) return []
        const { at } = noticeDue(notice, { until }, calendar)
        return dayInChina(at) === asked.get(id) ? [[id, at]] : []
      }),
  )
}
