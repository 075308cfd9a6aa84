import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Random } from './random.ts'

/** What a bad line does to one request, over real TCP. */
export const lineFaults = [
  'refused', // RST before a byte was read
  'lost', // the request is read and never passed on; RST
  'half', // half of the request reaches the platform, then both sides are cut
  'unheard', // the platform acts on it, its answer is lost; RST
  'cut', // part of the answer, then FIN
  'torn', // part of the answer, then RST
  'twice', // the platform gets it two times at once; either answer comes back
  'late', // RST to who asked; the platform gets it after later requests
  'again', // answered, and the same bytes come to the platform once more after later requests
  'stale', // an earlier answer to the same question comes back
  'busy', // what stands between answers 5xx, 429 or 408 with a page of HTML
  'drip', // the answer comes in small pieces
  'stall', // the beginning of the answer, and nothing more until somebody gives up
  'flippedAnswer', // one bit of the answer's body
  'flippedRequest', // one bit of the request's body
] as const
export type LineFault = (typeof lineFaults)[number]

export type Line = {
  base: string
  /** Faults are drawn while this is set. */
  bad: boolean
  /** The next requests meet these, whatever would be drawn; null: nothing. */
  next: (LineFault | null)[]
  requests: number
  counts: Record<LineFault, number>
  close(): Promise<void>
}

type Message = { head: string; body: Buffer }
const headEnd = '\r\n\r\n'

const parted = (raw: Buffer): Message | null => {
  const end = raw.indexOf(headEnd)
  return end < 0 ? null : { head: raw.subarray(0, end + headEnd.length).toString('latin1'), body: raw.subarray(end + headEnd.length) }
}
const bytesOf = ({ head, body }: Message): Buffer => Buffer.concat([Buffer.from(head, 'latin1'), body])
const lengthIn = (head: string): number => Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0)

/** One request on a connection of its own; null when it ends before. */
const readRequest = async (socket: Socket): Promise<Message | null> => {
  let raw = Buffer.alloc(0)
  for await (const data of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    raw = Buffer.concat([raw, data])
    const message = parted(raw)
    if (message !== null && message.body.length >= lengthIn(message.head)) {
      return { ...message, head: message.head.replace(/^connection: .*\r\n/gim, '').replace(headEnd, `\r\nconnection: close${headEnd}`) }
    }
  }
  return null
}

const flipped = ({ head, body }: Message, random: Random): Message => {
  if (body.length === 0) return { head, body }
  const copy = Buffer.from(body)
  const at = random.below(copy.length)
  copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8))
  return { head, body: copy }
}

const busyStatus = [
  '500 Internal Server Error',
  '502 Bad Gateway',
  '503 Service Unavailable',
  '504 Gateway Timeout',
  '429 Too Many Requests',
  '408 Request Timeout',
]
const busyPage = (random: Random): Buffer => {
  const page = '<html><body><h1>upstream</h1></body></html>'
  return Buffer.from(
    `HTTP/1.1 ${random.pick(busyStatus)}\r\ncontent-type: text/html\r\nretry-after: 86400\r\ncontent-length: ${page.length}\r\nconnection: close\r\n\r\n${page}`,
  )
}

/** How often a request meets a fault while the line is bad, and how much each weighs beside the others. */
const share = 0.22
const weights: Partial<Record<LineFault, number>> = { stall: 0.25, drip: 1.5 }
const drawn = (random: Random): LineFault | null => {
  if (random.next() >= share) return null
  const total = lineFaults.reduce((sum, fault) => sum + (weights[fault] ?? 1), 0)
  let left = random.next() * total
  for (const fault of lineFaults) {
    left -= weights[fault] ?? 1
    if (left < 0) return fault
  }
  return null
}

