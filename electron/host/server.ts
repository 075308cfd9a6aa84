import { createReadStream } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import type { Reply } from '../../shared/contract.ts'
import { failure, Refusal } from '../../shared/errors.ts'
import { callMessageSchema, type LoopbackAnswer } from '../../shared/transport.ts'
import type { Core } from '../core/core.ts'
import { type Openings, pageHeaders } from '../core/hosting/content-security.ts'
import type { Broadcast } from './broadcast.ts'
import { bearer, foreign } from './guard.ts'
import type { Sessions } from './sessions.ts'
import { type Transfers, tooLarge } from './transfers.ts'

export type ServerParts = {
  core: Pick<Core, 'call'>
  sessions: Sessions
  transfers: Transfers
  broadcast: Broadcast
  /** Answers what is not part of the protocol: the screens' own files. */
  pages(request: IncomingMessage, response: ServerResponse): Promise<void>
  openings?: Openings
  uploadLimitBytes: number
}

type Exchange = { request: IncomingMessage; response: ServerResponse; url: URL; token: string }

const mostBodyBytes = 32 * 1_048_576
const keySchema = z.strictObject({ key: z.string() })
const cancelSchema = z.strictObject({ callId: z.string() })
const placeSchema = z.strictObject({ name: z.string().min(1).max(255) })

/**
 * The core behind HTTP for the pages of this host alone. Every request is checked for Host and Origin, every one but
 * the screens' files and the exchange of the key for its token; a download's random handle is its own permission.
 */
export const createLoopbackServer = (parts: ServerParts): Server => {
  const { core, sessions, transfers, broadcast, uploadLimitBytes } = parts
  const running = new Map<string, AbortController>()

  const routes: Readonly<Record<string, (exchange: Exchange) => Promise<void>>> = {
    'POST /call': async ({ request, response, token }) => {
      const { name, input, callId, secrets } = callMessageSchema.parse(JSON.parse(await readText(request)))
      const cancelling = new AbortController()
      const place = `${token} ${callId}`
      running.set(place, cancelling)
      const letGo = transfers.hold(input)
      response.once('close', () => {
        cancelling.abort()
      })
      try {
        const reply = await core.call(name, input, { callId, signal: cancelling.signal, ...(secrets === undefined ? {} : { secrets }) })
        answer(response, 200, reply, transfers.finishedBy(input))
      } finally {
        running.delete(place)
        await letGo()
      }
    },
    'POST /cancel': async ({ request, response, token }) => {
      const { callId } = cancelSchema.parse(JSON.parse(await readText(request)))
      running.get(`${token} ${callId}`)?.abort()
      answer(response, 200, { ok: true, value: {} })
    },
    'POST /place': async ({ request, response }) => {
      const { name } = placeSchema.parse(JSON.parse(await readText(request)))
      answer(response, 200, { ok: true, value: transfers.place(plainName(name)) })
    },
    'POST /upload': async ({ request, response, url }) => {
      if (Number(request.headers['content-length'] ?? 0) > uploadLimitBytes) throw tooLarge(uploadLimitBytes)
      const file = await transfers.receive(plainName(url.searchParams.get('name') ?? ''), unread(request), uploadLimitBytes)
      answer(response, 200, { ok: true, value: file })
    },
    'GET /events': async ({ response }) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8' })
      broadcast.join(response)
    },
  }

  const openSession = async (request: IncomingMessage, response: ServerResponse) => {
    const { key } = keySchema.parse(JSON.parse(await readText(request)))
    const token = sessions.open(key)
    if (token === null) throw new Refusal('host.refused', { why: 'key' })
    sendJson(response, 200, { token, uploadLimitBytes })
  }

  const download = async (handle: string, response: ServerResponse) => {
    const file = await transfers.take(handle)
    if (file === null) throw new Refusal('file.unknownHandle')
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': file.bytes,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    })
    await pipeline(createReadStream(file.path), response).finally(file.sent)
  }

  const serve = async (request: IncomingMessage, response: ServerResponse, own: string) => {
    const why = foreign(request, own)
    if (why !== null) throw new Refusal('host.refused', { why })
    const url = new URL(request.url ?? '/', `http://${own}`)
    const name = `${request.method} ${url.pathname}`
    const route = Object.hasOwn(routes, name) ? routes[name] : undefined
    if (route !== undefined) {
      const token = bearer(request.headers)
      if (!sessions.knows(token)) throw new Refusal('host.refused', { why: 'token' })
      await route({ request, response, url, token })
    } else if (name === 'POST /session') await openSession(request, response)
    else if (name.startsWith('GET /download/')) await download(url.pathname.slice('/download/'.length), response)
    else await parts.pages(request, response)
  }

  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(pageHeaders(parts.openings))) response.setHeader(name, value)
    serve(request, response, ownName(server)).catch((error: unknown) => {
      refuse(request, response, error)
    })
  })
  return server
}

/** `127.0.0.1:PORT` of a listening server. */
export const ownName = (server: Server): string => {
  const address = server.address()
  return typeof address === 'object' && address !== null ? `127.0.0.1:${address.port}` : ''
}

const statuses: Readonly<Record<string, number>> = { 'host.refused': 403, 'host.tooLarge': 413, 'file.unknownHandle': 404, 'call.invalid': 400 }

/** What went wrong before the core was asked. Unread bodies are not waited for. */
const refuse = (request: IncomingMessage, response: ServerResponse, error: unknown): void => {
  const known =
    error instanceof Refusal ? error.failure : failure('call.invalid', { call: '', where: 'HTTP', why: error instanceof Error ? error.name : 'unknown' })
  if (response.headersSent) {
    response.destroy()
    return
  }
  if (!request.complete) {
    response.setHeader('connection', 'close')
    request.resume()
  }
  answer(response, statuses[known.code] ?? 500, { ok: false, error: known })
}

const answer = (response: ServerResponse, status: number, reply: Reply<unknown>, downloads: LoopbackAnswer['downloads'] = []): void => {
  sendJson(response, status, { reply, downloads } satisfies LoopbackAnswer)
}

const sendJson = (response: ServerResponse, status: number, value: unknown): void => {
  const body = Buffer.from(JSON.stringify(value))
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.byteLength })
  response.end(body)
}

/** The body, without closing the line when reading stops early: the refusal still has to reach the caller. */
const unread = (request: IncomingMessage): AsyncIterable<Uint8Array> => request.iterator({ destroyOnReturn: false })

const readText = async (request: IncomingMessage): Promise<string> => {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of unread(request)) {
    bytes += chunk.byteLength
    if (bytes > mostBodyBytes) throw tooLarge(mostBodyBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** What a screen may show of a file: its last part, without control characters. */
const plainName = (name: string): string =>
  name
    .replace(/^.*[\\/]/, '')
    .replace(/\p{Cc}/gu, '')
    .slice(0, 255)
