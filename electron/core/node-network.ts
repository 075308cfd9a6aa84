import { setTimeout as wait } from 'node:timers/promises'
import type { Dispatcher } from 'undici'
import { failureOf, NetworkFailure } from './network-failure.ts'
import type { Network, NetworkRequest } from './ports.ts'

const maxHeaderBytes = 32 * 1024

/** How long each part of an answer may keep us waiting, and the whole of it, in milliseconds. */
export type Patience = { connectTimeout: number; headersTimeout: number; bodyTimeout: number; whole: number }
const patience: Patience = { connectTimeout: 10_000, headersTimeout: 60_000, bodyTimeout: 30_000, whole: 120_000 }

/** Loaded with the first request: it is 20 MB, and many a copy is never connected. */
const load = () => import('undici')
type Undici = Awaited<ReturnType<typeof load>>

const dispatcherFor = (
  { Agent, ProxyAgent }: Undici,
  { ca, proxy }: Pick<NetworkRequest, 'ca' | 'proxy'>,
  { whole: _whole, ...times }: Patience,
): Dispatcher => {
  const tls = ca === '' ? {} : { ca }
  const common = { ...times, maxHeaderSize: maxHeaderBytes }
  return proxy === '' ? new Agent({ ...common, connect: tls }) : new ProxyAgent({ ...common, uri: proxy, requestTls: tls, proxyTls: tls })
}

/** Counted as it is unpacked, so that a bomb is put down where it passes the limit. */
const readAll = async (body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> => {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of body) {
    bytes += part.byteLength
    if (bytes > maxBytes) throw new NetworkFailure('tooLarge', `more than ${maxBytes} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Over undici, one connection pool a request: a run makes few, and nothing stays open behind it. */
export const makeNetwork = (times: Patience): Network => ({
  send: async (request) => {
    const undici = await load()
    const dispatcher = dispatcherFor(undici, request, times)
    try {
      const answer = await undici.fetch(request.url, {
        method: request.method,
        headers: { ...request.headers },
        body: request.body,
        redirect: 'manual',
        signal: AbortSignal.any([request.signal, AbortSignal.timeout(times.whole)]),
        dispatcher,
      })
      const body = answer.body === null ? new Uint8Array() : await readAll(answer.body, request.maxBytes)
      return { status: answer.status, headers: Object.fromEntries(answer.headers), body }
    } catch (error) {
      throw failureOf(error, request.proxy)
    } finally {
      await dispatcher.destroy()
    }
  },
  pause: async (ms, signal) => {
    await wait(ms, undefined, { signal })
  },
})

export const nodeNetwork: Network = makeNetwork(patience)
