import { afterEach, beforeEach, expect, test } from 'vitest'
import { type EntryContent, emptyContent, emptyItem } from '../../../shared/catalogue.ts'
import { entryById, type StoredEntry } from '../catalogue/queries.ts'
import { makeTestDb } from '../catalogue/test-db.fixture.ts'
import { changeEntry, createEntry, deleteEntry, undeleteEntry } from '../catalogue/write.ts'
import type { WriteDb } from '../db/open.ts'
import { type Sql, sql } from '../db/sql.ts'
import { putOutgoing } from './outbox.ts'
import {
  addShadow,
  countUnconfirmed,
  dropAllShadows,
  dropShadow,
  knownIds,
  lostIds,
  putShadow,
  recountDue,
  type Shadow,
  setSame,
  shadowOf,
  staleAll,
  unconfirmed,
} from './shadow.ts'

let made: ReturnType<typeof makeTestDb>
let db: WriteDb
beforeEach(() => {
  made = makeTestDb()
  db = made.db
})
afterEach(() => {
  made.close()
})

const us = 'us'
const text = (title: string, more: Partial<EntryContent> = {}): EntryContent => ({ ...emptyContent(), title, ...more })
const shadow = (id: string, content: EntryContent, localVersion: number, more: Partial<Shadow> = {}): Shadow => ({
  id,
  version: 1,
  content,
  state: { status: 'draft', publishedOn: null, publishedVersion: null, reason: '', answeredAt: null, number: '', evidence: [] },
  owner: us,
  ownerName: '',
  gone: null,
  localVersion,
  stale: false,
  saidAt: '',
  ...more,
})
const entry = (id: string): StoredEntry => {
  const found = entryById(db, id)
  if (found === undefined) throw new Error('no entry')
  return found
}
const come = (content: EntryContent): string => {
  const { id } = createEntry(db, made.stamp(), content, { imported: false, why: 'sync' })
  addShadow(db, shadow(id, content, 1))
  return id
}
const stored = (id: string) => db.get<{ content: string | null; at: number }>(sql`SELECT content, text_version AS at FROM sync_shadow WHERE id = ${id}`)
const due = () => unconfirmed(db, us, 100, [])

test('the text stands once, and is the platform’s whatever is written here afterwards', () => {
  const said = text('甲', { abstract: '一', items: [{ ...emptyItem('10000000-0000-4000-8000-0000000000aa'), name: '姓名' }] })
  const id = come(said)
  expect(stored(id)).toEqual({ content: null, at: 1 })
  changeEntry(db, made.stamp(), entry(id), { title: '乙', items: [] }, { why: 'edit' })
  changeEntry(db, made.stamp(), entry(id), {}, { why: 'status', status: 'checked' })
  changeEntry(db, made.stamp(), entry(id), { abstract: '二' }, { why: 'edit' })
  expect(shadowOf(db, id)).toEqual(shadow(id, said, 1))
  deleteEntry(db, made.stamp(), entry(id))
  expect(shadowOf(db, id)?.content).toEqual(said)
  undeleteEntry(db, made.stamp(), entry(id))
  expect(shadowOf(db, id)?.content).toEqual(said)
  // Another text than any here stands beside.
  putShadow(db, shadow(id, text('丙'), 0))
  expect(stored(id)?.at).toBe(0)
  expect(shadowOf(db, id)?.content).toEqual(text('丙'))
})

test('items that came with one id twice are another text here', () => {
  const item = emptyItem('10000000-0000-4000-8000-0000000000aa')
  const said = text('甲', { items: [item, { ...item, name: '再' }] })
  const id = come(said)
  expect(entry(id).content.items[1]?.id).not.toBe(item.id)
  expect(shadowOf(db, id)?.content).toEqual(said)
})

test('due is what the platform has not confirmed, counted as it is found', () => {
  const agree = (ids: readonly string[]) => {
    expect(due().toSorted()).toEqual([...ids].toSorted())
    expect(countUnconfirmed(db)).toBe(ids.length)
    recountDue(db, us)
    expect(due().toSorted()).toEqual([...ids].toSorted())
  }
  const one = come(text('一'))
  agree([])
  const { id: two } = createEntry(db, made.stamp(), text('二'), { imported: false, why: 'create' })
  agree([two])
  changeEntry(db, made.stamp(), entry(one), { title: '壹' }, { why: 'edit' })
  agree([one, two])
  putShadow(db, shadow(one, text('壹'), 2))
  agree([two])
  setSame(db, one, 2)
  deleteEntry(db, made.stamp(), entry(one))
  agree([one, two])
  // The platform never heard of it.
  deleteEntry(db, made.stamp(), entry(two))
  agree([one])
  undeleteEntry(db, made.stamp(), entry(two))
  agree([one, two])
  const out = { changeId: 'c', id: two, kind: 'patch', baseVersion: 0, body: '{}', localVersion: 1, state: 'sent', madeAt: '', officer: '', note: '' } as const
  putOutgoing(db, { ...out, problem: null })
  agree([one])
  // What the platform has got is another text than the one that stands here.
  putShadow(db, shadow(one, text('別'), 0))
  agree([one])
  const three = come(text('三'))
  agree([one])
  dropShadow(db, three)
  agree([one, three])
  dropAllShadows(db)
  expect(countUnconfirmed(db)).toBe(1)
  expect(due()).toEqual([three])
})

test('nobody looks through all entries or shadows for what a run asks', () => {
  const seen = new Map<string, Sql>()
  const remember =
    <T>(ask: (statement: Sql) => T) =>
    (statement: Sql): T => {
      seen.set(statement.text, statement)
      return ask(statement)
    }
  const watching: WriteDb = { ...db, all: remember(db.all) as WriteDb['all'], get: remember(db.get) as WriteDb['get'], run: remember(db.run) }
  const id = come(text('一'))
  db = watching
  knownIds(db, [id])
  due()
  countUnconfirmed(db)
  lostIds(db, us)
  putShadow(db, shadow(id, text('二'), 0))
  setSame(db, id, 1)
  shadowOf(db, id)
  staleAll(db)
  deleteEntry(db, made.stamp(), entry(id))
  dropShadow(db, id)
  expect(seen.size).toBeGreaterThan(10)
  for (const [statement, { values }] of seen) {
    const plan = made.db.all<{ detail: string }>({ ...sql`x`, text: `EXPLAIN QUERY PLAN ${statement}`, values }).map(({ detail }) => detail)
    // `staleAll` is a restored platform's; the outbox and the open disagreements are short.
    const whole = statement.startsWith('UPDATE sync_shadow SET stale')
      ? /^SCAN (?!sync_shadow)/
      : /^SCAN (?!d\b|o\b|c\b|x\b|j\b|sync_due|CONSTANT|json_each|\(|rule_pack|entry_fts)/
    expect(
      plan.filter((line) => whole.test(line)),
      statement,
    ).toEqual([])
  }
})
