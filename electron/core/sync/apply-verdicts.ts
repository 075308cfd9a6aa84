import { emptyContent } from '../../../shared/catalogue.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { EntryChange, Verdict } from '../../../shared/platform-api/schemas.ts'
import { applyContentPatch } from '../../../shared/sync/patch.ts'
import { takeActVerdict } from '../case/leaving-acts.ts'
import { contentAt } from '../catalogue/history.ts'
import { entryById, type StoredEntry } from '../catalogue/queries.ts'
import type { ReadDb } from '../db/open.ts'
import { takeReportVerdict } from '../submission/leaving.ts'
import { applyLine } from './apply-lines.ts'
import type { Applying } from './applying.ts'
import { openConflictOf } from './conflicts.ts'
import { moveEvidence } from './evidence.ts'
import { takeAnswer } from './life.ts'
import { dropOutgoing, frozenOn, noteAnswer, type Outgoing, outgoing, putOutgoing, putReceipt, quarantine } from './outbox.ts'
import { logLine } from './platform.ts'
import { sameContent } from './same-content.ts'
import { dropShadow, putShadow, type Shadow, shadowOf } from './shadow.ts'

/** What became of a change: free, in the tray, to be made anew on a newer version, not now, or of an entry the platform does not know. */
export type Outcome = 'free' | 'quarantined' | 'again' | 'later' | 'unknown'

/** The answer to one change, whichever way it came. Only an answer frees a change. */
export const applyVerdict = (applying: Applying, out: Outgoing, verdict: Verdict, allowUnknown: boolean): Outcome => {
  const { db, stamp } = applying
  if (out.kind === 'act') return takeActVerdict(applying, out, verdict)
  if (out.kind === 'report') return takeReportVerdict(applying, out, verdict)
  noteAnswer(db, out.changeId, verdict.verdict)
  if (verdict.verdict === 'retry') return 'later'
  if (verdict.verdict === 'rejected') {
    const problem = verdict.problem ?? { type: '', title: '平台没有说明原因', status: 422, detail: '', code: 'unknown' }
    quarantine(db, out.changeId, problem)
    putReceipt(db, out, verdict, applying.evidence)
    dropStanding(applying, out, false)
    logLine(db, stamp.at, 'quarantined', out.id, `${problem.code} ${problem.title}`)
    return 'quarantined'
  }
  if (verdict.verdict === 'conflict') {
    const shadow = shadowOf(db, out.id)
    // Of an entry whose first change is still to be answered nothing is known to be forgotten.
    const unknown = verdict.now === null && (verdict.version ?? 0) === 0 && !standsOnOpen(db, out)
    if (unknown && !allowUnknown && shadow?.stale !== true) return 'unknown'
    const before = entryById(db, out.id)
    dropOutgoing(db, out.changeId)
    // 撤回 means whatever text lies there.
    if (out.kind === 'withdraw') putOutgoing(db, { ...out, changeId: stamp.newId(), body: null, state: 'waiting' })
    if (unknown && allowUnknown) dropShadow(db, out.id)
    if (verdict.now !== null) applyLine(applying, verdict.now)
    const moved = textMoved(db, out.id, before)
    dropStanding(applying, out, moved)
    if (out.kind === 'submit') return submitAgain(applying, out, moved) ? 'quarantined' : verdict.now === null ? 'later' : 'again'
    if (unknown) return allowUnknown ? 'again' : 'later'
    return verdict.now === null ? 'later' : 'again'
  }
  putReceipt(db, out, verdict, applying.evidence)
  dropOutgoing(db, out.changeId)
  const { version, now } = verdict
  if (version !== null) confirm(applying, out, version, verdict.verdict === 'altered', verdict.receivedAt)
  // Altered: on what was sent stands what the platform made of it, under the same number.
  if (now !== null) applyLine(applying, now, verdict.verdict === 'altered')
  if (verdict.verdict === 'altered') dropStanding(applying, out, false)
  return 'free'
}

/**
 * 报送 that met a newer version. It goes out once more where only numbers or states moved; where the text did, somebody
 * looks at it first (true: it is in the tray). It is never given up unasked.
 */
