import type { Party } from '../../../shared/cases/act.ts'
import type { Folded } from '../../../shared/cases/fold.ts'
import { machines } from '../../../shared/cases/machines.ts'
import { dayInChina } from '../../../shared/moments.ts'
import type { Stamp } from '../catalogue/write.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { type Law, readLaw } from '../work/law.ts'
import { closeTask, putTask } from '../work/queries.ts'
import { proposalsOf } from './agreement-needed.ts'
import { actRules, clocksOf, nextActs } from './clocks.ts'
import { actsOf, type CaseFile, foldStored, openFiles, setStanding } from './queries.ts'

type OpenTask = { seq: number; source: string; dueOn: string | null; rule: string; provisional: number }

const openTasks = (db: ReadDb, rid: number): OpenTask[] =>
  db.all<OpenTask>(sql`SELECT seq, source, due_on AS "dueOn", rule, provisional FROM task WHERE case_rid = ${rid} AND closed_at IS NULL ORDER BY seq`)

export type Wanted = { party: Party; act: string; rule: string; startsOn: string; dueOn: string | null; provisional: boolean }

/** What either side is to do next in a case, until when, under which rule. */
export const wantedOf = (db: ReadDb, file: CaseFile, folded: Folded, law: Law): Wanted[] => {
  const machine = machines[file.kind]
  const clocks = clocksOf(machine, file.head, folded, law)
  return nextActs(machine, file.head, folded, law).map(({ party, act, clock, dueOn }) => {
    const running = clocks.find(({ duty }) => duty === clock)
    const due = running === undefined || running.clock.end !== null ? null : running.clock
    return {
      party,
      act,
      rule: running?.rule.rule.id ?? actRules(law, file.head, act)[0]?.rule.id ?? '',
      startsOn: running?.clock.startDay ?? law.today,
      dueOn: due?.due ?? dueOn ?? (act === 'conclude' ? (proposalsOf(db, file).at(-1)?.text.validity.until ?? null) : null),
      provisional: (due?.provisional.length ?? 0) > 0,
    }
  })
}

/**
 * Writes where a case stands by its acts, and keeps its tasks: what this office is to do next, until when, under which
 * article. To be called whenever its acts were written.
 */
export const followCase = (db: WriteDb, stamp: Stamp, file: CaseFile, at = stamp.at): void => {
  const machine = machines[file.kind]
  const folded = foldStored(file, actsOf(db, file.rid))
  const wanted = wantedOf(db, file, folded, readLaw(db, stamp.at))
  const mine = file.sealedOn === null ? wanted.filter(({ party }) => party === file.party) : []
  const open = openTasks(db, file.rid)
  const closing = { at: stamp.at, by: stamp.author, on: dayInChina(stamp.at), with: 'moved', version: null, note: '' } as const
  for (const task of open) {
    const same = mine.find(
      ({ act, dueOn, rule, provisional }) => act === task.source && dueOn === task.dueOn && rule === task.rule && provisional === (task.provisional === 1),
    )
    if (same === undefined) closeTask(db, task.seq, closing)
  }
  const standing = new Set(openTasks(db, file.rid).map(({ source }) => source))
  for (const { act, rule, startsOn, dueOn, provisional } of mine) {
    if (standing.has(act)) continue
    const owner = machine.acts[act]?.roles[0] ?? 'catalogueOfficer'
    const task = {
      id: stamp.newId(),
      kind: 'case' as const,
      rid: null,
      trigger: null,
      base: null,
      title: '',
      source: act,
      owner: `@${owner}`,
      rule,
      startsOn,
      dueOn,
      provisional,
    }
    putTask(db, { ...task, case: file.rid, by: stamp.author, at: stamp.at })
  }
  const days = wanted.flatMap(({ dueOn }) => (dueOn === null ? [] : [dueOn])).sort()
  setStanding(db, file.rid, { state: folded.state, closed: folded.closed, turn: mine.length > 0, dueOn: folded.closed ? null : (days[0] ?? null), at })
}

/** A sealed case is worked on by nobody here. */
export const endCaseTasks = (db: WriteDb, stamp: Stamp, rid: number): void => {
  for (const { seq } of openTasks(db, rid)) {
    closeTask(db, seq, { at: stamp.at, by: stamp.author, on: dayInChina(stamp.at), with: 'moved', version: null, note: '' })
  }
}

/** Every open case anew: a calendar or a rule pack was changed. In slices, in the caller's transaction. */
export const followAllCases = async (db: WriteDb, stamp: Stamp, breathe: () => Promise<void>): Promise<void> => {
  for (const file of openFiles(db)) {
    await breathe()
    followCase(db, stamp, file, file.changedAt)
  }
}
