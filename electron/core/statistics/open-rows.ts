import type { Facts } from '../../../shared/statistics/sources.ts'
import type { SourceRow } from '../../../shared/submissions/document.ts'
import { type TaskKind, taskKindWords } from '../../../shared/work.ts'
import type { ReadDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { byCycle } from '../work/law.ts'
import { goneBy, namesAt } from './entries.ts'
import { entryLabel } from './entry-rows.ts'
import type { Frame } from './frame.ts'

type Row = {
  id: string
  kind: TaskKind
  title: string
  dueOn: string
  owner: string
  rid: number | null
  entry: string | null
  version: number | null
  code: string | null
  name: string | null
}

/**
 * Tasks with a day that were not done at the end of the period. Those of cases are read off their acts, and a refresh by its
 * cycle off the entry: both are re-dated in place, so the task of today says nothing of then.
 */
export const openTaskRows = (db: ReadDb, { asOf, passed, period: { until } }: Frame): SourceRow[] => {
  const found = db.all<Row>(sql`
    SELECT t.id, t.kind, t.title, t.due_on AS "dueOn", t.owner, e.rid, e.id AS entry, e.version, e.code, e.title AS name FROM task t LEFT JOIN entry e ON e.rid = t.rid
    WHERE t.case_rid IS NULL AND t.rule <> ${byCycle} AND t.due_on IS NOT NULL AND t.opened_at <= ${asOf} AND (t.closed_on IS NULL OR t.closed_on > ${until})
      AND NOT ${goneBy(asOf)} ORDER BY t.seq`)
  const then = namesAt(
    db,
    asOf,
    found.flatMap(({ rid }) => rid ?? []),
  )
  return found.map(({ id, kind, title, dueOn, owner, rid, entry, version, code, name }) => {
    const named = then.get(rid ?? 0) ?? { version: version ?? 1, code: code ?? '', title: name ?? '' }
    return {
      id,
      label: entry === null ? title : entryLabel(named),
      ref: entry === null ? { kind: 'task', id } : { kind: 'entry', id: entry, version: named.version },
      facts: { kind: taskKindWords[kind].zh, dueOn, overdue: dueOn <= passed, ours: owner !== '@department' },
    }
  })
}

/** Data past their cycle at the end, as an open item; null where they are not. */
export const lateRefresh = <R extends { facts: Facts }>(row: R): R | null =>
  row.facts.refresh === 'late' ? { ...row, facts: { kind: taskKindWords.refresh.zh, dueOn: row.facts.refreshDue ?? null, overdue: true, ours: true } } : null
