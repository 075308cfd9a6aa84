import type { EntryContent } from '../../../../shared/catalogue.ts'
import type { ReadDb } from '../../db/open.ts'
import { sql } from '../../db/sql.ts'
import { contentAt } from '../history.ts'
import type { StoredEntry } from '../queries.ts'

/** The text that is published, as it was submitted, with the day the department gave it; null where nothing is. Of another agency's entry nothing else is here. */
export const publishedContent = (db: ReadDb, entry: StoredEntry): EntryContent | null => {
  if (entry.others) return entry.standing.outside === 'published' ? entry.content : null
  const { publishedVersion } = entry.standing
  if (publishedVersion === null) return null
  const content = contentAt(db, entry, publishedVersion)
  const day = db.get<{ day: string | null }>(
    sql`SELECT day FROM entry_answer WHERE rid = ${entry.rid} AND kind = 'published' AND day IS NOT NULL AND version >= ${publishedVersion} ORDER BY seq DESC LIMIT 1`,
  )?.day
  return day == null ? content : { ...content, publishedOn: day }
}
