import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Migration, migrate, migrations } from '../migrations.ts'
import { openWriter } from '../open.ts'
import { sql } from '../sql.ts'
import { schema016 } from './016.ts'

test('acts stay as they were, and are found by the entry they name without reading the others', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mulu-migration-'))
  const db = openWriter({ path: join(dir, 'a.db'), keyHex: '5e'.repeat(32), cipher: 'sqlcipher' }, { create: true })
  try {
    const before: Migration[] = migrations.slice(0, migrations.indexOf(schema016))
    migrate(db, before, () => undefined)
    db.run(sql`
      INSERT INTO case_file (rid, id, kind, number, head, title, way, party, other, state, closed, turn, version, opened_at, opened_by, changed_at)
      VALUES (1, 'c', 'request', '2026-0001', '{}', 't', 'paper', 'applicant', 'o', 'new', 0, 1, 0, 'then', 'officer', 'then')`)
    const put = (id: string, body: string) =>
      db.run(sql`
        INSERT INTO case_act (rid, id, act, party, status, body, agency, source, received, ruling, records, evidence, drafted_by, drafted_at)
        VALUES (1, ${id}, 'apply', 'applicant', 'draft', ${body}, '', '', '', '', '[]', '', 'officer', 'then')`)
    put('a1', '{"fields":{"resource":{"id":"e1"}}}')
    put('a2', '{"fields":{}}')
    migrate(db, [...before, schema016], () => undefined)
    const asked = sql`SELECT id FROM case_act WHERE body ->> '$.fields.resource.id' = ${'e1'}`
    expect(db.all(asked)).toEqual([{ id: 'a1' }])
    expect(JSON.stringify(db.all(sql`EXPLAIN QUERY PLAN ${asked}`))).toContain('case_act_of_resource')
  } finally {
    db.close()
    rmSync(dir, { recursive: true, force: true })
  }
})
