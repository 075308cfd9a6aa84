import type { Delta } from '../../../shared/submissions/document.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { list, sql } from '../db/sql.ts'
import { dropRows, type Frozen, putEvent, setFrozen } from './store.ts'

/**
 * What a purge does to submissions that are frozen (practice L4): the words go, from the snapshot and from every paper made of it.
 * What was submitted stays on record with its figures, its digests and who signed; since its text is not the one that was signed any
 * more, it leaves no more (`submission.altered` says what to do).
 */
const linesWithout = (delta: Delta, ids: ReadonlySet<string>): Delta => {
  const named = <T extends { id: string; code: string; title: string }>(lines: readonly T[]): T[] =>
    lines.map((line) => (ids.has(line.id) ? { ...line, code: '', title: '', ...('changes' in line ? { changes: [] } : {}) } : line))
  return { ...delta, entered: named(delta.entered), changed: named(delta.changed), left: named(delta.left) }
}

const withoutTexts = (facts: string): string =>
  JSON.stringify(
    Object.fromEntries(Object.entries(JSON.parse(facts) as Record<string, unknown>).map(([name, fact]) => [name, typeof fact === 'string' ? '' : fact])),
  )

/** Takes what is said of these entries out of every snapshot. Returns the submissions it stood in. In the caller's transaction. */
export const emptyRowsOf = (db: WriteDb, entryIds: readonly string[]): number[] => {
  if (entryIds.length === 0) return []
  const ids = new Set(entryIds)
  const rows = db.all<{ rid: number; source: string; n: number; facts: string }>(sql`
    SELECT rid, source, n, facts FROM submission_row WHERE ref ->> 'kind' = 'entry' AND ref ->> 'id' IN ${list(entryIds)}`)
  for (const { rid, source, n, facts } of rows)
    db.run(sql`UPDATE submission_row SET label = '', facts = ${withoutTexts(facts)} WHERE rid = ${rid} AND source = ${source} AND n = ${n}`)
  const found = new Set(rows.map(({ rid }) => rid))
  for (const { rid, computed } of db.all<{ rid: number; computed: string }>(sql`SELECT rid, computed FROM submission WHERE computed IS NOT NULL`)) {
    const frozen = JSON.parse(computed) as Frozen
    const { delta } = frozen
    if (delta === null || ![delta.entered, delta.changed, delta.left].flat().some(({ id }) => ids.has(id))) continue
    db.run(sql`UPDATE submission SET computed = ${JSON.stringify({ ...frozen, delta: linesWithout(delta, ids) })} WHERE rid = ${rid}`)
    found.add(rid)
  }
  return [...found]
}

/** Submissions that hold one of the words in what they were made of. */
export const submissionsHolding = (db: ReadDb, hit: (text: string) => boolean): number[] => {
  const found = new Set<number>()
  const columns = ['template', 'notice', 'reason', 'preparer', 'reviewer', 'cover', 'fills', 'computed'] as const
  for (const one of db.iterate<{ rid: number } & Record<(typeof columns)[number], string | null>>(sql`
    SELECT rid, template, notice, reason, preparer, reviewer, cover, fills, computed FROM submission`))
    if (columns.some((column) => hit(one[column] ?? ''))) found.add(one.rid)
  for (const { rid, label, facts } of db.iterate<{ rid: number; label: string; facts: string }>(sql`SELECT rid, label, facts FROM submission_row`))
    if (!found.has(rid) && (hit(label) || hit(facts))) found.add(rid)
  return [...found]
}

/** What was frozen and nobody had signed is a draft again: it is frozen anew from what is left. */
export const thawPurged = (db: WriteDb, rids: readonly number[], at: string): void => {
  for (const { rid } of db.all<{ rid: number }>(sql`SELECT rid FROM submission WHERE rid IN ${list(rids)} AND state = 'frozen' AND signatures = '[]'`)) {
    dropRows(db, rid)
    setFrozen(db, rid, null, null, 'draft')
    putEvent(db, rid, { at, by: '', what: 'purged', note: '' })
  }
}

/** Their papers hold the same words: JSON, PDF, workbooks, files of rows, bundle. */
export const papersOfSubmissions = (db: ReadDb, rids: readonly number[]): string[] =>
  db
    .all<{ sha256: string }>(sql`
      SELECT sha256 FROM submission_paper WHERE rid IN ${list(rids)}
      UNION SELECT p.sha256 FROM submission_report_paper p JOIN submission s ON s.id = p.id AND s.version = p.version WHERE s.rid IN ${list(rids)}`)
    .map(({ sha256 }) => sha256)
