import type { Line } from './core-link.ts'
import type { Port } from './surface.ts'

/** A port in the main or a utility process. */
export const mainLine = (port: Port): Line => ({
  post: (message) => {
    port.postMessage(message)
  },
  onMessage: (listener) => {
    port.on('message', ({ data }) => {
      listener(data)
    })
    port.start()
  },
  onClose: (listener) => {
    port.on('close', listener)
  },
})

/** A port in a page's preload. */
export const pageLine = (port: MessagePort): Line => ({
  post: (message) => {
    port.postMessage(message)
  },
  onMessage: (listener) => {
    port.addEventListener('message', (event) => {
      listener(event.data)
    })
    port.start()
  },
  onClose: (listener) => {
    port.addEventListener('close', listener)
  },
})
