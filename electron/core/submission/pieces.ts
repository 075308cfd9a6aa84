import { open } from 'node:fs/promises'
import { createSha256 } from '../crypto/hash.ts'
import { createSm3 } from '../crypto/sm3.ts'

export type Digests = { sha256: string; sm3: string; bytes: number }

const flushAt = 1 << 18

/** Small pieces of text as buffers worth hashing and writing. */
export function* inBuffers(pieces: Iterable<string>): Generator<Buffer> {
  let pending = ''
  for (const piece of pieces) {
    pending += piece
    if (pending.length < flushAt) continue
    yield Buffer.from(pending, 'utf8')
    pending = ''
  }
  if (pending !== '') yield Buffer.from(pending, 'utf8')
}

/** What a text is known by, never held whole; `also` gets it piece by piece. */
export const digestsOfAll = async (pieces: Iterable<Uint8Array>, also?: (data: Uint8Array) => Promise<unknown>): Promise<Digests> => {
  const sha256 = createSha256()
  const sm3 = await createSm3()
  let bytes = 0
  for (const data of pieces) {
    sha256.update(data)
    sm3.update(data)
    bytes += data.length
    await also?.(data)
  }
  return { sha256: sha256.hex(), sm3: sm3.hex(), bytes }
}

export const digestsOf = (data: Uint8Array): Promise<Digests> => digestsOfAll([data])

/** Writes a text to a file, and tells what it is known by. */
export const writePieces = async (pieces: Iterable<string>, path: string): Promise<Digests> => {
  const file = await open(path, 'w')
  try {
    const made = await digestsOfAll(inBuffers(pieces), (data) => file.write(data))
    await file.sync()
    return made
  } finally {
    await file.close()
  }
}
