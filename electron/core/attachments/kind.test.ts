import { expect, test } from 'vitest'
import { Refusal } from '../../../shared/errors.ts'
import { readKind } from './kind.ts'
import { zipOf } from './zip.fixture.ts'

const codeOf = async (data: Buffer, name = '文件'): Promise<string> => {
  try {
    return await readKind(data, name)
  } catch (error) {
    return error instanceof Refusal ? error.failure.code : String(error)
  }
}
const document = (text: string): Buffer => zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': `<w:document><w:t>${text}</w:t></w:document>` })
const bmp = Buffer.alloc(64)
bmp.write('BM')
bmp.writeUInt32LE(64, 2)

test('papers are told by what is in them, whatever they are called', async () => {
  const kinds: [string, Buffer][] = [
    ['pdf', Buffer.from('%PDF-1.4\nscan')],
    ['ofd', zipOf({ 'OFD.xml': '<ofd:OFD/>', 'Doc_0/Document.xml': '<ofd:Document/>' })],
    ['png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0])],
    ['jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0])],
    ['tiff', Buffer.from([0x49, 0x49, 0x2a, 0, 8])],
    ['bmp', bmp],
    ['docx', document('关于报送目录的函')],
    ['xlsx', zipOf({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': '<sheetData><row r="1"/></sheetData>' })],
    ['wps', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(504), Buffer.from('WordDocument', 'utf16le')])],
  ]
  for (const [kind, data] of kinds) expect(await codeOf(data, '说明.txt')).toBe(kind)
})

test('what is no paper is refused: text, tables, programs, packages of something else', async () => {
  expect(await codeOf(Buffer.from('姓名,身份证号\n甲,1'), '材料.pdf')).toBe('attachment.notAPaper')
  expect(await codeOf(Buffer.from('SQLite format 3\0'))).toBe('attachment.notAPaper')
  expect(await codeOf(Buffer.from('MZ\x90\0'))).toBe('attachment.notAPaper')
  expect(await codeOf(zipOf({ 'data.csv': '一,二' }))).toBe('attachment.notAPaper')
  const workbook = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(504), Buffer.from('Workbook', 'utf16le')])
  expect(await codeOf(workbook)).toBe('attachment.notAPaper')
  const rows = '<row r="1"><c/></row>'.repeat(2001)
  expect(await codeOf(zipOf({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': rows }))).toBe('attachment.dataTable')
  const broken = document('关于报送目录的函')
  broken.writeUInt32LE(7, broken.readUInt32LE(broken.length - 6) + 16)
  expect(await codeOf(broken)).toMatch(/^sheet\./)
})

test('a document of figures and a workbook of any length are papers of a submission, and of nothing else', async () => {
  const figures = Buffer.from('{"agency":{"name":"澄湖市民政局"},"format":"mulu-submission/1","rows":{}}')
  expect(await readKind(figures, '报送.json', true)).toBe('submission')
  expect(await codeOf(figures, '报送.json')).toBe('attachment.notAPaper')
  const rows = '<row r="1"><c/></row>'.repeat(2001)
  expect(await readKind(zipOf({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': rows }), '附表.xlsx', true)).toBe('xlsx')
  await expect(readKind(Buffer.from('{"data":[1]}'), '数据.json', true)).rejects.toMatchObject({ failure: { code: 'attachment.notAPaper' } })
  const marked = Buffer.from('{"format":"mulu-submission/1","rows":{"entry":[{"label":"机密★"}]}}')
  await expect(readKind(marked, '报送.json', true)).rejects.toMatchObject({ failure: { code: 'secrecy.marked' } })
})

test('a classification mark inside is found, also where the program wrote it in pieces', async () => {
  expect(await codeOf(document('机密★10年'))).toBe('secrecy.marked')
  expect(await codeOf(document('机</w:t></w:r><w:r><w:t>密★</w:t><w:t>10年'))).toBe('secrecy.marked')
  expect(await codeOf(zipOf({ 'xl/workbook.xml': '<workbook/>', 'xl/sharedStrings.xml': '<si><t>密级：秘密</t></si>' }))).toBe('secrecy.marked')
})
