import { type CalendarPack, calendarPackSchema } from '../../../shared/calendar.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

/** A version that this vault holds beside those the program brings. `issued` 0: edited here. */
export type StoredPack = { pack: CalendarPack; issued: number; signedBy: string; reason: string; recordedAt: string; recordedBy: string }

type Row = { pack: string; issued: number; signed_by: string; reason: string; recorded_at: string; recorded_by: string }

export const storedPacks = (db: ReadDb): StoredPack[] =>
  db
    .all<Row>(sql`SELECT pack, issued, signed_by, reason, recorded_at, recorded_by FROM calendar_pack ORDER BY year, region, version`)
    .flatMap(({ pack, issued, signed_by, reason, recorded_at, recorded_by }) => {
      // Of a pack whose days a purge has emptied nothing can be counted: the older version counts, or the year is provisional.
      const read = calendarPackSchema.safeParse(JSON.parse(pack))
      return read.success ? [{ pack: read.data, issued, signedBy: signed_by, reason, recordedAt: recorded_at, recordedBy: recorded_by }] : []
    })

export const addPack = (db: WriteDb, { pack, issued, signedBy, reason, recordedAt, recordedBy }: StoredPack): void => {
  db.run(sql`
    INSERT INTO calendar_pack (year, region, version, issued, pack, signed_by, reason, recorded_at, recorded_by)
    VALUES (${pack.year}, ${pack.region}, ${pack.version}, ${issued}, ${JSON.stringify(pack)}, ${signedBy}, ${reason}, ${recordedAt}, ${recordedBy})`)
}
