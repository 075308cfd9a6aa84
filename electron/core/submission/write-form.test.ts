import * as sheetjs from '@e965/xlsx'
import { readXlsx } from 'hucre'
import { expect, test } from 'vitest'
import { sheetText } from '../../../shared/cell.ts'
import { type LaidTable, layTable } from '../../../shared/submissions/tables.ts'
import { cityForm } from '../sheets/city-form.fixture.ts'
import { openedByOffice } from '../sheets/office.fixture.ts'
import { readLimits } from '../sheets/types.ts'
import { zipParts } from '../sheets/zip.ts'
import { assessed, frozenSubmission, submissionText } from './document.fixture.ts'
import { fillCityForm } from './fill-city-form.ts'
import { besideName, longTables, submissionFiles } from './write-form.ts'

const given = (document = frozenSubmission({ rows: 30 }), language: 'zh' | 'en' = 'zh') => ({ document, digests: submissionText(document), language })

/** What a laid cell must be read back as. */
const expected = (table: LaidTable, row: number, column: number): unknown => {
  const { cells, type } = table.rows[row] ?? { cells: [] }
  const cell = cells[column] ?? null
  if (typeof cell === 'string' && table.columns[column]?.type === 'day') return new Date(`${cell}T00:00:00.000Z`)
  if (typeof cell === 'string') return sheetText(cell)
  const figures = table.figureColumn
  // A rate as a part of one; the change between two in points.
  if (typeof cell === 'number' && type === 'percent' && figures !== null && (column === figures || column === figures + 1))
    return Number((cell / 100).toFixed(8))
  return cell
}

test.each(['zh', 'en'] as const)('every value of the document is read back out of the workbook (%s)', async (language) => {
  const of = given(undefined, language)
  const { workbook, beside } = await submissionFiles(of)
  expect(beside).toEqual([])
  const { sheets } = await readXlsx(workbook)
  expect(sheets).toHaveLength(of.document.template.tables.length + 1)
  for (const [at, table] of of.document.template.tables.entries()) {
    const laid = layTable(of.document, table, language)
    const sheet = sheets[at + 1]
    expect(sheet?.name).toBe(laid.words[language])
    expect(sheet?.rows[2]).toEqual(laid.columns.map(({ words }) => words[language]))
    for (const row of laid.rows.keys())
      for (const column of laid.columns.keys())
        expect([row, column, sheet?.rows[3 + row]?.[column] ?? null]).toEqual([row, column, expected(laid, row, column)])
    expect(sheet?.freezePane).toMatchObject({ rows: 3, columns: 2 })
    expect(sheet?.pageSetup).toMatchObject({ paperSize: 'a4', orientation: 'landscape', printTitlesRow: '$3:$3' })
    expect(sheet?.pageSetup?.printArea).toMatch(/^\$A\$1:\$[A-Z]+\$\d+$/)
  }
  const cover = (sheets[0]?.rows ?? []).map((cells) => cells.slice(0, 2))
  const { document, digests: text } = of
  for (const value of [document.agency.name, document.agency.creditCode, '澄数发〔2026〕18号', '王𠮷祥', '0574-00000000', document.id, text.sha256, text.sm3])
    expect(cover.map(([, said]) => said)).toContain(value)
  expect(cover.map(([, said]) => said)).toContainEqual(new Date('2026-10-09T10:30:00.000Z'))
  expect(cover.map(([, said]) => said)).toContain(2)
})

test('totals and changes are formulas with what they come to; nothing else is, and nobody’s text is one', async () => {
  const { workbook } = await submissionFiles(given())
  const { Sheets, SheetNames } = sheetjs.read(workbook, { cellNF: true })
  const formulas = SheetNames.flatMap((name) =>
    Object.entries(Sheets[name] ?? {}).flatMap(([at, cell]: [string, sheetjs.CellObject]) =>
      cell.f === undefined ? [] : [[name, at, cell.f, cell.v] as const],
    ),
  )
  const sums = formulas.filter(([, , formula]) => formula.startsWith('SUM('))
  // The parts of the period before do not add up to its 29 here: a formula would say another number than was submitted.
  expect(sums).toEqual([
    ['共享情况统计表', 'D5', 'SUM(D6:D9)', 30],
    ['平台外共享统计表', 'F34', 'SUM(F4:F33)', expect.any(Number)],
  ])
  expect([Sheets.共享情况统计表?.E5?.v, Sheets.共享情况统计表?.E5?.f]).toEqual([29, undefined])
  expect(formulas.filter(([, , formula]) => !/^(?:SUM\([DEF]\d+:[DEF]\d+\)|ROUND\(D\d+-E\d+,\d\)|ROUND\(\(D\d+-E\d+\)\*100,\d\))$/.test(formula))).toEqual([])
  expect(formulas.length).toBeGreaterThan(20)
  const rate = Object.values(Sheets.指标表 ?? {}).find((cell: sheetjs.CellObject) => cell.z === '0.0%') as sheetjs.CellObject
  expect(rate.t).toBe('n')
})

