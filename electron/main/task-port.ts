import type { TaskProcess } from '../core/ports.ts'
import type { TaskChannel } from '../core/tasks/channel.ts'
import type { Line } from './core-link.ts'

/** A body may ask for a receipt, so that a fast producer waits for a slow reader. */
type Parcel = { body: unknown; receipt?: number } | { received: number }

/** The task's end. */
export const portChannel = (line: Line): TaskChannel => {
  const waiting = new Map<number, () => void>()
  const listeners: ((message: unknown) => void)[] = []
  const unread: unknown[] = []
  let last = 0
  const post = (parcel: Parcel) => {
    line.post(parcel)
  }
  line.onMessage((message) => {
    const parcel = message as Parcel
    if ('received' in parcel) {
      waiting.get(parcel.received)?.()
      waiting.delete(parcel.received)
    } else if (listeners.length === 0) unread.push(parcel.body)
    else for (const listener of listeners) listener(parcel.body)
  })
  return {
    send: (body) => {
      post({ body })
    },
    sendSlowly: (body) =>
      new Promise((resolve) => {
        const receipt = ++last
        waiting.set(receipt, resolve)
        post({ body, receipt })
      }),
    onMessage: (listener) => {
      listeners.push(listener)
      for (const body of unread.splice(0)) listener(body)
    },
  }
}

/** How long the last messages of a task that has ended may still be under way. */
const lateMs = 1000

/**
 * The core's end of a task whose process another one forks. `attach` when its port has come, `ended` when the process
 * has: the end is told once everything the task sent has been read.
 */
export const portTask = (kill: () => void): TaskProcess & { attach(line: Line): void; ended(code: number | null): void } => {
  const listeners: ((message: unknown) => void)[] = []
  const exits: ((code: number | null) => void)[] = []
  const unsent: unknown[] = []
  let line: Line | null = null
  let open = false
  let exit: { code: number | null } | null = null
  let told = false
  const tell = () => {
    if (told || exit === null) return
    told = true
    for (const listener of exits) listener(exit.code)
  }
  const post = (parcel: Parcel) => {
    line?.post(parcel)
  }
  return {
    send: (body) => {
      if (line === null) unsent.push(body)
      else post({ body })
    },
    onMessage: (listener) => {
      listeners.push(listener)
    },
    onExit: (listener) => {
      exits.push(listener)
    },
    kill,
    attach: (attached) => {
      line = attached
      open = true
      attached.onMessage((message) => {
        const parcel = message as Parcel
        if (!('body' in parcel)) return
        for (const listener of listeners) listener(parcel.body)
        if (parcel.receipt !== undefined) post({ received: parcel.receipt })
      })
      attached.onClose(() => {
        open = false
        tell()
      })
      for (const body of unsent.splice(0)) post({ body })
    },
    ended: (code) => {
      exit = { code }
      if (open) setTimeout(tell, lateMs)
      else tell()
    },
  }
}
