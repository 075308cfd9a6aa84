import * as sheetjs from '@e965/xlsx'
import fc from 'fast-check'
import { colToLetter, readXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { sheetText } from '../../../shared/cell.ts'
import { cityForm, sheetPart } from './city-form.fixture.ts'
import type { CellFill } from './fill-cells.ts'
import { fillWorkbook } from './fill-workbook.ts'
import { readLimits } from './types.ts'
import { inflatePart, zipParts } from './zip.ts'

const stamp = { agency: '澄湖市民政局', user: '李编目', on: '2026-11-26', at: '2026-11-26T00:00:00.000Z', purpose: '季度报送' }
const form = await cityForm()
const day = new Date('2026-10-09T00:00:00.000Z')
const cell = (at: string, value: CellFill['value'], sheet = '报表'): CellFill => ({ sheet, at, value })
const fill = (cells: readonly CellFill[], data = form) => fillWorkbook(data, '报表.xlsx', { rows: [], cells }, stamp)

const parts = async (data: Buffer): Promise<Map<string, Buffer>> => {
  const found = new Map<string, Buffer>()
  for (const part of zipParts(data, readLimits).values()) {
    const chunks: Buffer[] = []
    for await (const chunk of inflatePart(data, part)) chunks.push(chunk)
    found.set(part.written, Buffer.concat(chunks))
  }
  return found
}
const sheetOf = async (data: Buffer) => (await parts(data)).get('xl/worksheets/sheet1.xml')?.toString() ?? ''

test('values go into their cells by kind, every other byte of the sheet and every other part stays', async () => {
  const made = await fill([
    cell('B2', '澄湖市民政局 <A&B>'),
    cell('E2', day),
    cell('D4', 12),
    cell('D5', 11),
    cell('D7', 11 / 12),
    cell('E4', null),
    cell('B12', day),
    cell('E12', '王𠮷祥、李䶮\n=1+1'),
    cell('G13', 1.5),
  ])
  const xml = await sheetOf(made)
  const expected = sheetPart
    .replace('<c r="B2" s="4"/>', '<c r="B2" s="4" t="inlineStr"><is><t xml:space="preserve">澄湖市民政局 &lt;A&amp;B&gt;</t></is></c>')
    .replace('<c r="E2" s="1"/>', '<c r="E2" s="1"><v>46304</v></c>')
    .replace('<c r="D4" s="3"/><c r="E4" s="3"><v>7</v></c>', '<c r="D4" s="3"><v>12</v></c><c r="E4" s="3"/>')
    .replace('<c r="D5" s="3"/>', '<c r="D5" s="3"><v>11</v></c>')
    .replace('<c r="D7" s="2"/>', `<c r="D7" s="2"><v>${11 / 12}</v></c>`)
    // No day's format: as text.
    .replace('<c r="B12" s="0"/>', '<c r="B12" s="0" t="inlineStr"><is><t xml:space="preserve">2026-10-09</t></is></c>')
    .replace(
      '审核人：</t></is></c></row>',
      '审核人：</t></is></c><c r="E12" t="inlineStr"><is><t xml:space="preserve">王𠮷祥、李䶮\n=1+1</t></is></c></row><row r="13"><c r="G13" s="5"><v>1.5</v></c></row>',
    )
    .replace('ref="A1:F12"', 'ref="A1:G13"')
    // What formulas came to is what they come to now, or for the program that opens the file to find.
    .replace('</f><v>7</v>', '</f><v>12</v>')
    .replace('</f><v>6</v>', '</f><v>17</v>')
    .replace('</f><v>0.857</v>', `</f><v>${17 / 12}</v>`)
    .replace(' t="str"><f>"共 "&amp;F4&amp;" 件"</f><v>共 7 件</v>', '><f>"共 "&amp;F4&amp;" 件"</f>')
    .replace('D4:D5*2</f><v>0</v></c>', 'D4:D5*2</f></c>')
    .replace('<c r="D10"><v>0</v></c>', '<c r="D10"/>')
  expect(xml).toBe(expected)
  const [before, after] = [await parts(form), await parts(made)]
  expect([...after.keys()]).toEqual([...before.keys()])
  expect([...before.keys()].filter((name) => !before.get(name)?.equals(after.get(name) ?? Buffer.alloc(0)))).toEqual([
    'xl/workbook.xml',
    'xl/worksheets/sheet1.xml',
    'xl/worksheets/sheet2.xml',
    'docProps/core.xml',
  ])
  expect(after.get('xl/workbook.xml')?.toString()).toContain('</definedNames><calcPr fullCalcOnLoad="1"/></workbook>')
  expect(after.get('xl/worksheets/sheet2.xml')?.toString()).toContain('<c r="B1"><f>报表!F4*10</f><v>120</v></c>')
  // Two other readers see the same.
  const { sheets } = await readXlsx(made)
  expect(sheets[0]?.rows[1]).toEqual(['填报单位', '澄湖市民政局 <A&B>', null, '填报日期', day, null, null])
  const other = sheetjs.read(made, { sheetStubs: true }).Sheets.报表
  expect([other?.D4?.v, other?.D5?.v, other?.E12?.v, other?.G13?.v, other?.F4?.f]).toEqual([12, 11, '王𠮷祥、李䶮\n=1+1', 1.5, 'SUM(D4:E4)'])
  expect((await fill([cell('D4', 12)])).equals(await fill([cell('D4', 12)]))).toBe(true)
  expect((await fill([cell('D4', 12)], await fill([cell('D4', 12)]))).equals(await fill([cell('D4', 12)]))).toBe(true)
})

test('a cell inside a merged block is the block; formulas, cells of arrays, no cells and two values in one are refused', async () => {
  expect(await sheetOf(await fill([cell('C2', '甲')]))).toBe(await sheetOf(await fill([cell('B2', '甲')])))
  await expect(fill([cell('F4', 1)])).rejects.toMatchObject({ failure: { code: 'sheet.formulaCell', params: { sheet: '报表', cell: 'F4' } } })
  await expect(fill([cell('F6', 1)])).rejects.toThrow('sheet.formulaCell')
  await expect(fill([cell('D10', 1)])).rejects.toThrow('sheet.formulaCell')
  await expect(fill([cell('B2', 1), cell('C2', 1)])).rejects.toThrow('sheet.cellTwice')
  for (const at of ['', 'c7', 'C0', 'C07', 'XFE1', 'A1048577', 'A1:B2', '$C$7']) await expect(fill([cell(at, 1)])).rejects.toThrow('sheet.noCell')
  await expect(fill([cell('A1', 1, '没有')])).rejects.toThrow('listing.workbookForm')
  const hidden = await cityForm(sheetPart.replace('<row r="2" ', '<!-- <row r="2"/> --><row r="2" '))
  await expect(fill([cell('D4', 1)], hidden)).rejects.toThrow('listing.workbookForm')
})

test('a table of a form is filled as far as its blank rows go; what stands below stays, and without anything below it goes on', async () => {
  const rows = [
    ['甲', null, '乙', 1],
    ['丙', null, '丁', 2],
  ]
  const kept = (firstDataRow: number, of: readonly (readonly (string | number | null)[])[] = rows) =>
    fillWorkbook(form, 'x.xlsx', { rows: [{ sheet: '报表', firstDataRow, below: 'kept', rows: of }], cells: [cell('B12', '李编目')] }, null)
  const read = (data: Buffer) => sheetjs.utils.sheet_to_json<unknown[]>(sheetjs.read(data).Sheets.报表 as sheetjs.WorkSheet, { header: 1, blankrows: false })
  // Row 11 is blank, row 12 is where it is signed.
  expect(read(await kept(11, rows.slice(0, 1))).slice(-2)).toEqual([
    ['甲', undefined, '乙', 1],
    ['填报人：', '李编目', undefined, '审核人：'],
  ])
  await expect(kept(11)).rejects.toMatchObject({ failure: { code: 'sheet.noRoom', params: { room: 1, rows: 2 } } })
  expect(read(await kept(13)).slice(-3)).toEqual([
    ['填报人：', '李编目', undefined, '审核人：'],
    ['甲', undefined, '乙', 1],
    ['丙', undefined, '丁', 2],
  ])
  // A block that replaces everything below, and a cell in it.
  const replaced = { sheet: '', firstDataRow: 4, below: 'replaced', rows } as const
  await expect(fillWorkbook(form, 'x.xlsx', { rows: [replaced], cells: [cell('D4', 1)] }, null)).rejects.toThrow('sheet.cellTwice')
})

test('a rate goes in as the form shows rates', async () => {
  const made = await sheetOf(await fill([cell('D7', { percent: 87.5 }), cell('G4', { percent: 87.5 })]))
  expect(made).toContain('<c r="D7" s="2"><v>0.875</v></c>')
  expect(made).toContain('<c r="G4" s="5"><v>87.5</v></c>')
})

test('a sheet whose rows never end is refused at once', async () => {
  const endless = await cityForm(sheetPart.replace('<sheetData>', `<sheetData>${'<row><c>'.repeat(300_000)}`))
  const start = performance.now()
  await expect(fill([cell('D4', 1)], endless)).rejects.toThrow('sheet.broken')
  expect(performance.now() - start).toBeLessThan(10_000)
})

test('a workbook that runs by itself is refused', async () => {
  const { zipOf } = await import('./zip-write.ts')
  const macros = await zipOf([...[...(await parts(form))].map(([name, bytes]) => ({ name, chunks: [bytes] })), { name: 'xl/vbaProject.bin', chunks: ['x'] }])
  await expect(fill([], macros)).rejects.toThrow('listing.workbookForm')
})

test('wherever a value goes, it is read back there and nothing else has changed', async () => {
  const before = sheetjs.read(form, { sheetStubs: true }).Sheets.报表 as sheetjs.WorkSheet
  const merged = (before['!merges'] ?? []).map(({ s, e }) => ({ s, e }))
  const free = (row: number, column: number) =>
    !merged.some(({ s, e }) => row >= s.r && row <= e.r && column >= s.c && column <= e.c) &&
    before[`${colToLetter(column)}${row + 1}`]?.f === undefined &&
    !(column === 3 && row === 9)
  const place = fc.record({ row: fc.nat(40), column: fc.nat(30) }).filter(({ row, column }) => free(row, column))
  const value = fc.oneof(
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.tuple(place, value), { selector: ([{ row, column }]) => row * 100 + column, minLength: 1, maxLength: 12 }),
      async (wanted) => {
        const made = await fill(wanted.map(([{ row, column }, one]) => cell(`${colToLetter(column)}${row + 1}`, one)))
        const after = sheetjs.read(made, { sheetStubs: true }).Sheets.报表 as sheetjs.WorkSheet
        const { sheets } = await readXlsx(made)
        const changed = new Set<string>()
        for (const [{ row, column }, one] of wanted) {
          const at = `${colToLetter(column)}${row + 1}`
          changed.add(at)
          const read = sheets[0]?.rows[row]?.[column] ?? null
          expect(read).toBe(typeof one === 'string' ? sheetText(one) || null : one === 0 ? 0 : one)
        }
        for (const [at, cell] of Object.entries(before)) {
          if (at.startsWith('!') || changed.has(at)) continue
          expect([at, (cell as sheetjs.CellObject).f ?? (cell as sheetjs.CellObject).v]).toEqual([
            at,
            after[at]?.f ?? after[at]?.v ?? (at === 'D10' ? 0 : undefined),
          ])
        }
      },
    ),
    { numRuns: 20 },
  )
})
