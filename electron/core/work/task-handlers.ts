import type { Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { dayInChina } from '../../../shared/moments.ts'
import { closings } from '../../../shared/work.ts'
import { chosenEntries } from '../catalogue/bulk/plan.ts'
import { batchDetail, listedIds, stampOf } from '../catalogue/edit-handlers.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import { entryByRid } from '../catalogue/queries.ts'
import { knownEntry } from '../catalogue/view-handlers.ts'
import type { Context, VaultHandlers } from '../context.ts'
import type { ReadDb } from '../db/open.ts'
import { refuseForeign } from '../sync/owner.ts'
import { followCycle } from './follow.ts'
import { deadlineById, dueUnder, readLaw } from './law.ts'
import { closeTask, extendTask, lastRefresh, type OpenTask, openTasksOf, putRefresh, putTask, type StoredExtension, taskById } from './queries.ts'
import { consentsOf } from './recount.ts'

const blank = (text: string): boolean => text.trim() === ''

const known = (db: ReadDb, id: string): OpenTask => {
  const task = taskById(db, id)
  if (task === undefined) throw new Refusal('task.notFound')
  return task
}

/** Only what has happened is recorded. */
const refuseFuture = (context: Context, day: string): void => {
  if (day > dayInChina(context.ports.now().toISOString())) throw new Refusal('task.inFuture', { day })
}

const say = (context: Context): void => {
  context.ports.emit('changed', { noun: 'task', ids: [] })
}

const extend = async (input: Parsed<'task.extend'>, context: Context) => {
  const { ids, number, consentedOn, n, notifiedOn, evidence } = input
  const { db } = context
  refuseMarks([number, evidence])
  refuseFuture(context, consentedOn)
  const stamp = stampOf(context)
  const law = readLaw(db, stamp.at)
  const dueOn = await context.commitLong(
    async (breathe) => {
      let latest: string | null = null
      for (const id of new Set(ids)) {
        await breathe()
        const task = known(db, id)
        const rule = deadlineById(law, task.rule)
        if (task.closed === 1) throw new Refusal('task.closed')
        if (rule?.extension === undefined || task.kind === 'case') throw new Refusal('task.noExtension')
        if (task.extension !== null) throw new Refusal('task.extended')
        const days = n ?? rule.extension.n
        const consents = consentsOf({ consentedOn, notifiedOn: notifiedOn ?? null, n: days })
        const due = dueUnder(law, rule, task.startsOn, '本单位登记', consents)
        if (due.extension === 'tooLate') throw new Refusal('task.consentTooLate', { day: task.dueOn ?? '' })
        if (due.extension !== 'granted') throw new Refusal('task.noticeNeeded')
        const stored: StoredExtension = { number, n: days, consentedOn, notifiedOn: notifiedOn ?? null, evidence, by: stamp.author, at: stamp.at }
        extendTask(db, task.seq, due.dueOn, due.provisional, stored)
        if (due.dueOn !== null && (latest === null || due.dueOn > latest)) latest = due.dueOn
      }
      return latest
    },
    () => ({ ...batchDetail(ids), entity: 'task' }),
  )
  say(context)
  return { extended: new Set(ids).size, dueOn }
}

const close = async (input: Parsed<'task.close'>, context: Context) => {
  const { ids, with: done, note } = input
  const { db } = context
  refuseMarks(note)
  const stamp = stampOf(context)
  const on = input.on ?? dayInChina(stamp.at)
  refuseFuture(context, on)
  if (done === 'notNeeded' && blank(note)) throw new Refusal('task.reasonNeeded')
  if (done === 'reported' && blank(note)) throw new Refusal('task.evidenceNeeded')
  const closed = await context.commitLong(
    async (breathe) => {
      const closedIds: string[] = []
      for (const id of new Set(ids)) {
        await breathe()
        const task = known(db, id)
        if (task.closed === 1) continue
        if (!closings[task.kind].includes(done)) throw new Refusal('task.notSo', { kind: task.kind, with: done })
        const entry = task.rid === null ? undefined : entryByRid(db, task.rid)
        closeTask(db, task.seq, { at: stamp.at, by: stamp.author, on, with: done, version: entry?.version ?? null, note })
        closedIds.push(id)
      }
      return closedIds
    },
    (done) => ({ ...batchDetail(done), entity: 'task' }),
  )
  if (closed.length > 0) say(context)
  return { closed: closed.length, already: new Set(ids).size - closed.length }
}

/** The days move on from what was refreshed last; an older refresh that is told later is kept and moves nothing. */
const recordRefresh = async (input: Parsed<'data.recordRefresh'>, context: Context) => {
  const { refreshedOn, by, note } = input
  const { db } = context
  refuseMarks([by, note])
  refuseFuture(context, refreshedOn)
  const stamp = stampOf(context)
  const law = readLaw(db, stamp.at)
  const made = await context.commitLong(
    async (breathe) => {
      const ids: string[] = []
      let already = 0
      let dated = 0
      for (const entry of chosenEntries(db, input, 0)) {
        await breathe()
        refuseForeign(db, entry)
        const { id, rid, version, content } = entry
        const last = lastRefresh(db, rid)
        if (last === refreshedOn) {
          already += 1
          continue
        }
        putRefresh(db, rid, { refreshedOn, by: blank(by) ? content.providerOffice : by, note, recordedBy: stamp.author, recordedAt: stamp.at })
        ids.push(id)
        if (ids.length % 100 === 0) context.progress('write', ids.length, 0)
        if (last !== null && last > refreshedOn) continue
        for (const task of openTasksOf(db, rid)) {
          if (task.kind === 'refresh' && task.triggerSeq !== null && task.startsOn <= refreshedOn) {
            closeTask(db, task.seq, { at: stamp.at, by: stamp.author, on: refreshedOn, with: 'refreshed', version, note })
          }
        }
        if (followCycle(db, stamp, rid, content.updateCycle, law) !== null) dated += 1
      }
      if (ids.length + already === 0) throw new Refusal('trigger.noEntries')
      return { ids, already, dated }
    },
    ({ ids }) => batchDetail(ids),
  )
  if (made.ids.length > 0) {
    say(context)
    context.ports.emit('changed', { noun: 'catalogue', ids: made.ids.length > listedIds ? [] : made.ids })
  }
  return { recorded: made.ids.length, already: made.already, dated: made.dated }
}

export const taskHandlers: Pick<VaultHandlers, 'task.add' | 'task.extend' | 'task.close' | 'data.recordRefresh'> = {
  'task.add': ({ title, source, due, who, entry }, context) => {
    const { db } = context
    refuseMarks([title, source, who])
    const stamp = stampOf(context)
    const id = stamp.newId()
    const about = entry === undefined ? null : knownEntry(db, entry)
    if (about !== null) refuseForeign(db, about)
    context.commit(
      () => {
        putTask(db, {
          id,
          kind: 'notice',
          rid: about?.rid ?? null,
          trigger: null,
          base: null,
          title,
          source,
          owner: blank(who) ? '@catalogueOfficer' : who.trim(),
          rule: '',
          startsOn: dayInChina(stamp.at),
          dueOn: due ?? null,
          provisional: false,
          by: stamp.author,
          at: stamp.at,
        })
      },
      () => ({ entity: 'task', entityId: id }),
    )
    say(context)
    return { id }
  },
  'task.extend': extend,
  'task.close': close,
  'data.recordRefresh': recordRefresh,
}
