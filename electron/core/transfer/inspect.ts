import type { Output, Parsed } from '../../../shared/contract.ts'
import { Refusal } from '../../../shared/errors.ts'
import type { ViewContext } from '../context.ts'
import { readProfile } from '../profile/stored-profile.ts'
import { type Line, openLine, steps } from './line.ts'
import { keptMappings } from './mappings.ts'
import type { FromReader, ToReader } from './protocol.ts'
import type { KeptMapping } from './recognise.ts'

/** Looks at a file in the reading process: what it is, what its columns mean, whether it carries marks. Nothing is kept. */
export const inspectFile = (input: Parsed<'catalogue.inspectFile'>, context: ViewContext): Promise<Output<'catalogue.inspectFile'>> =>
  inspect(input, keptMappings(context.db), {}, context)

/** With the mappings `kept` and, in `further`, headings of columns that are no field of an entry. */
export const inspect = async (
  input: Parsed<'catalogue.inspectFile'>,
  kept: readonly KeptMapping[],
  further: Readonly<Record<string, readonly string[]>>,
  context: ViewContext,
): Promise<Output<'catalogue.inspectFile'>> => {
  const { path, name } = await context.ports.files.read(input.file)
  const line: Line<ToReader, FromReader> = openLine(context.ports, 'sheetRead', context.signal)
  try {
    const { extensionFields } = readProfile(context.db)
    line.send({ kind: 'start', job: { purpose: 'inspect', path, name, extensionFields, kept, sheet: input.sheet ?? null, further } })
    const answer = await steps<FromReader, ToReader>(line, context.progress)
    if (answer.kind !== 'inspected') throw new Refusal('sheet.stopped', { why: answer.kind })
    return answer.value
  } finally {
    line.close()
  }
}
