import { type AnswerKind, answerKinds, standingAfter, statusAfterAnswer } from '../../../shared/entry-life.ts'
import { dayInChina } from '../../../shared/moments.ts'
import type { StateLine } from '../../../shared/platform-api/schemas.ts'
import { hasAnswer, putAnswer } from '../catalogue/answers/queries.ts'
import type { StoredEntry } from '../catalogue/queries.ts'
import { putStanding } from '../catalogue/standing.ts'
import { changeEntry } from '../catalogue/write.ts'
import { followAnswer } from '../work/follow.ts'
import type { Applying } from './applying.ts'

/** `wasSubmitted`: the platform last said that it lies with the department. */
type Said = Pick<StateLine, 'state' | 'version' | 'at'> & { wasSubmitted: boolean }

export const isAnswer = (status: string): status is AnswerKind => answerKinds.some((kind) => kind === status)

/** The platform's time of what it said. */
export const receivedAt = ({ state, at }: Pick<StateLine, 'state' | 'at'>): string => (state.status === 'submitted' ? at : (state.answeredAt ?? at))

/**
 * What the department said by the platform: the entry's status and standing follow, and for one of ours it is on record
 * as an answer with the source 平台. Returns the version the entry has then.
 */
export const takeAnswer = (applying: Applying, current: StoredEntry, said: Said, owner: StateLine['owner']): number => {
  const { db, stamp, settings, agencyId, evidence } = applying
  const { state, version } = said
  const { status: kind } = state
  // What is checked or agreed in house is nothing the platform knows of.
  if (!isAnswer(kind)) return takeBack(applying, current, said)
  const since = receivedAt(said)
  if (owner.id !== agencyId) {
    // Of another agency's we see what is published and nothing else: its text is the published one.
    const shown = current.status === kind ? current : changeEntry(db, { ...stamp, author: owner.name }, current, {}, { why: 'status', status: kind, settings })
    putStanding(db, current.rid, { ...current.standing, outside: kind, sinceAt: since, publishedVersion: null, submittedVersion: null })
    return shown.version
  }
  if (hasAnswer(db, current.rid, kind, state.number, since)) return takeBack(applying, current, said)
  const status = statusAfterAnswer(kind, { status: current.status, ...current.standing })
  const made = changeEntry(db, stamp, current, {}, { why: 'status', status, settings })
  putStanding(db, current.rid, standingAfter(kind, current.standing, made.version, since))
  followAnswer(db, stamp, current.rid, kind, dayInChina(since))
  putAnswer(db, current.rid, {
    id: stamp.newId(),
    kind,
    version: made.version,
    receivedAt: since,
    source: '平台',
    number: state.number,
    reason: state.reason,
    evidence: evidence ?? `平台记录，第${version}版`,
    publishedOn: kind === 'published' ? state.publishedOn : null,
    recordedBy: stamp.author,
    recordedAt: stamp.at,
  })
  return made.version
}

/** A submission that was taken back (撤回报送) leaves what stood before it: a text in force, or nothing. */
const takeBack = ({ db, stamp, settings }: Applying, current: StoredEntry, { state, at, wasSubmitted }: Said): number => {
  if (!wasSubmitted || current.standing.outside !== 'submitted') return current.version
  const outside = state.publishedVersion === null ? 'draft' : 'published'
  const status = current.status === 'submitted' ? outside : current.status
  const back = changeEntry(db, stamp, current, {}, { why: 'status', status, note: '撤回报送', settings })
  putStanding(db, current.rid, { ...current.standing, outside, sinceAt: at, submittedVersion: null })
  return back.version
}