/** A proxy on 127.0.0.1 between copies and a platform (`port` says where it is now), that does to requests what a bad line does. */
export const openLine = async (random: Random, port: () => number): Promise<Line> => {
  const sockets = new Set<Socket>()
  /** To come to the platform after so many further requests. */
  const held: { raw: Buffer; after: number }[] = []
  const earlier = new Map<string, Buffer[]>()
  const under = (socket: Socket): Socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    return socket
  }
  const exchange = async (raw: Buffer): Promise<Buffer | null> => {
    const upstream = under(connect(port(), '127.0.0.1'))
    const parts: Buffer[] = []
    upstream.on('data', (part: Buffer) => parts.push(part))
    upstream.write(raw)
    await new Promise((resolve) => {
      upstream.on('close', resolve)
    })
    return parts.length === 0 ? null : Buffer.concat(parts)
  }
  const halfOf = async (raw: Buffer): Promise<void> => {
    const upstream = under(connect(port(), '127.0.0.1'))
    await once(upstream, 'connect').catch(() => undefined)
    upstream.write(raw.subarray(0, 1 + random.below(raw.length - 1)))
    await wait(5)
    upstream.resetAndDestroy()
  }
  const deliverHeld = async (): Promise<void> => {
    for (const one of held) one.after--
    for (const one of held.filter(({ after }) => after < 0)) {
      held.splice(held.indexOf(one), 1)
      await exchange(one.raw)
    }
  }
  const state: Line = {
    base: '',
    bad: false,
    next: [],
    requests: 0,
    counts: Object.fromEntries(lineFaults.map((fault) => [fault, 0])) as Line['counts'],
    close: async () => undefined,
  }
  const count = (fault: LineFault): void => {
    state.counts[fault]++
  }

  const answerWith = async (socket: Socket, fault: LineFault | null, answer: Buffer): Promise<void> => {
    if (fault === 'cut' || fault === 'torn' || fault === 'stall') {
      socket.write(answer.subarray(0, 1 + random.below(answer.length - 1)))
      if (fault === 'cut') socket.end()
      else if (fault === 'torn') {
        await wait(2)
        socket.resetAndDestroy()
      } // else: who asked gives up and closes
      return
    }
    if (fault === 'drip') {
      const piece = Math.max(1, Math.ceil(answer.length / 12))
      for (let at = 0; at < answer.length && !socket.destroyed; at += piece) {
        socket.write(answer.subarray(at, at + piece))
        await wait(1)
      }
    } else socket.write(answer)
    socket.end()
  }

  const serve = async (socket: Socket): Promise<void> => {
    state.requests++
    const meant = state.next.shift()
    const fault = meant === undefined ? (state.bad ? drawn(random) : null) : meant
    if (fault !== null) count(fault)
    if (fault === 'refused') return void socket.resetAndDestroy()
    const request = await readRequest(socket)
    if (request === null) return
    await deliverHeld()
    const raw = bytesOf(fault === 'flippedRequest' ? flipped(request, random) : request)
    switch (fault) {
      case 'lost':
        return void socket.resetAndDestroy()
      case 'half':
        await halfOf(raw)
        return void socket.resetAndDestroy()
      case 'late':
        held.push({ raw, after: random.below(6) })
        return void socket.resetAndDestroy()
      case 'again':
        held.push({ raw, after: random.below(6) })
        break
      case 'busy':
        return answerWith(socket, null, busyPage(random))
      default:
    }
    const key = request.head.slice(0, request.head.indexOf(' HTTP/'))
    const known = earlier.get(key) ?? []
    let answer = await (fault === 'twice' ? Promise.all([exchange(raw), exchange(raw)]).then(([one, two]) => (random.next() < 0.5 ? one : two)) : exchange(raw))
    if (answer === null || fault === 'unheard') return void socket.resetAndDestroy()
    if (fault === 'stale' && known.length > 0) answer = random.pick(known)
    else earlier.set(key, [...known.slice(-2), answer])
    const message = fault === 'flippedAnswer' ? parted(answer) : null
    await answerWith(socket, fault, message === null ? answer : bytesOf(flipped(message, random)))
  }

  const server = createServer({ allowHalfOpen: false }, (socket) => {
    under(socket)
    serve(socket).catch(() => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  state.base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  state.close = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => {
      server.close(resolve)
    })
  }
  return state
}
