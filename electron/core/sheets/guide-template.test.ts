import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { guideResources, guideTemplate } from './guide-template.fixture.ts'
import { readSheets } from './read.ts'
import type { SheetRow } from './types.ts'

const asset = fileURLToPath(new URL('../../../assets/templates/guide-2017-example.xlsx', import.meta.url))

describe('the example in the layout of the 2017 guide', () => {
  it('is kept as assets/templates/guide-2017-example.xlsx (MULU_UPDATE=1 writes it anew)', async () => {
    const bytes = Buffer.from(await guideTemplate())
    if (process.env.MULU_UPDATE === '1') {
      await mkdir(new URL('.', `file://${asset}`), { recursive: true })
      await writeFile(asset, bytes)
    }
    expect(bytes.equals(await readFile(asset))).toBe(true)
  })

  it('is read with its merged headings and one row per item', async () => {
    const file = await readSheets(asset)
    expect(file.sheets.map(({ name }) => name)).toEqual(['Sheet1', '字典'])
    const items = guideResources.reduce((sum, { items }) => sum + items.length, 0)
    expect(file.sheets[0]).toMatchObject({ rows: 3 + items, columns: 31, hidden: false })
    expect(file.sheets[0]?.merges).toEqual(
      expect.arrayContaining([
        { top: 1, left: 0, bottom: 1, right: 30 },
        { top: 2, left: 0, bottom: 2, right: 3 },
        { top: 2, left: 4, bottom: 3, right: 4 },
        { top: 4, left: 4, bottom: 6, right: 4 },
      ]),
    )
    const rows: SheetRow[] = []
    for await (const batch of file.rows(0)) rows.push(...batch)
    file.close()
    expect(rows[1]?.cells[4]).toBe('信息资源名称\n（必填项）')
    expect(rows[3]?.cells.slice(4, 10)).toEqual([
      '婚姻登记信息',
      '3070333302000001/000001',
      '滨海市民政局',
      '社会事务处',
      '1133020000295000XT',
      '滨海市居民婚姻登记的基本情况，\n含结婚、离婚登记。',
    ])
    expect(rows[4]?.cells.slice(0, 21)).toEqual([...Array(19).fill(null), '登记类别', '字符型C'])
  })
})
