import { createHash } from 'node:crypto'
import { contentDigest } from '../../../platform/http/proof.ts'
import { type ProblemCode, problems, sayProblem } from '../../../platform/problems.ts'
import { emptyContent } from '../../../shared/catalogue.ts'
import { type Change, type EndLine, endText, type Info, type PageLine, type Verdict, type Verdicts } from '../../../shared/platform-api/schemas.ts'
import { applyContentPatch } from '../../../shared/sync/patch.ts'
import { idsFrom, type Random } from './random.ts'

/** Kinds of answers a copy ever gets. */
export const answerKinds = ['info', 'token', 'enrolment', 'page', 'verdicts', 'problem', 'paperState', 'paperTaken', 'paperPart'] as const
export type AnswerKind = (typeof answerKinds)[number]

/** The values an answer is made of: one, or the lines of a page; or its bytes. */
export type Said = { kind: AnswerKind; status: number; values: unknown[]; bytes?: Buffer; headers?: Record<string, string> }

/** With its digests as the platform says them, or without any. */
export const bodyOf = ({ kind, values, bytes }: Said, digests: boolean): Buffer => {
  if (bytes !== undefined) return bytes
  if (kind !== 'page') return Buffer.from(JSON.stringify(values[0]) ?? '')
  const lines = values.slice(0, -1).map((line) => `${JSON.stringify(line)}\n`)
  const end = values.at(-1) as EndLine
  const sha256 = digests
    ? createHash('sha256')
        .update(lines.join('') + endText(end))
        .digest('hex')
    : undefined
  const last = typeof end === 'object' && end !== null ? { ...end, ...(sha256 === undefined ? {} : { sha256 }) } : end
  return Buffer.from(`${lines.join('')}${JSON.stringify(last)}\n`)
}
export const headersOf = ({ kind, bytes, headers }: Said, body: Buffer, digests: boolean): Record<string, string> => ({
  'content-type': kind === 'page' ? 'application/x-ndjson' : bytes === undefined ? 'application/json' : 'application/octet-stream',
  ...headers,
  ...(digests && kind !== 'page' ? { 'content-digest': contentDigest(body) } : {}),
})

export type Answers = {
  ids: readonly string[]
  say(asked: { method: string; url: URL; headers: Readonly<Record<string, string>>; body: Uint8Array | null }): Said
  /** Answers are refusals. */
  refuses: boolean
  /** The token counts as expired, until another was asked for. */
  expired: boolean
}

/** A paper nobody sent before: mostly small, now and then of more than one part. */
export const newPaper = (random: Random): Buffer =>
  Buffer.from(`%PDF-1.7\n${idsFrom(random)().repeat(random.next() < 0.02 ? 31_000 : 1 + random.below(20))}\n%%EOF\n`)
export const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

const none = { publishedOn: null, publishedVersion: null, reason: '', answeredAt: null, number: '', evidence: [] }

