import { Refusal } from '../../../../shared/errors.ts'
import type { CheckSettings } from '../../../../shared/findings.ts'
import { dayInChina } from '../../../../shared/moments.ts'
import type { AuditDetail, Context } from '../../context.ts'
import { readSettings } from '../../profile/stored-profile.ts'
import { refuseForeign } from '../../sync/owner.ts'
import { atBase, batchDetail, listedIds, stampOf } from '../edit-handlers.ts'
import type { StoredEntry } from '../queries.ts'
import { knownEntry } from '../view-handlers.ts'
import type { Stamp } from '../write.ts'

export type Named = { id: string; base: number }

/** What a call records of its entries. Every check comes before the first write: one commit, for all of them or none. */
export type Recording = {
  entries: readonly Named[]
  /** True of an entry that has this very record: nothing is written for it, whatever version was named. */
  isRecorded(entry: StoredEntry): boolean
  /** Throws a Refusal when it can not be recorded of these. */
  allow?(entries: readonly StoredEntry[]): void
  write(entry: StoredEntry, stamp: Stamp, settings: CheckSettings): void
  detail?(ids: readonly string[]): Partial<AuditDetail>
}

export const blank = (text: string): boolean => text.trim() === ''

/** Only what has happened is recorded; a clock that is a few hours slow does not matter. */
export const refuseFuture = (context: Context, day: string): void => {
  if (day > dayInChina(context.ports.now().toISOString())) throw new Refusal('catalogue.answerInFuture', { day })
}

export const needEvidence = (evidence: string): void => {
  if (blank(evidence)) throw new Refusal('catalogue.evidenceNeeded')
}

/** Records it of the entries that do not have it yet, at the versions given, each once; says how many there were of both. */
export const recordAll = async (context: Context, { entries, isRecorded, allow, write, detail }: Recording): Promise<{ recorded: number; already: number }> => {
  const stamp = stampOf(context)
  const settings = readSettings(context.db, stamp.at)
  const named = new Map(entries.map(({ id, base }) => [id, base]))
  const recorded = await context.commitLong(
    async (breathe) => {
      const open: StoredEntry[] = []
      for (const [id, base] of named) {
        await breathe()
        const current = knownEntry(context.db, id)
        if (current.deletedAt !== null) throw new Refusal('catalogue.deleted')
        refuseForeign(context.db, current)
        if (!isRecorded(current)) open.push(atBase(context, id, base))
      }
      allow?.(open)
      for (const entry of open) {
        await breathe()
        write(entry, stamp, settings)
      }
      return open.map(({ id }) => id)
    },
    (ids) => ({ ...batchDetail(ids), ...detail?.(ids) }),
  )
  if (recorded.length > 0) context.ports.emit('changed', { noun: 'catalogue', ids: recorded.length > listedIds ? [] : recorded })
  return { recorded: recorded.length, already: named.size - recorded.length }
}
