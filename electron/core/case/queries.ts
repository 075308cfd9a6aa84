import type { Act, CaseHead, CaseKind, Party, Statement } from '../../../shared/cases/act.ts'
import type { Folded, Outline } from '../../../shared/cases/fold.ts'
import { unopened } from '../../../shared/cases/machine.ts'
import { machines } from '../../../shared/cases/machines.ts'
import type { ActStatus, ConsentRecord } from '../../../shared/contract/case-views.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

export type CaseFile = {
  rid: number
  id: string
  kind: CaseKind
  number: string
  head: CaseHead
  way: 'platform' | 'paper'
  party: Party
  other: string
  state: string
  closed: boolean
  turn: boolean
  dueOn: string | null
  sealedOn: string | null
  sealedBy: string
  version: number
  openedAt: string
  openedBy: string
  changedAt: string
  archiveNumber: string | null
  archivedOn: string | null
  archivedBy: string | null
  archiveSha256: string | null
  archiveOf: string | null
}

type FileRow = Omit<CaseFile, 'head' | 'closed' | 'turn'> & { head: string; closed: number; turn: number }

export const fileColumns = sql`rid, id, kind, number, head, way, party, other, state, closed, turn, due_on AS "dueOn", sealed_on AS "sealedOn",
  sealed_by AS "sealedBy", version, opened_at AS "openedAt", opened_by AS "openedBy", changed_at AS "changedAt", archive_number AS "archiveNumber",
  archived_on AS "archivedOn", archived_by AS "archivedBy", archive_sha256 AS "archiveSha256", archive_of AS "archiveOf"`

export const asFile = ({ head, closed, turn, ...row }: FileRow): CaseFile => ({
  ...row,
  head: JSON.parse(head) as CaseHead,
  closed: closed === 1,
  turn: turn === 1,
})

const fileWhere = (db: ReadDb, condition: ReturnType<typeof sql>): CaseFile[] =>
  db.all<FileRow>(sql`SELECT ${fileColumns} FROM case_file WHERE ${condition}`).map(asFile)

export const fileById = (db: ReadDb, id: string): CaseFile | undefined => fileWhere(db, sql`id = ${id}`)[0]
export const fileOf = (db: ReadDb, rid: number): CaseFile | undefined => fileWhere(db, sql`rid = ${rid}`)[0]
export const filesAbout = (db: ReadDb, id: string): CaseFile[] => fileWhere(db, sql`refers = ${id} ORDER BY rid`)

/** A case of this kind. Throws `case.notFound`. */
export const knownFile = (db: ReadDb, kind: CaseKind, id: string): CaseFile => {
  const file = fileById(db, id)
  if (file === undefined || file.kind !== kind) throw new Refusal('case.notFound')
  return file
}

/** The same, for whoever works on it. Throws `case.sealed` where nothing but number and day may be seen (practice L2). */
export const workableFile = (db: ReadDb, kind: CaseKind, id: string): CaseFile => {
  const file = knownFile(db, kind, id)
  if (file.sealedOn !== null) throw new Refusal('case.sealed', { number: file.number, day: file.sealedOn })
  return file
}

/** The next number of a year's register, of every kind together. */
export const nextNumber = (db: ReadDb, year: string): string => {
  const last = db.get<{ n: number | null }>(
    sql`SELECT max(CAST(substr(number, 6) AS INTEGER)) AS n FROM case_file WHERE number >= ${`${year}-`} AND number < ${`${year}.`}`,
  )
  return `${year}-${String((last?.n ?? 0) + 1).padStart(4, '0')}`
}

export type NewFile = Pick<CaseFile, 'id' | 'kind' | 'number' | 'head' | 'way' | 'party' | 'other' | 'version' | 'openedAt' | 'openedBy'>

export const putFile = (db: WriteDb, { id, kind, number, head, way, party, other, version, openedAt, openedBy }: NewFile): number =>
  Number(
    db.run(sql`
      INSERT INTO case_file (id, kind, number, head, title, way, party, other, state, closed, turn, refers, version, opened_at, opened_by, changed_at)
      VALUES (${id}, ${kind}, ${number}, ${JSON.stringify(head)}, ${head.title}, ${way}, ${party}, ${other}, ${unopened}, 0, ${party !== 'department'},
        ${head.refers}, ${version}, ${openedAt}, ${openedBy}, ${openedAt})`).lastInsertRowid,
  )

export type Standing = { state: string; closed: boolean; turn: boolean; dueOn: string | null; at: string }

export const setStanding = (db: WriteDb, rid: number, { state, closed, turn, dueOn, at }: Standing): void => {
  db.run(sql`
    UPDATE case_file SET state = ${state}, closed = ${closed}, turn = ${turn}, due_on = ${dueOn}, changed_at = ${at} WHERE rid = ${rid}`)
}

export const setVersion = (db: WriteDb, rid: number, version: number): void => {
  db.run(sql`UPDATE case_file SET version = ${version} WHERE rid = ${rid}`)
}