/** Valid answers of a platform that goes on: entries of ours and of another agency change, come and go. Nothing is checked. */
export const validAnswers = (
  random: Random,
  { newId, platformId, agencyId, epoch }: { newId(): string; platformId: string; agencyId: string; epoch: number },
): Answers => {
  const ids = Array.from({ length: 16 }, newId)
  const other = newId()
  const versions = new Map<string, number>()
  const contents = new Map<string, unknown>()
  /** Papers that are whole there, and what is there of others. */
  const papers = new Map<string, Buffer>()
  const parts = new Map<string, number>()
  let words = 0
  let place = 0
  const now = () => new Date().toISOString()
  const ownerOf = (id: string) => (ids.indexOf(id) < 12 ? { id: agencyId, name: '澄湖市民政局' } : { id: other, name: '澄湖市公安局' })
  const next = (id: string): number => {
    const version = (versions.get(id) ?? 0) + 1
    versions.set(id, version)
    return version
  }
  /** One that came with a submission. */
  const paper = (): { name: string; sha256: string } => {
    const bytes = newPaper(random)
    papers.set(digestOf(bytes), bytes)
    return { name: `材料${papers.size}.pdf`, sha256: digestOf(bytes) }
  }
  const aboutPaper = (method: string, sha256: string, headers: Readonly<Record<string, string>>, body: Uint8Array | null): Said => {
    const whole = papers.get(sha256)
    if (method === 'HEAD') {
      const state = { 'upload-offset': String(whole?.length ?? parts.get(sha256) ?? 0), 'upload-complete': whole === undefined ? '?0' : '?1' }
      return { kind: 'paperState', status: 200, values: [], bytes: Buffer.alloc(0), headers: state }
    }
    if (method === 'PUT') {
      const stored = (parts.get(sha256) ?? 0) + (body?.length ?? 0)
      parts.set(sha256, stored)
      // It was here a moment ago; what it held is not asked for again.
      const complete = String(stored) === (headers['content-range'] ?? '').split('/')[1]
      if (complete) papers.set(sha256, Buffer.alloc(stored))
      return { kind: 'paperTaken', status: 200, values: [{ stored, complete }], headers: { 'upload-offset': String(stored) } }
    }
    const [from = 0, to = 0] = (headers.range ?? '').replace('bytes=', '').split('-').map(Number)
    const bytes = (whole ?? Buffer.alloc(0)).subarray(from, to + 1)
    return { kind: 'paperPart', status: 206, values: [], bytes, headers: { 'content-range': `bytes ${from}-${to}/${whole?.length ?? 0}` } }
  }
  const line = (id: string): PageLine => {
    if (random.next() < 0.1) return { kind: 'gone', entity: 'entry', id, version: next(id), why: ids.indexOf(id) < 12 ? 'deleted' : 'outOfScope', at: now() }
    const foreign = ownerOf(id).id === other
    const content = { ...emptyContent(), title: `平台${words++}`, abstract: `摘要${words++}`, keywords: random.next() < 0.5 ? '' : `关键字${words++}` }
    contents.set(id, content)
    const status = foreign ? 'published' : random.pick(['draft', 'draft', 'submitted', 'returned', 'published'] as const)
    const version = next(id)
    return {
      kind: 'state',
      entity: 'entry',
      id,
      version,
      content,
      published: null,
      state: {
        ...none,
        status,
        answeredAt: status === 'draft' ? null : now(),
        ...(status === 'draft' || foreign ? {} : { evidence: [paper()] }),
        ...(status === 'published' ? { publishedOn: '2026-11-26', publishedVersion: version } : {}),
      },
      owner: ownerOf(id),
      by: { agency: '澄湖市民政局', officer: '李文静', device: null, changeId: null },
      at: now(),
    }
  }
  const page = (): unknown[] => {
    const lines: unknown[] = Array.from({ length: random.below(4) }, () => line(random.pick(ids)))
    return [...lines, { kind: 'end', cursor: `c${place++}`, more: false, lines: lines.length, epoch } satisfies Omit<EndLine, 'sha256'>]
  }
  const verdict = (change: Change): Verdict => {
    const common = { changeId: change.changeId, receivedAt: now(), version: null, now: null, problem: null, receiptId: newId() }
    const luck = random.next()
    if (luck < 0.1) return { ...common, verdict: 'retry' }
    if (luck < 0.25) return { ...common, verdict: 'rejected', problem: sayProblem('content.invalid', 'abstract') }
    if (luck < 0.4) {
      const current = line(change.id)
      return { ...common, verdict: 'conflict', version: versions.get(change.id) ?? 1, now: current.kind === 'state' ? current : null }
    }
    if (change.kind === 'patch')
      contents.set(change.id, applyContentPatch({ ...emptyContent(), ...(contents.get(change.id) as object | undefined) }, change.patch))
    return { ...common, verdict: luck < 0.8 ? 'applied' : 'already', version: next(change.id) }
  }
  const info = (): Info => ({
    platform: { id: platformId, name: '平台', epoch },
    protocol: { min: 1, max: 1 },
    now: now(),
    rulePacks: [],
    limits: { pageLines: 2000, changesPerPost: 1000, bodyBytes: 33554432, attachmentBytes: 67108864 },
    notice: '',
    takes: ['epoch', 'case'],
  })
  const state: Answers = {
    ids,
    refuses: false,
    expired: false,
    say: ({ method, url, headers, body }) => {
      if (url.pathname.endsWith('/info')) return { kind: 'info', status: 200, values: [info()] }
      if (state.refuses) {
        const problem = sayProblem(random.pick(Object.keys(problems) as ProblemCode[]), '')
        return { kind: 'problem', status: problem.status, values: [problem] }
      }
      if (url.pathname.endsWith('/enrolments')) {
        const agency = { id: agencyId, name: '澄湖市民政局', creditCode: '11349900MB7C2K106Y' }
        const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
        return {
          kind: 'enrolment',
          status: 200,
          values: [{ agency, officer: '李文静', scopes: ['own', 'public'], token: 't'.repeat(40), expiresAt, platformId, epoch }],
        }
      }
      if (state.expired && !url.pathname.endsWith('/tokens')) return { kind: 'problem', status: 401, values: [sayProblem('auth.expired')] }
      if (url.pathname.endsWith('/tokens')) {
        state.expired = false
        return { kind: 'token', status: 200, values: [{ token: 't'.repeat(40), expiresAt: new Date(Date.now() + 3_600_000).toISOString() }] }
      }
      const sha256 = /\/attachments\/([0-9a-f]{64})$/.exec(url.pathname)?.[1]
      if (sha256 !== undefined) return aboutPaper(method, sha256, headers, body)
      if (method === 'GET') return { kind: 'page', status: 200, values: page() }
      const { changes } = JSON.parse(Buffer.from(body ?? []).toString()) as { changes: Change[] }
      return { kind: 'verdicts', status: 200, values: [{ receivedAt: now(), epoch, verdicts: changes.map(verdict) } satisfies Verdicts] }
    },
  }
  return state
}
