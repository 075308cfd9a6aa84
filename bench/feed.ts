import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { checkProof } from '../platform/http/proof.ts'
import {
  type EndLine,
  type Enrolment,
  endText,
  enrolmentInputSchema,
  type Info,
  protocolVersion,
  pushSchema,
  type StateLine,
  type Verdicts,
} from '../shared/platform-api/schemas.ts'
import { makeEntry } from './content.ts'

/** What the feed holds: `pageLines` lines a page, each entry with about `items` 信息项. */
export type Feed = { entries: number; items: number; pageLines: number }
/** Once the pages are ready. */
export type FeedReady = { base: string; bytes: number; packed: number }

const us = { id: '00000000-0000-4000-8000-00000000000a', name: '澄湖市民政局' }
const them = { id: '00000000-0000-4000-8000-00000000000b', name: '澄湖市公安局' }
const platformId = '00000000-0000-4000-8000-00000000000c'
const epoch = 1
const at = '2026-11-20T01:02:03.000Z'

/** Every other entry is a draft of the officer's own agency, the rest are published by another. */
const isOurs = (n: number): boolean => n % 2 === 0

const lineOf = (n: number, items: number, version: number): StateLine => {
  const { id, content } = makeEntry(n, items)
  const owner = isOurs(n) ? us : them
  return {
    kind: 'state',
    entity: 'entry',
    id,
    version,
    content: version === 1 ? content : { ...content, title: `${content.title}${changedWord}` },
    published: null,
    state: isOurs(n)
      ? { status: 'draft', publishedOn: null, publishedVersion: null, reason: '', answeredAt: null, number: '', evidence: [] }
      : { status: 'published', publishedOn: content.publishedOn, publishedVersion: version, reason: '', answeredAt: at, number: '', evidence: [] },
    owner,
    by: { agency: owner.name, officer: '李文静', device: null, changeId: null },
    at,
  }
}

/** Newer than what a push of the bench makes. */
const later = 9

/** In the title of every entry the delta changes, and of no other. */
export const changedWord = '更订版'

const endOf = (before: string, end: Omit<EndLine, 'sha256'>): string =>
  JSON.stringify({
    ...end,
    sha256: createHash('sha256')
      .update(before + endText(end))
      .digest('hex'),
  } satisfies EndLine)

/** A feed that is made once and then only handed out: so it is the client that is measured. The contract is the real one, and proofs are checked. */
const serve = async ({ entries, items, pageLines }: Feed): Promise<FeedReady> => {
  const pages: Buffer[] = []
  let bytes = 0
  let packed = 0
  const addPage = (lines: readonly string[], more: boolean): void => {
    const before = `${lines.join('\n')}\n`
    const text = `${before}${endOf(before, { kind: 'end', cursor: `after-${pages.length}`, more, lines: lines.length, epoch })}\n`
    const page = gzipSync(text, { level: 1 })
    bytes += Buffer.byteLength(text)
    packed += page.byteLength
    pages.push(page)
  }
  for (let from = 0; from < entries; from += pageLines) {
    const to = Math.min(entries, from + pageLines)
    addPage(
      Array.from({ length: to - from }, (_, i) => JSON.stringify(lineOf(from + i, items, 1))),
      to < entries,
    )
  }
  const empty = (cursor: string): Buffer => gzipSync(`${endOf('', { kind: 'end', cursor, more: false, lines: 0, epoch })}\n`)
  const pageAfter = (cursor: string): Buffer => pages[cursor === '' ? 0 : Number(cursor.slice('after-'.length)) + 1] ?? empty(cursor)

  let device: { id: string; publicKey: string } | null = null
  const token = randomBytes(32).toString('base64url')
  const expiresAt = '2099-01-01T00:00:00.000Z'
  const info = (): Info => ({
    platform: { id: platformId, name: 'bench', epoch },
    protocol: { min: protocolVersion, max: protocolVersion },
    now: new Date().toISOString(),
    rulePacks: [],
    limits: { pageLines, changesPerPost: 1000, bodyBytes: 32 << 20, attachmentBytes: 0 },
    notice: '',
    takes: [],
  })
  const answer = async (request: IncomingMessage, body: Buffer): Promise<object | Buffer> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://bench')
    if (pathname === '/v1/info') return info()
    // For the bare client and the bench itself.
    if (pathname === '/bench/page') return pageAfter(searchParams.get('cursor') ?? '')
    if (pathname === '/bench/delta') {
      const count = Number(searchParams.get('count'))
      addPage(
        Array.from({ length: count }, (_, n) => JSON.stringify(lineOf(n, items, later))),
        false,
      )
      return {}
    }
    const known = device
    const prove = async ({ id, publicKey }: { id: string; publicKey: string }) => {
      await checkProof({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body }, id, publicKey, new Date())
    }
    if (pathname === '/v1/enrolments') {
      const input = enrolmentInputSchema.parse(JSON.parse(body.toString()))
      await prove(input.device)
      device = input.device
      return { agency: { ...us, creditCode: '' }, officer: '李文静', scopes: ['own', 'public'], token, expiresAt, platformId, epoch } satisfies Enrolment
    }
    if (known === null) throw new Error('not enrolled')
    await prove(known)
    if (pathname === '/v1/tokens') return { token, expiresAt }
    if (request.headers.authorization !== `Bearer ${token}`) throw new Error('token')
    if (request.method === 'GET') return pageAfter(searchParams.get('cursor') ?? '')
    const { changes } = pushSchema.parse(JSON.parse(body.toString()))
    const receivedAt = new Date().toISOString()
    const verdicts = (changes as { changeId: string; baseVersion: number }[]).map(({ changeId, baseVersion }) => ({
      changeId,
      verdict: 'applied' as const,
      receivedAt,
      version: baseVersion + 1,
      now: null,
      problem: null,
      receiptId: randomUUID(),
    }))
    return { receivedAt, epoch, verdicts } satisfies Verdicts
  }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      answer(request, Buffer.concat(parts)).then(
        (value) => {
          if (Buffer.isBuffer(value)) response.writeHead(200, { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' }).end(value)
          else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
        },
        (error: unknown) => {
          response.writeHead(500).end(String(error))
        },
      )
    })
  })
  // The bare client's connection rests while others are measured.
  server.keepAliveTimeout = 600_000
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bytes, packed }
}

// A process of its own, ended with its parent: what it uses is none of the client's.
if (process.send !== undefined && process.argv[1] === import.meta.filename) {
  process.once('message', (feed: Feed) => {
    void serve(feed).then((ready) => process.send?.(ready))
  })
  process.on('disconnect', () => process.exit())
}
