import type { MessagePort as NodePort } from 'node:worker_threads'
import type { Port } from './surface.ts'

export type PortDouble = Port & { node: NodePort }

/** A port as in Electron's main and utility processes, made of Node's. */
export const portDouble = (node: NodePort): PortDouble => ({
  node,
  postMessage: (message) => {
    node.postMessage(message)
  },
  start: () => {
    node.start()
  },
  close: () => {
    node.close()
  },
  on: (event: 'message' | 'close', listener: (value: never) => void) => {
    if (event === 'close') node.on('close', listener as () => void)
    else node.on('message', (data: unknown) => (listener as (value: { data: unknown; ports: Port[] }) => void)({ data, ports: [] }))
  },
})
