import { dayInChina } from '../../../shared/moments.ts'
import { endOfDay } from '../../../shared/statistics/periods.ts'
import type { Facts } from '../../../shared/statistics/sources.ts'
import type { SourceRow } from '../../../shared/submissions/document.ts'
import { type DoneWith, type TriggerKind, triggerKindWords } from '../../../shared/work.ts'
import type { ReadDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { cameBy } from '../sync/owner.ts'
import { type EntryThen, entriesAt, goneBy, namesAt, textsAt, thereAt, touchedSince } from './entries.ts'
import { entryLabel } from './entry-rows.ts'
import type { Frame } from './frame.ts'

type TaskRow = {
  id: string
  rid: number
  entry: string
  version: number
  code: string
  title: string
  starts_on: string
  due_on: string | null
  closed_on: string | null
  done_with: DoneWith | null
  gone: number
  kind: TriggerKind
  trigger_title: string
  number: string
  note: string
  task_note: string
}

type Outcome = 'inTime' | 'late' | 'overdue' | 'running' | 'stopped' | 'noDays'

/** How an update came out by the end of the period. What was found not needed, or whose entry is gone, owes nothing. */
const outcomeOf = (
  { due_on, closed_on, done_with, gone }: TaskRow,
  { passed, period: { until } }: Pick<Frame, 'period' | 'passed'>,
): { outcome: Outcome; doneOn: string | null } => {
  const done = closed_on !== null && closed_on <= until
  if (done && (done_with === 'notNeeded' || done_with === 'moved')) return { outcome: 'stopped', doneOn: closed_on }
  if (done) return { outcome: due_on === null ? 'noDays' : closed_on <= due_on ? 'inTime' : 'late', doneOn: closed_on }
  if (gone === 1) return { outcome: 'stopped', doneOn: null }
  return { outcome: due_on === null ? 'noDays' : due_on <= passed ? 'overdue' : 'running', doneOn: null }
}

const tasksWhere = (db: ReadDb, { asOf }: Pick<Frame, 'asOf'>, condition: ReturnType<typeof sql>): TaskRow[] =>
  db.all<TaskRow>(sql`
    SELECT t.id, t.rid, e.id AS entry, e.version, e.code, e.title, t.starts_on, t.due_on, t.closed_on, t.done_with, ${goneBy(asOf)} AS gone, c.kind, c.title AS trigger_title,
      c.number, c.note, t.note AS task_note
    FROM task t JOIN entry e ON e.rid = t.rid JOIN change_trigger c ON c.seq = t.trigger_seq
    WHERE t.kind = 'update' AND e.imported <> ${cameBy.others} AND ${condition} ORDER BY t.seq`)

/** The entries of tasks as they stood at the end, by row; one that was gone then is not among them. */
const entriesOf = (db: ReadDb, { period: { until } }: Frame, tasks: readonly TaskRow[]): Map<number, EntryThen> => {
  const rids = JSON.stringify(tasks.map(({ rid }) => rid))
  return new Map(textsAt(db, until, null, sql`e.rid IN (SELECT value FROM json_each(${rids}))`).map((entry) => [entry.rid, entry]))
}

/** Updates of the catalogue that fell due in the period. */
export const updateRows = (db: ReadDb, frame: Frame): SourceRow[] => {
  const { from } = frame.period
  const tasks = tasksWhere(db, frame, sql`t.due_on >= ${from} AND t.due_on <= ${frame.passed} AND t.opened_at <= ${frame.asOf}`)
  const then = namesAt(
    db,
    frame.asOf,
    tasks.map(({ rid }) => rid),
  )
  return tasks.map((task) => {
    const { outcome, doneOn } = outcomeOf(task, frame)
    const named = then.get(task.rid) ?? task
    return {
      id: task.id,
      label: entryLabel(named),
      ref: { kind: 'entry', id: task.entry, version: named.version },
      facts: { trigger: task.kind, startsOn: task.starts_on, dueOn: task.due_on, doneOn, outcome },
    }
  })
}

/** Due in the period, or not done at its end. */
const isOwed = ({ due_on, closed_on }: TaskRow, { passed, period: { from, until } }: Frame): boolean =>
  closed_on === null || closed_on > until || (due_on !== null && due_on >= from && due_on <= passed)

type Said = { kind: string; day: string }

/** What the department heard of an entry within the period: the last of each. */
const saidOf = (db: ReadDb, frame: Frame): Map<number, Said[]> =>
  Map.groupBy(
    db
      .all<{ rid: number; kind: string; at: string }>(sql`
        SELECT rid, kind, received_at AS at FROM entry_answer
        WHERE kind IN ('submitted', 'published') AND received_at > ${endOfDay(frame.before)} AND received_at <= ${frame.asOf} ORDER BY rid, seq`)
      .map(({ rid, kind, at }) => ({ rid, kind, day: dayInChina(at) })),
    ({ rid }) => rid,
  ) as Map<number, Said[]>

const documentOf = ({ trigger_title, number }: TaskRow): string => (number === '' ? trigger_title : `${trigger_title}（${number}）`)

/** The change of law or duty behind it, where there was one; else what was noted when it was saved. */
const causeOf = (task: TaskRow | undefined, frame: Frame, noted: string): Facts => {
  if (task === undefined) return { reason: noted, document: '', triggerOn: null, dueOn: null, doneOn: null, outcome: 'none', note: '' }
  const { outcome, doneOn } = outcomeOf(task, frame)
  return {
    reason: task.note === '' ? triggerKindWords[task.kind] : `${triggerKindWords[task.kind]}：${task.note}`,
    document: documentOf(task),
    triggerOn: task.starts_on,
    dueOn: task.due_on,
    doneOn,
    outcome,
    note: task.task_note,
  }
}

/**
 * What entered, changed its text or left between the two ends of the period, and updates that were called for and due in it or
 * open at its end. Only entries touched since the beginning can have changed; withdrawing and publishing leave a version too.
 */
export const changeRows = (db: ReadDb, frame: Frame, later: () => readonly EntryThen[]): SourceRow[] => {
  const { before, period, asOf } = frame
  const start = endOfDay(before)
  const touched = sql`e.updated_at > ${start}`
  const was = thereAt(db, before, touchedSince(db, before))
  const is = new Map(Array.from(entriesAt(db, period.until, null, { which: touched, names: true, later }), (entry) => [entry.rid, entry]))
  const changed = new Set(
    db
      .all<{ rid: number }>(sql`SELECT DISTINCT v.rid FROM entry e JOIN entry_version v ON v.rid = e.rid
        WHERE ${touched} AND v.version > 1 AND v.at > ${start} AND v.at <= ${asOf} AND v.changes <> '{}'`)
      .map(({ rid }) => rid),
  )
  const tasks = tasksWhere(
    db,
    frame,
    sql`t.opened_at <= ${asOf} AND t.starts_on <= ${period.until}
      AND (t.closed_on IS NULL OR t.closed_on >= ${period.from} OR (t.due_on >= ${period.from} AND t.due_on <= ${frame.passed}))`,
  )
  const causes = new Map(tasks.map((task) => [task.rid, task]))
  const said = saidOf(db, frame)
  const noted = new Map(
    db
      .all<{ rid: number; note: string }>(sql`SELECT v.rid, v.note FROM entry e JOIN entry_version v ON v.rid = e.rid
        WHERE ${touched} AND v.at > ${start} AND v.at <= ${asOf} AND v.note <> '' ORDER BY v.rid, v.version`)
      .map(({ rid, note }) => [rid, note]),
  )
  const rows: (SourceRow & { rid: number })[] = []
  type Named = Pick<EntryThen, 'rid' | 'id' | 'code' | 'title' | 'version' | 'shareType' | 'office' | 'provider'>
  const note = (entry: Named, change: 'entered' | 'changed' | 'left' | 'due', task = causes.get(entry.rid), id = entry.id) => {
    const heard = said.get(entry.rid) ?? []
    const last = (kind: string): string | null => heard.findLast((one) => one.kind === kind)?.day ?? null
    rows.push({
      rid: entry.rid,
      id,
      label: entryLabel(entry),
      ref: { kind: 'entry', id: entry.id, version: entry.version },
      facts: {
        change,
        ...{ shareType: entry.shareType, office: entry.office, provider: entry.provider, code: entry.code, title: entry.title },
        ...causeOf(task, frame, noted.get(entry.rid) ?? ''),
        submittedOn: last('submitted'),
        publishedOn: last('published'),
      },
    })
  }
  for (const [rid, entry] of is) {
    if (!was.has(rid)) note(entry, 'entered')
    else if (changed.has(rid)) note(entry, 'changed')
  }
  const left = [...was].filter((rid) => !is.has(rid))
  for (const entry of textsAt(db, before, null, sql`e.rid IN (SELECT value FROM json_each(${JSON.stringify(left)}))`)) note(entry, 'left')
  // An update that was called for stands in the list whether or not anything was done: one that the change above tells is told there.
  const told = new Set(rows.map(({ rid }) => rid))
  const asked = tasks.filter((task) => !(told.has(task.rid) && causes.get(task.rid) === task) && isOwed(task, frame))
  const texts = entriesOf(db, frame, asked)
  const names = namesAt(
    db,
    asOf,
    asked.map(({ rid }) => rid),
  )
  for (const task of asked) {
    const { rid } = task
    const { code, title, version } = names.get(rid) ?? task
    const known = texts.get(rid) ?? { rid, id: task.entry, code, title, version, shareType: '', office: '', provider: '' }
    note(known, 'due', task, `${known.id}/${task.id}`)
  }
  return rows.sort((a, b) => a.rid - b.rid).map(({ rid: _, ...row }) => row)
}
