import type { ViewContext } from '../context.ts'
import { runTwinBytes } from '../statistics/run-figures.ts'
import type { Submission } from './store.ts'

/** What is signed and submitted: the document's JSON, its digests, and the paper made from it. */
export type SubmissionFiles = { sha256: string; sm3: string; files: ReadonlyMap<string, Buffer> }

export const submissionFiles = async (one: Submission, context: Pick<ViewContext, 'ports' | 'vault' | 'signal' | 'progress'>): Promise<SubmissionFiles> => {
  const { sha256, sm3, data } = await runTwinBytes(one.rid, context)
  return { sha256, sm3, files: new Map([['报送.json', data]]) }
}
