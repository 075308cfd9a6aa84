import { createHash } from 'node:crypto'
import { contentDigest } from '../../../platform/http/proof.ts'
import { type ProblemCode, problems, sayProblem } from '../../../platform/problems.ts'
import { emptyContent } from '../../../shared/catalogue.ts'
import { type Change, type EndLine, endText, type Info, type PageLine, type Verdict, type Verdicts } from '../../../shared/platform-api/schemas.ts'
import { applyContentPatch } from '../../../shared/sync/patch.ts'
import type { Random } from './random.ts'

/** Kinds of answers a copy ever gets. */
export const answerKinds = ['info', 'token', 'enrolment', 'page', 'verdicts', 'problem'] as const
export type AnswerKind = (typeof answerKinds)[number]

/** The values an answer is made of: one, or the lines of a page. */
export type Said = { kind: AnswerKind; status: number; values: unknown[] }

/** With its digests as the platform says them, or without any. */
export const bodyOf = ({ kind, values }: Said, digests: boolean): Buffer => {
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
export const headersOf = ({ kind }: Said, body: Buffer, digests: boolean): Record<string, string> => ({
  'content-type': kind === 'page' ? 'application/x-ndjson' : 'application/json',
  ...(digests && kind !== 'page' ? { 'content-digest': contentDigest(body) } : {}),
})

export type Answers = {
  ids: readonly string[]
  say(method: string, url: URL, body: Uint8Array | null): Said
  /** Answers are refusals. */
  refuses: boolean
  /** The token counts as expired, until another was asked for. */
  expired: boolean
}

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
  let words = 0
  let place = 0
  const now = () => new Date().toISOString()
  const ownerOf = (id: string) => (ids.indexOf(id) < 12 ? { id: agencyId, name: '澄湖市民政局' } : { id: other, name: '澄湖市公安局' })
  const next = (id: string): number => {
    const version = (versions.get(id) ?? 0) + 1
    versions.set(id, version)
    return version
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
  })
  const state: Answers = {
    ids,
    refuses: false,
    expired: false,
    say: (method, url, body) => {
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
      if (method === 'GET') return { kind: 'page', status: 200, values: page() }
      const { changes } = JSON.parse(Buffer.from(body ?? []).toString()) as { changes: Change[] }
      return { kind: 'verdicts', status: 200, values: [{ receivedAt: now(), epoch, verdicts: changes.map(verdict) } satisfies Verdicts] }
    },
  }
  return state
}
