import { ensureIdentity } from '../store/platform.ts'
import type { Database } from './database.ts'
import { openPglite } from './pglite.ts'
import { openPostgres } from './postgres.ts'
import { migrate } from './schema.ts'

/** Where a platform is: a PostgreSQL, or the folder of an embedded PGlite, which one process opens at a time. */
export type Place = { url: string | null; folder: string }

/** `DATABASE_URL` decides. */
export const placeOf = (folder: string, { DATABASE_URL: url }: NodeJS.ProcessEnv = process.env): Place => ({
  url: url === undefined || url === '' ? null : url,
  folder,
})

/** The platform's database, of the newest schema and with an identity. */
export const openPlatform = async ({ url, folder }: Place, name: string): Promise<Database> => {
  const db = url === null ? await openPglite(folder) : await openPostgres(url)
  try {
    await migrate(db)
    await ensureIdentity(db, name, new Date())
  } catch (error) {
    await db.close()
    throw error
  }
  return db
}
