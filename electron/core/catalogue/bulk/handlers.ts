import { type BulkOperation, isSound } from '../../../../shared/bulk.ts'
import { changedFields, type FieldChange, fieldChanges } from '../../../../shared/changes.ts'
import type { Output } from '../../../../shared/contract.ts'
import { Refusal } from '../../../../shared/errors.ts'
import { dayInChina } from '../../../../shared/moments.ts'
import type { Context, VaultHandlers, ViewContext } from '../../context.ts'
import { readProfile, readSettings } from '../../profile/stored-profile.ts'
import { batchDetail, listedIds, stampOf } from '../edit-handlers.ts'
import { askSecrecy, refuseMarks } from '../gate.ts'
import { entryByRid } from '../queries.ts'
import { knownEntry } from '../view-handlers.ts'
import { changeEntry } from '../write.ts'
import { cellsOf, chosenEntries, createDigest, differing, type Planned, planned } from './plan.ts'
import { bulkById, bulkRids, closeBulk, noteUndone, putBulk, putBulkEntry } from './queries.ts'
import { reversed } from './reverse.ts'

type Bulk = 'catalogue.bulkPreview' | 'catalogue.bulkApply' | 'catalogue.bulkUndo'

/** How many entries a refusal or a result names. */
const named = 20
const listedLeft = 500
const listedBlocked = 100

const checkOperation = ({ db }: Pick<ViewContext, 'db'>, operation: BulkOperation) => {
  if (!isSound(operation)) throw new Refusal('bulk.notForField', { field: operation.field })
  const { extensionFields } = readProfile(db)
  refuseMarks(operation, extensionFields)
  return extensionFields
}

/** A view's own slices: others get the thread when 15 ms are used up. */
const breather = ({ ports, signal }: Pick<ViewContext, 'ports' | 'signal'>) => {
  let start = ports.monotonicMs()
  return async (): Promise<void> => {
    if (ports.monotonicMs() - start < 15) return
    await new Promise<void>((resolve) => {
      setImmediate(resolve)
    })
    if (signal.aborted) throw new Refusal('call.cancelled')
    start = ports.monotonicMs()
  }
}

const rowOf = ({ entry, changes }: Planned): Output<'catalogue.bulkPreview'>['rows'][number] => ({
  id: entry.id,
  code: entry.content.codes[0]?.code.trim() ?? '',
  title: entry.content.title,
  status: entry.status,
  version: entry.version,
  changes: fieldChanges(changes).map((change: FieldChange) => ({ ...change })),
})

const emitChanged = (context: Context, ids: readonly string[]): void => {
  if (ids.length > 0) context.ports.emit('changed', { noun: 'catalogue', ids: ids.length > listedIds ? [] : [...ids] })
}

