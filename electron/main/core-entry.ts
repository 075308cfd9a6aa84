import { keepNurserySmall } from '../core/nursery.ts'

// Entry of the core's utility process.
const [, , vaultDir, assetsDir] = process.argv
if (vaultDir === undefined || assetsDir === undefined) throw new Error('the core needs the folders of vault and assets')
// First, and only then the rest is loaded; a message that comes meanwhile waits until somebody listens.
keepNurserySmall()
const [{ createCore }, { serveCore }] = await Promise.all([import('../core/core.ts'), import('./core-service.ts')])
serveCore(process.parentPort, { vaultDir, assetsDir, createCore })
