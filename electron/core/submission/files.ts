import { Refusal } from '../../../shared/errors.ts'
import type { ViewContext } from '../context.ts'
import { renderDocument } from '../documents/render-document.ts'
import { runTwinBytes } from '../statistics/run-figures.ts'
import { submissionJobDone } from '../transfer/export.ts'
import type { Submission } from './store.ts'

export const twinName = '报送.json'
export const paperName = '报送.pdf'

/** What is signed and submitted: the document's JSON, its digests, and the paper made from it. */
export type SubmissionFiles = { sha256: string; sm3: string; files: ReadonlyMap<string, Buffer> }

/** The same submission gives the same files. */
export const submissionFiles = async (one: Submission, context: ViewContext): Promise<SubmissionFiles> => {
  const { sha256, sm3, data } = await runTwinBytes(one.rid, context)
  const { location } = context.vault
  const job = { what: 'submission', location, rid: one.rid, language: 'zh', path: '', format: 'paper', beside: [] } as const
  const answer = await submissionJobDone(job, context)
  if (answer.kind !== 'paper') throw new Refusal('sheet.stopped', { why: answer.kind })
  const { bytes } = await renderDocument(answer.paper, 'pdf', context)
  return {
    sha256,
    sm3,
    files: new Map([
      [twinName, data],
      [paperName, bytes],
    ]),
  }
}
