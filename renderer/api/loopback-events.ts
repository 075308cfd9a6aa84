import type { EventMessage, LoopbackLine } from '../../shared/transport.ts'

type Stream = {
  /** Opens GET /events; null when the host refuses this page for good. Rejects when nobody answers. */
  open(): Promise<ReadableStream<Uint8Array> | null>
  tell(message: EventMessage): void
  wait(ms: number): Promise<void>
  stopped(): boolean
}

const patience = 4

/**
 * Reads the host's events, one JSON line each, and reads on after a break. When the host is gone or another one
 * answers in its place, the screens are told that the vault is locked: whatever was open is open no longer.
 */
export const followEvents = async ({ open, tell, wait, stopped }: Stream): Promise<void> => {
  let instance: string | null = null
  let misses = 0
  const lost = () => {
    if (instance !== null) tell({ event: 'locked', value: { why: 'closed' } })
    instance = null
  }
  while (!stopped()) {
    try {
      const stream = await open()
      if (stream === null) break
      misses = 0
      for await (const line of lines(stream)) {
        if (line.event !== 'hello') {
          tell(line)
          continue
        }
        if (instance !== null && instance !== line.instance) lost()
        instance = line.instance
      }
    } catch {
      misses += 1
      if (misses === patience) lost()
    }
    await wait(misses === 0 ? 50 : Math.min(250 * misses, 2000))
  }
  lost()
}

async function* lines(stream: ReadableStream<Uint8Array>): AsyncGenerator<LoopbackLine> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const parts = (rest + decoder.decode(value, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) if (part !== '') yield JSON.parse(part) as LoopbackLine
  }
}
