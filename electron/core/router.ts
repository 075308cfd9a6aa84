import type { ZodError } from 'zod'
import type { CallSpec, Secrets } from '../../shared/contract/define.ts'
import { type CallName, contract, type Reply } from '../../shared/contract.ts'
import { Refusal } from '../../shared/errors.ts'
import { appendEvent, type NewEvent } from './audit/append.ts'
import { createClockWatch } from './clock-watch.ts'
import { commits } from './commit.ts'
import type { AsideContext, Context, LockedCall, LockedContext, ReaderCall, VaultCall, ViewContext } from './context.ts'
import { asFailure } from './failure.ts'
import { lockedHandlers, vaultHandlers } from './handlers.ts'
import { createMutex } from './mutex.ts'
import type { Ports } from './ports.ts'
import { readerHandlers } from './reader/handlers.ts'
import { mayCall } from './rights.ts'
import type { OpenVault, Session, VaultDoor } from './vault/open-vault.ts'

export type CallOptions = {
  secrets?: Secrets
  callId?: string
  signal?: AbortSignal
  /** The core makes the call by itself: nobody is at work, so it keeps no vault open. */
  unattended?: boolean
}

export type Router = {
  call(name: string, input: unknown, options?: CallOptions): Promise<Reply<unknown>>
  /** Cancels what is running and waits its turn: nothing is being written while `work` runs. */
  interrupt<T>(work: () => Promise<T>): Promise<T>
  /** Waits its turn among the calls that write; null while the vault is locked or sealed. */
  inTurn<T>(work: (vault: OpenVault) => T): Promise<T | null>
  /** True while a call somebody made is being answered. */
  busy(): boolean
  /** How many calls of this name are being answered. */
  atWork(name: CallName): number
}

/**
 * name -> may this user? -> check input -> handler -> audit -> reply. Rights are enforced here for every caller;
 * the screens only hide what would be refused.
 */
