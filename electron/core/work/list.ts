import type { CaseKind } from '../../../shared/cases/act.ts'
import type { Task } from '../../../shared/contract/tasks.ts'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { citationOf } from '../../../shared/next-step.ts'
import type { Duty } from '../../../shared/regulations/pack.ts'
import { type DueBucket, dueBuckets, type TaskKind, type TriggerKind, type TriggerStart } from '../../../shared/work.ts'
import { knownEntry } from '../catalogue/view-handlers.ts'
import type { ReadContext } from '../context.ts'
import type { ReadDb } from '../db/open.ts'
import { all, list, type Sql, sql } from '../db/sql.ts'
import { hoursOfNotices } from '../statistics/notice-tasks.ts'
import { articleOf, deadlineById, type Law, nearDay, readLaw, storedFacts } from './law.ts'
import type { StoredExtension } from './queries.ts'

type Asked = Parsed<'task.list'>

const open = sql`closed_at IS NULL AND hidden = 0`

/** The stretch of each part of the list in the index by day. */
const stretches = ({ today }: Law, near: string): Readonly<Record<DueBucket, Sql>> => ({
  overdue: sql`due_on < ${today}`,
  near: sql`due_on >= ${today} AND due_on <= ${near}`,
  atOnce: sql`due_on IS NULL`,
  later: sql`due_on > ${near}`,
})

/** For whom: each owner has an ordered stretch of an index of its own; null is the whole agency. */
export const ownersOf = ({ mine }: Pick<Asked, 'mine'>, { name, roles }: ReadContext['user']): string[] | null =>
  mine ? [name, ...roles.map((role) => `@${role}`)] : null

const narrowing = ({ kind, until }: Asked): Sql[] => [
  ...(kind === undefined ? [] : [sql`kind IN ${list(kind)}`]),
  ...(until === undefined ? [] : [sql`(due_on IS NULL OR due_on <= ${until})`]),
]

/** How many there are in each part of the list; what has no day stands as ''. */
const countBy = (db: ReadDb, asked: Asked, owners: string[] | null, today: string, near: string): Record<DueBucket, number> => {
  const conditions = [
    ...(owners === null ? [] : [sql`owner IN ${list(owners)}`]),
    ...(asked.kind === undefined ? [] : [sql`kind IN ${list(asked.kind)}`]),
    ...(asked.until === undefined ? [] : [sql`due_on <= ${asked.until}`]),
  ]
  const counted = db.get<Record<DueBucket, number | null>>(sql`
    SELECT sum(tasks) FILTER (WHERE due_on <> '' AND due_on < ${today}) AS overdue,
      sum(tasks) FILTER (WHERE due_on >= ${today} AND due_on <= ${near}) AS near,
      sum(tasks) FILTER (WHERE due_on = '') AS atOnce,
      sum(tasks) FILTER (WHERE due_on > ${near}) AS later
    FROM task_day WHERE ${all(conditions)}`)
  return { overdue: counted?.overdue ?? 0, near: counted?.near ?? 0, atOnce: counted?.atOnce ?? 0, later: counted?.later ?? 0 }
}

const pageIn = (db: ReadDb, asked: Asked, owners: string[] | null, stretch: Sql, skip: number, limit: number): number[] => {
  const conditions = [open, stretch, ...narrowing(asked)]
  if (owners === null) {
    return db
      .all<{ seq: number }>(sql`SELECT seq FROM task INDEXED BY task_by_day WHERE ${all(conditions)} ORDER BY due_on, seq LIMIT ${limit} OFFSET ${skip}`)
      .map(({ seq }) => seq)
  }
  const found = owners.flatMap((owner) =>
    db.all<{ seq: number; due_on: string | null }>(
      sql`SELECT seq, due_on FROM task INDEXED BY task_by_owner WHERE ${all([sql`owner = ${owner}`, ...conditions])} ORDER BY due_on, seq LIMIT ${skip + limit}`,
    ),
  )
  return found
    .sort((a, b) => (a.due_on ?? '').localeCompare(b.due_on ?? '') || a.seq - b.seq)
    .slice(skip, skip + limit)
    .map(({ seq }) => seq)
}

/** What is open, 超期 first, then 临期, then what has no day, then by day. No entry is read but for the lines shown. */
export const listTasks = (asked: Asked, { db, now, user }: ReadContext): Output<'task.list'> => {
  const law = readLaw(db, now().toISOString())
  const near = nearDay(law)
  const context = { law, near, user }
  if (asked.entry !== undefined) return ofEntry(db, knownEntry(db, asked.entry).rid, context)
  const owners = ownersOf(asked, user)
  const parts = stretches(law, near)
  const counts = countBy(db, asked, owners, law.today, near)
  const seqs: number[] = []
  let before = 0
  for (const part of dueBuckets) {
    const skip = Math.max(0, asked.skip - before)
    const wanted = asked.limit - seqs.length
    if (wanted > 0 && skip < counts[part]) seqs.push(...pageIn(db, asked, owners, parts[part], skip, wanted))
    before += counts[part]
  }
  return { on: law.today, tasks: tasksBySeq(db, seqs, context), counts, total: before }
}

export type ListContext = { law: Law; near: string; user: ReadContext['user'] }

