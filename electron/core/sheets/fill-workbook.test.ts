import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as sheetjs from '@e965/xlsx'
import { readXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { fillWorkbook } from './fill-workbook.ts'
import { textsIn } from './workbook-texts.ts'
import { zipOf } from './zip-write.ts'

const guide = readFileSync(join(import.meta.dirname, '..', '..', '..', 'assets', 'templates', 'guide-2017-example.xlsx'))
const stamp = { agency: '澄湖市民政局', user: '李编目', on: '2026-11-26', at: '2026-11-26T00:00:00.000Z', purpose: '报送 <A&B>' }

test('rows go in, all else stays: other readers see headings, drop-downs, the other sheet and the new rows', async () => {
  const rows = [
    ['民政', null, null, null, '甲 <&> "引号"', '_x000D_', null, 12.5],
    [null, null, null, null, '第二行\n换行'],
  ]
  const made = await fillWorkbook(guide, 'guide.xlsx', { rows: [{ sheet: 'Sheet1', firstDataRow: 4, below: 'replaced', rows }], cells: [] }, stamp)
  const other = sheetjs.read(made, { cellStyles: true })
  expect(other.SheetNames).toEqual(['Sheet1', '字典'])
  const cells = sheetjs.utils.sheet_to_json<unknown[]>(other.Sheets.Sheet1 as sheetjs.WorkSheet, { header: 1, blankrows: false })
  expect(cells).toHaveLength(5)
  expect(cells[0]?.[0]).toBe('政务信息资源目录模板')
  expect(cells[3]?.slice(4, 8)).toEqual(['甲 <&> "引号"', '_x000D_', undefined, 12.5].map((cell) => cell ?? undefined))
  expect(String(cells[4]?.[4]).replace('\r\n', '\n')).toBe('第二行\n换行')
  const { sheets } = await readXlsx(made)
  expect(sheets[0]?.dataValidations?.map(({ range }) => range)).toEqual(['W4:W1048576', 'AC4:AC1048576'])
  expect(sheets[0]?.merges?.every(({ startRow }) => startRow < 3)).toBe(true)
  expect(sheets[1]?.rows.length).toBe(8)
  // The example's words are nowhere in the file, and who took it out is in its properties.
  const words = (await textsIn(made, 'made.xlsx')).join('\n')
  expect((await textsIn(guide, 'guide.xlsx')).join('\n')).toContain('婚姻登记信息')
  expect(words).not.toContain('婚姻登记信息')
  expect(words).toContain('报送 <A&B>')
  // Same input, same bytes; filled twice as filled once.
  expect(
    (await fillWorkbook(guide, 'guide.xlsx', { rows: [{ sheet: 'Sheet1', firstDataRow: 4, below: 'replaced', rows }], cells: [] }, stamp)).equals(made),
  ).toBe(true)
  expect(
    (await fillWorkbook(made, 'made.xlsx', { rows: [{ sheet: 'Sheet1', firstDataRow: 4, below: 'replaced', rows }], cells: [] }, stamp)).equals(made),
  ).toBe(true)
})

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const hand = (sheet: string) =>
  zipOf([
    {
      name: '[Content_Types].xml',
      chunks: [
        '<Types><Override PartName="/xl/workbook.xml" ContentType="a"/><Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/></Types>',
      ],
    },
    { name: '_rels/.rels', chunks: ['<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>'] },
    { name: 'xl/workbook.xml', chunks: [`<x:workbook xmlns:x="${main}"><x:sheets><x:sheet name="表" sheetId="1" r:id="r1"/></x:sheets></x:workbook>`] },
    {
      name: 'xl/_rels/workbook.xml.rels',
      chunks: [
        '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/Sheet1.xml"/><Relationship Id="r2" Type="x/calcChain" Target="calcChain.xml"/></Relationships>',
      ],
    },
    { name: 'xl/calcChain.xml', chunks: ['<calcChain/>'] },
    { name: 'xl/worksheets/Sheet1.xml', chunks: [sheet] },
  ])

test('a prefix before every name, rows without numbers, styles of the first data row, columns and the order of calculation', async () => {
  const sheet = `<x:worksheet xmlns:x="${main}"><x:dimension ref="A1:B3"/><x:cols><x:col min="2" max="2" style="7"/></x:cols><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>标题</x:t></x:is></x:c></x:row><x:row ht="30" customHeight="1"><x:c r="A2" s="5"><x:v>1</x:v></x:c></x:row><x:row><x:c r="A3"><x:f>A2+1</x:f></x:c></x:row></x:sheetData><x:mergeCells count="1"><x:mergeCell ref="A2:A3"/></x:mergeCells></x:worksheet>`
  const made = await fillWorkbook(
    await hand(sheet),
    'hand.xlsx',
    { rows: [{ sheet: '表', firstDataRow: 2, below: 'replaced', rows: [['甲', '乙']] }], cells: [] },
    null,
  )
  const { sheets } = await readXlsx(made)
  expect(sheets[0]?.rows).toEqual([
    ['标题', null],
    ['甲', '乙'],
  ])
  const again = await fillWorkbook(made, 'made.xlsx', { rows: [{ sheet: '', firstDataRow: 2, below: 'replaced', rows: [] }], cells: [] }, null)
  expect((await readXlsx(again)).sheets[0]?.rows[0]?.[0]).toBe('标题')
  const text = async (data: Buffer, part: RegExp) => {
    const { zipParts, inflatePart } = await import('./zip.ts')
    const { readLimits } = await import('./types.ts')
    for (const each of zipParts(data, readLimits).values()) {
      if (!part.test(each.written)) continue
      const chunks: Buffer[] = []
      for await (const chunk of inflatePart(data, each)) chunks.push(chunk)
      return Buffer.concat(chunks).toString()
    }
    return null
  }
  const xml = (await text(made, /Sheet1\.xml$/)) ?? ''
  expect(xml).toContain('<x:row r="2" ht="30" customHeight="1"><x:c r="A2" s="5" t="inlineStr">')
  expect(xml).toContain('<x:c r="B2" s="7" t="inlineStr">')
  expect(xml).not.toContain('mergeCell')
  expect(xml).toContain('ref="A1:B2"')
  expect(await text(made, /calcChain/)).toBeNull()
  expect(await text(made, /rels$/)).not.toContain('calcChain')
  expect(await text(made, /Content_Types/)).not.toContain('calcChain')
})

test('what is no workbook, has no such sheet, or is too large is refused by name', async () => {
  const fill = (data: Buffer, sheet = 'Sheet1') =>
    fillWorkbook(data, 'x.xlsx', { rows: [{ sheet, firstDataRow: 4, below: 'replaced', rows: [] }], cells: [] }, null)
  await expect(fill(Buffer.from('a,b\n1,2'))).rejects.toThrow('listing.workbookForm')
  await expect(fill(guide, '没有这张表')).rejects.toThrow('listing.workbookForm')
  await expect(fill(Buffer.alloc(9 << 20))).rejects.toThrow('sheet.tooLarge')
  await expect(fill(await hand('<worksheet/>'), '表')).rejects.toThrow('listing.workbookForm')
  await expect(fill(guide.subarray(0, 4000))).rejects.toThrow('sheet.broken')
})
