import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrate, migrations } from '../migrations.ts'
import { openWriter } from '../open.ts'
import { sql } from '../sql.ts'

test('schema 8 adds what listings need; a platform that was enrolled stays one with an address, and its receipts stay', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mulu-migration-'))
  const db = openWriter({ path: join(dir, 'a.db'), keyHex: '5e'.repeat(32), cipher: 'sqlcipher' }, { create: true })
  try {
    const tables = () => db.all<{ name: string }>(sql`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL`).map(({ name }) => name)
    migrate(db, migrations.slice(0, 7), () => undefined)
    const before = tables()
    db.run(sql`
      INSERT INTO sync_platform (only_row, base_url, ca, proxy, platform_id, name, epoch, agency_id, agency_name, officer, device_id, token, token_until,
        cursor, clock_offset_ms, asks, asks_count, allowed, last_ok_at, last_error)
      VALUES (1, 'https://p.example/', '', '', 'p', '平台', 3, 'a', '单位', '', 'd', '', '', 'c', 0, NULL, 0, NULL, NULL, NULL)`)
    db.run(sql`
      INSERT INTO sync_receipt (change_id, entity, id, kind, verdict, version, received_at, receipt_id)
      VALUES ('c', 'entry', 'e', 'patch', 'applied', 1, '2026-11-20T00:00:00.000Z', 'r')`)
    expect(migrate(db, migrations.slice(0, 8), () => undefined)).toEqual({ from: 7, to: 8 })
    expect(
      tables()
        .filter((name) => !before.includes(name))
        .sort(),
    ).toEqual(['listing_handed', 'listing_handover', 'listing_identity', 'listing_import', 'listing_row', 'listing_template'])
    expect(db.get(sql`SELECT kind, epoch, cursor FROM sync_platform`)).toEqual({ kind: 'rest', epoch: 3, cursor: 'c' })
    expect(db.get(sql`SELECT verdict, evidence FROM sync_receipt`)).toEqual({ verdict: 'applied', evidence: '' })
  } finally {
    db.close()
    rmSync(dir, { recursive: true, force: true })
  }
})
