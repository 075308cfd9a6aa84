import { once } from 'node:events'
import { type Core, createCore } from '../core/core.ts'
import { forwardEvents } from '../core/hosting/forward-events.ts'
import { nodePorts } from '../core/node-ports.ts'
import { createBroadcast } from './broadcast.ts'
import { createLoopbackServer, ownName, type ServerParts } from './server.ts'
import { createSessions } from './sessions.ts'
import { watchSleep } from './sleep.ts'
import { createTransfers } from './transfers.ts'

export type HostOptions = {
  vaultDir: string
  assetsDir: string
  pages: ServerParts['pages']
  openings?: ServerParts['openings']
  /** 0: any free one. */
  port?: number
  /** Development only: a key that outlives a restart. */
  fixedKey?: string
  uploadLimitBytes?: number
  /** How long a finished file waits to be fetched. */
  finishedKeptMs?: number
  createCore?: typeof createCore
}

export type Host = {
  /** `http://127.0.0.1:PORT/#key=…`, for people: good until the host ends. */
  address(): string
  /** The same with a key that is good once, for a browser's command line. */
  launchAddress(): string
  core: Core
  /** Closes the vault, the connections and the folder of transfers. */
  close(): Promise<void>
}

const gibibyte = 1_073_741_824

/** The application for a browser on this machine, and for nobody else (never packaged). */
export const openHost = async (options: HostOptions): Promise<Host> => {
  const { vaultDir, assetsDir, pages, openings, port = 0, uploadLimitBytes = gibibyte } = options
  const transfers = await createTransfers(options.finishedKeptMs)
  const core = (options.createCore ?? createCore)(nodePorts({ vaultDir, assetsDir, files: transfers.files }))
  const sessions = createSessions(options.fixedKey)
  const broadcast = createBroadcast()
  const server = createLoopbackServer({ core, sessions, transfers, broadcast, pages, uploadLimitBytes, ...(openings === undefined ? {} : { openings }) })
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  } catch (error) {
    await Promise.all([transfers.close(), core.close()])
    throw error
  }
  forwardEvents(core, (message) => {
    broadcast.tell(message)
    if (message.event === 'locked') void transfers.forgetAll()
  })
  const stopWatching = watchSleep(() => void core.suspend())
  const at = (key: string) => `http://${ownName(server)}/#key=${key}`
  return {
    address: () => at(sessions.key),
    launchAddress: () => at(sessions.ticket()),
    core,
    close: async () => {
      stopWatching()
      await core.close()
      broadcast.close()
      server.closeAllConnections()
      server.close()
      await transfers.close()
    },
  }
}
