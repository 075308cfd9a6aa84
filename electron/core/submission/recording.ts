import type { Receipt } from '../../../shared/contract/submissions.ts'
import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { dayOf } from '../../../shared/ledgers/ledger.ts'
import { stampOf } from '../catalogue/edit-handlers.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { Context } from '../context.ts'
import type { WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { closeNoticeTasks } from '../statistics/notice-tasks.ts'
import { refuseRecordedDay } from './days.ts'
import { needStep } from './filling.ts'
import { closeReturnTasks, openReturnTask } from './return-tasks.ts'
import {
  keepWorkbook,
  knownSubmission,
  putEvent,
  putSubmission,
  type Submission,
  setReceipt,
  setState,
  setSubmitted,
  versionsOfSubmission,
  workbookOfSubmission,
} from './store.ts'

/** Of a day alone its beginning in China: what is on record for the day of a deadline is in time. */
const momentOf = (at: string): string => (at.length > 10 ? at : new Date(Date.parse(`${at}T00:00:00.000Z`) - 8 * 3_600_000).toISOString())

/** It is with the department: the reminder is done, and a version it corrects is replaced. In the caller's transaction. */
export const markSubmitted = (db: WriteDb, context: Context, one: Submission, at: string, changeId: string | null): void => {
  const stamp = stampOf(context)
  setSubmitted(db, one.rid, momentOf(at), changeId)
  for (const earlier of versionsOfSubmission(db, one.id)) if (earlier.version < one.version) setState(db, earlier.rid, 'replaced')
  closeNoticeTasks(db, stamp, one.template.id, one.period, dayOf(at))
  closeReturnTasks(db, stamp, one, dayOf(at))
  putEvent(db, one.rid, { at: stamp.at, by: stamp.author, what: 'submitted', note: '' })
}

/** What the department said where no platform says it (practice P1, P3), or that it was handed in. */
export const record = (input: Parsed<'submission.record'>, context: Context): Output<'submission.record'> => {
  const { id, kind, at, source, number, reason, evidence, changeBy, secrecy } = input
  askSecrecy(secrecy)
  refuseMarks([source, number, reason, evidence])
  const { db, user } = context
  const one = knownSubmission(db, id)
  needStep(one, 'record')
  refuseRecordedDay(context, one, at)
  if (kind === 'returned' && reason.trim() === '') throw new Refusal('submission.noReason')
  const stamp = stampOf(context)
  return context.commit(
    () => {
      if (one.submittedAt === null) markSubmitted(db, context, one, at, null)
      if (kind === 'submitted') return { state: 'submitted' as const }
      const receipt: Receipt = { kind, at, source, number, reason, evidence, recordedBy: user.name }
      setReceipt(db, one.rid, receipt, kind)
      if (kind === 'returned') openReturnTask(db, stamp, one, { reason, changeBy: changeBy ?? null })
      putEvent(db, one.rid, { at: stamp.at, by: stamp.author, what: kind, note: [number, reason].filter((part) => part !== '').join(' ') })
      return { state: kind }
    },
    () => ({ entity: 'submission', entityId: id, note: `${kind}, ${source}` }),
  )
}

export const correct = ({ id, reason, secrecy }: Parsed<'submission.correct'>, context: Context): Output<'submission.correct'> => {
  askSecrecy(secrecy)
  refuseMarks(reason)
  const { db } = context
  const one = knownSubmission(db, id)
  needStep(one, 'correct')
  const stamp = stampOf(context)
  const version = one.version + 1
  return context.commit(
    () => {
      const { template, period, notice, preparer, reviewer, cover, fills } = one
      const rid = putSubmission(db, {
        ...{ id, version, template, period, notice, preparer, reviewer, cover, fills, reason, state: 'draft' },
        ...{ createdAt: stamp.at, createdBy: stamp.author },
      })
      keepWorkbook(db, rid, workbookOfSubmission(db, one.rid))
      putEvent(db, rid, { at: stamp.at, by: stamp.author, what: 'corrected', note: reason })
      return { version }
    },
    () => ({ entity: 'submission', entityId: id, note: String(version) }),
  )
}

export const remove = ({ id }: Parsed<'submission.remove'>, context: Context): Output<'submission.remove'> => {
  const { db } = context
  const one = knownSubmission(db, id)
  needStep(one, 'remove')
  return context.commit(
    () => {
      db.run(sql`DELETE FROM submission WHERE rid = ${one.rid}`)
      return {}
    },
    () => ({ entity: 'submission', entityId: id, note: String(one.version) }),
  )
}
