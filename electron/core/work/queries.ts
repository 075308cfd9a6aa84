import type { Trigger } from '../../../shared/contract/tasks.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { DoneWith, TaskKind, TriggerKind, TriggerStart } from '../../../shared/work.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

/** What consents to a longer time, as it is kept with the task. */
export type StoredExtension = { number: string; n: number; consentedOn: string; notifiedOn: string | null; evidence: string; by: string; at: string }

export type NewTask = {
  id: string
  kind: TaskKind
  rid: number | null
  trigger: number | null
  base: number | null
  title: string
  source: string
  owner: string
  rule: string
  startsOn: string
  dueOn: string | null
  provisional: boolean
  by: string
  at: string
  /** Of a case: its row. */
  case?: number
}

export const putTask = (db: WriteDb, task: NewTask): void => {
  const { id, kind, rid, trigger, base, title, source, owner, rule, startsOn, dueOn, provisional, by, at } = task
  db.run(sql`
    INSERT INTO task (id, kind, rid, trigger_seq, base, title, source, owner, rule, starts_on, due_on, provisional, opened_by, opened_at, note, hidden, case_rid)
    VALUES (${id}, ${kind}, ${rid}, ${trigger}, ${base}, ${title}, ${source}, ${owner}, ${rule}, ${startsOn}, ${dueOn}, ${provisional}, ${by}, ${at}, '', 0,
      ${task.case ?? null})`)
}

export type Closing = { at: string; by: string; on: string; with: DoneWith; version: number | null; note: string }

export const closeTask = (db: WriteDb, seq: number, { at, by, on, with: done, version, note }: Closing): void => {
  db.run(sql`
    UPDATE task SET closed_at = ${at}, closed_by = ${by}, closed_on = ${on}, done_with = ${done}, done_version = ${version}, note = ${note}
    WHERE seq = ${seq}`)
}

export type OpenTask = {
  seq: number
  id: string
  kind: TaskKind
  rid: number | null
  rule: string
  startsOn: string
  dueOn: string | null
  triggerSeq: number | null
  closed: number
  extension: string | null
}

const openColumns = sql`seq, id, kind, rid, rule, starts_on AS startsOn, due_on AS dueOn, trigger_seq AS triggerSeq, closed_at IS NOT NULL AS closed, extension`

export const taskById = (db: ReadDb, id: string): OpenTask | undefined => db.get<OpenTask>(sql`SELECT ${openColumns} FROM task WHERE id = ${id}`)

/** An entry's open tasks, hidden ones too. */
export const openTasksOf = (db: ReadDb, rid: number): OpenTask[] =>
  db.all<OpenTask>(sql`SELECT ${openColumns} FROM task WHERE rid = ${rid} AND closed_at IS NULL ORDER BY seq`)

export const moveTask = (db: WriteDb, seq: number, { startsOn, dueOn, provisional }: Pick<NewTask, 'startsOn' | 'dueOn' | 'provisional'>): void => {
  db.run(sql`UPDATE task SET starts_on = ${startsOn}, due_on = ${dueOn}, provisional = ${provisional} WHERE seq = ${seq}`)
}

export const extendTask = (db: WriteDb, seq: number, dueOn: string | null, provisional: boolean, extension: StoredExtension): void => {
  db.run(sql`UPDATE task SET due_on = ${dueOn}, provisional = ${provisional}, extension = ${JSON.stringify(extension)} WHERE seq = ${seq}`)
}

/** Of a deleted entry no list shows a task; it shows again when the entry comes back. */
export const hideTasks = (db: WriteDb, rid: number, hidden: boolean): void => {
  db.run(sql`UPDATE task SET hidden = ${hidden} WHERE rid = ${rid} AND closed_at IS NULL`)
}

export type StoredTrigger = Trigger & { seq: number }

type TriggerRow = {
  seq: number
  id: string
  kind: TriggerKind
  title: string
  number: string
  level: string
  issued_on: string | null
  in_force_on: string | null
  happened_on: string | null
  starts_with: TriggerStart
  note: string
  entries: number
  opened_by: string
  opened_at: string
}

