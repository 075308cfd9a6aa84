import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Migration, migrate, migrations } from '../migrations.ts'
import { openWriter } from '../open.ts'
import { sql } from '../sql.ts'
import { schema011 } from './011.ts'

test('packages stay as they were, and of none is said that it was heard of', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mulu-migration-'))
  const db = openWriter({ path: join(dir, 'a.db'), keyHex: '5e'.repeat(32), cipher: 'sqlcipher' }, { create: true })
  try {
    const before: Migration[] = migrations.slice(0, migrations.indexOf(schema011))
    migrate(db, before, () => undefined)
    db.run(sql`
      INSERT INTO ferry_package (package_id, direction, kind, sha256, peer_id, form, recorded_at, recorded_by, effects)
      VALUES ('p1', 'in', 'down', 'a', 'platform', '{}', 'then', 'officer', '{"taken":1}')`)
    db.run(sql`INSERT INTO ferry_done (package_id, place, line) VALUES ('p1', 1, '{}')`)
    migrate(db, [...before, schema011], () => undefined)
    expect(db.all(sql`SELECT seq, package_id, effects, ends, heard FROM ferry_package`)).toEqual([
      { seq: 1, package_id: 'p1', effects: '{"taken":1}', ends: '', heard: 0 },
    ])
    expect(db.all(sql`SELECT line FROM ferry_done`)).toEqual([{ line: '{}' }])
  } finally {
    db.close()
    rmSync(dir, { recursive: true, force: true })
  }
})
