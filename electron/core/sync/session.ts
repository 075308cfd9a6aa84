import { httpbis } from 'http-message-signatures'
import type { z } from 'zod'
import { Refusal } from '../../../shared/errors.ts'
import { coveredFields, signatureLabel } from '../../../shared/platform-api/proof.ts'
import { type Info, infoSchema, problemSchema, protocolHeader, protocolVersion, tokenSchema } from '../../../shared/platform-api/schemas.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { signEd25519 } from '../crypto/signature.ts'
import { isLasting, NetworkFailure } from '../network-failure.ts'
import type { NetworkAnswer, NetworkRequest, Ports } from '../ports.ts'
import type { Device } from '../vault/device.ts'
import type { Platform } from './platform.ts'
import { unreachable } from './unreachable.ts'

/** How often one request is tried before the run gives up; the next run goes on where it stopped. */
const tries = 5
const firstPauseMs = 400
const longestPauseMs = 30_000
/** Of an answer, unpacked. A page and the answer to a post bring whole texts, a paper its bytes; everything else is a few lines. */
const feedBytes = 64 * 1024 * 1024
const shortBytes = 1024 * 1024

type Way = { ports: Pick<Ports, 'network' | 'monotonicMs' | 'newId' | 'now'>; device: Device; signal: AbortSignal }
type Method = 'GET' | 'POST' | 'HEAD' | 'PUT'
/** `body`: bytes go as they are, text as JSON that is written already, anything else as JSON. */
type Options = { body?: unknown; token?: boolean; accept?: string; headers?: Readonly<Record<string, string>> }

/** One conversation with the platform. Time is the platform's from its first answer on, whatever the clock here says. */
export type Session = {
  info: Info
  /** The platform's time minus this computer's. */
  clockOffsetMs: number
  /** As it stands now: a new one may have been fetched meanwhile. */
  token(): { token: string; until: string }
  ask(method: Method, path: string, options?: Options): Promise<NetworkAnswer>
}

export const jsonOf = <S extends z.ZodType>(schema: S, { body }: NetworkAnswer, why: string): z.output<S> => {
  try {
    return schema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)))
  } catch {
    throw new Refusal('sync.badAnswer', { why })
  }
}

/**
 * Versions come first: of a platform that speaks others nothing else need be understood, not even the rest of its
 * answer (lesson 13). Throws `sync.protocol`.
 */
const refuseProtocol = (answer: NetworkAnswer): void => {
  let said: unknown
  try {
    said = JSON.parse(new TextDecoder().decode(answer.body))
  } catch {
    said = null
  }
  const range = infoSchema.pick({ protocol: true }).safeParse(said)
  if (range.success) {
    const { min, max } = range.data.protocol
    if (protocolVersion < min || protocolVersion > max) throw new Refusal('sync.protocol', { min, max, ours: protocolVersion })
  } else if (answer.status === 426) throw new Refusal('sync.protocol', { min: '?', max: '?', ours: protocolVersion })
}

const problemOf = ({ body, status }: NetworkAnswer) => {
  try {
    const problem = problemSchema.parse(JSON.parse(new TextDecoder().decode(body)))
    // For a person to read, and for the log: not whatever somebody sends.
    return { ...problem, title: problem.title.slice(0, 200), detail: problem.detail.slice(0, 500), code: problem.code.slice(0, 100) }
  } catch {
    return { type: '', title: `HTTP ${status}`, status, detail: '', code: '' }
  }
}

/** May be tried again: nothing came back, or what stands between or behind says that it is not the request's fault. */
const passing = (status: number): boolean => status === 408 || status === 425 || status === 429 || status >= 500

const pauseMs = (attempt: number, answer: NetworkAnswer | null): number => {
  const asked = Number(answer?.headers['retry-after'] ?? 0) * 1000
  const grown = firstPauseMs * 2 ** attempt
  // Jitter: a hundred copies that lost their platform at once do not come back at once.
  return Math.min(longestPauseMs, Math.max(Number.isFinite(asked) ? asked : 0, grown) * (0.5 + Math.random()))
}

/**
 * An answer that says its digest and is another one was spoilt on the way (RFC 9530). Packed ones are checked by their
 * packing; to HEAD it is the digest of what GET would bring.
 */
const isSpoilt = (method: string, { headers, body }: NetworkAnswer): boolean => {
  if (method === 'HEAD') return false
  const said = /sha-256=:([A-Za-z0-9+/=]+):/.exec(headers['content-digest'] ?? '')?.[1]
  return said !== undefined && headers['content-encoding'] === undefined && said !== Buffer.from(sha256Hex(body), 'hex').toString('base64')
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '')

/** Sends until an answer is there that counts. `make` is called for each try, since a signature is good once. */
const persist = async ({ ports, signal }: Way, make: () => Promise<NetworkRequest>): Promise<NetworkAnswer> => {
  let request = await make()
  let failed = new NetworkFailure('unreachable', '')
  for (let attempt = 0; attempt < tries; attempt++) {
    if (signal.aborted) throw new Refusal('call.cancelled')
    let answer: NetworkAnswer | null = null
    try {
      if (attempt > 0) request = await make()
      answer = await ports.network.send(request)
      const moved = answer.status >= 300 && answer.status < 400
      if (moved) throw new Refusal('sync.redirected', { to: hostOf(answer.headers.location ?? '') })
      const spoilt = isSpoilt(request.method, answer)
      if (!passing(answer.status) && !spoilt) return answer
      failed = new NetworkFailure(spoilt ? 'unreachable' : 'down', spoilt ? 'content-digest' : String(answer.status))
    } catch (error) {
      if (signal.aborted) throw new Refusal('call.cancelled')
      if (error instanceof Refusal) throw error
      failed = error instanceof NetworkFailure ? error : new NetworkFailure('unreachable', error instanceof Error ? error.message : String(error))
      if (isLasting(failed.kind)) break
    }
    if (attempt < tries - 1) await ports.network.pause(pauseMs(attempt, answer), signal).catch(() => undefined)
  }
  throw unreachable(failed, request)
}