test('LibreOffice opens it without repair and counts the same totals', async () => {
  const of = given()
  const { workbook } = await submissionFiles(of)
  const opened = openedByOffice(workbook)
  if (opened === null) return
  expect([...opened.sheets.keys()].sort()).toEqual(['封面', ...of.document.template.tables.map(({ words }) => words.zh)].sort())
  for (const table of of.document.template.tables) {
    if (table.kind !== 'lines') continue
    const laid = layTable(of.document, table, 'zh')
    const rows = opened.sheets.get(laid.words.zh) ?? []
    for (const [at, { cells, type }] of laid.rows.entries())
      for (const column of [3, 4, 5]) {
        const said = rows[3 + at]?.[column] ?? ''
        const cell = cells[column] ?? null
        if (cell === null) expect([at, column, said]).toEqual([at, column, ''])
        else if (typeof cell === 'string') expect([at, column, said]).toEqual([at, column, cell])
        else if (type !== 'text') expect([at, column, Number.parseFloat(said)]).toEqual([at, column, expect.closeTo(Number(cell), 6)])
      }
  }
}, 120_000)

test('自查 and 整改: answers to choose from, days to fill in, what was answered as it was', async () => {
  const of = given(assessed())
  const { sheets } = await readXlsx((await submissionFiles(of)).workbook)
  const [, , check, remedies] = sheets
  expect(check?.rows[3]?.slice(4)).toEqual(['无此情形', null])
  expect(check?.rows[4]?.slice(4)).toEqual(['待核对', '第三季度一件超期，已补办。'])
  const items = of.document.template.tables.flatMap((table) => (table.kind === 'statements' ? table.lines : []))
  expect(items.length).toBeGreaterThan(5)
  expect(check?.dataValidations).toMatchObject([{ type: 'list', values: ['无此情形', '待核对', '已整改', '不涉及'], range: `E4:E${items.length + 3}` }])
  // The note stands below the table and within what is printed.
  expect(check?.rows[items.length + 3]?.[0]).toContain('不表示存在违法情形')
  expect(check?.pageSetup?.printArea).toBe(`$A$1:$F$${items.length + 4}`)
  const english = (await readXlsx((await submissionFiles(given(assessed(), 'en'))).workbook)).sheets[2]
  expect([english?.rows[4]?.[4], english?.dataValidations?.[0]?.values]).toEqual(['to be checked', ['none', 'to be checked', 'put right', 'does not arise']])
  expect(remedies?.rows[3]).toEqual([1, 2, '一条目录未按时更新', '每月核对更新周期', '王𠮷祥', new Date('2027-03-31T00:00:00.000Z'), null, null])
  expect(remedies?.dataValidations?.map(({ type, range }) => [type, range])).toEqual([
    ['date', 'F4:F5'],
    ['date', 'G4:G5'],
  ])
})

test('a long table leaves as a workbook of its own, named on the cover by its digest', async () => {
  const document = frozenSubmission({ rows: 3, requests: 5001 })
  const of = given(document)
  expect(longTables({ document }).map(({ id }) => id)).toEqual(['requests'])
  const { workbook, beside } = await submissionFiles(of)
  expect(beside.map(({ table }) => table)).toEqual(['requests'])
  const { sheets } = await readXlsx(workbook)
  expect(sheets.map(({ name }) => name)).not.toContain('共享申请办理台账')
  expect(sheets[0]?.rows.flat()).toContain(`随附的工作簿，SHA-256 ${beside[0]?.sha256}`)
  const flat = (await readXlsx(beside[0]?.bytes ?? Buffer.alloc(0))).sheets[0]
  const laid = layTable(document, document.template.tables.find(({ id }) => id === 'requests') as never, 'zh')
  expect(flat?.rows).toHaveLength(5003)
  expect(flat?.rows.at(-1)?.[0]).toBe('共5001条')
  for (const row of [0, 1, 17, 5000])
    for (const column of laid.columns.keys()) expect(flat?.rows[row + 1]?.[column] ?? null).toEqual(expected(laid, row, column))
  expect(besideName('报送.xlsx', longTables({ document })[0] as never, of)).toBe('报送-共享申请办理台账.xlsx')
}, 60_000)