export const createRouter = (ports: Ports, door: VaultDoor, options: { checkOutputs: boolean }): Router => {
  const writing = createMutex()
  // One after the other: guesses sent at once would each find no wait yet.
  const proving = createMutex()
  const running = new Map<AbortController, { name: string; unattended: boolean }>()
  const clock = createClockWatch(ports)
  /** Calls at work beside the one that writes. */
  const asides = new Set<Promise<unknown>>()

  /** For what may close the vault or change its key: those at work on it come to their end first; nobody waits for what runs by itself. */
  const alone = async <T>(work: () => Promise<T>): Promise<T> => {
    for (const [controller, { unattended }] of running) if (unattended) controller.abort()
    if (asides.size > 0) await Promise.allSettled([...asides])
    return writing.run(work)
  }

  const cancelRunning = () => {
    for (const controller of running.keys()) controller.abort()
  }

  const atWork = (name: CallName): number => [...running.values()].filter((each) => each.name === name).length

  const due: { at: Date; event: NewEvent }[] = []
  /**
   * Waits its turn, so that the rollback of a long call does not take the record along; the caller does not wait for
   * it. What can not be written, on a full disk or after a lock, is written with the next one.
   */
  const record = (session: Session, action: string, outcome: string, note?: string): void => {
    due.push({ at: ports.now(), event: { actor: session.user.name, second: null, action, outcome, ...(note === undefined ? {} : { note }) } })
    void writing.run(async () => {
      const now = door.current()
      if (now === null) return
      try {
        for (let next = due[0]; next !== undefined; next = due[0]) {
          appendEvent(now.db, next.at, next.event)
          due.shift()
        }
      } catch {
        // The refused call has been answered; its record stays due.
      }
    })
  }

  const whileLocked = (name: LockedCall, spec: CallSpec, input: unknown, context: LockedContext): unknown => {
    const handler = lockedHandlers[name] as ((i: unknown, c: LockedContext) => unknown) | undefined
    if (handler === undefined) throw new Refusal('call.unknown', { call: name })
    const parsed = parse(name, spec, input)
    if (spec.effect === 'read') return handler(parsed, context)
    if (name === 'vault.lock') cancelRunning()
    return alone(async () => handler(parsed, context))
  }

  const whileOpen = async (name: ReaderCall | VaultCall, spec: CallSpec, input: unknown, locked: LockedContext): Promise<unknown> => {
    const vault = door.current()
    if (vault === null) throw new Refusal('vault.locked')
    const session = vault.session()
    const jump = clock.jumpedMinutes(vault)
    if (jump !== null) record(session, 'clock.jumped', 'ok', jump)
    let parsed: unknown
    let second: string | null = null
    try {
      mayCall(name, spec, session)
      parsed = parse(name, spec, input)
      if (spec.with === 2) second = await proving.run(() => provedSecond(door, spec, locked.secrets, session))
    } catch (error) {
      const { code } = asFailure(error)
      if (code !== 'call.invalid') record(session, name, code)
      throw error
    }
    const user = { name: session.user.name, roles: session.user.roles }
    if (isReader(spec, name)) {
      const reply = await door.read(name, parsed as never, user)
      if (!reply.ok) throw new Refusal(reply.error.code, reply.error.params, reply.error.details)
      return reply.value
    }
    const handler = vaultHandlers[name] as ((i: unknown, c: ViewContext | AsideContext | Context) => unknown) | undefined
    if (handler === undefined) throw new Refusal('call.unknown', { call: name })
    const seen = { ...locked, vault, user, second }
    if (spec.effect === 'read') return handler(parsed, { ...seen, db: vault.view })
    const stillOpen = (): OpenVault => {
      const now = door.current()
      if (now === null || now.session().user.id !== session.user.id) throw new Refusal('vault.locked')
      mayCall(name, spec, now.session())
      return now
    }
    const inTurn = (now: OpenVault): Context => ({
      ...seen,
      vault: now,
      db: now.db,
      othersWait: () => writing.waiting() > 0,
      ...commits(ports, now, { action: name, actor: user.name, second }, locked.signal),
    })
    if (spec.aside === true) {
      const turn: AsideContext['inTurn'] = (work) =>
        writing.run(async () => {
          if (locked.signal.aborted) throw new Refusal('call.cancelled')
          // What was read so far, and where from, belongs to `vault` alone.
          if (stillOpen() !== vault) throw new Refusal('vault.locked')
          return work(inTurn(vault))
        })
      const working = (async () => handler(parsed, { ...seen, db: vault.view, inTurn: turn }))()
      asides.add(working)
      try {
        return await working
      } catch (error) {
        record(session, name, asFailure(error).code)
        // The view was closed under it.
        throw error instanceof Refusal || door.current() === vault ? error : new Refusal('vault.locked')
      } finally {
        asides.delete(working)
      }
    }
    const exclusive = spec.effect === 'secure' ? alone : writing.run
    return exclusive(async () => {
      // Meanwhile the key may have been changed, or the vault locked, or opened by somebody else.
      const now = stillOpen()
      try {
        const value = await handler(parsed, inTurn(now))
        if (spec.effect === 'secure') ports.emit('changed', { noun: 'vault', ids: [] })
        return value
      } catch (error) {
        record(session, name, asFailure(error).code)
        throw error
      }
    })
  }

  const route = (name: string, input: unknown, { secrets = {}, callId = '' }: CallOptions, signal: AbortSignal): unknown => {
    if (!Object.hasOwn(contract, name)) throw new Refusal('call.unknown', { call: name })
    const known = name as CallName
    const spec: CallSpec = contract[known]
    const progress = (phase: string, done: number, total: number) => {
      ports.emit('progress', { callId, call: known, phase, done, total })
    }
    const context: LockedContext = { ports, door, secrets, progress, signal, atWork }
    return spec.roles === 'locked' ? whileLocked(known as LockedCall, spec, input, context) : whileOpen(known as ReaderCall | VaultCall, spec, input, context)
  }

  return {
    call: async (name, input, callOptions = {}) => {
      const controller = new AbortController()
      const signal = callOptions.signal === undefined ? controller.signal : AbortSignal.any([callOptions.signal, controller.signal])
      running.set(controller, { name, unattended: callOptions.unattended === true })
      try {
        const value = await route(name, input, callOptions, signal)
        if (options.checkOutputs) contract[name as CallName].output.parse(value)
        return { ok: true, value }
      } catch (error) {
        return { ok: false, error: asFailure(error) }
      } finally {
        running.delete(controller)
      }
    },
    interrupt: (work) => {
      cancelRunning()
      return alone(async () => {
        const vault = door.current()
        const jump = vault === null ? null : clock.jumpedMinutes(vault)
        if (vault !== null && jump !== null) {
          const event = { actor: vault.session().user.name, second: null, action: 'clock.jumped', outcome: 'ok', note: `${jump}, or the machine slept` }
          appendEvent(vault.db, ports.now(), event)
        }
        return work()
      })
    },
    inTurn: (work) =>
      writing.run(async () => {
        const vault = door.current()
        return vault === null || vault.session().sealed ? null : work(vault)
      }),
    busy: () => [...running.values()].some(({ unattended }) => !unattended),
    atWork,
  }
}

const isReader = (spec: CallSpec, name: ReaderCall | VaultCall): name is ReaderCall => {
  if (spec.reader !== true) return false
  if (!Object.hasOwn(readerHandlers, name)) throw new Refusal('call.unknown', { call: name })
  return true
}

const parse = (call: CallName, spec: CallSpec, input: unknown): unknown => {
  const parsed = spec.input.safeParse(input)
  if (!parsed.success) throw invalid(call, parsed.error)
  return parsed.data
}

const invalid = (call: CallName, error: ZodError): Refusal => {
  const issue = error.issues[0]
  return new Refusal('call.invalid', { call, where: issue?.path.join('.') || 'input', why: issue?.message ?? '' })
}

const provedSecond = async (door: VaultDoor, spec: CallSpec, secrets: Secrets, session: Session): Promise<string> => {
  if (secrets.with === undefined || secrets.with.user === session.user.name) throw new Refusal('access.second', { about: spec.about.zh })
  return (await door.prove(secrets.with)).name
}
