import { type EventMessage, eventNames } from '../../../shared/transport.ts'
import type { Core } from '../core.ts'

/** Passes every event of the core on, until the returned function is called. */
export const forwardEvents = (core: Pick<Core, 'on'>, tell: (message: EventMessage) => void): (() => void) => {
  const ends = eventNames.map((event) =>
    core.on(event, (value) => {
      tell({ event, value } as EventMessage)
    }),
  )
  return () => {
    for (const end of ends) end()
  }
}