test('texts longer than a cell, and names no sheet can bear', async () => {
  const template = frozenSubmission().template
  const named = (zh: string) => ({ ...template, tables: template.tables.map((table) => ({ ...table, words: { zh, en: zh } })) })
  const { workbook } = await submissionFiles(
    given(frozenSubmission({ rows: 1, template: named(`'表/[很长]:*?${'长'.repeat(40)}'`), text: '长'.repeat(40_000) })),
  )
  const { sheets } = await readXlsx(workbook)
  expect(new Set(sheets.map(({ name }) => name.toLowerCase())).size).toBe(template.tables.length + 1)
  for (const { name } of sheets) expect(name).toMatch(/^[^\\/?*[\]:]{1,31}$/)
  const said = sheets[1]?.rows.flat().find((cell) => typeof cell === 'string' && cell.startsWith('本季度'))
  expect(String(said)).toHaveLength(32_767)
})

test('a city’s form is filled by what its template binds, and not known values leave its cells as they are', async () => {
  const { template, ...document } = frozenSubmission({ rows: 30 })
  const workbook = {
    cells: [
      { sheet: '报表', cell: 'B2', value: { kind: 'cover', field: 'agency' } },
      { sheet: '报表', cell: 'E2', value: { kind: 'cover', field: 'on' } },
      { sheet: '报表', cell: 'D4', value: { kind: 'figure', indicator: 'entry.total', key: null } },
      { sheet: '报表', cell: 'E4', value: { kind: 'previous', indicator: 'entry.total', key: null } },
      { sheet: '报表', cell: 'D5', value: { kind: 'figure', indicator: 'entry.total', key: '有条件共享' } },
      { sheet: '报表', cell: 'D6', value: { kind: 'figure', indicator: 'entry.total', key: '没有这一类' } },
      { sheet: '报表', cell: 'D7', value: { kind: 'figure', indicator: 'entry.completeRate', key: null } },
      { sheet: '报表', cell: 'E7', value: { kind: 'previous', indicator: 'exchange.times', key: null } },
      { sheet: '报表', cell: 'B12', value: { kind: 'cover', field: 'preparer' } },
      { sheet: '报表', cell: 'E12', value: { kind: 'cover', field: 'nothing' } },
      { sheet: '报表', cell: 'F12', value: { kind: 'explanation', indicator: 'request.replyRate', key: null } },
      { sheet: '报表', cell: 'G1', value: { kind: 'mark', which: 'sm3' } },
    ],
    blocks: [{ sheet: '报表', firstRow: 14, table: 'outside', columns: ['resource', null, 'times', 'recordedOn'] }],
  } as const
  const bound = { ...document, template: { ...template, workbook: structuredClone(workbook) as never } }
  const of = given(bound)
  const made = await fillCityForm(of, { bytes: await cityForm(), name: '报表.xlsx' }, bound.template.workbook)
  expect(made.equals(await fillCityForm(of, { bytes: await cityForm(), name: '报表.xlsx' }, bound.template.workbook))).toBe(true)
  const sheet = sheetjs.read(made, { cellDates: true }).Sheets.报表
  expect(['B2', 'D4', 'E4', 'D5', 'D6', 'D7', 'E7', 'B12', 'E12', 'F12', 'G1'].map((at) => sheet?.[at]?.v)).toEqual([
    ...['澄湖市民政局', 30, 29, 8, 0, 0.667, 0.857, '李编目', undefined, '=1+1 一件因补正顺延', of.digests.sm3],
  ])
  const { sheets } = await readXlsx(made)
  expect(sheets[0]?.rows[1]?.[4]).toEqual(new Date('2026-10-09T00:00:00.000Z'))
  expect(sheets[0]?.rows).toHaveLength(13 + 30)
  expect(sheets[0]?.rows.slice(13).every((row) => typeof row[0] === 'string' && row[1] === null)).toBe(true)
  const opened = openedByOffice(made)
  if (opened !== null)
    expect(
      opened.sheets
        .get('报表')
        ?.slice(3, 5)
        .map((row) => row[5]),
    ).toEqual(['59', '14'])
}, 120_000)

test('packed by ourselves: one order, one time, one packer', async () => {
  const { workbook } = await submissionFiles(given(frozenSubmission({ rows: 2 })))
  const parts = [...zipParts(workbook, readLimits).values()]
  expect(parts[0]?.written).toBe('[Content_Types].xml')
  for (const { at } of parts) expect([workbook.readUInt16LE(at + 10), workbook.readUInt16LE(at + 12)]).toEqual([0, 0x0021])
})
