import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Migration, migrate, migrations } from '../migrations.ts'
import { openWriter } from '../open.ts'
import { sql } from '../sql.ts'
import { schema014 } from './014.ts'

test('acts keep what they were and have their day in China; an archive number is one case’s', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mulu-migration-'))
  const db = openWriter({ path: join(dir, 'a.db'), keyHex: '5e'.repeat(32), cipher: 'sqlcipher' }, { create: true })
  try {
    const before: Migration[] = migrations.slice(0, migrations.indexOf(schema014))
    migrate(db, before, () => undefined)
    const file = (rid: number) =>
      db.run(sql`
        INSERT INTO case_file (rid, id, kind, number, head, title, way, party, other, state, closed, turn, version, opened_at, opened_by, changed_at)
        VALUES (${rid}, ${`c${rid}`}, 'request', ${`2026-000${rid}`}, '{}', '甲', 'paper', 'applicant', '乙局', 'closed', 1, 0, 0, 'then', '张', 'then')`)
    const act = (id: string, received: string) =>
      db.run(sql`
        INSERT INTO case_act (rid, id, act, party, status, place, state, body, agency, source, received, ruling, records, evidence, drafted_by, drafted_at)
        VALUES (1, ${id}, 'apply', 'applicant', 'counted', 1, 'applied', '{}', '甲局', '平台', ${received}, '', '[]', '', '张', 'then')`)
    file(1)
    file(2)
    act('a', '2026-11-02T15:59:59.999Z')
    act('b', '2026-11-02T16:00:00.000Z')
    act('c', '2026-11-02')
    act('d', '')
    migrate(db, [...before, schema014], () => undefined)
    expect(db.all(sql`SELECT id, received, received_on FROM case_act ORDER BY id`)).toEqual([
      { id: 'a', received: '2026-11-02T15:59:59.999Z', received_on: '2026-11-02' },
      { id: 'b', received: '2026-11-02T16:00:00.000Z', received_on: '2026-11-03' },
      { id: 'c', received: '2026-11-02', received_on: '2026-11-02' },
      { id: 'd', received: '', received_on: '' },
    ])
    expect(db.all(sql`SELECT archive_number, archived_on FROM case_file`)).toEqual([
      { archive_number: null, archived_on: null },
      { archive_number: null, archived_on: null },
    ])
    db.run(sql`UPDATE case_file SET archive_number = 'G1' WHERE rid = 1`)
    expect(() => db.run(sql`UPDATE case_file SET archive_number = 'G1' WHERE rid = 2`)).toThrow('UNIQUE')
  } finally {
    db.close()
    rmSync(dir, { recursive: true, force: true })
  }
})
