import type { Output, Parsed } from '../../../shared/contract.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { ViewContext } from '../context.ts'
import { runInspect } from '../statistics/run-figures.ts'
import { readLaw } from '../work/law.ts'
import { knownTemplate } from './templates.ts'

/** A city's form as it is to be filled: its cells, and the figures of a template that its labels seem to ask for. Nothing of it is kept. */
export const inspectCityForm = async (
  { file, secrecy, template: id = 'mulu-standard' }: Parsed<'submission.inspectForm'>,
  context: ViewContext,
): Promise<Output<'submission.inspectForm'>> => {
  askSecrecy(secrecy)
  const law = readLaw(context.db, context.ports.now().toISOString())
  const { template } = knownTemplate(context.db, id, law.on(law.today))
  const { path, name } = await context.ports.files.read(file)
  refuseMarks(name)
  return (await runInspect(path, name, template, context)).view
}
