import { Refusal } from '../../../shared/errors.ts'
import type { ViewContext } from '../context.ts'
import { renderDocument } from '../documents/render-document.ts'
import { runAnnex, runTwinBytes } from '../statistics/run-figures.ts'
import { submissionJobDone } from '../transfer/export.ts'
import { type Submission, workbookOfSubmission } from './store.ts'

export const twinName = '报送.json'
export const paperName = '报送.pdf'
/** The city's form as it came, empty: whoever takes the document in can write the same form. */
export const formName = '表样.xlsx'
/** What the document may be called in a bundle. */
export const documentNames: readonly string[] = [twinName]

/** What is signed and submitted: the document's JSON, its digests, the paper made from it, and of a city's form the form and what it has no place for. */
export type SubmissionFiles = { sha256: string; sm3: string; files: ReadonlyMap<string, Buffer> }

/** The same submission gives the same files. */
export const submissionFiles = async (one: Submission, context: ViewContext): Promise<SubmissionFiles> => {
  const { sha256, sm3, data } = await runTwinBytes(one.rid, context)
  const { location } = context.vault
  const job = { what: 'submission', location, rid: one.rid, language: 'zh', path: '', format: 'paper', beside: [] } as const
  const answer = await submissionJobDone(job, context)
  if (answer.kind !== 'paper') throw new Refusal('sheet.stopped', { why: answer.kind })
  const { bytes } = await renderDocument(answer.paper, 'pdf', context)
  const form = one.computed?.form === undefined ? null : workbookOfSubmission(context.db, one.rid)
  return {
    sha256,
    sm3,
    files: new Map([
      [twinName, data],
      [paperName, bytes],
      ...(form === null ? [] : ([[formName, form]] as const)),
      ...(form === null ? [] : await runAnnex(one.rid, context)),
    ]),
  }
}
