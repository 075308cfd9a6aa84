import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge } from '../../shared/transport.ts'
import { channels } from './channels.ts'
import { pageLine } from './lines.ts'
import { createPageClient } from './port-client.ts'

const connect = () => {
  ipcRenderer.send(channels.connect)
}
const client = createPageClient(connect)
ipcRenderer.on(channels.port, (event) => {
  const port = event.ports[0]
  if (port !== undefined) client.attach(pageLine(port))
})
connect()

// A fixed list: it does not grow with the contract.
contextBridge.exposeInMainWorld('mulu', {
  call: client.call,
  on: client.on,
  files: {
    open: (options) => ipcRenderer.invoke(channels.open, options),
    openMany: (options) => ipcRenderer.invoke(channels.openMany, options),
    save: (options) => ipcRenderer.invoke(channels.save, options),
  },
} satisfies Bridge)