export const bulkHandlers: Pick<VaultHandlers, Bulk> = {
  'catalogue.bulkPreview': async (input, context) => {
    const extensionFields = checkOperation(context, input.operation)
    const breathe = breather(context)
    const after = input.after === undefined ? null : knownEntry(context.db, input.after).rid
    const rows: Output<'catalogue.bulkPreview'>['rows'] = []
    const digest = createDigest()
    const blocked: { id: string; title: string }[] = []
    const others: { id: string; title: string }[] = []
    const count = { selected: 0, entries: 0, cells: 0, blocked: 0, others: 0 }
    for (const entry of chosenEntries(context.db, input, after ?? 0)) {
      await breathe()
      count.selected++
      if (count.selected % 500 === 0) context.progress('preview', count.selected, 0)
      const plan = planned(entry, input.operation, extensionFields)
      if (plan === null) continue
      if (plan === 'blocked') {
        if (count.blocked++ < listedBlocked) blocked.push({ id: entry.id, title: entry.content.title })
        continue
      }
      if (plan === 'others') {
        if (count.others++ < listedBlocked) others.push({ id: entry.id, title: entry.content.title })
        continue
      }
      count.entries++
      if (rows.length < input.limit) rows.push(rowOf(plan))
      else if (after !== null) break
      if (after !== null) continue
      count.cells += cellsOf(plan.changes)
      digest.add(plan)
    }
    return {
      whole:
        after === null
          ? {
              ...{ selected: count.selected, entries: count.entries, cells: count.cells },
              ...{ blocked, blockedCount: count.blocked, others, othersCount: count.others },
              digest: digest.text(),
            }
          : null,
      rows,
      more: count.entries > rows.length,
    }
  },

  'catalogue.bulkApply': async (input, context) => {
    askSecrecy(input.secrecy)
    const { db } = context
    const extensionFields = checkOperation(context, input.operation)
    refuseMarks(input.reason)
    if (input.reason.trim() === '') throw new Refusal('bulk.reasonNeeded')
    const stamp = stampOf(context)
    const settings = readSettings(db, stamp.at)
    const { operation, reason } = input
    const done = await context.commitLong(
      async (breathe) => {
        // First all of it is compared, before the first write changes which entries a filter finds.
        const digest = createDigest()
        const rids: number[] = []
        let cells = 0
        for (const entry of chosenEntries(db, input, 0)) {
          await breathe()
          const plan = planned(entry, operation, extensionFields)
          if (plan === null || typeof plan === 'string') continue
          digest.add(plan)
          rids.push(entry.rid)
          cells += cellsOf(plan.changes)
        }
        refuseOther(context, input.previewDigest, digest.text())
        if (rids.length === 0) throw new Refusal('bulk.nothing')
        const id = stamp.newId()
        const seq = putBulk(db, { id, at: stamp.at, by: stamp.author, reason, operation, cells, entries: rids.length })
        const ids: string[] = []
        const fields = new Set<string>()
        for (const rid of rids) {
          await breathe()
          const entry = entryByRid(db, rid)
          const plan = entry === undefined ? null : planned(entry, operation, extensionFields)
          if (plan === null || typeof plan === 'string') throw new Error(`entry ${rid} changed inside the transaction`)
          const { version } = changeEntry(db, stamp, plan.entry, plan.patch, { why: 'edit', note: reason, settings })
          putBulkEntry(db, seq, rid, version)
          for (const field of changedFields(plan.changes)) fields.add(field)
          ids.push(plan.entry.id)
          if (ids.length % 50 === 0) context.progress('write', ids.length, rids.length)
        }
        return { id, ids, cells, fields: [...fields] }
      },
      ({ ids, fields }) => ({ ...batchDetail(ids), fields }),
    )
    emitChanged(context, done.ids)
    return { id: done.id, entries: done.ids.length, cells: done.cells }
  },

  'catalogue.bulkUndo': async ({ id }, context) => {
    const { db } = context
    const bulk = bulkById(db, id)
    if (bulk === undefined) throw new Refusal('bulk.notFound')
    if (bulk.undone !== null) throw new Refusal('bulk.undone', { day: dayInChina(bulk.undone.at) })
    const stamp = stampOf(context)
    const settings = readSettings(db, stamp.at)
    const done = await context.commitLong(
      async (breathe) => {
        const ids: string[] = []
        const left: Output<'catalogue.bulkUndo'>['left'] = []
        const fields = new Set<string>()
        const touched = bulkRids(db, bulk.seq)
        for (const [at, { rid, version }] of touched.entries()) {
          await breathe()
          if (at % 50 === 0) context.progress('write', at, touched.length)
          const entry = entryByRid(db, rid)
          if (entry === undefined) continue
          const patch = entry.deletedAt === null && !entry.others ? reversed(db, entry, version) : null
          if (patch === null) {
            left.push({ id: entry.id, title: entry.content.title, why: entry.others ? 'others' : entry.deletedAt === null ? 'edited' : 'deleted' })
            continue
          }
          const made = changeEntry(db, stamp, entry, patch, { why: 'restore', note: bulk.reason, settings })
          noteUndone(db, bulk.seq, rid, made.version)
          for (const field of made.fields) fields.add(field)
          ids.push(entry.id)
        }
        closeBulk(db, bulk.seq, { at: stamp.at, by: stamp.author, entries: ids.length, left: left.length })
        return { ids, left, fields: [...fields] }
      },
      ({ ids, fields }) => ({ ...batchDetail(ids), fields }),
    )
    emitChanged(context, done.ids)
    return { restored: done.ids.length, left: done.left.slice(0, listedLeft), leftCount: done.left.length }
  },
}

/** Refuses when the preview showed something else, and names the entries. */
const refuseOther = ({ db }: Context, previewed: string, now: string): void => {
  if (previewed === now) return
  const entries = differing(previewed, now)
    .map((rid) => entryByRid(db, rid))
    .flatMap((entry) => (entry === undefined ? [] : [{ id: entry.id, title: entry.content.title }]))
  throw new Refusal('bulk.differs', { count: entries.length, title: entries[0]?.title ?? '' }, { entries: entries.slice(0, named) })
}
