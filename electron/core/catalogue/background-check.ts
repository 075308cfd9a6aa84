import type { CheckSettings } from '../../../shared/findings.ts'
import type { ReadDb } from '../db/open.ts'
import type { Ports } from '../ports.ts'
import { readSettings } from '../profile/stored-profile.ts'
import type { OpenVault } from '../vault/open-vault.ts'
import { type Checked, checkStamp, readChecked, writeChecked } from './check-stamp.ts'
import { checkStored, findingColumns, refreshFindings } from './checking.ts'
import { livingUpTo, nextLiving } from './queries.ts'

/** What the check needs of the core around it. */
export type Around = {
  ports: Pick<Ports, 'now' | 'monotonicMs' | 'emit'>
  current(): OpenVault | null
  /** True while a call is being answered: it goes first. */
  busy(): boolean
  /** In turn with the calls that write; null where nothing may be written. */
  inTurn<T>(work: (vault: OpenVault) => T): Promise<T | null>
}

export type BackgroundCheck = { start(): void; stop(): void }

/** Reading and judging holds the thread this long, writing about as long; then everybody else has it (decisions M1). */
const sliceMs = 8
const restMs = 4
const busyMs = 40
const writesAtOnce = 30
const savedEvery = 2000
const toldEveryMs = 250

/** `settledMs`: a call on the command line is over before, an officer sees the list first. `dayMs`: how soon a new day is seen. */
export type Delays = { settledMs: number; dayMs: number }
export const usualDelays: Delays = { settledMs: 2000, dayMs: 600_000 }

type Work = { settings: CheckSettings; stamp: string; seen: Checked | null; last: number; done: number; total: number; changed: number }

/**
 * Brings the findings beside the entries up to date when the day, the law or the profile is another than at the last
 * check: reads in slices, writes only what changed, and notes how far it is, so that it goes on after an end at any
 * moment. Findings follow from what is stored: they make no version and no record.
 */
export const createBackgroundCheck = (around: Around, { settledMs, dayMs }: Delays = usualDelays): BackgroundCheck => {
  let timer: NodeJS.Timeout | null = null
  let working = false
  let on = false
  const again = (inMs: number) => {
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => {
      timer = null
      void begin()
    }, inMs)
    timer.unref()
  }
  const begin = async (): Promise<void> => {
    // The one at work may have looked at the day before this was asked.
    if (working) return again(settledMs)
    working = true
    try {
      while (await checkAll(around)) await pause(restMs)
    } catch {
      // A full disk or a damaged page is reported by the call that meets it; the check begins anew where it was.
    } finally {
      working = false
      if (on && timer === null) again(dayMs)
    }
  }
  return {
    start: () => {
      on = true
      again(settledMs)
    },
    stop: () => {
      on = false
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}

/** True when something else brought the findings up to date meanwhile, and it is to be seen whether anything is left. */
const checkAll = async ({ ports, current, busy, inTurn }: Around): Promise<boolean> => {
  const work = prepared(current(), ports.now().toISOString())
  if (work === null) return false
  let toldMs = ports.monotonicMs()
  let noted = work.done
  for (let end = false; !end; ) {
    await pause(restMs)
    while (busy()) await pause(busyMs)
    const vault = current()
    if (vault === null) return false
    const stale: number[] = []
    end = readSlice(vault.view, work, stale, ports.monotonicMs)
    if (stale.length > 0 || end || work.done - noted >= savedEvery) {
      const written = await inTurn((open) => write(open, work, stale, end))
      if (written !== true) return written === false
      noted = work.done
    }
    if (end || ports.monotonicMs() - toldMs >= toldEveryMs) {
      toldMs = ports.monotonicMs()
      ports.emit('checked', { done: work.done, total: work.total })
    }
  }
  if (work.changed > 0) ports.emit('changed', { noun: 'catalogue', ids: [] })
  return false
}

const prepared = (vault: OpenVault | null, at: string): Work | null => {
  if (vault === null || vault.session().sealed || !vault.session().complete) return null
  const { view } = vault
  const settings = readSettings(view, at)
  const stamp = checkStamp(view, settings)
  const seen = readChecked(view)
  if (seen?.stamp === stamp && seen.upTo === null) return null
  const last = seen?.stamp === stamp ? (seen.upTo ?? 0) : 0
  return { settings, stamp, seen, last, done: livingUpTo(view, last), total: livingUpTo(view, Number.MAX_SAFE_INTEGER), changed: 0 }
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

/** Looks at entries for a slice's time; true when the last was looked at. */
const readSlice = (db: ReadDb, work: Work, stale: number[], clockMs: () => number): boolean => {
  const start = clockMs()
  while (clockMs() - start < sliceMs && stale.length < writesAtOnce) {
    const entry = nextLiving(db, work.last)
    if (entry === undefined) return true
    work.last = entry.rid
    work.done++
    const found = findingColumns(entry.others ? [] : checkStored(db, entry.content, entry.rid, work.settings).findings)
    if (found.codes !== entry.findings || found.errors !== entry.errors || found.warnings !== entry.warnings) stale.push(entry.rid)
  }
  return false
}

/** False, and nothing written, when the findings have been brought up to date otherwise: by another law than this one's. */
const write = ({ db }: OpenVault, work: Work, stale: readonly number[], end: boolean): boolean => {
  const now = readChecked(db)
  if (now?.stamp !== work.seen?.stamp || now?.upTo !== work.seen?.upTo) return false
  db.exec('BEGIN IMMEDIATE')
  try {
    for (const rid of stale) refreshFindings(db, rid, work.settings)
    const seen = { stamp: work.stamp, upTo: end ? null : work.last }
    writeChecked(db, seen)
    db.exec('COMMIT')
    work.seen = seen
    work.changed += stale.length
    return true
  } catch (error) {
    if (db.inTransaction()) db.exec('ROLLBACK')
    throw error
  }
}
