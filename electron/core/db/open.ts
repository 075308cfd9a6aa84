import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { Sql } from './sql.ts'

export type Cipher = 'sqlcipher' | 'aegis'

/** Where an encrypted database is and what opens it: `keyHex` is the raw 256-bit key, 64 hex digits. */
export type Location = { path: string; keyHex: string; cipher: Cipher }

declare const readMark: unique symbol
declare const writeMark: unique symbol

export type ReadDb = {
  all<T>(statement: Sql): T[]
  get<T>(statement: Sql): T | undefined
  /** What `make` reads, kept until another connection has written. A writing connection keeps nothing. */
  kept<T>(make: (db: ReadDb) => T): T
  iterate<T>(statement: Sql): IterableIterator<T>
  /** Rows as arrays of their columns, one by one: for a hundred thousand of them, of which none is kept. */
  rows<T extends readonly unknown[]>(statement: Sql): IterableIterator<T>
  close(): void
  readonly [readMark]?: true
}

export type WriteDb = ReadDb & {
  run(statement: Sql): { changes: number; lastInsertRowid: number | bigint }
  /** Text with several statements: schema and pragmas only, never values. */
  exec(text: string): void
  pragma<T>(text: string): T
  inTransaction(): boolean
  readonly [writeMark]: true
}

/**
 * Opens a file under its key. SQLCipher 4's format or AEGIS (decisions in performance.md); no derivation inside
 * SQLite, the raw key is given. Nothing is written outside the encrypted file and its WAL: temporary tables stay in
 * memory. Throws what SQLite says: SQLITE_NOTADB for a wrong key, SQLITE_CORRUPT for a flipped bit.
 */
const connect = (at: Location, options: { readonly: boolean; mustExist: boolean; cacheKiB: number; cutShort?: true }): Database.Database => {
  const db = new Database(at.path, { readonly: options.readonly, fileMustExist: options.mustExist || options.readonly })
  try {
    db.pragma(`cipher='${at.cipher}'`)
    if (at.cipher === 'sqlcipher') db.pragma('legacy=4')
    db.pragma(`key="x'${at.keyHex}'"`)
    if (options.cutShort === true) {
      // Before anything is read: else a file with fewer pages than its first one says is refused.
      db.unsafeMode()
      db.pragma('writable_schema=ON')
    }
    db.pragma('temp_store=MEMORY')
    db.pragma(`cache_size=-${options.cacheKiB}`)
    db.pragma('foreign_keys=ON')
    db.pragma('trusted_schema=OFF')
    db.pragma('busy_timeout=5000')
    if (options.cutShort !== true) db.prepare('SELECT count(*) FROM sqlite_schema').get()
  } catch (error) {
    db.close()
    throw error
  }
  return db
}

const statements = (db: Database.Database) => {
  const cache = new Map<string, Database.Statement<unknown[]>>()
  return (text: string): Database.Statement<unknown[]> => {
    let statement = cache.get(text)
    if (statement === undefined) {
      if (cache.size >= 500) cache.clear()
      statement = db.prepare<unknown[]>(text)
      cache.set(text, statement)
    }
    return statement
  }
}

const reading = (db: Database.Database) => {
  const prepared = statements(db)
  return {
    prepared,
    all: <T>(statement: Sql) => prepared(statement.text).all(...statement.values) as T[],
    get: <T>(statement: Sql) => prepared(statement.text).get(...statement.values) as T | undefined,
    // Not from the cache: a statement being iterated can not be run a second time meanwhile.
    iterate: <T>(statement: Sql) => db.prepare<unknown[]>(statement.text).iterate(...statement.values) as IterableIterator<T>,
    rows: <T extends readonly unknown[]>(statement: Sql) =>
      db
        .prepare<unknown[]>(statement.text)
        .raw(true)
        .iterate(...statement.values) as unknown as IterableIterator<T>,
    close: () => {
      db.close()
    },
  }
}

/** A 32nd of the file, 16 to 128 MiB: at 100,000 entries more made no search faster. */
const cacheFor = (path: string): number => Math.round(Math.min(131_072, Math.max(16_384, statSync(path).size / 1024 / 32)))

/**
 * A read-only handle, with as much cache as the screens' searches need. After `pin` everything read shows one moment,
 * until the handle is closed.
 */
export const openReader = (at: Location, cacheKiB = cacheFor(at.path)): ReadDb & { pin(): void } => {
  const db = connect(at, { readonly: true, mustExist: true, cacheKiB })
  const { all, get, iterate, rows, close } = reading(db)
  const version = db.prepare('PRAGMA data_version').pluck()
  const values = new Map<unknown, { at: unknown; value: unknown }>()
  const reader = {
    all,
    get,
    kept: <T>(make: (db: ReadDb) => T): T => {
      const at = version.get()
      const known = values.get(make)
      if (known !== undefined && known.at === at) return known.value as T
      const value = make(reader)
      values.set(make, { at, value })
      return value
    },
    iterate,
    rows,
    pin: () => {
      db.exec('BEGIN')
    },
    close,
  }
  return reader
}

const writing = (db: Database.Database): WriteDb => {
  const { prepared, all, get, iterate, rows, close } = reading(db)
  const writer = {
    all,
    get,
    kept: <T>(make: (db: ReadDb) => T): T => make(writer),
    iterate,
    rows,
    close,
    run: (statement: Sql) => prepared(statement.text).run(...statement.values),
    exec: (text: string) => {
      db.exec(text)
    },
    pragma: <T>(text: string) => db.pragma(text, { simple: true }) as T,
    inTransaction: () => db.inTransaction,
  } as WriteDb
  return writer
}

export const writerCacheKiB = 16_384

/** The one writing connection: WAL, every commit on disk before it is acknowledged. */
export const openWriter = (at: Location, options: { create?: boolean } = {}): WriteDb => {
  const db = connect(at, { readonly: false, mustExist: options.create !== true, cacheKiB: writerCacheKiB })
  db.pragma('journal_mode=WAL')
  db.pragma('synchronous=FULL')
  db.pragma('secure_delete=FAST')
  // The log is cut at the first commit after a reset: what stands behind it is never an older log (vault/wal.ts).
  db.pragma('journal_size_limit=0')
  return writing(db)
}

/** A copy nobody else has open: no log beside it, one file when closed. */
export const openPlainJournal = (at: Location): WriteDb => {
  const db = connect(at, { readonly: false, mustExist: true, cacheKiB: 16_384 })
  db.pragma('journal_mode=DELETE')
  db.pragma('synchronous=FULL')
  return writing(db)
}

/** The beginning of a database, to be put under a key again: its tables may lie behind the cut and are not looked at. */
export const openCutShort = (at: Location): WriteDb => {
  const db = connect(at, { readonly: false, mustExist: true, cacheKiB: 16_384, cutShort: true })
  db.pragma('journal_mode=DELETE')
  return writing(db)
}
