import { dayInChina } from '../../../shared/moments.ts'
import { periodWords } from '../../../shared/statistics/periods.ts'
import type { Stamp } from '../catalogue/write.ts'
import type { WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { closeTask, putTask } from '../work/queries.ts'
import type { Submission } from './store.ts'

const shownReason = 60
const sourceOf = ({ id, version }: Pick<Submission, 'id' | 'version'>): string => `return ${id} ${version}`

/** What the department sent back is somebody's to mend, by the day it named; known by the version, so that hearing it twice asks once. */
export const openReturnTask = (db: WriteDb, stamp: Stamp, one: Submission, { reason, changeBy }: { reason: string; changeBy: string | null }): void => {
  const source = sourceOf(one)
  if (db.get(sql`SELECT 1 FROM task WHERE kind = 'statistics' AND source = ${source}`) !== undefined) return
  const why = reason.length > shownReason ? `${reason.slice(0, shownReason)}…` : reason
  putTask(db, {
    id: stamp.newId(),
    kind: 'statistics',
    ...{ rid: null, trigger: null, base: null },
    title: `${periodWords(one.period).zh}${one.template.words.zh}退回待改${why === '' ? '' : `：${why}`}`,
    source,
    owner: '@statisticsOfficer',
    rule: '',
    startsOn: dayInChina(stamp.at),
    dueOn: changeBy,
    provisional: false,
    by: stamp.author,
    at: stamp.at,
  })
}

/** The corrected version was handed in: nothing of what was sent back is open any more. */
export const closeReturnTasks = (db: WriteDb, stamp: Stamp, { id }: Pick<Submission, 'id'>, on: string): void => {
  const open = db.all<{ seq: number }>(sql`
    SELECT seq FROM task WHERE kind = 'statistics' AND closed_at IS NULL AND source >= ${`return ${id} `} AND source < ${`return ${id}!`}`)
  for (const { seq } of open) closeTask(db, seq, { at: stamp.at, by: stamp.author, on, with: 'submitted', version: null, note: '' })
}
