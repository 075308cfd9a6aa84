import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { patchArb } from '../../../shared/catalogue.fixture.ts'
import { type EntryContent, type EntryPatch, emptyContent, emptyItem } from '../../../shared/catalogue.ts'
import { applyPatch } from '../../../shared/changes.ts'
import { soundEntry } from '../../../shared/checks/sound-entry.fixture.ts'
import { type Sql, sql } from '../db/sql.ts'
import { readSettings } from '../profile/stored-profile.ts'
import { contentAt } from './history.ts'
import { entriesByCode, entriesByTitle, entryById, type StoredEntry } from './queries.ts'
import { gatherIndex } from './search/index.ts'
import { indexTexts } from './search/index-texts.ts'
import { makeTestDb } from './test-db.fixture.ts'
import { changeEntry, createEntry, deleteEntry, replaceText, undeleteEntry, unsearched } from './write.ts'

let test: ReturnType<typeof makeTestDb>
beforeEach(() => {
  test = makeTestDb()
  // One transaction for the whole test: no waiting for the disk.
  test.db.exec('BEGIN')
})
afterEach(() => {
  test.close()
})

const create = (content: EntryContent) => createEntry(test.db, test.stamp(), content, { imported: false, why: 'create' })
const entry = (id: string): StoredEntry => {
  const found = entryById(test.db, id)
  if (found === undefined) throw new Error(`no entry ${id}`)
  return found
}
const change = (id: string, patch: EntryPatch) => changeEntry(test.db, test.stamp('2026-11-23T02:00:00.000Z'), entry(id), patch, { why: 'edit' })
const columns = (id: string) =>
  test.db.get<Record<string, unknown>>(
    sql`SELECT code, title_key, provider, office, share_type, class, format, item_count, errors, warnings, findings FROM entry WHERE id = ${id}`,
  )
const findingsOf = (id: string) => String(columns(id)?.findings)
/** The counts of each combination of facet values, as kept and as counted from the entries. */
const facetsKept = () =>
  test.db.all(
    sql`SELECT s.deleted, s.imported, s.share_type, s.office, s.class, s.status, s.format, s.findings, s.entries, COUNT(f.rid) AS rows
      FROM facet_set s LEFT JOIN entry_facet f ON f.set_id = s.id AND f.deleted = s.deleted GROUP BY s.id ORDER BY 1, 2, 3, 4, 5, 6, 7, 8`,
  )
const facetsCounted = () =>
  test.db.all(
    sql`SELECT deleted_at IS NOT NULL AS deleted, imported, share_type, office, class, status, format, findings, COUNT(*) AS entries, COUNT(*) AS rows
      FROM entry GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8`,
  )
const indexed = (rid: number) => test.db.get(sql`SELECT rowid FROM entry_fts WHERE rowid = ${rid}`) !== undefined

const code = (value: string) => [{ code: value, cls1: '', cls2: '', cls3: '', cls4: '' }]

it('many changes of texts in one transaction are one piece of the search index', () => {
  const ids = Array.from({ length: 20 }, (_, n) => create(soundEntry({ title: `企业许可${n}` })).id)
  const pieces = () => test.db.get<{ n: number }>(sql`SELECT count(DISTINCT segid) AS n FROM entry_fts_idx`)?.n ?? 0
  test.db.exec('COMMIT')
  test.db.exec('BEGIN')
  const gathering = gatherIndex()
  gathering.begin(test.db)
  const before = pieces()
  for (const id of ids) change(id, { abstract: '改过的摘要' })
  gathering.end(test.db)
  test.db.exec('COMMIT')
  expect(pieces() - before).toBe(1)
})

it("another agency's entry is not judged, when it comes, changes, or loses words", () => {
  const { id, rid } = createEntry(test.db, test.stamp(), { ...emptyContent(), title: '甲  乙' }, { imported: false, others: true, why: 'sync' })
  const judged = () => [columns(id)?.errors, columns(id)?.warnings, columns(id)?.findings]
  expect(judged()).toEqual([0, 0, ''])
  change(id, { title: '甲  丙' })
  expect(judged()).toEqual([0, 0, ''])
  const before = entry(id).content
  replaceText(test.db, rid, before, { ...before, title: '甲  ' }, readSettings(test.db, '2026-11-22T02:00:00.000Z'))
  expect(judged()).toEqual([0, 0, ''])
  expect(facetsKept()).toEqual(facetsCounted())
})

