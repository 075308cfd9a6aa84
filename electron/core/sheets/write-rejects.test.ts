import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSheets } from './read.ts'
import type { SheetRow } from './types.ts'
import { type RejectsOptions, writeRejects } from './write-rejects.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mulu-rejects-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

const options: RejectsOptions = {
  stamp: { agency: '宁波市民政局', user: '王五', on: '2026-11-22', at: '2026-11-22T08:30:00.000Z', purpose: '更正' },
  sheetName: '目录[2026]/1',
  head: [['资源目录模板'], ['名称', '提供方', null, '日期'], [null, '提供方\n（必填）', '处室', null]],
  merges: [
    { top: 1, left: 0, bottom: 1, right: 3 },
    { top: 2, left: 1, bottom: 2, right: 2 },
    { top: 2, left: 0, bottom: 3, right: 0 },
    { top: 4, left: 0, bottom: 6, right: 0 },
  ],
}
const row = (at: number) => ({ cells: [`第${at}条_x0041_`, null, 18.5, new Date('2018-04-02T00:00:00Z')], reason: '没有提供方' })

const read = async (path: string) => {
  const file = await readSheets(path)
  const rows: SheetRow[] = []
  for await (const batch of file.rows(0)) rows.push(...batch)
  return { sheet: file.sheets[0], rows }
}

describe('rejected rows', () => {
  it('keep their columns, headings and kinds of value, and say why', async () => {
    const path = join(folder, 'few.xlsx')
    expect(await writeRejects(path, [[row(1)], [row(2)]], options)).toMatchObject({ rows: 2 })
    const { sheet, rows } = await read(path)
    expect(sheet).toMatchObject({ name: '目录 2026  1', rows: 5, columns: 5 })
    expect(sheet?.merges).toEqual(options.merges.slice(0, 3))
    expect(rows[2]?.cells).toEqual([null, '提供方\n（必填）', '处室', null, '退回原因'])
    expect(rows.slice(3).map(({ cells }) => cells)).toEqual([1, 2].map((at) => [...row(at).cells, '没有提供方']))
  })

  it('are streamed when they are many, every heading spelt out', async () => {
    const path = join(folder, 'many.xlsx')
    const batches = function* () {
      for (let at = 0; at < 5_200; at += 100) yield Array.from({ length: 100 }, (_, inside) => row(at + inside))
    }
    expect(await writeRejects(path, batches(), options)).toMatchObject({ rows: 5_200 })
    const { sheet, rows } = await read(path)
    expect(sheet?.merges).toEqual([])
    expect(rows.slice(1, 3).map(({ cells }) => cells)).toEqual([
      ['名称', '提供方', '提供方', '日期'],
      ['名称', '提供方\n（必填）', '处室', null, '退回原因'],
    ])
    expect(rows.at(-1)?.cells).toEqual([...row(5_199).cells, '没有提供方'])
  })
})
