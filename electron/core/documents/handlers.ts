import { z } from 'zod'
import { templates } from '../../../shared/documents/templates.ts'
import { Refusal } from '../../../shared/errors.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { VaultHandlers } from '../context.ts'
import { attachLetter } from './letters.ts'
import { paperOf } from './paper-of.ts'
import { writePaper } from './write-paper.ts'

export const documentHandlers: Pick<VaultHandlers, 'document.templates' | 'document.render' | 'document.attach'> = {
  'document.attach': attachLetter,

  'document.templates': ({ template }) => {
    const wanted = template === undefined ? templates : templates.filter(({ id }) => id === template)
    if (wanted.length === 0) throw new Refusal('document.unknownTemplate', { template: template ?? '' })
    return { templates: wanted.map(({ id, name, facts }) => ({ id, name, facts: z.toJSONSchema(facts, { io: 'input' }) as Record<string, unknown> })) }
  },

  'document.render': async ({ file, format, purpose, secrecy, ...input }, context) => {
    askSecrecy(secrecy)
    refuseMarks(input.facts)
    return writePaper(paperOf(input), { name: input.template, format, file, purpose }, context)
  },
}
