import type { AnswerKind } from '../../../shared/entry-life.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { nextRefresh } from '../../../shared/update-cycle.ts'
import { stepActor, stepKinds, stepTask, type TaskKind } from '../../../shared/work.ts'
import { answersOf } from '../catalogue/answers/queries.ts'
import { lawAt } from '../catalogue/law.ts'
import { asStanding, type StandingRow, standingColumns } from '../catalogue/standing.ts'
import type { Stamp } from '../catalogue/write.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { cameBy, isOthers } from '../sync/owner.ts'
import { byCycle, chooseRule, dueUnder, type Law, readLaw } from './law.ts'
import { type Closing, closeTask, lastRefresh, moveTask, openTasksOf, putTask } from './queries.ts'

type State = StandingRow & { status: Parameters<typeof stepTask>[0]['status']; version: number; isOpen: string | null; others: number }

const stateOf = (db: ReadDb, rid: number): State | undefined =>
  db.get<State>(sql`
    SELECT e.status, e.version, json_extract(e.content, '$.isOpen') AS isOpen, e.imported = ${cameBy.others} AS others, ${standingColumns}
    FROM entry e LEFT JOIN entry_life l ON l.rid = e.rid WHERE e.rid = ${rid}`)

const isStep = (kind: TaskKind): boolean => stepKinds.some((step) => step === kind)

/**
 * Keeps the tasks that follow from where an entry stands: to agree, submit, publish or mend it. To be called whenever
 * its state was written; `on` is the day it came about.
 */
export const followLife = (db: WriteDb, stamp: Stamp, rid: number, on = dayInChina(stamp.at)): void => {
  const state = stateOf(db, rid)
  if (state === undefined) return
  const life = { status: state.status, ...asStanding(state) }
  // What comes next for another agency's entry is no task of ours.
  const step = state.others === 1 ? null : stepTask(life)
  const open = openTasksOf(db, rid).filter(({ kind }) => isStep(kind))
  const closing: Closing = { at: stamp.at, by: stamp.author, on, with: 'moved', version: state.version, note: '' }
  for (const task of open) if (task.kind !== step) closeTask(db, task.seq, closing)
  if (step === null) return
  const clock = step === 'publish' ? publishClock(db, stamp, on) : { rule: '', dueOn: null, provisional: false }
  const known = open.find(({ kind }) => kind === step)
  if (known !== undefined) {
    moveTask(db, known.seq, { startsOn: on, ...clock })
    return
  }
  putTask(db, { ...blank(stamp), kind: step, rid, base: state.version, owner: stepActor(step), startsOn: on, ...clock })
}

const blank = (stamp: Stamp) => ({
  id: stamp.newId(),
  trigger: null,
  base: null,
  title: '',
  source: '',
  by: stamp.author,
  at: stamp.at,
})

/** The department's own days run for a change of a catalogue that is published, as in shared/next-step.ts. */
const publishClock = (db: ReadDb, stamp: Stamp, on: string): { rule: string; dueOn: string | null; provisional: boolean } => {
  if (!lawAt(db, stamp.at).updating) return { rule: '', dueOn: null, provisional: false }
  const law = readLaw(db, stamp.at)
  const { rule } = chooseRule(law, { duty: 'catalogue.publish', starts: 'catalogueReceived' }, {}, on, '收文登记')
  return rule === null ? { rule: '', dueOn: null, provisional: false } : { rule: rule.id, ...daysOf(law, rule, on) }
}

const daysOf = (law: Law, rule: Parameters<typeof dueUnder>[1], on: string): { dueOn: string | null; provisional: boolean } => {
  const { dueOn, provisional } = dueUnder(law, rule, on, '收文登记', [])
  return { dueOn, provisional }
}

/** What the department's answer ends: the update of the catalogue, once it was submitted or published after the change; all of it where it was taken down. */
export const followAnswer = (db: WriteDb, stamp: Stamp, rid: number, kind: AnswerKind, on: string): void => {
  followLife(db, stamp, rid, on)
  if (kind === 'returned') return
  const state = stateOf(db, rid)
  if (state === undefined) return
  for (const task of openTasksOf(db, rid)) {
    // What was taken down is updated, refreshed and reviewed no more.
    const over = kind === 'withdrawn' && (task.kind === 'update' || task.kind === 'refresh' || task.kind === 'review')
    if (over || (task.kind === 'update' && task.startsOn <= on)) {
      closeTask(db, task.seq, { at: stamp.at, by: stamp.author, on, with: kind, version: state.version, note: '' })
    }
  }
  if (kind !== 'withdrawn' && state.isOpen === '是') askReview(db, stamp, rid, state.version)
}

/** What is to be opened waits for a 保密审查 of its text (practice P5). */
const askReview = (db: WriteDb, stamp: Stamp, rid: number, version: number): void => {
  if (answersOf(db, rid).some((answer) => answer.kind === 'secrecyReviewed' && !answer.outdated)) return
  if (openTasksOf(db, rid).some(({ kind }) => kind === 'review')) return
  putTask(db, {
    ...blank(stamp),
    kind: 'review',
    rid,
    base: version,
    owner: '@confidentialityOfficer',
    rule: '',
    startsOn: dayInChina(stamp.at),
    dueOn: null,
    provisional: false,
  })
}

export const followReview = (db: WriteDb, stamp: Stamp, rid: number, version: number, on: string): void => {
  for (const task of openTasksOf(db, rid)) {
    if (task.kind === 'review') closeTask(db, task.seq, { at: stamp.at, by: stamp.author, on, with: 'reviewed', version, note: '' })
  }
}

/** The next refresh by the entry's own cycle, from the last that was told; nothing before one was. */
export const followCycle = (db: WriteDb, stamp: Stamp, rid: number, cycle: string, law: Law): string | null => {
  const last = isOthers(db, rid) ? null : lastRefresh(db, rid)
  const dueOn = last === null ? null : nextRefresh(cycle, last, law.calendar)
  const known = openTasksOf(db, rid).find((task) => task.kind === 'refresh' && task.triggerSeq === null)
  if (last === null || dueOn === null) {
    if (known !== undefined) closeTask(db, known.seq, { at: stamp.at, by: stamp.author, on: dayInChina(stamp.at), with: 'moved', version: null, note: '' })
    return null
  }
  const days = { startsOn: last, dueOn, provisional: law.calendar.missingFor(dueOn).length > 0 }
  if (known !== undefined) moveTask(db, known.seq, days)
  else putTask(db, { ...blank(stamp), kind: 'refresh', rid, owner: '@catalogueOfficer', rule: byCycle, ...days })
  return dueOn
}

/** After the entry's 更新周期 was changed: the day moves with it. Reads the law only where a refresh was ever told. */
export const cycleChanged = (db: WriteDb, stamp: Stamp, rid: number, cycle: string): void => {
  if (lastRefresh(db, rid) !== null) followCycle(db, stamp, rid, cycle, readLaw(db, stamp.at))
}

/** The entry became another agency's: nothing about it is ours to do. */
export const endTasks = (db: WriteDb, stamp: Stamp, rid: number): void => {
  for (const task of openTasksOf(db, rid)) {
    closeTask(db, task.seq, { at: stamp.at, by: stamp.author, on: dayInChina(stamp.at), with: 'moved', version: null, note: '' })
  }
}
