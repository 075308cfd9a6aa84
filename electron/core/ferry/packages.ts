import type { HandOver } from '../../../shared/contract/ferry.ts'
import { type DoneEffect, doneEffects, type ReceiptLine } from '../../../shared/ferry/inner.ts'
import type { Manifest, PackageKind } from '../../../shared/ferry/manifest.ts'
import { type VerdictName, verdictNames } from '../../../shared/platform-api/schemas.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

/** A package that was written or taken in. */
export type StoredPackage = {
  packageId: string
  direction: 'out' | 'in'
  kind: string
  /** Of the manifest. */
  sha256: string
  peerId: string
  form: HandOver
  recordedAt: string
  recordedBy: string
  effects: Record<DoneEffect, number>
  /** Of one that brought us on: its place in the feed; else ''. */
  ends: string
  /** The platform knows that it arrived: what its receipt would say is gone. Of one that left: the receiver said that it arrived. */
  heard: boolean
}

export const noEffects = (): Record<DoneEffect, number> => Object.fromEntries(doneEffects.map((effect) => [effect, 0])) as Record<DoneEffect, number>
export const noVerdicts = (): Record<VerdictName, number> => Object.fromEntries(verdictNames.map((name) => [name, 0])) as Record<VerdictName, number>

type Row = Omit<StoredPackage, 'form' | 'effects' | 'heard'> & { form: string; effects: string; heard: number }

const columns = sql`package_id AS "packageId", direction, kind, sha256, peer_id AS "peerId", form, recorded_at AS "recordedAt", recorded_by AS "recordedBy", effects,
  ends, heard`

const toPackage = (row: Row): StoredPackage => ({
  ...row,
  form: JSON.parse(row.form) as HandOver,
  heard: row.heard === 1,
  effects: { ...noEffects(), ...(JSON.parse(row.effects) as Record<DoneEffect, number>) },
})

export const putPackage = (db: WriteDb, p: Omit<StoredPackage, 'heard'>): void => {
  db.run(sql`
    INSERT INTO ferry_package (package_id, direction, kind, sha256, peer_id, form, recorded_at, recorded_by, effects, ends)
    VALUES (${p.packageId}, ${p.direction}, ${p.kind}, ${p.sha256}, ${p.peerId}, ${JSON.stringify(p.form)}, ${p.recordedAt}, ${p.recordedBy}, ${JSON.stringify(p.effects)},
      ${p.ends})`)
}

export const packageById = (db: ReadDb, packageId: string): StoredPackage | undefined => {
  const row = db.get<Row>(sql`SELECT ${columns} FROM ferry_package WHERE package_id = ${packageId}`)
  return row === undefined ? undefined : toPackage(row)
}

/** The newest first. */
export const packagesWhere = (db: ReadDb, direction: 'out' | 'in' | null, limit: number): StoredPackage[] =>
  db.all<Row>(sql`SELECT ${columns} FROM ferry_package WHERE ${direction} IS NULL OR direction = ${direction} ORDER BY seq DESC LIMIT ${limit}`).map(toPackage)

/** The one before to the same party, as the next one names it. */
export const previousTo = (db: ReadDb, peerId: string): Manifest['previous'] => {
  const row = db.get<Row>(sql`SELECT ${columns} FROM ferry_package WHERE peer_id = ${peerId} AND direction = 'out' ORDER BY seq DESC LIMIT 1`)
  return row === undefined ? null : { packageId: row.packageId, sha256: row.sha256, medium: toPackage(row).form.medium.number }
}

export const lastTaken = (db: ReadDb, peerId: string, kind: PackageKind): string | null =>
  db.get<{ id: string }>(sql`
    SELECT package_id AS id FROM ferry_package WHERE peer_id = ${peerId} AND direction = 'in' AND kind = ${kind} ORDER BY seq DESC LIMIT 1`)?.id ?? null

/** Whoever it went to has it: they said so themselves. */
export const noteHeard = (db: WriteDb, peerId: string, packageId: string): void => {
  db.run(sql`UPDATE ferry_package SET heard = 1 WHERE package_id = ${packageId} AND peer_id = ${peerId} AND direction = 'out'`)
}

export const putCarried = (db: WriteDb, packageId: string, changeId: string): void => {
  db.run(sql`INSERT INTO ferry_carried (change_id, package_id, verdict) VALUES (${changeId}, ${packageId}, NULL)`)
}

export const wasCarried = (db: ReadDb, changeId: string): boolean => db.get(sql`SELECT 1 FROM ferry_carried WHERE change_id = ${changeId}`) !== undefined

/** With each verdict, and without one so far: together what the package carried. */
export const carriedCounts = (db: ReadDb, packageId: string): { verdicts: Record<VerdictName, number>; open: number } => {
  const rows = db.all<{ verdict: VerdictName | null; n: number }>(sql`
    SELECT verdict, count(*) AS n FROM ferry_carried WHERE package_id = ${packageId} GROUP BY verdict`)
  const verdicts = noVerdicts()
  let open = 0
  for (const { verdict, n } of rows) {
    if (verdict === null) open += n
    else verdicts[verdict] += n
  }
  return { verdicts, open }
}

export const putDone = (db: WriteDb, packageId: string, place: number, line: ReceiptLine): void => {
  db.run(sql`INSERT INTO ferry_done (package_id, place, line) VALUES (${packageId}, ${place}, ${JSON.stringify(line)})`)
}

const doneAtOnce = 500

/**
 * A package that goes on from a place says that its sender knows we came to it: by the last package that brought us there
 * everything up to it has arrived, in the order we took them in. Receipts of those are needed no more, and what they would
 * say goes. That each was taken in stays for good: none is ever applied twice.
 */
export const forgetHeard = async (db: WriteDb, peerId: string, place: string, breathe: () => Promise<void>): Promise<void> => {
  if (place === '') return
  const until = db.get<{ seq: number | null }>(sql`SELECT max(seq) AS seq FROM ferry_package WHERE peer_id = ${peerId} AND ends = ${place}`)?.seq ?? null
  if (until === null) return
  const heard = db.all<{ id: string }>(sql`
    SELECT package_id AS id FROM ferry_package WHERE peer_id = ${peerId} AND direction = 'in' AND heard = 0 AND seq <= ${until}`)
  for (const { id } of heard) {
    for (let more = true; more; ) {
      await breathe()
      const { changes } = db.run(sql`
        DELETE FROM ferry_done WHERE package_id = ${id} AND place IN (SELECT place FROM ferry_done WHERE package_id = ${id} ORDER BY place LIMIT ${doneAtOnce})`)
      more = changes === doneAtOnce
    }
    db.run(sql`UPDATE ferry_package SET heard = 1 WHERE package_id = ${id}`)
  }
}

/** What the receipt says, so many lines at a time. */
export const doneAfter = (db: ReadDb, packageId: string, place: number, limit: number): { place: number; line: string }[] =>
  db.all(sql`SELECT place, line FROM ferry_done WHERE package_id = ${packageId} AND place > ${place} ORDER BY place LIMIT ${limit}`)
