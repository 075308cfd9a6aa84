import type { backlogAnswers } from '../../../../shared/contract/backlog.ts'
import type { ReadDb, WriteDb } from '../../db/open.ts'
import { sql } from '../../db/sql.ts'

type AnswerKind = (typeof backlogAnswers)[number]
export type BacklogAnswer = { code: string; answer: AnswerKind; dueOn: string | null; reason: string; at: string; by: string }

/** Answers that still stand beside their finding, counted; an entry that was corrected has none any more. */
export const standingAnswers = (db: ReadDb): { code: string; answer: AnswerKind; due_on: string | null; entries: number }[] =>
  db.all(sql`
    SELECT b.code, b.answer, b.due_on, COUNT(*) AS entries FROM backlog_answer b
    JOIN entry_facet f ON f.rid = b.rid JOIN facet_set s ON s.id = f.set_id
    WHERE s.deleted = 0 AND (s.imported = 1 OR s.status = 'published') AND instr(s.findings, ' ' || b.code || ' ') > 0
    GROUP BY b.code, b.answer, b.due_on`)

/** Some of the existing entries with a finding, after a row; `onlyOpen` those without an answer. */
export const existingWith = (db: ReadDb, { code, onlyOpen, sets }: { code: string; onlyOpen: boolean; sets: readonly number[] }, after: number): number[] =>
  db
    .all<{ rid: number }>(sql`
      SELECT f.rid FROM entry_facet f
      WHERE f.rid > ${after} AND f.deleted = 0 AND f.set_id IN (SELECT value FROM json_each(${JSON.stringify(sets)}))
        AND (${onlyOpen} = 0 OR NOT EXISTS (SELECT 1 FROM backlog_answer b WHERE b.rid = f.rid AND b.code = ${code}))
      ORDER BY f.rid LIMIT 100`)
    .map(({ rid }) => rid)

export const putAnswer = (db: WriteDb, rid: number, { code, answer, dueOn, reason, at, by }: BacklogAnswer): void => {
  db.run(sql`
    INSERT INTO backlog_answer (rid, code, answer, due_on, reason, answered_at, answered_by)
    VALUES (${rid}, ${code}, ${answer}, ${dueOn}, ${reason}, ${at}, ${by})
    ON CONFLICT (rid, code) DO UPDATE SET answer = excluded.answer, due_on = excluded.due_on, reason = excluded.reason,
      answered_at = excluded.answered_at, answered_by = excluded.answered_by`)
}

export const ridsOf = (db: ReadDb, ids: readonly string[]): ReadonlySet<number> =>
  new Set(db.all<{ rid: number }>(sql`SELECT rid FROM entry WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`).map(({ rid }) => rid))
