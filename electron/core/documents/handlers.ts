import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { templates } from '../../../shared/documents/templates.ts'
import { shortHash } from '../../../shared/documents/words.ts'
import { Refusal } from '../../../shared/errors.ts'
import { askSecrecy, refuseMarks } from '../catalogue/gate.ts'
import type { VaultHandlers } from '../context.ts'
import { writeRecorded } from '../transfer/export.ts'
import { attachLetter } from './letters.ts'
import { paperOf } from './paper-of.ts'
import { renderDocument } from './render-document.ts'

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
