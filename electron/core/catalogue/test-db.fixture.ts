import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate, migrations } from '../db/migrations.ts'
import { type Location, openReader, openWriter, type ReadDb, type WriteDb } from '../db/open.ts'
import type { Stamp } from './write.ts'

/** For tests: an empty vault's database in a temporary folder, and stamps with countable ids. */
export const makeTestDb = (): { db: WriteDb; location: Location; reader(): ReadDb; stamp(at?: string): Stamp; close(): void } => {
  const dir = mkdtempSync(join(tmpdir(), 'mulu-db-'))
  const location = { path: join(dir, 'catalogue.db'), keyHex: 'ab'.repeat(32), cipher: 'aegis' } as const
  const db = openWriter(location, { create: true })
  migrate(db, migrations, () => undefined)
  let ids = 0
  const newId = () => `10000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`
  return {
    db,
    location,
    reader: () => openReader(location),
    stamp: (at = '2026-11-22T02:00:00.000Z') => ({ at, author: '编目员', newId }),
    close: () => {
      db.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
