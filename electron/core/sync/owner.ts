import { Refusal } from '../../../shared/errors.ts'
import type { StoredEntry } from '../catalogue/queries.ts'
import type { ReadDb, WriteDb } from '../db/open.ts'
import { sql } from '../db/sql.ts'

/** How an entry came here, as `entry.imported` keeps it: written here, by a sheet, or told by the platform as another agency's. */
export const cameBy = { hand: 0, sheet: 1, others: 2 } as const

type Owned = Pick<StoredEntry, 'id' | 'others' | 'content'>

/** The agency another's entry belongs to, as the platform calls it; null: it is ours. */
export const ownerOf = (db: ReadDb, { id, others, content }: Owned): string | null => {
  if (!others) return null
  const row = db.get<{ owner: string }>(sql`SELECT owner_name AS owner FROM sync_shadow WHERE entity = 'entry' AND id = ${id}`)
  return row?.owner || content.provider
}

/** Another agency's entry can be read, found and compared here, and changed only there. Throws `sync.notYours`. */
export const refuseForeign = (db: ReadDb, entry: Owned): void => {
  const owner = ownerOf(db, entry)
  if (owner !== null) throw new Refusal('sync.notYours', { title: entry.content.title, owner })
}

/** The first of these that is another agency's speaks for the others. Throws `sync.notYours`. */
export const refuseForeignIds = (db: ReadDb, ids: readonly string[]): void => {
  const found = db.get<{ id: string; title: string; provider: string }>(sql`
    SELECT id, title, provider FROM entry WHERE imported = ${cameBy.others} AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) LIMIT 1`)
  if (found !== undefined) refuseForeign(db, { id: found.id, others: true, content: found as unknown as StoredEntry['content'] })
}

export const isOthers = (db: ReadDb, rid: number): boolean => db.get(sql`SELECT 1 FROM entry WHERE rid = ${rid} AND imported = ${cameBy.others}`) !== undefined

/** The platform says whose it is: ours may become another's, and the other way round. */
export const setOwner = (db: WriteDb, { rid, others }: Pick<StoredEntry, 'rid' | 'others'>, foreign: boolean): void => {
  if (others !== foreign) db.run(sql`UPDATE entry SET imported = ${foreign ? cameBy.others : cameBy.hand} WHERE rid = ${rid}`)
}
