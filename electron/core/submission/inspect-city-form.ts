import type { Output, Parsed } from '../../../shared/contract.ts'
import type { ViewContext } from '../context.ts'

export const inspectCityForm = async (_: Parsed<'submission.inspectForm'>, __: ViewContext): Promise<Output<'submission.inspectForm'>> => {
  throw new Error('not yet joined')
}
