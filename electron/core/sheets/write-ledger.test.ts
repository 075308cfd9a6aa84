import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readXlsx } from 'hucre'
import { afterAll, expect, it } from 'vitest'
import { day, type LedgerCell, number, text, time } from '../../../shared/ledgers/ledger.ts'
import { readSheets } from './read.ts'
import { fullFormRows } from './types.ts'
import { type LedgerSheet, writeLedger, writeLedgerCsv } from './write-ledger.ts'

const dir = mkdtempSync(join(tmpdir(), 'mulu-ledger-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const stamp = { agency: '澄湖市民政局', user: '李编目', on: '2026-11-26', at: '2026-11-26T00:00:00.000Z', purpose: '检查 & 自查' }
const columns = [text('number', '编号', 'Number'), day('on', '日期', 'Day'), time('at', '时间', 'Time'), number('n', '次数', 'Times')]
const sheetOf = (count: number): LedgerSheet => {
  const rows = Array.from({ length: count }, (_, n): LedgerCell[] => [
    n === 0 ? '=1+1' : `2026-${n}`,
    '2026-11-02',
    n === 1 ? '2026-11-03' : '2026-11-03 23:45',
    n,
  ])
  return { title: { zh: '测试台账', en: 'A register' }, columns, about: '', total: count, language: 'zh', stamp, rows: [rows.slice(0, 3), rows.slice(3)] }
}
const read = async (path: string) => {
  const file = await readSheets(path, {})
  const rows = []
  for await (const batch of file.rows(0)) rows.push(...batch.map(({ cells }) => cells))
  file.close()
  return rows
}

it('above so many rows it is streamed: headings in sight, days and times as dates, the stamp below', async () => {
  const path = join(dir, 'flat.xlsx')
  expect(await writeLedger(path, sheetOf(fullFormRows + 1))).toMatchObject({ entries: fullFormRows + 1, form: 'flat' })
  const rows = await read(path)
  expect(rows).toHaveLength(fullFormRows + 3)
  expect(rows[0]).toEqual(['编号', '日期', '时间', '次数'])
  expect(rows[1]).toEqual(['=1+1', new Date('2026-11-02T00:00:00.000Z'), new Date('2026-11-03T23:45:00.000Z'), 0])
  expect(rows[2]?.[2]).toEqual(new Date('2026-11-03T00:00:00.000Z'))
  expect(rows.at(-1)?.[0]).toContain('检查 & 自查')
  expect((await readXlsx(readFileSync(path))).sheets[0]?.freezePane).toMatchObject({ rows: 1 })
})

it('the same rows give the same bytes, and nothing in a cell is a formula', async () => {
  const [one, two] = [join(dir, 'one.xlsx'), join(dir, 'two.xlsx')]
  expect(await writeLedger(one, sheetOf(5))).toMatchObject({ entries: 5, form: 'full' })
  await writeLedger(two, sheetOf(5))
  expect(readFileSync(one).equals(readFileSync(two))).toBe(true)
  expect((await read(one))[3]?.[0]).toBe('=1+1')
  const csv = join(dir, 'a.csv')
  await writeLedgerCsv(csv, sheetOf(2))
  expect(readFileSync(csv, 'utf8').split('\r\n')).toEqual([
    '\ufeff编号,日期,时间,次数',
    "'=1+1,2026-11-02,2026-11-03 23:45,0",
    '2026-1,2026-11-02,2026-11-03,1',
    '澄湖市民政局 李编目 2026-11-26 检查 & 自查',
    '',
  ])
})
