import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Migration, migrate, migrations } from '../migrations.ts'
import { openWriter } from '../open.ts'
import { sql } from '../sql.ts'
import { schema018 } from './018.ts'

test('the platform stays as it was, never asked what it takes; versions of submissions are found by what they left under', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mulu-migration-'))
  const db = openWriter({ path: join(dir, 'a.db'), keyHex: '5e'.repeat(32), cipher: 'sqlcipher' }, { create: true })
  try {
    const before: Migration[] = migrations.slice(0, migrations.indexOf(schema018))
    migrate(db, before, () => undefined)
    db.run(sql`
      INSERT INTO sync_platform (only_row, base_url, ca, proxy, platform_id, name, epoch, agency_id, agency_name, officer, device_id, token, token_until,
        cursor, clock_offset_ms, asks, asks_count, allowed, last_ok_at, last_error)
      VALUES (1, 'http://p', '', '', 'p', '平台', 3, 'a', '民政局', '', 'd', '', '', 'c', 0, NULL, 0, NULL, NULL, NULL)`)
    migrate(db, [...before, schema018], () => undefined)
    expect(db.all(sql`SELECT name, epoch, cursor, takes FROM sync_platform`)).toEqual([{ name: '平台', epoch: 3, cursor: 'c', takes: null }])
    const asked = sql`SELECT id, version FROM submission_report WHERE change_id = ${'x'} ORDER BY id, version LIMIT 1`
    expect(JSON.stringify(db.all(sql`EXPLAIN QUERY PLAN ${asked}`))).toContain('submission_report_by_change')
    const named = sql`SELECT id FROM submission_report_paper WHERE sha256 = ${'x'}`
    expect(JSON.stringify(db.all(sql`EXPLAIN QUERY PLAN ${named}`))).toContain('submission_report_paper_by_digest')
  } finally {
    db.close()
    rmSync(dir, { recursive: true, force: true })
  }
})
