import type { Reply } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import type { Bridge, EventMessage } from '../../shared/transport.ts'
import type { FromServer, Line, ToServer } from './core-link.ts'

/**
 * The page's end of the line. Calls wait until there is one. When it breaks, the core has gone: what was asked is
 * answered `host.lost`, the screens are told that the vault is locked, and `reconnect` is called.
 */
export const createPageClient = (reconnect: () => void): Pick<Bridge, 'call' | 'on'> & { attach(line: Line): void } => {
  const waiting = new Map<number, { ask(line: Line): void; resolve(reply: Reply<unknown>): void; sent: boolean }>()
  const listeners = new Set<(message: EventMessage) => void>()
  let current: Line | null = null
  let last = 0
  const tell = (message: EventMessage) => {
    for (const listener of listeners) listener(message)
  }
  const post = (line: Line, message: ToServer) => {
    line.post(message)
  }

  const lose = () => {
    current = null
    for (const [id, { sent, resolve }] of waiting) {
      if (!sent) continue
      waiting.delete(id)
      resolve({ ok: false, error: failure('host.lost') })
    }
    tell({ event: 'locked', value: { why: 'closed' } })
    reconnect()
  }

  return {
    attach: (line) => {
      current = line
      line.onMessage((received) => {
        const message = received as FromServer
        if (message.type === 'event') {
          tell(message.message as EventMessage)
          return
        }
        waiting.get(message.id)?.resolve(message.reply as Reply<unknown>)
        waiting.delete(message.id)
      })
      line.onClose(() => {
        if (current === line) lose()
      })
      for (const entry of waiting.values()) {
        entry.sent = true
        entry.ask(line)
      }
    },
    call: (message, whenCancelled) =>
      new Promise((resolve) => {
        const id = ++last
        const ask = (line: Line) => {
          post(line, { type: 'call', id, message })
        }
        waiting.set(id, { ask, resolve, sent: current !== null })
        if (current !== null) ask(current)
        whenCancelled?.(() => {
          if (current !== null && waiting.has(id)) post(current, { type: 'cancel', id })
        })
      }),
    on: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
