import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { emptyProfile } from '../../../shared/contract/profile.ts'
import type { SourceRow } from '../../../shared/submissions/document.ts'
import { listed } from '../../../shared/submissions/tables.ts'
import type { ListTable } from '../../../shared/submissions/template.ts'
import { makeTestDb } from '../catalogue/test-db.fixture.ts'
import { sql } from '../db/sql.ts'
import { writeProfile } from '../profile/stored-profile.ts'
import { frozenSubmission, submissionText } from './document.fixture.ts'
import { orderedRows } from './ordered-rows.ts'
import { dropRows, putRow } from './store.ts'
import { nothingElse, takeDocument } from './taking.ts'

const { db, stamp, close } = makeTestDb()
writeProfile(db, { ...emptyProfile, agency: '澄湖市民政局', creditCode: '11330200002948201X' })
afterAll(() => close())

const table: ListTable = {
  ...{ kind: 'list', id: 'requests', words: { zh: '台账', en: 'Requests' }, source: 'request' },
  ...{ where: [{ fact: 'current', is: [true] }], order: ['receivedOn', 'number'], columns: [{ fact: 'number', width: 10 }] },
}
/** Texts whose order differs between code units, code points and bytes, and those that end where others go on. */
const words = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'a\u0000',
    'a\u0001',
    'a\u0000b',
    '\u0001',
    '\u0001\u0001',
    '\u0001\u0002',
    '\u0002',
    '𠮷',
    '\ue000',
    '\uffff',
    '民',
    '民政',
    'null',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }).filter((text) => text.isWellFormed()),
)
const row = fc.record({ number: fc.oneof(words, fc.constant(null), fc.integer({ min: -20, max: 20 })), receivedOn: words, current: fc.boolean() })

test('rows come in the very order they have in memory, page by page, whatever their texts and ids', async () => {
  const document = frozenSubmission({ rows: 1 })
  db.exec('BEGIN')
  const taking = { bytes: submissionText(document).bytes, name: '报送.json', others: nothingElse, breathe: async () => undefined }
  const { one } = await takeDocument(db, stamp(), taking)
  db.exec('COMMIT')
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 30 }), fc.boolean(), fc.constantFrom(['receivedOn', 'number'], ['number'], []), async (facts, byId, order) => {
      const rows = facts.map(
        (each, n): SourceRow => ({ id: `${byId ? 100 + n : 900 - ((n * 7) % 30)}`, label: '', ref: { kind: 'task', id: '' }, facts: each }),
      )
      dropRows(db, one.rid)
      for (const [n, each] of rows.entries()) putRow(db, one.rid, 'request', n + 1, each)
      const wanted = { ...table, order: [...order] }
      // Two rows of one id and the same texts may stand either way.
      const plain = (all: readonly SourceRow[]) => all.map(({ id, facts: said }) => [id, order.map((fact) => said[fact])])
      const expected = plain(listed({ request: rows }, wanted))
      const { total, rows: read } = orderedRows(db, one.rid, wanted)
      expect(total).toBe(expected.length)
      expect(plain([...read()])).toEqual(expected)
      expect(plain([...read(1, 3), ...read(4)])).toEqual(expected.slice(1))
    }),
    { numRuns: 150 },
  )
  expect(db.get(sql`SELECT 1 FROM submission WHERE rid = ${one.rid}`)).toBeDefined()
}, 120_000)
