import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Migration, migrate, migrations } from '../migrations.ts'
import { openWriter } from '../open.ts'
import { sql } from '../sql.ts'
import { schema010 } from './010.ts'

test('shadows keep their text, and what was not confirmed is due, nothing else', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mulu-migration-'))
  const db = openWriter({ path: join(dir, 'a.db'), keyHex: '5e'.repeat(32), cipher: 'sqlcipher' }, { create: true })
  try {
    const before: Migration[] = migrations.slice(0, migrations.indexOf(schema010))
    migrate(db, before, () => undefined)
    db.run(sql`
      INSERT INTO sync_platform (only_row, base_url, ca, proxy, name, epoch, agency_id, agency_name, officer, device_id, token, token_until, cursor,
        clock_offset_ms, asks_count) VALUES (1, '', '', '', '', 1, 'us', '', '', '', '', '', '', 0, 0)`)
    const put = (rid: number, version: number, deleted: string | null, shadow: { owner: string; local: number } | null) => {
      db.run(sql`
        INSERT INTO entry (rid, id, version, status, created_at, updated_at, updated_by, deleted_at, imported, code, title, title_key, provider, office, share_type,
          class, format, item_count, errors, warnings, findings, content)
        VALUES (${rid}, ${`e${rid}`}, ${version}, 'draft', '', '', '', ${deleted}, 0, '', '', '', '', '', '', '', '', 0, 0, 0, '', '{}')`)
      if (shadow === null) return
      db.run(sql`
        INSERT INTO sync_shadow (entity, id, version, content, state, owner, owner_name, gone, local_version, stale)
        VALUES ('entry', ${`e${rid}`}, 3, ${`{"title":"${rid}"}`}, '{}', ${shadow.owner}, '', NULL, ${shadow.local}, 0)`)
    }
    put(1, 1, null, null)
    put(2, 2, 'then', null)
    put(3, 2, null, { owner: 'us', local: 2 })
    put(4, 2, null, { owner: 'us', local: 1 })
    put(5, 2, 'then', { owner: 'us', local: 1 })
    put(6, 2, null, { owner: 'them', local: 0 })
    migrate(db, [...before, schema010], () => undefined)
    expect(db.all(sql`SELECT rid FROM sync_due ORDER BY rid`)).toEqual([{ rid: 1 }, { rid: 4 }, { rid: 5 }])
    expect(db.all(sql`SELECT id, version, content, text_version FROM sync_shadow ORDER BY id`)).toEqual(
      [3, 4, 5, 6].map((n) => ({ id: `e${n}`, version: 3, content: `{"title":"${n}"}`, text_version: 0 })),
    )
  } finally {
    db.close()
    rmSync(dir, { recursive: true, force: true })
  }
})
