import type { HostPorts } from './core.ts'
import { newUuid } from './crypto/random.ts'
import { nodeNetwork } from './node-network.ts'
import type { Files } from './ports.ts'
import { startNodeTask } from './tasks/node.ts'

/** The ports of a host on plain Node: command line, loopback host, tests. No keychain. */
export const nodePorts = (own: { vaultDir: string | null; assetsDir: string; files: Files }): HostPorts => ({
  ...own,
  now: () => new Date(),
  monotonicMs: () => performance.now(),
  newId: newUuid,
  keychain: null,
  startTask: startNodeTask,
  network: nodeNetwork,
})