export const setSeal = (db: WriteDb, rid: number, on: string | null, by: string): void => {
  db.run(sql`UPDATE case_file SET sealed_on = ${on}, sealed_by = ${by} WHERE rid = ${rid}`)
}

/** Newest first; of each only what may be shown. */
export const sealedFiles = (db: ReadDb): { id: string; kind: CaseKind; number: string; on: string }[] =>
  db.all<{ id: string; kind: CaseKind; number: string; on: string }>(
    sql`SELECT id, kind, number, sealed_on AS "on" FROM case_file WHERE sealed_on IS NOT NULL ORDER BY sealed_on DESC, rid DESC`,
  )

export type StoredAct = {
  seq: number
  rid: number
  id: string
  act: string
  party: Party
  status: ActStatus
  place: number | null
  state: string | null
  statement: Statement
  agency: string
  source: Act['source']
  received: string
  ruling: string
  /** Of a letter: where its receipt or delivery is kept; '' = the platform's own. */
  evidence: string
  records: ConsentRecord[]
  problem: { code: string; message: string } | null
  draftedBy: string
  draftedAt: string
}

type ActRow = Omit<StoredAct, 'statement' | 'records' | 'problem'> & { body: string; records: string; problem: string | null }

const actColumns = sql`seq, rid, id, act, party, status, place, state, body, agency, source, received, ruling, evidence, records, problem, drafted_by AS "draftedBy",
  drafted_at AS "draftedAt"`

const asAct = ({ body, records, problem, ...row }: ActRow): StoredAct => ({
  ...row,
  statement: JSON.parse(body) as Statement,
  records: JSON.parse(records) as ConsentRecord[],
  problem: problem === null ? null : (JSON.parse(problem) as StoredAct['problem']),
})

/** What counted in its order, then what is on its way, then drafts and what came back. */
export const actsOf = (db: ReadDb, rid: number): StoredAct[] =>
  db
    .all<ActRow>(sql`
      SELECT ${actColumns} FROM case_act WHERE rid = ${rid}
      ORDER BY CASE status WHEN 'counted' THEN 0 WHEN 'issued' THEN 1 ELSE 2 END, place, seq`)
    .map(asAct)

/** Of many cases: what counted, in its order, as far as it tells who is next. The day that an act names is stored with the case. */
export const outlinesOf = (db: ReadDb, rids: readonly number[]): Map<number, Outline> => {
  const rows = db.all<Pick<StoredAct, 'rid' | 'act' | 'party' | 'state'> & { type: string | null }>(sql`
    SELECT rid, act, party, state, json_extract(body, '$.fields.type') AS type FROM case_act
    WHERE status = 'counted' AND rid IN (SELECT value FROM json_each(${JSON.stringify(rids)})) ORDER BY rid, place, seq`)
  const acts = Map.groupBy(rows, ({ rid }) => rid)
  return new Map(
    [...acts].map(([rid, counted]) => [
      rid,
      {
        state: counted.at(-1)?.state ?? unopened,
        acts: counted.map(({ act, party, type }) => ({ act: { act, party, fields: type === null ? {} : { type } } })),
      },
    ]),
  )
}

/** Under which rule each case's own next act stands as a task, by `rid act`. */
export const taskRulesOf = (db: ReadDb, rids: readonly number[]): Map<string, string> =>
  new Map(
    db
      .all<{ rid: number; act: string; rule: string }>(sql`
        SELECT case_rid AS rid, source AS act, rule FROM task
        WHERE closed_at IS NULL AND rule <> '' AND case_rid IN (SELECT value FROM json_each(${JSON.stringify(rids)}))`)
      .map(({ rid, act, rule }) => [`${rid} ${act}`, rule]),
  )

export const actById = (db: ReadDb, id: string): StoredAct | undefined => {
  const row = db.get<ActRow>(sql`SELECT ${actColumns} FROM case_act WHERE id = ${id}`)
  return row === undefined ? undefined : asAct(row)
}

/**
 * What waits to leave by the platform and is not frozen yet, in the order it was issued. Those of sealed cases stay; what
 * counted before the platform was put back waits for what others had said before it.
 */
export const leavingActs = (db: ReadDb, limit: number): (StoredAct & { file: CaseFile })[] =>
  db
    .all<ActRow>(sql`
      SELECT ${actColumns} FROM case_act WHERE status = 'issued' AND received = '' AND rid IN (SELECT rid FROM case_file WHERE way = 'platform' AND sealed_on IS NULL)
        AND NOT EXISTS (SELECT 1 FROM sync_outbox o WHERE o.change_id = case_act.id)
        AND NOT EXISTS (
          SELECT 1 FROM case_act l JOIN case_file f ON f.rid = l.rid
          WHERE l.rid = case_act.rid AND l.status = 'returned' AND l.party <> f.party AND (case_act.place IS NULL OR l.place < case_act.place))
      ORDER BY place IS NULL, place, seq LIMIT ${limit}`)
    .flatMap((row) => {
      const file = fileOf(db, row.rid)
      return file === undefined ? [] : [{ ...asAct(row), file }]
    })

