import { statSync } from 'node:fs'
import { mergeSome } from '../catalogue/search/index.ts'
import type { Location, WriteDb } from '../db/open.ts'
import type { Ports } from '../ports.ts'
import { runFileJob } from './file-jobs.ts'

/**
 * What a save would otherwise do now and then on top of its own work happens between calls: merging the search index's
 * pieces and putting the log into the database. After a long transaction the log beside the database holds hundreds of
 * megabytes; putting them into the file would hold the writer's thread for seconds (5 s for 400 MB), so a process of its
 * own does it (decisions M1).
 */
export type LogSettling = {
  /** Before the commit of a long transaction: SQLite shall not do it within the commit. */
  hold(): void
  /** After it. */
  start(): void
  /** Between two long transactions of one call: waits while the log is so long that it has to be put away before it may grow on. */
  catchUp(): Promise<void>
  /** After a short transaction. */
  soon(): void
  /** Ends the process, which loses nothing. */
  stop(): Promise<void>
}

const pages = 1000
const smallLogBytes = pages * 4096
/** Half of the length at which SQLite would do it by itself, within a commit. */
const dueBytes = smallLogBytes / 2
/** A call of many transactions, some seconds each, starts a process again after so much more, or when it has rested: starting one costs as much as 20 MB of log. */
const largeLogBytes = 64 << 20
const restedMs = 10_000
/** Only a log that is put away whole begins anew. */
const longestLogBytes = 256 << 20
/** Long enough for what a screen asks after a save. */
const pauseMs = 100

export const createLogSettling = (ports: Pick<Ports, 'startTask'>, db: WriteDb, at: Location): LogSettling => {
  let running: { ended: Promise<void>; cancel: AbortController } | null = null
  let held = false
  let timer: NodeJS.Timeout | null = null
  let delayed: NodeJS.Timeout | null = null
  let askedAt = Number.NEGATIVE_INFINITY
  /** How long the log was when it was last seen to; it is shorter once it has begun anew. */
  let seenBytes = 0
  const logBytes = () => statSync(`${at.path}-wal`, { throwIfNoEntry: false })?.size ?? 0
  const letGo = () => {
    held = false
    db.pragma(`wal_autocheckpoint=${pages}`)
  }
  const settle = () => {
    timer = null
    if (running !== null) return
    if (db.inTransaction()) {
      later()
      return
    }
    try {
      // One step at a time: each is a slice (decisions M1).
      if (mergeSome(db)) later()
      // A log that is held back is long: a process will see to it.
      else if (!held) db.pragma('wal_checkpoint(PASSIVE)')
    } catch {
      // On a full disk: what is due stays due, and SQLite does it when it must. Damage shows where the index is read.
    }
  }
  const later = () => {
    timer ??= setTimeout(settle, pauseMs).unref()
  }
  const start = () => {
    if (delayed !== null) clearTimeout(delayed)
    delayed = null
    if (!held || running !== null) return
    seenBytes = logBytes()
    const cancel = new AbortController()
    const job = runFileJob({ ports, signal: cancel.signal, progress: () => undefined }, { job: 'checkpoint', at })
    // Whether it came to its end or not: from now on SQLite does it again.
    const ended = job
      .catch(() => undefined)
      .then(() => {
        running = null
        letGo()
      })
    running = { ended, cancel }
  }
  return {
    hold: () => {
      if (running !== null || logBytes() <= smallLogBytes) return
      held = true
      db.pragma('wal_autocheckpoint=0')
    },
    start: () => {
      if (!held || running !== null) return
      const bytes = logBytes()
      if (bytes < seenBytes) seenBytes = 0
      const rested = performance.now() - askedAt > restedMs
      askedAt = performance.now()
      if (rested || bytes - seenBytes > largeLogBytes) {
        start()
        return
      }
      // Each transaction begins the rest anew.
      if (delayed !== null) clearTimeout(delayed)
      delayed = setTimeout(start, restedMs).unref()
    },
    catchUp: async () => {
      if (logBytes() <= longestLogBytes) return
      await running?.ended
      held = true
      db.pragma('wal_autocheckpoint=0')
      start()
      await running?.ended
    },
    soon: () => {
      if (running === null && logBytes() >= dueBytes) later()
    },
    stop: async () => {
      for (const each of [timer, delayed]) if (each !== null) clearTimeout(each)
      timer = null
      delayed = null
      running?.cancel.abort()
      await running?.ended
      if (held) letGo()
    },
  }
}
