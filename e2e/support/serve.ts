/**
 * The real application on the loopback host, for the browser tests, one after the other: node e2e/support/serve.ts
 * Told a line `empty`, `bare`, `sample` or `history` it opens one and prints a line of JSON about it: `empty` has no vault yet; `bare` has one with
 * its people and a profile, `sample` the sample catalogue too, `history` two years of work. `suspend` is the machine going to sleep; `close` ends
 * the application, which leaves nothing behind and is said. Only the key derivation is weaker than in life.
 */
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { createCore } from '../../electron/core/core.ts'
import { lendReader } from '../../electron/core/reader/testing.ts'
import { makeTestCore, weakKdf } from '../../electron/core/vault/testing.ts'
import { type Host, openHost } from '../../electron/host/open-host.ts'
import { builtPages } from '../../electron/host/pages.ts'
import { someHistory, takeHistory } from './history.ts'
import { takeOffice } from './offices.ts'

const root = resolve(import.meta.dirname, '..', '..')
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

type Open = { host: Host; close(): Promise<void> }

const open = async (kind: string): Promise<Open> => {
  const vault = await makeTestCore({ vault: false })
  const recoveryCode = kind === 'empty' || kind === 'history' ? '' : takeOffice(kind, vault.dir)
  await vault.core.close()
  if (kind === 'history') await takeHistory(vault.dir, someHistory)
  const host = await openHost({
    vaultDir: vault.dir,
    assetsDir: join(root, 'assets'),
    pages: builtPages(join(root, 'dist', 'renderer')),
    createCore: (ports) => createCore(ports, { kdf: weakKdf, checkOutputs: true, startReader: lendReader }),
  })
  say({ address: host.address(), recoveryCode, dir: vault.dir })
  return {
    host,
    close: async () => {
      await host.close()
      await vault.close()
    },
  }
}

let now: Open | null = null
const close = async () => {
  await now?.close()
  now = null
}
// The parent's end of the pipe closing ends it too.
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'suspend') void now?.host.core.suspend()
  else if (line === 'close') {
    await close()
    say({ closed: true })
  } else now = await open(line)
}
await close()
process.exit() // the reading threads wait for a core that does not come
