import { type ActChange, changeSchema, type Verdict } from '../../../shared/platform-api/schemas.ts'
import { refuseMarks } from '../catalogue/gate.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { refusalOf } from '../failure.ts'
import type { Applying } from '../sync/applying.ts'
import { dropEvidence, putEvidence } from '../sync/evidence.ts'
import { dropOutgoing, noteAnswer, type Outgoing, putOutgoing, putReceipt, quarantine } from '../sync/outbox.ts'
import { logLine } from '../sync/platform.ts'
import { followCase } from './follow.ts'
import { countAct } from './leaving.ts'
import { onPlatform } from './on-platform.ts'
import { actById, actsOf, type CaseFile, fileOf, leavingActs, putAct, type StoredAct, setVersion } from './queries.ts'

/** Behind everything of a case that is under way already, whatever this computer's clock did since. */
const behind = (db: ReadDb, at: string): string => {
  const last = db.get<{ at: string | null }>(sql`SELECT max(made_at) AS at FROM sync_outbox WHERE entity = 'case'`)?.at ?? ''
  const next = last === '' ? '' : new Date(Date.parse(last) + 1).toISOString()
  return at > next ? at : next
}

/** The bytes an act leaves as: made of the case and the statement alone, so that two devices of an agency send the same. */
const changeOf = ({ head }: CaseFile, { statement }: StoredAct): ActChange => ({
  changeId: statement.id,
  entity: 'case',
  id: head.id,
  baseVersion: 0,
  madeAt: statement.madeAt,
  officer: statement.officer,
  kind: 'act',
  head,
  statement,
})

/** An act comes back to whoever works on the case, and stands in the tray with its reason. */
const comeBack = ({ db, stamp }: Applying, out: Pick<Outgoing, 'changeId' | 'id'>, problem: NonNullable<Verdict['problem']>): void => {
  quarantine(db, out.changeId, problem)
  logLine(db, stamp.at, 'quarantined', out.id, `${problem.code} ${problem.title}`)
  const stored = actById(db, out.changeId)
  if (stored === undefined) return
  const message = problem.detail === '' ? problem.title : `${problem.title} ${problem.detail}`
  putAct(db, { ...stored, status: 'returned', place: null, problem: { code: problem.code, message } })
}

/** Acts that were issued become changes, frozen before their first byte leaves, those of a case in the order they were issued. */
export const freezeActs = (applying: Applying, limit: number): number => {
  const { db, stamp, extensionFields } = applying
  let made = 0
  for (const { file, ...stored } of leavingActs(db, limit)) {
    const change = changeOf(file, stored)
    const at = behind(db, stamp.at)
    const common = { changeId: stored.id, id: file.id, kind: 'act' as const, baseVersion: 0, localVersion: 0, note: '', problem: null }
    putOutgoing(db, { ...common, body: JSON.stringify(change), state: 'sent', madeAt: at, officer: change.officer })
    putEvidence(db, stored.id, stored.statement.papers)
    // A mark that slipped through stays here, whatever the platform would say (practice L1).
    const mark = refusalOf(() => {
      changeSchema.parse(change)
      refuseMarks(change, extensionFields)
    })
    if (mark === null) made++
    else {
      const { code, message, action } = mark.failure
      comeBack(applying, { changeId: stored.id, id: file.id }, { type: '', title: message, status: 422, detail: action, code })
    }
  }
  return made
}

/** The answer to one act, whichever way it came. It counts from the platform's first receipt on. */
export const takeActVerdict = (applying: Applying, out: Outgoing, verdict: Verdict): 'free' | 'quarantined' | 'later' => {
  const { db, stamp } = applying
  noteAnswer(db, out.changeId, verdict.verdict)
  if (verdict.verdict === 'retry' || verdict.verdict === 'conflict') return 'later'
  putReceipt(db, out, verdict, applying.evidence)
  const stored = actById(db, out.changeId)
  const file = stored === undefined ? undefined : fileOf(db, stored.rid)
  if (verdict.verdict === 'rejected' && stored?.status !== 'counted') {
    comeBack(applying, out, verdict.problem ?? { type: '', title: '平台没有说明原因', status: 422, detail: '', code: 'unknown' })
    if (file !== undefined) followCase(db, stamp, file)
    return 'quarantined'
  }
  dropOutgoing(db, out.changeId)
  dropEvidence(db, out.changeId)
  if (stored === undefined || file === undefined || stored.status === 'counted') return 'free'
  const received = { ...stored, source: '平台' as const, received: verdict.receivedAt, ruling: '', problem: null }
  const there = onPlatform(file, actsOf(db, file.rid)).length
  if (verdict.version === there + 1 && file.version === there) {
    countAct(db, stamp, file, received)
    setVersion(db, file.rid, verdict.version)
    // Others acted in between: its place comes with the case's line.
  } else putAct(db, received)
  return 'free'
}

/** What was returned leaves once more, as another statement: the platform has its answer for the old one. */
export const reissue = (applying: Applying, file: CaseFile, stored: StoredAct): string => {
  const { db, stamp } = applying
  const id = stamp.newId()
  dropOutgoing(db, stored.id)
  dropEvidence(db, stored.id)
  db.run(sql`DELETE FROM case_act WHERE id = ${stored.id}`)
  putAct(db, {
    ...stored,
    id,
    statement: { ...stored.statement, id },
    status: 'issued',
    place: null,
    state: null,
    source: '本机草稿',
    received: '',
    problem: null,
  })
  followCase(db, stamp, file)
  return id
}

/** Issued, and neither received nor frozen yet. */
export const countLeaving = (db: ReadDb): number =>
  db.get<{ n: number }>(sql`
    SELECT count(*) AS n FROM case_act a JOIN case_file f ON f.rid = a.rid
    WHERE a.status = 'issued' AND a.received = '' AND f.way = 'platform' AND f.sealed_on IS NULL
      AND NOT EXISTS (SELECT 1 FROM sync_outbox o WHERE o.change_id = a.id)`)?.n ?? 0

/** The platform was put back: numbers mean nothing any more, and what it received may be gone. */
export const staleCases = (db: WriteDb): void => {
  db.run(sql`UPDATE case_file SET version = 0 WHERE way = 'platform'`)
  db.run(sql`UPDATE case_act SET received = '' WHERE status = 'issued' AND rid IN (SELECT rid FROM case_file WHERE way = 'platform')`)
}
