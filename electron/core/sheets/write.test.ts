import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyContent, emptyItem } from '../../../shared/catalogue.ts'
import type { Cell } from '../../../shared/cell.ts'
import { headerText, pathOfHeader, sheetColumns } from '../../../shared/template.ts'
import { arbitraryContent, decodedContent } from '../../../shared/template-codec.fixture.ts'
import { entryDecoder } from '../../../shared/template-codec.ts'
import { readSheets } from './read.ts'
import type { ExportEntry, SheetRow, Stamp, WriteOptions } from './types.ts'
import { writeCsv } from './write-csv.ts'
import { writeDcat, writeJson } from './write-json.ts'
import { writeTemplate } from './write-template.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mulu-write-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

const stamp: Stamp = { agency: '宁波市民政局', user: '王五', on: '2026-11-22', at: '2026-11-22T08:30:00.000Z', purpose: '报送市大数据局 & 核对' }
const extensions = [
  { key: 'updateTime', label: '具体更新时间' },
  { key: 'a.b', label: 'a.b' },
]
const options: WriteOptions = { stamp, extensions }
const id = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`

const arbitraryEntries = fc
  .array(arbitraryContent(extensions.map(({ key }) => key)), { minLength: 1, maxLength: 12 })
  .map((contents) => contents.map((content, at): ExportEntry => ({ id: id(at), version: at + 1, status: 'draft', content })))

const allRows = async (path: string, sheet = 0): Promise<SheetRow[]> => {
  const file = await readSheets(path)
  const rows: SheetRow[] = []
  for await (const batch of file.rows(sheet)) rows.push(...batch)
  file.close()
  return rows
}

/** Reads a file of ours back, grouping its rows the way our own files are recognised: a new entry where its id changes. */
const readBack = async (path: string): Promise<Omit<ExportEntry, 'status'>[]> => {
  const rows = await allRows(path)
  const head = rows.findIndex(({ cells }) => cells.filter((cell) => typeof cell === 'string' && pathOfHeader(cell) !== null).length > 20)
  const above = rows[head - 1]?.cells ?? []
  const paths = (rows[head]?.cells ?? []).map((cell, at) => pathOfHeader(String(cell ?? above[at] ?? '')))
  const idAt = paths.indexOf('meta.entryId')
  const groups: Cell[][][] = []
  for (const { cells } of rows.slice(head + 1)) {
    const entryId = cells[idAt] ?? null
    if (entryId === null || entryId === groups.at(-1)?.[0]?.[idAt]) groups.at(-1)?.push(cells)
    else groups.push([cells])
  }
  const decode = entryDecoder(paths)
  return groups.map((group) => {
    const decoded = decode(group)
    expect(decoded.problems).toEqual([])
    return { id: String(decoded.id), version: Number(decoded.version), content: decodedContent(decoded) }
  })
}

const withoutStatus = (entries: readonly ExportEntry[]) => entries.map(({ status: _, ...entry }) => entry)

describe('entries written and read back', () => {
  it.each([
    ['xlsx', async (path: string, entries: ExportEntry[]) => await writeTemplate(path, [entries], options)],
    ['csv', async (path: string, entries: ExportEntry[]) => await writeCsv(path, [entries], options)],
    ['json', async (path: string, entries: ExportEntry[]) => await writeJson(path, [entries], options)],
  ])('are the same through %s', async (format, write) => {
    const path = join(folder, `round.${format}`)
    await fc.assert(
      fc.asyncProperty(arbitraryEntries, async (entries) => {
        const written = await write(path, entries)
        expect(written.entries).toBe(entries.length)
        expect(await readBack(path)).toEqual(withoutStatus(entries))
      }),
      { numRuns: 25 },
    )
  })

  it('are the same through the streamed flat workbook', async () => {
    const [some] = fc.sample(arbitraryEntries, { numRuns: 1, seed: 7 })
    const many = Array.from({ length: 1_800 }, (_, at): ExportEntry => {
      const base = (some as ExportEntry[])[at % (some as ExportEntry[]).length] as ExportEntry
      const items = [0, 1, 2].map((item) => ({ ...emptyItem(id(at * 10 + item)), name: `信息项${item}`, isKey: item === 0 }))
      return { ...base, id: id(at), content: { ...base.content, items } }
    })
    const path = join(folder, 'flat.xlsx')
    const written = await writeTemplate(path, [many.slice(0, 700), many.slice(700)], options)
    expect(written).toMatchObject({ form: 'flat', entries: 1_800, rows: 5_400 })
    expect(await readBack(path)).toEqual(withoutStatus(many))
    const [, first, second] = await allRows(path)
    expect(first?.cells.at(-1)).toBe('导出单位：宁波市民政局；导出人：王五；导出日期：2026-11-22；用途：报送市大数据局 & 核对')
    expect(second?.cells[0] ?? null).toBe(first?.cells[0] ?? null)
  })

  it('give the same bytes for the same input', async () => {
    const [entries] = fc.sample(arbitraryEntries, { numRuns: 1, seed: 3 })
    const [one, two] = [join(folder, 'one.xlsx'), join(folder, 'two.xlsx')]
    await writeTemplate(one, [entries as ExportEntry[]], options)
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    await writeTemplate(two, [entries as ExportEntry[]], options)
    expect(await readFile(one)).toEqual(await readFile(two))
  })

  it('refuse to drop a local field that has no column', async () => {
    const entry: ExportEntry = { id: id(1), version: 1, status: 'draft', content: { ...emptyContent(), ext: { other: 'x' } } }
    await expect(writeCsv(join(folder, 'x.csv'), [[entry]], options)).rejects.toThrow('ext.other')
  })

  it('stop where they are told to', async () => {
    const stop = new AbortController()
    const entries = function* () {
      for (let at = 0; ; at++) {
        if (at === 50) stop.abort()
        yield [{ id: id(at), version: 1, status: 'draft' as const, content: { ...emptyContent(), title: `第${at}条` } }]
      }
    }
    for (const write of [writeTemplate, writeCsv, writeJson])
      await expect(write(join(folder, 'stopped'), entries(), { ...options, signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' })
  })
})

const sample: ExportEntry = {
  id: id(1),
  version: 3,
  status: 'published',
  content: {
    ...emptyContent(),
    title: '婚姻登记信息',
    titleEn: 'Marriage registrations',
    codes: [
      { code: '307021/000001', cls1: '3', cls2: '07', cls3: '021', cls4: '' },
      { code: '201001/000009', cls1: '2', cls2: '01', cls3: '001', cls4: '' },
    ],
    provider: '宁波市民政局',
    providerCode: '11430000743187451F',
    abstract: '=HYPERLINK("http://example.invalid")',
    formats: [
      { formatClass: '电子表格', formatType: 'xlsx', formatOther: '' },
      { formatClass: '自描述格式', formatType: '其他', formatOther: '表格驱动码' },
    ],
    shareType: '有条件共享',
    isOpen: '是',
    openCondition: '无',
    updateCycle: '每季度',
    publishedOn: '2018-04-02',
    keywords: '婚姻、登记 民政',
    storageG: 1.5,
    contact: '张三 13800000000',
    items: [
      { ...emptyItem(id(10)), name: '姓名', dataType: '字符型C', length: '50', personalInformation: true },
      { ...emptyItem(id(11)), name: '登记日期', dataType: '日期型D', length: '10' },
    ],
  },
}

describe('the full form', () => {
  it('opens in another reader with the same cells, merges, lists and hidden columns', async () => {
    const path = join(folder, 'full.xlsx')
    await writeTemplate(path, [[sample, { ...sample, id: id(2), content: { ...sample.content, items: [] } }]], options)
    const book = read(await readFile(path), { cellStyles: true, bookFiles: true })
    expect(book.SheetNames).toEqual(['政务信息资源目录', '填报说明', '字典'])
    const sheet = book.Sheets.政务信息资源目录 ?? {}
    const rows = utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true, defval: null })
    const columns = sheetColumns(extensions)
    const column = (path: string) => columns.findIndex((candidate) => candidate.path === path)
    expect(rows).toHaveLength(5)
    expect(rows[0]?.slice(0, 4)).toEqual(['信息资源名称（必填项）', '信息资源代码（必填项）', '信息资源提供方', null])
    expect(rows[1]?.slice(2, 4)).toEqual(['信息资源提供方（必填项）', '提供方内部部门'])
    expect(rows[2]?.[column('codes.code')]).toBe('307021/000001\n201001/000009')
    expect(rows[2]?.[column('abstract')]).toBe('=HYPERLINK("http://example.invalid")')
    expect(rows[2]?.[column('storageG')]).toBe(1.5)
    expect([rows[2]?.[column('items.name')], rows[3]?.[column('items.name')]]).toEqual(['姓名', '登记日期'])
    const merges = (sheet['!merges'] ?? []).map(utils.encode_range)
    expect(merges).toContain('A1:A2')
    expect(merges).toContain('C1:D1')
    expect(merges).toContain('A3:A4')
    expect(merges.some((range) => range.includes('5'))).toBe(false)
    expect(sheet['!cols']?.[column('meta.entryId')]?.hidden).toBe(true)
    const xml = String((book as unknown as { files: Record<string, { content: Buffer }> }).files['xl/worksheets/sheet1.xml']?.content)
    expect(xml).toContain('<formula1>字典!$')
    expect(xml).toContain('ySplit="2"')
    expect(xml).toContain('宁波市民政局 王五')
    const cover = utils.sheet_to_json<unknown[]>(book.Sheets.填报说明 ?? {}, { header: 1 }).flat()
    expect(cover).toEqual(expect.arrayContaining(['宁波市民政局', '王五', '2026-11-22', '报送市大数据局 & 核对']))
    const lists = utils.sheet_to_json<unknown[]>(book.Sheets.字典 ?? {}, { header: 1 }).flat()
    expect(lists).toEqual(expect.arrayContaining(['有条件共享', '每季度', '字符型C']))
  })

  it('is an empty form without entries', async () => {
    const path = join(folder, 'empty.xlsx')
    expect(await writeTemplate(path, [], options)).toMatchObject({ form: 'full', entries: 0, rows: 0 })
    expect((await allRows(path)).map(({ row }) => row)).toEqual([1, 2])
  })
})

describe('csv', () => {
  it('neutralises what looks like a formula, and leaves numbers alone', async () => {
    const path = join(folder, 'formula.csv')
    await writeCsv(
      path,
      [[{ ...sample, content: { ...sample.content, titleEn: '-12.5', accessNote: '@SUM(1)', note: '' } as ExportEntry['content'] }]],
      options,
    )
    const text = await readFile(path, 'utf8')
    expect(text.startsWith('\ufeff信息资源名称（必填项）,')).toBe(true)
    expect(text).toContain(`"'=HYPERLINK(""http://example.invalid"")"`)
    expect(text).toContain("'@SUM(1)")
    expect(text).toContain(',-12.5,')
    expect((await readBack(path))[0]?.content).toMatchObject({ abstract: '=HYPERLINK("http://example.invalid")', accessNote: '@SUM(1)', titleEn: '-12.5' })
  })
})

describe('JSON', () => {
  it('is an array of entries in a fixed order, each saying where it comes from', async () => {
    const path = join(folder, 'order.json')
    await writeJson(path, [[sample]], options)
    const [entry] = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>[]
    expect(Object.keys(entry ?? {}).slice(0, 6)).toEqual(['id', 'version', 'status', 'title', 'titleEn', 'codes'])
    expect(entry).toMatchObject({ title: '婚姻登记信息', exported: { agency: '宁波市民政局', user: '王五', on: '2026-11-22' } })
  })
})

describe('DCAT', () => {
  it('describes published open data sets in the terms of DCAT-AP', async () => {
    const path = join(folder, 'dcat.jsonld')
    await writeDcat(path, [[sample]], options)
    type DataSet = Record<string, unknown> & { 'dcat:keyword': { '@value': string }[]; 'dcat:distribution': unknown[] }
    const catalog = JSON.parse(await readFile(path, 'utf8')) as { 'dcat:dataset': [DataSet] }
    expect(catalog).toMatchObject({ '@type': 'dcat:Catalog', 'dct:publisher': { 'foaf:name': { '@value': '宁波市民政局' } } })
    const [set] = catalog['dcat:dataset']
    expect(set).toMatchObject({
      '@id': `urn:uuid:${id(1)}`,
      '@type': 'dcat:Dataset',
      'dct:title': [{ '@value': '婚姻登记信息' }, { '@value': 'Marriage registrations' }],
      'dct:identifier': '307021/000001',
      'adms:identifier': [{ 'skos:notation': '201001/000009' }],
      'dct:accessRights': { '@id': 'http://publications.europa.eu/resource/authority/access-right/PUBLIC' },
      'dct:accrualPeriodicity': { '@id': 'http://publications.europa.eu/resource/authority/frequency/QUARTERLY' },
      'dct:issued': { '@type': 'xsd:date', '@value': '2018-04-02' },
    })
    expect(set['dcat:keyword'].map((word) => word['@value'])).toEqual(['婚姻', '登记', '民政'])
    expect(set['dcat:distribution'][0]).toMatchObject({
      'dct:format': { '@id': 'http://publications.europa.eu/resource/authority/file-type/XLSX' },
    })
    expect(JSON.stringify(catalog)).not.toContain('13800000000')
    expect(JSON.stringify(catalog)).not.toContain('姓名')
  })

  it.each([
    { ...sample, status: 'draft' as const },
    { ...sample, content: { ...sample.content, isOpen: '否' } },
  ])('never lets out what is not published and open', async (entry) => {
    await expect(writeDcat(join(folder, 'closed.jsonld'), [[entry]], options)).rejects.toThrow('not published as open')
  })
})

it('has a column for every heading it writes', () => {
  expect(new Set(sheetColumns(extensions).map(headerText)).size).toBe(sheetColumns(extensions).length)
})