const ofEntry = (db: ReadDb, rid: number, context: ListContext): Output<'task.list'> => {
  const seqs = db
    .all<{ seq: number }>(sql`SELECT seq FROM task INDEXED BY task_of_entry WHERE rid = ${rid} AND ${open} ORDER BY due_on IS NULL, due_on, seq`)
    .map(({ seq }) => seq)
  const tasks = tasksBySeq(db, seqs, context)
  const counts = { overdue: 0, near: 0, atOnce: 0, later: 0 }
  for (const { due } of tasks) counts[bucketOf(due?.state)] += 1
  return { on: context.law.today, tasks, counts, total: tasks.length }
}

const bucketOf = (state: string | undefined): DueBucket => (state === 'overdue' || state === 'near' ? state : state === 'running' ? 'later' : 'atOnce')

type Row = {
  seq: number
  id: string
  kind: TaskKind
  title: string
  source: string
  owner: string
  rule: string
  starts_on: string
  due_on: string | null
  provisional: number
  extension: string | null
  opened_at: string
  rid: number | null
  case_id: string | null
  case_kind: CaseKind | null
  case_number: string | null
  case_title: string | null
  entry_id: string | null
  code: string | null
  entry_title: string | null
  office: string | null
  trigger_id: string | null
  trigger_kind: TriggerKind | null
  trigger_title: string | null
  trigger_number: string | null
  starts_with: TriggerStart | null
}

/** Under which duty a step is done where no clock runs. */
const dutyOf: Partial<Record<TaskKind, Duty>> = {
  agree: 'catalogue.agree',
  submit: 'catalogue.submit',
  mend: 'catalogue.submit',
  publish: 'catalogue.publish',
  review: 'secrecy.review',
}
const stepArticle = (law: Law, kind: TaskKind): Task['article'] => {
  const duty = dutyOf[kind]
  return duty === undefined ? null : citationOf(law.on(law.today), duty)
}

/** Why an entry was last returned. */
const returnedWhy = (db: ReadDb, rid: number): string =>
  db.get<{ reason: string }>(sql`SELECT reason FROM entry_answer WHERE rid = ${rid} AND kind = 'returned' ORDER BY seq DESC LIMIT 1`)?.reason ?? ''

/** Tasks as a list shows them, in the order asked for. */
export const tasksBySeq = (db: ReadDb, seqs: readonly number[], { law, near, user }: ListContext): Task[] => {
  if (seqs.length === 0) return []
  const rows = db.all<Row>(sql`
    SELECT t.seq, t.id, t.kind, t.title, t.source, t.owner, t.rule, t.starts_on, t.due_on, t.provisional, t.extension, t.opened_at, t.rid,
      e.id AS entry_id, e.code, e.title AS entry_title, e.office,
      c.id AS trigger_id, c.kind AS trigger_kind, c.title AS trigger_title, c.number AS trigger_number, c.starts_with,
      f.id AS case_id, f.kind AS case_kind, f.number AS case_number, CASE WHEN f.sealed_on IS NULL THEN f.title ELSE '' END AS case_title
    FROM task t LEFT JOIN entry e ON e.rid = t.rid LEFT JOIN change_trigger c ON c.seq = t.trigger_seq LEFT JOIN case_file f ON f.rid = t.case_rid
    WHERE t.seq IN (SELECT value FROM json_each(${JSON.stringify(seqs)}))`)
  const own = new Set([user.name, ...user.roles.map((role) => `@${role}`)])
  const byRow = new Map(rows.map((row) => [row.seq, row]))
  const hourOf = rows.some(({ kind }) => kind === 'statistics') ? hoursOfNotices(db) : () => undefined
  return seqs.flatMap((seq) => {
    const row = byRow.get(seq)
    if (row === undefined) return []
    const rule = deadlineById(law, row.rule)
    const due = storedFacts(law, near, { rule: row.rule, dueOn: row.due_on, provisional: row.provisional === 1 })
    const hour = row.kind === 'statistics' ? hourOf(row.source) : undefined
    const extension = row.extension === null ? null : (JSON.parse(row.extension) as StoredExtension)
    return {
      id: row.id,
      kind: row.kind,
      entry: row.entry_id === null ? null : { id: row.entry_id, code: row.code ?? '', title: row.entry_title ?? '', office: row.office ?? '' },
      case:
        row.case_id === null || row.case_kind === null
          ? null
          : { id: row.case_id, kind: row.case_kind, number: row.case_number ?? '', title: row.case_title ?? '', act: row.source },
      trigger:
        row.trigger_id === null || row.trigger_kind === null || row.starts_with === null
          ? null
          : {
              id: row.trigger_id,
              kind: row.trigger_kind,
              title: row.trigger_title ?? '',
              number: row.trigger_number ?? '',
              startsWith: row.starts_with,
            },
      title: row.title,
      source: row.kind === 'mend' && row.rid !== null ? returnedWhy(db, row.rid) : row.source,
      owner: row.owner,
      mine: own.has(row.owner),
      startsOn: row.starts_on,
      due: due === null || hour === undefined ? due : { ...due, hour },
      rule: row.rule,
      article: articleOf(law, row.rule) ?? stepArticle(law, row.kind),
      extension: extension === null ? null : { number: extension.number, n: extension.n, consentedOn: extension.consentedOn, evidence: extension.evidence },
      extensible: rule?.extension !== undefined && extension === null && row.case_id === null,
      openedAt: row.opened_at,
    }
  })
}
