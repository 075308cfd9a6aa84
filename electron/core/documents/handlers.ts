import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Parsed } from '../../../shared/contract.ts'
import type { DocumentModel } from '../../../shared/documents/document.ts'
import { templateById, templates } from '../../../shared/documents/templates.ts'
import { shortHash } from '../../../shared/documents/words.ts'
import { Refusal } from '../../../shared/errors.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { VaultHandlers } from '../context.ts'
import { writeRecorded } from '../transfer/export.ts'
import { renderDocument } from './render-document.ts'

const paperOf = ({ template: id, facts, lang }: Pick<Parsed<'document.render'>, 'template' | 'facts' | 'lang'>): DocumentModel => {
  const template = templateById(id)
  if (template === undefined) throw new Refusal('document.unknownTemplate', { template: id })
  const parsed = template.facts.safeParse(facts)
  if (parsed.success) return template.make(parsed.data, lang)
  const issue = parsed.error.issues[0]
  throw new Refusal('call.invalid', { call: 'document.render', where: ['facts', ...(issue?.path ?? [])].join('.'), why: issue?.message ?? '' })
}

export const documentHandlers: Pick<VaultHandlers, 'document.templates' | 'document.render'> = {
  'document.templates': ({ template }) => {
    const wanted = template === undefined ? templates : templates.filter(({ id }) => id === template)
    if (wanted.length === 0) throw new Refusal('document.unknownTemplate', { template: template ?? '' })
    return { templates: wanted.map(({ id, name, facts }) => ({ id, name, facts: z.toJSONSchema(facts, { io: 'input' }) as Record<string, unknown> })) }
  },

  'document.render': async ({ file, format, purpose, secrecy, ...input }, context) => {
    askSecrecy(secrecy)
    refuseMarks(input.facts)
    const paper = paperOf(input)
    const { bytes, sha256, pages, digest } = await writeRecorded(
      {
        what: `${input.template}, ${format}`,
        handle: file,
        purpose,
        write: async (path, { agency, user, on }) => {
          const made = await renderDocument({ ...paper, stamp: { agency, user, on, purpose } }, format, context)
          await writeFile(path, made.bytes)
          return made
        },
        note: (made) => shortHash(made.digest),
      },
      context,
    )
    return { sha256, bytes: bytes.length, pages, check: shortHash(digest) }
  },
}