const triggerColumns = sql`c.seq, c.id, c.kind, c.title, c.number, c.level, c.issued_on, c.in_force_on, c.happened_on, c.starts_with, c.note, c.entries,
  c.opened_by, c.opened_at`

export const startOf = (trigger: Pick<Trigger, 'issuedOn' | 'inForceOn' | 'happenedOn' | 'startsWith'>): string | null => trigger[trigger.startsWith]

const asTrigger = (row: TriggerRow): StoredTrigger => {
  const days = { issuedOn: row.issued_on, inForceOn: row.in_force_on, happenedOn: row.happened_on, startsWith: row.starts_with }
  return {
    seq: row.seq,
    id: row.id,
    kind: row.kind,
    title: row.title,
    number: row.number,
    level: row.level,
    ...days,
    startsOn: startOf(days) ?? '',
    note: row.note,
    entries: row.entries,
    openedBy: row.opened_by,
    openedAt: row.opened_at,
  }
}

export const putTrigger = (db: WriteDb, trigger: Omit<Trigger, 'startsOn'>): number => {
  const { id, kind, title, number, level, issuedOn, inForceOn, happenedOn, startsWith, note, entries, openedBy, openedAt } = trigger
  return Number(
    db.run(sql`
      INSERT INTO change_trigger (id, kind, title, number, level, issued_on, in_force_on, happened_on, starts_with, note, entries, opened_by, opened_at)
      VALUES (${id}, ${kind}, ${title}, ${number}, ${level}, ${issuedOn}, ${inForceOn}, ${happenedOn}, ${startsWith}, ${note}, ${entries}, ${openedBy},
        ${openedAt})`).lastInsertRowid,
  )
}

const triggerById = (db: ReadDb, id: string): StoredTrigger | undefined => {
  const row = db.get<TriggerRow>(sql`SELECT ${triggerColumns} FROM change_trigger c WHERE c.id = ${id}`)
  return row === undefined ? undefined : asTrigger(row)
}

export const knownTrigger = (db: ReadDb, id: string): StoredTrigger => {
  const trigger = triggerById(db, id)
  if (trigger === undefined) throw new Refusal('trigger.notFound')
  return trigger
}

/** The newest first, each with how many of its tasks are open. */
export const triggersOf = (db: ReadDb, skip: number, limit: number): (Trigger & { open: number })[] =>
  db
    .all<TriggerRow & { open: number }>(sql`
      SELECT ${triggerColumns}, (SELECT count(*) FROM task t WHERE t.trigger_seq = c.seq AND t.closed_at IS NULL AND t.hidden = 0) AS open
      FROM change_trigger c ORDER BY c.seq DESC LIMIT ${limit} OFFSET ${skip}`)
    .map(({ open, ...row }) => {
      const { seq: _, ...trigger } = asTrigger(row)
      return { ...trigger, open }
    })

export const setEntries = (db: WriteDb, seq: number, entries: number): void => {
  db.run(sql`UPDATE change_trigger SET entries = ${entries} WHERE seq = ${seq}`)
}

type Refresh = { refreshedOn: string; by: string; note: string; recordedBy: string; recordedAt: string }

export const putRefresh = (db: WriteDb, rid: number, { refreshedOn, by, note, recordedBy, recordedAt }: Refresh): void => {
  db.run(sql`
    INSERT INTO entry_refresh (rid, refreshed_on, by_whom, note, recorded_by, recorded_at)
    VALUES (${rid}, ${refreshedOn}, ${by}, ${note}, ${recordedBy}, ${recordedAt})`)
}

export const refreshesOf = (db: ReadDb, rid: number): Refresh[] =>
  db.all<Refresh>(sql`
    SELECT refreshed_on AS refreshedOn, by_whom AS "by", note, recorded_by AS recordedBy, recorded_at AS recordedAt
    FROM entry_refresh WHERE rid = ${rid} ORDER BY refreshed_on DESC, seq DESC`)

/** The day an entry's data were last refreshed, as far as it was told. */
export const lastRefresh = (db: ReadDb, rid: number): string | null =>
  db.get<{ day: string | null }>(sql`SELECT max(refreshed_on) AS day FROM entry_refresh WHERE rid = ${rid}`)?.day ?? null
