import { Worker } from 'node:worker_threads'
import type { Output, Parsed, Reply } from '../../../shared/contract.ts'
import type { Role } from '../../../shared/roles.ts'
import type { ReaderCall } from '../context.ts'
import type { Location } from '../db/open.ts'
import { entryFile } from '../entry-file.ts'

export type ReaderRequest = { id: number; name: ReaderCall; input: unknown; nowMs: number; user: { name: string; roles: readonly Role[] } }
export type ReaderReply = { id: number; reply: Reply<unknown> }
/** `shut` is answered with its own id once the database is closed. */
export type ReaderMessage = { open: Location } | { shut: number } | ReaderRequest

/** The reading thread: screens never wait behind an import or a pull (decisions M1). */
export type Reader = {
  /** Reads there from now on, and nowhere else. */
  open(location: Location): void
  call<N extends ReaderCall>(name: N, input: Parsed<N>, user: { name: string; roles: readonly Role[] }): Promise<Reply<Output<N>>>
  /** True once the thread is gone, by an error or by `end`: it never comes back, another one must be started. */
  ended(): boolean
  /** Answers what is waiting, then closes the database and forgets its key. The thread stays for the next time. */
  shut(): Promise<void>
  /** After `shut`. */
  end(): Promise<void>
}

export type StartReader = (now: () => Date) => Reader

/** Starting takes a third of a second: done while the key is derived, and once. */
export const startReader: StartReader = (now) => {
  // A small nursery: without it the thread keeps some 30 MB for garbage, and is no faster.
  const worker = new Worker(entryFile(import.meta.url, './thread.ts', './reader-thread.js'), { resourceLimits: { maxYoungGenerationSizeMb: 4 } })
  const waiting = new Map<number, { resolve(reply: Reply<unknown>): void; reject(error: unknown): void }>()
  let last = 0
  let ended: Error | null = null
  const fail = (error: Error) => {
    ended ??= error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('message', ({ id, reply }: ReaderReply) => {
    waiting.get(id)?.resolve(reply)
    waiting.delete(id)
  })
  worker.on('error', (error) => {
    fail(error instanceof Error ? error : new Error(String(error)))
  })
  worker.on('exit', () => {
    fail(new Error('the reading thread has ended'))
  })
  const post = (message: ReaderMessage) => {
    worker.postMessage(message)
  }
  return {
    open: (location) => {
      post({ open: location })
    },
    call: <N extends ReaderCall>(name: N, input: Parsed<N>, user: { name: string; roles: readonly Role[] }) =>
      new Promise<Reply<Output<N>>>((resolve, reject) => {
        if (ended !== null) {
          reject(ended)
          return
        }
        const id = ++last
        waiting.set(id, { resolve: resolve as (reply: Reply<unknown>) => void, reject })
        post({ id, name, input, nowMs: now().getTime(), user })
      }),
    ended: () => ended !== null,
    shut: () =>
      new Promise<void>((resolve) => {
        if (ended !== null) {
          resolve()
          return
        }
        const id = ++last
        const done = () => {
          resolve()
        }
        waiting.set(id, { resolve: done, reject: done })
        post({ shut: id })
      }),
    end: async () => {
      await worker.terminate()
    },
  }
}