describe('a new entry', () => {
  it('is written with its columns, codes, first version, findings and index', () => {
    const made = create(soundEntry({ providerOffice: '政策法规处', title: '企业 行政许可（信息）' }))
    expect(made).toMatchObject({ version: 1, findings: [{ code: 'title.spacing', severity: 'info', field: 'title' }] })
    expect(entry(made.id)).toMatchObject({ version: 1, status: 'draft', updatedBy: '编目员', imported: false, deletedAt: null })
    expect(columns(made.id)).toEqual({
      code: '3070211760000002004006/000033',
      title_key: '企业行政许可信息',
      provider: '湖南省安全生产监督管理局',
      office: '政策法规处',
      share_type: '无条件共享',
      class: '3',
      format: '数据库',
      item_count: 2,
      errors: 0,
      warnings: 0,
      findings: ' title.spacing ',
    })
    expect(entriesByCode(test.db, '3070211760000002004006/000033').map(({ id }) => id)).toEqual([made.id])
    expect(entriesByTitle(test.db, '企业行政许可信息', '湖南省安全生产监督管理局').map(({ id }) => id)).toEqual([made.id])
    expect(test.db.all(sql`SELECT version, base, author, why, note, changes FROM entry_version WHERE rid = ${made.rid}`)).toEqual([
      { version: 1, base: 0, author: '编目员', why: 'create', note: '', changes: '{}' },
    ])
    expect(indexed(made.rid)).toBe(true)
  })

  it('counts errors and warnings', () => {
    const made = create(emptyContent())
    expect(columns(made.id)).toMatchObject({ errors: 9, warnings: 5, code: '', class: '', format: '' })
  })

  it('gives a repeated item id a new one', () => {
    const item = { ...emptyItem('00000000-0000-4000-8000-000000000001'), dataType: '日期型D' }
    const made = create(
      soundEntry({
        items: [
          { ...item, name: '一' },
          { ...item, name: '二' },
        ],
      }),
    )
    const [first, second] = entry(made.id).content.items
    expect(first?.id).toBe(item.id)
    expect(second?.id).not.toBe(item.id)
  })
})

describe('a changed entry', () => {
  it('gets a version with the fields that changed, and no more', () => {
    const { id, rid } = create(soundEntry())
    expect(change(id, { title: '企业许可', abstract: soundEntry().abstract })).toMatchObject({ version: 2, fields: ['title'] })
    expect(entry(id)).toMatchObject({ version: 2, updatedAt: '2026-11-23T02:00:00.000Z', content: { title: '企业许可' } })
    expect(test.db.get(sql`SELECT base, changes FROM entry_version WHERE rid = ${rid} AND version = 2`)).toEqual({
      base: 1,
      changes: '{"title":["企业行政许可信息","企业许可"]}',
    })
  })

  it('gets none where nothing changed', () => {
    const { id, rid } = create(soundEntry())
    expect(change(id, { title: '企业行政许可信息', items: structuredClone(soundEntry().items) })).toMatchObject({ version: 1, fields: [] })
    expect(entry(id).updatedAt).toBe('2026-11-22T02:00:00.000Z')
    expect(test.db.all(sql`SELECT version FROM entry_version WHERE rid = ${rid}`)).toHaveLength(1)
  })

  it('leaves the index alone where nothing searched changed', () => {
    const content = soundEntry()
    for (const field of unsearched) {
      const value = typeof content[field] === 'string' ? '甲乙丙' : field === 'publishedOn' ? '2001-01-01' : field === 'relatedCodes' ? ['307021/77'] : 7
      expect(indexTexts({ ...content, [field]: value }), field).toEqual(indexTexts(content))
    }
  })

  it('moves its codes', () => {
    const { id } = create(soundEntry())
    change(id, { codes: [...code(' 307021/9 '), ...code('307021/9'), ...code('')] })
    expect(entriesByCode(test.db, '3070211760000002004006/000033')).toEqual([])
    expect(entriesByCode(test.db, '307021/9').map((found) => found.id)).toEqual([id])
  })
})

