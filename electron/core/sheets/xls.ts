import { CFB } from '@e965/xlsx'
import { readXls, type Sheet } from 'hucre'
import { Refusal } from '../../../shared/errors.ts'
import { inBatches } from './batches.ts'
import { plainBreaks } from './line-breaks.ts'
import { plainPrinted } from './printed.ts'
import { tooLarge } from './refuse.ts'
import { openWhole } from './sheetjs.ts'
import type { Cell, Merge, ReadLimits, SheetFile, SheetInfo, SheetRow } from './types.ts'

/** Records of a BIFF stream ([MS-XLS] 2.3). */
const biff = {
  formula: 0x06,
  endOfFile: 0x0a,
  filePass: 0x2f,
  boundSheet: 0x85,
  string: 0x207,
  beginning: 0x809,
  header: 0x14,
  footer: 0x15,
  continued: 0x3c,
  textObject: 0x1b6,
} as const
const biff8 = 0x0600

type BiffRecord = { id: number; data: Buffer }

function* records(stream: Buffer): Generator<BiffRecord> {
  for (let at = 0; at + 4 <= stream.length; ) {
    const length = stream.readUInt16LE(at + 2)
    yield { id: stream.readUInt16LE(at), data: stream.subarray(at + 4, at + 4 + length) }
    at += 4 + length
  }
}

type Globals = { version: number; encrypted: boolean; hidden: boolean[] }

/** What stands before the first sheet. FILEPASS (2.4.117) comes before anything that could be read. */
const globalsOf = (stream: Buffer): Globals => {
  const globals: Globals = { version: 0, encrypted: false, hidden: [] }
  for (const { id, data } of records(stream)) {
    if (id === biff.beginning && globals.version === 0 && data.length >= 2) globals.version = data.readUInt16LE(0)
    if (id === biff.filePass) globals.encrypted = true
    if (id === biff.boundSheet && data.length > 4) globals.hidden.push(((data[4] as number) & 3) !== 0)
    if (id === biff.endOfFile) break
  }
  return globals
}

/** The lean reader finds a formula's text only right behind it; where something stands between, it would be lost. */
const textsStandBehindFormulas = (stream: Buffer): boolean => {
  let awaited = false
  for (const { id, data } of records(stream)) {
    if (awaited && id !== biff.string) return false
    // The cached value's last two bytes FF FF and first byte 0 announce a text (2.5.133).
    awaited = id === biff.formula && data.length >= 14 && data.readUInt16LE(12) === 0xffff && data[6] === 0
  }
  return true
}

/** 16-bit characters or their lower halves, behind a byte that says which ([MS-XLS] 2.5.293). */
const characters = (data: Buffer, at: number): string => data.toString(((data[at] ?? 0) & 1) === 1 ? 'utf16le' : 'latin1', at + 1)

/** Headers, footers (2.4.136), and the texts of boxes and comments (2.4.329: in the record that continues the object's) of a BIFF8 stream. */
export const looseTexts = (stream: Buffer): string[] => {
  const texts: string[] = []
  let object = false
  for (const { id, data } of records(stream)) {
    if ((id === biff.header || id === biff.footer) && data.length > 3) texts.push(plainPrinted(characters(data, 2)))
    if (object && id === biff.continued && data.length > 1) texts.push(characters(data, 0))
    object = id === biff.textObject
  }
  return texts
}

type CompoundFile = { FileIndex: { name: string; content?: Uint8Array | number[] }[] }

const leanCell = (value: Cell | undefined): Cell => (value === undefined || value === '' ? null : typeof value === 'string' ? plainBreaks(value) : value)

const leanSheet = ({ name, rows, merges }: Sheet, hidden: boolean, limits: ReadLimits): { info: SheetInfo; rows: SheetRow[] } => {
  if ((merges?.length ?? 0) > limits.merges) throw new Refusal('sheet.tooManyMerges', { limit: limits.merges })
  const kept: SheetRow[] = []
  let columns = 0
  for (const [at, raw] of rows.entries()) {
    const cells = Array.from(raw ?? [], leanCell)
    while (cells.length > 0 && cells.at(-1) === null) cells.pop()
    columns = Math.max(columns, cells.length)
    if (cells.length > 0) kept.push({ row: at + 1, cells })
  }
  const blocks = (merges ?? []).map(
    ({ startRow, startCol, endRow, endCol }): Merge => ({ top: startRow + 1, left: startCol, bottom: endRow + 1, right: endCol }),
  )
  return { info: { name, rows: kept.at(-1)?.row ?? 0, columns, hidden, merges: blocks }, rows: kept }
}

const largest = 64 << 20

/**
 * Opens what an OLE2 container holds: BIFF workbooks of Excel and WPS (xls, et) of every age. Throws Refusal
 * sheet.encrypted, sheet.tooLarge, and `unknown` when it is some other document.
 */
export const openXls = async (data: Buffer, limits: ReadLimits, unknown: Refusal): Promise<SheetFile> => {
  if (data.length > largest) throw tooLarge(largest)
  const streams = new Map((CFB.read(data, { type: 'buffer' }) as CompoundFile).FileIndex.map(({ name, content }) => [name.toLowerCase(), content]))
  if (streams.has('encryptedpackage') || streams.has('encryptioninfo')) throw new Refusal('sheet.encrypted')
  const content = streams.get('workbook') ?? streams.get('book')
  if (content === undefined) throw unknown
  const stream = Buffer.from(content)
  const { version, encrypted, hidden } = globalsOf(stream)
  if (encrypted) throw new Refusal('sheet.encrypted')
  const loose = version === biff8 ? looseTexts(stream) : []
  if (stream.length < limits.thoroughBytes) {
    const file = openWhole(data, 'xls', limits)
    return { ...file, loose: [...file.loose, ...loose] }
  }
  if (version !== biff8 || !textsStandBehindFormulas(stream)) throw tooLarge(limits.thoroughBytes)
  const loaded = (await readXls(data)).sheets.map((sheet, at) => leanSheet(sheet, hidden[at] ?? false, limits))
  return {
    format: 'xls',
    encoding: null,
    sheets: loaded.map(({ info }) => info),
    loose,
    rows: (sheetIndex) => inBatches(loaded[sheetIndex]?.rows ?? []),
    close: () => {
      loaded.length = 0
    },
  }
}
