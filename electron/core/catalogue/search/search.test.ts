import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeEntry } from '../../../../bench/content.ts'
import { type EntryContent, emptyContent, emptyItem } from '../../../../shared/catalogue.ts'
import { contract, type Input, type Output } from '../../../../shared/contract.ts'
import { Refusal } from '../../../../shared/errors.ts'
import type { ReadDb } from '../../db/open.ts'
import { type Sql, sql } from '../../db/sql.ts'
import { readSettings } from '../../profile/stored-profile.ts'
import { entryById } from '../queries.ts'
import { makeTestDb } from '../test-db.fixture.ts'
import { changeEntry, createEntry, deleteEntry } from '../write.ts'
import { mergeIndex } from './index.ts'
import { listings } from './listings.fixture.ts'
import { searchHandlers } from './search.ts'
import { ridsOf, selectionOf } from './selection.ts'

type Reply = Output<'catalogue.search'>
const ask = (db: ReadDb, input: Input<'catalogue.search'>): Reply =>
  searchHandlers['catalogue.search'](contract['catalogue.search'].input.parse(input), { db, now: () => new Date(), user: { name: '编目员', roles: [] } })

/** All pages of a query, each id once or the test fails. */
const everyPage = (db: ReadDb, input: Input<'catalogue.search'>): { ids: string[]; total: number } => {
  const ids: string[] = []
  let cursor: string | undefined
  let total = 0
  do {
    const page: Reply = ask(db, { facets: false, ...input, ...(cursor === undefined ? {} : { cursor }) })
    ids.push(...page.items.map((row) => row.id))
    total = page.total
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  expect(new Set(ids).size).toBe(ids.length)
  return { ids, total }
}

const special: Partial<EntryContent>[] = [
  { title: '人口信息', provider: '宁波市公安局' },
  { title: '人口信息（试行）' },
  { title: '全员人口信息库' },
  { title: '出生登记', abstract: '与人口信息比对' },
  { title: '中国银行网点', provider: '重庆市行政审批局' },
  { title: '𠮷祥社区䶮字姓名名录' },
  { title: 'ＧＢ／Ｔ 21063 元数据', titleEn: 'Metadata' },
  { title: 'MySQL 系统表', keywords: 'WiFi,MultiWord' },
  { title: '企业 年 报\n信息' },
  { title: '张\u{e001}某登记' },
  { title: '绿色建筑', provider: '吕梁市旅游局' },
  {
    title: '代码表',
    codes: [{ code: '3070211760000002004006/0012345', cls1: '3', cls2: '07', cls3: '021', cls4: '' }],
    providerCode: '11430000743187451F',
    upperId: 'SZ_2019-0007',
  },
  { title: '带信息项', items: [{ ...emptyItem('00000000-0000-4000-8000-000000000001'), name: '身份证件号码', nameEn: 'id_card_no' }] },
]

describe('catalogue.search on real listings', () => {
  let test: ReturnType<typeof makeTestDb>
  const contents = new Map<string, EntryContent>()
  beforeAll(() => {
    test = makeTestDb()
    test.db.exec('BEGIN')
    const settings = readSettings(test.db, '2026-11-22T02:00:00.000Z')
    const generated = Array.from({ length: 800 }, (_, n) => makeEntry(n).content)
    for (const content of [...special.map((some) => ({ ...emptyContent(), ...some })), ...listings(), ...generated]) {
      const { id } = createEntry(test.db, test.stamp(), content, { imported: true, why: 'import', settings })
      contents.set(id, content)
    }
    test.db.exec('COMMIT')
  }, 60_000)
  afterAll(() => {
    test.close()
  })

  const titles = (input: Input<'catalogue.search'>) => ask(test.db, { facets: false, ...input }).items.map((row) => row.title)
  const stripped = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}\p{Co}]/gu, '')
  const textsOf = (content: EntryContent): string[] => [
    ...['title', 'titleEn', 'provider', 'providerOffice', 'sourceDepartment', 'abstract', 'keywords', 'theme', 'matter', 'sourceSystem'].map((field) =>
      String(content[field as keyof EntryContent]),
    ),
    content.openCondition,
    content.shareCondition,
    ...content.codes.map((code) => code.cls4),
    ...content.items.flatMap((item) => [item.name, item.nameEn]),
    ...Object.values(content.ext),
  ]
  /** Which entries hold this text somewhere, blanks and signs not counted. */
  const truth = (query: string): string[] => [...searchable()].filter(([, texts]) => texts.some((text) => text.includes(query))).map(([id]) => id)
  let cut: Map<string, string[]> | undefined
  const searchable = () => (cut ??= new Map([...contents].map(([id, content]) => [id, textsOf(content).map(stripped)])))
  /** Stretches of Chinese that stand somewhere in the catalogue, cut anywhere. */
  const cuts = (length: number, many: number): string[] => {
    const found = new Set<string>()
    const all = [...searchable().values()].flat()
    for (let i = 0; found.size < many && i < all.length * 3; i++) {
      const runs = (all[(i * 7919) % all.length] ?? '').match(/\p{Script=Han}+/gu) ?? []
      const run = [...(runs[i % Math.max(1, runs.length)] ?? '')]
      if (run.length >= length)
        found.add(
          run
            .slice((i * 31) % (run.length - length + 1))
            .slice(0, length)
            .join(''),
        )
    }
    return [...found]
  }

  it.each([1, 2, 3, 4, 8])('finds exactly the entries that hold a text of %i characters', (length) => {
    const queries = cuts(length, 40)
    expect(queries.length).toBe(40)
    for (const query of queries) {
      const { ids, total } = everyPage(test.db, { text: query, limit: 500 })
      expect(ids.toSorted(), query).toEqual(truth(query).toSorted())
      expect(total, query).toBe(ids.length)
    }
  })

  it('joins words by AND, wherever they stand', () => {
    for (const [index, first] of cuts(2, 30).entries()) {
      const second = cuts(2, 60)[59 - index] ?? ''
      const both = new Set(truth(first))
      const expected = truth(second).filter((id) => both.has(id))
      expect(everyPage(test.db, { text: `${first} ${second}`, limit: 500 }).ids.toSorted()).toEqual(expected.toSorted())
    }
  })

  it('finds words of other scripts by their beginning, in names by any three letters, in any width and case', () => {
    expect(titles({ text: 'mysql' })).toContain('MySQL 系统表')
    expect(titles({ text: 'ysq' })).toContain('MySQL 系统表')
    expect(titles({ text: 'ＭＹ' })).toContain('MySQL 系统表')
    expect(titles({ text: 'm' })).toContain('MySQL 系统表')
    expect(titles({ text: 'wif' })).toContain('MySQL 系统表')
    expect(titles({ text: 'gb/t' })[0]).toBe('ＧＢ／Ｔ 21063 元数据')
    for (const text of ['gbt', 'GBT21063', 'gb/t21063', 'gb/t 21063', '21063', 'GB T', 'metadata', '1063 元数据'])
      expect(titles({ text }), text).toContain('ＧＢ／Ｔ 21063 元数据')
    expect(titles({ text: 'card' })).toContain('带信息项')
  })

  it('finds characters outside the usual plane, for private use, and names that were spaced out', () => {
    for (const text of ['𠮷', '𠮷祥', '䶮', '区䶮字']) expect(titles({ text }), text).toContain('𠮷祥社区䶮字姓名名录')
    for (const text of ['\u{e001}', '张\u{e001}', '张\u{e001}某']) expect(titles({ text }), text).toContain('张\u{e001}某登记')
    expect(titles({ text: '张某登' })).not.toContain('张\u{e001}某登记')
    expect(titles({ text: '企业年报信息' })).toContain('企业 年 报\n信息')
    expect(titles({ text: '人口信息试行' })).toContain('人口信息（试行）')
    expect(titles({ text: '人口信息（试' })).toContain('人口信息（试行）')
  })

  it('finds a code by its beginning, from each segment on, without zeros, and by its last digits', () => {
    const code = '3070211760000002004006/0012345'
    for (let length = 1; length <= code.length; length++)
      expect(everyPage(test.db, { text: code.slice(0, length), limit: 500 }).ids, code.slice(0, length)).toContain(idOf('代码表'))
    for (const text of [
      '0012345',
      '0012',
      '12345',
      '123',
      '345',
      '2345',
      '30702117600000020040060012345',
      '11430000743187451f',
      '1143',
      'sz_2019',
      '2019-0007',
      '0007',
      '7',
    ]) {
      expect(everyPage(test.db, { text, limit: 500 }).ids, text).toContain(idOf('代码表'))
    }
    expect(titles({ text: code })[0]).toBe('代码表')
    // As lists abbreviate it, typed letter by letter, and with fewer or more of its digits.
    for (const tail of ['…2004006/0012345', '2004006', '2004006/', '2004006/0', '2004006/00123', '6/0012345', '06/0012345', '02004006/0012345', '4006/12345'])
      expect(everyPage(test.db, { text: tail, limit: 500 }).ids, tail).toContain(idOf('代码表'))
    expect(titles({ text: '2004006/0012345' })).toEqual(['代码表'])
    for (const wrong of ['2004005/0012345', '2004006/0012346']) expect(titles({ text: wrong }), wrong).not.toContain('代码表')
  })
  const idOf = (title: string): string => [...contents].find(([, content]) => content.title === title)?.[0] ?? ''

  it('finds pinyin: initials, syllables, half a last syllable, each reading of a character', () => {
    for (const text of ['rkxx', 'renkou', 'renkouxinxi', 'renk', 'ren', 'r', 'rk', 'RenKou', "ren'kou"]) {
      expect(everyPage(test.db, { text, limit: 500 }).ids, text).toContain(idOf('人口信息'))
    }
    for (const text of ['zgyh', 'zhongguoyinhang', 'yinhang', 'yinxing', 'chongqing', 'zhongqing', 'xingzheng', 'cqs', 'xzspj'])
      expect(titles({ text, limit: 500 }), text).toContain('中国银行网点')
    for (const text of ['lvse', 'lsj', 'lv', 'lvliang']) expect(titles({ text, limit: 500 }), text).toContain('绿色建筑')
    expect(titles({ text: 'rkxx' }).slice(0, 2)).toEqual(['人口信息', '人口信息（试行）'])
  })

  it('ranks the exact title, then titles that begin so, then titles that hold it, then the rest', () => {
    const found = titles({ text: '人口信息', limit: 500 })
    expect(found[0]).toBe('人口信息')
    expect(found[1]).toBe('人口信息（试行）')
    const place = (title: string) => found.indexOf(title)
    const group = (title: string) => (title.startsWith('人口信息') ? 0 : title.includes('人口信息') ? 1 : 2)
    expect(place('全员人口信息库')).toBeGreaterThan(1)
    expect(place('出生登记')).toBeGreaterThan(place('全员人口信息库'))
    expect(found.map(group)).toEqual(found.map(group).toSorted())
  })

  it('never throws, and counts and pages agree, whatever is typed', () => {
    const pieces = fc.oneof(
      fc.constantFrom(
        ...'"*^(){}[]:+-~!?,.;\'\\/|&%_#$@<>='.split(''),
        ' AND ',
        ' OR ',
        ' NOT ',
        ' NEAR(',
        ' NEAR/2 ',
        '（',
        '）',
        '，',
        '。',
        '　',
        '\0',
        '\n',
        '«',
        '§',
        '¶',
        '·',
        '£',
      ),
      fc.constantFrom(...cuts(1, 30), ...cuts(2, 30), ...cuts(3, 10)),
      fc.constantFrom(
        'rk',
        'renkou',
        'xian',
        'yinhang',
        'zzz',
        'i',
        'u',
        'lve',
        'GB',
        'MySQL',
        '2023',
        '0',
        '3070211',
        'ａ１',
        '½',
        '①',
        'ﷺ',
        'é',
        'e\u0301',
        'ς',
        '\ud842',
        '👩‍👩‍👧',
        '\u{e001}',
        'か',
        '가',
        'ー',
        '〇',
        '々',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const text = parts.join('').slice(0, 200)
        const first = ask(test.db, { text, limit: 20, facets: false })
        expect(first.items.length).toBe(Math.min(20, first.total))
        if (first.total > 0 && first.total < 400)
          expect(everyPage(test.db, { text, limit: 7 })).toMatchObject({ ids: { length: first.total }, total: first.total })
        const hasty = ask(test.db, { text, limit: 20, facets: false, exact: false })
        expect(hasty.items).toEqual(first.items)
        // What filters alone choose is counted anyway.
        expect(hasty).toMatchObject(first.total <= 20 || hasty.total > 21 ? { total: first.total, capped: false } : { total: 21, capped: true })
      }),
      { numRuns: 400 },
    )
  })

  it('pages through a query in every order, each entry once, in order', () => {
    const rows = new Map(everyPage(test.db, { text: '信息', limit: 500 }).ids.map((id) => [id, entryById(test.db, id)]))
    for (const sort of ['relevance', 'updated', 'title', 'code', 'provider', 'findings'] as const) {
      for (const text of ['信息', '人口', '']) {
        const { ids, total } = everyPage(test.db, { text, sort, limit: 333 })
        expect(ids.length).toBe(total)
        if (sort === 'provider' && text === '信息') {
          const providers = ids.map((id) => rows.get(id)?.content.provider ?? '')
          expect(providers).toEqual(providers.toSorted())
        }
      }
    }
  })

  it('finds the same when the index has been merged into one piece', async () => {
    const pieces = () => test.db.get<{ n: number }>(sql`SELECT count(DISTINCT segid) AS n FROM entry_fts_idx`)?.n
    const found = () => ['信息', '人', 'rkxx', '3070', '不存在的词'].map((text) => everyPage(test.db, { text, limit: 500 }))
    const before = found()
    expect(pieces()).toBeGreaterThan(1)
    let steps = 0
    test.db.exec('BEGIN')
    await mergeIndex(test.db, async () => {
      steps++
    })
    test.db.exec('COMMIT')
    expect(steps).toBeGreaterThan(1)
    expect(pieces()).toBe(1)
    expect(found()).toEqual(before)
    test.db.exec("INSERT INTO entry_fts (entry_fts) VALUES ('integrity-check')")
  })

  it('gives nothing but what the contract says', () => {
    const reply = ask(test.db, { text: '信息', limit: 5 })
    expect(contract['catalogue.search'].output.parse(reply)).toEqual(reply)
    expect(ask(test.db, { text: '信息', limit: 0, facets: false })).toMatchObject({ items: [], total: reply.total })
  })

  it('reads no table from end to end at a keystroke', () => {
    for (const text of ['人', '人口', '人口信息', 'rkxx', 'renkou', 'r', '3070', 'mysql 系统', '公安 信息']) {
      for (const input of [{}, { cursor: ask(test.db, { text, limit: 3, facets: false }).next ?? undefined }]) {
        const plans = plansOf(test.db, (db) =>
          ask(db, { text, limit: 3, facets: false, exact: false, ...(input.cursor === undefined ? {} : { cursor: input.cursor }) }),
        )
        expect(plans.length).toBeGreaterThan(0)
        for (const line of plans)
          expect(line, text).not.toMatch(/^SCAN (?!entry_fts VIRTUAL TABLE INDEX \d+:\S*M|json_each VIRTUAL TABLE|\(subquery)|TEMP B-TREE/)
      }
    }
  })

  it('takes the empty list from the order’s index, unsorted', () => {
    for (const sort of ['relevance', 'updated', 'title', 'code', 'provider', 'findings'] as const) {
      const plans = plansOf(test.db, (db) => ask(db, { text: '', sort, limit: 3, facets: false }))
      for (const line of plans) expect(line).not.toMatch(/^SCAN (?!e USING COVERING INDEX|json_each|facet_set$)|TEMP B-TREE/)
    }
  })
})

