import { diffContent, fieldChanges } from '../../../shared/changes.ts'
import type { ReportLine, Trigger } from '../../../shared/contract/tasks.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { type DoneWith, doneWithWords, type TaskKind, triggerKindWords } from '../../../shared/work.ts'
import { contentAt } from '../catalogue/history.ts'
import { entryByRid } from '../catalogue/queries.ts'
import type { ReadDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import type { StoredTrigger } from './queries.ts'

type Row = {
  rid: number
  kind: TaskKind
  base: number | null
  due_on: string | null
  provisional: number
  closed_on: string | null
  done_with: DoneWith | null
  note: string
}

/** The day of the department's newest answer of a kind since the change. */
const answeredOn = (db: ReadDb, rid: number, kind: string, since: string): string | null => {
  const at = db.get<{ at: string }>(sql`SELECT received_at AS at FROM entry_answer WHERE rid = ${rid} AND kind = ${kind} ORDER BY seq DESC LIMIT 1`)?.at
  const day = at === undefined ? null : dayInChina(at)
  return day !== null && day >= since ? day : null
}

const documentOf = ({ title, number }: Trigger): string => (number === '' ? title : `${title}（${number}）`)

/** What a change came to in each entry it touched (domain §7.4, table 1), with the changes in words beside it. */
export const reportLines = (db: ReadDb, trigger: StoredTrigger, today: string, skip: number, limit: number): ReportLine[] =>
  db
    .all<Row>(sql`
      SELECT rid, kind, base, due_on, provisional, closed_on, done_with, note FROM task
      WHERE trigger_seq = ${trigger.seq} AND rid IS NOT NULL ORDER BY seq LIMIT ${limit} OFFSET ${skip}`)
    .flatMap((row): ReportLine[] => {
      const entry = entryByRid(db, row.rid)
      if (entry === undefined) return []
      const { content, version, status } = entry
      const before = row.base === null || row.base >= version ? content : contentAt(db, entry, row.base)
      const changes = fieldChanges(diffContent(before, content))
      const gone = entry.deletedAt !== null || status === 'withdrawn'
      const doneOn = row.closed_on ?? (entry.deletedAt === null ? null : dayInChina(entry.deletedAt))
      const late = row.due_on === null ? null : doneOn !== null ? doneOn > row.due_on : today > row.due_on ? true : null
      return [
        {
          id: entry.id,
          code: content.codes[0]?.code.trim() ?? '',
          title: content.title,
          provider: content.provider,
          change: gone ? '撤销' : dayInChina(entry.createdAt) >= trigger.startsOn ? '新增' : changes.length > 0 ? '修改' : '未改',
          reason: trigger.note === '' ? triggerKindWords[trigger.kind] : `${triggerKindWords[trigger.kind]}：${trigger.note}`,
          document: documentOf(trigger),
          startsOn: trigger.startsOn,
          dueOn: row.due_on,
          provisional: row.provisional === 1,
          doneOn,
          done: row.done_with === null ? (entry.deletedAt === null ? '' : '已撤销') : doneWithWords[row.done_with],
          late,
          submittedOn: answeredOn(db, row.rid, 'submitted', trigger.startsOn),
          publishedOn: answeredOn(db, row.rid, 'published', trigger.startsOn),
          note: row.note,
          changes,
        },
      ]
    })
