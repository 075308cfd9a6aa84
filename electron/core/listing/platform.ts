import { Refusal } from '../../../shared/errors.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'
import { type Platform, readPlatform } from '../sync/platform.ts'

/** The platform that has no address. Throws `listing.notBegun`, and `listing.otherWay` for one that has. */
export const listingPlatform = (db: ReadDb): Platform & { platformId: string } => {
  const platform = readPlatform(db)
  if (platform !== undefined && platform.kind !== 'listing') throw new Refusal('listing.otherWay')
  if (platform === undefined || platform.platformId === null) throw new Refusal('listing.notBegun')
  return { ...platform, platformId: platform.platformId }
}

/** The same row every platform has, without an address: identity and agency are this copy's own names for them. */
export const beginListing = (db: WriteDb, p: { platformId: string; name: string; agencyId: string; agencyName: string; deviceId: string }): void => {
  db.run(sql`
    INSERT INTO sync_platform (only_row, base_url, ca, proxy, platform_id, name, epoch, agency_id, agency_name, officer, device_id, token, token_until,
      cursor, clock_offset_ms, asks, asks_count, allowed, last_ok_at, last_error, kind)
    VALUES (1, '', '', '', ${p.platformId}, ${p.name}, 0, ${p.agencyId}, ${p.agencyName}, '', ${p.deviceId}, '', '', '', 0, NULL, 0, NULL, NULL, NULL, 'listing')
    ON CONFLICT (only_row) DO UPDATE SET base_url = '', kind = 'listing', name = excluded.name, agency_name = excluded.agency_name,
      platform_id = coalesce(platform_id, excluded.platform_id), agency_id = CASE WHEN agency_id = '' THEN excluded.agency_id ELSE agency_id END`)
}
