import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const flushAt = 1 << 16

/** Small pieces of text as buffers worth writing. */
async function* gathered(pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Buffer> {
  let pending = ''
  for await (const piece of pieces) {
    pending += piece
    if (pending.length < flushAt) continue
    yield Buffer.from(pending)
    pending = ''
  }
  if (pending !== '') yield Buffer.from(pending)
}

/** Writes a stream of bytes to a file, no faster than the disk takes them, and gives the file's size. */
export const writeBytes = async (path: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, signal: AbortSignal | undefined): Promise<number> => {
  await pipeline(Readable.from(bytes, { objectMode: false }), createWriteStream(path), signal === undefined ? {} : { signal })
  return (await stat(path)).size
}

export const writeText = async (path: string, pieces: AsyncIterable<string> | Iterable<string>, signal: AbortSignal | undefined): Promise<number> =>
  await writeBytes(path, gathered(pieces), signal)
