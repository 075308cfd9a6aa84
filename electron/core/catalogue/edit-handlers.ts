import { type EntryPatch, emptyContent } from '../../../shared/catalogue.ts'
import { applyPatch, changedFields, diffContent } from '../../../shared/changes.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { Context, VaultHandlers } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { readProfile, readSettings } from '../profile/stored-profile.ts'
import { refuseForeign } from '../sync/owner.ts'
import { askSecrecy, refuseMarks } from './gate.ts'
import { contentAt } from './history.ts'
import { type StoredEntry, storedContent } from './queries.ts'
import { recheckAll } from './recheck.ts'
import { knownEntry } from './view-handlers.ts'
import { changeEntry, createEntry, deleteEntry, type Stamp, undeleteEntry } from './write.ts'

export const stampOf = ({ ports, user }: Context): Stamp => ({ at: ports.now().toISOString(), author: user.name, newId: () => ports.newId() })

/**
 * The living entry at the version a change was made on. Throws a Refusal otherwise; a stale one carries what the
 * change started from, what it would have made and what stands there now (lesson 6, never a silent overwrite).
 */
export const atBase = (context: Context, id: string, base: number, patch: EntryPatch = {}): StoredEntry => {
  const current = knownEntry(context.db, id)
  refuseForeign(context.db, current)
  if (current.deletedAt !== null) throw new Refusal('catalogue.deleted')
  if (base > current.version) throw new Refusal('catalogue.noVersion', { version: base })
  if (base < current.version) {
    const start = contentAt(context.db, current, base)
    throw new Refusal(
      'catalogue.stale',
      { author: current.updatedBy, current: current.version },
      { id, version: current.version, base: start, mine: applyPatch(start, patch), theirs: current.content },
    )
  }
  return current
}

const digestOf = (context: Context, id: string): string => sha256Hex(storedContent(context.db, id))

export const catalogueEditHandlers: Pick<
  VaultHandlers,
  'catalogue.save' | 'catalogue.restore' | 'catalogue.delete' | 'catalogue.undelete' | 'catalogue.recheck'
> = {
  'catalogue.save': ({ id, base, patch, secrecy, note }, context) => {
    askSecrecy(secrecy)
    refuseMarks(patch, readProfile(context.db).extensionFields)
    refuseMarks(note)
    const stamp = stampOf(context)
    const saved = context.commit(
      () => {
        if (id === undefined) {
          const content = applyPatch(emptyContent(), patch)
          return {
            ...createEntry(context.db, stamp, content, { imported: false, why: 'create', note }),
            fields: changedFields(diffContent(emptyContent(), content)),
          }
        }
        if (base === undefined) throw new Refusal('catalogue.baseNeeded')
        return { id, ...changeEntry(context.db, stamp, atBase(context, id, base, patch), patch, { why: 'edit', note }) }
      },
      (value) => ({ entity: 'entry', entityId: value.id, fields: value.fields, digest: digestOf(context, value.id) }),
    )
    if (saved.fields.length > 0 || id === undefined) context.ports.emit('changed', { noun: 'catalogue', ids: [saved.id] })
    return { id: saved.id, version: saved.version, findings: saved.findings }
  },

  'catalogue.restore': ({ id, version, base }, context) => {
    const stamp = stampOf(context)
    const saved = context.commit(
      () => {
        const current = atBase(context, id, base)
        return changeEntry(context.db, stamp, current, contentAt(context.db, current, version), { why: 'restore', note: `#${version}` })
      },
      (value) => ({ entity: 'entry', entityId: id, fields: value.fields, digest: digestOf(context, id) }),
    )
    if (saved.fields.length > 0) context.ports.emit('changed', { noun: 'catalogue', ids: [id] })
    return { id, version: saved.version, findings: saved.findings }
  },

  'catalogue.delete': async ({ entries, reason }, context) => {
    refuseMarks(reason)
    const stamp = stampOf(context)
    const settings = readSettings(context.db, stamp.at)
    const ids = await context.commitLong(
      async (breathe) => {
        const done: string[] = []
        for (const { id, base } of entries) {
          await breathe()
          const known = knownEntry(context.db, id)
          refuseForeign(context.db, known)
          if (known.deletedAt !== null) continue
          deleteEntry(context.db, stamp, atBase(context, id, base), { note: reason, settings })
          done.push(id)
        }
        return done
      },
      (done) => batchDetail(done),
    )
    context.ports.emit('changed', { noun: 'catalogue', ids: ids.length > listedIds ? [] : ids })
    return { deleted: ids.length }
  },

  'catalogue.undelete': async ({ ids }, context) => {
    const stamp = stampOf(context)
    const settings = readSettings(context.db, stamp.at)
    const restored = await context.commitLong(
      async (breathe) => {
        const done: string[] = []
        for (const id of ids) {
          await breathe()
          const current = knownEntry(context.db, id)
          refuseForeign(context.db, current)
          if (current.deletedAt === null) continue
          undeleteEntry(context.db, stamp, current, { settings })
          done.push(id)
        }
        return done
      },
      (done) => batchDetail(done),
    )
    context.ports.emit('changed', { noun: 'catalogue', ids: restored.length > listedIds ? [] : restored })
    return { restored: restored.length }
  },

  'catalogue.recheck': async (_input, context) => {
    const settings = readSettings(context.db, context.ports.now().toISOString())
    const entries = await context.commitLong(
      (breathe) => recheckAll(context.db, settings, breathe, context.progress),
      (checked) => ({ entity: 'catalogue', note: `${checked}` }),
    )
    context.ports.emit('changed', { noun: 'catalogue', ids: [] })
    return { entries }
  },
}

/** An event with more ids than this says "many" (an empty list). */
export const listedIds = 100

/** What the audit keeps of a change of many entries. */
export const batchDetail = (ids: readonly string[]) => ({
  entity: 'entry',
  ...(ids.length === 1 && ids[0] !== undefined ? { entityId: ids[0] } : {}),
  digest: sha256Hex(ids.join('\n')),
  note: `${ids.length}`,
})