/** Of which the platform has said nothing since it was put back; one whose line was passed over is there. */
export const staleFiles = (db: ReadDb): CaseFile[] =>
  fileWhere(
    db,
    sql`version = 0 AND way = 'platform' AND state <> ${unopened} AND NOT EXISTS (SELECT 1 FROM sync_passed p WHERE p.entity = 'case' AND p.id = case_file.id)`,
  )

export type NewAct = Omit<StoredAct, 'seq'>

type Arrival = Pick<StoredAct, 'agency' | 'source' | 'received' | 'ruling' | 'evidence'>

/** What another party said, as it came. */
export const countedAct = (rid: number, statement: Statement, arrival: Arrival, { author, at }: { author: string; at: string }): NewAct => ({
  ...arrival,
  rid,
  id: statement.id,
  act: statement.act,
  party: statement.party,
  status: 'counted',
  place: null,
  state: null,
  statement,
  records: [],
  problem: null,
  draftedBy: author,
  draftedAt: at,
})

/** New, or the same act at another point of its way. */
export const putAct = (db: WriteDb, a: NewAct): void => {
  db.run(sql`
    INSERT INTO case_act (rid, id, act, party, status, place, state, body, agency, source, received, ruling, evidence, records, problem, drafted_by, drafted_at)
    VALUES (${a.rid}, ${a.id}, ${a.act}, ${a.party}, ${a.status}, ${a.place}, ${a.state}, ${JSON.stringify(a.statement)}, ${a.agency}, ${a.source}, ${a.received},
      ${a.ruling}, ${a.evidence}, ${JSON.stringify(a.records)}, ${a.problem === null ? null : JSON.stringify(a.problem)}, ${a.draftedBy}, ${a.draftedAt})
    ON CONFLICT (id) DO UPDATE SET status = excluded.status, place = excluded.place, state = excluded.state, body = excluded.body, agency = excluded.agency,
      source = excluded.source, received = excluded.received, ruling = excluded.ruling, evidence = excluded.evidence, records = excluded.records, problem = excluded.problem`)
}

/** What came back leaves the tray with it. */
export const dropAct = (db: WriteDb, id: string): void => {
  db.run(sql`DELETE FROM case_act WHERE id = ${id}`)
  db.run(sql`DELETE FROM sync_evidence WHERE change_id = ${id}`)
  db.run(sql`DELETE FROM sync_outbox WHERE change_id = ${id} AND state = 'quarantined'`)
}

/** An act as it counts: where and when it was received. */
export const actOf = ({ statement, agency, source, received, ruling }: StoredAct): Act => ({ ...statement, agency, source, when: received, ruling })

/** What was counted stands as it was counted: it is not judged again by a later machine. */
export const foldStored = (file: Pick<CaseFile, 'kind'>, acts: readonly StoredAct[]): Folded => {
  const counted = acts.filter(({ status }) => status === 'counted')
  const state = counted.at(-1)?.state ?? unopened
  return {
    state,
    closed: machines[file.kind].states[state]?.closed === true,
    acts: counted.map((one) => ({ act: actOf(one), state: one.state ?? unopened })),
  }
}

export const putPaper = (db: WriteDb, rid: number, paper: { sha256: string; name: string }, at: string, by: string): void => {
  db.run(sql`
    INSERT INTO case_paper (rid, sha256, name, added_at, added_by) VALUES (${rid}, ${paper.sha256}, ${paper.name}, ${at}, ${by}) ON CONFLICT DO NOTHING`)
}

export type CasePaper = { sha256: string; name: string; type: string | null; bytes: number | null }

export const papersOf = (db: ReadDb, rid: number): CasePaper[] =>
  db.all<CasePaper>(sql`
    SELECT p.sha256, p.name, a.type, a.bytes FROM case_paper p LEFT JOIN attachment a ON a.sha256 = p.sha256 AND a.type <> ''
    WHERE p.rid = ${rid} ORDER BY p.added_at, p.name, p.sha256`)

/** Files with another agency in which we are one of the two, the ones worked on last first. */
export const filesBetween = (db: ReadDb): CaseFile[] =>
  fileWhere(db, sql`party <> 'department' AND other <> '' AND sealed_on IS NULL ORDER BY closed, changed_at DESC, rid DESC`)

export const openFiles = (db: ReadDb): CaseFile[] => fileWhere(db, sql`closed = 0 ORDER BY rid`)

/** An act of this case. Throws `case.actNotFound`. */
export const knownAct = (db: ReadDb, file: CaseFile, id: string): StoredAct => {
  const act = actById(db, id)
  if (act === undefined || act.rid !== file.rid) throw new Refusal('case.actNotFound')
  return act
}
