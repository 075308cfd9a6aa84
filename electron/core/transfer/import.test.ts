import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Cell } from '../../../shared/cell.ts'
import type { Output } from '../../../shared/contract.ts'
import type { TaskProcess } from '../ports.ts'
import { startNodeTask } from '../tasks/node.ts'
import { startTaskHere } from '../tasks/testing.ts'
import { assetsDir, makeTestCore, type TestCore } from '../vault/testing.ts'
import { templateHead, writeWorkbook } from './testing.ts'

type Result = Output<'catalogue.import'>

let test: TestCore
/** Whether tasks run in processes of their own, and the one last started, to be ended at a bad moment. */
const tasks: { apart: boolean; last: TaskProcess | null } = { apart: false, last: null }
beforeAll(async () => {
  test = await makeTestCore({
    ports: {
      startTask: (name) => {
        tasks.last = tasks.apart ? startNodeTask(name) : startTaskHere(name)
        return tasks.last
      },
    },
  })
  await test.as('officer')
})
afterAll(async () => {
  await test.close()
})

let count = 0
const place = (name: string) => join(test.temp, `${++count}-${name}`)
const workbook = (rows: Cell[][], name = 'Sheet1') => writeWorkbook(place('sheet.xlsx'), [{ name, rows }])
const bring = (file: string, more: Partial<Parameters<typeof test.value<'catalogue.import'>>[1]> = {}) =>
  test.value('catalogue.import', { file, secrecy: '不涉密', apply: true, ...more })
const totals = ({ rows, created, changed, unchanged, rejected }: Result) => [rows, created, changed, unchanged, rejected]
const entries = async () => (await test.value('catalogue.search', { limit: 500 })).items
const find = async (title: string) => {
  const row = (await entries()).find((entry) => entry.title === title)
  if (row === undefined) throw new Error(`no entry ${title}`)
  return (await test.value('catalogue.get', { id: row.id })).entry
}
const clear = async () => {
  const living = await entries()
  if (living.length > 0) await test.value('catalogue.delete', { entries: living.map(({ id, version }) => ({ id, base: version })) })
}

const flat = ['资源名称', '资源代码', '所属单位', '资源描述', '数据存储总量（G）', '更新周期']