describe('neighbours', () => {
  const other = (patch: EntryPatch = {}) => soundEntry({ codes: code('307021/2'), ...patch })

  it('of the same name are told of each other, and told when it is over', () => {
    const a = create(soundEntry()).id
    expect(findingsOf(a)).toBe('')
    const b = create(other({ title: '企业行政许可 信息' })).id
    expect(findingsOf(a)).toBe(' title.duplicate ')
    expect(findingsOf(b)).toBe(' title.duplicate title.spacing ')
    const c = create(other({ codes: code('307021/3') })).id
    change(b, { title: '另一名称' })
    expect([a, b, c].map(findingsOf)).toEqual([' title.duplicate ', '', ' title.duplicate '])
    deleteEntry(test.db, test.stamp(), entry(c))
    expect(findingsOf(a)).toBe('')
    undeleteEntry(test.db, test.stamp(), entry(c))
    expect([a, c].map(findingsOf)).toEqual([' title.duplicate ', ' title.duplicate '])
    change(c, { provider: '另一单位' })
    expect([a, c].map(findingsOf)).toEqual(['', ''])
  })

  it('with the same code likewise, the second code of either counted', () => {
    const a = create(soundEntry()).id
    const b = create(other({ title: '另一条', codes: [...code('307021/2'), ...code('3070211760000002004006/000033')] })).id
    expect([a, b].map(findingsOf)).toEqual([' codes.duplicate ', ' codes.duplicate '])
    change(a, { codes: code('307021/2') })
    expect([a, b].map(findingsOf)).toEqual([' codes.duplicate ', ' codes.duplicate '])
    change(a, { codes: code('307021/4') })
    expect([a, b].map(findingsOf)).toEqual(['', ''])
  })

  it('without a name are no duplicates', () => {
    const a = create(other({ title: '' })).id
    create(other({ title: '', codes: code('307021/3') }))
    expect(findingsOf(a)).toBe(' missing.title ')
  })

  it('agree with a check from scratch after any sequence', () => {
    const step = fc.record({
      what: fc.constantFrom('create', 'change', 'delete', 'undelete'),
      which: fc.nat(5),
      title: fc.constantFrom('', '人口', '人 口', '法人'),
      code: fc.constantFrom('', '307021/1', '307021/2'),
      provider: fc.constantFrom('甲', '乙'),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        test.db.exec('DELETE FROM entry_fts; DELETE FROM entry_facet; DELETE FROM entry')
        const ids: string[] = []
        for (const { what, which, title, code: value, provider } of steps) {
          const patch = { title, provider, codes: value === '' ? [] : code(value) }
          if (what === 'create' || ids.length === 0) {
            ids.push(create(soundEntry(patch)).id)
            continue
          }
          const current = entry(ids[which % ids.length] ?? '')
          if (what === 'change' && current.deletedAt === null) change(current.id, patch)
          if (what === 'delete' && current.deletedAt === null) deleteEntry(test.db, test.stamp(), current)
          if (what === 'undelete' && current.deletedAt !== null) undeleteEntry(test.db, test.stamp(), current)
        }
        const living = ids.map(entry).filter(({ deletedAt }) => deletedAt === null)
        for (const one of living) {
          const key = (found: StoredEntry) => `${found.content.title.replaceAll(' ', '')}|${found.content.provider}`
          const codes = (found: StoredEntry) => found.content.codes.map((part) => part.code)
          const others = living.filter(({ id }) => id !== one.id)
          expect(findingsOf(one.id).includes(' title.duplicate ')).toBe(one.content.title !== '' && others.some((found) => key(found) === key(one)))
          expect(findingsOf(one.id).includes(' codes.duplicate ')).toBe(others.some((found) => codes(found).some((value) => codes(one).includes(value))))
        }
        for (const one of ids.map(entry)) expect(indexed(one.rid)).toBe(true)
        expect(facetsKept()).toEqual(facetsCounted())
      }),
      { numRuns: 60 },
    )
  })
})

describe('history', () => {
  it('gives back every version of any sequence of changes exactly', () => {
    const step = fc.oneof(fc.record({ patch: patchArb }), fc.constantFrom('delete' as const, 'undelete' as const))
    fc.assert(
      fc.property(patchArb, fc.array(step, { maxLength: 12 }), (first, steps) => {
        const { id } = create(applyPatch(emptyContent(), first))
        const known = new Map([[1, entry(id).content]])
        for (const one of steps) {
          const current = entry(id)
          if (typeof one === 'object') {
            if (current.deletedAt === null) change(id, one.patch)
          } else if (one === 'delete') {
            if (current.deletedAt === null) deleteEntry(test.db, test.stamp(), current)
          } else if (current.deletedAt !== null) undeleteEntry(test.db, test.stamp(), current)
          known.set(entry(id).version, entry(id).content)
        }
        const last = entry(id)
        expect([...known.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: last.version }, (_, i) => i + 1))
        for (const [version, content] of known) expect(contentAt(test.db, last, version)).toEqual(content)
      }),
      { numRuns: 100 },
    )
  })
})

it('reads no table from end to end', () => {
  const { db } = test
  const seen = new Map<string, Sql>()
  const watching = {
    ...db,
    all: <T>(statement: Parameters<typeof db.all>[0]) => {
      seen.set(statement.text, statement)
      return db.all<T>(statement)
    },
    get: <T>(statement: Parameters<typeof db.get>[0]) => {
      seen.set(statement.text, statement)
      return db.get<T>(statement)
    },
    run: (statement: Parameters<typeof db.run>[0]) => {
      seen.set(statement.text, statement)
      return db.run(statement)
    },
  }
  const stamp = test.stamp()
  const one = createEntry(watching, stamp, soundEntry({ matter: '许可' }), { imported: false, why: 'create' })
  createEntry(watching, stamp, soundEntry(), { imported: false, why: 'create' })
  const current = entryById(watching, one.id)
  if (current === undefined) throw new Error('no entry')
  changeEntry(watching, stamp, current, { title: '改', codes: code('307021/9'), matter: '事项' }, { why: 'edit' })
  entriesByCode(watching, '307021/9')
  entriesByTitle(watching, '改', '')
  const changed = entry(one.id)
  contentAt(watching, changed, 1)
  deleteEntry(watching, stamp, changed)
  undeleteEntry(watching, stamp, entry(one.id))
  expect(seen.size).toBeGreaterThan(10)
  for (const [text, statement] of seen) {
    const plan = db.all<{ detail: string }>(sql`EXPLAIN QUERY PLAN ${statement}`).map(({ detail }) => detail)
    expect(
      plan.filter((line) => /^SCAN (?!entry_fts|rule_pack)/.test(line)),
      text,
    ).toEqual([])
  }
})
