import type { Output, Parsed } from '../../../shared/contract.ts'
import { askSecrecy } from '../catalogue/gate.ts'
import type { Context } from '../context.ts'
import { needStep } from './filling.ts'
import { knownSubmission } from './store.ts'

export const submit = async ({ id, secrecy }: Parsed<'submission.submit'>, context: Context): Promise<Output<'submission.submit'>> => {
  askSecrecy(secrecy)
  const one = knownSubmission(context.db, id)
  needStep(one, 'submit')
  throw new Error('not yet joined')
}
