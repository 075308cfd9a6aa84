import { writeFile } from 'node:fs/promises'
import type { DocumentFormat, DocumentModel } from '../../../shared/documents/document.ts'
import { shortHash } from '../../../shared/documents/words.ts'
import type { AsideContext } from '../context.ts'
import { writeRecorded } from '../transfer/export.ts'
import { renderDocument } from './render-document.ts'

type Wanted = { name: string; format: DocumentFormat; file: string; purpose: string }

/** Makes a paper and writes it to a file, entered in the register of copies with who took it, when and what for (practice P16). */
export const writePaper = async (
  model: DocumentModel,
  { name, format, file, purpose }: Wanted,
  context: AsideContext,
): Promise<{ sha256: string; bytes: number; pages: number | null; check: string }> => {
  const { bytes, sha256, pages, digest } = await writeRecorded(
    {
      what: `${name}, ${format}`,
      handle: file,
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
}
