import { createCore } from '../core/core.ts'
import { serveCore } from './core-service.ts'

// Entry of the core's utility process.
const [, , vaultDir, assetsDir] = process.argv
if (vaultDir === undefined || assetsDir === undefined) throw new Error('the core needs the folders of vault and assets')
serveCore(process.parentPort, { vaultDir, assetsDir, createCore })
