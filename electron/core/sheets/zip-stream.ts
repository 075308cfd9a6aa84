import { crc32 } from 'node:zlib'
import { Deflate } from 'fflate'
import type { NewPart } from './zip-write.ts'

/** 1 January 1980, the first day a zip can name (decisions M4). */
const dosDate = 0x0021
/** Names in UTF-8; sizes and checksum follow the packed bytes (APPNOTE 4.4.4). */
const flags = 0x0808
// Info-ZIP reads names as UTF-8 only of what was made on Unix, whatever the flag says.
const madeOnUnix = 3
const ordinaryFile = 0o100644 * 0x10000
const mostBytes = 0xffffffff
const pieceSize = 1 << 16

/** Small pieces of text as bytes worth packing. */
function* gathered(chunks: NewPart['chunks']): Generator<Uint8Array> {
  let pending = ''
  for (const chunk of chunks) {
    if (typeof chunk !== 'string') {
      if (pending !== '') yield Buffer.from(pending, 'utf8')
      pending = ''
      yield chunk
      continue
    }
    pending += chunk
    if (pending.length < pieceSize) continue
    yield Buffer.from(pending, 'utf8')
    pending = ''
  }
  if (pending !== '') yield Buffer.from(pending, 'utf8')
}

type Sizes = { crc: number; packed: number; size: number }

function* packedPart(chunks: NewPart['chunks'], sizes: Sizes): Generator<Buffer> {
  let out: Uint8Array[] = []
  const deflate = new Deflate({ level: 6 }, (chunk) => {
    out.push(chunk)
  })
  function* taken(): Generator<Buffer> {
    for (const chunk of out) {
      sizes.packed += chunk.length
      yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
    }
    out = []
  }
  for (const bytes of gathered(chunks)) {
    sizes.crc = crc32(bytes, sizes.crc)
    sizes.size += bytes.length
    if (sizes.size > mostBytes) throw new RangeError('a part of a zip of 4 GiB or more')
    deflate.push(bytes)
    yield* taken()
  }
  deflate.push(new Uint8Array(0), true)
  yield* taken()
}

const signed = (signature: string, ...numbers: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer => {
  const made = Buffer.alloc(4 + numbers.reduce((sum, [, bytes]) => sum + bytes, 0))
  made.write(`PK${signature}`, 'latin1')
  let at = 4
  for (const [value, bytes] of numbers) at = made.writeUIntLE(value, at, bytes)
  return made
}

/**
 * A zip package of these parts in this order, piece by piece: no part is ever whole in memory. Packed by JavaScript alone, for
 * zlib packs otherwise on another processor: what is submitted has the same bytes wherever it is written.
 */
export function* zipPieces(parts: Iterable<NewPart>): Generator<Buffer> {
  const directory: Buffer[] = []
  let at = 0
  for (const { name, chunks } of parts) {
    const title = Buffer.from(name, 'utf8')
    const start = at
    const head = Buffer.concat([
      signed('\u0003\u0004', [20, 2], [flags, 2], [8, 2], [0, 2], [dosDate, 2], [0, 4], [0, 4], [0, 4], [title.length, 2], [0, 2]),
      title,
    ])
    yield head
    const sizes: Sizes = { crc: 0, packed: 0, size: 0 }
    yield* packedPart(chunks, sizes)
    const tail = signed('\u0007\u0008', [sizes.crc, 4], [sizes.packed, 4], [sizes.size, 4])
    yield tail
    at += head.length + sizes.packed + tail.length
    if (at > mostBytes) throw new RangeError('a zip of 4 GiB or more')
    directory.push(
      signed(
        '\u0001\u0002',
        ...([
          [20 | (madeOnUnix << 8), 2],
          [20, 2],
          [flags, 2],
          [8, 2],
          [0, 2],
          [dosDate, 2],
          [sizes.crc, 4],
          [sizes.packed, 4],
          [sizes.size, 4],
        ] as const),
        ...([
          [title.length, 2],
          [0, 2],
          [0, 2],
          [0, 2],
          [0, 2],
          [ordinaryFile, 4],
          [start, 4],
        ] as const),
      ),
      title,
    )
  }
  const whole = Buffer.concat(directory)
  const count = directory.length / 2
  yield whole
  yield signed('\u0005\u0006', [0, 2], [0, 2], [count, 2], [count, 2], [whole.length, 4], [at, 4], [0, 2])
}
