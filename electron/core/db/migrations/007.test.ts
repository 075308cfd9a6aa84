import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrate, migrations } from '../migrations.ts'
import { openWriter } from '../open.ts'
import { sql } from '../sql.ts'

test('schema 7 adds what carried packages need; what the platform said before stays', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mulu-migration-'))
  const db = openWriter({ path: join(dir, 'a.db'), keyHex: '5e'.repeat(32), cipher: 'sqlcipher' }, { create: true })
  try {
    const names = () => db.all<{ name: string }>(sql`SELECT name FROM sqlite_schema WHERE type = 'table'`).map(({ name }) => name)
    migrate(db, migrations.slice(0, 6), () => undefined)
    const before = names()
    db.run(sql`
      INSERT INTO sync_shadow (entity, id, version, content, state, owner, owner_name, gone, local_version, stale)
      VALUES ('entry', 'e', 3, '{}', '{}', 'o', '民政局', NULL, 2, 0)`)
    expect(migrate(db, migrations.slice(0, 7), () => undefined)).toEqual({ from: 6, to: 7 })
    expect(names().filter((name) => !before.includes(name))).toEqual([
      'ferry_identity',
      'ferry_package',
      'ferry_carried',
      'ferry_done',
      'ferry_medium',
      'sync_place',
    ])
    expect(db.get(sql`SELECT version, owner_name AS owner, said_at AS "saidAt" FROM sync_shadow`)).toEqual({ version: 3, owner: '民政局', saidAt: '' })
  } finally {
    db.close()
    rmSync(dir, { recursive: true, force: true })
  }
})
