import { type EntryContent, emptyContent } from '../../../shared/catalogue.ts'
import { failure, Refusal } from '../../../shared/errors.ts'
import type { EntryChange } from '../../../shared/platform-api/schemas.ts'
import { type ContentPatch, isEmptyPatch, patchBetween } from '../../../shared/sync/patch.ts'
import { whyUnready } from '../catalogue/answers/submittable.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import { entryById, type StoredEntry } from '../catalogue/queries.ts'
import type { WriteDb } from '../db/open.ts'
import { refusalOf } from '../failure.ts'
import type { Applying } from './applying.ts'
import { evidenceOf, moveEvidence } from './evidence.ts'
import { dropOutgoing, frozen, type Outgoing, putOutgoing, quarantine, unfrozenActs } from './outbox.ts'
import { logLine } from './platform.ts'
import { type Shadow, setSame, shadowOf, unconfirmed } from './shadow.ts'

/** What of a change can be told; the whole of it where a platform takes everything. null: something, but not this way. */
export type Carry = (patch: ContentPatch, from: EntryContent) => ContentPatch | null

/** What of an entry has to be told: from what the platform last said to what stands here. null: nothing. */
const changeOf = (
  entry: StoredEntry,
  shadow: Shadow | undefined,
  common: Omit<EntryChange, 'kind' | 'patch' | 'note' | 'evidence'>,
  carry: Carry,
): EntryChange | null | 'left' => {
  // Its numbers are void and it was not heard of since: the whole text, as of a new one; a deletion waits until it is.
  if (shadow?.stale === true && (entry.deletedAt === null || shadow.gone === null)) {
    return entry.deletedAt === null ? { ...common, baseVersion: 0, kind: 'patch', patch: patchBetween(emptyContent(), entry.content), note: '' } : 'left'
  }
  if (entry.deletedAt !== null) return shadow === undefined || shadow.gone !== null ? null : { ...common, kind: 'delete', note: '' }
  const from = shadow?.content ?? emptyContent()
  const patch = carry(patchBetween(from, entry.content), from)
  if (patch === null) return 'left'
  // On a deletion an empty change brings the entry back.
  return isEmptyPatch(patch) && shadow !== undefined && shadow.gone === null ? null : { ...common, kind: 'patch', patch, note: '' }
}

/** A mark that slipped through stays here, whatever the platform would say (practice L1). */
export const marked = (change: EntryChange, { extensionFields }: Applying): Refusal | null => refusalOf(() => refuseMarks(change, extensionFields))

const intoTray = ({ db, stamp }: Applying, changeId: string, id: string, { failure }: Refusal): void => {
  quarantine(db, changeId, { type: '', title: failure.message, status: 422, detail: failure.action, code: failure.code })
  logLine(db, stamp.at, 'quarantined', id, failure.code)
}

/** Writes a change down as it will leave. False: it bears a mark and went to the tray. */
export const putFrozen = (applying: Applying, change: EntryChange, localVersion: number, changeId: string): boolean => {
  const { id, kind, baseVersion, madeAt, officer, note } = change
  const out: Outgoing = {
    changeId,
    id,
    kind,
    baseVersion,
    body: JSON.stringify({ ...change, changeId }),
    localVersion,
    state: 'sent',
    madeAt,
    officer,
    note,
    problem: null,
  }
  putOutgoing(applying.db, out)
  const mark = marked(change, applying)
  if (mark !== null) intoTray(applying, changeId, id, mark)
  return mark === null
}

/**
 * Makes changes of what is not confirmed and writes them down before the first byte leaves: sent again they are the
 * same, whatever was edited since. One of an entry at a time. Replies how many, whether there may be more, and which can
 * not leave this way.
 */
export const freeze = async (
  applying: Applying,
  officer: string,
  limit: number,
  except: readonly string[],
  breathe: () => Promise<void>,
  carry: Carry = (patch) => patch,
): Promise<{ made: number; more: boolean; left: string[] }> => {
  const { db, stamp, agencyId } = applying
  let made = 0
  const left: string[] = []
  const put = (change: EntryChange, localVersion: number, changeId = stamp.newId()): void => {
    if (putFrozen(applying, change, localVersion, changeId)) made++
  }
  const common = (id: string, baseVersion: number) => ({ changeId: '', entity: 'entry' as const, id, baseVersion, madeAt: stamp.at, officer })
  const ids = unconfirmed(db, agencyId, limit, except)
  for (const id of ids) {
    await breathe()
    const entry = entryById(db, id)
    if (entry === undefined) continue
    const shadow = shadowOf(db, id)
    const change = changeOf(entry, shadow, common(id, shadow?.version ?? 0), carry)
    if (change === 'left') left.push(id)
    else if (change === null) setSame(db, id, entry.version)
    else put(change, entry.version)
  }
  const begun = new Set<string>()
  for (const act of unfrozenActs(db).slice(0, limit)) {
    await breathe()
    if (except.includes(act.id) || begun.has(act.id)) continue
    const entry = entryById(db, act.id)
    const shadow = shadowOf(db, act.id)
    if (act.kind === 'withdraw') {
      begun.add(act.id)
      if (shadow !== undefined && shadow.gone === null && shadow.state.status === 'submitted') {
        put({ ...common(act.id, shadow.version), kind: 'withdraw', note: act.note }, entry?.version ?? 0, act.changeId)
        continue
      }
      // The department was quicker: a person must know that nothing was taken back.
      const { message, action, code } = failure('sync.notSubmitted', { title: entry?.content.title ?? '' })
      quarantine(db, act.changeId, { type: '', title: message, status: 409, detail: action, code })
      logLine(db, stamp.at, 'quarantined', act.id, code)
      continue
    }
    // It would wait for ever: somebody decides whether it comes back, or the submission is given up.
    if (entry === undefined || entry.deletedAt !== null) {
      intoTray(applying, act.changeId, act.id, new Refusal('catalogue.deleted'))
      continue
    }
    // What is submitted is the text the platform has: it must be ours as it stands.
    if (entry.others || shadow === undefined || shadow.gone !== null || shadow.localVersion !== entry.version) continue
    // It may have been written over since: nobody has agreed to this text.
    const unready = whyUnready(db, entry, stamp.at)
    if (unready !== null) {
      intoTray(applying, act.changeId, act.id, unready)
      continue
    }
    begun.add(act.id)
    put({ ...common(act.id, shadow.version), kind: 'submit', note: act.note, evidence: evidenceOf(db, act.changeId) }, entry.version, act.changeId)
  }
  return { made, more: ids.length === limit, left }
}

/**
 * The platform was put back to a backup and counts anew: a change nobody answered would stand on a number that means another
 * text now. It is made anew on what the platform says next. One of a new entry stands on none, and stays as it is.
 */
export const thaw = (db: WriteDb, newId: () => string): void => {
  for (const out of frozen(db)) {
    // An act or a version of a submission stands on no number: it is what was said.
    if (out.baseVersion === 0 || out.kind === 'act' || out.kind === 'report') continue
    dropOutgoing(db, out.changeId)
    if (out.kind !== 'submit' && out.kind !== 'withdraw') continue
    const changeId = newId()
    putOutgoing(db, { ...out, changeId, body: null, baseVersion: 0, localVersion: 0, state: 'waiting' })
    moveEvidence(db, out.changeId, changeId)
  }
}
