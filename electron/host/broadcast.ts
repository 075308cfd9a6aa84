import type { ServerResponse } from 'node:http'
import type { EventMessage, LoopbackLine } from '../../shared/transport.ts'

export type Broadcast = { join(response: ServerResponse): void; tell(message: EventMessage): void; close(): void }

const mostWaitingBytes = 1_048_576

/** Every open tab gets every event, one JSON line each. A tab that does not read is let go; it joins again when it wakes. */
export const createBroadcast = (): Broadcast => {
  const instance = crypto.randomUUID()
  const tabs = new Set<ServerResponse>()
  const write = (tab: ServerResponse, line: LoopbackLine) => {
    tab.write(`${JSON.stringify(line)}\n`)
    if (tab.writableLength > mostWaitingBytes) tab.destroy()
  }
  return {
    join: (tab) => {
      tabs.add(tab)
      tab.once('close', () => tabs.delete(tab))
      write(tab, { event: 'hello', instance })
    },
    tell: (message) => {
      for (const tab of tabs) write(tab, message)
    },
    close: () => {
      for (const tab of tabs) tab.end()
    },
  }
}