const submitAgain = (applying: Applying, out: Outgoing, moved: boolean): boolean => {
  const { db, stamp } = applying
  const changeId = stamp.newId()
  putOutgoing(db, { ...out, changeId, body: null, baseVersion: 0, localVersion: 0, state: 'waiting', problem: null })
  moveEvidence(db, out.changeId, changeId)
  if (!moved) return false
  const { failure } = new Refusal('sync.submitChanged')
  quarantine(db, changeId, { type: '', title: failure.message, status: 409, detail: failure.action, code: failure.code })
  logLine(db, stamp.at, 'quarantined', out.id, failure.code)
  return true
}

const textMoved = (db: ReadDb, id: string, before: StoredEntry | undefined): boolean => {
  const after = entryById(db, id)
  return before === undefined || after === undefined || !sameContent(before.content, after.content) || openConflictOf(db, id) !== undefined
}

/** What it stands on is not answered yet. */
const standsOnOpen = (db: ReadDb, out: Outgoing): boolean => {
  const { after } = JSON.parse(out.body ?? '{}') as Partial<EntryChange>
  return after !== undefined && outgoing(db, after) !== undefined
}

/**
 * What left on top of a change that was not taken as it was sent can not be taken either, whether it arrives or not. Its
 * words stand here and are due again; a submission goes out once more, as one that met a newer version does.
 */
const dropStanding = (applying: Applying, out: Outgoing, moved: boolean): void => {
  const { db } = applying
  for (const on of frozenOn(db, out)) {
    noteAnswer(db, on.changeId, 'conflict')
    dropOutgoing(db, on.changeId)
    if (on.kind === 'submit') submitAgain(applying, on, moved)
  }
}

const fresh = (id: string, owner: string): Shadow => ({
  id,
  version: 0,
  content: emptyContent(),
  state: { status: 'draft', publishedOn: null, publishedVersion: null, reason: '', answeredAt: null, number: '', evidence: [] },
  owner,
  ownerName: '',
  gone: null,
  localVersion: 0,
  stale: false,
})

/** The platform now has what was sent: the shadow says so. */
const confirm = (applying: Applying, out: Outgoing, version: number, altered: boolean, receivedAt: string): void => {
  const { db, agencyId } = applying
  let shadow = shadowOf(db, out.id) ?? fresh(out.id, agencyId)
  // Seen already, by a pull or a package.
  if (!shadow.stale && shadow.version >= version && shadow.version > 0) return
  const change = JSON.parse(out.body ?? 'null') as EntryChange
  const entry = entryById(db, out.id)
  // Before the answer to what it stands on: the platform has the text it was made of, for nothing else can stand there.
  const early = entry !== undefined && change.kind !== 'delete' && standsOnOpen(db, out) ? contentAt(db, entry, out.localVersion) : null
  if (early !== null) shadow = { ...shadow, content: early }
  // A new one is told whole.
  else if (change.baseVersion === 0 && change.after === undefined) shadow = { ...shadow, content: emptyContent() }
  const next: Shadow = { ...shadow, version, stale: false }
  if (change.kind === 'patch') {
    const content = early ?? applyContentPatch(shadow.content, change.patch)
    const same = entry !== undefined && entry.deletedAt === null && sameContent(entry.content, content)
    // Which text the platform deleted was never said: what became of it with this change comes with the next pull.
    const seen = shadow.gone === null ? version : version - 1
    putShadow(db, { ...next, version: seen, content, gone: null, localVersion: same ? entry.version : 0 })
  } else if (change.kind === 'delete') {
    putShadow(db, { ...next, gone: 'deleted', localVersion: entry !== undefined && entry.deletedAt !== null ? entry.version : 0 })
  } else if (altered) {
    // The text that was submitted comes with the answer, and its state after it.
    putShadow(db, next)
  } else {
    const before = shadow.state.publishedVersion === null ? 'draft' : 'published'
    const state: Shadow['state'] =
      change.kind === 'submit' ? { ...shadow.state, status: 'submitted', reason: '', evidence: change.evidence } : { ...shadow.state, status: before }
    const wasSubmitted = shadow.state.status === 'submitted'
    const same = entry !== undefined && shadow.localVersion === entry.version
    const after =
      entry === undefined || entry.deletedAt !== null
        ? 0
        : takeAnswer(applying, entry, { state, version, at: receivedAt, wasSubmitted }, { id: agencyId, name: '' })
    putShadow(db, { ...next, state, localVersion: same ? after : 0 })
  }
}
