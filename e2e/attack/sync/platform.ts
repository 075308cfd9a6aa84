import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Fault } from '../../../platform/faults.ts'
import { compiled } from './kill.ts'
import type { Asked, Told } from './platform-process.ts'

/** A platform that can be ended, killed, backed up and put back, as an administrator or a power cut would. */
export type PlatformProcess = {
  port(): number
  /** One administration command; throws what it answered, a NotDone where it refused. */
  ask(command: string, values?: Record<string, string>, files?: readonly string[]): Promise<Record<string, unknown>>
  /** The same, and a kill so many milliseconds after it began. Whether it was done by then. */
  killAt(ms: number, command: string, values?: Record<string, string>, files?: readonly string[]): Promise<boolean>
  set(what: { faults?: Fault[]; clockMs?: number }): Promise<void>
  restart(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
  backUp(): Promise<void>
  /** Back to the last backup, and the command that belongs to it. False: none was taken. */
  putBack(): Promise<boolean>
  end(signal?: 'SIGTERM'): Promise<void>
}

/** A command that the platform refused, by its code. */
export class NotDone extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

export const startPlatform = async (folder: string): Promise<PlatformProcess> => {
  const data = join(folder, 'data')
  const backup = join(folder, 'backup')
  let child: ChildProcess
  let port = 0
  let asked = 0
  let settings: { faults?: Fault[]; clockMs?: number } = {}
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()

  const start = async (): Promise<void> => {
    child = fork(join(import.meta.dirname, 'platform-process.ts'), [data], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: compiled })
    await new Promise<void>((resolve, reject) => {
      child.on('message', (message) => {
        const told = message as Told
        if ('port' in told) {
          port = told.port
          resolve()
          return
        }
        const one = waiting.get(told.n)
        waiting.delete(told.n)
        if ('error' in told) one?.reject(new NotDone(told.code, told.error))
        else one?.resolve(told.value)
      })
      child.once('exit', (code, signal) => {
        const ended = new Error(`the platform ended: ${code ?? signal}`)
        reject(ended)
        for (const one of waiting.values()) one.reject(ended)
        waiting.clear()
      })
    })
    await send(settings)
  }
  const send = (message: Omit<Asked, 'n'>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const n = asked++
      waiting.set(n, { resolve, reject })
      child.send({ n, ...message })
    })
  const stop = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  const ask: PlatformProcess['ask'] = async (command, values = {}, files = []) =>
    (await send({ administration: { command, values, files } })) as Record<string, unknown>
  const restart: PlatformProcess['restart'] = async (signal) => {
    await stop(signal)
    await start()
  }

  await start()
  return {
    port: () => port,
    ask,
    set: async (what) => {
      settings = { ...settings, ...what }
      await send(settings)
    },
    killAt: async (ms, command, values, files) => {
      const answered = ask(command, values, files).then(
        () => true,
        () => false,
      )
      const inTime = await Promise.race([answered, wait(ms, false)])
      await restart('SIGKILL')
      return inTime
    },
    restart,
    backUp: async () => {
      await stop('SIGTERM')
      rmSync(backup, { recursive: true, force: true })
      cpSync(data, backup, { recursive: true })
      await start()
    },
    putBack: async () => {
      if (!existsSync(backup)) return false
      await stop('SIGTERM')
      rmSync(data, { recursive: true, force: true })
      cpSync(backup, data, { recursive: true })
      await start()
      await ask('epoch')
      return true
    },
    end: (signal) => stop(signal ?? 'SIGKILL'),
  }
}
