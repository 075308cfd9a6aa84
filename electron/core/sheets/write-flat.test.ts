import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as sheetjs from '@e965/xlsx'
import { readXlsx } from 'hucre'
import { afterAll, expect, test } from 'vitest'
import { type Cell, sheetText } from '../../../shared/cell.ts'
import { openedByOffice } from './office.fixture.ts'
import { readSheets } from './read.ts'
import { flatWorkbook } from './write-flat.ts'

const dir = mkdtempSync(join(tmpdir(), 'mulu-flat-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const stamp = { agency: '澄湖市民政局', user: '李编目', on: '2026-11-26', at: '2026-11-26T00:00:00.000Z', purpose: '检查 & 自查' }
const columns = [
  { title: '编号 & <号>', width: 12, format: '@' },
  { title: '日期', width: 12, format: 'yyyy-mm-dd' },
  { title: '率', width: 8, format: '0.0%' },
]
const day = new Date('2026-11-02T00:00:00.000Z')
const hostile = [
  '=HYPERLINK("http://x")',
  '+1',
  '@SUM(A1)',
  '王𠮷祥、李䶮',
  '控制\u0000\u0001字符\u000b',
  '_x000D_ 与 _x005F_',
  '半个\ud842字',
  '  前后空格 ',
  '换行\n第二行',
  ']]>&amp;<b>',
]
const workbook = (rows: readonly (readonly Cell[])[], most?: number) =>
  Buffer.concat([...flatWorkbook({ name: "张's 表", columns, total: rows.length, rows, below: '合计 3', stamp }, most)])

test('three readers see the same cells: text as text, days as days, rates as rates, and what XML can not hold left out', async () => {
  const rows = hostile.map((text, at): Cell[] => [text, at === 0 ? null : day, at / 8])
  const data = workbook(rows)
  expect(data.equals(workbook(rows))).toBe(true)
  const texts = hostile.map(sheetText)
  expect([texts[4], texts[6]]).toEqual(['控制字符', '半个\ufffd字'])
  const { sheets, properties } = await readXlsx(data)
  expect(sheets[0]?.name).toBe("张's 表")
  expect(sheets[0]?.rows.map((cells) => cells[0])).toEqual(['编号 & <号>', ...texts, '合计 3'])
  expect(sheets[0]?.rows[2]).toEqual(['+1', day, 0.125])
  expect(sheets[0]?.freezePane).toMatchObject({ rows: 1, columns: 1 })
  expect(sheets[0]?.pageSetup).toMatchObject({ orientation: 'landscape', paperSize: 'a4', printTitlesRow: '$1:$1' })
  expect(properties?.creator).toBe('澄湖市民政局')
  const other = sheetjs.read(data, { cellNF: true, cellFormula: true }).Sheets["张's 表"]
  expect([other?.A2?.v, other?.A2?.f, other?.B3?.z, other?.C3?.v, other?.C3?.z]).toEqual(['=HYPERLINK("http://x")', undefined, 'yyyy-mm-dd', 0.125, '0.0%'])
  const path = join(dir, 'flat.xlsx')
  writeFileSync(path, data)
  const file = await readSheets(path)
  const own: Cell[] = []
  for await (const batch of file.rows(0)) own.push(...batch.map(({ cells }) => cells[0] ?? null))
  file.close()
  expect(own).toEqual(['编号 & <号>', ...texts, '合计 3'])
  // Zip tools other than ours find every part whole.
  const unzip = spawnSync('unzip', ['-tq', path], { encoding: 'utf8' })
  if (unzip.error === undefined) expect(unzip.stdout).toContain('No errors')
  const opened = openedByOffice(data)
  if (opened !== null) expect(opened.sheets.get("张's 表")?.[2]).toEqual(['+1', '2026-11-02', '12.5%'])
}, 120_000)

test('a text is as long as a cell can be, and never ends in half a character', async () => {
  const { sheets } = await readXlsx(workbook([['长'.repeat(40_000)], [`${'x'.repeat(32_765)}𠮷𠮷`]]))
  expect(sheets[0]?.rows[1]?.[0]).toBe(`${'长'.repeat(32_766)}…`)
  expect(sheets[0]?.rows[2]?.[0]).toBe(`${'x'.repeat(32_765)}…`)
})

test('more rows than a sheet has go on in the next, under the same headings', async () => {
  const { sheets } = await readXlsx(
    workbook(
      Array.from({ length: 7 }, (_, at) => [`行${at}`, null, at]),
      3,
    ),
  )
  expect(sheets.map(({ name, rows }) => [name, rows.map((cells) => cells[0])])).toEqual([
    ["张's 表", ['编号 & <号>', '行0', '行1', '行2']],
    ["张's 表_2", ['编号 & <号>', '行3', '行4', '行5']],
    ["张's 表_3", ['编号 & <号>', '行6', '合计 3']],
  ])
})

type Told = { entries: number; bytes: number; peakMb: number; seconds: number }
const inItsOwnProcess = (rows: number): Told => {
  const { stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'long-table.fixture.ts'), join(dir, 'long.xlsx'), String(rows)], {
    encoding: 'utf8',
  })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout) as Told
}

test('ten times the rows take no more memory but for what a runtime takes on the way (1,000,000: npm run bench -- --only table)', () => {
  const [few, many] = [inItsOwnProcess(10_000), inItsOwnProcess(100_000)]
  expect([few.entries, many.entries]).toEqual([10_000, 100_000])
  expect(many.peakMb).toBeLessThan(300)
  expect(many.peakMb / few.peakMb).toBeLessThan(1.6)
  expect(many.bytes / few.bytes).toBeLessThan(11)
}, 120_000)
