import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BookType, utils, type WorkBook, write } from '@e965/xlsx'
import fc from 'fast-check'
import { writeXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeAs, utf16, workbookAround, worksheet, zip } from './bytes.fixture.ts'
import { readSheets } from './read.ts'
import type { Cell, ReadLimits, SheetFile } from './types.ts'

let folder = ''
let count = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mulu-read-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

type Opened = Omit<SheetFile, 'rows' | 'close'> & { cells: Cell[][]; rowNumbers: number[] }

/** The file is always misnamed: only its content may count. */
const open = async (content: Buffer | string, sheet = 0, limits: Partial<ReadLimits> = {}): Promise<Opened> => {
  const path = join(folder, `${count++}.docx`)
  await writeFile(path, content)
  const { rows, close, ...file } = await readSheets(path, { limits })
  const all = []
  for await (const batch of rows(sheet)) all.push(...batch)
  close()
  return { ...file, cells: all.map(({ cells }) => cells), rowNumbers: all.map(({ row }) => row) }
}

const heading = ['信息资源名称', '信息资源代码', '提供方']
const body: Cell[][] = [
  ['企业登记信息', '307021/000001', '市场监督管理局'],
  ['婚姻登记信息', '307021/000002', '民政局，社会事务处'],
]

const traditional = ['資訊資源名稱', '提供機關', '摘要']
const traditionalBody: Cell[][] = [
  ['戶政登記資料', '民政局', '戶籍與人口的統計資料，每月更新。'],
  ['空氣品質監測', '環境保護局', '各測站之即時數據'],
]

const csvOf = (rows: readonly Cell[][], separator = ',', ending = '\r\n') => rows.map((row) => row.map((cell) => `"${cell}"`).join(separator)).join(ending)

describe('separated text', () => {
  const text = csvOf([heading, ...body])
  it.each<[string, Buffer | string, string]>([
    ['UTF-8', text, 'utf-8'],
    ['UTF-8 with a mark', `\ufeff${text}`, 'utf-8'],
    ['UTF-16 LE', utf16(text, 'le'), 'utf-16le'],
    ['UTF-16 BE', utf16(text, 'be'), 'utf-16be'],
    ['GB18030', encodeAs('gb18030', text), 'gb18030'],
    ['tabs', text.replaceAll('","', '"\t"'), 'utf-8'],
    ['semicolons', encodeAs('gb18030', text.replaceAll('","', '";"')), 'gb18030'],
    ['old line ends', text.replaceAll('\r\n', '\r'), 'utf-8'],
    ['Unix line ends and one at the end', `${text.replaceAll('\r\n', '\n')}\n`, 'utf-8'],
  ])('in %s', async (_, content, encoding) => {
    expect(await open(content)).toMatchObject({ format: 'csv', encoding, cells: [heading, ...body], sheets: [{ rows: 3, columns: 3 }] })
  })

  it('in Big5', async () => {
    const content = encodeAs('big5', csvOf([traditional, ...traditionalBody]))
    expect(await open(content)).toMatchObject({ encoding: 'big5', cells: [traditional, ...traditionalBody] })
  })

  it('in traditional characters, but GB18030', async () => {
    const content = encodeAs('gb18030', csvOf([traditional, ...traditionalBody]))
    expect(await open(content)).toMatchObject({ encoding: 'gb18030', cells: [traditional, ...traditionalBody] })
  })

  it('with quotes, line breaks in cells, blanks and empty rows', async () => {
    const { cells, rowNumbers } = await open('a,"b ""x""\r\nnext line", c ,\r\n\r\n,,\r\n" ",x"y"z,"q"w\r\n')
    expect(cells).toEqual([
      ['a', 'b "x"\nnext line', ' c '],
      [' ', 'x"y"z', 'qw'],
    ])
    expect(rowNumbers).toEqual([1, 4])
  })

  it('with separators inside quotes does not mistake them', async () => {
    expect((await open('名称;说明\r\n"甲,乙,丙,丁";"x,y,z"\r\n')).cells).toEqual([
      ['名称', '说明'],
      ['甲,乙,丙,丁', 'x,y,z'],
    ])
  })

  it('keeps long codes and leading zeros as they are', async () => {
    expect((await open('代码,号\n110000000000000001,007\n')).cells[1]).toEqual(['110000000000000001', '007'])
  })

  it('is the same however it is cut into pieces', async () => {
    const cell = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r\n', '字', '𠮷', 'a', ' ') })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), async (rows) => {
        const text = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\n')
        const expected = rows
          .map((row) => row.map((value): Cell => value.replaceAll('\r\n', '\n') || null))
          .map((row) => row.slice(0, row.findLastIndex((value) => value !== null) + 1))
          .filter((row) => row.length > 0)
        // Moves every row over the border between two pieces.
        const padding = `"${'x'.repeat((1 << 18) - 20)}",y\n`
        expect((await open(padding + text)).cells.slice(1)).toEqual(expected)
      }),
      { numRuns: 25 },
    )
  }, 20_000)
})

