import { type EntryStatus, noStanding, type Outside, outsideStates, type Standing } from '../../../shared/catalogue.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { type Sql, sql } from '../db/sql.ts'

export type StandingRow = {
  outside: Outside | null
  since_at: string | null
  published_version: number | null
  submitted_version: number | null
  text_version: number | null
}

/** Of `entry_life l`, joined from the left: what the department has never heard of has no row. */
export const standingColumns: Sql = sql`l.outside, l.since_at, l.published_version, l.submitted_version, l.text_version`

export const asStanding = (row: StandingRow): Standing =>
  row.outside === null
    ? noStanding
    : {
        outside: row.outside,
        sinceAt: row.since_at,
        publishedVersion: row.published_version,
        submittedVersion: row.submitted_version,
        textVersion: row.text_version,
      }

const isOutside = (status: EntryStatus): status is Exclude<Outside, 'draft'> => status !== 'draft' && outsideStates.some((state) => state === status)

/** A new entry that comes with a state (the sample's do) stands there with its first version. */
export const firstStanding = (status: EntryStatus, at: string): Standing =>
  isOutside(status)
    ? { outside: status, sinceAt: at, publishedVersion: status === 'published' ? 1 : null, submittedVersion: status === 'submitted' ? 1 : null, textVersion: 1 }
    : noStanding

/** Writes where the entry stands with the department; the version that last changed the text is looked up once and kept up from then on. */
export const putStanding = (db: WriteDb, rid: number, { outside, sinceAt, publishedVersion, submittedVersion, textVersion }: Standing): void => {
  db.run(sql`
    INSERT INTO entry_life (rid, outside, since_at, published_version, submitted_version, text_version)
    VALUES (${rid}, ${outside}, ${sinceAt}, ${publishedVersion}, ${submittedVersion}, ${textVersion ?? textVersionOf(db, rid)})
    ON CONFLICT DO UPDATE SET outside = ${outside}, since_at = ${sinceAt}, published_version = ${publishedVersion}, submitted_version = ${submittedVersion}`)
}

export const textChanged = (db: WriteDb, rid: number, version: number): void => {
  db.run(sql`UPDATE entry_life SET text_version = ${version} WHERE rid = ${rid}`)
}

const textVersionOf = (db: ReadDb, rid: number): number =>
  db.get<{ version: number | null }>(sql`SELECT max(version) AS version FROM entry_version WHERE rid = ${rid} AND why <> 'status' AND changes <> '{}'`)
    ?.version ?? 1

/** Row numbers of the entries whose published text is worked on. */
export const amendedRids = (db: ReadDb): number[] =>
  db.all<{ rid: number }>(sql`SELECT rid FROM entry_life WHERE published_version IS NOT NULL AND text_version > published_version`).map(({ rid }) => rid)
