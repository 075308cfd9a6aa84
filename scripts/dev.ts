/**
 * `npm run dev [-- --vault DIR] [--port N]`: the application on the loopback host with hot reload of the screens. Run
 * under `node --watch`, which starts it again when the core or the host change; the address stays the same.
 */
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createServer } from 'vite'
import { openHost } from '../electron/host/open-host.ts'
import { startWords } from './start-words.ts'

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({ options: { vault: { type: 'string' }, port: { type: 'string', default: '5210' } } })
const port = Number(values.port)
const socketPort = port + 1
const vaultDir = resolve(process.env.INIT_CWD ?? process.cwd(), values.vault ?? join(root, '.mulu', 'dev'))

/** A key that outlives restarts, so that an open page goes on working. */
const devKey = (): string => {
  const file = join(root, '.mulu', 'dev-key')
  try {
    return readFileSync(file, 'utf8')
  } catch {
    const key = `${crypto.randomUUID()}${crypto.randomUUID()}`.replaceAll('-', '')
    mkdirSync(join(root, '.mulu'), { recursive: true, mode: 0o700 })
    writeFileSync(file, key, { mode: 0o600 })
    return key
  }
}

const nonce = crypto.randomUUID()
const vite = await createServer({
  root: join(root, 'renderer'),
  configFile: join(root, 'vite.config.ts'),
  configLoader: 'native',
  appType: 'spa',
  html: { cspNonce: nonce },
  server: { middlewareMode: true, ws: { host: '127.0.0.1', port: socketPort } },
})
const host = await openHost({
  vaultDir,
  assetsDir: join(root, 'assets'),
  pages: (request, response) =>
    new Promise((done, fail) => {
      response.once('close', done)
      vite.middlewares(request, response, (error?: unknown) => {
        if (error !== undefined) fail(error)
        else response.writeHead(404).end()
      })
    }),
  openings: { nonce, connect: [`ws://127.0.0.1:${socketPort}`] },
  port,
  fixedKey: devKey(),
})
const words = startWords(Intl.DateTimeFormat().resolvedOptions().locale)
process.stdout.write(`${words.address(host.address())}\n${words.end}\n`)
await Promise.race((['SIGINT', 'SIGTERM'] as const).map((signal) => once(process, signal)))
await Promise.all([host.close(), vite.close()])
