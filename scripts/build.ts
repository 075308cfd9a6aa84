/** `npm run build`: the screens to dist/renderer, what runs inside Electron to dist/electron. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { bundleElectron } from './bundles.ts'
import { markBuilt } from './freshness.ts'

const root = join(import.meta.dirname, '..')
const started = new Date()
await build({ root: join(root, 'renderer'), configFile: join(root, 'vite.config.ts'), configLoader: 'native', logLevel: 'warn' })
rmSync(join(root, 'dist', 'electron'), { recursive: true, force: true })
await bundleElectron(join(root, 'dist', 'electron'))
markBuilt(root, started)
process.stdout.write(`built dist/renderer and dist/electron in ${((Date.now() - started.getTime()) / 1000).toFixed(1)} s\n`)
