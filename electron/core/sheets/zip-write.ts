import { crc32, createDeflateRaw } from 'node:zlib'

export type NewPart = { name: string; chunks: Iterable<string | Uint8Array> }

/** 1 January 1980, the first day a zip can name: same input, same bytes (decisions M4). */
const dosDate = 0x0021
const textNames = 0x0800
// Info-ZIP reads names as UTF-8 only of what was made on Unix, whatever the flag says.
const madeOnUnix = 3
const ordinaryFile = 0o100644 * 0x10000

const deflated = async (chunks: NewPart['chunks']): Promise<{ packed: Buffer; size: number; crc: number }> => {
  const deflater = createDeflateRaw({ level: 6 })
  const packed: Buffer[] = []
  deflater.on('data', (chunk: Buffer) => packed.push(chunk))
  const ended = new Promise<void>((resolve, reject) => {
    deflater.on('end', resolve)
    deflater.on('error', reject)
  })
  let size = 0
  let crc = 0
  for (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk
    size += bytes.length
    crc = crc32(bytes, crc)
    if (!deflater.write(bytes)) await new Promise<void>((resolve) => deflater.once('drain', resolve))
  }
  deflater.end()
  await ended
  return { packed: Buffer.concat(packed), size, crc }
}

/** Writes a zip package of these parts in this order, each below 4 GiB (APPNOTE 4.3); one packed part at a time is in memory. */
export const writeZip = async (parts: Iterable<NewPart>, write: (bytes: Buffer) => Promise<unknown> | undefined): Promise<void> => {
  const directory: Buffer[] = []
  let at = 0
  for (const { name, chunks } of parts) {
    const { packed, size, crc } = await deflated(chunks)
    const title = Buffer.from(name, 'utf8')
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(textNames, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt16LE(dosDate, 8)
    common.writeUInt32LE(crc, 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(size, 18)
    common.writeUInt16LE(title.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, title])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(ordinaryFile, 6)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), Buffer.from([20, madeOnUnix]), common, tail, title]))
    await write(local)
    await write(packed)
    at += local.length + packed.length
  }
  const whole = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(whole.length, 12)
  end.writeUInt32LE(at, 16)
  await write(whole)
  await write(end)
}

/** The same in memory. */
export const zipOf = async (parts: readonly NewPart[]): Promise<Buffer> => {
  const out: Buffer[] = []
  await writeZip(parts, (bytes) => {
    out.push(bytes)
    return undefined
  })
  return Buffer.concat(out)
}
