import type { Parsed, Reply } from '../../../shared/contract.ts'
import { contract } from '../../../shared/contract.ts'
import { latestRun } from '../../../shared/sync/schedule.ts'
import type { ReadDb } from '../db/open.ts'
import type { Ports } from '../ports.ts'
import type { OpenVault } from '../vault/open-vault.ts'
import { readPlatform } from './platform.ts'
import { afterRun, readScheduled, type Scheduled, writeScheduled } from './schedule.ts'

/** What the schedule needs of the core around it. */
export type Around = {
  ports: Pick<Ports, 'now' | 'emit'>
  current(): OpenVault | null
  /** True while a call of a person is being answered: it goes first. */
  busy(): boolean
  /** Whether a run is under way, whoever began it. */
  running(): boolean
  /** Runs as whoever is signed in, with the rights of that person. */
  run(input: Parsed<'sync.run'>): Promise<Reply<unknown>>
  /** In turn with the calls that write; null where nothing may be written. */
  inTurn<T>(work: (vault: OpenVault) => T): Promise<T | null>
}

export type Scheduler = { start(): void; stop(): void }

/** `settledMs`: a call on the command line is over before, and whoever signs in sees the list first. */
export type Rhythm = { settledMs: number; lookMs: number }
const usual: Rhythm = { settledMs: 20_000, lookMs: 15_000 }

/**
 * Synchronises by itself at the times that were set: only while the vault is open, not sealed, and somebody is signed in who
 * may; never beside a run of a person, and not while the work stands at a question. Failures are tried again after pauses
 * that grow, with jitter (shared/sync/schedule.ts). The time is that of the port, so a clock that is set is noticed at the next look.
 */
export const createScheduler = (around: Around, { settledMs, lookMs }: Rhythm = usual): Scheduler => {
  let timer: NodeJS.Timeout | null = null
  let working = false
  const again = (inMs: number) => {
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => void look(), inMs)
    timer.unref()
  }
  const look = async (): Promise<void> => {
    if (working) return
    working = true
    try {
      await runWhenDue(around)
    } catch {
      // The vault was closed under it, or the disk is full: the next look finds the same time due.
    } finally {
      working = false
      if (timer !== null) again(lookMs)
    }
  }
  return {
    start: () => again(settledMs),
    stop: () => {
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}

const mayRun = (vault: OpenVault): boolean => {
  const { sealed, complete, mustChangePassphrase, user } = vault.session()
  return !sealed && complete && !mustChangePassphrase && contract['sync.run'].roles.some((role) => user.roles.includes(role))
}

/** With an address, enrolled, and not at a question. */
const ready = (db: ReadDb): boolean => {
  const platform = readPlatform(db)
  return platform !== undefined && platform.baseUrl !== '' && platform.platformId !== null && platform.asks === null
}

const runWhenDue = async ({ ports, current, busy, running, run, inTurn }: Around): Promise<void> => {
  const vault = current()
  if (vault === null || !mayRun(vault) || busy() || running()) return
  const scheduled = readScheduled(vault.view)
  if (scheduled === null || !ready(vault.view)) return
  const now = ports.now()
  const write = async (change: (now: Scheduled) => Scheduled): Promise<void> => {
    await inTurn((open) => {
      const stored = readScheduled(open.db)
      // Set anew or switched off meanwhile: what was begun counts no more.
      if (stored === null || stored.at !== scheduled.at) return
      writeScheduled(open.db, change(stored))
    })
    ports.emit('changed', { noun: 'sync', ids: [] })
  }
  // The clock was put back.
  if (Date.parse(scheduled.nextAt) > latestRun(scheduled.schedule, now).getTime()) {
    await write((stored) => afterRun(stored, now, true, Math.random()))
    return
  }
  if (Date.parse(scheduled.nextAt) > now.getTime()) return
  const reply = await run({ secrecy: scheduled.secrecy, planned: true })
  // A lock or somebody who cancels is no failure of the line: the time stays due.
  if (!reply.ok && (reply.error.code === 'call.cancelled' || reply.error.code === 'vault.locked')) return
  await write((stored) => afterRun(stored, ports.now(), reply.ok, Math.random()))
}