const book = (rows: readonly Cell[][]): WorkBook => {
  const result = utils.book_new()
  const sheet = utils.aoa_to_sheet(
    rows.map((row) => [...row]),
    { cellDates: true, UTC: true },
  )
  sheet['!merges'] = [{ s: { r: 1, c: 0 }, e: { r: 2, c: 0 } }]
  utils.book_append_sheet(result, sheet, '目录')
  utils.book_append_sheet(result, utils.aoa_to_sheet([['不给看']]), '字典')
  result.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }
  return result
}

const day = new Date('2018-04-02T00:00:00Z')
const table: Cell[][] = [
  ['名称', '代码', '数量', '日期', '开放'],
  ['企业登记𠮷', '110000000000000001', 12.5, day, true],
  ['婚姻\n登记', '007', -3, null, false],
]

describe('workbooks', () => {
  it.each<[string, BookType]>([
    ['xlsx', 'xlsx'],
    ['xls', 'biff8'],
  ])('as %s', async (format, bookType) => {
    const file = await open(Buffer.from(write(book(table), { type: 'buffer', bookType, cellDates: true }) as Buffer))
    expect(file).toMatchObject({
      format,
      sheets: [
        { name: '目录', rows: 3, columns: 5, hidden: false, merges: [{ top: 2, left: 0, bottom: 3, right: 0 }] },
        { name: '字典', hidden: true },
      ],
    })
    expect(file.cells).toEqual(table)
  })

  it('as an xls so large that the lean reader takes it', async () => {
    const content = Buffer.from(write(book(table), { type: 'buffer', bookType: 'biff8', cellDates: true }) as Buffer)
    const usual = await open(content)
    expect(await open(content, 0, { thoroughBytes: 0 })).toEqual(usual)
  })

  it('as xls of Excel 5 in the Chinese code page', async () => {
    const texts = ['信息资源名称', '企业登记信息']
    // The writer knows no code pages: it writes stand-ins of the same length, and a CODEPAGE record that says 1252.
    const standIns = ['A'.repeat(12), 'B'.repeat(12)]
    const old = utils.book_new()
    utils.book_append_sheet(
      old,
      utils.aoa_to_sheet([
        [standIns[0], 'x'],
        [standIns[1], 7],
      ]),
      'Sheet1',
    )
    const content = Buffer.from(write(old, { type: 'buffer', bookType: 'biff5' }) as Buffer)
    for (const [at, text] of texts.entries()) encodeAs('gb18030', text).copy(content, content.indexOf(standIns[at] as string))
    content.writeUInt16LE(936, content.indexOf(Buffer.from([0x42, 0, 2, 0])) + 4)
    expect(await open(content)).toMatchObject({
      format: 'xls',
      cells: [
        ['信息资源名称', 'x'],
        ['企业登记信息', 7],
      ],
    })
  })

  it.each<[string, BookType, string]>([
    ['HTML', 'html', 'html'],
    ['SpreadsheetML 2003', 'xlml', 'xml'],
  ])('saved as %s and called .xls', async (_, bookType, format) => {
    const text = write(
      book([
        ['名称', '代码'],
        ['企业登记', '007'],
        ['婚姻登记', '110000000000000001'],
      ]),
      { type: 'string', bookType },
    ) as string
    expect(await open(text)).toMatchObject({
      format,
      cells: [
        ['名称', '代码'],
        ['企业登记', '007'],
        [null, '110000000000000001'],
      ],
    })
  })

  it('as an HTML table in GB18030', async () => {
    const file = await open(
      encodeAs('gb18030', '<html><meta charset="gb2312"><table><tr><td>名称</td><td>代码</td></tr><tr><td>人口&amp;信息</td><td>001</td></tr></table></html>'),
    )
    expect(file).toMatchObject({
      format: 'html',
      encoding: 'gb18030',
      cells: [
        ['名称', '代码'],
        ['人口&信息', '001'],
      ],
    })
  })

  it('that hucre writes, whatever is in the cells', async () => {
    const cell = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
      fc
        .date({ min: new Date('1900-03-01'), max: new Date('2200-01-01'), noInvalidDate: true })
        .map((date) => new Date(Math.floor(date.getTime() / 86_400_000) * 86_400_000)),
      fc.string({ unit: fc.constantFrom('字', '𠮷', '<', '>', '&', '"', "'", ' ', '\n', '\t', ']]>', 'a', '&amp;'), minLength: 1 }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 6 }),
        fc.constantFrom('shared' as const, 'inline' as const),
        async (rows, stringMode) => {
          const content = await writeXlsx({ sheets: [{ name: 'x', rows }], stringMode })
          const expected = rows.map((row) => row.slice(0, row.findLastIndex((value) => value !== null) + 1)).filter((row) => row.length > 0)
          expect((await open(Buffer.from(content))).cells).toEqual(expected)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('with formulas, rich text, phonetic readings, gaps, prefixes and days in Chinese formats', async () => {
    const rows = `<x:row r="3"><x:c r="B3" t="str"><x:f>A1&amp;"x"</x:f><x:v>结果</x:v></x:c><x:c r="D3" t="s"><x:v>0</x:v></x:c></x:row>
      <x:row r="7"><x:c r="A7" s="1"><x:v>43192</x:v></x:c><x:c r="B7" s="2"><x:v>43192.5</x:v></x:c><x:c r="C7" s="3"><x:v>43192</x:v></x:c><x:c r="E7" t="e"><x:v>#N/A</x:v></x:c></x:row>
      <x:row><x:c><x:v>8</x:v></x:c><x:c t="inlineStr"><x:is><x:r><x:t>甲_x000D_</x:t></x:r><x:r><x:t>\n乙</x:t></x:r></x:is></x:c><x:c r="AB8" t="b"><x:v>1</x:v></x:c></x:row>`
    const sheet = `<x:worksheet xmlns:x="y"><x:dimension ref="A1:XFD1048576"/><x:sheetData>${rows}</x:sheetData><x:mergeCells count="1"><x:mergeCell ref="B3:C5"/></x:mergeCells></x:worksheet>`
    const file = await open(
      zip(
        workbookAround(sheet, [
          {
            name: 'xl/sharedStrings.xml',
            content: '<sst><si><r><t>信息</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 资源</t></r><rPh sb="0" eb="1"><t>シン</t></rPh></si></sst>',
          },
          {
            name: 'xl/styles.xml',
            content: `<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="177" formatCode="0.00_);[Red]\\(0.00\\)"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="176"/><xf numFmtId="177"/></cellXfs></styleSheet>`,
          },
        ]),
      ),
    )
    expect(file.sheets).toEqual([{ name: '目录', rows: 8, columns: 28, hidden: false, merges: [{ top: 3, left: 1, bottom: 5, right: 2 }] }])
    expect(file.rowNumbers).toEqual([3, 7, 8])
    expect(file.cells[0]).toEqual([null, '结果', null, '信息 资源'])
    expect(file.cells[1]).toEqual([day, new Date('2018-04-02T12:00:00Z'), 43192, null, '#N/A'])
    expect(file.cells[2]?.slice(0, 3)).toEqual([8, '甲\n乙', null])
    expect(file.cells[2]?.[27]).toBe(true)
  })

  it('with the relation of a sheet forgotten', async () => {
    const parts = workbookAround(worksheet('<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c></row>'))
    expect(await open(zip(parts.filter(({ name }) => !name.endsWith('workbook.xml.rels'))))).toMatchObject({ format: 'xlsx', cells: [['名称']] })
  })
})

describe('JSON', () => {
  it('lists objects under the union of their keys', async () => {
    const list = [
      { 标题: '人口"信息', 格式: ['xls', 'csv'], 时间: 1522598400000, 无: null },
      { 标题: 'a\r\nb', 提供方: { 名称: '民政局', 联系: { 电话: '0574' } }, 格式: [] },
    ]
    expect((await open(JSON.stringify(list, null, 2))).cells).toEqual([
      ['标题', '格式', '时间', '无', '提供方.名称', '提供方.联系.电话'],
      ['人口"信息', 'xls\ncsv', 1522598400000, null, null, null],
      ['a\nb', null, null, null, '民政局', '0574'],
    ])
  })

  it('is found inside what a portal wraps around it, in any encoding', async () => {
    const content = encodeAs('gb18030', JSON.stringify({ code: 0, tags: [{ a: 1 }], data: { total: 2, list: [{ 名称: '人口' }, { 名称: '法人' }] } }))
    expect(await open(content)).toMatchObject({ format: 'json', encoding: 'gb18030', cells: [['名称'], ['人口'], ['法人']] })
  })

  it('is empty when its list is', async () => {
    expect((await open('[]')).sheets[0]).toMatchObject({ rows: 0, columns: 0 })
  })

  it.each(['[{"a":1},', '[{"a":1}', '[1,2]', '[{"a":}]', '{"a":', '["x"]'])('%s is refused', async (content) => {
    await expect(open(content)).rejects.toMatchObject({ failure: { code: 'sheet.broken' } })
  })
})
