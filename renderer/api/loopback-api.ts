import type { Api, CallName, Output, Reply, ScreenApi } from '../../shared/contract.ts'
import { failure, Refusal } from '../../shared/errors.ts'
import type { FileKind, PickedFile } from '../../shared/files.ts'
import type { CallMessage, LoopbackAnswer } from '../../shared/transport.ts'
import { createListeners } from './listeners.ts'
import { followEvents } from './loopback-events.ts'
import { openSession, type Session } from './loopback-session.ts'

/** What the transport needs of the browser; tests hand in Node's fetch and prepared files. */
export type Browser = {
  fetch: typeof fetch
  /** `http://127.0.0.1:PORT`, or '' for the page's own. */
  origin: string
  page: Parameters<typeof openSession>[0]
  chooseFiles(kinds: readonly FileKind[], several: boolean): Promise<File[]>
  deliverFile(url: string, name: string): void
}

/** The screens' way to the core behind the loopback host. `stop` ends the event stream. */
export const loopbackApi = (browser: Browser): ScreenApi & { stop(): void } => {
  const { origin } = browser
  const { on, tell } = createListeners()
  const stopping = new AbortController()

  const session = openSession(browser.page, async (key) => {
    const response = await browser.fetch(`${origin}/session`, { method: 'POST', body: JSON.stringify({ key }) })
    return response.ok ? ((await response.json()) as Session) : null
  }).catch(() => null)

  const ask = async (path: string, body: BodyInit): Promise<LoopbackAnswer> => {
    const granted = await session
    if (granted === null) return refused()
    try {
      const response = await browser.fetch(origin + path, { method: 'POST', body, headers: { authorization: `Bearer ${granted.token}` } })
      return (await response.json()) as LoopbackAnswer
    } catch {
      return { reply: { ok: false, error: failure('host.lost') }, downloads: [] }
    }
  }

  const call: Api['call'] = async <N extends CallName>(name: N, input: unknown, options: Parameters<Api['call']>[2] = {}) => {
    const { secrets, callId = crypto.randomUUID(), signal } = options
    if (signal?.aborted === true) return { ok: false, error: failure('call.cancelled') }
    signal?.addEventListener('abort', () => {
      void ask('/cancel', JSON.stringify({ callId }))
    })
    const message: CallMessage = { name, input, callId, ...(secrets === undefined ? {} : { secrets }) }
    const { reply, downloads } = await ask('/call', JSON.stringify(message))
    for (const file of downloads) browser.deliverFile(`${origin}/download/${file.handle}`, file.name)
    return reply as Reply<Output<N>>
  }

  const picked = async (answer: Promise<LoopbackAnswer>): Promise<PickedFile> => {
    const { reply } = await answer
    if (!reply.ok) throw new Refusal(reply.error.code, reply.error.params)
    return reply.value as PickedFile
  }

  const upload = async (file: File): Promise<PickedFile> => {
    const limit = (await session)?.uploadLimitBytes
    if (limit !== undefined && file.size > limit) throw new Refusal('host.tooLarge', { limitMb: Math.floor(limit / 1_048_576) })
    return picked(ask(`/upload?name=${encodeURIComponent(file.name)}`, file))
  }

  void followEvents({
    open: async () => {
      const granted = await session
      if (granted === null) return null
      const headers = { authorization: `Bearer ${granted.token}` }
      const response = await browser.fetch(`${origin}/events`, { headers, signal: stopping.signal })
      return response.ok ? response.body : null
    },
    tell,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    stopped: () => stopping.signal.aborted,
  })

  return {
    call,
    on,
    files: {
      open: async ({ kinds }) => {
        const [file] = await browser.chooseFiles(kinds, false)
        return file === undefined ? null : upload(file)
      },
      openMany: async ({ kinds }) => {
        const uploaded: PickedFile[] = []
        // One after the other: large volumes at once would only share the line and the disk.
        for (const file of await browser.chooseFiles(kinds, true)) uploaded.push(await upload(file))
        return uploaded
      },
      save: ({ name }) => picked(ask('/place', JSON.stringify({ name }))),
    },
    stop: () => {
      stopping.abort()
    },
  }
}

const refused = (): LoopbackAnswer => ({ reply: { ok: false, error: failure('host.refused', { why: 'key' }) }, downloads: [] })
