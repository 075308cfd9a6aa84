import type { AttachmentType } from '../../../shared/attachments.ts'
import type { Output, Parsed } from '../../../shared/contract.ts'
import type { ReportHead } from '../../../shared/platform-api/submissions.ts'
import { readKind } from '../attachments/kind.ts'
import { heldOf } from '../attachments/queries.ts'
import { storePaper } from '../attachments/take.ts'
import { stampOf } from '../catalogue/edit-handlers.ts'
import { askSecrecy } from '../catalogue/gate.ts'
import type { Context } from '../context.ts'
import { sha256Hex } from '../crypto/hash.ts'
import { runWorkbook } from '../statistics/run-figures.ts'
import { frozenOf } from './compose.ts'
import { paperName, type SubmissionFiles, submissionFiles, twinName } from './files.ts'
import { needStep } from './filling.ts'
import { needPlatform, queueSubmission } from './leaving.ts'
import { refuseSealed } from './sealed.ts'
import { knownSubmission, papersOfSubmission, putEvent, putPaper, type Submission, setDigests, setUnderWay } from './store.ts'

type Paper = { name: string; type: AttachmentType; sha256: string; data: Buffer }

const asPaper = (name: string, type: AttachmentType, data: Buffer): Paper => ({ name, type, data, sha256: sha256Hex(data) })

/** What leaves: the JSON, the paper, the form where it holds everything, and the bundle it was signed in, which is kept already. */
const papersOf = ({ files }: SubmissionFiles, workbook: Buffer | null): Paper[] => [
  asPaper(twinName, 'submission', files.get(twinName) ?? Buffer.alloc(0)),
  asPaper(paperName, 'pdf', files.get(paperName) ?? Buffer.alloc(0)),
  ...(workbook === null ? [] : [asPaper('报送.xlsx', 'xlsx', workbook)]),
]

const headOf = (one: Submission, { sha256, sm3 }: SubmissionFiles, papers: ReportHead['papers']): ReportHead => ({
  version: one.version,
  replaces: one.version === 1 ? null : one.version - 1,
  period: one.period,
  template: { id: one.template.id, version: one.template.version },
  notice: one.notice?.number ?? '',
  ...{ sha256, sm3, preparer: one.preparer, reviewer: one.reviewer, reason: one.reason, papers },
  counts: frozenOf(one).computed.counts,
})

/**
 * It leaves with the next run or package. That it was submitted, and when, is the platform's word (`on-platform.ts`): the time of
 * receipt is what the deadline is judged by, and until then its reminder stays.
 */
export const submit = async ({ id, secrecy }: Parsed<'submission.submit'>, context: Context): Promise<Output<'submission.submit'>> => {
  askSecrecy(secrecy)
  const { db } = context
  const before = knownSubmission(db, id)
  needStep(before, 'submit')
  refuseSealed(db, before)
  needPlatform(db)
  const files = await submissionFiles(before, context)
  const made = papersOf(files, await runWorkbook(before.rid, context))
  // A mark that slipped into the records stays here (practice L1).
  for (const { name, data } of made) await readKind(data, name, true)
  const stamp = stampOf(context)
  const done = await context.commitLong(
    async (breathe) => {
      const one = knownSubmission(db, id)
      needStep(one, 'submit')
      for (const paper of made) {
        await storePaper(db, paper, stamp.at, stamp.author, breathe)
        putPaper(db, one.rid, paper)
      }
      setDigests(db, one.rid, files)
      const papers = papersOfSubmission(db, one.rid).filter(({ sha256 }) => heldOf(db, sha256) !== undefined)
      const head = headOf(
        one,
        files,
        papers.map(({ name, sha256 }) => ({ name, sha256 })),
      )
      const changeId = queueSubmission(db, stamp, { id, head })
      setUnderWay(db, one.rid, 'submitted', changeId)
      putEvent(db, one.rid, { at: stamp.at, by: stamp.author, what: 'submitted', note: '' })
      return { changeId }
    },
    ({ changeId }) => ({ entity: 'submission', entityId: id, digest: files.sha256, note: changeId }),
  )
  for (const noun of ['sync', 'submission'] as const) context.ports.emit('changed', { noun, ids: [] })
  return done
}
