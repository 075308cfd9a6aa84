import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Migration, migrate, migrations } from '../migrations.ts'
import { openWriter } from '../open.ts'
import { sql } from '../sql.ts'
import { schema015 } from './015.ts'

test('files stay as they were; what came by package belongs to one of them, once a package, and goes with it', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mulu-migration-'))
  const db = openWriter({ path: join(dir, 'a.db'), keyHex: '5e'.repeat(32), cipher: 'sqlcipher' }, { create: true })
  try {
    const before: Migration[] = migrations.slice(0, migrations.indexOf(schema015))
    migrate(db, before, () => undefined)
    db.run(sql`
      INSERT INTO case_file (id, kind, number, head, title, way, party, other, state, closed, turn, refers, version, opened_at, opened_by, changed_at)
      VALUES ('c1', 'request', '2026-0001', '{}', '申请', 'paper', 'respondent', '市公安局', 'new', 0, 1, NULL, 0, 'then', 'a', 'then')`)
    migrate(db, [...before, schema015], () => undefined)
    expect(db.all(sql`SELECT rid, id, title FROM case_file`)).toEqual([{ rid: 1, id: 'c1', title: '申请' }])
    const put = (rid: number, packageId: string) =>
      db.run(sql`
        INSERT INTO case_received (rid, package_id, case_id, number, agency, medium, made_at, received_at, received_by, head, by_platform, note, acts)
        VALUES (${rid}, ${packageId}, 't1', '2026-0009', '市公安局', 'J-1', 'then', 'now', 'a', '{}', 0, '', '[]')`)
    put(1, 'p1')
    expect(() => put(1, 'p1')).toThrow('UNIQUE')
    expect(() => put(2, 'p2')).toThrow('FOREIGN KEY')
    db.run(sql`INSERT INTO case_received_paper (seq, sha256, name) VALUES (1, 'ab', '函.pdf')`)
    db.run(sql`DELETE FROM case_file`)
    expect(db.get(sql`SELECT (SELECT count(*) FROM case_received) AS r, (SELECT count(*) FROM case_received_paper) AS p`)).toEqual({ r: 0, p: 0 })
  } finally {
    db.close()
    rmSync(dir, { recursive: true, force: true })
  }
})