export const openSession = async (way: Way, platform: Pick<Platform, 'baseUrl' | 'ca' | 'proxy' | 'token' | 'tokenUntil'>): Promise<Session> => {
  const { ports, device, signal } = way
  const { ca, proxy } = platform
  const base = platform.baseUrl.endsWith('/') ? platform.baseUrl : `${platform.baseUrl}/`
  const urlOf = (path: string): string => new URL(path, base).toString()
  let offset = 0
  let { token, tokenUntil } = platform
  const common = { ca, proxy, signal }
  const readInfo = async (): Promise<Info> => {
    const answer = await persist(way, async () => ({ method: 'GET', url: urlOf('v1/info'), headers: {}, body: null, maxBytes: shortBytes, ...common }))
    refuseProtocol(answer)
    const type = answer.headers['content-type']
    if (answer.status !== 200 || (type !== undefined && !type.startsWith('application/json'))) {
      throw new Refusal('sync.unreachable.notPlatform', { host: hostOf(base), why: answer.status === 200 ? (type ?? '') : `HTTP ${answer.status}` })
    }
    const info = jsonOf(infoSchema, answer, 'info')
    offset = Date.parse(info.now) - ports.monotonicMs()
    return info
  }
  const info = await readInfo()

  const signed = (method: Method, path: string, { body, token: withToken = true, accept, headers: more }: Options) =>
    persist(way, async () => {
      const url = urlOf(path)
      const raw = body instanceof Uint8Array
      const bytes = body === undefined ? null : raw ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
      const headers: Record<string, string> = {
        [protocolHeader]: String(protocolVersion),
        ...(accept === undefined ? {} : { accept }),
        ...(withToken ? { authorization: `Bearer ${token}` } : {}),
        ...(bytes === null
          ? {}
          : {
              'content-type': raw ? 'application/octet-stream' : 'application/json',
              'content-digest': `sha-256=:${Buffer.from(sha256Hex(bytes), 'hex').toString('base64')}:`,
            }),
        ...more,
      }
      const message = await httpbis.signMessage(
        {
          key: { id: device.id, alg: 'ed25519', sign: async (data) => Buffer.from(signEd25519(device.privateKey, data)) },
          name: signatureLabel,
          fields: coveredFields(headers),
          params: ['created', 'nonce', 'keyid', 'alg'],
          paramValues: { created: new Date(ports.monotonicMs() + offset), nonce: ports.newId() },
        },
        { method, url, headers },
      )
      const maxBytes = /^v1\/(changes|attachments)/.test(path) ? feedBytes : shortBytes
      return { method, url, headers: message.headers as Record<string, string>, body: bytes, maxBytes, ...common }
    })

  const refusal = (answer: NetworkAnswer): Refusal => {
    const { code, title, detail } = problemOf(answer)
    if (code === 'auth.revoked') return new Refusal('sync.revoked')
    // Agreed a moment ago and refused now: it was replaced meanwhile.
    if (answer.status === 426) return new Refusal('sync.protocol', { ...info.protocol, ours: protocolVersion })
    return new Refusal('sync.refused', { title, detail }, { code })
  }
  const renew = async (): Promise<void> => {
    const answer = await signed('POST', 'v1/tokens', { token: false })
    if (answer.status === 401 && problemOf(answer).code === 'auth.missing') throw new Refusal('sync.notEnrolled')
    if (answer.status !== 200) throw refusal(answer)
    const fresh = jsonOf(tokenSchema, answer, 'token')
    token = fresh.token
    tokenUntil = fresh.expiresAt
  }

  return {
    info,
    clockOffsetMs: Math.round(Date.parse(info.now) - ports.now().getTime()),
    token: () => ({ token, until: tokenUntil }),
    ask: async (method, path, options = {}) => {
      const withToken = options.token !== false
      if (withToken && token === '') await renew()
      for (let round = 0; ; round++) {
        const answer = await signed(method, path, options)
        if (answer.status >= 200 && answer.status < 300) return answer
        const { code } = problemOf(answer)
        if (round > 1) throw refusal(answer)
        if (answer.status === 401 && code === 'auth.stale') await readInfo()
        // Another try of ours got through and its answer did not: with a new nonce it is another request.
        else if (answer.status === 401 && code === 'auth.replayed') continue
        else if (answer.status === 401 && withToken) await renew()
        // Signed and sent as it should be: it was spoilt on the way.
        else if (answer.status === 401 && code === 'auth.signature') continue
        else throw refusal(answer)
      }
    },
  }
}

/** The code of a problem the platform named, of a `sync.refused`. */
export const refusedCode = (error: unknown): string =>
  error instanceof Refusal && error.failure.code === 'sync.refused' ? ((error.failure.details as { code?: string } | undefined)?.code ?? '') : ''
