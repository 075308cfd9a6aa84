import { type AttachmentType, attachmentRows } from '../../../shared/attachments.ts'
import { Refusal } from '../../../shared/errors.ts'
import { secrecyMarks } from '../../../shared/secrecy.ts'
import { rowsHeadSchema, submissionDocumentSchema } from '../../../shared/submissions/document.ts'
import { readLimits } from '../sheets/types.ts'
import { inflatePart, type ZipPart, zipParts } from '../sheets/zip.ts'

const startsWith = (data: Uint8Array, ...bytes: number[]): boolean => bytes.every((byte, at) => data[at] === byte)
const zip = [0x50, 0x4b, 0x03, 0x04]
const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
/** Texts of a package beyond this are no paper's. */
const mostText = 64 << 20

/** The document of a submission or a file of its rows: canonical JSON that names its format. */
const isDocument = (data: Buffer): boolean =>
  data[0] === 0x7b && [submissionDocumentSchema, rowsHeadSchema].some(({ shape }) => data.includes(`"format":"${shape.format.value}"`))

/** By the first bytes, where they say it. */
const plainKind = (data: Buffer): AttachmentType | null => {
  if (data.subarray(0, 1024).includes('%PDF-')) return 'pdf'
  if (startsWith(data, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (startsWith(data, 0xff, 0xd8, 0xff)) return 'jpeg'
  if (startsWith(data, 0x49, 0x49, 0x2a, 0x00) || startsWith(data, 0x4d, 0x4d, 0x00, 0x2a)) return 'tiff'
  if (startsWith(data, 0x42, 0x4d) && data.length >= 14 && data.readUInt32LE(2) === data.length) return 'bmp'
  // A text of Word or WPS in an OLE container names its main stream so ([MS-DOC] 2.1); a workbook in one is no paper.
  if (startsWith(data, ...compound) && data.includes(Buffer.from('WordDocument', 'utf16le'))) return 'wps'
  return null
}

const packageKind = (names: ReadonlySet<string>): AttachmentType | null => {
  if (names.has('ofd.xml')) return 'ofd'
  if (names.has('word/document.xml')) return 'docx'
  if (names.has('manifest.json') && names.has('subject.json')) return 'bundle' // 签署文件包
  return names.has('xl/workbook.xml') ? 'xlsx' : null
}

/** The words of one XML part without its tags, so that a word the program wrote in two pieces is one again. */
const wordsOf = async (data: Buffer, part: ZipPart): Promise<{ words: string; rows: number }> => {
  const pieces: Buffer[] = []
  for await (const piece of inflatePart(data, part)) pieces.push(piece)
  const xml = Buffer.concat(pieces).toString('utf8')
  const rows = /^xl\/worksheets\//.test(part.name) ? (xml.match(/<(?:\w+:)?row[\s>]/g)?.length ?? 0) : 0
  return { words: xml.replace(/<[^>]*>/g, ''), rows }
}

const refuseMarked = (words: string, name: string): void => {
  const mark = secrecyMarks(words)[0]
  if (mark !== undefined) throw new Refusal('secrecy.marked', { mark: /绝密|机密|工作秘密|秘密/u.exec(mark)?.[0] ?? '涉密', where: name })
}

/**
 * What a file is, by what is in it. Throws `attachment.notAPaper`, `attachment.dataTable`; `secrecy.marked` where a text
 * that can be read bears a classification mark (practice L1); `sheet.*` for a package that is broken or hostile. `form`: of a
 * submission, which is a document, or a workbook of as many rows as its figures come from; nothing else may be (practice L3).
 */
export const readKind = async (data: Buffer, name: string, form = false): Promise<AttachmentType> => {
  if (form && isDocument(data)) {
    refuseMarked(data.toString('utf8'), name)
    return 'submission'
  }
  const plain = plainKind(data)
  if (plain !== null) return plain
  if (!startsWith(data, ...zip)) throw new Refusal('attachment.notAPaper', { name })
  const parts = zipParts(data, readLimits)
  const kind = packageKind(new Set(parts.keys()))
  if (kind === null) throw new Refusal('attachment.notAPaper', { name })
  let left = mostText
  for (const part of parts.values()) {
    if (!part.name.endsWith('.xml') && part.name !== 'subject.json') continue
    left -= part.unpacked
    if (left < 0) throw new Refusal('attachment.notAPaper', { name })
    const { words, rows } = await wordsOf(data, part)
    if (rows > attachmentRows && !form) throw new Refusal('attachment.dataTable', { name, rows: attachmentRows })
    refuseMarked(words, name)
  }
  return kind
}
