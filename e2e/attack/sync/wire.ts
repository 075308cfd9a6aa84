import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** Answers each connection's request with bytes as they are given: what an HTTP server would never send. */
export type Wire = { url: string; next: Buffer; close(): Promise<void> }

export const openWire = async (): Promise<Wire> => {
  const sockets = new Set<Socket>()
  const wire: Wire = { url: '', next: Buffer.alloc(0), close: async () => undefined }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end(wire.next))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  wire.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  wire.close = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => {
      server.close(resolve)
    })
  }
  return wire
}

export const rawAnswer = (status: number, headers: Readonly<Record<string, string>>, body: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(
      `HTTP/1.1 ${status} X\r\n${Object.entries({ ...headers, 'content-length': String(body.length), connection: 'close' })
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')}\r\n`,
    ),
    body,
  ])
