import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { NetworkFailure } from './network-failure.ts'
import { makeNetwork } from './node-network.ts'
import type { NetworkAnswer } from './ports.ts'

/** Servers that mean harm. Each is met with little patience and a small limit; none may keep us, crash us or fill the memory. */
const maxBytes = 1024 * 1024
const network = makeNetwork({ connectTimeout: 1000, headersTimeout: 1000, bodyTimeout: 1000, whole: 2500 })
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const serve = async (answer: (socket: Socket) => void): Promise<string> => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('data', () => answer(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => {
      server.close(resolve)
    })
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}
const ask = (url: string): Promise<NetworkAnswer> =>
  network.send({ method: 'GET', url, headers: {}, body: null, ca: '', proxy: '', maxBytes, signal: new AbortController().signal })
const failure = async (url: string): Promise<NetworkFailure> => {
  const error: unknown = await ask(url).then(
    ({ status, body }) => new Error(`answered ${status} with ${body.length} bytes`),
    (thrown: unknown) => thrown,
  )
  if (error instanceof NetworkFailure) return error
  throw error
}

const head = (lines: readonly string[]): string => `HTTP/1.1 200 OK\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`
const packed = (coding: string, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(head([`content-encoding: ${coding}`, `content-length: ${body.length}`])), body])
/** Writes the beginning, and then the same piece for as long as somebody reads. */
const forEver = (socket: Socket, beginning: string, piece: string): void => {
  socket.write(beginning)
  const more = (): void => {
    while (!socket.destroyed && socket.write(piece));
  }
  socket.on('drain', more)
  more()
}
const dripping = (socket: Socket): void => {
  socket.write(head(['content-length: 100000']))
  const timer = setInterval(() => socket.write('x'), 200)
  socket.on('close', () => clearInterval(timer))
}
const zeros = Buffer.alloc(200 * 1024 * 1024)

test.each<[string, () => Buffer]>([
  ['gzip', () => packed('gzip', gzipSync(zeros, { level: 1 }))],
  ['deflate', () => packed('deflate', deflateSync(zeros, { level: 1 }))],
  ['br', () => packed('br', brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }))],
  ['zstd', () => packed('zstd', zstdCompressSync(zeros))],
  ['gzip in gzip', () => packed('gzip, gzip', gzipSync(gzipSync(zeros, { level: 1 })))],
])('a bomb packed as %s is put down where it passes the limit', async (_coding, made) => {
  const bomb = made()
  const url = await serve((socket) => void socket.write(bomb))
  const before = process.memoryUsage().rss
  expect((await failure(url)).kind).toBe('tooLarge')
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
})

test('packed in more layers than anybody needs', async () => {
  const url = await serve((socket) => socket.end(packed(Array(50).fill('gzip').join(', '), gzipSync(Buffer.from('{}')))))
  await failure(url)
})

test.each<[string, (socket: Socket) => void, NetworkFailure['kind']]>([
  ['a body without an end', (socket) => forEver(socket, head([]), 'x'.repeat(65_536)), 'tooLarge'],
  ['chunks without an end', (socket) => forEver(socket, head(['transfer-encoding: chunked']), `400\r\n${'x'.repeat(1024)}\r\n`), 'tooLarge'],
  ['headers without an end', (socket) => forEver(socket, 'HTTP/1.1 200 OK\r\n', `x-filler: ${'y'.repeat(1000)}\r\n`), 'unreachable'],
  ['one header of a megabyte', (socket) => socket.end(head([`x-filler: ${'y'.repeat(1_000_000)}`, 'content-length: 0'])), 'unreachable'],
  ['ten thousand headers', (socket) => socket.end(head([...Array.from({ length: 10_000 }, (_, n) => `x-${n}: y`), 'content-length: 0'])), 'unreachable'],
  ['preliminary answers without an end', (socket) => forEver(socket, '', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'), 'timedOut'],
  ['nothing at all', () => undefined, 'timedOut'],
  ['headers and then nothing', (socket) => void socket.write(head(['content-length: 10'])), 'timedOut'],
  ['a byte now and then', dripping, 'timedOut'],
  ['a body shorter than it says', (socket) => socket.end(`${head(['content-length: 100'])}abc`), 'unreachable'],
  ['an end in the middle of a chunk', (socket) => socket.end(`${head(['transfer-encoding: chunked'])}400\r\nabc`), 'unreachable'],
  ['two lengths', (socket) => socket.end(`${head(['content-length: 3', 'content-length: 5'])}abcde`), 'unreachable'],
  ['a length and chunks', (socket) => socket.end(`${head(['content-length: 3', 'transfer-encoding: chunked'])}0\r\n\r\n`), 'unreachable'],
  ['a negative length', (socket) => socket.end(`${head(['content-length: -1'])}abc`), 'unreachable'],
  ['no HTTP', (socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'), 'unreachable'],
  ['an early end', (socket) => socket.end(), 'unreachable'],
  ['what says it is packed and is not', (socket) => socket.end(packed('gzip', Buffer.from('not packed at all'))), 'unreachable'],
])(
  '%s is given up',
  async (_name, answer, kind) => {
    const url = await serve(answer)
    expect((await failure(url)).kind).toBe(kind)
  },
  20_000,
)

test('a second answer behind the first is nobody’s', async () => {
  const url = await serve((socket) => socket.write(`${head(['content-length: 2'])}{}HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nsecond`))
  const { body } = await ask(url)
  expect(new TextDecoder().decode(body)).toBe('{}')
})

test('a change of protocol nobody asked for is no answer', async () => {
  const url = await serve((socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'))
  await failure(url)
})
