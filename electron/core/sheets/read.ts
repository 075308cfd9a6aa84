import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import { Refusal } from '../../../shared/errors.ts'
import { openCsv } from './csv.ts'
import { detectEncoding, headOf, type TextSource, wholeText } from './encoding.ts'
import { openJson } from './json.ts'
import { broken, tooLarge } from './refuse.ts'
import { openWhole } from './sheetjs.ts'
import { type ReadLimits, type ReadOptions, readLimits, type SheetFile } from './types.ts'
import { openXls } from './xls.ts'
import { openXlsx } from './xlsx.ts'
import { type Package, workbookPart } from './xlsx-package.ts'
import { zipParts } from './zip.ts'

const pieceSize = 256 << 10

/** The file's bytes from the start, through a descriptor that stays open: what is read twice is the same file twice. */
function* pieces(descriptor: number): Generator<Buffer> {
  for (let at = 0; ; ) {
    const piece = Buffer.allocUnsafe(pieceSize)
    const length = readSync(descriptor, piece, 0, pieceSize, at)
    if (length === 0) return
    at += length
    yield piece.subarray(0, length)
  }
}

/** Packages and containers are read from their end or all over: they stand in memory as they are, packed. */
const readWhole = (descriptor: number, limits: ReadLimits): Buffer => {
  if (fstatSync(descriptor).size > limits.packedBytes) throw tooLarge(limits.packedBytes)
  return Buffer.concat([...pieces(descriptor)])
}

const startsWith = (data: Buffer, ...bytes: number[]): boolean => bytes.every((byte, at) => data[at] === byte)

/** Whether the first bytes are text: no more control characters than a stray form feed. */
const looksLikeText = (data: Buffer): boolean => {
  if (startsWith(data, 0xff, 0xfe) || startsWith(data, 0xfe, 0xff)) return true
  const head = data.subarray(0, 64 << 10)
  const controls = head.filter((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13).length
  return !head.includes(0) && controls * 1000 <= head.length
}

const openPackage = async (pack: Package, unknown: Refusal): Promise<SheetFile> => {
  const workbook = await workbookPart(pack)
  if (workbook === null) throw unknown
  const file = await openXlsx(pack, workbook)
  if (file.sheets.length === 0) throw broken(workbook.name)
  return file
}

const openText = async (source: TextSource, limits: ReadLimits, signal: AbortSignal | undefined): Promise<SheetFile> => {
  const encoding = detectEncoding(source)
  const head = headOf(source, encoding)
  const start = head.trimStart()
  if (/^[[{]/.test(start)) return await openJson(source, encoding, limits, signal)
  if (/^<(\?xml|!doctype|html|head|body|table|meta|style|div|!--)/i.test(start)) {
    const text = wholeText(source, encoding, limits)
    if (/<!(ENTITY|DOCTYPE[^>]*\[)/i.test(text)) throw broken('DTD')
    if (/<[a-z]*:?Workbook[\s>]/i.test(head)) return { ...openWhole(text, 'xml', limits), encoding }
    if (/<table[\s>]/i.test(text)) return { ...openWhole(text, 'html', limits), encoding }
  }
  return await openCsv(source, encoding, limits, signal)
}

const openFile = async (descriptor: number, name: string, limits: ReadLimits, signal: AbortSignal | undefined): Promise<SheetFile> => {
  const unknown = new Refusal('sheet.unknownFormat', { name })
  const { size } = fstatSync(descriptor)
  if (size === 0) throw new Refusal('sheet.empty')
  if (size > limits.fileBytes) throw tooLarge(limits.fileBytes)
  const source: TextSource = { pieces: () => pieces(descriptor) }
  const [head = Buffer.alloc(0)] = source.pieces()
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04) || startsWith(head, 0x50, 0x4b, 0x05, 0x06)) {
    const data = readWhole(descriptor, limits)
    return await openPackage({ data, parts: zipParts(data, limits), limits, signal }, unknown)
  }
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return await openXls(readWhole(descriptor, limits), limits, unknown)
  // A BIFF stream without container, as some old programs write it ([MS-XLS] BOF of BIFF2, 3, 4).
  if (head[0] === 9 && (head[1] === 0 || head[1] === 2 || head[1] === 4)) return openWhole(readWhole(descriptor, limits), 'xls', limits)
  if (!looksLikeText(head)) throw unknown
  return await openText(source, limits, signal)
}

/** A reader's own mistakes over a hostile file are the file's fault; refusals and cancellation stay what they are. */
const asRefusal = (error: unknown, signal: AbortSignal | undefined): unknown =>
  error instanceof Refusal || signal?.aborted === true || (error instanceof Error && 'code' in error && 'syscall' in error)
    ? error
    : broken(error instanceof Error ? error.message.slice(0, 120) : 'format')

/**
 * Opens a spreadsheet by what is in it, never by its name: xlsx, xls and et, csv in the encodings offices use, JSON
 * arrays, and the HTML or XML that web platforms call .xls. Hidden sheets are reported, to be read only when asked for.
 *
 * Throws Refusal sheet.unknownFormat, .encrypted, .broken, .empty, .tooLarge and .tooMany…; memory and time are bounded
 * by the limits. Meant to run in a process of its own (decisions M2).
 */
export const readSheets = async (path: string, options: ReadOptions = {}): Promise<SheetFile> => {
  const limits = { ...readLimits, ...options.limits }
  const { signal } = options
  const descriptor = openSync(path, 'r')
  let open = true
  const close = (): void => {
    if (open) closeSync(descriptor)
    open = false
  }
  try {
    const file = await openFile(descriptor, options.name ?? basename(path), limits, signal)
    async function* rows(sheetIndex: number) {
      try {
        yield* file.rows(sheetIndex)
      } catch (error) {
        throw asRefusal(error, signal)
      }
    }
    return {
      ...file,
      rows,
      close: () => {
        file.close()
        close()
      },
    }
  } catch (error) {
    close()
    throw asRefusal(error, signal)
  }
}
