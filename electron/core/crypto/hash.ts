import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** SHA-256 as 64 hex digits; text is taken as UTF-8. */
export const sha256Hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

/** SHA-256 of something that comes in pieces. */
export const createSha256 = (): { update(data: string | Uint8Array): void; hex(): string } => {
  const hash = createHash('sha256')
  return {
    update: (data) => {
      hash.update(data)
    },
    hex: () => hash.digest('hex'),
  }
}

/** SHA-256 of a file as 64 hex digits, read in pieces. Throws what the file system says. */
export const sha256File = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer)
  return hash.digest('hex')
}

export const hmacSha256 = (key: Uint8Array, data: string | Uint8Array): Buffer => createHmac('sha256', key).update(data).digest()

/** Compares in the same time wherever the first difference is. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b)

/** Over the parts one after the other. */
export const hmacSha512 = (key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer => {
  const hmac = createHmac('sha512', key)
  for (const part of parts) hmac.update(part)
  return hmac.digest()
}

export const sha256Bytes = (data: Uint8Array): Buffer => createHash('sha256').update(data).digest()
export const sha512Bytes = (data: Uint8Array): Buffer => createHash('sha512').update(data).digest()
