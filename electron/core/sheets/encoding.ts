import { TextDecoder } from 'node:util'
import { tooLarge } from './refuse.ts'
import type { ReadLimits, TextEncoding } from './types.ts'

/**
 * Of the two-byte characters in a sample, how many are everyday ones if it is GB18030, and if it is Big5. Both standards
 * keep everyday characters apart from rare ones: GB 2312 level 1 has lead bytes B0-D7 and trail bytes from A1, Big5
 * level 1 has lead bytes A4-C6 and trail bytes from 40; A1-A3 are signs and forms of full width in both.
 */
const everyday = (sample: Uint8Array): { gb18030: number; big5: number } => {
  const found = { gb18030: 0, big5: 0 }
  for (let at = 0; at + 1 < sample.length; ) {
    const lead = sample[at] as number
    const trail = sample[at + 1] as number
    at += lead < 0x80 ? 1 : 2
    if (lead < 0xa1) continue
    const upper = trail >= 0xa1 && trail !== 0xff
    if (upper && ((lead >= 0xb0 && lead <= 0xd7) || lead <= 0xa3)) found.gb18030++
    if ((upper || (trail >= 0x40 && trail <= 0x7e)) && lead <= 0xc6) found.big5++
  }
  return found
}

/** A text file that is read piece by piece, as often as needed. Every pass starts at the beginning. */
export type TextSource = { pieces(): Iterable<Buffer> }

const isUtf8 = (source: TextSource): boolean => {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (const piece of source.pieces()) decoder.decode(piece, { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}

const firstPiece = (source: TextSource): Buffer => {
  for (const piece of source.pieces()) return piece
  return Buffer.alloc(0)
}

/** From the first byte that is not ASCII, which starts a character. */
const sampleOf = (source: TextSource): Buffer => {
  for (const piece of source.pieces()) {
    const start = piece.findIndex((byte) => byte >= 0x80)
    if (start !== -1) return piece.subarray(start)
  }
  return Buffer.alloc(0)
}

/**
 * The encoding of a text file. A byte order mark decides; then whatever is UTF-8 is UTF-8, for GB18030 and Big5 hardly
 * ever are by chance. Between these two the share of everyday characters decides, in doubt for GB18030.
 */
export const detectEncoding = (source: TextSource): TextEncoding => {
  const [one, two] = firstPiece(source)
  if (one === 0xff && two === 0xfe) return 'utf-16le'
  if (one === 0xfe && two === 0xff) return 'utf-16be'
  if (isUtf8(source)) return 'utf-8'
  const { gb18030, big5 } = everyday(sampleOf(source))
  return big5 > gb18030 * 1.15 ? 'big5' : 'gb18030'
}

/** The text in pieces; a byte order mark is not part of it. */
export function* decodeText(source: TextSource, encoding: TextEncoding): Generator<string> {
  const decoder = new TextDecoder(encoding)
  for (const piece of source.pieces()) yield decoder.decode(piece, { stream: true })
  yield decoder.decode()
}

/** How the text begins; enough to tell its format by. */
export const headOf = (source: TextSource, encoding: TextEncoding): string => {
  for (const text of decodeText(source, encoding)) return text
  return ''
}

/** All of it at once, for formats that can not be read otherwise. */
export const wholeText = (source: TextSource, encoding: TextEncoding, limits: ReadLimits): string => {
  const pieces: string[] = []
  let length = 0
  for (const text of decodeText(source, encoding)) {
    length += text.length
    if (length > limits.wholeBytes) throw tooLarge(limits.wholeBytes)
    pieces.push(text)
  }
  return pieces.join('')
}
