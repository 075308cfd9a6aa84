import type { Reply } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import { callMessageSchema } from '../../shared/transport.ts'
import type { Core } from '../core/core.ts'
import { forwardEvents } from '../core/hosting/forward-events.ts'
import type { FromServer, Line, ToServer } from './core-link.ts'

/** Lets one page speak to the core. When its line closes, what it asked for is cancelled. */
export const servePage = (core: Pick<Core, 'call' | 'on'>, line: Line): void => {
  const running = new Map<number, AbortController>()
  const post = (message: FromServer) => {
    line.post(message)
  }

  const answer = async (message: unknown, signal: AbortSignal): Promise<Reply<unknown>> => {
    const parsed = callMessageSchema.safeParse(message)
    if (!parsed.success) return { ok: false, error: failure('call.invalid', { call: '', where: 'message', why: parsed.error.issues[0]?.message ?? '' }) }
    const { name, input, callId, secrets } = parsed.data
    return core.call(name, input, { callId, signal, ...(secrets === undefined ? {} : { secrets }) })
  }

  line.onMessage((received) => {
    const request = received as ToServer
    if (request.type === 'cancel') {
      running.get(request.id)?.abort()
      return
    }
    const cancelling = new AbortController()
    running.set(request.id, cancelling)
    void answer(request.message, cancelling.signal).then((reply) => {
      running.delete(request.id)
      post({ type: 'reply', id: request.id, reply })
    })
  })
  const end = forwardEvents(core, (message) => {
    post({ type: 'event', message })
  })
  line.onClose(() => {
    end()
    for (const cancelling of running.values()) cancelling.abort()
  })
}
