import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Fault } from '../../../platform/faults.ts'
import type { Asked, Told } from './platform-process.ts'

/** A platform that can be ended, killed, backed up and put back, as an administrator or a power cut would. */
export type PlatformProcess = {
  port(): number
  /** One administration command; throws what it answered. */
  ask(command: string, values?: Record<string, string>): Promise<Record<string, unknown>>
  set(what: { faults?: Fault[]; clockMs?: number }): Promise<void>
  restart(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
  backUp(): Promise<void>
  /** Back to the last backup, and the command that belongs to it. False: none was taken. */
  putBack(): Promise<boolean>
  end(): Promise<void>
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
    child = fork(join(import.meta.dirname, 'platform-process.ts'), [data], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
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
        if ('error' in told) one?.reject(new Error(told.error))
        else one?.resolve(told.value)
      })
      child.once('exit', (code, signal) => {
        reject(new Error(`the platform ended: ${code ?? signal}`))
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
  const ask: PlatformProcess['ask'] = async (command, values = {}) => (await send({ administration: { command, values } })) as Record<string, unknown>

  await start()
  return {
    port: () => port,
    ask,
    set: async (what) => {
      settings = { ...settings, ...what }
      await send(settings)
    },
    restart: async (signal) => {
      await stop(signal)
      await start()
    },
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
    end: () => stop('SIGKILL'),
  }
}
