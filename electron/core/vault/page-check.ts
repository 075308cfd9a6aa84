import { closeSync, copyFileSync, fstatSync, openSync, readSync, rmSync, statSync, truncateSync } from 'node:fs'
import { hmacSha512, sameBytes } from '../crypto/hash.ts'
import type { Location } from '../db/open.ts'
import { openCutShort } from '../db/open.ts'

export type PageDamage = { page: number; detail: string }
type Progress = (done: number, total: number) => void

const pageBytes = 4096
const saltBytes = 16
const macBytes = 64

/** The key of the page codes: PBKDF2-HMAC-SHA512 over the salt with 0x3a in every byte, two rounds (SQLCipher 4 design notes). */
const pageMacKey = (key: Buffer, salt: Buffer): Buffer => {
  const masked = Buffer.from(salt.map((byte) => byte ^ 0x3a))
  const first = hmacSha512(key, masked, Buffer.from([0, 0, 0, 1]))
  const second = hmacSha512(key, first)
  return Buffer.from(first.map((byte, index) => byte ^ (second[index] ?? 0))).subarray(0, 32)
}

const codeFits = (page: Buffer, number: number, macKey: Buffer): boolean => {
  const start = number === 1 ? saltBytes : 0
  const place = Buffer.alloc(4)
  place.writeUInt32LE(number)
  return sameBytes(hmacSha512(macKey, page.subarray(start, pageBytes - macBytes), place), page.subarray(pageBytes - macBytes))
}

/** A page the writer is just putting back from its log looks torn for a moment: it is read again after these. */
const patienceMs: readonly number[] = [10, 40, 200]

const pause = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms)
  })

/** Every page's HMAC-SHA512, as SQLCipher 4 writes it: the last 80 bytes are IV and code; free pages have one too. */
const checkSqlcipher = async (at: Location, progress: Progress, patience: readonly number[]): Promise<{ pages: number; damages: PageDamage[] }> => {
  const fd = openSync(at.path, 'r')
  try {
    const size = fstatSync(fd).size
    const pages = Math.floor(size / pageBytes)
    const damages: PageDamage[] = size % pageBytes === 0 ? [] : [{ page: pages + 1, detail: 'cut off' }]
    const page = Buffer.alloc(pageBytes)
    readSync(fd, page, 0, pageBytes, 0)
    const macKey = pageMacKey(Buffer.from(at.keyHex, 'hex'), Buffer.from(page.subarray(0, saltBytes)))
    const fits = (number: number): boolean => {
      readSync(fd, page, 0, pageBytes, (number - 1) * pageBytes)
      return codeFits(page, number, macKey)
    }
    for (let number = 1; number <= pages; number++) {
      let good = fits(number)
      // A file spoilt in many places is not waited for.
      for (const ms of damages.length < 10 ? patience : []) {
        if (good) break
        await pause(ms)
        good = fits(number)
      }
      if (!good) damages.push({ page: number, detail: 'authentication code' })
      if (number % 2000 === 0) progress(number, pages)
    }
    return { pages, damages }
  } finally {
    closeSync(fd)
  }
}

/**
 * AEGIS has no published page format, and neither Node nor BoringSSL has the cipher, so SQLite's own code reads every
 * page: it is asked to put a copy under the same key again, which touches free pages too and stops at the first that is
 * not authentic. It does not say which; so the file's beginning is tried in ever better chosen lengths until it is known.
 * Pages behind the first bad one can not be told good from bad this way. The copy is needed because SQLite was built
 * without the table that reads pages one by one (sqlite_dbpage).
 */
const checkByRekey = (at: Location, scratch: string, progress: Progress): { pages: number; damages: PageDamage[] } => {
  const size = statSync(at.path).size
  const pages = Math.floor(size / pageBytes)
  const damages: PageDamage[] = size % pageBytes === 0 ? [] : [{ page: pages + 1, detail: 'cut off' }]
  if (rekeyError(at, scratch, pages) === null) return { pages, damages }
  let good = 0
  let bad = pages
  while (bad - good > 1) {
    progress(good, pages)
    const middle = Math.floor((good + bad) / 2)
    if (rekeyError(at, scratch, middle) === null) good = middle
    else bad = middle
  }
  damages.unshift({ page: bad, detail: 'authentication; pages behind it can not be told apart under AEGIS' })
  return { pages, damages }
}

/** What SQLite says of the first `pages` pages, or null. */
const rekeyError = (at: Location, scratch: string, pages: number): string | null => {
  try {
    copyBeginning(at.path, scratch, pages * pageBytes)
    const db = openCutShort({ ...at, path: scratch })
    try {
      db.pragma(`rekey="x'${at.keyHex}'"`)
      return null
    } finally {
      db.close()
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') throw error
    return error instanceof Error ? error.message : String(error)
  } finally {
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${scratch}${end}`, { force: true })
  }
}

const copyBeginning = (from: string, to: string, bytes: number): void => {
  copyFileSync(from, to)
  truncateSync(to, bytes)
}

/** Reads every page of a database, free ones too (decisions K4). In a process of its own: closing a file drops its locks. */
export const checkPages = async (
  at: Location,
  scratch: string,
  progress: Progress,
  patience = patienceMs,
): Promise<{ pages: number; damages: PageDamage[] }> =>
  at.cipher === 'sqlcipher' ? checkSqlcipher(at, progress, patience) : checkByRekey(at, scratch, progress)
