import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import { standardTemplate } from '../../../shared/submissions/standard.ts'
import { askSecrecy } from '../catalogue/gate.ts'
import type { ViewContext } from '../context.ts'
import { openLine, steps } from '../transfer/line.ts'
import type { FromReader, ToReader } from '../transfer/protocol.ts'
import { readLaw } from '../work/law.ts'
import { formView } from './form-view.ts'
import { knownTemplate } from './templates.ts'

/** A city's form, read by a process of its own, with the figures of a template that its labels seem to ask for. A mark of secrecy in it refuses it whole. */
export const inspectCityForm = async (
  { file, secrecy, template: id }: Parsed<'submission.inspectForm'>,
  context: ViewContext,
): Promise<Output<'submission.inspectForm'>> => {
  askSecrecy(secrecy)
  const law = readLaw(context.db, context.ports.now().toISOString())
  const { template } = id === undefined ? { template: standardTemplate } : knownTemplate(context.db, id, law.on(law.today))
  const { path, name } = await context.ports.files.read(file)
  const line = openLine<ToReader, FromReader>(context.ports, 'sheetRead', context.signal)
  try {
    line.send({ kind: 'start', job: { purpose: 'form', path, name, extensionFields: [], kept: [] } })
    const answer = await steps<FromReader, ToReader>(line, context.progress)
    if (answer.kind !== 'formSeen') throw new Refusal('sheet.stopped', { why: answer.kind })
    return formView(answer.form, template)
  } finally {
    line.close()
  }
}
