import { dayInChina } from '../../../shared/moments.ts'
import { knownEntry } from '../catalogue/view-handlers.ts'
import type { ReaderHandlers } from '../context.ts'
import { listTasks } from './list.ts'
import { knownTrigger, openTasksOf, refreshesOf, triggersOf } from './queries.ts'
import { reportLines } from './report.ts'

export const workViewHandlers: Pick<ReaderHandlers, 'task.list' | 'trigger.list' | 'trigger.get' | 'data.refreshes'> = {
  'task.list': listTasks,
  'trigger.list': ({ skip, limit }, { db }) => ({ triggers: triggersOf(db, skip, limit) }),
  'trigger.get': ({ id, skip, limit }, { db, now }) => {
    const { seq, ...trigger } = knownTrigger(db, id)
    const lines = reportLines(db, { seq, ...trigger }, dayInChina(now().toISOString()), skip, limit + 1)
    return { trigger, lines: lines.slice(0, limit), more: lines.length > limit }
  },
  'data.refreshes': ({ id }, { db }) => {
    const { rid, content } = knownEntry(db, id)
    const due = openTasksOf(db, rid).find((task) => task.kind === 'refresh' && task.triggerSeq === null)
    return { cycle: content.updateCycle, dueOn: due?.dueOn ?? null, refreshes: refreshesOf(db, rid) }
  },
}
