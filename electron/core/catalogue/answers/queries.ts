import type { Answer } from '../../../../shared/contract/answers.ts'
import type { ReadDb, WriteDb } from '../../db/open.ts'
import { sql } from '../../db/sql.ts'

/** `outdated` is found when it is read; everything else is what is kept. */
type Kept<A> = A extends Answer ? Omit<A, 'outdated'> : never
export type NewAnswer = Kept<Answer>

/** The day a record is of, as the moment it began in China. */
const beginningOf = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString()

/** The columns that differ from kind to kind. `more` is what no query asks for. */
const particular = (answer: NewAnswer): { receivedAt: string; source: string; day: string | null; more: object | null } => {
  if (answer.kind === 'checked') return { receivedAt: answer.recordedAt, source: '', day: null, more: null }
  if ('agreedBy' in answer) {
    const { agreedBy, agreedOn, hash, source } = answer
    return { receivedAt: beginningOf(agreedOn), source, day: agreedOn, more: { agreedBy, hash } }
  }
  if ('conclusion' in answer) {
    const { conclusion, handledBy, officeHead, leader, reviewedOn } = answer
    return { receivedAt: beginningOf(reviewedOn), source: '', day: reviewedOn, more: { conclusion, handledBy, officeHead, leader } }
  }
  return { receivedAt: answer.receivedAt, source: answer.source, day: answer.publishedOn, more: null }
}

export const putAnswer = (db: WriteDb, rid: number, answer: NewAnswer): void => {
  const { id, kind, version, number, reason, evidence, recordedBy, recordedAt } = answer
  const { receivedAt, source, day, more } = particular(answer)
  db.run(sql`
    INSERT INTO entry_answer (id, rid, kind, version, received_at, source, number, reason, evidence, day, review, recorded_by, recorded_at)
    VALUES (${id}, ${rid}, ${kind}, ${version}, ${receivedAt}, ${source}, ${number}, ${reason}, ${evidence}, ${day},
      ${more === null ? null : JSON.stringify(more)}, ${recordedBy}, ${recordedAt})`)
}

/** Whether this very answer is on record: same kind, number and moment. */
export const hasAnswer = (db: ReadDb, rid: number, kind: Answer['kind'], number: string, receivedAt: string): boolean =>
  db.get(sql`SELECT 1 FROM entry_answer WHERE rid = ${rid} AND kind = ${kind} AND number = ${number} AND received_at = ${receivedAt}`) !== undefined

/** Whether this very review is on record: same number and day, of the same version. */
export const hasReview = (db: ReadDb, rid: number, kind: Answer['kind'], version: number, number: string, reviewedOn: string): boolean =>
  db.get(sql`SELECT 1 FROM entry_answer WHERE rid = ${rid} AND kind = ${kind} AND version = ${version} AND number = ${number} AND day = ${reviewedOn}`) !==
  undefined

/** True of an `entry_answer a` whose entry's text was changed since. A step's or an answer's own version changes none of what is looked at. */
const outdated = sql`EXISTS (
  SELECT 1 FROM entry_version v WHERE v.rid = a.rid AND v.version > a.version AND v.why <> 'status' AND v.changes <> '{}')`

/**
 * True of an `entry e` with its `entry_life l` whose published text a 保密审查 lets be opened (practice P5, P16): the newest
 * that saw this very text, or that closes any.
 */
export const clearedForOpening = sql`'可以公开' = (
  SELECT json_extract(a.review, '$.conclusion') FROM entry_answer a
  WHERE a.rid = e.rid AND a.kind = 'secrecyReviewed' AND (json_extract(a.review, '$.conclusion') = '不得公开' OR NOT EXISTS (
    SELECT 1 FROM entry_version v
    WHERE v.rid = a.rid AND v.version > min(a.version, l.published_version) AND v.version <= max(a.version, l.published_version)
      AND v.why <> 'status' AND v.changes <> '{}'))
  ORDER BY a.seq DESC LIMIT 1)`

type Row = {
  id: string
  kind: Answer['kind']
  version: number
  received_at: string
  source: string
  number: string
  reason: string
  evidence: string
  day: string | null
  review: string | null
  recorded_by: string
  recorded_at: string
  outdated: number
}

/** What is on record of an entry, as it was recorded, the newest first. */
export const answersOf = (db: ReadDb, rid: number): Answer[] =>
  db
    .all<Row>(sql`
      SELECT a.id, a.kind, a.version, a.received_at, a.source, a.number, a.reason, a.evidence, a.day, a.review, a.recorded_by, a.recorded_at,
        ${outdated} AS outdated
      FROM entry_answer a WHERE a.rid = ${rid} ORDER BY a.seq DESC`)
    .map(asAnswer)

const asAnswer = ({ id, kind, version, number, reason, evidence, day, ...row }: Row): Answer => {
  const common = { id, kind, version, number, reason, evidence, recordedBy: row.recorded_by, recordedAt: row.recorded_at, outdated: row.outdated === 1 }
  const more = row.review === null ? {} : (JSON.parse(row.review) as object)
  if (kind === 'checked') return { ...common, kind }
  if (kind === 'agreed' || kind === 'declined') return { ...common, source: row.source, agreedOn: day, ...more } as Answer
  if (kind === 'secrecyReviewed' || kind === 'secrecyAssessed' || kind === 'privacyAssessed') return { ...common, reviewedOn: day, ...more } as Answer
  return { ...common, receivedAt: row.received_at, source: row.source, publishedOn: day } as Answer
}
