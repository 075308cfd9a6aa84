import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A run of `npm run platform -- …` in a process of its own. */
export type Run = { child: ChildProcess /** Its first line. */; first: Promise<Record<string, unknown>>; ended: Promise<number | null> }

export const runPlatform = (words: readonly string[], url: string | null = null): Run => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: url ?? '' },
  })
  const first = (async () => {
    for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line) as Record<string, unknown>
    throw new Error('it ended without a word')
  })()
  first.catch(() => undefined)
  return { child, first, ended: once(child, 'exit').then(([code]) => code as number | null) }
}

export const end = async ({ child, ended }: Run, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
  child.kill(signal)
  await ended
}

/** One port before several servers: each request goes to the next one. `counts` says how many each has had. */
export const roundRobin = async (bases: readonly string[]): Promise<{ base: string; counts: number[]; close(): Promise<void> }> => {
  const counts = bases.map(() => 0)
  let turn = 0
  const server: Server = createServer((incoming, outgoing) => {
    const at = turn++ % bases.length
    counts[at] = (counts[at] ?? 0) + 1
    const { hostname, port } = new URL(bases[at] ?? '')
    const passed = request({ hostname, port, method: incoming.method, path: incoming.url, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    passed.on('error', () => outgoing.destroy())
    incoming.pipe(passed)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
