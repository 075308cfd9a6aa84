import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCore } from '../core/core.ts'
import { assetsDir, weakKdf } from '../core/vault/testing.ts'
import { type Host, type HostOptions, openHost } from './open-host.ts'
import { builtPages } from './pages.ts'

export type HttpReply = { status: number; headers: IncomingHttpHeaders; text: string }

export type TestHost = {
  host: Host
  origin: string
  /** `127.0.0.1:PORT` */
  name: string
  folder: string
  /** A request exactly as given; Origin and Host are the page's own unless named. */
  send(options: { method?: string; path: string; headers?: Record<string, string | undefined>; body?: string | Uint8Array }): Promise<HttpReply>
  /** A token for one tab. */
  token(): Promise<string>
  close(): Promise<void>
}

/** A host on a folder of its own, with a page to serve and a secret file beside it. */
export const makeTestHost = async (options: Partial<HostOptions> = {}): Promise<TestHost> => {
  const folder = await mkdtemp(join(tmpdir(), 'mulu-test-host-'))
  const screens = join(folder, 'screens')
  await mkdir(screens)
  await writeFile(join(screens, 'index.html'), '<!doctype html><title>目录</title>')
  await writeFile(join(folder, 'secret.json'), '{"secret":1}')
  const host = await openHost({
    vaultDir: join(folder, 'vault'),
    assetsDir,
    pages: builtPages(screens),
    createCore: (ports) => createCore(ports, { kdf: weakKdf, checkOutputs: true }),
    ...options,
  })
  const address = new URL(host.address())
  const send: TestHost['send'] = ({ method = 'GET', path, headers = {}, body }) =>
    new Promise((resolve, reject) => {
      const all = { host: address.host, ...(method === 'GET' ? {} : { origin: address.origin }), ...headers }
      const known = Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined))
      const going = request({ host: '127.0.0.1', port: address.port, method, path, headers: known }, (response) => {
        const chunks: Uint8Array[] = []
        response.on('data', (chunk: Uint8Array) => chunks.push(chunk))
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString('utf8') })
        })
      })
      going.on('error', reject)
      going.end(body)
    })
  return {
    host,
    origin: address.origin,
    name: address.host,
    folder,
    send,
    token: async () => {
      const key = new URLSearchParams(new URL(host.address()).hash.slice(1)).get('key')
      const reply = await send({ method: 'POST', path: '/session', body: JSON.stringify({ key }) })
      return (JSON.parse(reply.text) as { token: string }).token
    },
    close: async () => {
      await host.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
