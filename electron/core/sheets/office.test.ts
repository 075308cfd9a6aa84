import { expect, test } from 'vitest'
import { cityForm } from './city-form.fixture.ts'
import { fillWorkbook } from './fill-workbook.ts'
import { openedByOffice } from './office.fixture.ts'

test('LibreOffice opens a filled form without repair and counts its totals anew', async () => {
  const cells = [
    { sheet: '报表', at: 'B2', value: '澄湖市民政局，𠮷䶮' },
    { sheet: '报表', at: 'E2', value: new Date('2026-10-09T00:00:00.000Z') },
    { sheet: '报表', at: 'D4', value: 12 },
    { sheet: '报表', at: 'D5', value: 11 },
    { sheet: '报表', at: 'D6', value: 9 },
    { sheet: '报表', at: 'D7', value: 11 / 12 },
  ]
  const opened = openedByOffice(await fillWorkbook(await cityForm(), '报表.xlsx', { rows: [], cells }, null))
  if (opened === null) return
  const rows = opened.sheets.get('报表') ?? []
  expect(rows[1]?.slice(0, 5)).toEqual(['填报单位', '澄湖市民政局，𠮷䶮', '', '填报日期', '10/09/2026'])
  expect(rows.slice(3, 6).map((row) => row.slice(3))).toEqual([
    ['12', '7', '19'],
    ['11', '6', '17'],
    ['9', '5', '14'],
  ])
  expect(Number.parseFloat(rows[6]?.[5] ?? '')).toBeCloseTo((17 / 19) * 100, 6)
  expect(rows.slice(8, 10).map((row) => [row[0], row[3]])).toEqual([
    ['共 19 件', '24'],
    ['', '22'],
  ])
  expect(opened.sheets.get('汇总')).toEqual([['全市汇总', '190']])
  expect(opened.pdf.subarray(0, 5).toString()).toBe('%PDF-')
}, 120_000)
