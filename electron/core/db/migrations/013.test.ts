import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Migration, migrate, migrations } from '../migrations.ts'
import { openWriter } from '../open.ts'
import { sql } from '../sql.ts'
import { schema013 } from './013.ts'

test('people and what they did stay; a key belongs to one of them and is there once', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mulu-migration-'))
  const db = openWriter({ path: join(dir, 'a.db'), keyHex: '5e'.repeat(32), cipher: 'sqlcipher' }, { create: true })
  try {
    const before: Migration[] = migrations.slice(0, migrations.indexOf(schema013))
    migrate(db, before, () => undefined)
    db.run(sql`INSERT INTO user (id, name, full_name, roles, founder, created_at) VALUES ('u1', 'head', '王局长', '["departmentHead"]', 0, 'then')`)
    migrate(db, [...before, schema013], () => undefined)
    expect(db.all(sql`SELECT id, name, full_name FROM user`)).toEqual([{ id: 'u1', name: 'head', full_name: '王局长' }])
    const put = (id: string, user: string, fingerprint: string) =>
      db.run(sql`
        INSERT INTO signing_key (id, user_id, provider, provider_ref, algorithm, public_key, fingerprint, self_signed, created_at)
        VALUES (${id}, ${user}, 'software', ${id}, 'sm2', 'AAAA', ${fingerprint}, ${Buffer.from('x')}, 'now')`)
    put('k1', 'u1', 'f1')
    expect(() => put('k2', 'u1', 'f1')).toThrow('UNIQUE')
    expect(() => put('k3', 'nobody', 'f3')).toThrow('FOREIGN KEY')
    expect(
      db.get(
        sql`SELECT (SELECT count(*) FROM signing_authorisation) AS a, (SELECT count(*) FROM signing_certificate) AS c, (SELECT count(*) FROM signing_crl) AS l`,
      ),
    ).toEqual({
      a: 0,
      c: 0,
      l: 0,
    })
  } finally {
    db.close()
    rmSync(dir, { recursive: true, force: true })
  }
})
