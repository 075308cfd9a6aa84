import type { ClockEvent } from '../../../shared/clock.ts'
import { nextRefresh } from '../../../shared/update-cycle.ts'
import type { WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { byCycle, deadlineById, dueUnder, readLaw } from './law.ts'
import { moveTask, type StoredExtension } from './queries.ts'

type Row = { seq: number; rule: string; starts_on: string; due_on: string; provisional: number; extension: string | null; cycle: string | null }

const batch = 200

/** Counts every open day anew, because a calendar changed: in the caller's transaction, in slices. */
export const recountTasks = async (db: WriteDb, now: string, breathe: () => Promise<void>): Promise<void> => {
  const law = readLaw(db, now)
  for (let last = 0; ; ) {
    const rows = db.all<Row>(sql`
      SELECT t.seq, t.rule, t.starts_on, t.due_on, t.provisional, t.extension,
        CASE WHEN t.rule = ${byCycle} THEN (SELECT json_extract(e.content, '$.updateCycle') FROM entry e WHERE e.rid = t.rid) END AS cycle
      FROM task t WHERE t.seq > ${last} AND t.closed_at IS NULL AND t.due_on IS NOT NULL AND t.rule <> '' AND t.case_rid IS NULL ORDER BY t.seq LIMIT ${batch}`)
    for (const row of rows) {
      await breathe()
      const found = dueOf(law, row)
      if (found.dueOn === row.due_on && found.provisional === (row.provisional === 1)) continue
      moveTask(db, row.seq, { startsOn: row.starts_on, ...found })
    }
    const end = rows.at(-1)
    if (end === undefined) return
    last = end.seq
  }
}

const dueOf = (law: ReturnType<typeof readLaw>, row: Row): { dueOn: string | null; provisional: boolean } => {
  if (row.rule === byCycle) {
    const dueOn = nextRefresh(row.cycle ?? '', row.starts_on, law.calendar)
    return { dueOn, provisional: dueOn !== null && law.calendar.missingFor(dueOn).length > 0 }
  }
  const rule = deadlineById(law, row.rule)
  if (rule === null) return { dueOn: row.due_on, provisional: row.provisional === 1 }
  const { dueOn, provisional } = dueUnder(
    law,
    rule,
    row.starts_on,
    '本单位登记',
    row.extension === null ? [] : consentsOf(JSON.parse(row.extension) as StoredExtension),
  )
  return { dueOn, provisional }
}

/** What an extension rests on, as the clock reads it. */
export const consentsOf = ({ consentedOn, notifiedOn, n }: Pick<StoredExtension, 'consentedOn' | 'notifiedOn' | 'n'>): ClockEvent[] => [
  { kind: 'extensionConsented', when: consentedOn, source: '收文登记', n },
  ...(notifiedOn === null ? [] : [{ kind: 'extensionNotified', when: notifiedOn, source: '收文登记' } as const]),
]
