import { crc32, createInflateRaw } from 'node:zlib'
import { Refusal } from '../../../shared/errors.ts'
import { broken, tooLarge } from './refuse.ts'
import type { ReadLimits } from './types.ts'

/** One part of a package, as its central directory declares it. Names are lower case with forward slashes; `written` is the name as it stands there. */
export type ZipPart = { name: string; written: string; packed: number; unpacked: number; crc: number; method: number; at: number }

const endSignature = 0x06054b50
const zip64EndSignature = 0x06064b50
const zip64LocatorSignature = 0x07064b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
const maxParts = 20_000
/** Small parts of blanks compress beyond any sensible ratio and harm nobody. */
const ratioFrom = 8 << 20

type Directory = { count: number; at: number }

/** The end record stands in the last 22 bytes plus a comment of at most 65,535 (APPNOTE 4.3.16). */
const findDirectory = (data: Buffer): Directory => {
  const from = Math.max(0, data.length - 65_557)
  for (let at = data.length - 22; at >= from; at--) {
    if (data.readUInt32LE(at) !== endSignature) continue
    const count = data.readUInt16LE(at + 10)
    const start = data.readUInt32LE(at + 16)
    if (count !== 0xffff && start !== 0xffffffff) return { count, at: start }
    if (at < 20 || data.readUInt32LE(at - 20) !== zip64LocatorSignature) throw broken('zip64 locator')
    const end = Number(data.readBigUInt64LE(at - 12))
    if (end + 56 > data.length || data.readUInt32LE(end) !== zip64EndSignature) throw broken('zip64 directory')
    return { count: Number(data.readBigUInt64LE(end + 32)), at: Number(data.readBigUInt64LE(end + 48)) }
  }
  throw broken('zip directory')
}

/** Sizes and offset of an entry that does not fit into 32 bits (APPNOTE 4.5.3), in the order they are missing. */
const wideFields = (extra: Buffer, wanted: number): number[] => {
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2)
    if (extra.readUInt16LE(at) === 1 && length >= wanted * 8 && at + 4 + wanted * 8 <= extra.length)
      return Array.from({ length: wanted }, (_, field) => Number(extra.readBigUInt64LE(at + 4 + field * 8)))
    at += 4 + length
  }
  throw broken('zip64 entry')
}

/**
 * The parts of a zip package. Everything the directory declares is judged before a byte is inflated: total size, ratio,
 * number of parts, encryption. What is declared falsely is noticed by `inflatePart`.
 */
export const zipParts = (data: Buffer, limits: ReadLimits): Map<string, ZipPart> => {
  const directory = findDirectory(data)
  if (directory.count > maxParts) throw tooLarge(limits.inflatedBytes)
  const parts = new Map<string, ZipPart>()
  let at = directory.at
  let total = 0
  for (let entry = 0; entry < directory.count; entry++) {
    if (at + 46 > data.length || data.readUInt32LE(at) !== entrySignature) throw broken('zip directory')
    const [nameLength, extraLength, commentLength] = [data.readUInt16LE(at + 28), data.readUInt16LE(at + 30), data.readUInt16LE(at + 32)]
    const sizes = [data.readUInt32LE(at + 24), data.readUInt32LE(at + 20), data.readUInt32LE(at + 42)]
    const missing = sizes.filter((size) => size === 0xffffffff).length
    const wide = missing === 0 ? [] : wideFields(data.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength), missing)
    const [unpacked = 0, packed = 0, offset = 0] = sizes.map((size) => (size === 0xffffffff ? (wide.shift() ?? 0) : size))
    if ((data.readUInt16LE(at + 8) & 1) === 1) throw new Refusal('sheet.encrypted')
    const written = data.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/')
    const name = written.toLowerCase()
    total += unpacked
    if (total > limits.inflatedBytes || (unpacked > ratioFrom && unpacked > packed * limits.ratio)) throw tooLarge(limits.inflatedBytes)
    // Of two parts of one name programs read different ones.
    if (parts.has(name)) throw broken(`${name}, twice`)
    parts.set(name, { name, written, packed, unpacked, crc: data.readUInt32LE(at + 16), method: data.readUInt16LE(at + 10), at: offset })
    at += 46 + nameLength + extraLength + commentLength
  }
  return parts
}

/**
 * The bytes of one part, as they are inflated. Never gives more than was declared and checks the CRC at the end, so a
 * lying directory ends in sheet.broken after at most that many bytes.
 */
export async function* inflatePart(data: Buffer, part: ZipPart, signal?: AbortSignal): AsyncGenerator<Buffer> {
  if (part.at + 30 > data.length || data.readUInt32LE(part.at) !== localSignature) throw broken(part.name)
  const start = part.at + 30 + data.readUInt16LE(part.at + 26) + data.readUInt16LE(part.at + 28)
  if (start + part.packed > data.length) throw broken(part.name)
  const packed = data.subarray(start, start + part.packed)
  let size = 0
  let crc = 0
  for await (const chunk of part.method === 0 ? slices(packed) : part.method === 8 ? inflate(packed, part.name) : noMethod(part.name)) {
    signal?.throwIfAborted()
    size += chunk.length
    if (size > part.unpacked) throw broken(part.name)
    crc = crc32(chunk, crc)
    yield chunk
  }
  if (size !== part.unpacked || crc !== part.crc) throw broken(`${part.name}, CRC-32`)
}

const chunkSize = 256 << 10

function* slices(data: Buffer): Generator<Buffer> {
  for (let at = 0; at < data.length; at += chunkSize) yield data.subarray(at, at + chunkSize)
}

async function* inflate(packed: Buffer, name: string): AsyncGenerator<Buffer> {
  const inflater = createInflateRaw({ chunkSize })
  inflater.end(packed)
  try {
    for await (const chunk of inflater) yield chunk as Buffer
  } catch (error) {
    throw error instanceof Error && 'code' in error && String(error.code).startsWith('Z_') ? broken(name) : error
  } finally {
    inflater.destroy()
  }
}

const noMethod = (name: string): never => {
  throw broken(`${name}, compression method`)
}
