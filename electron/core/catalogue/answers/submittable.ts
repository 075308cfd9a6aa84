import { type AnswerKind, mayRecord, missingEvidence } from '../../../../shared/entry-life.ts'
import { Refusal } from '../../../../shared/errors.ts'
import type { ReadDb } from '../../db/open.ts'
import { refusalOf } from '../../failure.ts'
import type { StoredEntry } from '../queries.ts'
import { evidenceNeeds } from './needs.ts'
import { answersOf } from './queries.ts'

/** The first that may not be recorded speaks for the others. Throws catalogue.submitNotNow or catalogue.answerNotNow. */
export const refuseNotNow = (entries: readonly StoredEntry[], kind: AnswerKind): void => {
  const barred = entries.filter((entry) => !mayRecord(kind, { status: entry.status, ...entry.standing }))
  const code = kind === 'submitted' ? 'catalogue.submitNotNow' : 'catalogue.answerNotNow'
  if (barred[0] !== undefined) throw new Refusal(code, { count: barred.length, title: barred[0].content.title })
}

/**
 * What has to stand before a catalogue is submitted, by whichever way: checked in the agency, and the evidence the rules
 * ask for on the text as it is (Order 809 art.13 ¶1). Throws catalogue.submitNotNow or catalogue.evidenceMissing.
 */
export const refuseUnready = (db: ReadDb, entries: readonly StoredEntry[], now: string): void => {
  refuseNotNow(entries, 'submitted')
  const needs = evidenceNeeds(db, now)
  const lacking = entries.flatMap((entry) => {
    const missing = missingEvidence(needs, answersOf(db, entry.rid))
    return missing.length === 0 ? [] : [{ id: entry.id, title: entry.content.title, missing }]
  })
  const first = lacking[0]
  if (first !== undefined) {
    throw new Refusal('catalogue.evidenceMissing', { count: lacking.length, title: first.title, missing: first.missing.join('、') }, lacking.slice(0, 100))
  }
}

/** Why it can not be submitted as it stands; null: it can. */
export const whyUnready = (db: ReadDb, entry: StoredEntry, now: string): Refusal | null => refusalOf(() => refuseUnready(db, [entry], now))
