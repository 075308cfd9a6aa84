import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { secrecyMarks } from '../../../shared/secrecy.ts'
import { workbookAround, worksheet, zip } from './bytes.fixture.ts'
import { plainPrinted } from './printed.ts'
import { readSheets } from './read.ts'
import { looseTexts } from './xls.ts'

const temp = mkdtempSync(join(tmpdir(), 'mulu-loose-'))
afterAll(() => {
  rmSync(temp, { recursive: true, force: true })
})

const cells = '<row r="1"><c t="inlineStr"><is><t>资源名称</t></is></c></row>'
const printed = (text: string) => workbookAround(worksheet(cells, `<headerFooter>${text}</headerFooter>`))
const beside = (name: string, content: string) => workbookAround(worksheet(cells), [{ name, content }])

test.each([
  ['页眉', printed('<oddHeader>&amp;L某局&amp;C&amp;"宋体,常规"&amp;12机密★10年</oddHeader>')],
  ['首页页脚', printed('<firstFooter>&amp;R【秘密】</firstFooter>')],
  ['批注', beside('xl/comments1.xml', '<comments><commentList><comment><text><r><t>秘密</t></r><r><t>★5年</t></r></text></comment></commentList></comments>')],
  ['文本框', beside('xl/drawings/drawing1.xml', '<d:wsDr><a:p><a:r><a:t>说明</a:t></a:r></a:p><a:p><a:r><a:t>机密</a:t></a:r></a:p></d:wsDr>')],
  ['文档属性', beside('docProps/core.xml', '<cp:p><dc:title>清单</dc:title><dc:subject>绝密</dc:subject></cp:p>')],
])('a mark in %s of a workbook is found', async (place, parts) => {
  const path = join(temp, `${place}.xlsx`)
  writeFileSync(path, zip(parts))
  const file = await readSheets(path)
  expect(file.loose.flatMap(secrecyMarks)).toHaveLength(1)
  expect(file.sheets).toMatchObject([{ rows: 1, columns: 1 }])
  file.close()
})

test('codes of a header are no text, and its parts stand apart', () => {
  expect(plainPrinted('&L甲&P/&N&C&"黑体,加粗"&14&K00FF00机密&R&D')).toBe('\n甲/\n机密\n')
})

test('headers and text boxes of a BIFF8 stream are found', () => {
  const record = (id: number, data: Buffer) => Buffer.concat([Buffer.from([id & 0xff, id >> 8, data.length & 0xff, data.length >> 8]), data])
  const wide = (text: string) => Buffer.concat([Buffer.from([1]), Buffer.from(text, 'utf16le')])
  const stream = Buffer.concat([
    record(0x14, Buffer.concat([Buffer.from([8, 0]), wide('&C机密★10年')])),
    record(0x1b6, Buffer.alloc(18)),
    record(0x3c, wide('秘密')),
    record(0x3c, Buffer.alloc(16)),
  ])
  expect(looseTexts(stream)).toEqual(['\n机密★10年', '秘密'])
})
