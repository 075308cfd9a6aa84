/**
 * The real application on the loopback host, for the browser tests: node e2e/support/serve.ts empty|bare|sample|history
 * `empty` has no vault yet; `bare` has one with its people and a profile, `sample` the sample catalogue too, `history` two years of work. Prints one line of
 * JSON, ends on SIGTERM and leaves nothing behind. Anything said to it is the machine going to sleep. Only the key
 * derivation is weaker than in life.
 */
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createCore } from '../../electron/core/core.ts'
import { makeTestCore, weakKdf } from '../../electron/core/vault/testing.ts'
import { openHost } from '../../electron/host/open-host.ts'
import { builtPages } from '../../electron/host/pages.ts'
import { someHistory, takeHistory } from './history.ts'
import { takeOffice } from './offices.ts'

const root = resolve(import.meta.dirname, '..', '..')
const kind = process.argv[2] ?? 'sample'

const vault = await makeTestCore({ vault: false })
const recoveryCode = kind === 'empty' || kind === 'history' ? '' : takeOffice(kind, vault.dir)
await vault.core.close()
if (kind === 'history') await takeHistory(vault.dir, someHistory)
const host = await openHost({
  vaultDir: vault.dir,
  assetsDir: join(root, 'assets'),
  pages: builtPages(join(root, 'dist', 'renderer')),
  createCore: (ports) => createCore(ports, { kdf: weakKdf, checkOutputs: true }),
})
process.stdout.write(`${JSON.stringify({ address: host.address(), recoveryCode, dir: vault.dir })}\n`)
// The parent's end of the pipe closing means the same as SIGTERM.
process.stdin.on('data', () => void host.core.suspend())
await Promise.race([once(process, 'SIGTERM'), once(process.stdin, 'end')])
await host.close()
await vault.close()
process.exitCode = 0
process.stdin.destroy()
