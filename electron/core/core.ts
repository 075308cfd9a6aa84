import type { Api, EventName, Events, Reply } from '../../shared/contract.ts'
import { createBackgroundCheck, type Delays, usualDelays } from './catalogue/background-check.ts'
import { createDeriver } from './crypto/deriver.ts'
import type { KdfParameters } from './crypto/kdf.ts'
import { type Migration, migrations } from './db/migrations.ts'
import { createIdleLock } from './idle.ts'
import { keepNurserySmall } from './nursery.ts'
import type { Ports } from './ports.ts'
import { type StartReader, startReader } from './reader/reader.ts'
import { type CallOptions, createRouter } from './router.ts'
import { createNoticeWatch } from './statistics/notice-watch.ts'
import { createScheduler, type Rhythm } from './sync/scheduler.ts'
import { createDoor } from './vault/door.ts'
import type { LockReason } from './vault/open-vault.ts'

export type Core = {
  call: Api['call'] & ((name: string, input: unknown, options?: CallOptions) => Promise<Reply<unknown>>)
  on<E extends EventName>(event: E, listener: (value: Events[E]) => void): () => void
  /** The host says that the machine goes to sleep or the session is locked. */
  suspend(): Promise<void>
  close(): Promise<void>
}
/** What a host hands in; the core adds the events itself. */
export type HostPorts = Omit<Ports, 'emit'>

export type CoreOptions = {
  /** Tests pass further steps, so that migration under kill is really tried (decisions F9). */
  migrations?: readonly Migration[]
  /** Parses every reply against the contract. */
  checkOutputs?: boolean
  /** Weak parameters instead of calibrated ones, for tests; without it the floor stands. */
  kdf?: KdfParameters
  /** When the check in the background begins and looks again; tests do not wait so long. */
  background?: Delays
  /** When the schedule of syncing first looks and looks again. */
  rhythm?: Rhythm
  /** Tests lend the same reading threads to one core after the other. */
  startReader?: StartReader
}

/** Everything Mulu does, behind `call` and `on`. Hosts differ only in their ports. */
export const createCore = (host: HostPorts, options: CoreOptions = {}): Core => {
  keepNurserySmall()
  const listeners: { [E in EventName]: Set<(value: Events[E]) => void> } = {
    progress: new Set(),
    locked: new Set(),
    unlocked: new Set(),
    changed: new Set(),
    checked: new Set(),
  }
  const ports: Ports = {
    ...host,
    emit: (event, value) => {
      for (const listener of listeners[event]) listener(value)
    },
  }
  const door = createDoor(ports, createDeriver(host.startTask, options.kdf), options.migrations ?? migrations, options.startReader ?? startReader)
  const router = createRouter(ports, door, { checkOutputs: options.checkOutputs ?? false })
  const background = createBackgroundCheck({ ports, current: door.current, busy: router.busy, inTurn: router.inTurn }, options.background)
  listeners.unlocked.add(background.start)
  listeners.locked.add(background.stop)
  const notices = createNoticeWatch({ ports, current: door.current, inTurn: router.inTurn }, options.background ?? usualDelays)
  listeners.unlocked.add(notices.start)
  listeners.locked.add(notices.stop)
  const scheduler = createScheduler(
    {
      ports,
      current: door.current,
      busy: router.busy,
      running: () => router.atWork('sync.run') > 0,
      run: (input) => router.call('sync.run', input, { unattended: true }),
      inTurn: router.inTurn,
    },
    options.rhythm,
  )
  listeners.unlocked.add(scheduler.start)
  listeners.locked.add(scheduler.stop)
  const shut = (why: LockReason) => router.interrupt(() => door.leave(why))
  const idle = createIdleLock(ports, {
    minutes: () => door.current()?.session().idleLockMinutes ?? null,
    busy: router.busy,
    lock: () => shut('idle'),
  })
  const call = async (name: string, input: unknown, callOptions?: CallOptions): Promise<Reply<unknown>> => {
    // A screen that asks for the state every few seconds is not a user at work.
    if (name === 'vault.status') return router.call(name, input, callOptions)
    await idle.used()
    const reply = await router.call(name, input, callOptions)
    await idle.used()
    return reply
  }
  return {
    call: call as Core['call'],
    on: (event, listener) => {
      listeners[event].add(listener)
      return () => {
        listeners[event].delete(listener)
      }
    },
    suspend: () => shut('suspend'),
    close: async () => {
      idle.stop()
      background.stop()
      notices.stop()
      scheduler.stop()
      await shut('closed')
      await door.end()
    },
  }
}
