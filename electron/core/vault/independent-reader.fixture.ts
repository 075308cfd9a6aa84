import { createDecipheriv, createHmac, pbkdf2Sync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Reads a SQLCipher 4 database with a raw key, written from the published format alone (zetetic.net/sqlcipher/design
 * and the documentation's "SQLCipher 4 defaults"), with nothing of Mulu and nothing of its SQLite: AES-256-CBC per page
 * of 4,096 bytes, the last 80 bytes IV (16) and HMAC-SHA512 (64) over ciphertext, IV and page number (little endian);
 * page 1 starts with 16 bytes of salt where SQLite's own header has "SQLite format 3\0"; the code's key is
 * PBKDF2-HMAC-SHA512 of the raw key, two rounds, over the salt with 0x3a in each byte.
 */
const pageBytes = 4096
const saltBytes = 16
const reserve = 80

/** Writes the plain database, fit for any SQLite. Throws at the first page whose code does not fit. */
export const decryptDatabase = (path: string, keyHex: string, plainPath: string): { pages: number } => {
  const file = readFileSync(path)
  const key = Buffer.from(keyHex, 'hex')
  const salt = file.subarray(0, saltBytes)
  const macKey = pbkdf2Sync(key, Buffer.from(salt.map((byte) => byte ^ 0x3a)), 2, 32, 'sha512')
  const pages = file.length / pageBytes
  const plain: Buffer[] = []
  for (let number = 1; number <= pages; number++) {
    const page = file.subarray((number - 1) * pageBytes, number * pageBytes)
    const start = number === 1 ? saltBytes : 0
    const iv = page.subarray(pageBytes - reserve, pageBytes - reserve + 16)
    const place = Buffer.alloc(4)
    place.writeUInt32LE(number)
    const code = createHmac('sha512', macKey)
      .update(page.subarray(start, pageBytes - 64))
      .update(place)
      .digest()
    if (!code.equals(page.subarray(pageBytes - 64))) throw new Error(`page ${number} is not authentic`)
    const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
    const body = Buffer.concat([decipher.update(page.subarray(start, pageBytes - reserve)), decipher.final()])
    plain.push(number === 1 ? Buffer.from('SQLite format 3\0', 'latin1') : Buffer.alloc(0), body, Buffer.alloc(reserve))
  }
  const whole = Buffer.concat(plain)
  // No log travels along: the plain file is read in rollback mode (file format 1 instead of 2).
  whole[18] = 1
  whole[19] = 1
  writeFileSync(plainPath, whole)
  return { pages }
}
