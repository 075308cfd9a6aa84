import type { Api, EventName, Events } from '../../shared/contract.ts'
import type { EventMessage } from '../../shared/transport.ts'

type Listener = (value: never) => void

/** Who listens to which event. `tell` passes one message on. */
export const createListeners = (): { on: Api['on']; tell(message: EventMessage): void } => {
  const listeners = new Map<EventName, Set<Listener>>()
  return {
    on: <E extends EventName>(event: E, listener: (value: Events[E]) => void) => {
      const set = listeners.get(event) ?? new Set<Listener>()
      listeners.set(event, set.add(listener))
      return () => {
        set.delete(listener)
      }
    },
    tell: ({ event, value }) => {
      for (const listener of listeners.get(event) ?? []) (listener as (value: unknown) => void)(value)
    },
  }
}
