import { expect, it } from 'vitest'
import { builtInPacks } from '../../../shared/regulations/built-in.ts'
import { makeTestDb } from '../catalogue/test-db.fixture.ts'
import { sql } from '../db/sql.ts'
import { eraseTexts } from './spilled-text.ts'

it('names law that came as a signed file among what is left, and empties the rest', () => {
  const test = makeTestDb()
  const words = '信息化行政主管部门会同'
  const known = builtInPacks.find((pack) => JSON.stringify(pack).includes(words))
  const body = JSON.stringify({ ...known, version: 99 })
  try {
    test.db.run(sql`
      INSERT INTO rule_pack (id, version, body, file, key, key_name, imported_at, imported_by)
      VALUES (${known?.id ?? ''}, 99, ${body}, 'pack.json', 'ab', '省厅', '2026-11-22T02:00:00.000Z', '王系统')`)
    test.db.run(sql`INSERT INTO mapping (name, body, saved_at) VALUES (${`${words}的表`}, '{}', '2026-11-22T02:00:00.000Z')`)
    const { erased, left } = eraseTexts(test.db, [words], '2026-11-22T03:00:00.000Z', () => undefined)
    expect(erased.map(({ where }) => where)).toEqual(['mapping'])
    expect(left).toEqual([{ where: 'rule_pack', field: 'body', count: 1 }])
    expect(test.db.get(sql`SELECT body FROM rule_pack`)).toEqual({ body })
  } finally {
    test.close()
  }
})
