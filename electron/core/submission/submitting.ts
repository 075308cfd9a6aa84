import type { Output, Parsed } from '../../../shared/contract.ts'
import type { ReportHead } from '../../../shared/platform-api/submissions.ts'
import { readKind } from '../attachments/kind.ts'
import { type ReadPaper, storePaper } from '../attachments/take.ts'
import { stampOf } from '../catalogue/edit-handlers.ts'
import { askSecrecy } from '../catalogue/gate.ts'
import type { Context } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import type { ReadDb } from '../db/open.ts'
import { runWorkbook } from '../statistics/run-figures.ts'
import { frozenOf } from './compose.ts'
import { type SubmissionFiles, submissionFiles } from './files.ts'
import { needStep } from './filling.ts'
import { needPlatform, queueSubmission } from './leaving.ts'
import { knownSubmission, papersOfSubmission, putEvent, putPaper, type Submission, setUnderWay } from './store.ts'

/** Everything that goes along: the document, what was written from it, and the bundle of signatures. */
const papersOf = (db: ReadDb, one: Submission, files: readonly ReadPaper[]): ReportHead['papers'] => {
  const made = files.map(({ name, sha256 }) => ({ name, sha256 }))
  const names = new Set(made.map(({ name }) => name))
  return [...made, ...papersOfSubmission(db, one.rid).flatMap(({ name, sha256 }) => (names.has(name) ? [] : [{ name, sha256 }]))]
}

const headOf = (one: Submission, { sha256, sm3 }: SubmissionFiles, papers: ReportHead['papers']): ReportHead => {
  const { figures, computed } = frozenOf(one)
  const rows = Object.values(computed.counts).reduce((sum, count) => sum + count, 0)
  return {
    version: one.version,
    replaces: one.version === 1 ? null : one.version - 1,
    period: one.period,
    template: { id: one.template.id, version: one.template.version },
    notice: one.notice?.number ?? '',
    ...{ sha256, sm3 },
    counts: { tables: one.template.tables.length, figures: figures.length, rows },
    ...{ preparer: one.preparer, reviewer: one.reviewer, reason: one.version === 1 ? '' : one.reason, papers },
  }
}

/** It leaves with the next run or package. That it was submitted, and when, is the platform's word. */
export const submit = async ({ id, secrecy }: Parsed<'submission.submit'>, context: Context): Promise<Output<'submission.submit'>> => {
  askSecrecy(secrecy)
  const { db, ports, user } = context
  const one = knownSubmission(db, id)
  needStep(one, 'submit')
  needPlatform(db)
  const files = await submissionFiles(one, context)
  const papers: ReadPaper[] = []
  for (const [name, data] of files.files) papers.push({ name, data, sha256: sha256Hex(data), type: await readKind(data, name, true) })
  // The form too, where it holds everything.
  const workbook = await runWorkbook(one.rid, context)
  if (workbook !== null) papers.push({ name: '报送.xlsx', data: workbook, sha256: sha256Hex(workbook), type: 'xlsx' })
  const stamp = stampOf(context)
  const changeId = await context.commitLong(
    async (breathe) => {
      const now = knownSubmission(db, id)
      needStep(now, 'submit')
      for (const paper of papers) {
        await storePaper(db, paper, stamp.at, user.name, breathe)
        putPaper(db, now.rid, paper)
      }
      const named = papersOf(db, now, papers)
      const leaving = queueSubmission(db, { at: stamp.at, author: user.name, newId: () => ports.newId() }, { id, head: headOf(now, files, named) })
      setUnderWay(db, now.rid, 'submitted', leaving)
      putEvent(db, now.rid, { at: stamp.at, by: stamp.author, what: 'submitted', note: '' })
      return leaving
    },
    (leaving) => ({ entity: 'submission', entityId: id, digest: files.sha256, note: `version ${one.version}, ${leaving}` }),
  )
  for (const noun of ['sync', 'submission'] as const) ports.emit('changed', { noun, ids: [] })
  return { changeId }
}
