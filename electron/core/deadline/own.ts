import { wordsOfNext } from '../../../shared/cases/fold.ts'
import { machines } from '../../../shared/cases/machines.ts'
import type { DeadlineItem } from '../../../shared/contract/deadlines.ts'
import type { Task } from '../../../shared/contract/tasks.ts'
import { deadlineKindWords } from '../../../shared/deadlines.ts'
import { type DueBucket, type TaskKind, taskKinds } from '../../../shared/work.ts'
import type { ReadDb } from '../db/open.ts'
import { all, list, type Sql, sql } from '../db/sql.ts'
import { byCycle, storedFacts } from '../work/law.ts'
import { type ListContext, tasksBySeq } from '../work/list.ts'

/** As many alike stand each on a line of its own; more stand on one. */
const apart = 2

const stepOf = ({ kind, case: file }: Pick<Task, 'kind' | 'case'>): DeadlineItem['step'] =>
  file === null ? deadlineKindWords[kind] : wordsOfNext(machines[file.kind], file.act)

/** A task that has a day. */
const itemOf = (task: Task): DeadlineItem[] => {
  const { id, kind, entry, trigger, title, owner, mine, rule, article, due, case: file } = task
  const on = due?.due ?? null
  if (on === null) return []
  return [{ key: id, kind, entry, trigger, title, owner, mine, rule, article, due, case: file, on, count: 1, step: stepOf(task), sealed: false }]
}

type Group = {
  on: string
  kind: TaskKind
  rule: string
  owner: string
  trigger: number | null
  tasks: number
  first: number
  last: number
  provisional: number
}

const open = sql`closed_at IS NULL AND hidden = 0`

/** What is dealt with one by one is never put together. */
const single = ['case', 'notice', 'review', 'statistics'] as const satisfies TaskKind[]

type Stretch = { /** null: from the first. */ from: string | null; until: string; owners: string[] | null }

const within = ({ from, until, owners }: Stretch): Sql =>
  all([
    open,
    sql`due_on IS NOT NULL AND due_on <= ${until}`,
    ...(from === null ? [] : [sql`due_on >= ${from}`]),
    ...(owners === null ? [] : [sql`owner IN ${list(owners)}`]),
  ])

/** Of most kinds: those of one rule and one change together, which is read off the tasks themselves. */
const groupsOf = (db: ReadDb, stretch: Stretch, byDay: boolean): Group[] =>
  db.all<Group>(sql`
    SELECT min(due_on) AS "on", kind, rule, owner, trigger_seq AS "trigger", count(*) AS tasks, min(seq) AS first, max(seq) AS last, max(provisional) AS provisional
    FROM task INDEXED BY task_by_day WHERE ${within(stretch)} AND kind <> 'refresh'
    GROUP BY ${byDay ? sql`due_on` : sql`NULL`}, kind, rule, owner, trigger_seq, CASE WHEN kind IN ${list(single)} THEN seq END`)

/**
 * Data that are due again are as many as entries: their number stands in the counts that are kept, and no more of them are read
 * than two. What sets each one's day is told one by one.
 */
const refreshesOf = (db: ReadDb, { from, until, owners }: Stretch, byDay: boolean): Group[] => {
  const conditions = [
    sql`kind = 'refresh' AND due_on <> '' AND due_on <= ${until}`,
    ...(from === null ? [] : [sql`due_on >= ${from}`]),
    ...(owners === null ? [] : [sql`owner IN ${list(owners)}`]),
  ]
  return db
    .all<{ on: string; owner: string; tasks: number }>(sql`
      SELECT min(due_on) AS "on", owner, sum(tasks) AS tasks FROM task_day WHERE ${all(conditions)} GROUP BY owner, ${byDay ? sql`due_on` : sql`NULL`}`)
    .flatMap(({ on, owner, tasks }) => {
      const found = db.all<{ seq: number; provisional: number }>(sql`
        SELECT seq, provisional FROM task INDEXED BY task_by_owner
        WHERE ${open} AND owner = ${owner} AND kind = 'refresh' AND due_on >= ${on} AND due_on <= ${byDay ? on : until} ORDER BY due_on, seq LIMIT ${apart}`)
      const [first, last] = [found[0], found.at(-1)]
      if (first === undefined || last === undefined) return []
      const { provisional } = first
      return [{ on, kind: 'refresh', rule: byCycle, owner, trigger: null, tasks, first: first.seq, last: last.seq, provisional }]
    })
}

/** By day, or of what is past all days together. Steady: for what leaves, where a line must be found again by its key whatever became of its number. */
export type Joining = { byDay?: boolean; steady?: boolean }

