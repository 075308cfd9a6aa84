import { type WriteDb, writerCacheKiB } from './open.ts'
import { sql } from './sql.ts'

/** Fewer changed rows than this fit into a commit of a few milliseconds. */
const worthIt = 2_000
const smallCacheKiB = 512

/**
 * Writes changed pages to the log a few at a time before a large commit, which would otherwise write the whole cache in
 * one go and hold the thread for 100 ms and more. SQLite has no call for it; but with a small cache every page that is
 * read makes room by writing a changed one. `before` is `changesSoFar` at the transaction's beginning.
 */
export const drain = async (db: WriteDb, before: number, breathe: () => Promise<void>): Promise<void> => {
  if (changesSoFar(db) - before < worthIt) return
  db.exec(`PRAGMA cache_size=-${smallCacheKiB}`)
  try {
    let last = 0
    for (let read = 0; read < writerCacheKiB * 1024; ) {
      const part = db.get<{ last: number | null; bytes: number | null }>(
        sql`SELECT max(rid) AS last, sum(length(content)) AS bytes FROM (SELECT rid, content FROM entry WHERE rid > ${last} ORDER BY rid LIMIT 40)`,
      )
      if (part === undefined || part.last === null) break
      last = part.last
      read += part.bytes ?? 0
      await breathe()
    }
  } finally {
    db.exec(`PRAGMA cache_size=-${writerCacheKiB}`)
  }
}

export const changesSoFar = (db: WriteDb): number => db.get<{ n: number }>(sql`SELECT total_changes() AS n`)?.n ?? 0
