import type { ListingTemplate } from '../../../shared/listing/template.ts'
import type { ReadDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

/** Entries of ours the platform had, in a state a complete listing shows, of which this one does not speak. */
export const missingIds = (db: ReadDb, agencyId: string, { holds }: ListingTemplate, seen: ReadonlySet<string>): string[] =>
  db
    .all<{ id: string; status: string }>(sql`
      SELECT id, json_extract(state, '$.status') AS status FROM sync_shadow WHERE entity = 'entry' AND owner = ${agencyId} AND gone IS NULL ORDER BY id`)
    .filter(({ id, status }) => !seen.has(id) && (holds.length === 0 || holds.some((state) => state === status)))
    .map(({ id }) => id)