/** Of which groups a line is one for good: data that are due again, and a change that more entries follow than stand apart. */
const lasting = (db: ReadDb, groups: readonly Group[]): ((group: Group) => boolean) => {
  const triggers = [...new Set(groups.flatMap(({ trigger }) => trigger ?? []))]
  const many = new Set(
    triggers.length === 0
      ? []
      : db
          .all<{ seq: number }>(
            sql`SELECT seq FROM change_trigger WHERE entries > ${apart} AND seq IN (SELECT value FROM json_each(${JSON.stringify(triggers)}))`,
          )
          .map(({ seq }) => seq),
  )
  return ({ kind, trigger }) => kind === 'refresh' || (trigger !== null && many.has(trigger))
}

/** Our open tasks that are due in a stretch of days. */
export const ownItems = (db: ReadDb, stretch: Stretch, context: ListContext, { byDay = true, steady = false }: Joining = {}): DeadlineItem[] => {
  const groups = [...groupsOf(db, stretch, byDay), ...refreshesOf(db, stretch, byDay)].sort((a, b) => a.on.localeCompare(b.on) || a.first - b.first)
  const lasts = steady ? lasting(db, groups) : () => false
  const joined = (group: Group): boolean => group.tasks > apart || lasts(group)
  const shown = groups.flatMap((group) => (joined(group) || group.tasks === 1 ? [group.first] : [group.first, group.last]))
  const bySeq = new Map(tasksBySeq(db, shown, context).map((task, at) => [shown[at], task]))
  const { law, near } = context
  return groups.flatMap((group): DeadlineItem[] => {
    const { on, kind, rule, owner, trigger, tasks, first, last, provisional } = group
    const alike = bySeq.get(first)
    if (alike === undefined) return []
    if (!joined(group)) return [...new Set([first, last])].flatMap((seq) => bySeq.get(seq) ?? []).flatMap(itemOf)
    const key = [kind, rule, owner, trigger === null ? '' : (alike.trigger?.id ?? ''), byDay ? on : ''].join(' ')
    // What is left of a line says which entry it is.
    if (tasks === 1) return itemOf(alike).map((item) => ({ ...item, key }))
    return [
      {
        ...{ kind, rule, owner, mine: alike.mine, on, count: tasks, key },
        article: kind === 'refresh' ? null : alike.article,
        trigger: trigger === null ? null : alike.trigger,
        entry: null,
        case: null,
        title: '',
        step: deadlineKindWords[kind],
        due: storedFacts(law, near, { rule, dueOn: on, provisional: provisional === 1 }),
        sealed: false,
      },
    ]
  })
}

type Alike = {
  kind: TaskKind
  owner: string
  rule: string | undefined
  trigger: string | null | undefined
  from: string | undefined
  until: string
  limit: number
  skip: number
}

/** The tasks behind one line. */
export const alikeItems = (db: ReadDb, asked: Alike, context: ListContext): { items: DeadlineItem[]; total: number } => {
  const { kind, rule, owner, trigger, from, until, limit, skip } = asked
  const conditions = all([
    within({ from: from ?? null, until, owners: [owner] }),
    sql`kind = ${kind}`,
    ...(rule === undefined ? [] : [sql`rule = ${rule}`]),
    ...(trigger === undefined ? [] : [trigger === null ? sql`trigger_seq IS NULL` : sql`trigger_seq = (SELECT seq FROM change_trigger WHERE id = ${trigger})`]),
  ])
  const total = db.get<{ n: number }>(sql`SELECT count(*) AS n FROM task WHERE ${conditions}`)?.n ?? 0
  const seqs = db
    .all<{ seq: number }>(sql`SELECT seq FROM task INDEXED BY task_by_owner WHERE ${conditions} ORDER BY due_on, seq LIMIT ${limit} OFFSET ${skip}`)
    .map(({ seq }) => seq)
  return { items: tasksBySeq(db, seqs, context).flatMap(itemOf), total }
}

type Counts = Record<DueBucket, number> & { kind: TaskKind }

/** What is open of each kind, the kinds in their order; read off the counts that are kept with the tasks. */
export const countsByKind = (db: ReadDb, owners: string[] | null, today: string, near: string): Counts[] => {
  const rows = db.all<{ kind: TaskKind } & Record<DueBucket, number | null>>(sql`
    SELECT kind, sum(tasks) FILTER (WHERE due_on <> '' AND due_on < ${today}) AS overdue,
      sum(tasks) FILTER (WHERE due_on >= ${today} AND due_on <= ${near}) AS near,
      sum(tasks) FILTER (WHERE due_on = '') AS "atOnce",
      sum(tasks) FILTER (WHERE due_on > ${near}) AS later
    FROM task_day WHERE ${all(owners === null ? [] : [sql`owner IN ${list(owners)}`])} GROUP BY kind`)
  return taskKinds.flatMap((kind) => {
    const row = rows.find((one) => one.kind === kind)
    return row === undefined ? [] : [{ kind, overdue: row.overdue ?? 0, near: row.near ?? 0, atOnce: row.atOnce ?? 0, later: row.later ?? 0 }]
  })
}