/** The plans of every statement that `work` runs. */
const plansOf = (db: ReadDb, work: (db: ReadDb) => unknown): string[] => {
  const lines: string[] = []
  const explain = (statement: Sql) => {
    // The handful of packs that were imported: read again after something was written, and kept.
    if (/FROM (calendar|rule)_pack /.test(statement.text)) return
    for (const { detail } of db.all<{ detail: string }>(sql`EXPLAIN QUERY PLAN ${statement}`)) lines.push(detail)
  }
  const explained: ReadDb = {
    all: (statement) => {
      explain(statement)
      return db.all(statement)
    },
    get: (statement) => {
      explain(statement)
      return db.get(statement)
    },
    iterate: (statement) => {
      explain(statement)
      return db.iterate(statement)
    },
    rows: (statement) => {
      explain(statement)
      return db.rows(statement)
    },
    kept: (make) => make(explained),
    close: () => undefined,
  }
  work(explained)
  return lines
}

describe('filters, facets and cursors', () => {
  let test: ReturnType<typeof makeTestDb>
  const ids: string[] = []
  beforeAll(() => {
    test = makeTestDb()
    test.db.exec('BEGIN')
    const settings = readSettings(test.db, '2026-11-22T02:00:00.000Z')
    for (let n = 0; n < 300; n++) {
      const { id } = createEntry(test.db, test.stamp(`2026-11-22T02:${String(n % 60).padStart(2, '0')}:00.000Z`), makeEntry(n).content, {
        imported: n % 3 === 0,
        why: 'create',
        settings,
      })
      ids.push(id)
    }
    for (const id of ids.slice(0, 12)) {
      const entry = entryById(test.db, id)
      if (entry !== undefined) deleteEntry(test.db, test.stamp('2026-11-23T02:00:00.000Z'), entry, { settings })
    }
  })
  afterAll(() => {
    test.close()
  })

  type Facet = 'shareType' | 'office' | 'class' | 'status' | 'format' | 'finding'
  const facetNames: Facet[] = ['shareType', 'office', 'class', 'status', 'format', 'finding']
  const rows = () =>
    test.db
      .all<{
        id: string
        shareType: string
        office: string
        class: string
        status: string
        format: string
        findings: string
        imported: number
        deleted: number
      }>(sql`SELECT id, share_type AS shareType, office, class, status, format, findings, imported, deleted_at IS NOT NULL AS deleted FROM entry`)
      .map((row) => ({ ...row, finding: row.findings.split(' ').filter((code) => code !== '') }))
  const has = (row: ReturnType<typeof rows>[number], facet: Facet, wanted: readonly string[] | undefined): boolean =>
    wanted === undefined || (facet === 'finding' ? row.finding.some((code) => wanted.includes(code)) : wanted.includes(row[facet]))

  it('narrows and counts as a plain count over all entries does, a facet’s own choice left out of its counts', () => {
    const all = rows()
    const values = (facet: Facet) => [...new Set(all.flatMap((row) => (facet === 'finding' ? row.finding : [row[facet]])))]
    const filters = fc.record(
      {
        shareType: fc.subarray(values('shareType'), { minLength: 1 }),
        office: fc.subarray(values('office').slice(0, 6), { minLength: 1 }),
        class: fc.subarray([...values('class'), '9'], { minLength: 1 }),
        format: fc.subarray(values('format'), { minLength: 1 }),
        finding: fc.subarray(values('finding'), { minLength: 1 }),
        imported: fc.boolean(),
        deleted: fc.boolean(),
        ids: fc.subarray(ids.slice(0, 150)),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(
        filters,
        fc.constantFrom('', '信息', '人', '登记 信息', 'xx'),
        fc.constantFrom('relevance' as const, 'title' as const),
        (filter, text, sort) => {
          const found = everyPage(test.db, { text, filter, sort, limit: 40 })
          const withText = text === '' ? null : new Set(everyPage(test.db, { text, filter: { deleted: filter.deleted }, limit: 500 }).ids)
          const base = all.filter(
            (row) =>
              (row.deleted === 1) === (filter.deleted === true) &&
              (filter.imported === undefined || filter.imported === (row.imported === 1)) &&
              (filter.ids === undefined || filter.ids.includes(row.id)) &&
              (withText === null || withText.has(row.id)),
          )
          const passing = (except: Facet | null) =>
            base.filter((row) => facetNames.every((facet) => facet === except || has(row, facet, filter[facet as keyof typeof filter] as string[])))
          expect(found.ids.toSorted()).toEqual(
            passing(null)
              .map((row) => row.id)
              .toSorted(),
          )
          const { facets } = ask(test.db, { text, filter, limit: 1 })
          for (const facet of facetNames) {
            const counts = new Map<string, number>()
            for (const row of passing(facet))
              for (const value of facet === 'finding' ? row.finding : [row[facet]]) counts.set(value, (counts.get(value) ?? 0) + 1)
            expect(new Map(facets?.[facet].filter(({ count }) => count > 0).map(({ value, count }) => [value, count])), facet).toEqual(counts)
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('goes through a selection once, page by page, as the list has it', () => {
    const rid = new Map(test.db.all<{ rid: number; id: string }>(sql`SELECT rid, id FROM entry`).map((row) => [row.rid, row.id]))
    for (const [text, filter] of [
      ['', {}],
      ['', { deleted: true }],
      ['', { shareType: ['不予共享'] }],
      ['信息', {}],
      ['信息', { imported: true, ids: ids.slice(5, 100) }],
    ] as const) {
      const selection = selectionOf(test.db, text, structuredClone(filter) as never)
      const found: number[] = []
      for (let page = ridsOf(test.db, selection, 0, 7); page.length > 0; page = ridsOf(test.db, selection, page.at(-1) ?? 0, 7)) found.push(...page)
      expect(found).toEqual(found.toSorted((a, b) => a - b))
      expect(found.map((one) => rid.get(one)).toSorted()).toEqual(
        everyPage(test.db, { text, filter: structuredClone(filter) as never, limit: 500 }).ids.toSorted(),
      )
      const plans = plansOf(test.db, (db) => ridsOf(db, selection, 3, 7))
      for (const line of plans) expect(line).not.toMatch(/TEMP B-TREE|^SCAN x/)
    }
  })

  it('keeps its place when entries come and go', () => {
    for (const sort of ['relevance', 'updated', 'title', 'provider'] as const) {
      const before = new Set(everyPage(test.db, { text: '信息', sort, limit: 500 }).ids)
      const first = ask(test.db, { text: '信息', sort, limit: 20, facets: false })
      const added = ['信息', '全新的信息', 'a信息'].map(
        (title) => createEntry(test.db, test.stamp('2026-11-24T02:00:00.000Z'), { ...emptyContent(), title }, { imported: false, why: 'create' }).id,
      )
      const gone = first.items[19]?.id ?? ''
      const entry = entryById(test.db, gone)
      if (entry !== undefined) deleteEntry(test.db, test.stamp('2026-11-24T02:00:00.000Z'), entry)
      const later: string[] = []
      for (let cursor = first.next; cursor !== null; ) {
        const page = ask(test.db, { text: '信息', sort, limit: 20, facets: false, cursor })
        later.push(...page.items.map((row) => row.id))
        cursor = page.next
      }
      const seen = [...first.items.map((row) => row.id), ...later]
      expect(new Set(seen).size).toBe(seen.length)
      for (const id of before) expect(seen).toContain(id)
      for (const id of later) expect(before.has(id) || added.includes(id)).toBe(true)
    }
  })

  it('refuses a cursor that is not its own', () => {
    const good = ask(test.db, { text: '信息', limit: 2, facets: false }).next ?? ''
    expect(ask(test.db, { text: '信息', limit: 2, facets: false, cursor: good }).items.length).toBe(2)
    const own = (cursor: string) => (JSON.parse(Buffer.from(cursor, 'base64url').toString()) as string[])[1]
    const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    for (const [text, cursor] of [
      ['信息', ''],
      ['信息', 'abc'],
      ['信息', '☃'],
      ['信息', good.slice(1)],
      ['信息', forged(null)],
      ['信息', forged([1, 'x', { rid: 1, tier: 0, keys: [] }])],
      ['信息', forged([1, own(good), { rid: 1, tier: 0, keys: [] }])],
      ['信息', forged([1, own(good), { rid: 1, tier: 1, keys: ['a'] }])],
      ['信息', forged([1, own(good), { rid: 1, tier: 9, keys: [] }])],
      ['信息', forged([1, own(good), { rid: -1, tier: 1, keys: [] }])],
      ['信息', forged([1, own(good), { rid: 1, tier: 1, keys: [], more: 1 }])],
      ['数据', good],
    ] as const) {
      expect(() => ask(test.db, { text, limit: 2, cursor }), cursor).toThrow(Refusal)
    }
    expect(() => ask(test.db, { text: '信息', sort: 'title', limit: 2, cursor: good })).toThrow(Refusal)
  })

  it('goes on behind the longest names', () => {
    for (let i = 0; i < 3; i++) {
      createEntry(test.db, test.stamp(), { ...emptyContent(), title: `𠮷${'䶮'.repeat(498)}`, provider: '龘'.repeat(200) }, { imported: false, why: 'create' })
    }
    for (const sort of ['relevance', 'title', 'provider'] as const) expect(everyPage(test.db, { text: '𠮷䶮', sort, limit: 1 }).ids.length).toBe(3)
  })

  it('follows a changed entry, and finds deleted ones among the deleted only', () => {
    const { id } = createEntry(test.db, test.stamp(), { ...emptyContent(), title: '独角兽企业名录' }, { imported: false, why: 'create' })
    const found = (text: string, deleted = false) => ask(test.db, { text, filter: { deleted }, facets: false }).items.some((row) => row.id === id)
    expect(found('独角兽')).toBe(true)
    const current = () => entryById(test.db, id) ?? expect.fail()
    changeEntry(test.db, test.stamp(), current(), { title: '瞪羚企业名录' }, { why: 'edit' })
    expect([found('独角兽'), found('瞪羚'), found('dlqy')]).toEqual([false, true, true])
    deleteEntry(test.db, test.stamp(), current())
    expect([found('瞪羚'), found('瞪羚', true)]).toEqual([false, true])
  })
})
