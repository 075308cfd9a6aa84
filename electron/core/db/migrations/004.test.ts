import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrate, migrations } from '../migrations.ts'
import { openWriter } from '../open.ts'
import { sql } from '../sql.ts'

test('entries the department knew before take their standing from what is on record', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mulu-004-'))
  const db = openWriter({ path: join(dir, 'a.db'), keyHex: '5e'.repeat(32), cipher: 'sqlcipher' }, { create: true })
  try {
    migrate(db, migrations.slice(0, 3), () => undefined)
    const at = '2026-01-05T00:00:00.000Z'
    const entry = (rid: number, status: string, version: number) =>
      db.run(sql`
        INSERT INTO entry (rid, id, version, status, created_at, updated_at, updated_by, deleted_at, imported, code, title, title_key, provider, office,
          share_type, class, format, item_count, errors, warnings, findings, content)
        VALUES (${rid}, ${`e${rid}`}, ${version}, ${status}, ${at}, ${at}, 'officer', NULL, 0, '', '', '', '', '', '', '', '', 0, 0, 0, '', '{}')`)
    const version = (rid: number, number: number, why: string, changes = '{}') =>
      db.run(sql`
        INSERT INTO entry_version (rid, version, base, at, author, why, note, changes)
        VALUES (${rid}, ${number}, ${number - 1}, ${at}, 'officer', ${why}, '', ${changes})`)
    const answer = (rid: number, kind: string, number: number, receivedAt: string) =>
      db.run(sql`
        INSERT INTO entry_answer (id, rid, kind, version, received_at, source, number, reason, evidence, day, review, recorded_by, recorded_at)
        VALUES (${`a${rid}${number}`}, ${rid}, ${kind}, ${number}, ${receivedAt}, '平台', '', '', '截图', NULL, NULL, 'officer', ${at})`)
    entry(1, 'draft', 1)
    entry(2, 'published', 4) // published as 3, changed since
    version(2, 2, 'edit', '{"title":["","二"]}')
    version(2, 3, 'status', '{"publishedOn":[null,"2026-01-02"]}')
    version(2, 4, 'edit', '{"title":["二","二改"]}')
    answer(2, 'published', 3, '2026-01-02T01:00:00.000Z')
    entry(3, 'submitted', 2)
    answer(3, 'submitted', 2, '2026-01-03T01:00:00.000Z')
    entry(4, 'published', 1) // with nothing on record

    migrate(db, migrations, () => undefined)
    expect(db.all(sql`SELECT rid, outside, since_at, published_version, submitted_version, text_version FROM entry_life ORDER BY rid`)).toEqual([
      { rid: 2, outside: 'published', since_at: '2026-01-02T01:00:00.000Z', published_version: 3, submitted_version: null, text_version: 4 },
      { rid: 3, outside: 'submitted', since_at: '2026-01-03T01:00:00.000Z', published_version: null, submitted_version: 2, text_version: 1 },
      { rid: 4, outside: 'published', since_at: at, published_version: 1, submitted_version: null, text_version: 1 },
    ])
  } finally {
    db.close()
    rmSync(dir, { recursive: true, force: true })
  }
})
