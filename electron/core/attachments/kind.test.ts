import { crc32, deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { Refusal } from '../../../shared/errors.ts'
import { readKind } from './kind.ts'

/** A zip package of these parts, deflated. */
const zipOf = (parts: Readonly<Record<string, string>>): Buffer => {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(parts)) {
    const data = Buffer.from(text)
    const packed = deflateRawSync(data)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(crc32(data), 14)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt32LE(data.length, 22)
    head.writeUInt16LE(Buffer.byteLength(name), 26)
    files.push(head, Buffer.from(name), packed)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(crc32(data), 16)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(data.length, 24)
    entry.writeUInt16LE(Buffer.byteLength(name), 28)
    entry.writeUInt32LE(at, 42)
    directory.push(entry, Buffer.from(name))
    at += 30 + Buffer.byteLength(name) + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(parts).length, 8)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...files, listed, end])
}
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

test('a classification mark inside is found, also where the program wrote it in pieces', async () => {
  expect(await codeOf(document('机密★10年'))).toBe('secrecy.marked')
  expect(await codeOf(document('机</w:t></w:r><w:r><w:t>密★</w:t><w:t>10年'))).toBe('secrecy.marked')
  expect(await codeOf(zipOf({ 'xl/workbook.xml': '<workbook/>', 'xl/sharedStrings.xml': '<si><t>密级：秘密</t></si>' }))).toBe('secrecy.marked')
})
