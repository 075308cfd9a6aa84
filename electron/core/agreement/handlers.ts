import { writeFile } from 'node:fs/promises'
import { shortHash } from '../../../shared/documents/words.ts'
import { askSecrecy } from '../catalogue/gate.ts'
import type { VaultHandlers } from '../context.ts'
import { renderDocument } from '../documents/render-document.ts'
import { writeRecorded } from '../transfer/export.ts'
import { paperOfRound } from './paper.ts'
import { sign, signPreview, verify } from './signed.ts'

export const agreementHandlers: Pick<VaultHandlers, 'agreement.render' | 'agreement.signPreview' | 'agreement.sign' | 'agreement.verify'> = {
  'agreement.signPreview': signPreview,
  'agreement.sign': sign,
  'agreement.verify': verify,

  'agreement.render': async ({ file: handle, format, purpose, secrecy, ...asked }, context) => {
    askSecrecy(secrecy)
    const { model } = paperOfRound(context.db, context.ports.now().toISOString(), asked)
    const { bytes, sha256, pages, digest } = await writeRecorded(
      {
        what: `${asked.paper}, ${format}`,
        handle,
        purpose,
        write: async (path, { agency, user, on }) => {
          const made = await renderDocument({ ...model, stamp: { agency, user, on, purpose } }, format, context)
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