describe('an import', () => {
  beforeEach(clear)

  it('asks about secrecy before it looks at the file', async () => {
    for (const [secrecy, code] of [
      [undefined, 'secrecy.undeclared'],
      ['不确定', 'secrecy.unsure'],
      ['涉密或工作秘密', 'secrecy.refused'],
    ] as const) {
      const reply = await test.call('catalogue.import', { file: '/nowhere', ...(secrecy === undefined ? {} : { secrecy }) })
      expect(reply).toMatchObject({ ok: false, error: { code } })
    }
  })

  it('takes no mark in the values for fields without a column', async () => {
    const file = await workbook([['资源名称'], ['企业登记']])
    const reply = await test.call('catalogue.import', { file, secrecy: '不涉密', apply: true, defaults: { providerOffice: '机密★长期' } })
    expect(reply).toMatchObject({ ok: false, error: { code: 'secrecy.marked', params: { mark: '机密' } } })
    expect(await entries()).toEqual([])
  })

  it('tells names apart that differ by where a dash stands between digits', async () => {
    const names = ['房屋登记 1-300', '房屋登记 13-00', '房屋登记 1–300']
    const file = await workbook([['资源名称', '所属单位'], ...names.map((name) => [name, '住建局'])])
    expect(totals(await bring(file))).toEqual([3, 2, 0, 0, 1])
  })

  it('reads the template: title, merged blocks, one row per item', async () => {
    const resource = [
      '部门信息资源目录',
      '07',
      '021',
      '市监局',
      '登记处',
      null,
      '企业登记信息',
      '307021/000001',
      '市场监督管理局',
      '登记处',
      '11330200MB1',
      '全市企业',
      '数据库',
      'mysql',
      null,
      1.5,
      20,
      0,
    ]
    const rows: Cell[][] = [
      ...templateHead.rows,
      [...resource, '企业名称', '字符型', 100, '有条件共享', '用于核验', '共享平台', '接口', '否', null, '每天', '2017年11月15日', null],
      [...resource.map(() => null), '注册资本', '货币型', 20],
      [
        ...resource.map((cell, at) => (at === 6 ? '个体户登记信息' : at === 7 ? '307021/000002' : cell)),
        '字号',
        'C',
        50,
        '无条件',
        null,
        null,
        null,
        '是',
        '无',
        '每月',
        new Date('2020-05-01'),
        null,
      ],
    ]
    const merges = [...templateHead.merges, ...resource.map((_, at) => ({ top: 4, left: at, bottom: 5, right: at }))]
    const file = await writeWorkbook(place('template.xlsx'), [{ rows, merges }])
    const dry = await bring(file, { apply: false })
    expect([totals(dry), dry.sheetRows, dry.applied]).toEqual([[2, 2, 0, 0, 0], 3, false])
    expect(await entries()).toEqual([])
    expect(totals(await bring(file))).toEqual([2, 2, 0, 0, 0])
    const { content, status, imported } = await find('企业登记信息')
    expect([status, imported]).toEqual(['draft', true])
    expect(content).toMatchObject({
      codes: [{ code: '307021/000001', cls1: '3', cls2: '07', cls3: '021', cls4: '市监局>登记处' }],
      provider: '市场监督管理局',
      shareType: '有条件共享',
      shareWayClass: '共享平台方式',
      updateCycle: '每日',
      publishedOn: '2017-11-15',
      items: [
        { name: '企业名称', dataType: '字符型C', length: '100' },
        { name: '注册资本', dataType: '货币型Y' },
      ],
    })
    expect((await test.value('catalogue.search', { text: '注册资本' })).items.map(({ title }) => title)).toEqual(['企业登记信息'])
    expect(totals(await bring(file))).toEqual([2, 0, 0, 2, 0])
  })

  it('gives the dry run’s figures, cell by cell, and keeps identity and status', async () => {
    await bring(await workbook([flat, ['企业登记', 'A', '甲局', '旧', 1, '每年'], ['社团登记', 'B', '甲局', '不变', 1, '每年']]))
    const { id, version } = await find('企业登记')
    const file = await workbook([
      flat,
      ['企业登记', 'A', '甲局', '新', 1, null],
      ['社团登记', 'B', '甲局', '不变', 1, '年度'],
      ['基金会', null, '甲局', null, null, null],
    ])
    const dry = await bring(file, { apply: false })
    const real = await bring(file)
    expect({ ...real, applied: false }).toEqual(dry)
    expect(totals(real)).toEqual([3, 1, 1, 1, 0])
    expect(real.changes).toEqual([{ row: 2, id, title: '企业登记', fields: [{ field: 'abstract', from: '旧', to: '新' }] }])
    const entry = await find('企业登记')
    expect([entry.id, entry.version, entry.content.updateCycle]).toEqual([id, version + 1, '每年'])
    expect((await test.value('catalogue.history', { id })).versions.map(({ why }) => why)).toEqual(['import', 'import'])
  })

  it('keeps bad rows in a file that can be corrected and imported again', async () => {
    const file = await workbook([
      ['目录清单'],
      flat,
      ['企业登记', 'A', '甲局', null, '12G', null],
      ['社团登记', 'B', '甲局', null, 2, null],
      [null, null, '甲局', '没有名称', 1, null],
      ['企业登记', 'A', '乙局', null, 1, null],
    ])
    const rejectsFile = place('rejects.xlsx')
    const first = await bring(file, { rejectsFile })
    expect([totals(first), first.rejectsFile]).toEqual([[4, 1, 0, 0, 3], expect.stringContaining('rejects.xlsx')])
    expect(first.rejects.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual([
      '3 数据存储总量（G） notANumber',
      '5 资源名称 noTitle',
      '6 资源名称 duplicate',
    ])
    expect(first.rejects[2]?.message).toBe('与第 3 行是同一条目录')
    const again = await bring(rejectsFile, { apply: false })
    expect([totals(again), again.rejects.map(({ row, code }) => `${row} ${code}`)]).toEqual([
      [3, 0, 0, 0, 3],
      ['3 notANumber', '4 noTitle', '5 duplicate'],
    ])
    const look = await test.value('catalogue.inspectFile', { file: rejectsFile })
    expect(look.proposal.columns.at(-1)).toMatchObject({ header: '退回原因', field: '' })
    expect(look.preview[2]?.at(-1)).toBe('数据存储总量（G）：这里只能填数字，不带单位和文字')
  })

  it('takes all or nothing when asked', async () => {
    const file = await workbook([flat, ['企业登记', 'A', '甲局', null, 1, null], ['社团登记', 'B', '甲局', null, '很多', null]])
    const held = await bring(file, { allOrNothing: true })
    expect([totals(held), held.applied, await entries()]).toEqual([[2, 1, 0, 0, 1], false, []])
  })

  it('matches by code, else by name and provider, and never guesses', async () => {
    await bring(
      await workbook([
        flat,
        ['企业登记', 'A', '甲局', null, null, null],
        ['社团登记', null, '甲局', null, null, null],
        ['社团登记', null, '乙局', null, null, null],
      ]),
    )
    await test.value('catalogue.save', { patch: { title: '社团-登记', provider: '乙局' }, secrecy: '不涉密' })
    const result = await bring(
      await workbook([
        flat,
        ['企业登记信息', 'A', '甲局', null, null, null],
        ['社团 登记', 'C', '甲局', null, null, null],
        ['社团登记', null, '乙局', null, null, null],
      ]),
      { apply: false },
    )
    expect(totals(result)).toEqual([3, 0, 2, 0, 1])
    expect(result.changes.map(({ fields }) => fields.map(({ field }) => field))).toEqual([['title'], ['title', 'codes']])
    expect(result.rejects).toMatchObject([{ row: 4, code: 'ambiguous', message: '已有 2 条目录与它同名或同代码，无法确定是哪一条' }])
  })

  it('learns a mapping once and proposes it the next time', async () => {
    const header = ['名字', '哪家的', '讲什么']
    const file = await workbook([header, ['企业登记', '甲局', '摘要']])
    expect(await test.call('catalogue.import', { file, secrecy: '不涉密' })).toMatchObject({ ok: false, error: { code: 'sheet.noMapping' } })
    const { proposal, template } = await test.value('catalogue.inspectFile', { file })
    expect([template, proposal.columns.map(({ field }) => field)]).toEqual([null, ['', '', '']])
    const mapping = { ...proposal, columns: proposal.columns.map((column, at) => ({ ...column, field: ['title', 'provider', 'abstract'][at] ?? '' })) }
    const wrong = { ...mapping, columns: mapping.columns.map((column) => ({ ...column, field: 'name' })) }
    expect(await test.call('catalogue.import', { file, secrecy: '不涉密', mapping: wrong })).toMatchObject({ ok: false, error: { code: 'sheet.unknownField' } })
    expect(totals(await bring(file, { mapping }))).toEqual([1, 1, 0, 0, 0])
    await test.value('catalogue.saveMapping', { name: '各处室的表', mapping })
    const next = await workbook([header.map((text) => `${text}（必填）`), ['社团登记', '甲局', '另一个']], '二月')
    expect((await test.value('catalogue.inspectFile', { file: next })).template).toBe('各处室的表')
    expect(totals(await bring(next))).toEqual([1, 1, 0, 0, 0])
    expect((await test.value('catalogue.mappings', {})).mappings.map(({ name }) => name)).toEqual(['各处室的表'])
  })

  it('reads csv of any encoding, with tabs, and JSON of a platform', async () => {
    const text = '目录名称\t来源部门\t数据格式\n企业登记\t甲局\txls\n'
    const gbk = place('a.csv')
    // 目录名称, 来源部门 … in GB18030: the reader must tell it from UTF-8 by itself.
    writeFileSync(gbk, Buffer.from('c4bfc2bcc3fbb3c609c0b4d4b4b2bfc3c50acfa4d6aab5c7bcc709bcd7bed60a', 'hex'))
    expect((await test.value('catalogue.inspectFile', { file: gbk })).format).toBe('csv (gb18030)')
    expect(totals(await bring(gbk))).toEqual([1, 1, 0, 0, 0])
    const utf8 = place('b.xlsx')
    writeFileSync(utf8, `\ufeff${text}`)
    expect(totals(await bring(utf8))).toEqual([1, 1, 0, 0, 0])
    const json = place('c.json')
    writeFileSync(
      json,
      JSON.stringify({
        code: 0,
        data: { list: [{ cata_title: '企业登记', orgName: '甲局', publishedtime: 1522598400000, resourceformattype: ['xls', 'mysql'] }] },
      }),
    )
    expect(totals(await bring(json))).toEqual([1, 0, 1, 0, 0])
    expect((await find('企业登记')).content).toMatchObject({
      publishedOn: '2018-04-02',
      formats: [{ formatType: 'xls' }, { formatClass: '数据库', formatType: 'mysql' }],
    })
  })

  it('fills in the provider from the default, else from the agency’s profile', async () => {
    await test.value('profile.save', { patch: { agency: '澄湖市民政局', creditCode: '11349900MB7C2K106Y' } })
    const file = await workbook([
      ['资源名称', '更新周期'],
      ['社团登记', '每月'],
    ])
    expect(totals(await bring(file))).toEqual([1, 1, 0, 0, 0])
    expect((await find('社团登记')).content).toMatchObject({ provider: '澄湖市民政局', providerCode: '11349900MB7C2K106Y' })
    expect(totals(await bring(file, { defaults: { provider: '大数据局' } }))).toEqual([1, 1, 0, 0, 0])
    expect(totals(await bring(file, { defaults: { provider: '大数据局' } }))).toEqual([1, 0, 0, 1, 0])
    await test.value('profile.save', { patch: { agency: '', creditCode: '' } })
  })
})

describe('a file with a mark', () => {
  beforeEach(clear)

  const logSize = () => statSync(join(test.dir, 'catalogue.db-wal'), { throwIfNoEntry: false })?.size ?? 0
  const good = ['企业登记', 'A', '甲局', '摘要', 1, null] satisfies Cell[]
  const later = Array.from({ length: 3000 }, (_, at) => [`目录${at}`, null, '甲局', null, null, null])

  it.each([
    ['in the last cell', [{ rows: [flat, good, ...later, ['其他', null, '甲局', '秘密★10年', null, null]] }]],
    ['on a hidden sheet', [{ rows: [flat, good] }, { name: '附表', hidden: true, rows: [['机密★启用前']] }]],
    ['in a sheet’s name', [{ rows: [flat, good] }, { name: '绝密★', rows: [['x']] }]],
    [
      'as an answer',
      [
        {
          rows: [
            [...flat, '是否涉密'],
            [...good, '否'],
            ['军工目录', null, '甲局', null, null, null, '是'],
          ],
        },
      ],
    ],
  ])('%s is refused whole: no row, no file, nothing in the vault', async (_, sheets) => {
    const file = await writeWorkbook(place('marked.xlsx'), sheets)
    const rejectsFile = place('rejects.xlsx')
    const before = logSize()
    const reply = await test.call('catalogue.import', { file, secrecy: '不涉密', apply: true, rejectsFile })
    expect(reply).toMatchObject({ ok: false, error: { code: 'secrecy.marked' } })
    expect([await entries(), existsSync(rejectsFile), existsSync(`${rejectsFile}.part`)]).toEqual([[], false, false])
    // The refusal itself is on record: a page or two, not thousands of rows.
    expect(logSize() - before).toBeLessThan(50_000)
    const look = await test.value('catalogue.inspectFile', { file })
    expect([look.secrecyMarks.length, look.preview]).toEqual([1, []])
  })
})

describe('a workbook of our own', () => {
  beforeEach(clear)

  const edit = async (file: string, change: (rows: Cell[][]) => void): Promise<string> => {
    const { read } = await import('hucre')
    const book = await read(readFileSync(file))
    const rows = book.sheets[0]?.rows.map((row) => [...row]) as Cell[][]
    change(rows)
    const merges = (book.sheets[0]?.merges ?? []).map(({ startRow, startCol, endRow, endCol }) => ({
      top: startRow + 1,
      left: startCol,
      bottom: endRow + 1,
      right: endCol,
    }))
    return writeWorkbook(place('edited.xlsx'), [{ rows, merges }])
  }
  const column = (rows: Cell[][], header: string) => {
    for (const row of rows.slice(0, 2)) {
      const at = row.findIndex((cell) => typeof cell === 'string' && cell.replace('（必填项）', '') === header)
      if (at >= 0) return at
    }
    throw new Error(`no column ${header}`)
  }

  it('comes back as it went, edited cells by edited cells', async () => {
    await test.value('catalogue.sample', { secrecy: '不涉密' })
    const file = place('out.xlsx')
    await test.value('catalogue.export', { file, format: 'xlsx' })
    expect(totals(await bring(file))).toEqual([60, 0, 0, 60, 0])
    const before = await find('养老机构备案信息')
    const edited = await edit(file, (rows) => {
      const [title, abstract, name] = [column(rows, '信息资源名称'), column(rows, '信息资源摘要'), column(rows, '信息项名称')]
      const at = rows.findIndex((row) => row[title] === '养老机构备案信息')
      const row = rows[at] as Cell[]
      row[title] = '养老机构登记备案信息'
      row[abstract] = null
      ;(rows[at + 1] as Cell[])[name] = '社会信用代码'
    })
    const result = await bring(edited)
    expect(totals(result)).toEqual([60, 0, 1, 59, 0])
    const after = await find('养老机构登记备案信息')
    expect([after.id, after.status, after.content.abstract]).toEqual([before.id, 'published', ''])
    expect(after.content.items.map(({ id }) => id)).toEqual(before.content.items.map(({ id }) => id))
    expect(after.content.items[1]?.name).toBe('社会信用代码')

    // The first workbook is now older than the entry: what it still says as it was exported leaves the newer values.
    expect(totals(await bring(file))).toEqual([60, 0, 0, 60, 0])
    const clash = await edit(file, (rows) => {
      const row = rows.find((cells) => cells[column(rows, '信息资源名称')] === '养老机构备案信息') as Cell[]
      row[column(rows, '信息资源名称')] = '第三个名称'
    })
    expect((await bring(clash)).rejects).toMatchObject([{ column: '信息资源名称（必填项）', code: 'changedSince', params: { version: 1 } }])
  })

  it('finds its entries by id even where another row has taken their name', async () => {
    await bring(await workbook([flat, ['企业登记', null, '甲局', '摘要', null, null]]))
    const { id } = await find('企业登记')
    const file = place('out.xlsx')
    await test.value('catalogue.export', { file, format: 'csv' })
    const lines = readFileSync(file, 'utf8').split('\r\n')
    const added = (lines[1] ?? '').replace(/[0-9a-f-]{36},1,/, ',,').replace('摘要', '新的')
    writeFileSync(file, [lines[0], added, (lines[1] ?? '').replace('企业登记', '企业登记信息'), ''].join('\r\n'))
    const result = await bring(file)
    expect(totals(result)).toEqual([2, 1, 1, 0, 0])
    expect([(await find('企业登记信息')).id, (await find('企业登记')).content.abstract]).toEqual([id, '新的'])
  })

  it('asks to restore a deleted entry first', async () => {
    await bring(await workbook([flat, ['企业登记', null, '甲局', '摘要', null, null]]))
    const file = place('out.json')
    await test.value('catalogue.export', { file, format: 'json' })
    await clear()
    expect((await bring(file)).rejects).toMatchObject([{ code: 'deleted' }])
  })

  it('goes to another vault with its identities', async () => {
    await bring(
      await workbook([
        ['资源名称', '信息项名称'],
        ['企业登记', '名称'],
        [null, '住所'],
      ]),
    )
    const file = place('out.xlsx')
    await test.value('catalogue.export', { file, format: 'xlsx' })
    const entry = await find('企业登记')
    const other = await makeTestCore({ ports: { startTask: startTaskHere } })
    try {
      await other.as('officer')
      expect(totals(await other.value('catalogue.import', { file, secrecy: '不涉密', apply: true }))).toEqual([1, 1, 0, 0, 0])
      expect((await other.value('catalogue.get', { id: entry.id })).entry.content).toEqual(entry.content)
    } finally {
      await other.close()
    }
  })
})

describe('an import that ends early', () => {
  beforeAll(() => {
    tasks.apart = true
  })
  afterAll(() => {
    tasks.apart = false
  })
  beforeEach(clear)

  const many = (rows: number): string => {
    const file = place('many.csv')
    writeFileSync(file, [flat.join(','), ...Array.from({ length: rows }, (_, at) => `目录${at},C${at},甲局,摘要${at},1,每年`)].join('\n'))
    return file
  }

  it('leaves no trace when cancelled', async () => {
    const stop = new AbortController()
    const off = test.core.on('progress', ({ phase }) => {
      if (phase === 'match') stop.abort()
    })
    const rejectsFile = place('rejects.xlsx')
    const reply = await test.core.call('catalogue.import', { file: many(5000), secrecy: '不涉密', apply: true, rejectsFile }, { signal: stop.signal })
    off()
    expect(reply).toMatchObject({ ok: false, error: { code: 'call.cancelled' } })
    expect([await entries(), existsSync(rejectsFile), existsSync(`${rejectsFile}.part`)]).toEqual([[], false, false])
    expect(totals(await bring(many(3)))).toEqual([3, 3, 0, 0, 0])
  })

  it('says so when the reading process dies, and leaves no trace', async () => {
    const off = test.core.on('progress', ({ phase }) => {
      if (phase === 'match') tasks.last?.kill()
    })
    const reply = await test.call('catalogue.import', { file: many(5000), secrecy: '不涉密', apply: true })
    off()
    expect(reply).toMatchObject({ ok: false, error: { code: 'sheet.stopped', params: { why: 'killed' } } })
    expect(await entries()).toEqual([])
  })

  it('has a plain reason for files that can not be read', async () => {
    const broken = place('x.xlsx')
    writeFileSync(broken, Buffer.from('504b0304ffff', 'hex'))
    const empty = await workbook([flat])
    for (const [file, code] of [
      [broken, 'sheet.broken'],
      [empty, 'sheet.empty'],
      [join(test.temp, 'none.xlsx'), 'file.unreadable'],
    ] as const) {
      expect(await test.call('catalogue.import', { file, secrecy: '不涉密' })).toMatchObject({ ok: false, error: { code } })
    }
  })
})

describe('the listings of real portals', () => {
  it.each([
    ['jiangsu_jiangsu.json', 965, 0],
    ['guizhou_guiyang.json', 2469, 104],
    ['zhejiang_ningbo.json', 1753, 0],
  ])('%s: totals add up, and a second time nothing changes', async (name, rows, rejected) => {
    const file = join(assetsDir, 'listings', name)
    const defaults = { provider: '默认单位' }
    const first = await bring(file, { defaults })
    expect(totals(first)).toEqual([rows, rows - rejected, 0, 0, rejected])
    expect(new Set(first.rejects.map(({ code }) => code))).toEqual(new Set(rejected === 0 ? [] : ['duplicate']))
    const again = await bring(file, { defaults, apply: false })
    expect(totals(again)).toEqual([rows, 0, 0, rows - rejected, rejected])
  })
})
