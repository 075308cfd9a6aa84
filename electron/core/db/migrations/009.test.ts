import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrate, migrations } from '../migrations.ts'
import { openWriter } from '../open.ts'
import { sql } from '../sql.ts'

test('entries the platform told of as other agencies’ are known as such, and have no task and no version in force of ours', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mulu-009-'))
  const db = openWriter({ path: join(dir, 'a.db'), keyHex: '5e'.repeat(32), cipher: 'sqlcipher' }, { create: true })
  try {
    migrate(db, migrations.slice(0, 8), () => undefined)
    const at = '2026-11-05T00:00:00.000Z'
    db.run(sql`
      INSERT INTO sync_platform (only_row, base_url, ca, proxy, platform_id, name, epoch, agency_id, agency_name, officer, device_id, token, token_until, cursor,
        clock_offset_ms, asks_count) VALUES (1, '', '', '', 'p', '', 0, 'ours', '', '', '', '', '', '', 0, 0)`)
    for (const [rid, owner] of [
      [1, 'ours'],
      [2, 'theirs'],
    ] as const) {
      db.run(sql`
        INSERT INTO entry (rid, id, version, status, created_at, updated_at, updated_by, deleted_at, imported, code, title, title_key, provider, office,
          share_type, class, format, item_count, errors, warnings, findings, content)
        VALUES (${rid}, ${`e${rid}`}, 1, 'published', ${at}, ${at}, 'officer', NULL, 0, '', '', '', '', '', '', '', '', 0, 0, 0, '', '{}')`)
      db.run(sql`INSERT INTO facet_set (id, deleted, imported, share_type, office, class, status, format, findings, entries)
        VALUES (1, 0, 0, '', '', '', 'published', '', '', 1) ON CONFLICT DO UPDATE SET entries = entries + 1`)
      db.run(sql`INSERT INTO entry_facet (rid, set_id, deleted) VALUES (${rid}, 1, 0)`)
      db.run(sql`INSERT INTO entry_life (rid, outside, since_at, published_version, text_version) VALUES (${rid}, 'published', ${at}, 1, 1)`)
      db.run(sql`
        INSERT INTO sync_shadow (entity, id, version, content, state, owner, owner_name, local_version, stale)
        VALUES ('entry', ${`e${rid}`}, 1, '{}', '{}', ${owner}, '', 1, 0)`)
      db.run(sql`
        INSERT INTO task (id, kind, rid, title, source, owner, rule, starts_on, provisional, opened_by, opened_at, note, hidden)
        VALUES (${`t${rid}`}, 'review', ${rid}, '', '', '@confidentialityOfficer', '', '2026-11-05', 0, 'officer', ${at}, '', 0)`)
    }
    expect(migrate(db, migrations.slice(0, 9), () => undefined)).toEqual({ from: 8, to: 9 })
    expect(db.all(sql`SELECT rid, imported FROM entry ORDER BY rid`)).toEqual([
      { rid: 1, imported: 0 },
      { rid: 2, imported: 2 },
    ])
    expect(db.all(sql`SELECT imported, entries FROM facet_set ORDER BY imported`)).toEqual([
      { imported: 0, entries: 1 },
      { imported: 2, entries: 1 },
    ])
    expect(db.all(sql`SELECT rid, published_version FROM entry_life ORDER BY rid`)).toEqual([
      { rid: 1, published_version: 1 },
      { rid: 2, published_version: null },
    ])
    expect(db.all(sql`SELECT id, done_with FROM task ORDER BY id`)).toEqual([
      { id: 't1', done_with: null },
      { id: 't2', done_with: 'moved' },
    ])
    expect(db.all(sql`SELECT owner, tasks FROM task_day`)).toEqual([{ owner: '@confidentialityOfficer', tasks: 1 }])
    // A paper goes with its parts and its places.
    db.run(sql`INSERT INTO attachment (sha256, type, bytes, added_at, added_by) VALUES ('d', 'pdf', 1, ${at}, '')`)
    db.run(sql`INSERT INTO attachment_part (sha256, n, body) VALUES ('d', 0, x'00')`)
    db.run(sql`INSERT INTO entry_attachment (rid, sha256, name, added_at, added_by) VALUES (1, 'd', '', ${at}, '')`)
    db.run(sql`DELETE FROM attachment`)
    expect(db.all(sql`SELECT sha256 FROM attachment_part UNION ALL SELECT sha256 FROM entry_attachment`)).toEqual([])
  } finally {
    db.close()
    rmSync(dir, { recursive: true, force: true })
  }
})
