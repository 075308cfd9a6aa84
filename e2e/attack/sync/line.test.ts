import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeNetwork } from '../../../electron/core/node-network.ts'
import { type Line, type LineFault, lineFaults, openLine } from './line.ts'
import { randomFrom } from './random.ts'

/** What the line does to a request, seen from both ends of it. */
let server: Server
let line: Line
let heard: string[]
const text = 'x'.repeat(5000)
beforeEach(async () => {
  heard = []
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (data: Buffer) => {
      body += data.toString('latin1')
    })
    request.on('end', () => {
      heard.push(body)
      response.end(JSON.stringify({ n: heard.length, text }))
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  line = await openLine(randomFrom(11), () => (server.address() as AddressInfo).port)
})
afterEach(async () => {
  await line.close()
  server.closeAllConnections()
  await new Promise((resolve) => {
    server.close(resolve)
  })
})

const network = makeNetwork({ connectTimeout: 5000, headersTimeout: 1000, bodyTimeout: 1000, whole: 20_000 })
const ask = async (body: string): Promise<{ status: number; n: number; whole: boolean }> => {
  const request = {
    method: 'POST',
    url: `${line.base}/v1/x`,
    headers: {},
    body: Buffer.from(body),
    ca: '',
    proxy: '',
    maxBytes: 1e6,
    signal: AbortSignal.timeout(20_000),
  } as const
  const answer = await network.send(request)
  const said = new TextDecoder().decode(answer.body)
  const n = Number(/"n":(\d+)/.exec(said)?.[1])
  return { status: answer.status, n, whole: said === JSON.stringify({ n, text }) }
}
const lost = (body: string) =>
  ask(body).then(
    () => 'answered',
    () => 'lost',
  )

test('a good line changes nothing', async () => {
  expect(await ask('a')).toEqual({ status: 200, n: 1, whole: true })
  expect(heard).toEqual(['a'])
})

test.each<[LineFault, number]>([
  ['refused', 0],
  ['lost', 0],
  ['half', 0],
  ['unheard', 1],
  ['cut', 1],
  ['torn', 1],
  ['stall', 1],
])('%s: no answer, and the platform heard it %i times', async (fault, times) => {
  line.next.push(fault)
  expect(await lost('a')).toBe('lost')
  expect(heard.filter((body) => body === 'a')).toHaveLength(times)
  expect(line.counts[fault]).toBe(1)
})

test('twice, late, again, stale: what was sent comes to the platform when and as often as it should not', async () => {
  line.next.push('twice')
  await ask('a')
  expect(heard).toEqual(['a', 'a'])
  line.next.push('late', 'again')
  expect(await lost('b')).toBe('lost')
  expect(heard).toEqual(['a', 'a'])
  await ask('c')
  for (let n = 0; n < 8; n++) await ask('d')
  expect(heard.filter((body) => body === 'b')).toHaveLength(1)
  expect(heard.filter((body) => body === 'c')).toHaveLength(2)
  line.next.push('stale')
  expect((await ask('e')).n).toBeLessThan(heard.length)
})

test('busy, drip, and a single bit on the way there or back', async () => {
  line.next.push('busy', 'drip', 'flippedAnswer', 'flippedRequest')
  expect((await ask('a')).status).toBeGreaterThanOrEqual(408)
  expect(await ask('b')).toEqual({ status: 200, n: 1, whole: true })
  expect((await ask('c')).whole).toBe(false)
  await ask('abcdefgh')
  expect(heard.at(-1)).toHaveLength(8)
  expect(heard.at(-1)).not.toBe('abcdefgh')
})

test('the same seed draws the same faults', async () => {
  const walk = async (seed: number) => {
    const other = await openLine(randomFrom(seed), () => (server.address() as AddressInfo).port)
    const outcomes: number[][] = []
    other.bad = true
    for (let n = 0; n < 25; n++) {
      await fetch(other.base, { method: 'POST', body: 'a', signal: AbortSignal.timeout(1500) })
        .then((answer) => answer.text())
        .catch(() => '')
      outcomes.push(lineFaults.map((fault) => other.counts[fault]))
    }
    await other.close()
    return outcomes
  }
  expect(await walk(3)).toEqual(await walk(3))
}, 120_000)
