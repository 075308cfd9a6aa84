import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrate, migrations } from '../migrations.ts'
import { openWriter } from '../open.ts'
import { sql } from '../sql.ts'

test('schema 6 adds what syncing needs and leaves what was there as it was', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mulu-migration-'))
  const db = openWriter({ path: join(dir, 'a.db'), keyHex: '5e'.repeat(32), cipher: 'sqlcipher' }, { create: true })
  try {
    const names = () =>
      db.all<{ name: string }>(sql`SELECT name FROM sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL`).map(({ name }) => name)
    migrate(db, migrations.slice(0, 5), () => undefined)
    const before = names()
    db.run(sql`INSERT INTO meta (key, value) VALUES ('profile', '{}')`)
    expect(migrate(db, migrations.slice(0, 6), () => undefined)).toEqual({ from: 5, to: 6 })
    const added = names().filter((name) => !before.includes(name))
    expect(added.every((name) => name.startsWith('sync_'))).toBe(true)
    expect(added).toHaveLength(8)
    expect(names()).toEqual(expect.arrayContaining(before))
    expect(db.get(sql`SELECT value FROM meta WHERE key = 'profile'`)).toEqual({ value: '{}' })
    const open = (id: string) =>
      db.run(sql`
        INSERT INTO sync_conflict (conflict_id, entity, id, base, mine_version, theirs, theirs_version, theirs_by, overlaps, opened_at)
        VALUES (${id}, 'entry', 'e', '{}', 1, NULL, 2, '', '[]', '')`)
    open('one')
    expect(() => open('two')).toThrow('UNIQUE')
  } finally {
    db.close()
    rmSync(dir, { recursive: true, force: true })
  }
})
