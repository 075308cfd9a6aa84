import { createHash, randomUUID } from 'node:crypto'
import { sm3 } from 'sm-crypto-v2'
import type { PageLine, ReportChange } from '../../shared/platform-api/schemas.ts'
import type { ReportHead, SubmissionLine } from '../../shared/platform-api/submissions.ts'
import { ask, type Probe } from './client.ts'

/** Brings a document to the platform, whole. */
export const bringDocument = async (probe: Probe, text: string = randomUUID()): Promise<{ name: string; sha256: string; sm3: string }> => {
  const body = Buffer.from(JSON.stringify({ format: 'mulu-submission/1', text }))
  const sha256 = createHash('sha256').update(body).digest('hex')
  const headers = { 'content-range': `bytes 0-${body.length - 1}/${body.length}` }
  const answer = await ask(probe, 'PUT', `/v1/attachments/${sha256}`, { body, headers })
  if (answer.status !== 200) throw new Error(answer.text)
  return { name: '统计报送.json', sha256, sm3: sm3(body) }
}

/** A version as devices send it, right in everything that is not said otherwise. */
export const reportOf = (id: string, document: { name: string; sha256: string; sm3: string }, some: Partial<ReportHead> = {}): ReportChange => ({
  changeId: randomUUID(),
  entity: 'submission',
  id,
  baseVersion: 0,
  // A clock a year wrong: nothing is decided by it.
  madeAt: '2025-11-26T01:00:00.000Z',
  officer: '李文静',
  kind: 'report',
  head: {
    version: 1,
    replaces: null,
    period: { kind: 'quarter', id: '2026-Q3', from: '2026-07-01', until: '2026-09-30' },
    template: { id: 'standard', version: 1 },
    notice: '澄数〔2026〕12号',
    sha256: document.sha256,
    sm3: document.sm3,
    counts: { tables: 6, rows: 40 },
    preparer: '李文静',
    reviewer: '王建华',
    reason: '',
    papers: [{ name: document.name, sha256: document.sha256 }],
    ...some,
  },
})

/** Of another version: the one behind it. */
export const correctionOf = (
  id: string,
  document: { name: string; sha256: string; sm3: string },
  version: number,
  some: Partial<ReportHead> = {},
): ReportChange => reportOf(id, document, { version, replaces: version - 1, reason: '共享次数漏计 3 次。', ...some })

export const submissionIn = (lines: readonly PageLine[], id: string): SubmissionLine | undefined =>
  lines.find((line): line is SubmissionLine => line.kind === 'submission' && line.id === id)
