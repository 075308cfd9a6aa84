import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Issued } from '../certificates.fixture.ts'

/** What stands between a copy and its platform in real networks: a TLS terminator, an HTTP proxy, something else at the address. */
export type Way = { port: number /** How many requests came this far. */; seen: string[]; close(): Promise<void> }

const listening = async (server: Server, seen: string[]): Promise<Way> => {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}

const passOn = (target: string) => (from: IncomingMessage, to: ServerResponse) => {
  const on = request(`${target}${from.url}`, { method: from.method, headers: from.headers }, (answer) => {
    to.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(to)
  })
  on.on('error', () => to.destroy())
  from.pipe(on)
}

type Answering = (from: IncomingMessage, to: ServerResponse) => void

/** TLS in front of a platform, or in front of whatever `answering` is. */
export const terminateTls = (issued: Issued, answering: string | Answering): Promise<Way> => {
  const seen: string[] = []
  const handle = typeof answering === 'string' ? passOn(answering) : answering
  const server = createTlsServer({ cert: issued.cert, key: issued.key }, (from, to) => {
    seen.push(`${from.method} ${from.url}`)
    handle(from, to)
  })
  return listening(server, seen)
}

export const plain = (answering: Answering): Promise<Way> => {
  const seen: string[] = []
  return listening(
    createServer((from, to) => {
      seen.push(`${from.method} ${from.url}`)
      answering(from, to)
    }),
    seen,
  )
}

/** An HTTP proxy: CONNECT for https, whole addresses for http. `credentials`: `name:passphrase` it asks for; `refuses`: it lets nobody through. */
export const openProxy = ({ credentials = '', refuses = false } = {}): Promise<Way> => {
  const seen: string[] = []
  const wanted = `Basic ${Buffer.from(credentials).toString('base64')}`
  const verdict = (given: string | undefined): string | null =>
    credentials !== '' && given !== wanted ? '407 Proxy Authentication Required' : refuses ? '403 Forbidden' : null
  const server = createServer((from, to) => {
    seen.push(`${from.method} ${from.url}`)
    const no = verdict(from.headers['proxy-authorization'])
    if (no !== null) to.writeHead(Number(no.slice(0, 3)), { 'proxy-authenticate': 'Basic' }).end()
    else {
      const { origin, pathname, search } = new URL(from.url ?? '')
      from.url = pathname + search
      passOn(origin)(from, to)
    }
  })
  server.on('connect', (from: IncomingMessage, socket: Socket) => {
    seen.push(`CONNECT ${from.url}`)
    const no = verdict(from.headers['proxy-authorization'])
    if (no !== null) {
      socket.end(`HTTP/1.1 ${no}\r\nproxy-authenticate: Basic\r\ncontent-length: 0\r\n\r\n`)
      return
    }
    const { hostname, port } = new URL(`http://${from.url}`)
    const on = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      on.pipe(socket).pipe(on)
    })
    on.on('error', () => socket.destroy())
    socket.on('error', () => on.destroy())
  })
  return listening(server, seen)
}
