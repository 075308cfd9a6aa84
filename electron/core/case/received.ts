import type { CaseHead, Paper } from '../../../shared/cases/act.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { CarriedAct } from '../../../shared/ferry/peer.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import type { CasePaper } from './queries.ts'

/** What another agency's package told of a case: kept beside the file as it came. */
export type Received = {
  seq: number
  rid: number
  packageId: string
  /** The sender's. */
  caseId: string
  number: string
  agency: string
  medium: string
  madeAt: string
  receivedAt: string
  receivedBy: string
  head: CaseHead
  byPlatform: boolean
  note: string
  acts: CarriedAct[]
}

type Row = Omit<Received, 'head' | 'acts' | 'byPlatform'> & { head: string; acts: string; byPlatform: number }

const columns = sql`seq, rid, package_id AS "packageId", case_id AS "caseId", number, agency, medium, made_at AS "madeAt", received_at AS "receivedAt",
  received_by AS "receivedBy", head, by_platform AS "byPlatform", note, acts`

const asReceived = ({ head, acts, byPlatform, ...row }: Row): Received => ({
  ...row,
  head: JSON.parse(head) as CaseHead,
  acts: JSON.parse(acts) as CarriedAct[],
  byPlatform: byPlatform === 1,
})

/** The newest first, by when it was made: one that was overtaken stands where it belongs. */
export const receivedOf = (db: ReadDb, rid: number): Received[] =>
  db.all<Row>(sql`SELECT ${columns} FROM case_received WHERE rid = ${rid} ORDER BY made_at DESC, seq DESC`).map(asReceived)

/** Throws `case.notReceived`. */
export const receivedIn = (db: ReadDb, rid: number, packageId: string): Received => {
  const found = receivedOf(db, rid).find((one) => one.packageId === packageId)
  if (found === undefined) throw new Refusal('case.notReceived')
  return found
}

/** The file in which an earlier package put a case of theirs. */
export const ridOfTheirs = (db: ReadDb, caseId: string): number | undefined =>
  db.get<{ rid: number }>(sql`SELECT rid FROM case_received WHERE case_id = ${caseId} ORDER BY seq DESC LIMIT 1`)?.rid

/** How the other agency's last package called the case; null: none came. */
export const theirIdOf = (db: ReadDb, rid: number): string | null =>
  db.get<{ id: string }>(sql`SELECT case_id AS id FROM case_received WHERE rid = ${rid} ORDER BY seq DESC LIMIT 1`)?.id ?? null

export const putReceived = (db: WriteDb, r: Omit<Received, 'seq'>): number =>
  Number(
    db.run(sql`
      INSERT INTO case_received (rid, package_id, case_id, number, agency, medium, made_at, received_at, received_by, head, by_platform, note, acts)
      VALUES (${r.rid}, ${r.packageId}, ${r.caseId}, ${r.number}, ${r.agency}, ${r.medium}, ${r.madeAt}, ${r.receivedAt}, ${r.receivedBy}, ${JSON.stringify(r.head)},
        ${r.byPlatform}, ${r.note}, ${JSON.stringify(r.acts)})`).lastInsertRowid,
  )

export const putReceivedPaper = (db: WriteDb, seq: number, { sha256, name }: Paper): void => {
  db.run(sql`INSERT INTO case_received_paper (seq, sha256, name) VALUES (${seq}, ${sha256}, ${name}) ON CONFLICT DO NOTHING`)
}

export const receivedPapers = (db: ReadDb, seq: number): CasePaper[] =>
  db.all<CasePaper>(sql`
    SELECT p.sha256, p.name, a.type, a.bytes FROM case_received_paper p LEFT JOIN attachment a ON a.sha256 = p.sha256 AND a.type <> ''
    WHERE p.seq = ${seq} ORDER BY p.name, p.sha256`)
