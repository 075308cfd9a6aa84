import { readLimits } from './types.ts'
import { inflatePart, zipParts } from './zip.ts'
import { zipPieces } from './zip-stream.ts'
import type { NewPart } from './zip-write.ts'

/** A workbook a library has just made, packed so that it has the same bytes on every machine. */
export const repacked = async (data: Uint8Array): Promise<Buffer> => {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.length)
  const parts: NewPart[] = []
  for (const part of zipParts(bytes, { ...readLimits, ratio: Number.POSITIVE_INFINITY }).values()) {
    const chunks: Buffer[] = []
    for await (const chunk of inflatePart(bytes, part)) chunks.push(chunk)
    parts.push({ name: part.written, chunks })
  }
  return Buffer.concat([...zipPieces(parts)])
}
